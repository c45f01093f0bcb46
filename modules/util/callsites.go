package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// getCallSites is util.getCallSites([frameCount][, options]). Positions are always
// those of the original source.
func (u *util) getCallSites(c modules.Call) (goja.Value, error) {
	count, options := c.Argument(0), c.Argument(1)
	if o, ok := count.(*goja.Object); goja.IsUndefined(options) && (ok && !modules.IsFunction(o) || goja.IsNull(count)) {
		count, options = goja.Undefined(), count
	}
	if !goja.IsUndefined(options) {
		o, err := u.env.ValidateObject(options, "options")
		if err != nil {
			return nil, err
		}
		if v := o.Get("sourceMap"); v != nil && !goja.IsUndefined(v) && !modules.IsBoolean(v) {
			return nil, u.env.InvalidArgType("options.sourceMap", v, "boolean")
		}
	}
	n := int64(10)
	if !goja.IsUndefined(count) {
		var err error
		if n, err = u.env.ValidateInteger(count, "frameCount", 1, 200); err != nil {
			return nil, err
		}
	}
	return u.callSites(int(n))
}

// callSites describes the callers, as Error.prepareStackTrace is told of them.
func (u *util) callSites(n int) (goja.Value, error) {
	class := u.vm.Get("Error").(*goja.Object)
	prepare, limit := class.Get("prepareStackTrace"), class.Get("stackTraceLimit")
	restore := func(name string, v goja.Value) {
		if v == nil {
			_ = class.Delete(name)
		} else {
			_ = class.Set(name, v)
		}
	}
	defer restore("prepareStackTrace", prepare)
	defer restore("stackTraceLimit", limit)
	var sites []any
	var failed error
	collect := u.env.Func("prepareStackTrace", 2, func(c modules.Call) (goja.Value, error) {
		sites, failed = u.describeSites(c.Argument(1))
		return goja.Undefined(), nil
	})
	if err := class.Set("prepareStackTrace", collect); err != nil {
		return nil, err
	}
	if err := class.Set("stackTraceLimit", n); err != nil {
		return nil, err
	}
	holder := u.vm.NewObject()
	if _, err := u.env.Method(class, "captureStackTrace", holder, u.getCallSitesFunction); err != nil {
		return nil, err
	}
	holder.Get("stack")
	return u.vm.NewArray(sites...), failed
}

func (u *util) describeSites(list goja.Value) ([]any, error) {
	var callSites []*goja.Object
	if err := u.vm.ExportTo(list, &callSites); err != nil {
		return nil, err
	}
	var sites []any
	for _, callSite := range callSites {
		ask := func(method string) goja.Value {
			v, err := u.env.Method(callSite, method)
			if err != nil || modules.IsNullish(v) {
				return u.vm.ToValue("")
			}
			return v
		}
		column := ask("getColumnNumber")
		site := u.vm.CreateObject(nil)
		u.env.Define(site, true,
			modules.Val("functionName", ask("getFunctionName")), modules.Val("scriptId", "0"),
			modules.Val("scriptName", ask("getScriptNameOrSourceURL")), modules.Val("lineNumber", ask("getLineNumber")),
			modules.Val("columnNumber", column), modules.Val("column", column))
		sites = append(sites, site)
	}
	return sites, nil
}
