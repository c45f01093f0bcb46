package bytecode

import (
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// lazy is a function whose program is made when it is first called. Until then, and in whatever goja made it for, it has
// a program of one instruction, its entrance, which puts the real one in its place.
type lazy struct {
	archive  *Archive
	number   uint64
	function bool
	real     atomic.Pointer[engine.Program]
	entrance engine.Program
	code     [1]engine.Face
	place    [1]engine.SrcMapItem
}

// lazy gives a function by its number.
func (a *Archive) lazy(number uint64) (*lazy, bool) {
	if number >= uint64(len(a.lazies)) {
		return nil, false
	}
	if l := a.lazies[number]; l != nil {
		return l, true
	}
	data, ok := a.functions.at(number)
	r := reader{data: data}
	l := &lazy{archive: a, number: number}
	l.entrance = engine.Program{Code: l.code[:], Src: a.file, FuncName: unistring.String(a.text(&r)), SrcMap: l.place[:]}
	if r.uvarint() > 0 {
		l.place[0].SrcPos = int(r.varint())
	}
	l.code[0] = a.kinds.enter
	l.code[0].Data = unsafe.Pointer(l)
	a.lazies[number] = l
	return l, ok && !r.bad
}

// make makes the program, once.
func (l *lazy) make() (*engine.Program, error) {
	a := l.archive
	a.mu.Lock()
	defer a.mu.Unlock()
	if p := l.real.Load(); p != nil {
		return p, nil
	}
	p, ok := a.program(l.number)
	if !ok {
		return nil, errCorrupt
	}
	// What is behind the last instruction never runs and marks a program, see package asyncgen.
	p.Code = append(p.Code, l.entrance.Code[1:]...)
	if err := a.finish((*goja.Program)(unsafe.Pointer(p)), l.function); err != nil {
		return nil, err
	}
	l.real.Store(p)
	return p, nil
}

// instruction is what goja calls by the same name: an interface with one method, so that the method tables of both have
// the same shape.
type instruction interface{ exec(*engine.Machine) }

// exec goes on in the real program, and lets the function that is called have it.
func (l *lazy) exec(vm *engine.Machine) {
	p := l.real.Load()
	if p == nil {
		var err error
		if p, err = l.make(); err != nil {
			panic(vm.R.NewGoError(err))
		}
	}
	if i := vm.Sp - vm.Args - 2; i >= 0 && i < len(vm.Stack) {
		if o, ok := vm.Stack[i].(*goja.Object); ok {
			if held := l.archive.kinds.programIn(o); held != nil && *held == &l.entrance {
				*held = p
			}
		}
	}
	vm.Prg = p
}
