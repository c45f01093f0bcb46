package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// writableController is the state of a WritableStreamDefaultController.
type writableController struct{ stream *writable }

var (
	writableSlot           = modules.NewSlot[writable]("WritableStream")
	writerSlot             = modules.NewSlot[writer]("WritableStreamDefaultWriter")
	writableControllerSlot = modules.NewSlot[writableController]("WritableStreamDefaultController")
)

const (
	writableName = "WritableStream"
	writerName   = "WritableStreamDefaultWriter"
)

// defineWritable defines WritableStream.
func (l *library) defineWritable() *goja.Object {
	unlocked := func(c modules.Call) (*writable, error) {
		w, err := own(writableSlot, writableName, c)
		if err == nil && w.writer != nil {
			err = invalidState("WritableStream is locked")
		}
		return w, err
	}
	proto := l.class(writableName, 0, l.constructWritable,
		modules.Getter("locked", func(c modules.Call) (goja.Value, error) {
			w, err := own(writableSlot, writableName, c)
			if err != nil {
				return nil, err
			}
			return modules.Bool(w.writer != nil), nil
		}),
		modules.Fn("abort", 0, func(c modules.Call) (goja.Value, error) {
			w, err := unlocked(c)
			if err != nil {
				return l.fail(err)
			}
			return l.value(w.abort(c.Argument(0))), nil
		}),
		modules.Fn("close", 0, func(c modules.Call) (goja.Value, error) {
			w, err := unlocked(c)
			if err == nil && w.isClosing() {
				err = invalidState("Failure closing WritableStream")
			}
			if err != nil {
				return l.fail(err)
			}
			return l.value(w.close()), nil
		}),
		modules.Fn("getWriter", 0, func(c modules.Call) (goja.Value, error) {
			w, err := own(writableSlot, writableName, c)
			if err != nil {
				return nil, err
			}
			return l.writerObject(w, l.writers)
		}),
		inspected(l, writableSlot, writableName, func(_ *goja.Object, w *writable) []modules.Export {
			return []modules.Export{modules.Val("locked", w.writer != nil), modules.Val("state", w.state.text("writable"))}
		}),
	)
	field := func(key string, get func(*writable) goja.Value) {
		l.hidden(proto, key, func(o goja.Value) goja.Value {
			if w := writableSlot.Own(o); w != nil {
				return get(w)
			}
			return nil
		})
	}
	field("nodejs.stream.errored", func(w *writable) goja.Value { return modules.Bool(w.state == errored) })
	field("nodejs.stream.writable", func(w *writable) goja.Value { return modules.Bool(w.state == open) })
	field("nodejs.webstream.controllerErrorFunction", func(w *writable) goja.Value {
		return l.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			w.fail(c.Argument(0))
			return nil, nil
		})
	})
	field("nodejs.webstream.isClosedPromise", func(w *writable) goja.Value {
		return l.env.Exports(modules.Val("promise", l.value(w.closed)))
	})
	return proto
}

// constructWritable is new WritableStream([sink[, strategy]]).
func (l *library) constructWritable(c modules.ConstructCall) (*goja.Object, error) {
	var o *goja.Object
	if v := c.Argument(0); !goja.IsUndefined(v) {
		given, ok := v.(*goja.Object)
		if !ok {
			return nil, l.env.InvalidArgType("sink", v, "Object")
		}
		o = given
	}
	strategy, err := l.dictionary(c.Argument(1), "strategy")
	if err != nil {
		return nil, err
	}
	if kind := member(o, "type"); !goja.IsUndefined(kind) {
		return nil, l.invalidRange("type", kind)
	}
	size, err := l.sizeOf(strategy)
	if err != nil {
		return nil, err
	}
	mark, err := l.highWaterMark(strategy, 1)
	if err != nil {
		return nil, err
	}
	start, err := l.startOf(o)
	if err != nil {
		return nil, err
	}
	var methods [3]method
	for i, name := range [...]string{"write", "close", "abort"} {
		if methods[i], err = l.callback(o, name, "sink"); err != nil {
			return nil, err
		}
	}
	var w *writable
	var s sink
	if m := methods[0]; m.f != nil {
		s.write = func(chunk goja.Value) promise { return l.call(m, chunk, w.controller) }
	}
	if m := methods[1]; m.f != nil {
		s.close = func() promise { return l.call(m) }
	}
	if m := methods[2]; m.f != nil {
		s.abort = func(reason goja.Value) promise { return l.call(m, reason) }
	}
	w = l.newWritable(c.This.Prototype(), s, mark, size)
	started := l.settled
	if start.f != nil {
		v, err := engine.Call(start.f, o, []goja.Value{w.controller})
		if err != nil {
			return nil, err
		}
		started = l.promiseOf(v)
	}
	w.begin(started)
	return w.object, nil
}

