package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// abortedFunction is the getter of util.aborted.
func (u *util) abortedFunction(modules.Call) (goja.Value, error) {
	if u.aborted == nil {
		u.aborted = u.env.Func("aborted", 2, u.whenAborted)
	}
	return u.aborted, nil
}

// whenAborted is util.aborted(signal, resource).
func (u *util) whenAborted(c modules.Call) (goja.Value, error) {
	if goja.IsUndefined(c.Argument(0)) {
		return u.env.Rejected(u.env.InvalidArgType("signal", c.Argument(0), "AbortSignal")), nil
	}
	signal, ok := c.Argument(0).(*goja.Object)
	class, known := u.vm.Get("AbortSignal").(*goja.Object)
	if !ok || !known || !u.vm.InstanceOf(signal, class) {
		return u.env.Rejected(u.env.InvalidArgType("signal", c.Argument(0), "AbortSignal")), nil
	}
	if _, ok := c.Argument(1).(*goja.Object); !ok {
		return u.env.Rejected(u.env.InvalidArgType("resource", c.Argument(1), "Object")), nil
	}
	if signal.Get("aborted").ToBoolean() {
		return u.env.Resolved(goja.Undefined()), nil
	}
	promise, resolve, _ := u.vm.NewPromise()
	options := u.vm.NewObject()
	_ = options.Set("once", true)
	_, err := u.env.Method(signal, "addEventListener", u.vm.ToValue("abort"),
		u.env.Func("", 0, func(modules.Call) (goja.Value, error) { return nil, resolve(goja.Undefined()) }), options)
	return u.vm.ToValue(promise), err
}

// convertProcessSignalToExitCode is util.convertProcessSignalToExitCode(signal).
func (u *util) convertProcessSignalToExitCode(c modules.Call) (goja.Value, error) {
	constants := u.env.RequireObject("os").Get("constants").(*goja.Object)
	signals := constants.Get("signals").(*goja.Object)
	if goja.IsString(c.Argument(0)) {
		if n := signals.Get(c.Argument(0).String()); n != nil && goja.IsNumber(n) {
			return u.vm.ToValue(128 + n.ToInteger()), nil
		}
	}
	names := ""
	for i, name := range signals.Keys() {
		if i > 0 {
			names += ", "
		}
		names += "'" + name + "'"
	}
	return nil, modules.TypeError("ERR_INVALID_ARG_VALUE", "The argument 'signalCode' must be one of: %s. Received %s",
		names, u.env.Inspect(c.Argument(0)))
}
