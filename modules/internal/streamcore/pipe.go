package streamcore

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// pipe is a readable that is piped to a destination.
type pipe struct {
	core      *Core
	src       *readable
	dest      *goja.Object
	cleanedUp bool

	onData, onEnd, onUnpipe, onError, onClose, onFinish, unpipeFunc, onDrain *goja.Object
}

// pipeMethod is readable.pipe(destination[, options]).
func (c *Core) pipeMethod(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	dest, ok := call.Argument(0).(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading 'on')"}
	}
	end := true
	if options, ok := call.Argument(1).(*goja.Object); ok {
		end = !isFalseValue(options.Get("end"))
	}
	r.pipeTo(dest, end && !truthy(dest.Get("_isStdio")))
	return dest, nil
}

func (r *readable) pipeTo(dest *goja.Object, end bool) {
	c, src := r.s.core, r.s.obj
	if len(r.pipes) == 1 && !r.multiAwaitDrain {
		r.multiAwaitDrain = true
	}
	r.pipes = append(r.pipes, dest)
	p := &pipe{core: c, src: r, dest: dest}
	p.makeListeners()

	endFunc := p.unpipeFunc
	if end {
		endFunc = p.onEnd
	}
	if r.endEmitted {
		c.nextTick(func() { c.invoke(endFunc, goja.Undefined()) })
	} else {
		c.em.Add(src, "once", "end", endFunc)
	}
	c.em.Add(dest, "on", "unpipe", p.onUnpipe)
	c.em.Add(src, "on", "data", p.onData)
	c.prependListener(dest, "error", p.onError)
	c.em.Add(dest, "once", "close", p.onClose)
	c.em.Add(dest, "once", "finish", p.onFinish)
	c.em.Emit(dest, "pipe", src)
	if v := dest.Get("writableNeedDrain"); v != nil && modules.IsBoolean(v) && v.ToBoolean() {
		p.pause()
	} else if r.flowing != isTrue {
		c.method(src, "resume")
	}
}

// prependListener works on emitters of all ages.
func (c *Core) prependListener(o *goja.Object, name string, fn *goja.Object) {
	if prepend := o.Get("prependListener"); modules.IsFunction(prepend) {
		c.invoke(prepend, o, c.vm.ToValue(name), fn)
		return
	}
	events, _ := o.Get("_events").(*goja.Object)
	if events == nil || !truthy(events.Get(name)) {
		c.em.Add(o, "on", name, fn)
		return
	}
	existing := events.Get(name)
	if modules.IsArray(existing) {
		c.method(existing.(*goja.Object), "unshift", fn)
	} else {
		c.must(events.Set(name, c.vm.NewArray(fn, existing)))
	}
}

func (p *pipe) makeListeners() {
	c := p.core
	listener := func(name string, length int, f func(call modules.Call)) *goja.Object {
		return c.env.Func(name, length, func(call modules.Call) (goja.Value, error) {
			f(call)
			return nil, nil
		})
	}
	p.onData = listener("ondata", 1, func(call modules.Call) { p.data(call.Argument(0)) })
	p.onEnd = listener("onend", 0, func(modules.Call) { c.method(p.dest, "end") })
	p.unpipeFunc = listener("unpipe", 0, func(modules.Call) { p.unpipe() })
	p.onUnpipe = listener("onunpipe", 2, func(call modules.Call) {
		if call.Argument(0) != goja.Value(p.src.s.obj) {
			return
		}
		if info, ok := call.Argument(1).(*goja.Object); ok && isFalseValue(info.Get("hasUnpiped")) {
			c.must(info.Set("hasUnpiped", true))
			p.cleanup()
		}
	})
	p.onError = listener("onerror", 1, func(call modules.Call) { p.failed(call.Argument(0)) })
	p.onClose = listener("onclose", 0, func(modules.Call) {
		p.remove(p.dest, "finish", p.onFinish)
		p.unpipe()
	})
	p.onFinish = listener("onfinish", 0, func(modules.Call) {
		p.remove(p.dest, "close", p.onClose)
		p.unpipe()
	})
}

func (p *pipe) remove(o *goja.Object, name string, fn *goja.Object) {
	p.core.em.Add(o, "removeListener", name, fn)
}

func (p *pipe) unpipe() { p.core.method(p.src.s.obj, "unpipe", p.dest) }

// data is the 'data' listener.
func (p *pipe) data(v goja.Value) {
	c := p.core
	thrown := c.try(func() {
		if !p.writeToDest(v) {
			p.pause()
		}
	})
	if thrown != nil {
		c.method(p.dest, "destroy", thrown)
	}
}

func (p *pipe) writeToDest(v goja.Value) bool {
	own := p.dest.Get("write")
	if own == goja.Value(p.core.fn.write) {
		if w := writableOf(p.dest); w != nil {
			more, failure := w.write(v, goja.Undefined(), callback{})
			return more && failure == nil
		}
	}
	return !isFalseValue(p.core.invoke(own, p.dest, v))
}

func (p *pipe) pause() {
	r := p.src
	if !p.cleanedUp {
		if len(r.pipes) == 1 && r.pipes[0] == p.dest {
			r.awaitDrain = append(r.awaitDrain[:0], p.dest)
			r.multiAwaitDrain = false
		} else if len(r.pipes) > 1 && slices.Contains(r.pipes, p.dest) && !slices.Contains(r.awaitDrain, p.dest) {
			r.awaitDrain = append(r.awaitDrain, p.dest)
		}
		p.core.method(r.s.obj, "pause")
	}
	if p.onDrain == nil {
		p.onDrain = p.core.env.Func("pipeOnDrainFunctionResult", 0, func(modules.Call) (goja.Value, error) {
			p.drained()
			return nil, nil
		})
		p.core.em.Add(p.dest, "on", "drain", p.onDrain)
	}
}

