package ecma

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// settlesAccessors makes a function that defines properties finish what goja leaves half done: a data property that
// becomes an accessor stays writable there, so that an assignment to it is lost in place of refused.
func settlesAccessors(function *goja.Object) {
	n := known().native(function)
	define := n.F
	n.F = func(c goja.FunctionCall) goja.Value {
		v := define(c)
		if o, ok := c.Argument(0).(*goja.Object); ok && hasProperties(o) {
			settle(o, c.Argument(1))
		}
		return v
	}
}

// settle looks at one property, or at those that an object has descriptors of.
func settle(o *goja.Object, key goja.Value) {
	switch key := key.(type) {
	case goja.String:
		p := known().PropertyOf(engine.BaseOf(o).Values[unistring.NewFromString(key.String())])
		if p != nil && p.Accessor {
			p.Writable = false
		}
	case *goja.Object:
		if !hasProperties(key) {
			return
		}
		for _, name := range key.GetOwnPropertyNames() {
			settle(o, mirror(o).Runtime.ToValue(name))
		}
	}
}

// hasProperties tells whether an object has its properties where ordinary ones have them.
func hasProperties(o *goja.Object) bool {
	switch mirror(o).Self.Table {
	case known().plain, known().function, known().Object(engine.List).Table, known().Object(engine.Templated).Table,
		known().Object(engine.Ordinary).Table:
		return true
	}
	return false
}
