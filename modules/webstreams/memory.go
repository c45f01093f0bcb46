package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// memory is an ArrayBuffer.
type memory struct {
	object goja.Value
	buffer goja.ArrayBuffer
}

func (l *library) newMemory(b []byte) memory {
	buffer := l.vm.NewArrayBuffer(b)
	return memory{l.vm.ToValue(buffer), buffer}
}

// transfer moves the memory of an ArrayBuffer to a new one.
func (l *library) transfer(v goja.Value) (memory, error) {
	if l.bytes.KindOf(v) != buffers.ArrayBuffer {
		return memory{}, l.env.InvalidArgType("buffer", v, "ArrayBuffer")
	}
	if buffers.IsUntransferable(v.(*goja.Object)) {
		return memory{}, modules.TypeError("", "ArrayBuffer is not detachable and could not be cloned.")
	}
	b := v.Export().(goja.ArrayBuffer)
	if b.Detached() {
		return memory{}, invalidState("Viewed ArrayBuffer is detached")
	}
	moved := l.newMemory(b.Bytes())
	b.Detach()
	return moved, nil
}

// retransfer is transfer of what is an ArrayBuffer, and not detached.
func (l *library) retransfer(m memory) memory {
	moved := l.newMemory(m.buffer.Bytes())
	m.buffer.Detach()
	return moved
}

func (l *library) isDetached(v goja.Value) bool {
	return l.bytes.KindOf(v) == buffers.ArrayBuffer && v.Export().(goja.ArrayBuffer).Detached()
}

// copyOf copies part of the memory.
func (l *library) copyOf(m memory, from, to int) memory {
	return l.newMemory(append([]byte(nil), m.buffer.Bytes()[from:to]...))
}

// viewClass makes views of a kind: that of the view that a reader brought.
type viewClass struct {
	class       *goja.Object // nil for a Buffer
	elementSize int
}

func (l *library) bytesClass() viewClass { return viewClass{l.bytes.Uint8Array, 1} }

// view makes a view of length elements.
func (l *library) view(class viewClass, m memory, offset, length int) *goja.Object {
	if class.class == nil {
		return l.bytes.View(m.object, offset, length)
	}
	o, err := l.vm.New(class.class, m.object, l.vm.ToValue(offset), l.vm.ToValue(length))
	if err != nil {
		panic(l.env.Panic(err))
	}
	return o
}

// classOf is the class of a view.
func (l *library) classOf(view *goja.Object) viewClass {
	if buffers.IsBuffer(l.env, view) {
		return viewClass{nil, 1}
	}
	class, ok := view.Get("constructor").(*goja.Object)
	if !ok {
		return l.bytesClass()
	}
	size := 1
	if n := class.Get("BYTES_PER_ELEMENT"); n != nil {
		size = int(n.ToInteger())
	}
	return viewClass{class, size}
}

// extent is where a view lies in its ArrayBuffer.
func extent(view *goja.Object) (buffer goja.Value, offset, length int) {
	return view.Get("buffer"), int(view.Get("byteOffset").ToInteger()), int(view.Get("byteLength").ToInteger())
}

// checkView wants a view.
func (l *library) checkView(v goja.Value, name string) (*goja.Object, error) {
	if k := l.bytes.KindOf(v); k == buffers.None || k == buffers.ArrayBuffer {
		return nil, l.env.InvalidArgType(name, v, "Buffer", "TypedArray", "DataView")
	}
	return v.(*goja.Object), nil
}

func outOfRange(text string) error { return modules.RangeError("ERR_INVALID_ARG_VALUE", "%s", text) }