func (p *pipe) drained() {
	r := p.src
	if i := slices.Index(r.awaitDrain, p.dest); i >= 0 {
		r.awaitDrain = slices.Delete(r.awaitDrain, i, i+1)
	}
	if len(r.awaitDrain) == 0 && r.dataListening {
		p.core.method(r.s.obj, "resume")
	}
}

func (p *pipe) failed(err goja.Value) {
	c := p.core
	p.unpipe()
	p.remove(p.dest, "error", p.onError)
	if c.countListeners(p.dest, "error") > 0 {
		return
	}
	if s := StreamOf(p.dest); s != nil && !(s.w != nil && s.w.errorEmitted || s.w == nil && s.r.errorEmitted) {
		s.errorOrDestroy(err, false)
		return
	}
	c.em.Emit(p.dest, "error", err)
}

func (c *Core) countListeners(o *goja.Object, name string) int {
	return int(c.method(o, "listenerCount", c.vm.ToValue(name)).ToInteger())
}

func (p *pipe) cleanup() {
	src := p.src.s.obj
	p.remove(p.dest, "close", p.onClose)
	p.remove(p.dest, "finish", p.onFinish)
	if p.onDrain != nil {
		p.remove(p.dest, "drain", p.onDrain)
	}
	p.remove(p.dest, "error", p.onError)
	p.remove(p.dest, "unpipe", p.onUnpipe)
	p.remove(src, "end", p.onEnd)
	p.remove(src, "end", p.unpipeFunc)
	p.remove(src, "data", p.onData)
	p.cleanedUp = true
	if p.onDrain != nil && len(p.src.awaitDrain) > 0 {
		p.drained()
	}
}

// unpipeMethod is readable.unpipe([destination]).
func (c *Core) unpipeMethod(call modules.Call) (goja.Value, error) {
	r := c.thisReadable(call)
	if len(r.pipes) == 0 {
		return call.This, nil
	}
	info := func() *goja.Object {
		o := c.vm.NewObject()
		c.must(o.Set("hasUnpiped", false))
		return o
	}
	dest, _ := call.Argument(0).(*goja.Object)
	if dest == nil {
		all := r.pipes
		r.pipes = nil
		c.method(r.s.obj, "pause")
		for _, d := range all {
			c.em.Emit(d, "unpipe", r.s.obj, info())
		}
		return call.This, nil
	}
	i := slices.Index(r.pipes, dest)
	if i < 0 {
		return call.This, nil
	}
	r.pipes = slices.Delete(r.pipes, i, i+1)
	if len(r.pipes) == 0 {
		c.method(r.s.obj, "pause")
	}
	c.em.Emit(dest, "unpipe", r.s.obj, info())
	return call.This, nil
}

// legacyPipe is Stream.prototype.pipe(destination[, options]).
func (c *Core) legacyPipe(call modules.Call) (goja.Value, error) {
	src := call.This.ToObject(c.vm)
	dest, ok := call.Argument(0).(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading 'on')"}
	}
	listener := func(name string, length int, f func(call modules.Call)) *goja.Object {
		return c.env.Func(name, length, func(call modules.Call) (goja.Value, error) {
			f(call)
			return nil, nil
		})
	}
	ended := false
	onData := listener("ondata", 1, func(call modules.Call) {
		if truthy(dest.Get("writable")) && isFalseValue(c.method(dest, "write", call.Argument(0))) && truthy(src.Get("pause")) {
			c.method(src, "pause")
		}
	})
	onDrain := listener("ondrain", 0, func(modules.Call) {
		if truthy(src.Get("readable")) && truthy(src.Get("resume")) {
			c.method(src, "resume")
		}
	})
	onEnd := listener("onend", 0, func(modules.Call) {
		if !ended {
			ended = true
			c.method(dest, "end")
		}
	})
	onClose := listener("onclose", 0, func(modules.Call) {
		if !ended {
			ended = true
			if modules.IsFunction(dest.Get("destroy")) {
				c.method(dest, "destroy")
			}
		}
	})
	var cleanup, onError *goja.Object
	onError = listener("onerror", 1, func(call modules.Call) {
		c.invoke(cleanup, goja.Undefined())
		o := call.This.ToObject(c.vm)
		if modules.IsFunction(o.Get("listenerCount")) && c.countListeners(o, "error") == 0 {
			c.em.Emit(o, "error", call.Argument(0))
		}
	})
	type added struct {
		o    *goja.Object
		name string
		fn   *goja.Object
	}
	var list []added
	cleanup = listener("cleanup", 0, func(modules.Call) {
		for _, a := range list {
			c.em.Add(a.o, "removeListener", a.name, a.fn)
		}
	})
	list = []added{
		{src, "data", onData}, {dest, "drain", onDrain}, {src, "end", onEnd}, {src, "close", onClose},
		{src, "error", onError}, {dest, "error", onError}, {src, "end", cleanup}, {src, "close", cleanup}, {dest, "close", cleanup},
	}
	c.em.Add(src, "on", "data", onData)
	c.em.Add(dest, "on", "drain", onDrain)
	options, _ := call.Argument(1).(*goja.Object)
	if !truthy(dest.Get("_isStdio")) && (options == nil || !isFalseValue(options.Get("end"))) {
		c.em.Add(src, "on", "end", onEnd)
		c.em.Add(src, "on", "close", onClose)
	}
	c.prependListener(src, "error", onError)
	c.prependListener(dest, "error", onError)
	c.em.Add(src, "on", "end", cleanup)
	c.em.Add(src, "on", "close", cleanup)
	c.em.Add(dest, "on", "close", cleanup)
	c.em.Emit(dest, "pipe", src)
	return dest, nil
}
