// Package intl is the global Intl of ECMA-402, and the methods of other
// built-ins that depend on the locale. Go code below modules/internal/intl does
// the formatting; this package reads options and makes objects.
package intl

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

// Modules is the internal module that the global Intl comes from.
var Modules = []modules.Module{{
	Name:     "internal/intl",
	Internal: true,
	Globals:  []string{"Intl"},
	Load: func(e *modules.Env) goja.Value {
		return e.Exports(modules.Val("Intl", stateOf.Of(e).namespace()))
	},
}}

// state is what an Env keeps for Intl.
type state struct {
	env    *modules.Env
	locale string
	has    goja.Callable
	// intl is the namespace object, once somebody asked for it.
	intl *goja.Object

	fallbackSymbol *goja.Symbol
	numbers        *intl.NumberFormat
	collator       *intl.Collator
	dates          map[string]*intl.DateTimeFormat
	localZone      intl.Zone
	localTZ        string
	// joining are the arrays whose toLocaleString runs.
	joining []*goja.Object
	// lengthOf is the getter of the length of typed arrays.
	lengthOf goja.Callable
}

var stateOf = modules.NewLocal(func(e *modules.Env) *state {
	s := &state{env: e}
	s.locale = intl.DefaultLocale(s.getenv)
	s.has, _ = goja.AssertFunction(e.VM.Get("Reflect").(*goja.Object).Get("has"))
	return s
})

func (s *state) getenv(name string) string {
	v, _ := s.env.Proc.Getenv(name)
	return v
}

func (s *state) namespace() *goja.Object {
	if s.intl != nil {
		return s.intl
	}
	o := s.env.VM.NewObject()
	s.intl = o
	s.fallbackSymbol = goja.NewSymbol("IntlLegacyConstructedSymbol")
	s.env.Define(o, false,
		// getCanonicalLocales is Intl.getCanonicalLocales(locales).
		modules.Fn("getCanonicalLocales", 1, func(c modules.Call) (goja.Value, error) {
			list, err := s.locales(c.Argument(0))
			if err != nil {
				return nil, err
			}
			return s.strings(list), nil
		}),
		// supportedValuesOf is Intl.supportedValuesOf(key).
		modules.Fn("supportedValuesOf", 1, func(c modules.Call) (goja.Value, error) {
			key, err := s.text(c.Argument(0))
			if err != nil {
				return nil, err
			}
			list, ok := intl.SupportedValues(key)
			if !ok {
				return nil, rangeError("Invalid key : " + key)
			}
			return s.strings(list), nil
		}),
	)
	for _, make := range []func(*state) *goja.Object{
		dateTimeFormatClass, numberFormatClass, collatorClass, pluralRulesClass, relativeTimeFormatClass, listFormatClass,
		localeClass, displayNamesClass, segmenterClass, durationFormatClass,
	} {
		ctor := make(s)
		s.env.Define(o, false, modules.Val(ctor.Get("name").String(), ctor))
	}
	s.tag(o, "Intl")
	return o
}

