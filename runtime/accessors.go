package runtime

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// defineLegacyAccessors adds the methods of Object.prototype that define and
// find accessors (ECMAScript, annex B), which the engine lacks.
func (rt *Runtime) defineLegacyAccessors() {
	object := rt.vm.Get("Object").(*goja.Object)
	describe, _ := goja.AssertFunction(object.Get("getOwnPropertyDescriptor"))
	rt.env.Define(object.Get("prototype").(*goja.Object), false,
		// __defineGetter__ is object.__defineGetter__(name, getter).
		modules.Fn("__defineGetter__", 2, func(c modules.Call) (goja.Value, error) {
			return nil, defineAccessor(c, "__defineGetter__", true)
		}),
		// __defineSetter__ is object.__defineSetter__(name, setter).
		modules.Fn("__defineSetter__", 2, func(c modules.Call) (goja.Value, error) {
			return nil, defineAccessor(c, "__defineSetter__", false)
		}),
		// __lookupGetter__ is object.__lookupGetter__(name).
		modules.Fn("__lookupGetter__", 1, func(c modules.Call) (goja.Value, error) {
			return lookupAccessor(c, describe, "get")
		}),
		// __lookupSetter__ is object.__lookupSetter__(name).
		modules.Fn("__lookupSetter__", 1, func(c modules.Call) (goja.Value, error) {
			return lookupAccessor(c, describe, "set")
		}),
	)
}

func defineAccessor(c modules.Call, method string, getter bool) error {
	object, err := receiver(c)
	if err != nil {
		return err
	}
	f := c.Argument(1)
	if _, ok := goja.AssertFunction(f); !ok {
		return &modules.ThrownError{Value: c.Env.VM.NewTypeError("Object.prototype." + method + ": Expecting function")}
	}
	var get, set goja.Value
	if getter {
		get = f
	} else {
		set = f
	}
	if symbol, ok := c.Argument(0).(*goja.Symbol); ok {
		return object.DefineAccessorPropertySymbol(symbol, get, set, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	return object.DefineAccessorProperty(c.Argument(0).String(), get, set, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// lookupAccessor finds the nearest property of the name along the prototypes,
// and returns its getter or setter, if it has one.
func lookupAccessor(c modules.Call, describe goja.Callable, which string) (goja.Value, error) {
	object, err := receiver(c)
	if err != nil {
		return nil, err
	}
	for ; object != nil; object = object.Prototype() {
		descriptor, err := describe(goja.Undefined(), object, c.Argument(0))
		if err != nil {
			return nil, err
		}
		if d, ok := descriptor.(*goja.Object); ok {
			return d.Get(which), nil
		}
	}
	return nil, nil
}

// receiver is this as an object.
func receiver(c modules.Call) (*goja.Object, error) {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		return nil, &modules.ThrownError{Value: c.Env.VM.NewTypeError("Cannot convert undefined or null to object")}
	}
	return c.This.ToObject(c.Env.VM), nil
}
