package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// transform is the state of a TransformStream and of its controller.
// https://streams.spec.whatwg.org/#ts-class
type transform struct {
	*library
	object     *goja.Object
	controller *goja.Object
	readable   *readable
	writable   *writable
	output     *defaultController
	transformer
	backpressure bool
	// change is settled when backpressure changes.
	change promise
	// finishing is the outcome of the flush or cancel, of which there is one.
	finishing promise
}

// transformer is what a TransformStream does. Each function may be nil.
type transformer struct {
	transform func(chunk goja.Value) promise
	flush     func() promise
	cancel    func(reason goja.Value) promise
}

// transformController is the state of a TransformStreamDefaultController.
type transformController struct{ stream *transform }

var (
	transformSlot           = modules.NewSlot[transform]("TransformStream")
	transformControllerSlot = modules.NewSlot[transformController]("TransformStreamDefaultController")
)

const transformName = "TransformStream"

// strategies are the arguments of new TransformStream after the first, taken.
type strategies struct {
	writableMark, readableMark float64
	writableSize, readableSize sizeFunc
}

// newTransform makes a stream that goes on when started is fulfilled.
func (l *library) newTransform(proto *goja.Object, started promise, t transformer, s strategies) *transform {
	x := &transform{library: l, transformer: t, change: l.pending()}
	x.object = transformSlot.New(l.vm, proto, x)
	x.controller = transformControllerSlot.New(l.vm, l.transformControllers, &transformController{x})
	if x.transformer.transform == nil {
		x.transformer.transform = func(v goja.Value) promise {
			if err := x.enqueue(v); err != nil {
				return l.rejected(l.env.Thrown(err))
			}
			return l.settled
		}
	}
	x.writable = l.newWritable(l.writables, sink{write: x.write, close: x.close, abort: x.abort}, s.writableMark, s.writableSize)
	x.writable.begin(started)
	x.readable = l.newReadable(l.readables)
	x.output = l.newDefaultController(x.readable, source{pull: x.pull, cancel: x.cancelled}, s.readableMark, s.readableSize)
	x.readable.controller = x.output
	engine.React(started, func(goja.Value) {
		x.output.started = true
		x.output.callPull()
	}, x.output.fail)
	x.setBackpressure(true)
	return x
}

func (x *transform) setBackpressure(now bool) {
	settleOnce(x.change)
	x.change, x.backpressure = x.pending(), now
}

func (x *transform) clearTransformer() {
	x.transformer = transformer{transform: func(goja.Value) promise { return x.settled }}
}

// errorWritable errors the side that is written to, and lets a write go on
// that waits.
func (x *transform) errorWritable(reason goja.Value) {
	x.clearTransformer()
	x.writable.fail(reason)
	x.unblock()
}

func (x *transform) unblock() {
	if x.backpressure {
		x.setBackpressure(false)
	}
}

func (x *transform) failBoth(reason goja.Value) {
	x.output.fail(reason)
	x.errorWritable(reason)
}

// perform transforms a chunk. A failure errors both sides.
func (x *transform) perform(v goja.Value) promise {
	p := x.transformer.transform(v)
	if p == x.settled {
		return p
	}
	return x.then(p, func(goja.Value) error { return nil }, func(reason goja.Value) error {
		x.failBoth(reason)
		return thrown(reason)
	})
}

// write is the sink's write.
func (x *transform) write(v goja.Value) promise {
	if !x.backpressure {
		return x.perform(v)
	}
	made := x.pending()
	engine.React(x.change, func(goja.Value) {
		if x.writable.state == erroring {
			engine.Reject(made, x.writable.storedError)
			return
		}
		engine.React(x.perform(v), func(goja.Value) { engine.Fulfill(made, goja.Undefined()) },
			func(reason goja.Value) { engine.Reject(made, reason) })
	}, nil)
	return made
}

// finish runs an ending, unless one has begun, and then the function for its
// outcome.
func (x *transform) finish(run func() promise, done func() error, failed func(reason goja.Value)) promise {
	if x.finishing != nil {
		return x.finishing
	}
	made := x.pending()
	x.finishing = made
	engine.React(run(), func(goja.Value) {
		if err := done(); err != nil {
			engine.Reject(made, x.env.Thrown(err))
		} else {
			engine.Fulfill(made, goja.Undefined())
		}
	}, func(reason goja.Value) {
		failed(reason)
		engine.Reject(made, reason)
	})
	return made
}

// close is the sink's close.
func (x *transform) close() promise {
	return x.finish(func() promise {
		flushed := x.settled
		if x.flush != nil {
			flushed = x.flush()
		}
		x.clearTransformer()
		return flushed
	}, func() error {
		if x.readable.state == errored {
			return thrown(x.readable.storedError)
		}
		x.output.close()
		return nil
	}, x.output.fail)
}

// runCancel calls the transformer's cancel.
func (x *transform) runCancel(reason goja.Value) func() promise {
	return func() promise {
		done := x.settled
		if x.transformer.cancel != nil {
			done = x.transformer.cancel(reason)
		}
		x.clearTransformer()
		return done
	}
}

// abort is the sink's abort.
func (x *transform) abort(reason goja.Value) promise {
	return x.finish(x.runCancel(reason), func() error {
		if x.readable.state == errored {
			return thrown(x.readable.storedError)
		}
		x.output.fail(reason)
		return nil
	}, x.output.fail)
}

// pull is the source's pull.
func (x *transform) pull() promise {
	x.setBackpressure(false)
	return x.change
}

