package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/dotenv"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// format is util.format(format[, ...args]).
func (u *util) format(c modules.Call) (goja.Value, error) {
	return inspect.Value(u.vm, u.inspect.Format(c.Arguments)), nil
}

// formatWithOptions is util.formatWithOptions(inspectOptions, format[, ...args]).
func (u *util) formatWithOptions(c modules.Call) (goja.Value, error) {
	options, ok := c.Argument(0).(*goja.Object)
	if !ok || modules.IsFunction(options) {
		return nil, u.env.InvalidArgType("inspectOptions", c.Argument(0), "Object")
	}
	return inspect.Value(u.vm, u.inspect.FormatWith(options, c.Arguments[1:])), nil
}

// stripVTControlCharacters is util.stripVTControlCharacters(str).
func (u *util) stripVTControlCharacters(c modules.Call) (goja.Value, error) {
	if _, err := c.String(0, "str"); err != nil {
		return nil, err
	}
	return inspect.Value(u.vm, inspect.StripVT(inspect.Text(c.Argument(0)))), nil
}

// toUSVString is util.toUSVString(string).
func (u *util) toUSVString(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if _, ok := v.(*goja.Symbol); ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	return u.vm.ToValue(v.String()), nil
}

// parseEnv is util.parseEnv(content).
func (u *util) parseEnv(c modules.Call) (goja.Value, error) {
	content, err := c.String(0, "content")
	if err != nil {
		return nil, err
	}
	o := u.vm.CreateObject(nil)
	for _, entry := range dotenv.Parse(content) {
		if err := o.DefineDataProperty(entry.Name, u.vm.ToValue(entry.Value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			return nil, err
		}
	}
	return o, nil
}
