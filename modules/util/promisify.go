package util

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/promisify"
)

func (u *util) promisifyFunction(e *modules.Env) goja.Value {
	f := e.Func("promisify", 1, u.promisify)
	e.Define(f, true, modules.Val("custom", promisify.Custom(e)))
	return f
}

// promisify is util.promisify(original).
func (u *util) promisify(c modules.Call) (goja.Value, error) {
	call, err := c.Func(0, "original")
	if err != nil {
		return nil, err
	}
	original := c.Argument(0).(*goja.Object)
	symbol := promisify.Custom(u.env)
	if custom := original.GetSymbol(symbol); custom != nil && custom.ToBoolean() {
		if _, err := u.env.ValidateFunction(custom, "util.promisify.custom"); err != nil {
			return nil, err
		}
		return custom, custom.(*goja.Object).DefineDataPropertySymbol(symbol, custom, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	names := promisify.Names(original)
	fn := u.env.Func("", 0, func(c modules.Call) (goja.Value, error) { return u.callForPromise(call, names, c) })
	if err := fn.SetPrototype(original.Prototype()); err != nil {
		return nil, err
	}
	if err := fn.DefineDataPropertySymbol(symbol, fn, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		return nil, err
	}
	return fn, u.copyProperties(fn, original, nil)
}

// callForPromise calls a function that takes a callback and returns a promise.
func (u *util) callForPromise(original goja.Callable, names []string, c modules.Call) (goja.Value, error) {
	promise, resolve, reject := u.vm.NewPromise()
	callback := u.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		var err error
		switch {
		case c.Argument(0).ToBoolean():
			err = reject(c.Argument(0))
		case len(names) > 0 && len(c.Arguments) > 2:
			o := u.vm.NewObject()
			for i, name := range names {
				_ = o.Set(name, c.Argument(i+1))
			}
			err = resolve(o)
		default:
			err = resolve(c.Argument(1))
		}
		if err != nil {
			panic(u.env.Panic(err))
		}
		return goja.Undefined()
	})
	ret, err := original(c.This, append(slices.Clip(c.Arguments), callback)...)
	if err != nil {
		return u.vm.ToValue(promise), reject(u.env.Thrown(err))
	}
	if o, ok := ret.(*goja.Object); ok && inspect.KindOf(o) == inspect.KindPromise {
		_, err = u.env.Method(u.env.RequireObject("process"), "emitWarning",
			u.vm.ToValue("Calling promisify on a function that returns a Promise is likely a mistake."),
			u.vm.ToValue("DeprecationWarning"), u.vm.ToValue("DEP0174"))
	}
	return u.vm.ToValue(promise), err
}

// copyProperties defines the own properties of one function on another, changed
// by change if that is not nil.
func (u *util) copyProperties(to, from *goja.Object, change func(descriptors *goja.Object)) error {
	object := u.vm.Get("Object").(*goja.Object)
	v, err := u.env.Method(object, "getOwnPropertyDescriptors", from)
	if err != nil {
		return err
	}
	if change != nil {
		change(v.(*goja.Object))
	}
	_, err = u.env.Method(object, "defineProperties", to, v)
	return err
}

// callbackify is util.callbackify(original).
func (u *util) callbackify(c modules.Call) (goja.Value, error) {
	original, err := c.Func(0, "original")
	if err != nil {
		return nil, err
	}
	fn := u.env.Func("callbackified", 0, func(c modules.Call) (goja.Value, error) {
		var last goja.Value = goja.Undefined()
		args := c.Arguments
		if n := len(args); n > 0 {
			last, args = args[n-1], args[:n-1]
		}
		callback, err := u.env.ValidateFunction(last, "last argument")
		if err != nil {
			return nil, err
		}
		this := c.This
		promise, err := original(this, slices.Clone(args)...)
		if err != nil {
			return nil, err
		}
		tick := func(args ...goja.Value) {
			u.env.Host.NextTick(func() error { _, err := callback(this, args...); return err })
		}
		_, err = u.env.Method(promise.ToObject(u.vm), "then",
			u.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
				tick(goja.Null(), c.Argument(0))
				return nil, nil
			}),
			u.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
				reason := c.Argument(0)
				if !reason.ToBoolean() {
					reason = u.env.Error(&modules.Error{
						Code: "ERR_FALSY_VALUE_REJECTION", Message: "Promise was rejected with falsy value",
						Props: []modules.Prop{{Name: "reason", Value: reason}},
					})
				}
				tick(reason)
				return nil, nil
			}))
		return nil, err
	})
	return fn, u.copyProperties(fn, c.Argument(0).(*goja.Object), func(d *goja.Object) {
		if length, ok := d.Get("length").(*goja.Object); ok && goja.IsNumber(length.Get("value")) {
			_ = length.Set("value", length.Get("value").ToFloat()+1)
		}
		if name, ok := d.Get("name").(*goja.Object); ok && goja.IsString(name.Get("value")) {
			_ = name.Set("value", name.Get("value").String()+"Callbackified")
		}
	})
}
