package ecma

import (
	"math"
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// extended is an ArrayBuffer that can change its length, or whose memory is shared. To goja it is a buffer as any
// other, which has the same fields in front.
type extended struct {
	buffer
	max    int     // -1 for a fixed length
	shared *Shared // nil for an ArrayBuffer
	views  views
}

// extendedClass is the class of extended buffers. It reads as that of all buffers; where its bytes are tells them
// apart.
var extendedClass = strings.Clone("Object")

// extension gives what a buffer has beyond goja's, or nil.
func (b *buffer) extension() *extended {
	if b == nil || unsafe.StringData(b.Class) != unsafe.StringData(extendedClass) {
		return nil
	}
	return (*extended)(unsafe.Pointer(b))
}

func newExtended(r *goja.Runtime, proto *goja.Object, data []byte, limit int, shared *Shared) *goja.Object {
	o := bare(r)
	x := &extended{max: limit, shared: shared}
	x.Class, x.Val, x.Prototype, x.Extensible = extendedClass, o, proto, true
	x.Values = map[unistring.String]goja.Value{}
	x.data = data
	mirror(o).Self = face{Table: known().arrayBuffer, Data: unsafe.Pointer(&x.buffer)}
	return o
}

// maxBufferLength is the most bytes that V8 gives a buffer.
const maxBufferLength = 1 << 33

// memory allocates zeroed bytes, aligned for every kind of element.
func memory(r *goja.Runtime, length, capacity int) []byte {
	if capacity > maxBufferLength {
		panic(rangeError(r, "Array buffer allocation failed"))
	}
	words := make([]uint64, capacity/8+1)
	return unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), len(words)*8)[:length:capacity]
}

// arrayBufferTemplate is ArrayBuffer.prototype.
var arrayBufferTemplate = fromAdditions(func(a *additions) {
	a.add("constructor", func(r *goja.Runtime) goja.Value { return valueProp(getArrayBuffer(r), true, false, true) })
	get := func(name string, f func(b *buffer) int) {
		a.getter(name, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			return r.ToValue(f(thisBuffer(r, c, "get ArrayBuffer.prototype."+name, false)))
		})
	}
	get("byteLength", func(b *buffer) int { return len(b.data) })
	get("maxByteLength", func(b *buffer) int {
		if x := b.extension(); x != nil && !b.detached {
			return x.max
		}
		return len(b.data)
	})
	test := func(name string, f func(b *buffer) bool) {
		a.getter(name, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			return r.ToValue(f(thisBuffer(r, c, "get ArrayBuffer.prototype."+name, false)))
		})
	}
	test("resizable", func(b *buffer) bool { return b.extension() != nil })
	test("detached", func(b *buffer) bool { return b.detached })
	a.method("slice", 2, arrayBufferSlice)
	a.method("resize", 1, arrayBufferResize)
	a.method("transfer", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value { return transfer(r, c, "transfer") })
	a.method("transferToFixedLength", 0, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
		return transfer(r, c, "transferToFixedLength")
	})
	a.tag("ArrayBuffer")
})

// thisBuffer is the receiver of a method of ArrayBuffer.prototype or SharedArrayBuffer.prototype.
func thisBuffer(r *goja.Runtime, c goja.FunctionCall, method string, shared bool) *buffer {
	b := bufferOf(c.This)
	if b != nil {
		x := b.extension()
		if (x != nil && x.shared != nil) == shared {
			if shared {
				x.refresh()
			}
			return b
		}
	}
	panic(incompatible(r, method, c.This))
}

func incompatible(r *goja.Runtime, method string, this goja.Value) *goja.Object {
	return r.NewTypeError("Method %s called on incompatible receiver %s", method, receiver(this))
}

// wrapArrayBuffer makes the constructor take maxByteLength.
func wrapArrayBuffer(constructor *goja.Object) {
	r := mirror(constructor).Runtime
	n := known().native(constructor)
	construct := n.Construct
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if len(args) < 2 {
			return construct(args, newTarget)
		}
		length := indexOf(r, args[0], "Invalid array buffer length")
		limit := maxByteLength(r, args[1])
		if limit < 0 {
			return construct([]goja.Value{r.ToValue(length)}, newTarget)
		}
		if length > limit {
			panic(rangeError(r, "Invalid array buffer max length"))
		}
		if newTarget == nil {
			newTarget = constructor
		}
		proto := getPrototypeFromCtor(r, newTarget, constructor, *known().global(r, "ArrayBufferPrototype"))
		watchViews(r)
		return newExtended(r, proto, memory(r, length, limit), limit, nil)
	}
}

// maxByteLength is an option of the constructors, or -1.
func maxByteLength(r *goja.Runtime, options goja.Value) int {
	o, ok := options.(*goja.Object)
	if !ok {
		return -1
	}
	v := o.Get("maxByteLength")
	if v == nil || goja.IsUndefined(v) {
		return -1
	}
	return indexOf(r, v, "Invalid array buffer max length")
}

