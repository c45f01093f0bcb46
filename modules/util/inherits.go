package util

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// inherits is util.inherits(constructor, superConstructor).
func (u *util) inherits(c modules.Call) (goja.Value, error) {
	ctor, super := c.Argument(0), c.Argument(1)
	if modules.IsNullish(ctor) {
		return nil, u.env.InvalidArgType("ctor", ctor, "Function")
	}
	if modules.IsNullish(super) {
		return nil, u.env.InvalidArgType("superCtor", super, "Function")
	}
	parent := super.ToObject(u.vm).Get("prototype")
	if parent == nil || goja.IsUndefined(parent) {
		return nil, u.env.InvalidArgType("superCtor.prototype", parent, "Object")
	}
	child, ok := ctor.(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Object.defineProperty called on non-object"}
	}
	if err := child.DefineDataProperty("super_", super, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		return nil, err
	}
	proto, ok := child.Get("prototype").(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Object.setPrototypeOf called on null or undefined"}
	}
	parentObject, _ := parent.(*goja.Object)
	return nil, proto.SetPrototype(parentObject)
}

// extend is util._extend(target, source).
func extend(c modules.Call) (goja.Value, error) {
	source, ok := c.Argument(1).(*goja.Object)
	if !ok || modules.IsFunction(source) {
		return c.Argument(0), nil
	}
	target := c.Argument(0).ToObject(c.Env.VM)
	for _, key := range slices.Backward(source.Keys()) {
		if err := target.Set(key, source.Get(key)); err != nil {
			return nil, err
		}
	}
	return c.Argument(0), nil
}
