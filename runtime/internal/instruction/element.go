package instruction

import (
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Reading and writing o[i], for an integer and an array or typed array. The types have the names of goja's, by which
// package stack knows the instruction that fails.
type (
	_getElem        struct{}
	_setElem        struct{}
	_setElemP       struct{} // without leaving the value
	_setElemStrict  struct{}
	_setElemStrictP struct{}
)

// elements are goja's own instructions, and tables of objects, for those that have no room for them.
type elements struct {
	get, set, setP, setStrict, setStrictP instruction
	list                                  unsafe.Pointer
}

//go:linkname typedElement github.com/dop251/goja.(*typedArrayObject)._getIdx
func typedElement(a unsafe.Pointer, i int) goja.Value

//go:linkname setTypedElement github.com/dop251/goja.(*typedArrayObject)._putIdx
func setTypedElement(a unsafe.Pointer, i int, v goja.Value)

func (_getElem) exec(vm *machine) {
	if v := element(vm.Stack[vm.Sp-2], vm.Stack[vm.Sp-1]); v != nil {
		vm.Stack[vm.Sp-2] = v
		vm.Sp--
		vm.Pc++
		return
	}
	known.elements.get.exec(vm)
}

func (_setElem) exec(vm *machine)        { assign(vm, known.elements.set, 2) }
func (_setElemP) exec(vm *machine)       { assign(vm, known.elements.setP, 3) }
func (_setElemStrict) exec(vm *machine)  { assign(vm, known.elements.setStrict, 2) }
func (_setElemStrictP) exec(vm *machine) { assign(vm, known.elements.setStrictP, 3) }

// assign carries out an instruction that sets an element. It takes two values from the stack and leaves that of the
// element, or takes three.
func assign(vm *machine, original instruction, takes int) {
	if !setElement(vm) {
		original.exec(vm)
		return
	}
	vm.Stack[vm.Sp-3] = vm.Stack[vm.Sp-1]
	vm.Sp -= takes
	vm.Pc++
}

// element finds an element, or gives nil if goja has to look.
func element(v, key goja.Value) goja.Value {
	k, f := engine.Parts(key), engine.Parts(v)
	if k.Table != known.integer || f.Table != known.object {
		return nil
	}
	i := *(*int64)(k.Data)
	self := (*engine.Object)(f.Data).Self
	switch self.Table {
	case known.elements.list:
		if a := (*engine.Array)(self.Data); uint64(i) < uint64(len(a.Values)) {
			if v := a.Values[i]; v != nil && engine.Table(v) != known.property {
				return v
			}
		}
	case known.typed:
		if i == int64(int(i)) {
			return typedElement(self.Data, int(i))
		}
	}
	return nil
}

// setElement sets an element that is there, and is no more than a value.
func setElement(vm *machine) bool {
	k, f := engine.Parts(vm.Stack[vm.Sp-2]), engine.Parts(vm.Stack[vm.Sp-3])
	if k.Table != known.integer || f.Table != known.object {
		return false
	}
	i := *(*int64)(k.Data)
	self := (*engine.Object)(f.Data).Self
	switch self.Table {
	case known.elements.list:
		if a := (*engine.Array)(self.Data); uint64(i) < uint64(len(a.Values)) {
			if old := a.Values[i]; old != nil && engine.Table(old) != known.property {
				a.Values[i] = vm.Stack[vm.Sp-1]
				return true
			}
		}
	case known.typed:
		if v := vm.Stack[vm.Sp-1]; i == int64(int(i)) && (engine.Table(v) == known.integer || engine.Table(v) == known.float) {
			setTypedElement(self.Data, int(i), v)
			return true
		}
	}
	return false
}
