package timers

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/asyncscope"
	"github.com/gonode/gonode/modules/internal/hostobject"
)

// immediate is an Immediate: it stands behind the object that setImmediate
// returns, and answers for its properties.
type immediate struct {
	hostobject.Dynamic
	t      *timers
	handle eventloop.Immediate

	callback     *goja.Object
	args         []goja.Value
	asyncContext any
	scope        asyncscope.Scope
	extra        *extraProperties
}

func immediateOf(o *goja.Object) *immediate {
	x, _ := hostobject.Handler(o).(*immediate)
	return x
}

func (t *timers) newImmediate(callback *goja.Object, args []goja.Value) *immediate {
	x := &immediate{t: t, callback: callback, args: args, asyncContext: t.env.Host.AsyncContext()}
	x.Init(t.vm, t.immediateProto, x)
	x.scope = t.scopes.New("Immediate", t.scopes.Current().ID, x.Object())
	t.env.Loop.StartImmediate(&x.handle, x)
	return x
}

// Run is the loop's call.
func (x *immediate) Run() { x.t.enter(x, x.asyncContext) }

func (x *immediate) run() {
	if x.callback == nil {
		return
	}
	previous := x.t.scopes.Enter(x.scope)
	_, err := engine.Call(x.callback, x.Object(), x.args)
	x.t.scopes.Leave(previous)
	x.t.scopes.Destroyed(x.scope.ID)
	x.callback, x.args, x.asyncContext = nil, nil, nil
	if err != nil {
		x.t.env.Host.Uncaught(err)
	}
}

func (x *immediate) clear() {
	if x.handle.Active() {
		x.handle.Stop()
		x.t.scopes.Destroyed(x.scope.ID)
		x.callback, x.args, x.asyncContext = nil, nil, nil
	}
}

func (t *timers) immediateClass() *goja.Object {
	method := func(name string, f func(*immediate) goja.Value) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			if o, ok := c.This.(*goja.Object); ok {
				if x := immediateOf(o); x != nil {
					return f(x), nil
				}
			}
			return c.This, nil
		})
	}
	class := t.env.Class(modules.ClassSpec{
		Name: "Immediate", Length: 2, NewOnly: true,
		Methods: []modules.Export{
			method("ref", func(x *immediate) goja.Value {
				x.handle.Ref()
				return x.Object()
			}),
			method("unref", func(x *immediate) goja.Value {
				x.handle.Unref()
				return x.Object()
			}),
			method("hasRef", func(x *immediate) goja.Value { return modules.Bool(x.handle.Active() && x.handle.HasRef()) }),
			method("[Symbol.dispose]", func(x *immediate) goja.Value { x.clear(); return nil }).WithSymbol(t.disposeSymbol()).Enumerable(),
		},
	})
	return class.Get("prototype").(*goja.Object)
}

var immediateKeys = []string{"_idleNext", "_idlePrev", "_onImmediate", "_argv", "_destroyed"}

// Get is immediate[name].
func (x *immediate) Get(name string) goja.Value {
	switch name {
	case "_idleNext", "_idlePrev":
		return goja.Null()
	case "_onImmediate":
		if x.callback == nil {
			return goja.Undefined()
		}
		return x.callback
	case "_argv":
		if x.args == nil {
			return goja.Undefined()
		}
		items := make([]any, len(x.args))
		for i, v := range x.args {
			items[i] = v
		}
		return x.t.vm.NewArray(items...)
	case "_destroyed":
		return modules.Bool(!x.handle.Active())
	}
	return x.extra.get(name)
}

// Set is immediate[name] = v.
func (x *immediate) Set(name string, v goja.Value) bool {
	if name == "_onImmediate" {
		x.callback, _ = v.(*goja.Object)
	} else if !slices.Contains(immediateKeys, name) {
		x.extra = x.extra.set(name, v)
	}
	return true
}

// Has is name in immediate.
func (x *immediate) Has(name string) bool {
	return slices.Contains(immediateKeys, name) || x.extra.get(name) != nil
}

// Delete is delete immediate[name].
func (x *immediate) Delete(name string) bool { return x.extra.delete(name) }

// Keys is Object.keys(immediate).
func (x *immediate) Keys() []string { return x.extra.appendTo(immediateKeys) }
