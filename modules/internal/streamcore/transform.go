package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// transform is what a Transform keeps besides its two sides.
type transform struct {
	core *Core
	s    *Stream
	// waiting is set while a write waits for the readable side to be read.
	waiting bool
	// external is the callback of a _write that JavaScript called itself.
	external   callback
	length     int // of the readable side when the transform began
	doneFunc   *goja.Object
	inExternal bool
}

var duplexEvents = []string{"close", "error", "prefinish", "finish", "drain", "data", "end", "readable"}

// constructDuplex is new Duplex([options]).
func (c *Core) constructDuplex(o *goja.Object, options goja.Value) *Stream {
	s := c.streamFor(o)
	given, _ := options.(*goja.Object)
	r := c.newReadable(s, c.parseSide(given, true, true))
	w := c.newWritable(s, c.parseSide(given, false, true), given == nil || !isFalseValue(given.Get("decodeStrings")))
	c.em.Preset(o, duplexEvents)
	c.must(o.Set("_readableState", r.object))
	c.must(o.Set("_writableState", w.object))
	if given != nil {
		r.setEncodingOption(given)
		c.must(o.Set("allowHalfOpen", !isFalseValue(given.Get("allowHalfOpen"))))
		if isFalseValue(given.Get("readable")) {
			r.turnOff()
		}
		if isFalseValue(given.Get("writable")) {
			w.turnOff()
		}
		c.adoptMethods(o, given, "read", "write", "writev", "destroy", "final", "construct")
		c.signalOption(o, given)
	} else {
		c.must(o.Set("allowHalfOpen", true))
	}
	c.must(c.em.Init(o, options))
	c.startConstruct(s, func() {
		r.onConstructed()
		w.onConstructed()
	})
	return s
}

// InitDuplex makes a Duplex of an object whose prototype is that of one.
func (c *Core) InitDuplex(o *goja.Object, opts Options) *Stream {
	s := c.streamFor(o)
	s.opts = opts
	r := c.newReadable(s, s.opts.side(true, true))
	w := c.newWritable(s, s.opts.side(false, true), !opts.KeepStrings)
	c.em.Preset(o, duplexEvents)
	c.must(o.Set("_readableState", r.object))
	c.must(o.Set("_writableState", w.object))
	c.must(o.Set("allowHalfOpen", !opts.NoHalfOpen))
	c.must(c.em.Init(o, goja.Undefined()))
	c.startConstruct(s, func() {
		r.onConstructed()
		w.onConstructed()
	})
	return s
}

func (r *readable) turnOff() { r.readable, r.ended, r.endEmitted = isFalse, true, true }

func (w *writable) turnOff() {
	w.writable, w.ending, w.ended, w.finished = isFalse, true, true, true
}

// constructTransform is new Transform([options]).
func (c *Core) constructTransform(o *goja.Object, options goja.Value) {
	given, _ := options.(*goja.Object)
	noBuffer := given != nil && c.highWaterMark(given, "readableHighWaterMark", true) == 0
	s := c.constructDuplex(o, options)
	if noBuffer {
		s.r.hwm = 0
		s.w.hwm = 0
		if n := c.optionalMark(given, "writableHighWaterMark"); n > 0 {
			s.w.hwm = n
		}
	}
	c.becomeTransform(s)
	if given != nil {
		c.adoptMethods(o, given, "transform", "flush")
	}
	c.must(o.SetSymbol(transformCallback, goja.Null()))
	c.em.Add(o, "on", "prefinish", c.env.Func("prefinish", 0, func(modules.Call) (goja.Value, error) {
		if o.Get("_final") != goja.Value(c.fn.final) {
			s.t.flush(nil)
		}
		return nil, nil
	}))
}

var transformCallback = goja.NewSymbol("kCallback")

func (c *Core) optionalMark(o *goja.Object, name string) int {
	if v := o.Get(name); !modules.IsNullish(v) {
		return int(v.ToInteger())
	}
	return -1
}

func (c *Core) becomeTransform(s *Stream) {
	s.t = &transform{core: c, s: s}
	s.r.sync = false
}

// InitTransform makes a Transform of an object whose prototype is that of
// one.
func (c *Core) InitTransform(o *goja.Object, opts Options) *Stream {
	s := c.InitDuplex(o, opts)
	c.becomeTransform(s)
	return s
}

