package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/emitter"
)

// class makes a constructor in the old style, which works without new.
func (c *Core) class(name string, parent *goja.Object, construct func(o *goja.Object, options goja.Value)) (ctor, proto *goja.Object) {
	ctor = c.env.Class(modules.ClassSpec{
		Name: name, Length: 1, Parent: parent,
		Construct: func(call modules.ConstructCall) (*goja.Object, error) {
			if call.NewTarget == nil && !c.vm.InstanceOf(call.This, ctor) {
				return c.vm.New(ctor, call.Argument(0))
			}
			construct(call.This, call.Argument(0))
			return nil, nil
		},
	})
	return ctor, ctor.Get("prototype").(*goja.Object)
}

func (c *Core) defineStream() {
	c.Stream = c.env.Class(modules.ClassSpec{
		Name: "Stream", Length: 1, Parent: c.em.Constructor,
		Construct: func(call modules.ConstructCall) (*goja.Object, error) {
			return nil, c.em.Init(call.This, call.Argument(0))
		},
	})
	c.protos.stream = c.Stream.Get("prototype").(*goja.Object)
	c.env.Define(c.protos.stream, true,
		c.anonymous("pipe", 2, c.legacyPipe),
		modules.Val("eventNames", c.em.Prototype.Get("eventNames")),
	)
}

// destroyFuncs are the methods that both kinds of streams have.
func (c *Core) rejectionHandler(proto *goja.Object) {
	fn := c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
		c.method(call.This.ToObject(c.vm), "destroy", call.Argument(0))
		return nil, nil
	})
	c.must(proto.SetSymbol(c.em.Rejection, fn))
}

func (c *Core) stateClass(name string) (ctor, proto *goja.Object) {
	ctor = c.env.Class(modules.ClassSpec{Name: name, Length: 3, Construct: func(call modules.ConstructCall) (*goja.Object, error) {
		s := &Stream{core: c}
		s.obj, _ = call.Argument(1).(*goja.Object)
		options, _ := call.Argument(0).(*goja.Object)
		duplex := truthy(call.Argument(2))
		if name == "ReadableState" {
			return c.newReadable(s, c.parseSide(options, true, duplex)).object, nil
		}
		return c.newWritable(s, c.parseSide(options, false, duplex), options == nil || !isFalseValue(options.Get("decodeStrings"))).object, nil
	}})
	return ctor, ctor.Get("prototype").(*goja.Object)
}

func (c *Core) defineReadable() {
	c.Readable, c.protos.readable = c.class("Readable", c.Stream, c.constructReadable)
	var state *goja.Object
	state, c.readableStateProto = c.stateClass("ReadableState")
	c.fn.push = c.env.Func("", 2, c.push)
	c.fn.read = c.env.Func("", 1, c.readMethod)
	c.fn._read = c.env.Func("", 1, c.readBuiltin)
	c.fn.on = c.env.Func("", 2, c.on)
	c.fn.unpipe = c.env.Func("", 1, c.unpipeMethod)
	c.fn.resume = c.env.Func("", 0, c.resume)
	c.fn.pause = c.env.Func("", 0, c.pause)
	c.fn._destroy = c.env.Func("", 2, c.destroyBuiltin)
	remove := c.env.Func("", 2, c.removeListener)
	p := c.protos.readable
	c.env.Define(p, true,
		modules.Fn("destroy", 2, c.destroyMethod),
		modules.Fn("_undestroy", 0, c.undestroy),
		modules.Val("_destroy", c.fn._destroy),
		modules.Val("push", c.fn.push),
		c.anonymous("unshift", 2, c.unshift),
		c.anonymous("isPaused", 0, c.isPaused),
		c.anonymous("setEncoding", 1, c.setEncoding),
		modules.Val("read", c.fn.read),
		modules.Val("_read", c.fn._read),
		c.anonymous("pipe", 2, c.pipeMethod),
		modules.Val("unpipe", c.fn.unpipe),
		modules.Val("on", c.fn.on),
		modules.Val("addListener", c.fn.on),
		modules.Val("removeListener", remove),
		modules.Val("off", remove),
		c.anonymous("removeAllListeners", 1, c.removeAllListeners),
		modules.Val("resume", c.fn.resume),
		modules.Val("pause", c.fn.pause),
	)
	c.rejectionHandler(p)
	c.env.Define(c.Readable, true,
		modules.Val("ReadableState", state),
		modules.Fn("_fromList", 2, func(call modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("Readable._fromList")
		}),
	)
	c.defineReadableProperties(p)
}