func (l *library) writerObject(w *writable, proto *goja.Object) (*goja.Object, error) {
	r, err := w.newWriter()
	if err != nil {
		return nil, err
	}
	return writerSlot.New(l.vm, proto, r), nil
}

// defineWriter defines WritableStreamDefaultWriter.
func (l *library) defineWriter() *goja.Object {
	bound := func(c modules.Call) (*writer, error) {
		r, err := own(writerSlot, writerName, c)
		if err == nil && r.stream == nil {
			err = invalidState("Writer is not bound to a WritableStream")
		}
		return r, err
	}
	promised := func(name string, get func(*writer) promise) modules.Export {
		return modules.Getter(name, func(c modules.Call) (goja.Value, error) {
			r, err := own(writerSlot, writerName, c)
			if err != nil {
				return l.fail(err)
			}
			return l.value(get(r)), nil
		})
	}
	return l.class(writerName, 1, func(c modules.ConstructCall) (*goja.Object, error) {
		w := writableSlot.Own(c.Argument(0))
		if w == nil {
			return nil, l.env.InvalidArgType("stream", c.Argument(0), writableName)
		}
		return l.writerObject(w, c.This.Prototype())
	},
		promised("closed", func(r *writer) promise { return r.closed }),
		modules.Getter("desiredSize", func(c modules.Call) (goja.Value, error) {
			r, err := bound(c)
			if err != nil {
				return nil, err
			}
			return r.stream.desiredSize(), nil
		}),
		promised("ready", func(r *writer) promise { return r.ready }),
		modules.Fn("abort", 0, func(c modules.Call) (goja.Value, error) {
			r, err := bound(c)
			if err != nil {
				return l.fail(err)
			}
			return l.value(r.stream.abort(c.Argument(0))), nil
		}),
		modules.Fn("close", 0, func(c modules.Call) (goja.Value, error) {
			r, err := bound(c)
			if err == nil && r.stream.isClosing() {
				err = invalidState("Failure to close WritableStream")
			}
			if err != nil {
				return l.fail(err)
			}
			return l.value(r.stream.close()), nil
		}),
		modules.Fn("releaseLock", 0, func(c modules.Call) (goja.Value, error) {
			r, err := own(writerSlot, writerName, c)
			if err == nil && r.stream != nil {
				r.release()
			}
			return nil, err
		}),
		modules.Fn("write", 0, func(c modules.Call) (goja.Value, error) {
			r, err := bound(c)
			if err != nil {
				return l.fail(err)
			}
			return l.value(r.write(c.Argument(0))), nil
		}),
		inspected(l, writerSlot, writerName, func(_ *goja.Object, r *writer) []modules.Export {
			stream, size := goja.Value(goja.Undefined()), goja.Value(goja.Undefined())
			if r.stream != nil {
				stream, size = r.stream.object, r.stream.desiredSize()
			}
			return []modules.Export{
				modules.Val("stream", stream), modules.Val("close", l.value(r.closed)), modules.Val("ready", l.value(r.ready)),
				modules.Val("desiredSize", size),
			}
		}),
	)
}

// defineWritableController defines WritableStreamDefaultController.
func (l *library) defineWritableController() *goja.Object {
	const name = "WritableStreamDefaultController"
	return l.class(name, 0, illegal,
		modules.Getter("signal", func(c modules.Call) (goja.Value, error) {
			w, err := own(writableControllerSlot, name, c)
			if err != nil {
				return nil, err
			}
			return w.stream.abortController().Get("signal"), nil
		}),
		modules.Fn("error", 0, func(c modules.Call) (goja.Value, error) {
			w, err := own(writableControllerSlot, name, c)
			if err != nil {
				return nil, err
			}
			w.stream.fail(c.Argument(0))
			return nil, nil
		}),
		inspected(l, writableControllerSlot, name, func(_ *goja.Object, w *writableController) []modules.Export {
			return []modules.Export{modules.Val("stream", w.stream.object)}
		}),
	)
}
