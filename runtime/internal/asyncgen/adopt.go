package asyncgen

import (
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"
)

// Adopt makes the generator functions of a compiled program whose source text begins with `async` what they are in
// their source, and lets direct calls of eval go through what [InstallEval] was given. The program must not have run yet. It fails if goja is not laid out as this package knows it.
func Adopt(p *goja.Program) error {
	l, err := engine()
	if err != nil {
		return err
	}
	l.adoptProgram(p)
	return nil
}

func (l *layout) adoptProgram(p *goja.Program) {
	a := adopter{layout: l, programs: make(map[*table][]uintptr)}
	a.adopt((*program)(unsafe.Pointer(p)))
}

// adopter goes through the code of programs. It remembers where instructions of each kind refer to programs.
type adopter struct {
	*layout
	programs map[*table][]uintptr
}

func (a *adopter) adopt(p *program) {
	code := reflect.ValueOf((*goja.Program)(unsafe.Pointer(p))).Elem().FieldByName("code")
	for i := range p.code {
		instruction := &p.code[i]
		if instruction.table == nil {
			continue
		}
		offsets, known := a.programs[instruction.table]
		if !known {
			if t := code.Index(i).Elem().Type(); t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
				offsets = programOffsets(t.Elem(), 0, nil)
			}
			a.programs[instruction.table] = offsets
		}
		for _, offset := range offsets {
			if inner := *(**program)(unsafe.Add(instruction.data, offset)); inner != nil {
				a.adopt(inner)
			}
		}
		switch instruction.table {
		case a.function, a.method:
			a.replace(instruction)
		case a.callEval:
			instruction.table = a.madeEval
		case a.callEvalStrict:
			instruction.table = a.madeEvalStrict
		}
	}
}

// programOffsets finds the fields of a struct that are programs.
func programOffsets(t reflect.Type, base uintptr, offsets []uintptr) []uintptr {
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Type == reflect.TypeFor[*goja.Program]():
			offsets = append(offsets, base+f.Offset)
		case f.Type.Kind() == reflect.Struct:
			offsets = programOffsets(f.Type, base+f.Offset, offsets)
		}
	}
	return offsets
}

func (a *adopter) replace(instruction *face) {
	n := (*newFunc)(instruction.data)
	if !strings.HasPrefix(n.source, "async") {
		return
	}
	if instruction.table == a.function {
		instruction.table = a.madeFunc
	} else {
		instruction.table = a.madeMethod
	}
	// An instruction behind the last, which never runs, marks the program of the function.
	n.prg.code = append(n.prg.code, *instruction)
}

// isMarked tells whether adopt found a program to be that of an async generator function.
func (l *layout) isMarked(p *program) bool {
	if p == nil || len(p.code) == 0 {
		return false
	}
	last := p.code[len(p.code)-1].table
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
	in := intrinsicsOf(m.r)
	f := baseOf(m.stack[m.sp-1].(*goja.Object))
	f.prototype = in.functionPrototype
	v := f.values["prototype"]
	p := (*property)((*face)(unsafe.Pointer(&v)).data)
	baseOf(p.value.(*goja.Object)).prototype = in.generatorPrototype
}
