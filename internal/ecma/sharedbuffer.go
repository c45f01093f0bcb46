package ecma

import (
	"sync/atomic"

	"github.com/dop251/goja"
)

// Shared is the memory of a SharedArrayBuffer. Buffers of several runtimes may have the same.
type Shared struct {
	data   []byte // up to its capacity
	length atomic.Int64
	max    int // -1 if it cannot grow
}

// SharedOf gives the memory of a SharedArrayBuffer, or nil for any other value.
func SharedOf(v goja.Value) *Shared {
	if x := bufferOf(v).extension(); x != nil {
		return x.shared
	}
	return nil
}

// Growable tells whether the memory can grow, and to what length in bytes.
func (s *Shared) Growable() (limit int, ok bool) { return s.max, s.max >= 0 }

// NewSharedArrayBuffer makes a SharedArrayBuffer of a runtime over memory that another may have too.
func NewSharedArrayBuffer(r *goja.Runtime, s *Shared) *goja.Object {
	newSharedArrayBuffer(r)
	return wrapShared(r, realmOf(r).sharedPrototype, s)
}

func wrapShared(r *goja.Runtime, proto *goja.Object, s *Shared) *goja.Object {
	if s.max >= 0 {
		watchViews(r)
	}
	return newExtended(r, proto, s.data[:s.length.Load()], s.max, s)
}

// refresh shows what another runtime has made the memory grow to.
func (x *extended) refresh() {
	if x.shared != nil && x.max >= 0 {
		if n := int(x.shared.length.Load()); n != len(x.data) {
			x.setLength(n)
		}
	}
}

// newSharedArrayBuffer makes the global SharedArrayBuffer.
func newSharedArrayBuffer(r *goja.Runtime) *goja.Object {
	m := realmOf(r)
	if m.sharedArrayBuffer != nil {
		return m.sharedArrayBuffer
	}
	proto := r.NewObject()
	m.sharedPrototype = proto
	var constructor *goja.Object
	constructor = newClass(r, "SharedArrayBuffer", 1, proto, func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		length := indexOf(r, argument(args, 0), "Invalid array buffer length")
		limit := maxByteLength(r, argument(args, 1))
		if limit >= 0 && length > limit {
			panic(rangeError(r, "Invalid array buffer max length"))
		}
		of := getPrototypeFromCtor(r, newTarget, constructor, proto)
		s := &Shared{data: memory(r, length, max(length, limit)), max: limit}
		s.length.Store(int64(length))
		return wrapShared(r, of, s)
	})
	m.sharedArrayBuffer = constructor
	own(constructor, func(a *additions) {
		a.addSymbol(goja.SymSpecies, func(r *goja.Runtime) goja.Value {
			return accessorProp(r, "[Symbol.species]", func(c goja.FunctionCall) goja.Value { return c.This }, nil, true)
		})
	})
	own(proto, func(a *additions) {
		get := func(name string, f func(b *buffer, s *Shared) any) {
			a.getter(name, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
				b := thisBuffer(r, c, "get SharedArrayBuffer.prototype."+name, true)
				return r.ToValue(f(b, b.extension().shared))
			})
		}
		get("byteLength", func(b *buffer, _ *Shared) any { return len(b.data) })
		a.method("slice", 2, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			return sliceBuffer(r, c, "SharedArrayBuffer", constructor)
		})
		get("maxByteLength", func(b *buffer, s *Shared) any { return max(len(b.data), s.max) })
		get("growable", func(_ *buffer, s *Shared) any { return s.max >= 0 })
		a.method("grow", 1, sharedGrow)
		a.tag("SharedArrayBuffer")
	})
	return constructor
}

// sharedGrow is sharedArrayBuffer.grow(newLength).
func sharedGrow(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	b := thisBuffer(r, c, "SharedArrayBuffer.prototype.grow", true)
	x := b.extension()
	if x.max < 0 {
		panic(incompatible(r, "SharedArrayBuffer.prototype.grow", c.This))
	}
	const invalid = "SharedArrayBuffer.prototype.grow: Invalid length parameter"
	length := indexOf(r, c.Argument(0), invalid)
	for {
		now := x.shared.length.Load()
		if length > x.max || int64(length) < now {
			panic(rangeError(r, invalid))
		}
		if x.shared.length.CompareAndSwap(now, int64(length)) {
			break
		}
	}
	x.refresh()
	return goja.Undefined()
}

// ShareMemory makes memory that several runtimes may have of bytes that stay where they are.
func ShareMemory(data []byte) *Shared {
	s := &Shared{data: data, max: -1}
	s.length.Store(int64(len(data)))
	return s
}
