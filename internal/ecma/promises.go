package ecma

import (
	"github.com/dop251/goja"
)

// capabilityOf is NewPromiseCapability(constructor).
func capabilityOf(r *goja.Runtime, constructor goja.Value, method string) *capability {
	o, ok := constructor.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("Promise.%s called on non-object", method))
	}
	return newPromiseCapability(r, o)
}

// promiseWithResolvers is Promise.withResolvers().
func promiseWithResolvers(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	p := capabilityOf(r, c.This, "withResolvers")
	o := r.NewObject()
	for _, x := range [...]struct {
		name  string
		value *goja.Object
	}{{"promise", p.promise}, {"resolve", p.resolve}, {"reject", p.reject}} {
		createDataPropertyOrThrow(o, r.ToValue(x.name), x.value)
	}
	return o
}

// promiseTry is Promise.try(callback, ...args).
func promiseTry(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	p := capabilityOf(r, c.This, "try")
	var value goja.Value
	if thrown := try(r, func() {
		var args []goja.Value
		if len(c.Arguments) > 1 {
			args = c.Arguments[1:]
		}
		value = callable(r, c.Argument(0))(goja.FunctionCall{This: goja.Undefined(), Arguments: args})
	}); thrown != nil {
		call(p.reject, goja.Undefined(), thrown)
	} else {
		call(p.resolve, goja.Undefined(), value)
	}
	return p.promise
}
