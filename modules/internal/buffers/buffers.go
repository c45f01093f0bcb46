// Package buffers makes Buffers from Go and looks into those, and into all
// other views of bytes, that JavaScript hands over.
package buffers

import (
	"math/bits"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
)

// Classes are the built-in constructors that Buffer stands on.
type Classes struct {
	vm *goja.Runtime
	// Uint8Array is the constructor of bytes, Fast the subclass whose
	// prototype is Buffer.prototype.
	Uint8Array, Fast *goja.Object
	// Prototype is Buffer.prototype.
	Prototype *goja.Object

	dataView             *goja.Object // its prototype
	length, offset       native
	buffer, byteLength   native
	viewLength, viewFrom native
	viewBuffer           native

	pool   pool
	loaded bool

	// lastObject and lastBytes remember the Uint8Array that was viewed last:
	// calls tend to come in a row on one Buffer.
	lastObject *goja.Object
	lastBytes  []byte
}

// native is a built-in function, called without goja's frame around it. It
// panics with a TypeError when this has not the type it needs.
type native func(goja.FunctionCall) goja.Value

func (f native) int(this goja.Value) int {
	return int(f(goja.FunctionCall{This: this}).ToInteger())
}

var local = modules.NewLocal(newClasses)

// Of returns the classes of a runtime, with node:buffer loaded, which gives
// Buffer.prototype its methods.
func Of(e *modules.Env) *Classes {
	c := local.Of(e)
	if !c.loaded {
		c.loaded = true
		e.Require("buffer")
	}
	return c
}

var script = modules.NewScript("node:internal/buffer", `
	class FastBuffer extends Uint8Array {}
	const get = (o, k) => Object.getOwnPropertyDescriptor(o, k).get;
	const typed = Object.getPrototypeOf(Uint8Array.prototype), view = DataView.prototype;
	return [Uint8Array, FastBuffer, view, get(typed, 'length'), get(typed, 'byteOffset'), get(typed, 'buffer'),
		get(typed, 'byteLength'), get(view, 'byteLength'), get(view, 'byteOffset'), get(view, 'buffer')];`)

func newClasses(e *modules.Env) *Classes {
	list := script.Run(e).(*goja.Object)
	at := func(i int) *goja.Object { return list.Get(string(rune('0' + i))).(*goja.Object) }
	function := func(i int) native { return at(i).Export().(func(goja.FunctionCall) goja.Value) }
	return &Classes{
		vm: e.VM, Uint8Array: at(0), Fast: at(1), Prototype: at(1).Get("prototype").(*goja.Object), dataView: at(2),
		length: function(3), offset: function(4), buffer: function(5),
		byteLength: function(6), viewLength: function(7), viewFrom: function(8), viewBuffer: function(9),
	}
}

// Loading is Of for node:buffer itself, which is about to define the methods.
func Loading(e *modules.Env) *Classes {
	c := local.Of(e)
	c.loaded = true
	return c
}

// New makes a Buffer of its own ArrayBuffer. It takes ownership of b.
func New(e *modules.Env, b []byte) *goja.Object { return Of(e).New(b) }

// New makes a Buffer of its own ArrayBuffer. It takes ownership of b.
func (c *Classes) New(b []byte) *goja.Object {
	if b == nil {
		b = []byte{}
	}
	return c.View(c.vm.ToValue(c.vm.NewArrayBuffer(b)), 0, len(b))
}

// View makes a Buffer of part of an ArrayBuffer.
func (c *Classes) View(arrayBuffer goja.Value, offset, length int) *goja.Object {
	return c.asBuffer(c.construct(arrayBuffer, offset, length))
}

// Rest makes a Buffer of an ArrayBuffer from an offset on, which grows and shrinks with it.
func (c *Classes) Rest(arrayBuffer goja.Value, offset int) *goja.Object {
	o, err := c.vm.New(c.Uint8Array, arrayBuffer, c.vm.ToValue(offset))
	if err != nil {
		panic(err)
	}
	return c.asBuffer(o)
}

func (c *Classes) asBuffer(o *goja.Object) *goja.Object {
	if err := o.SetPrototype(c.Prototype); err != nil {
		panic(err)
	}
	return o
}

// NewUint8Array makes a plain Uint8Array. It takes ownership of b.
func NewUint8Array(e *modules.Env, b []byte) *goja.Object {
	if b == nil {
		b = []byte{}
	}
	c := Of(e)
	return c.construct(c.vm.ToValue(c.vm.NewArrayBuffer(b)), 0, len(b))
}

