package asyncgen

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Adopt makes the generator functions of a compiled program whose source text begins with `async` what they are in
// their source, and lets direct calls of eval go through what [InstallEval] was given. The program must not have run
// yet. It fails if goja is not laid out as this package knows it.
func Adopt(p *goja.Program) error {
	l, err := inspected()
	if err != nil {
		return err
	}
	l.adoptProgram(p)
	return nil
}

func (l *layout) adoptProgram(p *goja.Program) {
	code := engine.CodeOf(p)
	for i := range code {
		engine.InnerPrograms(p, i, l.adoptProgram)
		switch instruction := &code[i]; instruction.Table {
		case l.function, l.method:
			l.adoptInstruction(instruction)
		case l.callEval:
			instruction.Table = l.madeEval
		case l.callEvalStrict:
			instruction.Table = l.madeEvalStrict
		}
	}
}

func (l *layout) adoptInstruction(instruction *engine.Face) {
	n := (*newFunc)(instruction.Data)
	if !strings.HasPrefix(n.source, "async") {
		return
	}
	if instruction.Table == l.function {
		instruction.Table = l.madeFunc
	} else {
		instruction.Table = l.madeMethod
	}
	// An instruction behind the last, which never runs, marks the program of the function.
	n.prg.Code = append(n.prg.Code, *instruction)
}

// isMarked tells whether adopt found a program to be that of an async generator function.
func (l *layout) isMarked(p *program) bool {
	if p == nil || len(p.Code) == 0 {
		return false
	}
	last := p.Code[len(p.Code)-1].Table
	return last == l.madeFunc || last == l.madeMethod
}

func execAsyncFunc(n unsafe.Pointer, m *machine) {
	execGeneratorFunc(n, m)
	adoptFunction(m)
}

func execAsyncMethod(n unsafe.Pointer, m *machine) {
	execGeneratorMethod(n, m)
	adoptFunction(m)
}

// adoptFunction gives the generator function on top of the stack the prototypes of an async one.
func adoptFunction(m *machine) {
	in := intrinsicsOf(m.R)
	f := baseOf(m.Stack[m.Sp-1].(*goja.Object))
	f.Prototype = in.functionPrototype
	v := f.Values["prototype"]
	p := (*property)(engine.Parts(v).Data)
	baseOf(p.Value.(*goja.Object)).Prototype = in.generatorPrototype
}