// sideGetter is an accessor that is fallback on objects that have no such
// side.
func (c *Core) readableGetter(name string, fallback goja.Value, get func(r *readable) goja.Value, set func(r *readable, v goja.Value)) modules.Export {
	getter := func(call modules.Call) (goja.Value, error) {
		if o, ok := call.This.(*goja.Object); ok {
			if r := readableOf(o); r != nil {
				return get(r), nil
			}
		}
		return fallback, nil
	}
	if set == nil {
		return modules.Getter(name, getter).Hidden()
	}
	return modules.Accessor(name, getter, func(call modules.Call) (goja.Value, error) {
		if o, ok := call.This.(*goja.Object); ok {
			if r := readableOf(o); r != nil {
				set(r, call.Argument(0))
			}
		}
		return nil, nil
	}).Hidden()
}

func (c *Core) defineReadableProperties(p *goja.Object) {
	no, null := modules.Bool(false), goja.Null()
	c.env.Define(p, false,
		c.readableGetter("readable", no, func(r *readable) goja.Value {
			return modules.Bool(r.readable != isFalse && !r.destroyed && !r.errorEmitted && !r.endEmitted)
		}, func(r *readable, v goja.Value) { r.readable = triOf(modules.Bool(v.ToBoolean())) }),
		c.readableGetter("readableDidRead", nil, func(r *readable) goja.Value { return modules.Bool(r.dataEmitted) }, nil),
		c.readableGetter("readableAborted", nil, func(r *readable) goja.Value {
			return modules.Bool(r.readable != isFalse && (r.destroyed || r.errored != nil) && !r.endEmitted)
		}, nil),
		c.readableGetter("readableHighWaterMark", nil, func(r *readable) goja.Value { return c.vm.ToValue(r.hwm) }, nil),
		c.readableGetter("readableBuffer", nil, func(r *readable) goja.Value { return r.buffer.array(c.vm) }, nil),
		c.readableGetter("readableFlowing", nil, func(r *readable) goja.Value { return r.flowing.value(null) },
			func(r *readable, v goja.Value) { r.flowing = triOf(v) }),
		c.readableGetter("readableLength", nil, func(r *readable) goja.Value { return c.vm.ToValue(r.length) }, nil),
		c.readableGetter("readableObjectMode", no, func(r *readable) goja.Value { return modules.Bool(r.objectMode) }, nil),
		c.readableGetter("readableEncoding", null, func(r *readable) goja.Value { return nullIfNil(r.encoding) }, nil),
		c.readableGetter("errored", null, func(r *readable) goja.Value { return nullIfNil(r.errored) }, nil),
		c.readableGetter("closed", no, func(r *readable) goja.Value { return modules.Bool(r.closed) }, nil),
		c.readableGetter("destroyed", no, func(r *readable) goja.Value { return modules.Bool(r.destroyed) },
			func(r *readable, v goja.Value) { r.destroyed = v.ToBoolean() }),
		c.readableGetter("readableEnded", no, func(r *readable) goja.Value { return modules.Bool(r.endEmitted) }, nil),
	)
}