func (c *Classes) construct(arrayBuffer goja.Value, offset, length int) *goja.Object {
	o, err := c.vm.New(c.Uint8Array, arrayBuffer, c.vm.ToValue(offset), c.vm.ToValue(length))
	if err != nil {
		panic(err)
	}
	return o
}

// Slice makes a Buffer that shares the memory of a typed array of bytes, from
// start to end, which must be within it.
func (c *Classes) Slice(o *goja.Object, start, end int) *goja.Object {
	return c.View(c.ArrayBuffer(o), c.ByteOffset(o)+start, end-start)
}

// ArrayBuffer is the value of a typed array's buffer property, ByteOffset
// that of byteOffset.
func (c *Classes) ArrayBuffer(o *goja.Object) goja.Value {
	return c.buffer(goja.FunctionCall{This: o})
}

func (c *Classes) ByteOffset(o *goja.Object) int { return c.offset.int(o) }

// Kind tells views of bytes apart.
type Kind uint8

const (
	None Kind = iota
	Uint8Array
	OtherTypedArray
	DataView
	ArrayBuffer
)

// Types that goja reports for the objects of a class.
var (
	typeBytes       = reflect.TypeFor[[]byte]()
	typeArrayBuffer = reflect.TypeFor[goja.ArrayBuffer]()
	typeObject      = reflect.TypeFor[map[string]any]()
)

// KindOf tells what v is. A Buffer is a Uint8Array; so is a
// Uint8ClampedArray, which few may want to tell apart.
func (c *Classes) KindOf(v goja.Value) Kind {
	o, ok := v.(*goja.Object)
	if !ok {
		return None
	}
	switch t := o.ExportType(); {
	case t == typeBytes:
		return Uint8Array
	case t == typeObject:
		if c.isDataView(o) {
			return DataView
		}
	case t == typeArrayBuffer:
		return ArrayBuffer
	case t.Kind() == reflect.Slice && t.PkgPath() == "" && t.Elem().Kind() != reflect.Interface && t.Elem().Kind() != reflect.Array && o.ClassName() == "Object":
		return OtherTypedArray
	}
	return None
}

// isDataView asks the prototypes first: asking the object means a panic for
// whatever is none.
func (c *Classes) isDataView(o *goja.Object) bool {
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p == c.dataView {
			return c.tryDataView(o)
		}
	}
	return false
}

func (c *Classes) tryDataView(o *goja.Object) (ok bool) {
	defer func() { _ = recover() }()
	c.viewLength(goja.FunctionCall{This: o})
	return true
}

// IsUint8Array reports whether v is a Uint8Array or Buffer.
func IsUint8Array(e *modules.Env, v goja.Value) bool { return Of(e).KindOf(v) == Uint8Array }

// IsView is ArrayBuffer.isView(v).
func IsView(e *modules.Env, v goja.Value) bool {
	k := Of(e).KindOf(v)
	return k != None && k != ArrayBuffer
}

// IsArrayBuffer reports whether v is an ArrayBuffer.
func IsArrayBuffer(e *modules.Env, v goja.Value) bool { return Of(e).KindOf(v) == ArrayBuffer }

// IsBuffer is Buffer.isBuffer(v): whether Buffer.prototype is among the
// prototypes of v.
func IsBuffer(e *modules.Env, v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	c := Of(e)
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if p == c.Prototype {
			return true
		}
	}
	return false
}

// Bytes views the memory of a Buffer, typed array, DataView or ArrayBuffer;
// ok tells whether v is one. JavaScript sees what is written to it, and may
// change or detach it as soon as it runs: copy what a goroutine shall use.
func Bytes(e *modules.Env, v goja.Value) (b []byte, ok bool) { return Of(e).Bytes(v) }

// Copy is Bytes for keeping: the bytes belong to the caller.
func Copy(e *modules.Env, v goja.Value) (b []byte, ok bool) {
	b, ok = Bytes(e, v)
	return append([]byte(nil), b...), ok
}

