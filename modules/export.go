package modules

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules/internal/hostobject"
)

// Func is a function that JavaScript calls. A nil value is undefined. An
// error is thrown, after [Env.Error] has made it a JavaScript error.
type Func func(c Call) (goja.Value, error)

// Export is a property that a module gives to JavaScript. Make one with [Fn],
// [Val], [Getter], [Accessor],
// [Lazy] or [Late].
type Export struct {
	name       string
	symbol     *goja.Symbol
	length     int
	fn         Func
	setter     Func
	value      any
	lazy       func(*Env) goja.Value
	kind       exportKind
	enumerable flag
	readOnly   bool
}

type exportKind uint8

const (
	kindFunc exportKind = iota
	kindValue
	kindAccessor
	kindLazy
	kindLate
)

type flag uint8

const (
	byContext flag = iota
	yes
	no
)

// Fn exports a function with the name and length that JavaScript sees.
func Fn(name string, length int, f Func) Export {
	return Export{name: name, length: length, fn: f, kind: kindFunc}
}

// Val exports a value: a goja.Value, or a string, bool, number or nil.
// Anything else would be exposed by reflection and panics.
func Val(name string, v any) Export { return Export{name: name, value: v, kind: kindValue} }

// Getter exports an accessor property without a setter.
func Getter(name string, get Func) Export {
	return Export{name: name, fn: get, kind: kindAccessor}
}

// Accessor exports a property with a getter and a setter.
func Accessor(name string, get, set Func) Export {
	return Export{name: name, fn: get, setter: set, kind: kindAccessor}
}

// Lazy exports a value that is made when it is first read or written. Until
// then the property is an accessor.
func Lazy(name string, make func(*Env) goja.Value) Export {
	return Export{name: name, lazy: make, kind: kindLazy}
}

// Late exports a value that is made when it is first looked at, as a property
// like any other: nobody can see that it is not there yet. Only [Env.Exports]
// takes it.
func Late(name string, make func(*Env) goja.Value) Export {
	return Export{name: name, lazy: make, kind: kindLate}
}

// WithSymbol gives the property a symbol for its key. The name stays the
// function's name.
func (x Export) WithSymbol(s *goja.Symbol) Export { x.symbol = s; return x }

// Hidden makes the property not enumerable, Enumerable the opposite. Without
// either, properties of objects are enumerable, those of classes are not.
func (x Export) Hidden() Export     { x.enumerable = no; return x }
func (x Export) Enumerable() Export { x.enumerable = yes; return x }

// ReadOnly makes a value neither writable nor configurable, an accessor not configurable.
func (x Export) ReadOnly() Export { x.readOnly = true; return x }

// Exports makes an object of the exports, in their order.
func (e *Env) Exports(list ...Export) *goja.Object {
	if slices.ContainsFunc(list, func(x Export) bool { return x.kind == kindLate }) {
		if o := e.lateExports(list); o != nil {
			return o
		}
	}
	o := e.VM.NewObject()
	e.Define(o, true, list...)
	return o
}

// lateExports makes an object each of whose properties is made when it is
// first looked at, or nil if the engine cannot do that.
func (e *Env) lateExports(list []Export) *goja.Object {
	var o *goja.Object
	var named, others []Export
	var names []string
	for _, x := range list {
		if x.symbol != nil {
			others = append(others, x)
			continue
		}
		names, named = append(names, x.name), append(named, x)
	}
	o = hostobject.NewLate(e.VM, names, func(i int, made *goja.Object) {
		if x := &named[i]; x.kind == kindLazy {
			e.defineLazy(made, o, x, goja.ToFlag(x.enumerable != no))
		} else {
			e.define(made, true, x)
		}
	})
	if o != nil {
		e.Define(o, true, others...)
	}
	return o
}

// Define adds the exports to an object. enumerable holds for those that do
// not say themselves.
func (e *Env) Define(o *goja.Object, enumerable bool, list ...Export) {
	for i := range list {
		e.define(o, enumerable, &list[i])
	}
}

func (e *Env) define(o *goja.Object, enumerable bool, x *Export) {
	visible := goja.ToFlag(x.enumerable == yes || x.enumerable == byContext && enumerable)
	changeable := goja.ToFlag(!x.readOnly)
	switch x.kind {
	case kindFunc:
		e.defineValue(o, x, e.Func(x.name, x.length, x.fn), changeable, visible)
	case kindValue:
		e.defineValue(o, x, e.Value(x.value), changeable, visible)
	case kindAccessor:
		var set goja.Value
		get := e.accessorFunc("get "+x.name, 0, x.fn)
		if x.setter != nil {
			set = e.accessorFunc("set "+x.name, 1, x.setter)
		}
		if x.symbol != nil {
			must(o.DefineAccessorPropertySymbol(x.symbol, get, set, changeable, visible))
		} else {
			must(o.DefineAccessorProperty(x.name, get, set, changeable, visible))
		}
	case kindLazy:
		e.defineLazy(o, o, x, visible)
	case kindLate:
		e.defineValue(o, x, x.lazy(e), changeable, visible)
	}
}

func (e *Env) accessorFunc(name string, length int, f Func) goja.Value {
	if f == nil {
		return nil
	}
	return e.Func(name, length, f)
}

func (e *Env) defineValue(o *goja.Object, x *Export, v goja.Value, changeable, visible goja.Flag) {
	if x.symbol != nil {
		must(o.DefineDataPropertySymbol(x.symbol, v, changeable, changeable, visible))
		return
	}
	must(o.DefineDataProperty(x.name, v, changeable, changeable, visible))
}

// defineLazy defines an accessor that turns itself into a plain property of o.
func (e *Env) defineLazy(holder, o *goja.Object, x *Export, visible goja.Flag) {
	name, load := x.name, x.lazy
	get := e.Func("get "+name, 0, func(Call) (goja.Value, error) {
		v := load(e)
		if err := o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, visible); err != nil {
			return nil, err
		}
		return v, nil
	})
	set := e.Func("set "+name, 1, func(c Call) (goja.Value, error) {
		return nil, o.DefineDataProperty(name, c.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, visible)
	})
	must(holder.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, visible))
}

// Func makes a JavaScript function of f. It is no constructor.
func (e *Env) Func(name string, length int, f Func) *goja.Object {
	o := e.VM.ToValue(func(c goja.FunctionCall) goja.Value {
		v, err := f(Call{FunctionCall: c, Env: e})
		if err != nil {
			panic(e.Panic(err))
		}
		if v == nil {
			return goja.Undefined()
		}
		return v
	}).(*goja.Object)
	e.nameFunc(o, name, length)
	return o
}

func (e *Env) nameFunc(o *goja.Object, name string, length int) {
	must(o.DefineDataProperty("length", e.VM.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(o.DefineDataProperty("name", e.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Value converts a Go value that has a plain counterpart in JavaScript.
// Anything that goja would expose by reflection panics.
func (e *Env) Value(v any) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Null()
	case goja.Value:
		return v
	case string, bool, int, int32, int64, uint32, float64, uint16, uint8:
		return e.VM.ToValue(v)
	case []string:
		items := make([]any, len(v))
		for i, s := range v {
			items[i] = s
		}
		return e.VM.NewArray(items...)
	case error:
		return e.Error(v)
	}
	panic(&Error{Code: "ERR_INTERNAL_ASSERTION", Message: "modules: value has no plain counterpart in JavaScript"})
}

// must is for definitions on fresh objects, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
