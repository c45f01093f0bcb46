package ecma

import (
	"maps"
	"slices"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// builtin is a function of the specification.
type builtin = func(r *goja.Runtime, c goja.FunctionCall) goja.Value

// additions are properties that an object of goja's gets. They cost a runtime nothing before they are looked at.
type additions struct {
	names   []unistring.String
	props   map[unistring.String]factory
	symbols map[*goja.Symbol]factory
	order   []*goja.Symbol
	// changes are made to what properties that goja has hold.
	changes map[unistring.String][]func(*goja.Object)
	// proto are the additions of what the property "prototype" holds.
	proto func(*additions)
}

func (a *additions) add(name string, f factory) {
	if a.props == nil {
		a.props = map[unistring.String]factory{}
	}
	key := unistring.NewFromString(name)
	if a.props[key] == nil {
		a.names = append(a.names, key)
	}
	a.props[key] = f
}

func (a *additions) addSymbol(symbol *goja.Symbol, f factory) {
	if a.symbols == nil {
		a.symbols = map[*goja.Symbol]factory{}
	}
	a.order = append(a.order, symbol)
	a.symbols[symbol] = f
}

// method adds a function.
func (a *additions) method(name string, length int, f builtin) {
	a.add(name, methodFactory(name, length, f))
}

func methodFactory(name string, length int, f builtin) factory {
	return func(r *goja.Runtime) goja.Value {
		return methodProp(r, func(c goja.FunctionCall) goja.Value { return f(r, c) }, unistring.NewFromString(name), length)
	}
}

// getter adds an accessor without a setter.
func (a *additions) getter(name string, f builtin) {
	a.add(name, func(r *goja.Runtime) goja.Value {
		return accessorProp(r, name, func(c goja.FunctionCall) goja.Value { return f(r, c) }, nil, true)
	})
}

// tag adds Symbol.toStringTag.
func (a *additions) tag(name string) {
	a.addSymbol(goja.SymToStringTag, func(r *goja.Runtime) goja.Value { return valueProp(r.ToValue(name), false, false, true) })
}

// global adds a global object or constructor.
func (a *additions) global(name string, f func(*goja.Runtime) *goja.Object) {
	a.add(name, func(r *goja.Runtime) goja.Value { return valueProp(f(r), true, false, true) })
}

// wrapped changes what a property that goja has holds, a function or another object, when it is first looked at.
func (a *additions) wrapped(name string, change func(made *goja.Object)) {
	if a.changes == nil {
		a.changes = map[unistring.String][]func(*goja.Object){}
	}
	key := unistring.NewFromString(name)
	a.changes[key] = append(a.changes[key], change)
}

// extended makes a global that goja has get properties of its own when it is first touched.
func (a *additions) extended(name string, list func(constructor *additions)) {
	a.wrapped(name, func(constructor *goja.Object) { own(constructor, list) })
}

// prototype gives the prototype of a constructor that is extended properties of its own.
func (a *additions) prototype(list func(*additions)) { a.proto = list }

// extension is a template of goja's with additions, made once a process.
type extension struct {
	once sync.Once
	made template
}

// extend gives an object that goja makes from a template the additions too. It must be a fresh one.
func (x *extension) extend(o *goja.Object, more func(*additions)) {
	t := (*templated)(mirror(o).Self.Data)
	x.once.Do(func() {
		var a additions
		more(&a)
		x.made = *t.tmpl
		x.made.PropNames = slices.Clone(x.made.PropNames)
		for _, name := range a.names {
			if x.made.Props[name] == nil {
				x.made.PropNames = append(x.made.PropNames, name)
			}
		}
		x.made.Props = maps.Clone(x.made.Props)
		maps.Copy(x.made.Props, a.props)
		for name, changes := range a.changes {
			original := x.made.Props[name]
			x.made.Props[name] = func(r *goja.Runtime) goja.Value {
				p := original(r)
				for _, change := range changes {
					change(valueOf(p).(*goja.Object))
				}
				return p
			}
		}
		x.made.SymProps = maps.Clone(x.made.SymProps)
		if x.made.SymProps == nil {
			x.made.SymProps = map[*goja.Symbol]factory{}
		}
		maps.Copy(x.made.SymProps, a.symbols)
		x.made.SymPropNames = append(slices.Clone(x.made.SymPropNames), a.order...)
	})
	t.tmpl = &x.made
}

// fromAdditions makes a template of nothing but additions, for an object below Object.prototype.
func fromAdditions(list func(*additions)) func() *template {
	return sync.OnceValue(func() *template {
		var a additions
		list(&a)
		if a.props == nil {
			a.props = map[unistring.String]factory{}
		}
		return &template{
			PropNames: a.names, Props: a.props, SymProps: a.symbols, SymPropNames: a.order,
			ProtoFactory: func(r *goja.Runtime) *goja.Object { return *known().global(r, "ObjectPrototype") },
		}
	})
}

// own gives a finished object properties of its own, made at once.
func own(o *goja.Object, list func(*additions)) {
	var a additions
	list(&a)
	r := mirror(o).Runtime
	for _, name := range a.names {
		define(o, r.ToValue(name.String()), a.props[name](r))
	}
	for _, symbol := range a.order {
		define(o, symbol, a.symbols[symbol](r))
	}
	if a.proto != nil {
		own(o.Get("prototype").(*goja.Object), a.proto)
	}
}

// define defines a property from what goja keeps of one.
func define(o *goja.Object, key goja.Value, v goja.Value) {
	flag := goja.ToFlag
	writable, enumerable, configurable := true, true, true
	var get, set goja.Value
	accessor := false
	if f := engine.Parts(v); f.Table == known().Property {
		p := (*property)(f.Data)
		writable, enumerable, configurable, accessor = p.Writable, p.Enumerable, p.Configurable, p.Accessor
		v = p.Value
		if p.GetterFunc != nil {
			get = p.GetterFunc
		}
		if p.SetterFunc != nil {
			set = p.SetterFunc
		}
	}
	var err error
	symbol, isSymbol := key.(*goja.Symbol)
	switch {
	case accessor && isSymbol:
		err = o.DefineAccessorPropertySymbol(symbol, get, set, flag(configurable), flag(enumerable))
	case accessor:
		err = o.DefineAccessorProperty(key.String(), get, set, flag(configurable), flag(enumerable))
	case isSymbol:
		err = o.DefineDataPropertySymbol(symbol, v, flag(writable), flag(configurable), flag(enumerable))
	default:
		err = o.DefineDataProperty(key.String(), v, flag(writable), flag(configurable), flag(enumerable))
	}
	if err != nil {
		panic(err)
	}
}

// valueOf is the value of what goja keeps of a property.
func valueOf(v goja.Value) goja.Value {
	if f := engine.Parts(v); f.Table == known().Property {
		return (*property)(f.Data).Value
	}
	return v
}

// newTemplated makes an object from a template.
func newTemplated(r *goja.Runtime, t *template) *goja.Object {
	o := bare(r)
	newTemplatedObject(r, t, o)
	return o
}

// newClass makes a constructor that works with new only, and links it with its prototype.
func newClass(r *goja.Runtime, name string, length int, proto *goja.Object, construct func(args []goja.Value, newTarget *goja.Object) *goja.Object) *goja.Object {
	constructor := bare(r)
	newNativeConstructOnly(r, constructor, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if newTarget == nil {
			panic(r.NewTypeError("Constructor %s requires 'new'", name))
		}
		return construct(args, newTarget)
	}, proto, unistring.NewFromString(name), int64(length))
	define(proto, r.ToValue("constructor"), valueProp(constructor, true, false, true))
	return constructor
}
