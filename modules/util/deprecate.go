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

// deprecated is deprecate for util's own functions.
func (u *util) deprecated(fn goja.Value, message, code string) goja.Value {
	v, err := u.wrapDeprecated(fn, u.vm.ToValue(message), code, true)
	if err != nil {
		panic(u.env.Panic(err))
	}
	return v
}

func (u *util) wrapDeprecated(fn, message goja.Value, code string, adopt bool) (goja.Value, error) {
	if u.deprecator == nil {
		u.deprecator = deprecateScript.Run(u.env)
	}
	warned := false
	warn := u.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		if warned {
			return nil, nil
		}
		process := u.env.RequireObject("process")
		if v := process.Get("noDeprecation"); v != nil && v.ToBoolean() {
			return nil, nil
		}
		warned = true
		if code != "" && u.warned[code] {
			return nil, nil
		}
		args := []goja.Value{message, u.vm.ToValue("DeprecationWarning")}
		if code != "" {
			u.warned[code] = true
			args = append(args, u.vm.ToValue(code))
		}
		return u.env.Method(process, "emitWarning", append(args, c.Argument(0))...)
	})
	return u.env.Invoke(u.deprecator, goja.Undefined(), fn, warn, modules.Bool(adopt))
}
