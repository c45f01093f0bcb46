package esregexp

import (
	"errors"
	"sync/atomic"
)

// Limits of the machine.
const (
	// maxStack is how many entries the stack may have, 64 MB of them.
	maxStack = 4 << 20
	// maxMemory bounds what it remembers, in bits.
	maxMemory = 1 << 29
	// patience is how many steps the machine takes before it begins to remember its failures, and from one look at
	// Interrupt to the next.
	patience = 20_000
)

var (
	// ErrStack is returned for a match that needs more memory than the machine may have.
	ErrStack = errors.New("regular expression needs too much memory")
	// ErrInterrupted is returned for a match that was given up because of Machine.Interrupt.
	ErrInterrupted = errors.New("regular expression interrupted")
)

// Machine runs programs, one at a time. Its zero value is ready.
type Machine struct {
	// Interrupt, if not nil, ends a match when it is not zero.
	Interrupt *uint32

	captures  []int32
	registers []int32
	stack     []entry
	steps     int // that are left before the machine looks up
	memory    []uint64
	err       error
}

// entry is a place to go back to, or something to undo on the way.
type entry struct {
	kind entryKind
	pc   int32
	at   int32 // a position; or what a slot had
	rest int32 // how far a run may shrink, or grow
}

type entryKind int32

const (
	toChoice      entryKind = iota // go on at pc and at
	toShorter                      // a run that ended at `at` may end earlier, down to rest
	toLonger                       // a lazy run that ended at `at` may take rest more
	toTurn                         // another turn of the lazy loop at pc
	toSlot                         // capture slot pc had at
	toRegister                     // register pc had at
	toShorterText                  // a match of the strings of a class: the one that ends at `at`
)

type unit interface{ byte | uint16 }

// Match is Program p run on a text of bytes, each a code unit, from a position on. It gives the positions of the
// captures, two each, -1 for those that took no part; the slice is the machine's and good until the next match. It is
// nil if there is no match. A sticky match begins at the position or nowhere.
func (m *Machine) Match(p *Program, text string, from int, sticky bool) ([]int32, error) {
	return match(m, p, bytesOf(text), from, sticky)
}

// MatchUnits is Match on a text of UTF-16 code units.
func (m *Machine) MatchUnits(p *Program, text []uint16, from int, sticky bool) ([]int32, error) {
	if p.unicode && from > 0 && from < len(text) && isTrail(text[from]) && isLead(text[from-1]) {
		// V8 tries the whole character first, and then the half.
		if captures, err := match(m, p, text, from-1, true); captures != nil || err != nil {
			return captures, err
		}
	}
	return match(m, p, text, from, sticky)
}

func match[T unit](m *Machine, p *Program, text []T, from int, sticky bool) ([]int32, error) {
	if n := 2 * p.Captures; cap(m.captures) < n {
		m.captures = make([]int32, n)
	} else {
		m.captures = m.captures[:n]
	}
	if cap(m.registers) < p.registers {
		m.registers = make([]int32, p.registers)
	}
	m.registers = m.registers[:p.registers]
	m.stack, m.steps, m.memory, m.err = m.stack[:0], patience, nil, nil
	for i := range m.captures {
		m.captures[i] = -1
	}
	x := runner[T]{m: m, p: p, text: text}
	if sticky || p.anchored {
		if !sticky && from > 0 {
			return nil, nil
		}
		if x.run(0, from) {
			return m.captures, nil
		}
		return nil, m.err
	}
	for at := from; at <= len(text); at++ {
		if at = x.next(at); at < 0 {
			break
		}
		if x.run(0, at) {
			return m.captures, nil
		}
		if m.err != nil {
			return nil, m.err
		}
		m.stack = m.stack[:0]
	}
	return nil, nil
}

// lookUp is called after many steps. It sees whether the match is interrupted, and makes the machine remember where it
// fails from now on, if that is possible and does not take too much.
func (x *runner[T]) lookUp() {
	x.m.steps = patience
	if x.m.Interrupt != nil && atomic.LoadUint32(x.m.Interrupt) != 0 {
		x.m.err = ErrInterrupted
	}
	if x.m.memory != nil {
		return
	}
	if bits := x.p.memos * (len(x.text) + 1); bits > 0 && bits <= maxMemory {
		x.m.memory = make([]uint64, (bits+63)/64)
	}
}

// failed tells whether an instruction has failed at a position before; if not, this time it may.
func (x *runner[T]) failed(memo int32, at int) bool {
	bit := int(memo)*(len(x.text)+1) + at
	word, mask := &x.m.memory[bit/64], uint64(1)<<(bit%64)
	if *word&mask != 0 {
		return true
	}
	*word |= mask
	return false
}

func (m *Machine) push(e entry) {
	if len(m.stack) >= maxStack {
		m.err = ErrStack
		return
	}
	m.stack = append(m.stack, e)
}

// save sets a capture slot; going back undoes it.
func (m *Machine) save(slot int32, at int32) {
	if old := m.captures[slot]; old != at {
		m.push(entry{kind: toSlot, pc: slot, at: old})
		m.captures[slot] = at
	}
}

func (m *Machine) setRegister(i int32, v int32) {
	m.push(entry{kind: toRegister, pc: i, at: m.registers[i]})
	m.registers[i] = v
}

func isLead(u uint16) bool  { return u&0xfc00 == 0xd800 }
func isTrail(u uint16) bool { return u&0xfc00 == 0xdc00 }
