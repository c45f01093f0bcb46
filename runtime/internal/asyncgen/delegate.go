package asyncgen

import "github.com/dop251/goja"

// startDelegate begins yield* over a value.
func (g *Generator) startDelegate(v goja.Value) {
	if ex := g.in.vm.Try(func() { g.inner = g.in.asyncIteratorOf(v) }); ex != nil {
		g.inner = nil
		g.resume(completion{throw, ex.Value()})
		return
	}
	g.delegate(completion{next, goja.Undefined()})
}

// delegate hands a completion to what yield* goes through.
func (g *Generator) delegate(c completion) {
	it := g.inner
	var asked goja.Value
	if ex := g.in.vm.Try(func() { asked = it.ask(c, true) }); ex != nil {
		g.leaveDelegate(completion{throw, ex.Value()})
		return
	}
	fail := func(reason goja.Value) { g.leaveDelegate(completion{throw, reason}) }
	switch {
	case asked != nil:
		g.await(asked, func(v goja.Value) { g.delegated(c.kind, v) }, fail)
	case c.kind == ret:
		g.await(c.value, func(v goja.Value) { g.leaveDelegate(completion{ret, v}) }, fail)
	default:
		g.closeForThrow()
	}
}

// delegated takes the result of an inner iterator.
func (g *Generator) delegated(kind int, result goja.Value) {
	o, ok := result.(*goja.Object)
	if !ok {
		g.leaveDelegate(completion{throw, g.in.notObject(result)})
		return
	}
	var done bool
	var value goja.Value
	if ex := g.in.vm.Try(func() {
		done = g.in.get(o, "done").ToBoolean()
		value = g.in.get(o, "value")
	}); ex != nil {
		g.leaveDelegate(completion{throw, ex.Value()})
		return
	}
	switch {
	case !done:
		g.yield(value)
	case kind == ret:
		g.leaveDelegate(completion{ret, value})
	default:
		g.leaveDelegate(completion{next, value})
	}
}

// closeForThrow ends an inner iterator that has no throw method.
func (g *Generator) closeForThrow() {
	var asked goja.Value
	if ex := g.in.vm.Try(func() { asked = g.inner.ask(completion{kind: ret}, false) }); ex != nil {
		g.leaveDelegate(completion{throw, ex.Value()})
		return
	}
	missing := func(goja.Value) {
		g.leaveDelegate(completion{throw, g.in.vm.NewTypeError("The iterator does not provide a 'throw' method")})
	}
	if asked == nil {
		missing(nil)
		return
	}
	g.await(asked, func(v goja.Value) {
		if _, ok := v.(*goja.Object); !ok {
			g.leaveDelegate(completion{throw, g.in.notObject(v)})
			return
		}
		missing(nil)
	}, func(reason goja.Value) { g.leaveDelegate(completion{throw, reason}) })
}

// leaveDelegate goes on behind the yield*.
func (g *Generator) leaveDelegate(c completion) {
	g.inner = nil
	g.resume(c)
}
