package ecma

import "github.com/dop251/goja"

// extendLocalized gives prototypes the methods that depend on the locale. They are the host's to carry out.
func extendLocalized(r *goja.Runtime) {
	numberTemplate.extend(getNumberPrototype(r), localized("Number", "toLocaleString"))
	bigIntTemplate.extend(getBigIntPrototype(r), localized("BigInt", "toLocaleString"))
}

// localized adds methods that call [Options].Locale.
func localized(prototype string, names ...string) func(*additions) {
	return func(a *additions) {
		for _, name := range names {
			length := 0
			if name == "localeCompare" {
				length = 1
			}
			method := prototype + "." + name
			a.method(name, length, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				return realmOf(r).options.Locale(method, c)
			})
		}
	}
}