func (c *Core) defineWritable() {
	c.Writable, c.protos.writable = c.class("Writable", c.Stream, c.constructWritable)
	var state *goja.Object
	state, c.writableStateProto = c.stateClass("WritableState")
	c.env.Define(c.writableStateProto, true, modules.Fn("getBuffer", 0, func(call modules.Call) (goja.Value, error) {
		if o, ok := call.This.(*goja.Object); ok && o.ExportType() == writableType {
			return o.Export().(*writable).bufferArray(true), nil
		}
		return c.vm.NewArray(), nil
	}))
	c.fn.write = c.env.Func("", 3, c.write)
	c.fn.end = c.env.Func("", 3, c.end)
	c.fn._write = c.env.Func("", 3, c.writeBuiltin)
	p := c.protos.writable
	c.env.Define(p, true,
		c.anonymous("pipe", 0, func(call modules.Call) (goja.Value, error) {
			if s := StreamOf(call.This); s != nil {
				s.ErrorOrDestroy(modules.PlainError("ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable"))
			}
			return nil, nil
		}),
		modules.Val("write", c.fn.write),
		c.anonymous("cork", 0, c.cork),
		c.anonymous("uncork", 0, c.uncork),
		modules.Fn("setDefaultEncoding", 1, c.setDefaultEncoding),
		modules.Val("_write", c.fn._write),
		modules.Val("_writev", goja.Null()),
		modules.Val("end", c.fn.end),
	)
	c.defineWritableProperties(p)
	c.fn.destroy = c.env.Func("", 2, c.destroyWritable)
	c.env.Define(p, true,
		modules.Val("destroy", c.fn.destroy),
		modules.Val("_undestroy", c.protos.readable.Get("_undestroy")),
		modules.Val("_destroy", c.fn._destroy),
	)
	c.rejectionHandler(p)
	c.env.Define(c.Writable, true, modules.Val("WritableState", state))
	hasInstance := c.env.Func("[Symbol.hasInstance]", 1, func(call modules.Call) (goja.Value, error) {
		return modules.Bool(c.isWritableInstance(call.This, call.Argument(0))), nil
	})
	c.must(c.Writable.DefineDataPropertySymbol(goja.SymHasInstance, hasInstance, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// isWritableInstance is instanceof for Writable: a Duplex is one as well,
// although its prototypes do not say so.
func (c *Core) isWritableInstance(class, v goja.Value) bool {
	o, ok := v.(*goja.Object)
	ctor, isObject := class.(*goja.Object)
	if !ok || !isObject {
		return false
	}
	proto, _ := ctor.Get("prototype").(*goja.Object)
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p == proto {
			return true
		}
	}
	return ctor == c.Writable && writableOf(o) != nil
}

func (c *Core) writableGetter(name string, fallback goja.Value, get func(w *writable) goja.Value, set func(w *writable, v goja.Value)) modules.Export {
	getter := func(call modules.Call) (goja.Value, error) {
		if o, ok := call.This.(*goja.Object); ok {
			if w := writableOf(o); w != nil {
				return get(w), nil
			}
		}
		return fallback, nil
	}
	if set == nil {
		return modules.Getter(name, getter).Hidden()
	}
	return modules.Accessor(name, getter, func(call modules.Call) (goja.Value, error) {
		if o, ok := call.This.(*goja.Object); ok {
			if w := writableOf(o); w != nil {
				set(w, call.Argument(0))
			}
		}
		return nil, nil
	}).Hidden()
}

func (c *Core) defineWritableProperties(p *goja.Object) {
	no := modules.Bool(false)
	c.env.Define(p, false,
		c.writableGetter("closed", no, func(w *writable) goja.Value { return modules.Bool(w.closed) }, nil),
		c.writableGetter("destroyed", no, func(w *writable) goja.Value { return modules.Bool(w.destroyed) },
			func(w *writable, v goja.Value) { w.destroyed = v.ToBoolean() }),
	)
	c.defineWritableViews(p, "writable", "writableFinished", "writableObjectMode", "writableBuffer", "writableEnded",
		"writableNeedDrain", "writableHighWaterMark", "writableCorked", "writableLength")
	c.env.Define(p, false,
		c.writableGetter("errored", goja.Null(), func(w *writable) goja.Value { return nullIfNil(w.errored) }, nil),
		c.writableGetter("writableAborted", nil, func(w *writable) goja.Value {
			return modules.Bool(w.writable != isFalse && (w.destroyed || w.errored != nil) && !w.finished)
		}, nil),
	)
}

// defineWritableViews defines properties that Writable and Duplex both have.
func (c *Core) defineWritableViews(p *goja.Object, names ...string) {
	no := modules.Bool(false)
	for _, name := range names {
		var x modules.Export
		switch name {
		case "writable":
			x = c.writableGetter(name, no, func(w *writable) goja.Value {
				return modules.Bool(w.writable != isFalse && !w.ending && !w.ended && !w.destroyed && w.errored == nil)
			}, func(w *writable, v goja.Value) { w.writable = triOf(modules.Bool(v.ToBoolean())) })
		case "writableFinished":
			x = c.writableGetter(name, no, func(w *writable) goja.Value { return modules.Bool(w.finished) }, nil)
		case "writableObjectMode":
			x = c.writableGetter(name, no, func(w *writable) goja.Value { return modules.Bool(w.objectMode) }, nil)
		case "writableBuffer":
			x = c.writableGetter(name, nil, func(w *writable) goja.Value { return w.bufferArray(true) }, nil)
		case "writableEnded":
			x = c.writableGetter(name, no, func(w *writable) goja.Value { return modules.Bool(w.ending) }, nil)
		case "writableNeedDrain":
			x = c.writableGetter(name, no, func(w *writable) goja.Value {
				return modules.Bool(w.needDrain && !w.destroyed && !w.ending)
			}, nil)
		case "writableHighWaterMark":
			x = c.writableGetter(name, nil, func(w *writable) goja.Value { return c.vm.ToValue(w.hwm) }, nil)
		case "writableCorked":
			x = c.writableGetter(name, c.vm.ToValue(0), func(w *writable) goja.Value { return c.vm.ToValue(w.corked) }, nil)
		case "writableLength":
			x = c.writableGetter(name, nil, func(w *writable) goja.Value { return c.vm.ToValue(w.length) }, nil)
		}
		c.env.Define(p, false, x)
	}
}

func (c *Core) defineDuplex() {
	c.Duplex, c.protos.duplex = c.class("Duplex", c.Readable, func(o *goja.Object, options goja.Value) { c.constructDuplex(o, options) })
	p, w := c.protos.duplex, c.protos.writable
	for _, name := range []string{"write", "cork", "uncork", "setDefaultEncoding", "_write", "_writev", "end", "destroy"} {
		c.must(p.Set(name, w.Get(name)))
	}
	c.defineWritableViews(p, "writable", "writableHighWaterMark", "writableObjectMode", "writableBuffer", "writableLength",
		"writableFinished", "writableCorked", "writableEnded", "writableNeedDrain")
	c.env.Define(p, false, modules.Accessor("destroyed",
		func(call modules.Call) (goja.Value, error) {
			s := StreamOf(call.This)
			return modules.Bool(s != nil && s.r != nil && s.w != nil && s.r.destroyed && s.w.destroyed), nil
		},
		func(call modules.Call) (goja.Value, error) {
			if s := StreamOf(call.This); s != nil && s.r != nil && s.w != nil {
				s.r.destroyed = call.Argument(0).ToBoolean()
				s.w.destroyed = s.r.destroyed
			}
			return nil, nil
		}).Hidden())
}

func (c *Core) defineTransform() {
	c.Transform, c.protos.transform = c.class("Transform", c.Duplex, c.constructTransform)
	c.fn.final = c.env.Func("final", 1, c.finalMethod)
	c.fn._transform = c.env.Func("", 3, func(modules.Call) (goja.Value, error) {
		return nil, modules.NotImplemented("_transform()")
	})
	c.fn.transformWrite = c.env.Func("", 3, c.transformWriteMethod)
	c.fn.transformRead = c.env.Func("", 0, c.transformReadMethod)
	c.env.Define(c.protos.transform, true,
		modules.Val("_final", c.fn.final),
		modules.Val("_transform", c.fn._transform),
		modules.Val("_write", c.fn.transformWrite),
		modules.Val("_read", c.fn.transformRead),
	)
	var pass *goja.Object
	c.PassThrough, pass = c.class("PassThrough", c.Transform, c.constructTransform)
	c.fn.passTransform = c.env.Func("", 3, func(call modules.Call) (goja.Value, error) {
		callbackOf(call.Argument(2)).callWith(c, goja.Null(), call.Argument(0))
		return nil, nil
	})
	c.env.Define(pass, true, modules.Val("_transform", c.fn.passTransform))
}

func (cb callback) callWith(c *Core, args ...goja.Value) {
	if cb.fn != nil {
		c.invoke(cb.fn, goja.Undefined(), args...)
	}
}

// Emitters are those of the streams' runtime.
func (c *Core) Emitters() *emitter.Emitters { return c.em }
