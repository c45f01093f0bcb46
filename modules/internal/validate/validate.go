// Package validate gives Node's argument checks and errors to the JavaScript
// that ships with gonode.
package validate

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Exports is an object of functions: checks that throw Node's errors, and
// makers of errors. Each check takes the value and the argument's name.
func Exports(e *modules.Env) *goja.Object {
	return e.Exports(append(checks(), makers()...)...)
}

func check(name string, f func(c modules.Call, v goja.Value, argument string) error) modules.Export {
	return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) {
		return nil, f(c, c.Argument(0), c.Argument(1).String())
	})
}

func checks() []modules.Export {
	return []modules.Export{
		check("string", func(c modules.Call, v goja.Value, name string) error {
			_, err := c.String(0, name)
			return err
		}),
		check("boolean", func(c modules.Call, v goja.Value, name string) error {
			_, err := c.Bool(0, name)
			return err
		}),
		check("function", func(c modules.Call, v goja.Value, name string) error {
			_, err := c.Func(0, name)
			return err
		}),
		check("object", func(c modules.Call, v goja.Value, name string) error {
			_, err := c.Object(0, name)
			return err
		}),
		check("array", func(c modules.Call, v goja.Value, name string) error {
			if !modules.IsArray(v) {
				return c.Env.InvalidArgType(name, v, "Array")
			}
			return nil
		}),
		check("number", func(c modules.Call, v goja.Value, name string) error {
			lo, hi := bounds(c, inf(-1), inf(1))
			_, err := c.Number(0, name, lo, hi)
			return err
		}),
		check("integer", func(c modules.Call, v goja.Value, name string) error {
			lo, hi := bounds(c, modules.MinSafeInteger, modules.MaxSafeInteger)
			_, err := c.Int(0, name, int64(lo), int64(hi))
			return err
		}),
		check("int32", func(c modules.Call, v goja.Value, name string) error {
			lo, hi := bounds(c, -1<<31, 1<<31-1)
			_, err := c.Int(0, name, int64(lo), int64(hi))
			return err
		}),
		check("uint32", func(c modules.Call, v goja.Value, name string) error {
			lo := int64(0)
			if c.Argument(2).ToBoolean() {
				lo = 1
			}
			_, err := c.Int(0, name, lo, 1<<32-1)
			return err
		}),
		check("abortSignal", func(c modules.Call, v goja.Value, name string) error {
			if v == nil || goja.IsUndefined(v) {
				return nil
			}
			if o, ok := v.(*goja.Object); ok && o.Get("aborted") != nil {
				return nil
			}
			return c.Env.InvalidArgType(name, v, "AbortSignal")
		}),
		modules.Fn("port", 3, port),
		modules.Fn("oneOf", 3, oneOf),
	}
}

func bounds(c modules.Call, lo, hi float64) (float64, float64) {
	if c.Has(2) {
		lo = c.Argument(2).ToFloat()
	}
	if c.Has(3) {
		hi = c.Argument(3).ToFloat()
	}
	return lo, hi
}

// port is validatePort(port[, name[, allowZero]]): it returns the number.
func port(c modules.Call) (goja.Value, error) {
	v, name := c.Argument(0), "Port"
	if c.Has(1) {
		name = c.Argument(1).String()
	}
	n, ok := portNumber(v)
	if !ok || n == 0 && c.Has(2) && !c.Argument(2).ToBoolean() {
		low := ">="
		if c.Has(2) && !c.Argument(2).ToBoolean() {
			low = ">"
		}
		return nil, modules.RangeError("ERR_SOCKET_BAD_PORT", "%s should be %s 0 and < 65536. Received %s.", name, low, c.Env.Received(v))
	}
	return c.Env.VM.ToValue(n), nil
}

func portNumber(v goja.Value) (int64, bool) {
	if !goja.IsNumber(v) && (!goja.IsString(v) || isBlank(v.String())) {
		return 0, false
	}
	f := v.ToFloat()
	n := int64(f)
	return n, float64(n) == f && n >= 0 && n < 65536
}

func isBlank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return true
}

// oneOf is validateOneOf(value, name, list).
func oneOf(c modules.Call) (goja.Value, error) {
	list, ok := c.Argument(2).(*goja.Object)
	if !ok {
		return nil, nil
	}
	allowed := ""
	for i, n := 0, int(list.Get("length").ToInteger()); i < n; i++ {
		item := list.Get(c.Env.VM.ToValue(i).String())
		if item.StrictEquals(c.Argument(0)) {
			return nil, nil
		}
		if i > 0 {
			allowed += ", "
		}
		if goja.IsString(item) {
			allowed += "'" + item.String() + "'"
		} else {
			allowed += item.String()
		}
	}
	return nil, c.Env.InvalidArgValue(c.Argument(1).String(), c.Argument(0), "must be one of: "+allowed)
}
