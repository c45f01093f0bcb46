package esregexp

import (
	"strings"
	"unicode/utf16"
	"unsafe"
)

// runner is a machine at work on a text.
type runner[T unit] struct {
	m    *Machine
	p    *Program
	text []T
}

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// next is the first place from a position on where a match may begin, or -1.
func (x *runner[T]) next(at int) int {
	p := x.p
	if len(p.prefix) > 0 {
		return x.find(at)
	}
	if p.first == nil {
		return at
	}
	low := &p.first.low
	for i, c := range x.text[at:] {
		if c < 0xff {
			if low[c>>6]>>(c&63)&1 != 0 {
				return at + i
			}
		} else if c, _ := x.read(at + i); p.first.has(c) {
			return at + i
		}
	}
	return -1
}

// find is the next place of the program's prefix, or -1.
func (x *runner[T]) find(at int) int {
	if text, ok := any(x.text).([]byte); ok {
		if x.p.narrow == "" {
			return -1
		}
		i := strings.Index(unsafe.String(unsafe.SliceData(text), len(text))[at:], x.p.narrow)
		if i < 0 {
			return -1
		}
		return at + i
	}
	first, rest := T(x.p.prefix[0]), x.p.prefix[1:]
search:
	for ; at+len(rest) < len(x.text); at++ {
		if x.text[at] != first {
			continue
		}
		for i, u := range rest {
			if x.text[at+1+i] != T(u) {
				continue search
			}
		}
		return at
	}
	return -1
}

// read is the character at a position and its width. Half a pair, from its middle, is none: -1.
func (x *runner[T]) read(at int) (c rune, width int) {
	u := x.text[at]
	if !x.p.unicode || uint16(u)&0xf800 != 0xd800 {
		return rune(u), 1
	}
	switch {
	case isLead(uint16(u)):
		if at+1 < len(x.text) && isTrail(uint16(x.text[at+1])) {
			return utf16.DecodeRune(rune(u), rune(x.text[at+1])), 2
		}
	case at > 0 && isLead(uint16(x.text[at-1])):
		return -1, 1
	}
	return rune(u), 1
}

// readBack is the character in front of a position.
func (x *runner[T]) readBack(at int) (c rune, width int) {
	u := x.text[at-1]
	if !x.p.unicode || uint16(u)&0xf800 != 0xd800 {
		return rune(u), 1
	}
	switch {
	case isTrail(uint16(u)):
		if at > 1 && isLead(uint16(x.text[at-2])) {
			return utf16.DecodeRune(rune(x.text[at-2]), rune(u)), 2
		}
	case at < len(x.text) && isTrail(uint16(x.text[at])):
		return -1, 1
	}
	return rune(u), 1
}

// can tells whether a member of a set is next; nil stands for anything, the end included.
func (x *runner[T]) can(s *charset, at int) bool {
	if s == nil {
		return true
	}
	if at >= len(x.text) {
		return false
	}
	if u := x.text[at]; u < 0x80 {
		return s.low[u>>6]>>(u&63)&1 != 0
	}
	c, _ := x.read(at)
	return s.has(c)
}

// isWord tells whether the code unit at a position is part of a word.
func (x *runner[T]) isWord(at int, fold bool) bool {
	if at < 0 || at >= len(x.text) {
		return false
	}
	c := rune(x.text[at])
	return x.p.words.has(c) || fold && (c == 0x17f || c == 0x212a)
}

func isLineEnd(u uint16) bool { return u == '\n' || u == '\r' || u == 0x2028 || u == 0x2029 }

