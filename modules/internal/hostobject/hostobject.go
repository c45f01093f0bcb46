// Package hostobject makes plain JavaScript objects that carry a Go pointer
// in their own memory. goja offers a property for that, which costs a dozen
// allocations an object; a server makes two such objects a request.
//
// goja keeps an object in two structs, Object and baseObject. This package
// allocates both in one piece with the pointer behind them; [New] returns nil
// if goja is not laid out as this project knows it.
package hostobject

import (
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Property is a data property that an object starts with: writable,
// enumerable and configurable.
type Property struct {
	Name  unistring.String
	Value goja.Value
}

// host is an object and what it carries. The object of goja points into it,
// which keeps all of it alive.
type host struct {
	object engine.Object
	base   engine.Base
	kind   *goja.Symbol
	state  unsafe.Pointer
	names  [2]unistring.String
}

// class has the text of goja's class of plain objects, in memory of its own:
// where it lies tells our objects from goja's.
var class = string([]byte("Object"))

// plainTable is the method table of goja's plain objects, or nil when goja's
// layout is not known.
var plainTable = sync.OnceValue(func() unsafe.Pointer {
	l, err := engine.Load()
	if err != nil {
		return nil
	}
	return l.Object(engine.Plain).Table
})

// New makes an object with the prototype and the properties, which carries
// state, a pointer to what belongs to the kind. It returns nil when goja's
// layout is not known. It must be called on the goroutine of vm.
func New(vm *goja.Runtime, prototype *goja.Object, kind *goja.Symbol, state unsafe.Pointer, properties ...Property) *goja.Object {
	table := plainTable()
	if table == nil {
		return nil
	}
	h := &host{kind: kind, state: state}
	o := (*goja.Object)(unsafe.Pointer(&h.object))
	h.object = engine.Object{Self: engine.Face{Table: table, Data: unsafe.Pointer(&h.base)}, Runtime: vm}
	h.base.Class, h.base.Val, h.base.Prototype, h.base.Extensible = class, o, prototype, true
	h.base.Values = make(map[unistring.String]goja.Value)
	h.base.PropNames = h.names[:0]
	for _, p := range properties {
		h.base.Values[p.Name] = p.Value
		h.base.PropNames = append(h.base.PropNames, p.Name)
	}
	return o
}

// State is what New gave an object of this kind, or nil.
func State(o *goja.Object, kind *goja.Symbol) unsafe.Pointer {
	self := engine.Mirror(o).Self
	if self.Table != plainTable() {
		return nil
	}
	b := (*engine.Base)(self.Data)
	if unsafe.StringData(b.Class) != unsafe.StringData(class) {
		return nil
	}
	if h := (*host)(unsafe.Add(self.Data, -int(unsafe.Offsetof(host{}.base)))); h.kind == kind {
		return h.state
	}
	return nil
}
