package bytecode

import (
	_ "embed"
	"errors"
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

//go:embed samples.js
var samples string

var errLayout = errors.New("bytecode: goja is not laid out as expected")

// learnSamples finds instructions in the samples, which are scripts between lines of dashes, and functions in objects.
func (k *kinds) learnSamples() error {
	for script := range strings.SplitSeq(samples, "\n----\n") {
		p, err := goja.Compile("", script, false)
		if err != nil {
			return err
		}
		k.learn(p)
	}
	enter := instruction(&lazy{})
	// Nothing else calls the method by its interface, so the linker would leave it out.
	did := &lazy{}
	did.real.Store(&did.entrance)
	vm := &engine.Machine{}
	instruction(did).exec(vm)
	if vm.Prg != &did.entrance {
		return errLayout
	}
	k.enter = engine.Face{Table: (*engine.Face)(unsafe.Pointer(&enter)).Table}
	for kind := engine.Ordinary; kind <= engine.GeneratorMethod; kind++ {
		held := k.layout.Object(kind)
		offset := engine.Offset(held.Type, "prg", reflect.TypeFor[*goja.Program]())
		k.functions = append(k.functions, heldProgram{held.Table, offset})
		if made := k.layout.Closure(kind); made != nil {
			k.functions = append(k.functions, heldProgram{made, offset})
		}
	}
	return nil
}

// heldProgram is where functions of a kind have their program.
type heldProgram struct {
	table  unsafe.Pointer
	offset uintptr
}

// programIn is where a function keeps its program, or nil for what is no function.
func (k *kinds) programIn(o *goja.Object) **engine.Program {
	self := engine.Mirror(o).Self
	for i := range k.functions {
		if f := &k.functions[i]; f.table == self.Table {
			return engine.At[*engine.Program](self.Data, f.offset)
		}
	}
	return nil
}