// Bytes is the function of the same name.
func (c *Classes) Bytes(v goja.Value) (b []byte, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return nil, false
	}
	if o == c.lastObject {
		return c.uint8s(o), true
	}
	switch c.KindOf(o) {
	case Uint8Array:
		return c.uint8s(o), true
	case OtherTypedArray:
		if c.length.int(o) == 0 {
			return nil, true
		}
		return c.elements(o), true
	case DataView:
		n := c.viewLength.int(o)
		from := c.viewFrom.int(o)
		buffer := c.viewBuffer(goja.FunctionCall{This: o}).Export().(goja.ArrayBuffer)
		return buffer.Bytes()[from : from+n : from+n], true
	case ArrayBuffer:
		return o.Export().(goja.ArrayBuffer).Bytes(), true
	}
	return nil, false
}

func (c *Classes) uint8s(o *goja.Object) []byte {
	n := c.length.int(o)
	if o == c.lastObject && n == len(c.lastBytes) {
		return c.lastBytes
	}
	if n == 0 {
		return nil
	}
	c.lastObject, c.lastBytes = o, o.Export().([]byte)
	return c.lastBytes
}

// elements views the memory of a typed array of larger elements.
func (c *Classes) elements(o *goja.Object) []byte {
	from, n := c.ByteOffset(o), c.byteLength.int(o)
	return c.ArrayBuffer(o).Export().(goja.ArrayBuffer).Bytes()[from : from+n : from+n]
}

// MarkUntransferable keeps an object from being transferred, as other Buffers
// need the memory of a pool.
func MarkUntransferable(o *goja.Object) {
	if err := o.DefineDataPropertySymbol(ecma.Untransferable, goja.Null(), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// IsUntransferable reports whether an object was marked so.
func IsUntransferable(o *goja.Object) bool {
	return o.GetSymbol(ecma.Untransferable) != nil
}

// pool is the memory that small Buffers share.
type pool struct {
	buffer goja.Value
	memory []byte
	base   int
	next   int
	size   int
}

// poolAlignment is that of a pool's first byte, 8 that of each Buffer in it.
const poolAlignment = 64

func (c *Classes) newPool(size int) {
	memory := make([]byte, size+poolAlignment)
	shared := c.vm.ToValue(c.vm.NewArrayBuffer(memory)).(*goja.Object)
	MarkUntransferable(shared)
	c.pool = pool{
		buffer: shared,
		memory: memory,
		base:   misalignment(memory, poolAlignment),
		size:   size,
	}
}

// misalignment is how far the first aligned byte is from the first byte.
func misalignment(memory []byte, alignment int) int {
	if len(memory) == 0 {
		return 0
	}
	address := uintptr(unsafe.Pointer(unsafe.SliceData(memory)))
	return int(-address & (uintptr(alignment) - 1))
}

// FromPool makes a Buffer of size bytes that shares an ArrayBuffer with
// others, if size is less than half of poolSize; larger ones get their own.
// memory is what it holds, of whatever content; used says how many bytes of
// it the Buffer keeps.
func (c *Classes) FromPool(poolSize, size int, fill func(memory []byte) (used int)) *goja.Object {
	if size <= 0 {
		return c.New(nil)
	}
	if size >= poolSize>>1 {
		memory := make([]byte, size)
		used := fill(memory)
		return c.View(c.vm.ToValue(c.vm.NewArrayBuffer(memory)), 0, used)
	}
	p := &c.pool
	if size > p.size-p.next {
		c.newPool(poolSize)
	}
	from := p.base + p.next
	used := fill(p.memory[from : from+size : from+size])
	o := c.View(p.buffer, from, used)
	p.next = (p.next + used + 7) &^ 7
	return o
}

// FromPoolAligned is FromPool for a Buffer whose memory begins at a multiple
// of alignment, a power of two.
func (c *Classes) FromPoolAligned(poolSize, size, alignment int) *goja.Object {
	if size <= 0 {
		return c.New(nil)
	}
	if alignment > poolAlignment || size >= poolSize>>1 {
		return c.Aligned(size, alignment)
	}
	p := &c.pool
	p.next = (p.next + alignment - 1) &^ (alignment - 1)
	return c.FromPool(poolSize, size, func(memory []byte) int { return len(memory) })
}

// Aligned makes a Buffer whose memory begins at a multiple of alignment, a
// power of two.
func (c *Classes) Aligned(size, alignment int) *goja.Object {
	if size == 0 {
		return c.New(nil)
	}
	memory := make([]byte, size+max(alignment, bits.UintSize/8))
	return c.View(c.vm.ToValue(c.vm.NewArrayBuffer(memory)), misalignment(memory, alignment), size)
}
