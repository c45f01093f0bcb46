package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// deprecateScript makes the wrapper: only JavaScript sees new.target and passes
// on what a plain call returns.
var deprecateScript = modules.NewScript("node:util", `
	return (fn, warn, adopt) => {
		function deprecated(...args) {
			warn(deprecated);
			return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
		}
		if (adopt) {
			Object.setPrototypeOf(deprecated, fn);
			if (fn.prototype) deprecated.prototype = fn.prototype;
			const length = Object.getOwnPropertyDescriptor(fn, 'length');
			if (length) Object.defineProperty(deprecated, 'length', length);
		}
		return deprecated;
	};
`)

// deprecate is util.deprecate(fn, msg[, code[, options]]).
func (u *util) deprecate(c modules.Call) (goja.Value, error) {
	adopt := true
	if c.Has(3) {
		if v := c.Argument(3).ToObject(u.vm).Get("modifyPrototype"); v != nil && !goja.IsUndefined(v) {
			adopt = v.ToBoolean()
		}
	}
	code := ""
	if c.Has(2) {
		var err error
		if code, err = c.String(2, "code"); err != nil {
			return nil, err
		}
	}
	return u.wrapDeprecated(c.Argument(0), c.Argument(1), code, adopt)
}

// deprecated is deprecate for util's own functions, which are no constructors.
func (u *util) deprecated(fn *goja.Object, length int, message, code string) goja.Value {
	call, _ := goja.AssertFunction(fn)
	var wrapper *goja.Object
	warn := u.warner(u.vm.ToValue(message), code)
	wrapper = u.env.Func("deprecated", length, func(c modules.Call) (goja.Value, error) {
		if err := warn(wrapper); err != nil {
			return nil, err
		}
		return call(c.This, c.Arguments...)
	})
	if err := wrapper.SetPrototype(fn); err != nil {
		panic(err)
	}
	return wrapper
}

func (u *util) wrapDeprecated(fn, message goja.Value, code string, adopt bool) (goja.Value, error) {
	if u.deprecator == nil {
		u.deprecator = deprecateScript.Run(u.env)
	}
	emit := u.warner(message, code)
	warn := u.env.Func("", 1, func(c modules.Call) (goja.Value, error) { return nil, emit(c.Argument(0)) })
	return u.env.Invoke(u.deprecator, goja.Undefined(), fn, warn, modules.Bool(adopt))
}

// warner warns once, and once for each code. It is given the function that the
// warning's stack leaves out.
func (u *util) warner(message goja.Value, code string) func(start goja.Value) error {
	warned := false
	return func(start goja.Value) error {
		if warned {
			return nil
		}
		process := u.env.RequireObject("process")
		if v := process.Get("noDeprecation"); v != nil && v.ToBoolean() {
			return nil
		}
		warned = true
		if code != "" && u.warned[code] {
			return nil
		}
		args := []goja.Value{message, u.vm.ToValue("DeprecationWarning")}
		if code != "" {
			u.warned[code] = true
			args = append(args, u.vm.ToValue(code))
		}
		_, err := u.env.Method(process, "emitWarning", append(args, start)...)
		return err
	}
}
