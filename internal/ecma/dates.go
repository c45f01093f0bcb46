package ecma

import (
	"math"

	"github.com/dop251/goja"
)

// addDateMethods adds what annex B has of years of two digits.
func addDateMethods(a *additions) {
	localized("Date", "toLocaleString", "toLocaleDateString", "toLocaleTimeString")(a)
	// getYear is date.getYear().
	a.method("getYear", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		year := getFullYear(r, c).ToFloat()
		return number(year - 1900)
	})
	// setYear is date.setYear(year).
	a.method("setYear", 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		getTime(r, c)
		year := math.Trunc(c.Argument(0).ToFloat())
		if year >= 0 && year <= 99 {
			year += 1900
		}
		return setFullYear(r, goja.FunctionCall{This: c.This, Arguments: []goja.Value{number(year)}})
	})
	// toISOString is date.toISOString(). goja writes years before our era with four digits.
	a.method("toISOString", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		text := toISOString(r, c)
		if s := text.String(); len(s) > 5 && s[0] == '-' && s[5] == '-' {
			return r.ToValue("-00" + s[1:])
		}
		return text
	})
	a.add("toGMTString", func(r *goja.Runtime) goja.Value {
		return valueProp(getDatePrototype(r).Get("toUTCString"), true, false, true)
	})
}
