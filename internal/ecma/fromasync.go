package ecma

import (
	_ "embed"
	"math"
	"sync"

	"github.com/dop251/goja"
)

// Array.fromAsync is JavaScript: it is cold, and all of it is waiting.
//
//go:embed fromasync.js
var fromAsyncSource string

var fromAsyncProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("gonode:internal/ecma/fromasync", fromAsyncSource, true)
})

// arrayFromAsync is Array.fromAsync(items[, mapper[, thisArg]]).
func arrayFromAsync(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	m := realmOf(r)
	if m.fromAsync == nil {
		m.fromAsync = makeFromAsync(r)
	}
	return call(m.fromAsync, goja.Undefined(), c.This, c.Argument(0), c.Argument(1), c.Argument(2))
}

func makeFromAsync(r *goja.Runtime) goja.Value {
	make, err := r.RunProgram(fromAsyncProgram())
	if err != nil {
		panic(err)
	}
	function := func(f callFunc) goja.Value { return newNativeFunc(r, f, "", 0) }
	return call(make, goja.Undefined(),
		function(func(c goja.FunctionCall) goja.Value {
			return callable(r, c.Argument(0))(goja.FunctionCall{This: c.Argument(1), Arguments: c.Arguments[2:]})
		}),
		function(func(c goja.FunctionCall) goja.Value {
			_, ok := goja.AssertConstructor(c.Argument(0))
			return r.ToValue(ok)
		}),
		function(func(c goja.FunctionCall) goja.Value {
			createDataPropertyOrThrow(c.Argument(0).(*goja.Object), c.Argument(1).ToString(), c.Argument(2))
			return goja.Undefined()
		}),
		SymAsyncIterator, goja.SymIterator,
		// toLength converts a length, or makes an array of one.
		function(func(c goja.FunctionCall) goja.Value {
			n := math.Min(math.Max(toInteger(c.Argument(0)), 0), 1<<53-1)
			if !c.Argument(1).ToBoolean() {
				return number(n)
			}
			if n > math.MaxUint32 {
				panic(rangeError(r, "Invalid array length"))
			}
			array := r.NewArray()
			if err := array.Set("length", n); err != nil {
				panic(err)
			}
			return array
		}),
	)
}