// write is Transform's _write, called by the writable side.
func (t *transform) write(k *Chunk, enc goja.Value) {
	t.inExternal = false
	t.start(k, enc)
}

func (t *transform) start(k *Chunk, enc goja.Value) {
	c, s := t.core, t.s
	t.length = s.r.length
	own := s.obj.Get("_transform")
	switch {
	case own == goja.Value(c.fn.passTransform):
		t.done(nil, k.Value())
		return
	case own == goja.Value(c.fn._transform) && s.opts.Transform != nil:
		s.opts.Transform(*k, func(err error) { t.done(c.valueOf(err), nil) })
		return
	}
	v := k.Value()
	if t.doneFunc == nil {
		t.doneFunc = c.env.Func("", 2, func(call modules.Call) (goja.Value, error) {
			t.done(call.Argument(0), call.Argument(1))
			return nil, nil
		})
	}
	c.invoke(own, s.obj, v, enc, t.doneFunc)
}

// done is the callback of _transform.
func (t *transform) done(err, data goja.Value) {
	s := t.s
	if truthy(err) {
		t.finish(err)
		return
	}
	if !modules.IsNullish(data) {
		s.Push(data)
	}
	switch {
	case s.r.ended:
		t.core.nextTick(func() { t.finish(nil) })
	case s.w.ended || t.length == s.r.length || s.r.length < s.r.hwm:
		t.finish(nil)
	default:
		t.waiting = true
	}
}

func (t *transform) finish(err goja.Value) {
	if t.inExternal {
		t.external.call(t.core, undefinedIfNil(err))
		return
	}
	t.s.w.onwrite(err)
}

// read is Transform's _read: whoever reads lets the next write through.
func (t *transform) read() {
	if t.waiting {
		t.waiting = false
		t.finish(nil)
	}
}

// transformWriteMethod is transform._write(chunk, encoding, callback), when
// JavaScript calls it.
func (c *Core) transformWriteMethod(call modules.Call) (goja.Value, error) {
	s := StreamOf(call.This)
	if s == nil || s.t == nil {
		return nil, modules.NotImplemented("_write()")
	}
	cb := callbackOf(call.Argument(2))
	s.t.inExternal = cb.fn != s.w.onwriteFunc || s.w.onwriteFunc == nil
	s.t.external = cb
	s.t.start(&Chunk{core: c, value: call.Argument(0), n: 1}, call.Argument(1))
	return nil, nil
}

func (c *Core) transformReadMethod(call modules.Call) (goja.Value, error) {
	if s := StreamOf(call.This); s != nil && s.t != nil {
		s.t.read()
	}
	return nil, nil
}

// flush calls _flush and ends the readable side. done may be nil.
func (t *transform) flush(done func(err goja.Value)) {
	c, s := t.core, t.s
	own := s.obj.Get("_flush")
	if s.opts.Flush != nil && !modules.IsFunction(own) && !s.isDestroyed() {
		s.opts.Flush(func(err error) { t.flushed(c.valueOf(err), nil, done) })
		return
	}
	if !modules.IsFunction(own) || truthy(s.obj.Get("destroyed")) {
		s.Push(goja.Null())
		if done != nil {
			done(nil)
		}
		return
	}
	c.invoke(own, s.obj, c.env.Func("", 2, func(call modules.Call) (goja.Value, error) {
		t.flushed(call.Argument(0), call.Argument(1), done)
		return nil, nil
	}))
}

func (t *transform) flushed(err, data goja.Value, done func(err goja.Value)) {
	s := t.s
	if truthy(err) {
		if done != nil {
			done(err)
		} else {
			s.callDestroy(err)
		}
		return
	}
	if !modules.IsNullish(data) {
		s.Push(data)
	}
	s.Push(goja.Null())
	if done != nil {
		done(nil)
	}
}

// finalMethod is transform._final(callback).
func (c *Core) finalMethod(call modules.Call) (goja.Value, error) {
	s := StreamOf(call.This)
	if s == nil || s.t == nil {
		return nil, nil
	}
	cb := callbackOf(call.Argument(0))
	if cb.none() {
		s.t.flush(nil)
		return nil, nil
	}
	s.t.flush(func(err goja.Value) { cb.call(c, err) })
	return nil, nil
}
