package instruction

import "github.com/gonode/gonode/internal/engine"

// newFunc and newArrowFunc make functions of one piece (see engine.Layout.MakeFunction). In a program they are the
// pointers that goja's are.
type (
	newFunc      engine.NewFunc
	newArrowFunc engine.NewFunc
)

func (n *newFunc) exec(vm *machine) {
	vm.Push(known.layout.MakeFunction(vm, (*engine.NewFunc)(n)))
	vm.Pc++
}

func (n *newArrowFunc) exec(vm *machine) {
	vm.Push(known.layout.MakeArrow(vm, (*engine.NewFunc)(n)))
	vm.Pc++
}