// cancelled is the source's cancel.
func (x *transform) cancelled(reason goja.Value) promise {
	fail := func(reason goja.Value) {
		x.writable.fail(reason)
		x.unblock()
	}
	return x.finish(x.runCancel(reason), func() error {
		if x.writable.state == errored {
			return thrown(x.writable.storedError)
		}
		fail(reason)
		return nil
	}, fail)
}

// enqueue is controller.enqueue.
func (x *transform) enqueue(v goja.Value) error {
	c := x.output
	if !c.canEnqueue() {
		return invalidState("Unable to enqueue")
	}
	if err := c.enqueue(v); err != nil {
		x.errorWritable(x.env.Thrown(err))
		return thrown(x.readable.storedError)
	}
	if !c.wantsMore() && !x.backpressure {
		x.setBackpressure(true)
	}
	return nil
}

// defineTransform defines TransformStream.
func (l *library) defineTransform() *goja.Object {
	return l.class(transformName, 0, l.constructTransform,
		modules.Getter("readable", func(c modules.Call) (goja.Value, error) {
			x, err := own(transformSlot, transformName, c)
			if err != nil {
				return nil, err
			}
			return x.readable.object, nil
		}),
		modules.Getter("writable", func(c modules.Call) (goja.Value, error) {
			x, err := own(transformSlot, transformName, c)
			if err != nil {
				return nil, err
			}
			return x.writable.object, nil
		}),
		inspected(l, transformSlot, transformName, func(_ *goja.Object, x *transform) []modules.Export {
			backpressure := goja.Value(goja.Undefined())
			if x.controller != nil {
				backpressure = modules.Bool(x.backpressure)
			}
			return []modules.Export{
				modules.Val("readable", x.readable.object), modules.Val("writable", x.writable.object),
				modules.Val("backpressure", backpressure),
			}
		}),
	)
}

// constructTransform is new TransformStream([transformer[, writableStrategy[, readableStrategy]]]).
func (l *library) constructTransform(c modules.ConstructCall) (*goja.Object, error) {
	var o *goja.Object
	if v := c.Argument(0); !goja.IsUndefined(v) {
		given, ok := v.(*goja.Object)
		if !ok {
			return nil, l.env.InvalidArgType("transformer", v, "Object")
		}
		o = given
	}
	writing, err := l.dictionary(c.Argument(1), "writableStrategy")
	if err != nil {
		return nil, err
	}
	reading, err := l.dictionary(c.Argument(2), "readableStrategy")
	if err != nil {
		return nil, err
	}
	for _, name := range [...]string{"readableType", "writableType"} {
		if v := member(o, name); !goja.IsUndefined(v) {
			return nil, l.invalidRange("transformer."+name, v)
		}
	}
	var methods [4]method
	for i, name := range [...]string{"start", "transform", "flush", "cancel"} {
		if methods[i], err = l.callback(o, name, "transformer"); err != nil {
			return nil, err
		}
	}
	var s strategies
	if s.writableMark, err = l.highWaterMark(writing, 1); err != nil {
		return nil, err
	}
	if s.writableSize, err = l.sizeOf(writing); err != nil {
		return nil, err
	}
	if s.readableMark, err = l.highWaterMark(reading, 0); err != nil {
		return nil, err
	}
	if s.readableSize, err = l.sizeOf(reading); err != nil {
		return nil, err
	}
	var x *transform
	var t transformer
	if m := methods[1]; m.f != nil {
		t.transform = func(v goja.Value) promise { return l.call(m, v, x.controller) }
	}
	if m := methods[2]; m.f != nil {
		t.flush = func() promise { return l.call(m, x.controller) }
	}
	if m := methods[3]; m.f != nil {
		t.cancel = func(reason goja.Value) promise { return l.call(m, reason) }
	}
	started := l.pending()
	x = l.newTransform(c.This.Prototype(), started, t, s)
	v := goja.Value(goja.Undefined())
	if start := methods[0]; start.f != nil {
		if v, err = engine.Call(start.f, o, []goja.Value{x.controller}); err != nil {
			return nil, err
		}
	}
	l.resolve(started, v)
	return x.object, nil
}

// join is a TransformStream of two streams that are there already.
func (l *library) join(c modules.Call) (goja.Value, error) {
	x := &transform{library: l, readable: readableSlot.Own(c.Argument(0)), writable: writableSlot.Own(c.Argument(1))}
	x.object = transformSlot.New(l.vm, l.transforms, x)
	return x.object, nil
}

// defineTransformController defines TransformStreamDefaultController.
func (l *library) defineTransformController() *goja.Object {
	const name = "TransformStreamDefaultController"
	with := func(f func(*transform, goja.Value) (goja.Value, error)) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			t, err := own(transformControllerSlot, name, c)
			if err != nil {
				return nil, err
			}
			return f(t.stream, c.Argument(0))
		}
	}
	return l.class(name, 0, illegal,
		modules.Getter("desiredSize", with(func(x *transform, _ goja.Value) (goja.Value, error) { return x.output.desiredSize(), nil })),
		modules.Fn("enqueue", 0, with(func(x *transform, v goja.Value) (goja.Value, error) { return nil, x.enqueue(v) })),
		modules.Fn("error", 0, with(func(x *transform, reason goja.Value) (goja.Value, error) {
			x.failBoth(reason)
			return nil, nil
		})),
		modules.Fn("terminate", 0, with(func(x *transform, _ goja.Value) (goja.Value, error) {
			x.output.close()
			x.errorWritable(l.env.Thrown(invalidState("TransformStream has been terminated")))
			return nil, nil
		})),
		inspected(l, transformControllerSlot, name, func(_ *goja.Object, t *transformController) []modules.Export {
			return []modules.Export{modules.Val("stream", t.stream.object)}
		}),
	)
}
