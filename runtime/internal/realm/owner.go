package realm

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// owner is an instruction that never does anything: it stands behind the last of a program, so that what it has lives
// as long as the program.
type owner struct{ value any }

func execOwner(_ unsafe.Pointer, m *machine) { m.pc++ }

// Own makes a value the owner of the code of a program, which nobody else has, and of all functions in it.
func Own(p *goja.Program, value any) {
	own(p, &owner{value})
}

func own(p *goja.Program, o *owner) {
	mirror := (*program)(unsafe.Pointer(p))
	for i := range mirror.code {
		if mirror.code[i].table == nil {
			continue
		}
		in := instructionAt(p, i)
		for _, offset := range in.programs {
			if inner := *(**goja.Program)(unsafe.Add(mirror.code[i].data, offset)); inner != nil && inner != p && ownerOf((*program)(unsafe.Pointer(inner))) == nil {
				own(inner, o)
			}
		}
	}
	// Package asyncgen has a mark of its own at the very end of async generators.
	last := len(mirror.code) - 1
	mirror.code = append(mirror.code, face{ownerTable(), unsafe.Pointer(o)})
	if last < 0 {
		return
	}
	switch reflect.ValueOf(p).Elem().FieldByName("code").Index(last).Elem().Type().String() {
	case "*goja.newGeneratorFunc", "*goja.newGeneratorMethod":
		mirror.code[last], mirror.code[last+1] = mirror.code[last+1], mirror.code[last]
	}
}

// ownerTable is the method table of owners, kept here because the collector does not look for the tables of interfaces.
var ownerTable = sync.OnceValue(func() *table {
	sample := goja.MustCompile("", "0", false)
	return (*program)(unsafe.Pointer(sample)).code[0].table.replaced(execOwner)
})

func ownerOf(p *program) *owner {
	for i := len(p.code) - 1; i >= 0 && i >= len(p.code)-2; i-- {
		if p.code[i].table == ownerTable() {
			return (*owner)(p.code[i].data)
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
	m := l.machine(vm)
	if r := l.realm(vm, m.stash); r != nil && r.Owner != nil {
		defer func() {
			if found == nil {
				found = r.Owner
			}
		}()
	}
	for i := len(m.callStack); i >= 0; i-- {
		p := m.prg
		if i < len(m.callStack) {
			p = m.callStack[i].prg
		}
		if p == nil {
			continue
		}
		if o := ownerOf(p); o != nil {
			return o.value
		}
		if p.src != nil && known(p.src.Name()) {
			return nil
		}
	}
	return nil
}
