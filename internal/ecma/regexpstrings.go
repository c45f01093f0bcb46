package ecma

import (
	"strings"

	"github.com/dop251/goja"
)

// addStringSearches puts those methods of strings in the place of goja's that make a regular expression of what they
// are given.
func addStringSearches(a *additions) {
	for _, m := range [...]struct {
		name   string
		symbol *goja.Symbol
	}{{"match", goja.SymMatch}, {"matchAll", goja.SymMatchAll}, {"search", goja.SymSearch}} {
		a.method(m.name, 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
				panic(r.NewTypeError("String.prototype.%s called on null or undefined", m.name))
			}
			flags := goja.Undefined()
			if m.name == "matchAll" {
				flags = r.ToValue("g")
			}
			if o, ok := c.Argument(0).(*goja.Object); ok {
				if m.name == "matchAll" && isRegExp(o) {
					own := orUndefined(o.Get("flags"))
					if goja.IsUndefined(own) || goja.IsNull(own) || !strings.Contains(toString(r, own).String(), "g") {
						panic(r.NewTypeError("String.prototype.matchAll called with a non-global RegExp argument"))
					}
				}
				if method := getV(r, o, m.symbol); method != nil && !goja.IsUndefined(method) && !goja.IsNull(method) {
					return callable(r, method)(goja.FunctionCall{This: o, Arguments: []goja.Value{c.This}})
				}
			}
			s := toString(r, c.This)
			re := NewRegExp(r, newPattern(r, c.Argument(0), flags))
			return callable(r, getV(r, re, m.symbol))(goja.FunctionCall{This: re, Arguments: []goja.Value{s}})
		})
	}
}
