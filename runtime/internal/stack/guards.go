package stack

import (
	"math"
	goruntime "runtime"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/runtime/internal/instruction"
)

// maxBufferLength is what an ArrayBuffer of V8's may have in bytes. Programs count on more to fail, instead of eating
// the memory.
const maxBufferLength = 1 << 33

// Guarded are the builtins that GuardBuiltin changes.
var Guarded = append([]string{
	"Set", "Map", "WeakSet", "WeakMap", "ArrayBuffer", "Array", "Array.prototype.join",
	"String.prototype.repeat", "String.prototype.padStart", "String.prototype.padEnd", "String.prototype.concat",
	"String.prototype.replaceAll",
}, typedArrays[:]...)

var typedArrays = [...]string{
	"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
	"Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
}

// GuardBuiltin keeps a builtin function from what would take the process down: goja dereferences nil when a Set or a
// Map is made of an array with holes, and allocates whatever length it is asked for.
func (t *Traces) GuardBuiltin(name string, made *goja.Object) {
	switch name {
	case "Set", "Map", "WeakSet", "WeakMap":
		t.fillHoles(made)
	case "ArrayBuffer":
		t.beforeNew(made, t.checkBuffer(1, true))
	case "Array":
		t.before(made.Get("from"), t.checkFrom)
	case "Array.prototype.join":
		t.before(made, t.checkJoin)
	case "String.prototype.repeat":
		t.before(made, t.checkRepeat)
	case "String.prototype.padStart", "String.prototype.padEnd":
		t.before(made, t.checkPad)
	case "String.prototype.concat":
		t.before(made, t.checkConcat)
	case "String.prototype.replaceAll":
		t.before(made, t.checkReplaceAll)
	default:
		if slices.Contains(typedArrays[:], name) {
			t.beforeNew(made, t.checkBuffer(made.Get("BYTES_PER_ELEMENT").ToFloat(), false))
		}
	}
}

func (t *Traces) checkFrom(c goja.FunctionCall) {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || !t.layout.Is(o, engine.Plain) {
		return
	}
	length := engine.BaseOf(o).Values["length"]
	if length != nil && number(length) > math.MaxUint32 && o.GetSymbol(goja.SymIterator) == nil {
		t.rangeError("Invalid array length")
	}
}

func (t *Traces) checkJoin(c goja.FunctionCall) {
	separator := 1
	if s := c.Argument(0); !goja.IsUndefined(s) {
		separator = lengthOf(s)
	}
	if o, ok := c.This.(*goja.Object); ok && separator > 0 && o.ClassName() == "Array" {
		t.checkLength(float64(o.Get("length").ToInteger()-1) * float64(separator))
	}
}

func (t *Traces) checkRepeat(c goja.FunctionCall) {
	if n := number(c.Argument(0)); n > 0 && !math.IsInf(n, 1) {
		t.checkLength(n * float64(lengthOf(c.This)))
	}
}

func (t *Traces) checkPad(c goja.FunctionCall) {
	if filler := c.Argument(1); goja.IsUndefined(filler) || lengthOf(filler) > 0 {
		t.checkLength(number(c.Argument(0)))
	}
}

func (t *Traces) checkConcat(c goja.FunctionCall) {
	length := lengthOf(c.This)
	for _, part := range c.Arguments {
		length += lengthOf(part)
	}
	t.checkLength(float64(length))
}

func (t *Traces) checkReplaceAll(c goja.FunctionCall) {
	length, pattern, replacement := lengthOf(c.This), c.Argument(0), lengthOf(c.Argument(1))
	if length*replacement <= instruction.MaxStringLength || !goja.IsString(pattern) {
		return
	}
	found := strings.Count(c.This.String(), pattern.String())
	t.checkLength(float64(length + found*(replacement-lengthOf(pattern))))
}

// checkLength refuses a length that no string may have.
func (t *Traces) checkLength(length float64) {
	if length > instruction.MaxStringLength {
		t.rangeError("Invalid string length")
	}
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
