package source

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/asyncgen"
)

// BindImport gives a runtime what `import()` calls, with the arguments of the expression. The file the call is in
// is that of the topmost frame of the stack. It must be called before a Unit whose Imports is set runs, once a
// runtime, and not while JavaScript runs further up.
func BindImport(vm *goja.Runtime, f *goja.Object) error {
	// A binding in the global scope that is no property of the global object: nothing lists it.
	bind, err := vm.RunString("let " + ImportName + "; f => { " + ImportName + " = f }")
	if err != nil {
		return err
	}
	set, _ := goja.AssertFunction(bind)
	_, err = set(goja.Undefined(), f)
	return err
}

// BindAsyncLoops gives a runtime what `for await` needs. It must be called before a Unit whose AsyncLoops is set runs,
// once a runtime, and not while JavaScript runs further up.
func BindAsyncLoops(vm *goja.Runtime) error { return asyncgen.BindLoop(vm) }
