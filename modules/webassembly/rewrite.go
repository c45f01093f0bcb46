package webassembly

import (
	encoding "encoding/binary"
	"strconv"
)

// The compiler gets a module that differs from the program's in this:
//
//   - Import i comes from module "i", so that an instance can be linked with whatever objects JavaScript gives it.
//   - The start function is not called; [instance] does that when everything is in place.
//   - Loops, and functions that call others, count down a global that is added at the end; at zero they call what the
//     one element of an added table refers to. Machine code cannot be preempted, so a loop without end would hold up
//     the garbage collector and with it the process, and no timeout could stop it. wazero's own check
//     (WithCloseOnContextDone) leaves the machine code at each turn of a loop, 23 ns; this costs a tenth of one.
//   - Custom sections are left out: nobody but JavaScript reads them.

// period is how many loop turns and calls pass between two checks, a millisecond or a few.
const period = 1 << 20

// exportedName is the name under which whatever another instance imports is found.
const exportedName = "\x00"

// rewrite makes the module that is compiled. The module has to be sound, though not valid.
func (b *binary) rewrite() (out []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			m, ok := x.(*malformed)
			if !ok {
				panic(x)
			}
			err = m
		}
	}()
	b.bound()
	size := 0
	for _, s := range b.sections {
		size += len(s.data)
	}
	w := writer(append(make([]byte, 0, size+size/8+256), "\x00asm\x01\x00\x00\x00"...))
	checked := len(b.functions) > b.imported[kindFunction]
	added := map[byte]bool{}
	for _, s := range b.sections {
		switch s.id {
		case sectionCustom, sectionStart:
			continue
		}
		if checked {
			for _, id := range [...]byte{sectionType, sectionTable, sectionGlobal} {
				if !added[id] && order(s.id) >= order(id) {
					added[id] = true
					b.append(&w, id)
				}
			}
		}
		switch {
		case checked && added[s.id]:
		case s.id == sectionImport:
			w.section(s.id, b.importSection(s))
		case s.id == sectionCode && checked:
			w.section(s.id, b.codeSection(s))
		default:
			w.section(s.id, s.data)
		}
	}
	return w, nil
}

// bound fails on a segment that would reach what is added to the module.
func (b *binary) bound() {
	for _, s := range b.elementSegments() {
		if int(s.target) >= len(b.tables) {
			panic(&malformed{text: "table index out of range"})
		}
	}
	b.dataSegments()
}

// order is the place of a section: tags come after memories, the count of data before the code.
func order(id byte) int {
	switch id {
	case sectionTag:
		return 2*sectionMemory + 1
	case sectionDataCount:
		return 2*sectionCode - 1
	}
	return 2 * int(id)
}

// append writes a section with the entry that the check needs at its end.
func (b *binary) append(w *writer, id byte) {
	var entry []byte
	switch id {
	case sectionType:
		entry = []byte{0x60, 0, 0}
	case sectionTable:
		entry = []byte{typeFuncref, 1, 1, 1}
	case sectionGlobal:
		entry = []byte{typeI32, 1, opI32Const}
		entry = appendS32(entry, period)
		entry = append(entry, opEnd)
	}
	count, rest := uint32(0), []byte(nil)
	for _, s := range b.sections {
		if s.id == id {
			r := &reader{data: s.data}
			count = r.u32()
			rest = s.data[r.pos:]
		}
	}
	contents := encoding.AppendUvarint(nil, uint64(count)+1)
	contents = append(contents, rest...)
	w.section(id, append(contents, entry...))
}

// importSection gives each import a module of its own.
func (b *binary) importSection(s section) []byte {
	r := &reader{data: s.data, base: s.start}
	out := encoding.AppendUvarint(nil, uint64(r.count()))
	for i := range b.imports {
		r.name()
		r.name()
		start := r.pos
		r.external(kind(r.byte()))
		out = appendName(out, strconv.Itoa(i))
		out = appendName(out, exportedName)
		out = append(out, s.data[start:r.pos]...)
	}
	return out
}

