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

// timeout is a Timeout: it stands behind the object that setTimeout returns,
// and answers for its properties.
type timeout struct {
	hostobject.Dynamic
	t     *timers
	timer eventloop.Timer

	callback     *goja.Object
	args         []goja.Value
	asyncContext any

	scope     asyncscope.Scope
	idle      float64 // _idleTimeout
	repeat    float64 // _repeat, 0 for null
	destroyed bool
	extra     *extraProperties
}

func timeoutOf(o *goja.Object) *timeout {
	x, _ := hostobject.Handler(o).(*timeout)
	return x
}

func (t *timers) newTimeout(callback *goja.Object, delay float64, args []goja.Value, repeat bool) *timeout {
	x := &timeout{t: t, callback: callback, args: args, idle: delay, asyncContext: t.env.Host.AsyncContext()}
	if repeat {
		x.repeat = delay
	}
	x.Init(t.vm, t.timeoutProto, x)
	x.scope = t.scopes.New("Timeout", t.scopes.Current().ID, x.Object())
	t.env.Loop.StartTimer(&x.timer, int64(delay), repeat, x)
	return x
}

// Run is the loop's call.
func (x *timeout) Run() { x.t.enter(x, x.asyncContext) }

func (x *timeout) run() {
	if x.callback == nil {
		x.timer.Stop()
		return
	}
	previous := x.t.scopes.Enter(x.scope)
	_, err := engine.Call(x.callback, x.Object(), x.args)
	x.t.scopes.Leave(previous)
	if err != nil {
		defer x.fired()
		x.t.env.Host.Uncaught(err)
		return
	}
	x.fired()
}

// fired ends a timer that does not repeat, unless its callback started it
// anew.
func (x *timeout) fired() {
	if x.timer.Active() || x.repeat != 0 || x.destroyed {
		return
	}
	x.destroyed = true
	delete(x.t.byID, x.scope.ID)
	x.t.scopes.Destroyed(x.scope.ID)
}

func (x *timeout) clear() {
	if x.callback == nil {
		return
	}
	x.timer.Stop()
	x.callback, x.args, x.asyncContext = nil, nil, nil
	x.destroyed, x.idle = true, -1
	delete(x.t.byID, x.scope.ID)
	x.t.scopes.Destroyed(x.scope.ID)
}

func (t *timers) timeoutClass() *goja.Object {
	method := func(name string, f func(*timeout) goja.Value) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			if o, ok := c.This.(*goja.Object); ok {
				if x := timeoutOf(o); x != nil {
					return f(x), nil
				}
			}
			return c.This, nil
		})
	}
	class := t.env.Class(modules.ClassSpec{
		Name: "Timeout", Length: 5, NewOnly: true,
		Methods: []modules.Export{
			method("refresh", func(x *timeout) goja.Value {
				if x.idle >= 0 {
					x.destroyed = false
					x.timer.Refresh()
				}
				return x.Object()
			}),
			method("unref", func(x *timeout) goja.Value { x.timer.Unref(); return x.Object() }),
			method("ref", func(x *timeout) goja.Value { x.timer.Ref(); return x.Object() }),
			method("hasRef", func(x *timeout) goja.Value { return modules.Bool(x.timer.HasRef()) }),
			method("close", func(x *timeout) goja.Value { x.clear(); return x.Object() }).Enumerable(),
			method("[Symbol.dispose]", func(x *timeout) goja.Value { x.clear(); return nil }).WithSymbol(t.disposeSymbol()).Enumerable(),
			method("[Symbol.toPrimitive]", func(x *timeout) goja.Value {
				if !x.destroyed {
					t.byID[x.scope.ID] = x
				}
				return t.vm.ToValue(x.scope.ID)
			}).WithSymbol(goja.SymToPrimitive).Enumerable(),
		},
	})
	return class.Get("prototype").(*goja.Object)
}

var timeoutKeys = []string{"_idleTimeout", "_idlePrev", "_idleNext", "_idleStart", "_onTimeout", "_timerArgs", "_repeat", "_destroyed"}

// Get is timeout[name].
func (x *timeout) Get(name string) goja.Value {
	vm := x.t.vm
	switch name {
	case "_idleTimeout":
		return vm.ToValue(x.idle)
	case "_idlePrev", "_idleNext":
		if x.timer.Active() {
			return x.Object()
		}
		return goja.Null()
	case "_idleStart":
		return vm.ToValue(x.timer.Started())
	case "_onTimeout":
		if x.callback == nil {
			return goja.Null()
		}
		return x.callback
	case "_timerArgs":
		if x.args == nil {
			return goja.Undefined()
		}
		items := make([]any, len(x.args))
		for i, v := range x.args {
			items[i] = v
		}
		return vm.NewArray(items...)
	case "_repeat":
		if x.repeat == 0 {
			return goja.Null()
		}
		return vm.ToValue(x.repeat)
	case "_destroyed":
		return modules.Bool(x.destroyed)
	}
	return x.extra.get(name)
}

// Set is timeout[name] = v.
func (x *timeout) Set(name string, v goja.Value) bool {
	switch name {
	case "_onTimeout":
		x.callback, _ = v.(*goja.Object)
	case "_repeat":
		x.repeat = 0
		if goja.IsNumber(v) {
			x.repeat = v.ToFloat()
		}
		x.timer.Repeat = x.repeat > 0 && x.idle >= 0
		if x.timer.Repeat && !x.timer.Active() {
			x.timer.Delay = int64(max(1, x.repeat))
		}
	case "_idleTimeout":
		x.idle = v.ToFloat()
		if x.idle < 0 {
			x.timer.Repeat = false
		} else if x.repeat == 0 {
			x.timer.Delay = max(1, int64(x.idle))
		}
	case "_idlePrev", "_idleNext", "_idleStart", "_timerArgs", "_destroyed":
		return true
	default:
		x.extra = x.extra.set(name, v)
	}
	return true
}

// Has is name in timeout.
func (x *timeout) Has(name string) bool {
	return slices.Contains(timeoutKeys, name) || x.extra.get(name) != nil
}

// Delete is delete timeout[name].
func (x *timeout) Delete(name string) bool { return x.extra.delete(name) }

// Keys is Object.keys(timeout).
func (x *timeout) Keys() []string { return x.extra.appendTo(timeoutKeys) }

// extraProperties are what programs add to an object whose own properties Go
// answers for.
type extraProperties struct {
	names  []string
	values map[string]goja.Value
}

func (p *extraProperties) get(name string) goja.Value {
	if p == nil {
		return nil
	}
	return p.values[name]
}

// set adds a property to what may be nil, and gives what has it then.
func (p *extraProperties) set(name string, v goja.Value) *extraProperties {
	if p == nil {
		p = &extraProperties{values: map[string]goja.Value{}}
	}
	if _, ok := p.values[name]; !ok {
		p.names = append(p.names, name)
	}
	p.values[name] = v
	return p
}

func (p *extraProperties) delete(name string) bool {
	if p.get(name) != nil {
		delete(p.values, name)
		p.names = slices.DeleteFunc(p.names, func(s string) bool { return s == name })
	}
	return true
}

func (p *extraProperties) appendTo(names []string) []string {
	if p == nil {
		return names
	}
	return append(slices.Clip(names), p.names...)
}
