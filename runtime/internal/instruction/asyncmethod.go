package instruction

import (
	"unsafe"

	"github.com/dop251/goja"
)

// newAsyncMethod makes an async method. goja's own gives it the prototype of functions that are not async.
type newAsyncMethod struct {
	program *goja.Program // goja's instruction goes on behind it
}

func (n *newAsyncMethod) exec(vm *machine) {
	original := face{Table: known.asyncMethod, Data: unsafe.Pointer(n)}
	(*(*instruction)(unsafe.Pointer(&original))).exec(vm)
	method := vm.Stack[vm.Sp-1].(*goja.Object)
	if err := method.SetPrototype(asyncFunctionPrototype(vm.R)); err != nil {
		panic(err)
	}
}

//go:linkname asyncFunctionPrototype github.com/dop251/goja.(*Runtime).getAsyncFunctionPrototype
func asyncFunctionPrototype(r *goja.Runtime) *goja.Object