// codeSection inserts the checks.
func (b *binary) codeSection(s section) []byte {
	check := b.check()
	r := &reader{data: s.data, base: s.start}
	n := r.count()
	out := encoding.AppendUvarint(make([]byte, 0, len(s.data)+len(s.data)/8), uint64(n))
	body := make([]byte, 0, 1024)
	for range n {
		size := r.u32()
		base := r.base + r.pos
		body = checkedBody(body[:0], &reader{data: r.bytes(size), base: base, module: b}, check)
		out = encoding.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out
}

// check is the code that counts down and calls.
func (b *binary) check() []byte {
	global, table, signature := uint64(len(b.globals)), uint64(len(b.tables)), uint64(len(b.types))
	get := encoding.AppendUvarint([]byte{opGlobalGet}, global)
	set := encoding.AppendUvarint([]byte{opGlobalSet}, global)
	code := append([]byte(nil), get...)
	code = append(code, opI32Const, 1, opI32Sub)
	code = append(code, set...)
	code = append(code, get...)
	code = append(code, opI32Eqz, opIf, blockVoid, opI32Const)
	code = appendS32(code, period)
	code = append(code, set...)
	code = append(code, opI32Const, 0, opCallIndirect)
	code = encoding.AppendUvarint(code, signature)
	code = encoding.AppendUvarint(code, table)
	return append(code, opEnd)
}

// checkedBody copies the body of a function with a check at the head of each loop, and at its start if it calls.
func checkedBody(out []byte, r *reader, check []byte) []byte {
	for range r.count() {
		r.u32()
		r.valueType()
	}
	locals := r.pos
	out = append(out, r.data[:locals]...)
	calls, copied := false, locals
	for !r.done() {
		op := r.byte()
		r.instruction(op)
		switch op {
		case opLoop:
			out = append(out, r.data[copied:r.pos]...)
			out = append(out, check...)
			copied = r.pos
		case opCall, opCallIndirect, opCallRef, opReturnCall, 0x13, 0x15:
			calls = true
		}
	}
	out = append(out, r.data[copied:]...)
	if calls {
		out = append(out, check...)
		copy(out[locals+len(check):], out[locals:])
		copy(out[locals:], check)
	}
	return out
}

// writer makes modules.
type writer []byte

func newWriter() writer { return writer("\x00asm\x01\x00\x00\x00") }

func (w *writer) section(id byte, contents []byte) {
	*w = append(*w, id)
	*w = encoding.AppendUvarint(*w, uint64(len(contents)))
	*w = append(*w, contents...)
}

func appendName(b []byte, name string) []byte {
	b = encoding.AppendUvarint(b, uint64(len(name)))
	return append(b, name...)
}

func appendS32(b []byte, v int32) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

func appendLimits(b []byte, l limits) []byte {
	flags := byte(0)
	if l.hasMax {
		flags |= 1
	}
	if l.shared {
		flags |= 2
	}
	b = append(b, flags)
	b = encoding.AppendUvarint(b, uint64(l.min))
	if l.hasMax {
		b = encoding.AppendUvarint(b, uint64(l.max))
	}
	return b
}

// moduleOf is a module that has and exports one memory, table, global or tag.
func moduleOf(x external, params ...byte) []byte {
	w := newWriter()
	id, entry := byte(0), []byte{1}
	switch x.kind {
	case kindTable:
		id, entry = sectionTable, appendLimits(append(entry, x.value), x.limits)
	case kindMemory:
		id, entry = sectionMemory, appendLimits(entry, x.limits)
	case kindGlobal:
		mutable := byte(0)
		if x.mutable {
			mutable = 1
		}
		id, entry = sectionGlobal, append(append(entry, x.value, mutable), zeroOf(x.value)...)
	case kindTag:
		w.section(sectionType, append(append(encoding.AppendUvarint([]byte{1, 0x60}, uint64(len(params))), params...), 0))
		id, entry = sectionTag, append(entry, 0, 0)
	}
	w.section(id, entry)
	w.section(sectionExport, append(appendName([]byte{1}, "x"), byte(x.kind), 0))
	return w
}

// zeroOf is the expression of a type's default value.
func zeroOf(t byte) []byte {
	switch t {
	case typeI64:
		return []byte{0x42, 0, opEnd}
	case typeF32:
		return []byte{0x43, 0, 0, 0, 0, opEnd}
	case typeF64:
		return []byte{0x44, 0, 0, 0, 0, 0, 0, 0, 0, opEnd}
	case typeFuncref, typeExternref:
		return []byte{0xd0, t, opEnd}
	}
	return []byte{opI32Const, 0, opEnd}
}
