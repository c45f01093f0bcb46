package ecma

import (
	"math"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// Float16Array is one of goja's typed arrays with elements of our own. goja reaches elements through an interface
// that other packages cannot implement, as its methods have no exported names; so the method table is made by hand
// from that of another kind, with other functions in it.

// itab mirrors the method table of an interface with up to as many methods as goja's has.
type itab struct {
	inter, typ unsafe.Pointer
	hash       uint32
	fun        [10]uintptr
}

// halfTable makes the method table of half-precision elements for goja's interface of elements; like is the table of
// another kind of the same size.
func halfTable(elements reflect.Type, like unsafe.Pointer) unsafe.Pointer {
	methods := map[string]any{
		"toRaw": halfToRaw, "get": halfGet, "set": halfSet, "getRaw": halfGetRaw, "setRaw": halfSetRaw,
		"less": halfLess, "swap": halfSwap, "typeMatch": halfTypeMatch, "export": halfExport, "exportType": halfExportType,
	}
	t := &itab{}
	if elements.NumMethod() != len(t.fun) {
		panic("methods of " + elements.String())
	}
	original := (*itab)(like)
	t.inter, t.typ, t.hash = original.inter, original.typ, original.hash
	for i := range t.fun {
		m := elements.Method(i)
		f := reflect.ValueOf(methods[m.Name])
		if !f.IsValid() || !sameSignature(m.Type, f.Type()) {
			panic("method " + m.Name + " of " + elements.String())
		}
		t.fun[i] = f.Pointer()
	}
	return unsafe.Pointer(t)
}

// sameSignature compares a method of an interface with a function that takes the receiver first.
func sameSignature(method, function reflect.Type) bool {
	if function.NumIn() != method.NumIn()+1 || function.NumOut() != method.NumOut() {
		return false
	}
	for i := range method.NumIn() {
		if method.In(i) != function.In(i+1) {
			return false
		}
	}
	return method.NumOut() == 0 || method.Out(0) == function.Out(0)
}

func halfAt(a *[]byte, i int) *uint16 {
	return (*uint16)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(*a)), 2*i))
}

func halfGet(a *[]byte, i int) goja.Value     { return number(fromHalf(*halfAt(a, i))) }
func halfSet(a *[]byte, i int, v goja.Value)  { *halfAt(a, i) = toHalf(v.ToFloat()) }
func halfGetRaw(a *[]byte, i int) uint64      { return uint64(*halfAt(a, i)) }
func halfSetRaw(a *[]byte, i int, raw uint64) { *halfAt(a, i) = uint16(raw) }
func halfToRaw(_ *[]byte, v goja.Value) uint64 {
	return uint64(toHalf(v.ToFloat()))
}

func halfLess(a *[]byte, i, j int) bool {
	x, y := fromHalf(*halfAt(a, i)), fromHalf(*halfAt(a, j))
	switch {
	case math.IsNaN(y):
		return !math.IsNaN(x)
	case math.IsNaN(x):
		return false
	case x == 0 && y == 0:
		return math.Signbit(x) && !math.Signbit(y)
	}
	return x < y
}

func halfSwap(a *[]byte, i, j int) {
	x, y := halfAt(a, i), halfAt(a, j)
	*x, *y = *y, *x
}

func halfTypeMatch(_ *[]byte, v goja.Value) bool { return goja.IsNumber(v) }

func halfExport(a *[]byte, offset, length int) any {
	list := make([]float32, length)
	for i := range list {
		list[i] = float32(fromHalf(*halfAt(a, offset+i)))
	}
	return list
}

func halfExportType(*[]byte) reflect.Type { return reflect.TypeFor[[]float32]() }