// run runs the program from an instruction on, until it ends or nothing above the present stack is left to try. After
// success what is on the stack above undoes the captures of the run; after failure that has been done.
func (x *runner[T]) run(pc int32, at int) bool {
	m, text, code := x.m, x.text, x.p.code
	base := len(m.stack)
	for {
		i := &code[pc]
		ok := true
		switch i.op {
		case opMatch:
			return m.err == nil
		case opFail:
			ok = false
		case opUnit:
			if i.back {
				if ok = at > 0 && rune(text[at-1]) == i.x; ok {
					at--
				}
			} else if ok = at < len(text) && rune(text[at]) == i.x; ok {
				at++
			}
			pc++
		case opSet:
			at, ok = x.one(i, at)
			pc++
		case opTexts:
			at, ok = x.strings(i, pc, at)
			pc++
		case opRun:
			if m.memory != nil && i.memo >= 0 && x.failed(i.memo, at) {
				ok = false
				break
			}
			if at, ok = x.several(i, pc, at); ok {
				pc++
			}
		case opJump:
			pc = i.x
		case opSplit:
			if m.memory != nil && i.memo >= 0 && x.failed(i.memo, at) {
				ok = false
				break
			}
			if m.steps--; m.steps < 0 {
				if x.lookUp(); m.err != nil {
					return false
				}
			}
			switch first, second := x.can(i.set, at), x.can(i.other, at); {
			case first && second:
				m.push(entry{kind: toChoice, pc: i.y, at: int32(at)})
				pc = i.x
			case first:
				pc = i.x
			case second:
				pc = i.y
			default:
				ok = false
			}
		case opSave:
			m.save(i.x, int32(at))
			pc++
		case opClear:
			for slot := i.x; slot < i.y; slot++ {
				m.save(slot, -1)
			}
			pc++
		case opMark:
			m.setRegister(i.x, int32(at))
			pc++
		case opMoved:
			ok = m.registers[i.x] != int32(at)
			pc++
		case opMovedBeyond:
			if m.registers[i.x] == int32(at) {
				if ok = m.registers[i.z] <= i.y; ok {
					m.setRegister(i.z, i.y)
				}
			}
			pc++
		case opZero:
			m.setRegister(i.x, 0)
			pc++
		case opRepeat:
			switch turns := m.registers[i.z]; {
			case turns < i.x:
				m.setRegister(i.z, turns+1)
				pc++
			case turns >= i.y:
				pc = i.next
			case i.lazy:
				m.push(entry{kind: toTurn, pc: pc, at: int32(at)})
				pc = i.next
			default:
				m.push(entry{kind: toChoice, pc: i.next, at: int32(at)})
				m.setRegister(i.z, turns+1)
				pc++
			}
		case opLook:
			ok = x.look(i, pc, at)
			pc = i.next
		case opStart:
			ok = at == 0
			pc++
		case opEnd:
			ok = at == len(text)
			pc++
		case opStartLine:
			ok = at == 0 || isLineEnd(uint16(text[at-1]))
			pc++
		case opEndLine:
			ok = at == len(text) || isLineEnd(uint16(text[at]))
			pc++
		case opBoundary:
			ok = (x.isWord(at-1, i.fold) != x.isWord(at, i.fold)) != i.negative
			pc++
		case opReference:
			at, ok = x.reference(i, at)
			pc++
		}
		if !ok {
			if pc, at, ok = x.goBack(base); !ok {
				return false
			}
		}
	}
}