// relative is a position that counts from the end if it is negative.
func relative(v goja.Value, length, fallback int) int {
	if goja.IsUndefined(v) {
		return fallback
	}
	f := toInteger(v)
	if f < 0 {
		return int(math.Max(float64(length)+f, 0))
	}
	return int(math.Min(f, float64(length)))
}

// arrayBufferSlice is arrayBuffer.slice(start, end).
func arrayBufferSlice(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	return sliceBuffer(r, c, "ArrayBuffer", getArrayBuffer(r))
}

// sliceBuffer is slice for both kinds of buffers.
func sliceBuffer(r *goja.Runtime, c goja.FunctionCall, class string, fallback *goja.Object) goja.Value {
	shared := class != "ArrayBuffer"
	b := thisBuffer(r, c, class+".prototype.slice", shared)
	detached := func() *goja.Object {
		return r.NewTypeError("Cannot perform %s.prototype.slice on a detached ArrayBuffer", class)
	}
	if b.detached {
		panic(detached())
	}
	start := relative(c.Argument(0), len(b.data), 0)
	end := relative(c.Argument(1), len(b.data), len(b.data))
	length := max(end-start, 0)
	made := construct(r, speciesConstructorObj(r, b.Val, fallback), r.ToValue(length))
	to := bufferOf(made)
	x := to.extension()
	switch {
	case to == nil || (x != nil && x.shared != nil) != shared:
		panic(incompatible(r, class+".prototype.slice", made))
	case to.detached || b.detached:
		panic(detached())
	case to == b:
		panic(r.NewTypeError("ArrayBuffer subclass returned this from species constructor"))
	case len(to.data) < length:
		panic(r.NewTypeError("Species constructor returned a too small ArrayBuffer"))
	}
	if start < len(b.data) {
		copy(to.data[:length], b.data[start:])
	}
	return made
}

// arrayBufferResize is arrayBuffer.resize(newLength).
func arrayBufferResize(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	b := thisBuffer(r, c, "ArrayBuffer.prototype.resize", false)
	x := b.extension()
	if x == nil {
		panic(incompatible(r, "ArrayBuffer.prototype.resize", c.This))
	}
	const invalid = "ArrayBuffer.prototype.resize: Invalid length parameter"
	length := indexOf(r, c.Argument(0), invalid)
	if b.detached {
		panic(r.NewTypeError("Cannot perform ArrayBuffer.prototype.resize on a detached ArrayBuffer"))
	}
	if length > x.max {
		panic(rangeError(r, invalid))
	}
	if length < len(b.data) {
		clear(b.data[length:])
	}
	x.setLength(length)
	return goja.Undefined()
}

// setLength changes what of its memory the buffer shows, and what its views show.
func (x *extended) setLength(length int) {
	x.data = x.data[:length:cap(x.data)]
	x.views.update(&x.buffer)
}

// transfer is arrayBuffer.transfer(newLength) and transferToFixedLength.
func transfer(r *goja.Runtime, c goja.FunctionCall, method string) goja.Value {
	b := thisBuffer(r, c, "ArrayBuffer.prototype."+method, false)
	length := len(b.data)
	if v := c.Argument(0); !goja.IsUndefined(v) {
		length = indexOf(r, v, "ArrayBuffer.prototype."+method+": Invalid length parameter")
	}
	if b.detached {
		panic(r.NewTypeError("Cannot perform ArrayBuffer.prototype.%s on a detached ArrayBuffer", method))
	}
	if c.This.(*goja.Object).GetSymbol(Untransferable) != nil {
		panic(r.NewTypeError("ArrayBuffer is not detachable and could not be cloned."))
	}
	var made *goja.Object
	if x := b.extension(); x != nil && method == "transfer" {
		if length > x.max {
			panic(rangeError(r, "Invalid array buffer length"))
		}
		made = newExtended(r, *known().global(r, "ArrayBufferPrototype"), memory(r, length, x.max), x.max, nil)
		copy(bufferOf(made).data, b.data)
	} else {
		data := b.data
		if length != len(data) || x != nil {
			data = memory(r, length, length)
			copy(data, b.data)
		}
		made = r.ToValue(r.NewArrayBuffer(data)).(*goja.Object)
	}
	b.data, b.detached = nil, true
	return made
}

// CloneBuffer copies a resizable ArrayBuffer into one of the same length and limit. It returns nil for any other
// value.
func CloneBuffer(r *goja.Runtime, v goja.Value) *goja.Object {
	b := bufferOf(v)
	x := b.extension()
	if x == nil || x.shared != nil || b.detached {
		return nil
	}
	made := newExtended(r, *known().global(r, "ArrayBufferPrototype"), memory(r, len(b.data), x.max), x.max, nil)
	copy(bufferOf(made).data, b.data)
	return made
}
