package ecma

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// literals only makes primitive values, which belong to no runtime.
func literals() *goja.Runtime { return engine.Known().Runtime }

func number(f float64) goja.Value { return literals().ToValue(f) }

// rangeError makes a RangeError to panic with.
func rangeError(r *goja.Runtime, message string) *goja.Object {
	return newError(r, "RangeError", message)
}

func newError(r *goja.Runtime, constructor, message string) *goja.Object {
	e, err := r.New(r.GlobalObject().Get(constructor), r.ToValue(message))
	if err != nil {
		panic(err)
	}
	return e
}

// callable is the function that a value is.
func callable(r *goja.Runtime, v goja.Value) callFunc {
	o, ok := v.(*goja.Object)
	if !ok || !isCallable(o) {
		panic(r.NewTypeError("%s is not a function", display(v)))
	}
	return toMethod(v)
}

func isCallable(v goja.Value) bool {
	_, ok := goja.AssertFunction(v)
	return ok
}

// display describes a value in a message.
func display(v goja.Value) string {
	switch v := v.(type) {
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case *goja.Object:
		return "#<" + v.ClassName() + ">"
	case goja.String:
		return strconv.Quote(v.String())
	}
	return v.String()
}

// codeUnits are the code units of a string, as a key for a Go map that no text without lone surrogates equals.
func codeUnits(s goja.String) string {
	b := make([]byte, 0, 2*s.Length()+2)
	b = append(b, 0xff, 0xff)
	for i := range s.Length() {
		u := s.CharAt(i)
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// isRegistered tells whether a symbol comes from Symbol.for.
func isRegistered(r *goja.Runtime, s *goja.Symbol) bool {
	return !goja.IsUndefined(symbolKeyFor(r, goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{s}}))
}

// construct calls a constructor as new does.
func construct(r *goja.Runtime, constructor goja.Value, args ...goja.Value) *goja.Object {
	o, err := r.New(constructor, args...)
	if err != nil {
		panic(err)
	}
	return o
}

// call calls a function; what it throws goes on as a panic.
func call(f, this goja.Value, args ...goja.Value) goja.Value {
	return toMethod(f)(goja.FunctionCall{This: this, Arguments: args})
}

// try runs f and returns what it throws, or nil.
func try(r *goja.Runtime, f func()) goja.Value {
	if ex := r.Try(f); ex != nil {
		return ex.Value()
	}
	return nil
}

// toString is the specification's ToString.
func toString(r *goja.Runtime, v goja.Value) goja.String {
	switch v := v.(type) {
	case goja.String:
		return v
	case *goja.Symbol:
		panic(r.NewTypeError("Cannot convert a Symbol value to a string"))
	case *goja.Object:
		return toString(r, v.ToString())
	}
	return r.ToValue(v.String()).(goja.String)
}

// indexOf is the specification's ToIndex; message is that of its RangeError.
func indexOf(r *goja.Runtime, v goja.Value, message string) int {
	f := toInteger(v)
	if f < 0 || f > 1<<53-1 {
		panic(rangeError(r, message))
	}
	return int(f)
}

// toInteger is the specification's ToIntegerOrInfinity.
func toInteger(v goja.Value) float64 {
	f := math.Trunc(v.ToNumber().ToFloat())
	if math.IsNaN(f) {
		return 0
	}
	return f
}

func hasOwn(r *goja.Runtime, o *goja.Object, key goja.Value) bool {
	return hasOwnProperty(r, goja.FunctionCall{This: o, Arguments: []goja.Value{key}}).ToBoolean()
}

func setProperty(o *goja.Object, key, v goja.Value) error {
	if s, ok := key.(*goja.Symbol); ok {
		return o.SetSymbol(s, v)
	}
	return o.Set(key.String(), v)
}

// propertyText is how messages show a property key.
func propertyText(key goja.Value) string {
	if _, ok := key.(*goja.Symbol); ok {
		return display(key)
	}
	return key.String()
}

// receiver describes the this of a method that is not for it.
func receiver(v goja.Value) string {
	if b := bufferOf(v); b != nil {
		if x := b.extension(); x != nil && x.shared != nil {
			return "#<SharedArrayBuffer>"
		}
		return "#<ArrayBuffer>"
	}
	return display(v)
}

// tagOf is what Object.prototype.toString shows in brackets.
func tagOf(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if tag := o.GetSymbol(goja.SymToStringTag); tag != nil && goja.IsString(tag) {
			return tag.String()
		}
		return o.ClassName()
	}
	return "Object"
}
