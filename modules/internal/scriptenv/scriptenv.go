// Package scriptenv is what the JavaScript that ships with gonode needs of
// Go: Node's errors, argument checks and the tick queue, as one object.
package scriptenv

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var local = modules.NewLocal(func(env *modules.Env) *goja.Object { return make(env) })

// Of returns the object of a runtime:
//
//	abortError(cause)                        coded(class, code, message)
//	invalidArgType(name, expected, actual)   invalidArgValue(name, actual, reason)
//	outOfRange(name, want, actual)           missingArgs(...names)
//	invalidReturnValue(expected, name, actual)
//	checkFunction(v, name)  checkObject(v, name)  checkInteger(v, name, min)
//	checkBoolean(v, name)   checkString(v, name)  checkSignal(v, name)
//	nextTick(f)
func Of(env *modules.Env) *goja.Object { return local.Of(env) }

func make(env *modules.Env) *goja.Object {
	list := append(errorMakers(env), checks(env)...)
	return env.Exports(append(list, modules.Fn("nextTick", 1, func(c modules.Call) (goja.Value, error) {
		f, err := c.Func(0, "callback")
		if err != nil {
			return nil, err
		}
		args := append([]goja.Value(nil), c.Arguments[1:]...)
		env.Host.NextTick(func() error {
			_, err := f(goja.Undefined(), args...)
			return err
		})
		return nil, nil
	}))...)
}

func errorMakers(env *modules.Env) []modules.Export {
	maker := func(name string, length int, f func(c modules.Call) error) modules.Export {
		return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) { return env.Error(f(c)), nil })
	}
	names := func(v goja.Value) []string {
		var list []string
		if o, ok := v.(*goja.Object); ok {
			for _, k := range o.Keys() {
				list = append(list, o.Get(k).String())
			}
			return list
		}
		return []string{v.String()}
	}
	return []modules.Export{
		maker("abortError", 1, func(c modules.Call) error {
			if !c.Has(0) {
				return modules.AbortError(nil)
			}
			return modules.AbortError(c.Argument(0))
		}),
		maker("coded", 3, func(c modules.Call) error {
			return &modules.Error{Class: c.Argument(0).String(), Code: c.Argument(1).String(), Message: c.Argument(2).String()}
		}),
		maker("invalidArgType", 3, func(c modules.Call) error {
			return env.InvalidArgType(c.Argument(0).String(), c.Argument(2), names(c.Argument(1))...)
		}),
		maker("invalidArgValue", 3, func(c modules.Call) error {
			reason := ""
			if c.Has(2) {
				reason = c.Argument(2).String()
			}
			return env.InvalidArgValue(c.Argument(0).String(), c.Argument(1), reason)
		}),
		maker("outOfRange", 3, func(c modules.Call) error {
			return env.OutOfRange(c.Argument(0).String(), c.Argument(1).String(), c.Argument(2))
		}),
		maker("missingArgs", 1, func(c modules.Call) error {
			var list []string
			for _, v := range c.Arguments {
				list = append(list, v.String())
			}
			return modules.MissingArgs(list...)
		}),
		maker("invalidReturnValue", 3, func(c modules.Call) error {
			return modules.TypeError("ERR_INVALID_RETURN_VALUE", `Expected %s to be returned from the "%s" function but got %s.`,
				c.Argument(0).String(), c.Argument(1).String(), returned(env, c.Argument(2)))
		}),
	}
}

// returned describes a value that a function returned.
func returned(env *modules.Env, v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if ctor, ok := o.Get("constructor").(*goja.Object); ok && ctor.Get("name").String() != "" {
			return "an instance of " + ctor.Get("name").String()
		}
	}
	if modules.IsNullish(v) || modules.IsFunction(v) {
		return env.Received(v)
	}
	return env.Received(v)
}

func checks(env *modules.Env) []modules.Export {
	check := func(name string, f func(c modules.Call, argument string) error) modules.Export {
		return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) { return nil, f(c, c.Argument(1).String()) })
	}
	return []modules.Export{
		check("checkFunction", func(c modules.Call, name string) error {
			_, err := c.Func(0, name)
			return err
		}),
		check("checkObject", func(c modules.Call, name string) error {
			_, err := c.Object(0, name)
			return err
		}),
		check("checkBoolean", func(c modules.Call, name string) error {
			_, err := c.Bool(0, name)
			return err
		}),
		check("checkString", func(c modules.Call, name string) error {
			_, err := c.String(0, name)
			return err
		}),
		check("checkInteger", func(c modules.Call, name string) error {
			lo := int64(modules.MinSafeInteger)
			if c.Has(2) {
				lo = c.Argument(2).ToInteger()
			}
			_, err := c.Int(0, name, lo, modules.MaxSafeInteger)
			return err
		}),
		check("checkNumber", func(c modules.Call, name string) error {
			_, err := c.Number(0, name, math.Inf(-1), math.Inf(1))
			return err
		}),
		check("checkSignal", func(c modules.Call, name string) error {
			v := c.Argument(0)
			if goja.IsUndefined(v) {
				return nil
			}
			if o, ok := v.(*goja.Object); ok && o.Get("aborted") != nil {
				return nil
			}
			return env.InvalidArgType(name, v, "AbortSignal")
		}),
	}
}
