package realm

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// owner is an instruction that never does anything: it stands behind the last of a program, so that what it has lives
// as long as the program.
type owner struct{ value any }

func execOwner(_ unsafe.Pointer, m *machine) { m.Pc++ }

// Own makes a value the owner of the code of a program, which nobody else has, and of all functions in it.
func Own(p *goja.Program, value any) {
	own(p, &owner{value})
}

func own(p *goja.Program, o *owner) {
	mirror := (*program)(unsafe.Pointer(p))
	for i := range mirror.Code {
		engine.InnerPrograms(p, i, func(inner *goja.Program) {
			if inner != p && ownerOf((*program)(unsafe.Pointer(inner))) == nil {
				own(inner, o)
			}
		})
	}
	// Package asyncgen has a mark of its own at the very end of async generators.
	last := len(mirror.Code) - 1
	mirror.Code = append(mirror.Code, face{Table: ownerTable(), Data: unsafe.Pointer(o)})
	if last < 0 {
		return
	}
	switch reflect.ValueOf(p).Elem().FieldByName("code").Index(last).Elem().Type().String() {
	case "*goja.newGeneratorFunc", "*goja.newGeneratorMethod":
		mirror.Code[last], mirror.Code[last+1] = mirror.Code[last+1], mirror.Code[last]
	}
}

// ownerTable is the method table of owners, kept here because the collector does not look for the tables of interfaces.
var ownerTable = sync.OnceValue(func() unsafe.Pointer {
	sample := goja.MustCompile("", "0", false)
	return replaced(engine.CodeOf(sample)[0].Table, execOwner)
})

func ownerOf(p *program) *owner {
	for i := len(p.Code) - 1; i >= 0 && i >= len(p.Code)-2; i-- {
		if p.Code[i].Table == ownerTable() {
			return (*owner)(p.Code[i].Data)
		}
	}
	return nil
}

// Owner gives the owner of the code that runs: of the topmost function for which known is not true of the name of its
// source, or that has one.
func Owner(vm *goja.Runtime, known func(source string) bool) (found any) {
	l, err := layoutOf()
	if err != nil {
		return nil
	}
	m := l.Machine(vm)
	if r := l.realm(vm, (*scope)(m.Stash)); r != nil && r.Owner != nil {
		defer func() {
			if found == nil {
				found = r.Owner
			}
		}()
	}
	for i := len(m.CallStack); i >= 0; i-- {
		p := m.Prg
		if i < len(m.CallStack) {
			p = m.CallStack[i].Prg
		}
		if p == nil {
			continue
		}
		if o := ownerOf(p); o != nil {
			return o.value
		}
		if p.Src != nil && known(p.Src.Name()) {
			return nil
		}
	}
	return nil
}