// goBack undoes what is on the stack above base, down to the last choice that has something left.
func (x *runner[T]) goBack(base int) (pc int32, at int, ok bool) {
	m := x.m
	if m.steps--; m.steps < 0 {
		x.lookUp()
	}
	if m.err != nil {
		return 0, 0, false
	}
	for len(m.stack) > base {
		e := &m.stack[len(m.stack)-1]
		switch e.kind {
		case toSlot:
			m.captures[e.pc] = e.at
		case toRegister:
			m.registers[e.pc] = e.at
		case toChoice:
			m.stack = m.stack[:len(m.stack)-1]
			return e.pc, int(e.at), true
		case toTurn:
			i := &x.p.code[e.pc]
			pc, at := e.pc+1, int(e.at)
			m.stack = m.stack[:len(m.stack)-1]
			m.setRegister(i.z, m.registers[i.z]+1)
			return pc, at, true
		case toShorterText:
			m.stack = m.stack[:len(m.stack)-1]
			return e.pc + 1, int(e.at), true
		case toShorter:
			if at, ok = x.shorter(e); ok {
				return e.pc + 1, at, true
			}
			continue
		case toLonger:
			if at, ok = x.longer(e); ok {
				return e.pc + 1, at, true
			}
			continue
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
	return 0, 0, false
}

// one reads a member of a set.
func (x *runner[T]) one(i *inst, at int) (int, bool) {
	if i.back {
		if at == 0 {
			return at, false
		}
		c, width := x.readBack(at)
		return at - width, i.set.has(c)
	}
	if at >= len(x.text) {
		return at, false
	}
	c, width := x.read(at)
	return at + width, i.set.has(c)
}

// several reads a run and leaves on the stack where else it can end.
func (x *runner[T]) several(i *inst, pc int32, at int) (int, bool) {
	limit := int(i.y)
	if i.lazy {
		limit = int(i.x)
	}
	start, end, count, least := at, at, 0, at
	if !i.back {
		low := &i.set.low
		stop := len(x.text)
		for ; end < stop && count < limit; count++ {
			if count == int(i.x) {
				least = end
			}
			if u := x.text[end]; u < 0xff {
				if low[u>>6]>>(u&63)&1 == 0 {
					break
				}
				end++
				continue
			}
			c, width := x.read(end)
			if !i.set.has(c) {
				break
			}
			end += width
		}
	} else {
		for ; end > 0 && count < limit; count++ {
			if count == int(i.x) {
				least = end
			}
			c, width := x.readBack(end)
			if !i.set.has(c) {
				break
			}
			end -= width
		}
	}
	if count <= int(i.x) {
		least = end
	}
	x.m.steps -= count >> 4
	switch {
	case count < int(i.x):
		return start, false
	case i.lazy:
		if i.y > i.x {
			x.m.push(entry{kind: toLonger, pc: pc, at: int32(end), rest: i.y - i.x})
		}
	case end != least && !i.final:
		x.m.push(entry{kind: toShorter, pc: pc, at: int32(end), rest: int32(least)})
		if i.hint >= 0 && (end >= len(x.text) || rune(x.text[end]) != i.hint) {
			return x.shorter(&x.m.stack[len(x.m.stack)-1])
		}
	}
	return end, true
}

// shorter takes a character off a run. The entry goes when nothing is left.
func (x *runner[T]) shorter(e *entry) (at int, ok bool) {
	m, i := x.m, &x.p.code[e.pc]
	at, least := int(e.at), int(e.rest)
	if i.back {
		_, width := x.read(at)
		at += width
	} else if i.hint >= 0 {
		// The hint is no surrogate, so what is in front of it is a whole character.
		for at--; at >= least && rune(x.text[at]) != i.hint; at-- {
		}
		if at < least {
			m.stack = m.stack[:len(m.stack)-1]
			return 0, false
		}
	} else {
		_, width := x.readBack(at)
		at -= width
	}
	if at == least {
		m.stack = m.stack[:len(m.stack)-1]
	} else {
		e.at = int32(at)
	}
	return at, true
}

// longer adds a character to a lazy run. The entry goes when it cannot grow.
func (x *runner[T]) longer(e *entry) (at int, ok bool) {
	m, i := x.m, &x.p.code[e.pc]
	at = int(e.at)
	for {
		if at, ok = x.one(i, at); !ok {
			break
		}
		if e.rest--; e.rest == 0 {
			break
		}
		if i.hint < 0 || at < len(x.text) && rune(x.text[at]) == i.hint {
			e.at = int32(at)
			return at, true
		}
	}
	m.stack = m.stack[:len(m.stack)-1]
	return at, ok
}

// strings reads one of the strings of a class, the longest first.
func (x *runner[T]) strings(i *inst, pc int32, at int) (int, bool) {
	m, start := x.m, at
	base := len(m.stack)
	b := i.texts.forward
	if i.back {
		b = i.texts.backward
	}
	if i.texts.empty {
		m.push(entry{kind: toShorterText, pc: pc, at: int32(start)})
	}
	for first := true; b != nil || first; first = false {
		var c rune
		var width int
		if i.back {
			if at == 0 {
				break
			}
			c, width = x.readBack(at)
			at -= width
		} else {
			if at >= len(x.text) {
				break
			}
			c, width = x.read(at)
			at += width
		}
		if first && i.texts.single.has(c) {
			m.push(entry{kind: toShorterText, pc: pc, at: int32(at)})
		}
		if i.fold {
			c = canonical(c, true)
		}
		if b = b.next[c]; b != nil && b.end {
			m.push(entry{kind: toShorterText, pc: pc, at: int32(at)})
		}
	}
	if len(m.stack) == base {
		return start, false
	}
	longest := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	return int(longest.at), true
}

// look runs a lookaround.
func (x *runner[T]) look(i *inst, pc int32, at int) bool {
	m := x.m
	base := len(m.stack)
	if !x.run(pc+1, at) {
		return i.negative && m.err == nil
	}
	if i.negative {
		for len(m.stack) > base {
			switch e := m.stack[len(m.stack)-1]; e.kind {
			case toSlot:
				m.captures[e.pc] = e.at
			case toRegister:
				m.registers[e.pc] = e.at
			}
			m.stack = m.stack[:len(m.stack)-1]
		}
		return false
	}
	// What it captured stays until it is undone; its choices are gone.
	kept := m.stack[:base]
	for _, e := range m.stack[base:] {
		if e.kind == toSlot || e.kind == toRegister {
			kept = append(kept, e)
		}
	}
	m.stack = kept
	return true
}

// reference reads what a capture has again.
func (x *runner[T]) reference(i *inst, at int) (int, bool) {
	from, to := 0, 0
	for _, n := range i.refs {
		if start, end := x.m.captures[2*n], x.m.captures[2*n+1]; start >= 0 && end >= 0 {
			from, to = int(start), int(end)
			break
		}
	}
	length := to - from
	start := at
	if i.back {
		start = at - length
	}
	if start < 0 || start+length > len(x.text) {
		return at, false
	}
	if !x.equal(x.text[from:to], x.text[start:start+length], i.fold) {
		return at, false
	}
	if i.back {
		return start, true
	}
	return at + length, true
}

func (x *runner[T]) equal(a, b []T, fold bool) bool {
	for i, u := range a {
		if u == b[i] {
			continue
		}
		if !fold {
			return false
		}
		c, d := rune(u), rune(b[i])
		if x.p.unicode && isTrail(uint16(u)) && i > 0 && isLead(uint16(a[i-1])) && isTrail(uint16(b[i])) && isLead(uint16(b[i-1])) {
			c, d = utf16.DecodeRune(rune(a[i-1]), c), utf16.DecodeRune(rune(b[i-1]), d)
		} else if x.p.unicode && isLead(uint16(u)) && i+1 < len(a) && isTrail(uint16(a[i+1])) {
			continue // with its trail, see above
		}
		if canonical(c, x.p.unicode) != canonical(d, x.p.unicode) {
			return false
		}
	}
	return true
}
