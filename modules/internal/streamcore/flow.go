package streamcore

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// on is readable.on(eventName, listener).
func (c *Core) on(call modules.Call) (goja.Value, error) {
	o := call.This.ToObject(c.vm)
	result := c.invoke(c.em.Prototype.Get("on"), o, call.Arguments...)
	r := readableOf(o)
	if r == nil || !goja.IsString(call.Argument(0)) {
		return result, nil
	}
	switch call.Argument(0).String() {
	case "data":
		r.dataListening = true
		r.readableListening = r.readableListening || r.s.listenerCount("readable") > 0
		if r.flowing != isFalse {
			c.method(o, "resume")
		}
	case "readable":
		if r.endEmitted || r.readableListening {
			break
		}
		r.readableListening, r.needReadable = true, true
		r.flowing = isFalse
		r.emittedReadable = false
		if r.length > 0 {
			r.emitReadable()
			break
		}
		if r.eofReadablePending {
			r.eofReadablePending = false
			r.emitReadable()
		}
		if !r.reading {
			c.nextTick(func() { r.s.callRead(0) })
		}
	}
	return result, nil
}

// removeListener is readable.removeListener(eventName, listener).
func (c *Core) removeListener(call modules.Call) (goja.Value, error) {
	o := call.This.ToObject(c.vm)
	result := c.invoke(c.em.Prototype.Get("removeListener"), o, call.Arguments...)
	r := readableOf(o)
	if r == nil || !goja.IsString(call.Argument(0)) {
		return result, nil
	}
	switch call.Argument(0).String() {
	case "readable":
		c.nextTick(r.updateReadableListening)
	case "data":
		if r.s.listenerCount("data") == 0 {
			r.dataListening = false
		}
	}
	return result, nil
}

// removeAllListeners is readable.removeAllListeners([eventName]).
func (c *Core) removeAllListeners(call modules.Call) (goja.Value, error) {
	o := call.This.ToObject(c.vm)
	result := c.invoke(c.em.Prototype.Get("removeAllListeners"), o, call.Arguments...)
	if r := readableOf(o); r != nil {
		if name := call.Argument(0); goja.IsUndefined(name) || goja.IsString(name) && name.String() == "readable" {
			c.nextTick(r.updateReadableListening)
		}
	}
	return result, nil
}

func (r *readable) updateReadableListening() {
	r.readableListening = r.s.listenerCount("readable") > 0
	switch {
	case r.resumeScheduled && r.paused == isFalse:
		r.flowing = isTrue
	case r.dataListening:
		r.s.core.method(r.s.obj, "resume")
	case !r.readableListening:
		r.flowing = unset
	}
}

// resume is readable.resume().
func (c *Core) resume(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	r.resume()
	return call.This, nil
}

func (r *readable) resume() {
	if r.destroyed {
		return
	}
	if r.flowing != isTrue {
		r.flowing = isTrue
		if r.readableListening {
			r.flowing = isFalse
		}
		if !r.resumeScheduled {
			r.resumeScheduled = true
			r.s.core.nextTick(r.resumeNow)
		}
	}
	r.paused = isFalse
}

func (r *readable) resumeNow() {
	if !r.reading {
		r.s.callRead(0)
	}
	r.resumeScheduled = false
	r.s.core.em.Emit(r.s.obj, "resume")
	r.flow()
	if r.flowing == isTrue && !r.reading {
		r.s.callRead(0)
	}
}

// pause is readable.pause().
func (c *Core) pause(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	r.pause()
	return call.This, nil
}

func (r *readable) pause() {
	if r.destroyed {
		return
	}
	if r.flowing != isFalse {
		r.flowing = isFalse
		r.s.core.em.Emit(r.s.obj, "pause")
	}
	r.paused = isTrue
}

// isPaused is readable.isPaused().
func (c *Core) isPaused(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	return modules.Bool(r.paused == isTrue || r.flowing == isFalse), nil
}

func (r *readable) flow() {
	for r.flowing == isTrue && !isNull(r.s.callRead(math.NaN())) {
	}
}

// setEncoding is readable.setEncoding(encoding).
func (c *Core) setEncoding(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	d := c.newDecoder(call.Argument(0))
	r.decoder, r.encoding = d, d.object.Get("encoding")
	var content goja.StringBuilder
	for i := r.buffer.head; i < len(r.buffer.chunks); i++ {
		if s, ok := d.write(r.buffer.chunks[i].Value()).(goja.String); ok {
			content.WriteString(s)
		}
	}
	if r.ended {
		if s, ok := d.end().(goja.String); ok {
			content.WriteString(s)
		}
	}
	r.buffer.clear()
	s := content.String()
	r.length = s.Length()
	if r.length > 0 {
		r.buffer.push(Chunk{core: c, value: s, n: r.length})
	}
	return call.This, nil
}

// decoder is a StringDecoder.
type decoder struct {
	core   *Core
	object *goja.Object
}

func (c *Core) newDecoder(enc goja.Value) *decoder {
	if c.decoderClass == nil {
		c.decoderClass = c.env.RequireObject("string_decoder").Get("StringDecoder").(*goja.Object)
	}
	o, err := c.vm.New(c.decoderClass, enc)
	c.must(err)
	return &decoder{c, o}
}

func (d *decoder) write(v goja.Value) goja.Value { return d.core.method(d.object, "write", v) }

func (d *decoder) end() goja.Value { return d.core.method(d.object, "end") }

// decodeAll is Buffer.from(b).toString(enc).
func (c *Core) decodeAll(b []byte, enc goja.Value) goja.Value {
	return c.method(c.buffers.New(b), "toString", enc)
}
