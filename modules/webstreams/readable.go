package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

var readableSlot = modules.NewSlot[readable]("ReadableStream")

const readableName = "ReadableStream"

// defineReadable defines ReadableStream.
func (l *library) defineReadable() *goja.Object {
	values := l.env.Func("values", 0, l.readableValues)
	proto := l.class(readableName, 0, l.constructReadable,
		modules.Getter("locked", func(c modules.Call) (goja.Value, error) {
			s, err := own(readableSlot, readableName, c)
			if err != nil {
				return nil, err
			}
			return modules.Bool(s.reader != nil), nil
		}),
		modules.Fn("cancel", 0, func(c modules.Call) (goja.Value, error) {
			s, err := own(readableSlot, readableName, c)
			if err == nil && s.reader != nil {
				err = invalidState("ReadableStream is locked")
			}
			if err != nil {
				return l.fail(err)
			}
			return l.value(s.cancel(c.Argument(0))), nil
		}),
		modules.Fn("getReader", 0, l.getReader),
		modules.Fn("pipeThrough", 1, l.pipeThrough),
		modules.Fn("pipeTo", 1, l.readablePipeTo),
		modules.Fn("tee", 0, func(c modules.Call) (goja.Value, error) {
			s, err := own(readableSlot, readableName, c)
			if err != nil {
				return nil, err
			}
			return l.tee(s)
		}),
		modules.Val("values", values),
		inspected(l, readableSlot, readableName, func(_ *goja.Object, s *readable) []modules.Export {
			_, byob := s.controller.(*byteController)
			return []modules.Export{
				modules.Val("locked", s.reader != nil), modules.Val("state", s.state.text("readable")), modules.Val("supportsBYOB", byob),
			}
		}),
		modules.Val("[Symbol.asyncIterator]", values).WithSymbol(wellknown.AsyncIterator(l.env)).Hidden(),
	)
	l.env.Define(l.classes[readableName], true, modules.Fn("from", 1, func(c modules.Call) (goja.Value, error) { return l.from(c.Argument(0)) }))
	l.hidden(proto, "nodejs.stream.disturbed", func(o goja.Value) goja.Value {
		return readableField(o, func(s *readable) goja.Value { return modules.Bool(s.disturbed) })
	})
	l.hidden(proto, "nodejs.stream.errored", func(o goja.Value) goja.Value {
		return readableField(o, func(s *readable) goja.Value { return modules.Bool(s.state == errored) })
	})
	l.hidden(proto, "nodejs.stream.readable", func(o goja.Value) goja.Value {
		return readableField(o, func(s *readable) goja.Value { return modules.Bool(s.state == open) })
	})
	l.hidden(proto, "nodejs.webstream.controllerErrorFunction", func(o goja.Value) goja.Value {
		return readableField(o, func(s *readable) goja.Value {
			return l.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
				s.controller.fail(c.Argument(0))
				return nil, nil
			})
		})
	})
	l.hidden(proto, "nodejs.webstream.isClosedPromise", func(o goja.Value) goja.Value {
		return readableField(o, func(s *readable) goja.Value { return l.env.Exports(modules.Val("promise", l.value(s.closed))) })
	})
	return proto
}

func readableField(o goja.Value, get func(*readable) goja.Value) goja.Value {
	if s := readableSlot.Own(o); s != nil {
		return get(s)
	}
	return nil
}

// hidden defines what the rest of the library asks of a stream, by symbol.
func (l *library) hidden(proto *goja.Object, key string, get func(this goja.Value) goja.Value) {
	l.env.Define(proto, false, modules.Getter(key, func(c modules.Call) (goja.Value, error) { return get(c.This), nil }).WithSymbol(l.env.SymbolFor(key)))
}

// constructReadable is new ReadableStream([source[, strategy]]).
func (l *library) constructReadable(c modules.ConstructCall) (*goja.Object, error) {
	var src *goja.Object
	if v := c.Argument(0); !goja.IsUndefined(v) {
		o, ok := v.(*goja.Object)
		if !ok {
			return nil, l.env.InvalidArgType("source", v, "Object")
		}
		src = o
	}
	strategy, err := l.dictionary(c.Argument(1), "strategy")
	if err != nil {
		return nil, err
	}
	s := l.newReadable(c.This.Prototype())
	if kind := member(src, "type"); !goja.IsUndefined(kind) {
		text, err := text(kind)
		if err != nil {
			return nil, err
		}
		if text != "bytes" {
			return nil, l.env.InvalidArgValue("source.type", kind, "")
		}
		return s.object, l.setUpBytes(s, src, strategy)
	}
	size, err := l.sizeOf(strategy)
	if err != nil {
		return nil, err
	}
	var d *defaultController
	algorithms, err := l.sourceOf(src, func() goja.Value { return d.object })
	if err != nil {
		return nil, err
	}
	mark, err := l.highWaterMark(strategy, 1)
	if err != nil {
		return nil, err
	}
	d = l.newDefaultController(s, algorithms, mark, size)
	return s.object, d.start()
}

// getReader is readable.getReader([{ mode }]).
func (l *library) getReader(c modules.Call) (goja.Value, error) {
	s, err := own(readableSlot, readableName, c)
	if err != nil {
		return nil, err
	}
	options, err := l.dictionary(c.Argument(0), "options")
	if err != nil {
		return nil, err
	}
	mode := member(options, "mode")
	if goja.IsUndefined(mode) {
		return l.newReader(s, l.readers)
	}
	if text, err := text(mode); err != nil {
		return nil, err
	} else if text != "byob" {
		return nil, l.env.InvalidArgValue("options.mode", mode, "")
	}
	return l.newBYOBReader(s, l.byobReaders)
}

// readableValues is readable.values([{ preventCancel }]).
func (l *library) readableValues(c modules.Call) (goja.Value, error) {
	s, err := own(readableSlot, readableName, c)
	if err != nil {
		return nil, err
	}
	options, err := l.dictionary(c.Argument(0), "options")
	if err != nil {
		return nil, err
	}
	return l.iterate(s, member(options, "preventCancel").ToBoolean())
}