// toHalf rounds to the nearest half-precision number, to even if two are as near.
func toHalf(f float64) uint16 {
	bits := math.Float64bits(f)
	sign := uint16(bits >> 48 & 0x8000)
	exponent := int(bits>>52&0x7ff) - 1023
	fraction := bits & (1<<52 - 1)
	switch {
	case exponent == 1024:
		if fraction != 0 {
			return 0x7e00
		}
		return sign | 0x7c00
	case exponent > 15:
		return sign | 0x7c00
	case exponent < -25:
		return sign
	}
	shift := 42
	half := uint64(exponent+14) << 10 // the leading one of the fraction adds 1 to the exponent
	if exponent < -14 {
		shift += -14 - exponent
		half = 0
	}
	fraction |= 1 << 52
	half += fraction >> shift
	rest, middle := fraction&(1<<shift-1), uint64(1)<<(shift-1)
	if rest > middle || rest == middle && half&1 == 1 {
		half++ // carries into the exponent, up to infinity
	}
	return sign | uint16(half)
}

func fromHalf(h uint16) float64 {
	fraction := float64(h & 0x3ff)
	var f float64
	switch exponent := int(h >> 10 & 0x1f); exponent {
	case 0:
		f = math.Ldexp(fraction, -24)
	case 31:
		if fraction != 0 {
			return math.NaN()
		}
		f = math.Inf(1)
	default:
		f = math.Ldexp(fraction+1024, exponent-25)
	}
	if h&0x8000 != 0 {
		return -f
	}
	return f
}

// newFloat16Array makes the constructor.
func newFloat16Array(r *goja.Runtime) *goja.Object {
	constructor := bare(r)
	elements := func(b unsafe.Pointer, offset, length int, proto *goja.Object) unsafe.Pointer {
		return newTypedArrayObject(r, b, offset, length, 2, constructor, face{Table: known().rare().halves, Data: unsafe.Pointer(&(*buffer)(b).data)}, proto)
	}
	createTypedArrayCtor(r, constructor, func(args []goja.Value, newTarget, proto *goja.Object) *goja.Object {
		if newTarget == nil {
			panic(r.NewTypeError("Constructor Float16Array requires 'new'"))
		}
		return newTypedArrayFrom(r, args, newTarget, elements, proto)
	}, "Float16Array", 2)
	return constructor
}

// viewElement finds where a method of DataView.prototype reads or writes.
func viewElement(r *goja.Runtime, c goja.FunctionCall, name string, size int, convert func()) []byte {
	view := dataViewOf(c.This)
	if view == nil {
		panic(r.NewTypeError("Method DataView.prototype.%s called on incompatible receiver %s", name, c.This.String()))
	}
	index := indexOf(r, c.Argument(0), "Offset is outside the bounds of the DataView")
	convert()
	if view.viewedArrayBuf.detached {
		panic(r.NewTypeError("Cannot perform DataView.prototype.%s on a detached ArrayBuffer", name))
	}
	if index+size > view.byteLen {
		panic(rangeError(r, "Offset is outside the bounds of the DataView"))
	}
	return view.viewedArrayBuf.data[view.byteOffset+index:][:size]
}

// getFloat16 is DataView.prototype.getFloat16(byteOffset[, littleEndian]).
func getFloat16(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	b := viewElement(r, c, "getFloat16", 2, func() {})
	if c.Argument(1).ToBoolean() {
		return number(fromHalf(uint16(b[0]) | uint16(b[1])<<8))
	}
	return number(fromHalf(uint16(b[1]) | uint16(b[0])<<8))
}

// setFloat16 is DataView.prototype.setFloat16(byteOffset, value[, littleEndian]).
func setFloat16(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	var half uint16
	b := viewElement(r, c, "setFloat16", 2, func() { half = toHalf(c.Argument(1).ToFloat()) })
	if c.Argument(2).ToBoolean() {
		b[0], b[1] = byte(half), byte(half>>8)
	} else {
		b[0], b[1] = byte(half>>8), byte(half)
	}
	return goja.Undefined()
}

// f16round is Math.f16round(x).
func f16round(_ *goja.Runtime, c goja.FunctionCall) goja.Value {
	return number(fromHalf(toHalf(c.Argument(0).ToFloat())))
}
