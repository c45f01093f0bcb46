package validate

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func inf(sign int) float64 { return math.Inf(sign) }

// makers return errors for JavaScript to throw or to pass on.
func makers() []modules.Export {
	coded := func(name, class string) modules.Export {
		return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(&modules.Error{Class: class, Code: c.Argument(0).String(), Message: c.Argument(1).String()}), nil
		})
	}
	return []modules.Export{
		coded("error", "Error"),
		coded("typeError", "TypeError"),
		coded("rangeError", "RangeError"),
		modules.Fn("invalidArgType", 3, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(c.Env.InvalidArgType(c.Argument(0).String(), c.Argument(2), strings(c.Argument(1))...)), nil
		}),
		modules.Fn("invalidArgValue", 3, func(c modules.Call) (goja.Value, error) {
			reason := ""
			if c.Has(2) {
				reason = c.Argument(2).String()
			}
			return c.Env.Error(c.Env.InvalidArgValue(c.Argument(0).String(), c.Argument(1), reason)), nil
		}),
		modules.Fn("outOfRange", 3, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(c.Env.OutOfRange(c.Argument(0).String(), c.Argument(1).String(), c.Argument(2))), nil
		}),
		modules.Fn("missingArgs", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(modules.MissingArgs(strings(c.Argument(0))...)), nil
		}),
		modules.Fn("notImplemented", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(modules.NotImplemented(c.Argument(0).String())), nil
		}),
		modules.Fn("systemError", 4, systemError),
		modules.Fn("addressError", 5, addressError),
		modules.Fn("listenError", 4, listenError),
		modules.Fn("errno", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(errnoOf(c.Argument(0).String())), nil
		}),
	}
}

func strings(v goja.Value) []string {
	list, ok := v.(*goja.Object)
	if !ok || !modules.IsArray(v) {
		return []string{v.String()}
	}
	var out []string
	for i, n := 0, int(list.Get("length").ToInteger()); i < n; i++ {
		out = append(out, list.Get(literal(i)).String())
	}
	return out
}

func literal(i int) string { return strconv.Itoa(i) }

func errnoOf(code string) int {
	name, _ := modules.LookupErrName(code)
	return name.Errno()
}

// systemError is ErrnoException(code, syscall[, path]): "read ECONNRESET".
func systemError(c modules.Call) (goja.Value, error) {
	code, call := c.Argument(0).String(), c.Argument(1).String()
	x := &modules.Error{Code: code, Errno: errnoOf(code), Syscall: call, Message: call + " " + code}
	if c.Has(2) {
		x.Path = c.Argument(2).String()
		x.Message += " " + x.Path
	}
	return c.Env.Error(x), nil
}

// addressError is ExceptionWithHostPort(code, syscall, address, port[,
// additional]): "connect ECONNREFUSED 127.0.0.1:80".
func addressError(c modules.Call) (goja.Value, error) {
	code, call := c.Argument(0).String(), c.Argument(1).String()
	x := &modules.Error{Code: code, Errno: errnoOf(code), Syscall: call, Message: call + " " + code}
	address(c, x)
	if c.Has(4) && c.Argument(4).ToBoolean() {
		x.Message += " - Local (" + c.Argument(4).String() + ")"
	}
	return c.Env.Error(x), nil
}

// listenError is UVExceptionWithHostPort(code, syscall, address, port):
// "listen EADDRINUSE: address already in use :::80". Its code precedes its
// number.
func listenError(c modules.Call) (goja.Value, error) {
	code, call := c.Argument(0).String(), c.Argument(1).String()
	name, _ := modules.LookupErrName(code)
	x := &modules.Error{Message: call + " " + code + ": " + name.Message, Props: []modules.Prop{
		{Name: "code", Value: code}, {Name: "errno", Value: name.Errno()}, {Name: "syscall", Value: call},
	}}
	if host := c.Argument(2); host.ToBoolean() {
		x.Message += " " + host.String()
		x.Props = append(x.Props, modules.Prop{Name: "address", Value: host.String()})
		if port := c.Argument(3); port.ToInteger() > 0 {
			x.Message += ":" + port.String()
		}
		if port := c.Argument(3); port.ToBoolean() {
			x.Props = append(x.Props, modules.Prop{Name: "port", Value: port.ToInteger()})
		}
	}
	return c.Env.Error(x), nil
}

func address(c modules.Call, x *modules.Error) {
	if !c.Argument(2).ToBoolean() {
		return
	}
	x.Address = c.Argument(2).String()
	x.Message += " " + x.Address
	if port := c.Argument(3); port.ToBoolean() && port.ToInteger() > 0 {
		x.Port = int(port.ToInteger())
		x.Message += ":" + port.String()
	}
}
