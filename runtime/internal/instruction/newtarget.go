//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package instruction

import (
	"unsafe"

	"github.com/dop251/goja"
)

// context mirrors what goja keeps of a function while it runs another.
type context struct {
	prg, stash, privEnv unsafe.Pointer
	newTarget, result   goja.Value
	pc, sb, args        int
}

// outside is the pc that goja gives the caller of a function that Go calls, as all constructors are.
const outside = -2

// _loadNewTarget is new.target in a function declared by function. goja keeps that of the constructor it is called
// from, where it has to be undefined.
type _loadNewTarget struct{}

func (_loadNewTarget) exec(vm *machine) {
	target := vm.newTarget
	if n := len(vm.callStack); target == nil || n > 0 && vm.callStack[n-1].pc != outside {
		target = goja.Undefined()
	}
	vm.push(target)
	vm.pc++
}
