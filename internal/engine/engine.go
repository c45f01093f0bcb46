// Package engine is what this project knows of how goja keeps its values, objects and programs in memory: mirrors of
// its structs, and the method tables of its types.
//
// goja has no hooks for much of what Node shows (the frames of a stack, the texts of errors, how built-ins are made)
// and its interfaces are slow where built-ins written in Go have to read whole objects. The packages that graft onto
// it (runtime/internal and internal/ecma among them) see it through this one. [Load] compares every mirror with the
// original, field by field, once a process and before the first is used, so that a goja of another shape is an error
// and not a crash.
package engine

import (
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// Mirror is an object's memory.
func Mirror(o *goja.Object) *Object { return (*Object)(unsafe.Pointer(o)) }

// BaseOf is what an object has that begins with goja's baseObject: one of any [Kind].
func BaseOf(o *goja.Object) *Base { return (*Base)(Mirror(o).Self.Data) }

// Is tells whether an object is of the kind.
func (l *Layout) Is(o *goja.Object, kind Kind) bool {
	return Mirror(o).Self.Table == l.Object(kind).Table
}

// Machine is what runs a runtime's programs.
func (l *Layout) Machine(r *goja.Runtime) *Machine { return *At[*Machine](unsafe.Pointer(r), l.VM) }

// NativeOf gives the Go functions of a NativeFunc or BoundFunc.
func (l *Layout) NativeOf(o *goja.Object) *Native { return At[Native](Mirror(o).Self.Data, l.Native) }

// Parts takes a value apart.
func Parts(v goja.Value) Face { return *(*Face)(unsafe.Pointer(&v)) }

// Table is the method table of a value's type.
func Table(v goja.Value) unsafe.Pointer { return Parts(v).Table }

// Assemble makes a value of its parts.
func Assemble(table, data unsafe.Pointer) goja.Value {
	f := Face{table, data}
	return *(*goja.Value)(unsafe.Pointer(&f))
}

// PropertyOf is a value as the property that it is, or nil for one that is only a value.
func (l *Layout) PropertyOf(v goja.Value) *Property {
	if f := Parts(v); f.Table == l.Property {
		return (*Property)(f.Data)
	}
	return nil
}

// At gives a pointer into what a pointer points to.
func At[T any](base unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(base, offset)) }

// CodeOf is the code of a program.
func CodeOf(p *goja.Program) []Face { return (*Program)(unsafe.Pointer(p)).Code }

// InnerPrograms calls f with the programs that an instruction of a program refers to: those of functions.
func InnerPrograms(p *goja.Program, i int, f func(*goja.Program)) {
	instruction := CodeOf(p)[i]
	if instruction.Table == nil {
		return
	}
	for _, offset := range programsIn(p, i, instruction.Table) {
		if inner := *At[*goja.Program](instruction.Data, offset); inner != nil {
			f(inner)
		}
	}
}

// inner has where instructions of a type refer to programs, by their table.
var inner sync.Map

func programsIn(p *goja.Program, i int, table unsafe.Pointer) []uintptr {
	if offsets, ok := inner.Load(table); ok {
		return offsets.([]uintptr)
	}
	var offsets []uintptr
	if t := reflect.ValueOf(p).Elem().FieldByName("code").Index(i).Elem().Type(); t.Kind() == reflect.Pointer {
		offsets = appendPrograms(nil, t.Elem(), 0)
	}
	inner.Store(table, offsets)
	return offsets
}

func appendPrograms(offsets []uintptr, t reflect.Type, at uintptr) []uintptr {
	if t.Kind() != reflect.Struct {
		return offsets
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[*goja.Program]() {
			offsets = append(offsets, at+f.Offset)
		}
		offsets = appendPrograms(offsets, f.Type, at+f.Offset)
	}
	return offsets
}

// SourceOffset is the place in its file's text of a program's instruction at pc.
func (p *Program) SourceOffset(pc int) int {
	after, _ := slices.BinarySearchFunc(p.SrcMap, pc, func(item SrcMapItem, pc int) int {
		if item.Pc > pc {
			return 1
		}
		return -1
	})
	if after == 0 {
		return 0
	}
	return p.SrcMap[after-1].SrcPos
}
