package webassembly

import (
	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

const (
	pageSize = 1 << 16
	maxPages = 1 << 16
)

// linear is the bytes of a memory. JavaScript sees the same bytes, through an ArrayBuffer that is detached when the
// memory grows.
type linear struct {
	data   []byte
	limit  uint64
	shared bool
	grown  func()
}

// Reallocate makes the memory larger. A shared one stays where it is.
func (l *linear) Reallocate(size uint64) []byte {
	switch {
	case l.data == nil && l.shared:
		l.data = make([]byte, size, l.limit)
	case l.data == nil:
		l.data = make([]byte, size)
	case size <= uint64(cap(l.data)):
		l.data = l.data[:size]
	default:
		grown := make([]byte, size, min(l.limit, size+size/4))
		copy(grown, l.data)
		l.data = grown
	}
	if l.grown != nil {
		l.grown()
	}
	return l.data
}

// Free does nothing: the garbage collector knows who has the bytes.
func (l *linear) Free() {}

// memory is a WebAssembly.Memory.
type memory struct {
	engine *engine
	module api.Module
	limits limits
	linear *linear

	object goja.Value // the current buffer, or nil
	buffer goja.ArrayBuffer
}

var memorySlot = modules.NewSlot[memory]("kMemory")

func (m *memory) pages() uint32 { return uint32(len(m.linear.data) / pageSize) }

// memoryConstructor is new WebAssembly.Memory(descriptor).
func (x *engine) memoryConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Memory()"
	d, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Argument 0 must be a memory descriptor")
	}
	l, err := x.limits(d, name, maxPages)
	if err != nil {
		return nil, err
	}
	shared := d.Get("shared")
	l.shared = shared != nil && shared.ToBoolean()
	if l.shared && !l.hasMax {
		return nil, typeError(name + ": If shared is true, maximum property should be defined.")
	}
	if address := d.Get("address"); address != nil && address.String() == "i64" {
		return nil, modules.NotImplemented("WebAssembly.Memory with 64-bit addresses")
	}
	bytes := &linear{limit: pageSize * maxPages, shared: l.shared}
	if l.hasMax {
		bytes.limit = uint64(l.max) * pageSize
	}
	module, err := x.single(experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory { return bytes }),
		external{kind: kindMemory, limits: l})
	if err != nil {
		return nil, err
	}
	return x.newMemory(c.This.Prototype(), &memory{engine: x, module: module, limits: l, linear: bytes}), nil
}

func (x *engine) newMemory(prototype *goja.Object, m *memory) *goja.Object {
	m.linear.grown = m.detach
	return memorySlot.New(x.VM, prototype, m)
}

// detach takes the memory's buffer from JavaScript. A shared one goes on showing what it has.
func (m *memory) detach() {
	if m.object != nil && !m.limits.shared {
		m.buffer.Detach()
	}
	m.object = nil
}

func (x *engine) thisMemory(c modules.Call, method string) (*memory, error) {
	if m := memorySlot.Get(c.This); m != nil {
		return m, nil
	}
	return nil, typeError("WebAssembly.Memory." + method + ": Receiver is not a WebAssembly.Memory")
}

// memoryBuffer is memory.buffer.
func (x *engine) memoryBuffer(c modules.Call) (goja.Value, error) {
	m, err := x.thisMemory(c, "buffer")
	if err != nil {
		return nil, err
	}
	return m.current(), nil
}

func (m *memory) current() goja.Value {
	if m.object != nil {
		return m.object
	}
	vm := m.engine.VM
	if m.limits.shared {
		o := ecma.NewSharedArrayBuffer(vm, ecma.ShareMemory(m.linear.data))
		_, _ = m.engine.classes.freeze(goja.Undefined(), o)
		m.object = o
		return o
	}
	m.buffer = vm.NewArrayBuffer(m.linear.data[:len(m.linear.data):len(m.linear.data)])
	o := vm.ToValue(m.buffer).(*goja.Object)
	buffers.MarkUntransferable(o)
	m.object = o
	return o
}

// memoryGrow is memory.grow(pages).
func (x *engine) memoryGrow(c modules.Call) (goja.Value, error) {
	const name = "WebAssembly.Memory.grow()"
	m, err := x.thisMemory(c, "grow()")
	if err != nil {
		return nil, err
	}
	delta, err := x.unsigned(c.Argument(0), name, "Argument 0")
	if err != nil {
		return nil, err
	}
	old, limit := m.pages(), uint32(maxPages)
	if m.limits.hasMax {
		limit = min(limit, m.limits.max)
	}
	if uint64(old)+uint64(delta) > uint64(limit) {
		return nil, rangeError(name + ": Maximum memory size exceeded")
	}
	if delta == 0 {
		m.detach()
	} else if _, ok := m.module.Memory().Grow(delta); !ok {
		return nil, rangeError(name + ": Unable to grow instance memory")
	}
	return x.VM.ToValue(old), nil
}

// memoryFixed is memory.toFixedLengthBuffer().
func (x *engine) memoryFixed(c modules.Call) (goja.Value, error) {
	m, err := x.thisMemory(c, "toFixedLengthBuffer()")
	if err != nil {
		return nil, err
	}
	return m.current(), nil
}
