package instruction

import "github.com/dop251/goja"

// outside is the pc that goja gives the caller of a function that Go calls, as all constructors are.
const outside = -2

// _loadNewTarget is new.target in a function declared by function. goja keeps that of the constructor it is called
// from, where it has to be undefined.
type _loadNewTarget struct{}

func (_loadNewTarget) exec(vm *machine) {
	target := vm.NewTarget
	if n := len(vm.CallStack); target == nil || n > 0 && vm.CallStack[n-1].Pc != outside {
		target = goja.Undefined()
	}
	vm.Push(target)
	vm.Pc++
}
