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
	frames := u.vm.CaptureCallStack(int(n)+1, nil)
	var sites []any
	for _, f := range frames[min(1, len(frames)):] {
		p := f.Position()
		if f.SrcName() == "<native>" || p.Filename == "" {
			continue
		}
		site := u.vm.CreateObject(nil)
		for _, prop := range []struct {
			name  string
			value any
		}{
			{"functionName", f.FuncName()}, {"scriptId", "0"}, {"scriptName", p.Filename},
			{"lineNumber", p.Line}, {"columnNumber", p.Column}, {"column", p.Column},
		} {
			if err := site.Set(prop.name, prop.value); err != nil {
				return nil, err
			}
		}
		sites = append(sites, site)
	}
	return u.vm.NewArray(sites...), nil
}
