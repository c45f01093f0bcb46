package events

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var resourceSlot = modules.NewSlot[goja.Object]("asyncResource")

// asyncResourceClass is the getter of events.EventEmitterAsyncResource, which
// makes the class when it is first read.
func (x *events) asyncResourceClass() modules.Func {
	var class *goja.Object
	return func(modules.Call) (goja.Value, error) {
		if class == nil {
			class = x.newAsyncResourceClass()
		}
		return class, nil
	}
}

func (x *events) newAsyncResourceClass() *goja.Object {
	env := x.env
	base := env.RequireObject("async_hooks").Get("AsyncResource").(*goja.Object)
	emitters := modules.NewSlot[goja.Object]("eventEmitter")
	referencing := env.Class(modules.ClassSpec{
		Name: "EventEmitterReferencingAsyncResource", Length: 3, Parent: base, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			o, err := env.VM.New(base, c.Argument(1), c.Argument(2))
			if err != nil {
				return nil, err
			}
			emitters.Set(env.VM, o, c.Argument(0).(*goja.Object))
			return o, o.SetPrototype(c.This.Prototype())
		},
		Methods: []modules.Export{
			modules.Getter("eventEmitter", func(c modules.Call) (goja.Value, error) { return orUndefined(emitters.Get(c.This)), nil }),
		},
	})
	var class *goja.Object
	method := func(name string) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			resource := resourceSlot.Get(c.This)
			if resource == nil {
				return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type EventEmitterAsyncResource`)
			}
			return env.Method(resource, name)
		}
	}
	class = env.Class(modules.ClassSpec{
		Name: "EventEmitterAsyncResource", Parent: x.Constructor, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			options := c.Argument(0)
			name := goja.Value(goja.Undefined())
			if goja.IsString(options) {
				name, options = options, goja.Undefined()
			} else if o, ok := options.(*goja.Object); ok {
				name = o.Get("name")
			}
			// The engine has no new.target for a plain new.
			target := c.NewTarget
			if target == nil {
				target = class
			}
			if target == class && !goja.IsString(orUndefinedValue(name)) {
				return nil, env.InvalidArgType("options.name", orUndefinedValue(name), "string")
			}
			if name == nil || !name.ToBoolean() {
				name = target.Get("name")
			}
			if err := x.Init(c.This, options); err != nil {
				return nil, err
			}
			resource, err := env.VM.New(referencing, c.This, name, options)
			if err != nil {
				return nil, err
			}
			resourceSlot.Set(env.VM, c.This, resource)
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("emit", 1, func(c modules.Call) (goja.Value, error) {
				resource := resourceSlot.Get(c.This)
				if resource == nil {
					return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type EventEmitterAsyncResource`)
				}
				args := append([]goja.Value{x.Prototype.Get("emit"), c.This}, c.Arguments...)
				return env.Method(resource, "runInAsyncScope", args...)
			}),
			modules.Fn("emitDestroy", 0, func(c modules.Call) (goja.Value, error) {
				_, err := method("emitDestroy")(c)
				return nil, err
			}),
			modules.Getter("asyncId", method("asyncId")),
			modules.Getter("triggerAsyncId", method("triggerAsyncId")),
			modules.Getter("asyncResource", func(c modules.Call) (goja.Value, error) {
				return orUndefined(resourceSlot.Get(c.This)), nil
			}),
		},
	})
	return class
}

func orUndefined(o *goja.Object) goja.Value {
	if o == nil {
		return goja.Undefined()
	}
	return o
}

func orUndefinedValue(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}
