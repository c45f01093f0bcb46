package ecma

import (
	_ "unsafe" // for linkname

	"github.com/dop251/goja"
)

// Global is a property that the host gives the global object. It is made when it is first looked at.
type Global struct {
	Name       string
	Enumerable bool
	// Accessor says that the property is one, until the value is read or another is set.
	Accessor bool
}

// Globals are the properties that the host gives the global object. The runtimes that have the same share them.
type Globals struct {
	list     []Global
	template extension
}

// NewGlobals makes a set of globals, in the order that the global object has them.
func NewGlobals(list []Global) *Globals { return &Globals{list: list} }

// add is called when the first runtime gets the globals.
func (g *Globals) add(a *additions) {
	for _, x := range g.list {
		if x.Accessor {
			a.add(x.Name, x.accessor)
			continue
		}
		a.add(x.Name, func(r *goja.Runtime) goja.Value {
			return valueProp(realmOf(r).options.Global(x.Name), true, x.Enumerable, true)
		})
	}
}

// accessor makes an accessor that turns itself into a plain property.
func (x *Global) accessor(r *goja.Runtime) goja.Value {
	become := func(v goja.Value) {
		err := r.GlobalObject().DefineDataProperty(x.Name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.ToFlag(x.Enumerable))
		if err != nil {
			panic(err)
		}
	}
	get := func(goja.FunctionCall) goja.Value {
		v := realmOf(r).options.Global(x.Name)
		become(v)
		return v
	}
	set := func(c goja.FunctionCall) goja.Value {
		become(c.Argument(0))
		return goja.Undefined()
	}
	v := accessorProp(r, x.Name, get, set, true)
	known().PropertyOf(v).Enumerable = x.Enumerable
	return v
}

// addSymbols adds the well-known symbols that goja lacks.
func addSymbols(a *additions) {
	for name, symbol := range map[string]*goja.Symbol{"asyncIterator": SymAsyncIterator, "dispose": SymDispose, "asyncDispose": SymAsyncDispose} {
		a.add(name, func(*goja.Runtime) goja.Value { return valueProp(symbol, false, false, false) })
	}
}

// addLegacyAccessors adds the methods of Object.prototype that define and find accessors.
// https://tc39.es/ecma262/#sec-object.prototype-legacy-accessor-methods
func addLegacyAccessors(a *additions) {
	a.method("__defineGetter__", 2, defineAccessor("__defineGetter__", true))
	a.method("__defineSetter__", 2, defineAccessor("__defineSetter__", false))
	a.method("__lookupGetter__", 1, lookUpAccessor("get"))
	a.method("__lookupSetter__", 1, lookUpAccessor("set"))
}

func defineAccessor(name string, getter bool) builtin {
	return func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		o := coercible(r, c.This)
		f := c.Argument(1)
		if !isCallable(f) {
			panic(r.NewTypeError("Object.prototype." + name + ": Expecting function"))
		}
		var get, set goja.Value
		if getter {
			get = f
		} else {
			set = f
		}
		var err error
		if key := toPropertyKey(c.Argument(0)); isSymbol(key) {
			err = o.DefineAccessorPropertySymbol(key.(*goja.Symbol), get, set, goja.FLAG_TRUE, goja.FLAG_TRUE)
		} else {
			err = o.DefineAccessorProperty(key.String(), get, set, goja.FLAG_TRUE, goja.FLAG_TRUE)
		}
		if err != nil {
			panic(err)
		}
		return goja.Undefined()
	}
}

func isSymbol(v goja.Value) bool {
	_, ok := v.(*goja.Symbol)
	return ok
}

// lookUpAccessor finds the nearest property of the name along the prototypes, and returns its getter or setter, if it
// has one.
func lookUpAccessor(which string) builtin {
	return func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		key := toPropertyKey(c.Argument(0))
		for o := coercible(r, c.This); o != nil; o = o.Prototype() {
			if d, ok := getOwnPropertyDescriptor(r, goja.FunctionCall{Arguments: []goja.Value{o, key}}).(*goja.Object); ok {
				if f := d.Get(which); f != nil {
					return f
				}
				break
			}
		}
		return goja.Undefined()
	}
}

// coercible is this as an object.
func coercible(r *goja.Runtime, this goja.Value) *goja.Object {
	if this == nil || goja.IsUndefined(this) || goja.IsNull(this) {
		panic(r.NewTypeError("Cannot convert undefined or null to object"))
	}
	return this.ToObject(r)
}

//go:linkname getOwnPropertyDescriptor github.com/dop251/goja.(*Runtime).object_getOwnPropertyDescriptor
func getOwnPropertyDescriptor(r *goja.Runtime, c goja.FunctionCall) goja.Value
