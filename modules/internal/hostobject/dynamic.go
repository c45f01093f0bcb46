package hostobject

import (
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Dynamic is what goja keeps of an object whose properties Go answers for
// (see [goja.Runtime.NewDynamicObject]), as a part of the Go value that does:
// both are one piece of memory. Unlike goja's it can have symbols for keys.
type Dynamic struct {
	object engine.Object
	self   engine.Symbolic
}

// Init makes the object. The handler has d in it.
func (d *Dynamic) Init(vm *goja.Runtime, prototype *goja.Object, handler goja.DynamicObject) {
	d.object = engine.Object{Self: engine.Face{Table: engine.Known().Symbolic(), Data: unsafe.Pointer(&d.self)}, Runtime: vm}
	d.self.Dynamic = engine.Dynamic{Val: d.Object(), Prototype: prototype, Handler: handler}
}

// Object is the object.
func (d *Dynamic) Object() *goja.Object { return (*goja.Object)(unsafe.Pointer(&d.object)) }

// Handler is what answers for the properties of an object made here, or nil.
func Handler(o *goja.Object) goja.DynamicObject {
	if self := engine.Mirror(o).Self; self.Table == engine.Known().Symbolic() {
		return (*engine.Dynamic)(self.Data).Handler
	}
	return nil
}
