package hostobject

import (
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Dynamic is what goja keeps of an object whose properties Go answers for
// (see [goja.Runtime.NewDynamicObject]), as a part of the Go value that does:
// both are one piece of memory.
type Dynamic struct {
	object engine.Object
	self   engine.Dynamic
}

// Init makes the object. The handler has d in it.
func (d *Dynamic) Init(vm *goja.Runtime, prototype *goja.Object, handler goja.DynamicObject) {
	d.object = engine.Object{Self: engine.Face{Table: engine.Known().Dynamic, Data: unsafe.Pointer(&d.self)}, Runtime: vm}
	d.self = engine.Dynamic{Val: d.Object(), Prototype: prototype, Handler: handler}
}

// Object is the object.
func (d *Dynamic) Object() *goja.Object { return (*goja.Object)(unsafe.Pointer(&d.object)) }

// Handler is what answers for the properties of an object, or nil.
func Handler(o *goja.Object) goja.DynamicObject {
	if self := engine.Mirror(o).Self; self.Table == engine.Known().Dynamic {
		return (*engine.Dynamic)(self.Data).Handler
	}
	return nil
}
