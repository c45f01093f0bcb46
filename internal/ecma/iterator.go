package ecma

import (
	"math"

	"github.com/dop251/goja"
)

// iteratorTemplate is Iterator.prototype.
var iteratorTemplate = fromAdditions(func(a *additions) {
	a.addSymbol(goja.SymIterator, func(r *goja.Runtime) goja.Value {
		return methodProp(r, func(c goja.FunctionCall) goja.Value { return c.This }, "[Symbol.iterator]", 0)
	})
	a.addSymbol(SymDispose, methodFactory("[Symbol.dispose]", 0, iteratorDispose))
	weird(a, "constructor", nil, func(r *goja.Runtime) goja.Value { return iteratorConstructor(r) })
	weird(a, "[Symbol.toStringTag]", goja.SymToStringTag, func(r *goja.Runtime) goja.Value { return r.ToValue("Iterator") })
	addLazyHelpers(a)
	addEagerHelpers(a)
})

// weird adds an accessor that pretends to be a data property: assignment to an object below defines its own.
func weird(a *additions, name string, symbol *goja.Symbol, value func(*goja.Runtime) goja.Value) {
	make := func(r *goja.Runtime) goja.Value {
		var key goja.Value = r.ToValue(name)
		if symbol != nil {
			key = symbol
		}
		get := func(goja.FunctionCall) goja.Value { return value(r) }
		set := func(c goja.FunctionCall) goja.Value {
			o, ok := c.This.(*goja.Object)
			if !ok {
				panic(r.NewTypeError("Iterator.prototype.%s setter called on non-object", name))
			}
			if o == iteratorPrototype(r) {
				panic(r.NewTypeError("Cannot assign to read only property '%s' of object '[object Object]'", propertyText(key)))
			}
			if hasOwn(r, o, key) {
				if err := setProperty(o, key, c.Argument(0)); err != nil {
					panic(err)
				}
			} else {
				createDataPropertyOrThrow(o, key, c.Argument(0))
			}
			return goja.Undefined()
		}
		return accessorProp(r, name, get, set, true)
	}
	if symbol != nil {
		a.addSymbol(symbol, make)
	} else {
		a.add(name, make)
	}
}

// iteratorConstructor is the global Iterator.
func iteratorConstructor(r *goja.Runtime) *goja.Object {
	m := realmOf(r)
	if m.iterator != nil {
		return m.iterator
	}
	constructor := bare(r)
	m.iterator = constructor
	newNativeConstructOnly(r, constructor, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		switch newTarget {
		case nil:
			panic(r.NewTypeError("Constructor Iterator requires 'new'"))
		case constructor:
			panic(r.NewTypeError("Abstract class Iterator not directly constructable"))
		}
		return r.CreateObject(getPrototypeFromCtor(r, newTarget, constructor, iteratorPrototype(r)))
	}, iteratorPrototype(r), "Iterator", 0)
	own(constructor, func(a *additions) {
		a.method("from", 1, iteratorFrom)
		a.method("concat", 0, iteratorConcat)
	})
	return constructor
}

// iteratorDispose is iterator[Symbol.dispose]().
func iteratorDispose(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	if method := toMethod(getV(r, c.This, r.ToValue("return"))); method != nil {
		method(goja.FunctionCall{This: c.This})
	}
	return goja.Undefined()
}

// iterated is the receiver of a method of Iterator.prototype.
func iterated(r *goja.Runtime, c goja.FunctionCall, method string) *goja.Object {
	o, ok := c.This.(*goja.Object)
	if !ok {
		panic(r.NewTypeError("Iterator.prototype.%s called on non-object", method))
	}
	return o
}

// function is the argument of a method that must be a function; if it is not, the receiver is closed.
func function(r *goja.Runtime, o *goja.Object, v goja.Value) callFunc {
	var f callFunc
	(&iteration{r: r, iterator: o}).guard(func() { f = callable(r, v) })
	return f
}

func addEagerHelpers(a *additions) {
	// loop adds a method that hands each value, with the result of the callback, to visit until that says stop.
	loop := func(name string, otherwise goja.Value, visit func(r *goja.Runtime, v, result goja.Value) goja.Value) {
		a.method(name, 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			o := iterated(r, c, name)
			f := function(r, o, c.Argument(0))
			it := direct(r, o)
			for i := 0; ; i++ {
				v, ok := it.step()
				if !ok {
					return otherwise
				}
				var answer goja.Value
				it.guard(func() {
					answer = visit(r, v, f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{v, r.ToValue(i)}}))
				})
				if answer != nil {
					it.close()
					return answer
				}
			}
		})
	}
	when := func(want bool) func(*goja.Runtime, goja.Value, goja.Value) goja.Value {
		return func(r *goja.Runtime, _, result goja.Value) goja.Value {
			if result.ToBoolean() == want {
				return r.ToValue(want)
			}
			return nil
		}
	}
	loop("every", literals().ToValue(true), when(false))
	loop("some", literals().ToValue(false), when(true))
	loop("forEach", goja.Undefined(), func(*goja.Runtime, goja.Value, goja.Value) goja.Value { return nil })
	loop("find", goja.Undefined(), func(_ *goja.Runtime, v, result goja.Value) goja.Value {
		if result.ToBoolean() {
			return v
		}
		return nil
	})
	// reduce is iterator.reduce(reducer[, initialValue]).
	a.method("reduce", 1, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		o := iterated(r, c, "reduce")
		f := function(r, o, c.Argument(0))
		it := direct(r, o)
		i := 0
		var sum goja.Value
		if len(c.Arguments) > 1 {
			sum = c.Arguments[1]
		} else {
			var ok bool
			if sum, ok = it.step(); !ok {
				panic(r.NewTypeError("Reduce of a done iterator with no initial value"))
			}
			i = 1
		}
		for ; ; i++ {
			v, ok := it.step()
			if !ok {
				return sum
			}
			it.guard(func() {
				sum = f(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{sum, v, r.ToValue(i)}})
			})
		}
	})
	// toArray is iterator.toArray().
	a.method("toArray", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		it := direct(r, iterated(r, c, "toArray"))
		var list []any
		for v, ok := it.step(); ok; v, ok = it.step() {
			list = append(list, v)
		}
		return r.NewArray(list...)
	})
}

// limit is the argument of take and drop.
func limit(r *goja.Runtime, o *goja.Object, v goja.Value) (n float64) {
	(&iteration{r: r, iterator: o}).guard(func() {
		f := v.ToNumber().ToFloat()
		n = math.Trunc(f)
		if math.IsNaN(f) || n < 0 {
			panic(rangeError(r, display(v)+" must be positive"))
		}
	})
	return n
}