// tag sets Symbol.toStringTag.
func (s *state) tag(o *goja.Object, name string) {
	if err := o.DefineDataPropertySymbol(goja.SymToStringTag, s.env.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

func (s *state) strings(list []string) goja.Value {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = v
	}
	return s.env.VM.NewArray(values...)
}

func rangeError(message string) error { return &modules.Error{Class: "RangeError", Message: message} }
func typeError(message string) error  { return &modules.Error{Class: "TypeError", Message: message} }

// incompatible is the error of a method that is called on something else.
func (s *state) incompatible(method string, this goja.Value) error {
	return typeError("Method " + method + " called on incompatible receiver " + s.receiver(this))
}

func (s *state) receiver(this goja.Value) string {
	o, ok := this.(*goja.Object)
	if !ok {
		if symbol, ok := this.(*goja.Symbol); ok {
			return "Symbol(" + symbol.String() + ")"
		}
		return this.String()
	}
	if modules.IsFunction(o) || modules.IsArray(o) {
		return o.String()
	}
	if ctor, ok := o.Get("constructor").(*goja.Object); ok {
		if name := ctor.Get("name"); name != nil && name.String() != "" {
			return "#<" + name.String() + ">"
		}
	}
	return "#<Object>"
}

// class describes a constructor of Intl.
type class struct {
	name   string
	length int
	// callable constructors work without new, too.
	callable bool
	// construct gives a new object its state.
	construct func(o *goja.Object, c modules.Call) error
	// made reports whether an object has been constructed already.
	made func(o *goja.Object) bool
	// called is what a call without new does instead of plainly constructing.
	called  func(this goja.Value, o *goja.Object) goja.Value
	methods []modules.Export
	// unlisted have no supportedLocalesOf.
	unlisted bool
}

func (s *state) class(k class) *goja.Object {
	vm := s.env.VM
	var proto *goja.Object
	ctor := vm.ToValue(func(c goja.ConstructorCall) *goja.Object {
		o := c.This
		plain := c.NewTarget == nil && (o.Prototype() != proto || k.made != nil && k.made(o) || s.calledPlainly(k.name))
		if plain {
			if !k.callable {
				panic(s.env.Panic(typeError("Constructor Intl." + k.name + " requires 'new'")))
			}
			o = vm.CreateObject(proto)
		}
		call := modules.Call{FunctionCall: goja.FunctionCall{This: c.This, Arguments: c.Arguments}, Env: s.env}
		if err := k.construct(o, call); err != nil {
			panic(s.env.Panic(err))
		}
		if plain && k.called != nil {
			if r, ok := k.called(c.This, o).(*goja.Object); ok {
				return r
			}
		}
		return o
	}).(*goja.Object)
	define := func(name string, v any) {
		if err := ctor.DefineDataProperty(name, vm.ToValue(v), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			panic(err)
		}
	}
	define("length", k.length)
	define("name", k.name)
	proto = ctor.Get("prototype").(*goja.Object)
	if err := ctor.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
	s.env.Define(proto, false, k.methods...)
	s.tag(proto, "Intl."+k.name)
	if !k.unlisted {
		// supportedLocalesOf is Intl.X.supportedLocalesOf(locales[, options]).
		s.env.Define(ctor, false, modules.Fn("supportedLocalesOf", 1, func(c modules.Call) (goja.Value, error) {
			list, err := s.locales(c.Argument(0))
			if err != nil {
				return nil, err
			}
			if c.Has(1) {
				if goja.IsNull(c.Argument(1)) {
					return nil, typeError("Cannot convert undefined or null to object")
				}
				opts := options{s, c.Argument(1).ToObject(vm), "Intl." + k.name}
				if _, err := opts.choice("localeMatcher", "best fit", "lookup", "best fit"); err != nil {
					return nil, err
				}
			}
			return s.strings(intl.Supported(list)), nil
		}))
	}
	return ctor
}

// calledPlainly reports whether the running constructor was called without
// new: only then it is itself on top of the call stack.
func (s *state) calledPlainly(name string) bool {
	var buffer [1]goja.StackFrame
	frames := s.env.VM.CaptureCallStack(1, buffer[:0])
	return len(frames) == 1 && frames[0].SrcName() == "<native>" && frames[0].FuncName() == name
}

// parts makes the array that formatToParts returns.
func (s *state) parts(list []intl.Part, withUnit bool) goja.Value {
	vm := s.env.VM
	values := make([]any, len(list))
	for i, p := range list {
		o := vm.NewObject()
		set := func(name, value string) {
			if err := o.Set(name, value); err != nil {
				panic(err)
			}
		}
		set("type", p.Type)
		set("value", p.Value)
		if p.Source != "" {
			set("source", p.Source)
		}
		if withUnit && p.Unit != "" {
			set("unit", p.Unit)
		}
		values[i] = o
	}
	return vm.NewArray(values...)
}

// resolved makes the object that resolvedOptions returns, of names and values;
// nil values are left out.
func (s *state) resolved(pairs ...any) goja.Value {
	o := s.env.VM.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == nil || pairs[i+1] == "" {
			continue
		}
		if err := o.Set(pairs[i].(string), s.env.Value(pairs[i+1])); err != nil {
			panic(err)
		}
	}
	return o
}
