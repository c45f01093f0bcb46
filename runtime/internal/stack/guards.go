package stack

import (
	"math"
	goruntime "runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Limits of V8 that programs count on to fail, instead of eating the memory: the length of a string, and what an
// ArrayBuffer may have in bytes.
const (
	maxStringLength = 1<<29 - 24
	maxBufferLength = 1 << 33
)

// guardBuiltins keeps builtin functions from what would take the process down: goja dereferences nil when a Set or a
// Map is made of an array with holes, and allocates whatever length it is asked for.
func (t *Traces) guardBuiltins() {
	global := t.vm.GlobalObject()
	constructor := func(name string) *goja.Object { return global.Get(name).(*goja.Object) }
	for _, name := range []string{"Set", "Map", "WeakSet", "WeakMap"} {
		t.fillHoles(constructor(name))
	}
	t.beforeNew(constructor("ArrayBuffer"), t.checkBuffer(1, true))
	for name, size := range map[string]float64{
		"Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2, "Int32Array": 4,
		"Uint32Array": 4, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8,
	} {
		t.beforeNew(constructor(name), t.checkBuffer(size, false))
	}
	text := constructor("String").Get("prototype").(*goja.Object)
	t.before(text.Get("repeat"), func(c goja.FunctionCall) {
		if n := number(c.Argument(0)); n > 0 && n*float64(lengthOf(c.This)) > maxStringLength && !math.IsInf(n, 1) {
			t.rangeError("Invalid string length")
		}
	})
	for _, name := range []string{"padStart", "padEnd"} {
		t.before(text.Get(name), func(c goja.FunctionCall) {
			filler := c.Argument(1)
			if number(c.Argument(0)) > maxStringLength && (goja.IsUndefined(filler) || lengthOf(filler) > 0) {
				t.rangeError("Invalid string length")
			}
		})
	}
	t.before(text.Get("concat"), func(c goja.FunctionCall) {
		length := lengthOf(c.This)
		for _, part := range c.Arguments {
			length += lengthOf(part)
		}
		if length > maxStringLength {
			t.rangeError("Invalid string length")
		}
	})
	t.before(text.Get("replaceAll"), func(c goja.FunctionCall) {
		length, pattern, replacement := lengthOf(c.This), c.Argument(0), lengthOf(c.Argument(1))
		if replacement == 0 || length*replacement <= maxStringLength || !goja.IsString(pattern) {
			return
		}
		if found := strings.Count(c.This.String(), pattern.String()); length+found*(replacement-lengthOf(pattern)) > maxStringLength {
			t.rangeError("Invalid string length")
		}
	})
	t.before(constructor("Array").Get("from"), func(c goja.FunctionCall) {
		if o, ok := c.Argument(0).(*goja.Object); ok && t.layout.Is(o, engine.Plain) {
			length := engine.BaseOf(o).Values["length"]
			if length != nil && number(length) > math.MaxUint32 && o.GetSymbol(goja.SymIterator) == nil {
				t.rangeError("Invalid array length")
			}
		}
	})
	t.before(constructor("Function").Get("prototype").(*goja.Object).Get("toString"), func(c goja.FunctionCall) { t.settle(c.This) })
	list := constructor("Array").Get("prototype").(*goja.Object)
	t.before(list.Get("join"), func(c goja.FunctionCall) {
		separator := 1
		if s := c.Argument(0); !goja.IsUndefined(s) {
			separator = lengthOf(s)
		}
		if o, ok := c.This.(*goja.Object); ok && separator > 0 && o.ClassName() == "Array" {
			if float64(o.Get("length").ToInteger()-1)*float64(separator) > maxStringLength {
				t.rangeError("Invalid string length")
			}
		}
	})
}

// settle makes functions known to goja for what they are, through proxies.
func (t *Traces) settle(v goja.Value) {
	for o, _ := v.(*goja.Object); o != nil; {
		t.layout.Settle(o)
		if o.ClassName() != "Function" {
			return
		}
		proxy, ok := o.Export().(goja.Proxy)
		if !ok {
			return
		}
		o = proxy.Target()
	}
}

// number is the value of a number; what has to be converted first, which programs can see, is left to the function.
func number(v goja.Value) float64 {
	if goja.IsNumber(v) {
		return v.ToFloat()
	}
	return 0
}

// lengthOf is the length of a string.
func lengthOf(v goja.Value) int {
	if s, ok := v.(goja.String); ok {
		return s.Length()
	}
	return 0
}

func (t *Traces) rangeError(message string) {
	e, err := t.vm.New(t.vm.GlobalObject().Get("RangeError"), t.vm.ToValue(message))
	must(err)
	panic(e)
}

// before runs check ahead of a builtin function.
func (t *Traces) before(function goja.Value, check func(goja.FunctionCall)) {
	n := t.layout.NativeOf(function.(*goja.Object))
	f := n.F
	n.F = func(call goja.FunctionCall) goja.Value {
		check(call)
		return f(call)
	}
}

// beforeNew runs check ahead of a builtin constructor.
func (t *Traces) beforeNew(constructor *goja.Object, check func(args []goja.Value)) {
	n := t.layout.NativeOf(constructor)
	construct := n.Construct
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		check(args)
		return construct(args, newTarget)
	}
}

// checkBuffer refuses a length, in elements of this size, that no ArrayBuffer may have.
func (t *Traces) checkBuffer(size float64, buffer bool) func(args []goja.Value) {
	return func(args []goja.Value) {
		if len(args) == 0 {
			return
		}
		switch n := number(args[0]) * size; {
		case buffer && (n > 1<<53-1 || n <= -1):
			t.rangeError("Invalid array buffer length")
		case n > maxBufferLength:
			t.rangeError("Array buffer allocation failed")
		}
	}
}

// fillHoles makes a constructor that fails over an array with holes try again with undefined in their place.
func (t *Traces) fillHoles(constructor *goja.Object) {
	n := t.layout.NativeOf(constructor)
	construct := n.Construct
	n.Construct = func(args []goja.Value, newTarget *goja.Object) (made *goja.Object) {
		defer func() {
			x := recover()
			if x == nil {
				return
			}
			if _, bug := x.(goruntime.Error); !bug || len(args) == 0 {
				panic(x)
			}
			array, ok := args[0].(*goja.Object)
			if !ok || array.ClassName() != "Array" {
				panic(x)
			}
			made = construct([]goja.Value{t.filled(array)}, newTarget)
		}()
		return construct(args, newTarget)
	}
}

// filled is a copy of an array without holes.
func (t *Traces) filled(array *goja.Object) *goja.Object {
	values := make([]any, array.Get("length").ToInteger())
	for i := range values {
		values[i] = goja.Undefined()
		if v := array.Get(t.vm.ToValue(i).String()); v != nil {
			values[i] = v
		}
	}
	return t.vm.NewArray(values...)
}
