package webassembly

import (
	"fmt"
	"unicode/utf8"
)

// Types of values, as the binary format writes them.
const (
	typeI32       = 0x7f
	typeI64       = 0x7e
	typeF32       = 0x7d
	typeF64       = 0x7c
	typeV128      = 0x7b
	typeFuncref   = 0x70
	typeExternref = 0x6f
	typeExnref    = 0x69
	// typeOther are references that have no counterpart in this package.
	typeOther = 0
)

// kind is what an import or export is.
type kind byte

const (
	kindFunction kind = iota
	kindTable
	kindMemory
	kindGlobal
	kindTag
)

func (k kind) String() string {
	return [...]string{"function", "table", "memory", "global", "tag"}[k]
}

const (
	sectionCustom = iota
	sectionType
	sectionImport
	sectionFunction
	sectionTable
	sectionMemory
	sectionGlobal
	sectionExport
	sectionStart
	sectionElement
	sectionCode
	sectionData
	sectionDataCount
	sectionTag
)

var sectionNames = [...]string{
	"Custom", "Type", "Import", "Function", "Table", "Memory", "Global", "Export", "Start", "Element", "Code", "Data",
	"DataCount", "Tag",
}

// signature is the type of a function.
type signature struct{ params, results []byte }

// limits are those of a memory in pages, or of a table in elements.
type limits struct {
	min, max       uint32
	hasMax, shared bool
}

// external is the type of an import, or of what a module has.
type external struct {
	kind    kind
	index   uint32 // of the function's or tag's type
	value   byte   // type of a global's value or a table's elements
	mutable bool
	limits  limits
}

type importEntry struct {
	module, name string
	external
}

type exportEntry struct {
	name  string
	kind  kind
	index uint32
}

type section struct {
	id    byte
	start int // of the contents
	data  []byte
}

type customSection struct {
	name string
	data []byte
}

// binary is a module as far as the JavaScript API shows it. Whether it is valid says the compiler.
type binary struct {
	sections  []section
	types     []signature
	imports   []importEntry
	functions []uint32 // type of each function, imported ones first
	tables    []external
	memories  []external
	globals   []external
	tags      []external
	exports   []exportEntry
	custom    []customSection
	start     int // index of the start function, or -1
	imported  [kindTag + 1]int
	reach     int // of references to types
}

// malformed is what is wrong with a module, in V8's words, with the offset.
type malformed struct {
	text   string
	offset int
}

func (m *malformed) Error() string { return fmt.Sprintf("%s @+%d", m.text, m.offset) }

// reader reads the binary format. Reading beyond the end panics with a *malformed.
type reader struct {
	data []byte
	pos  int
	base int // of data in the module
	// module bounds the indexes that instructions have, if it is not nil: what is added to the module may not be reached.
	module *binary
	// reach is beyond the largest index of a type that was read.
	reach int
}

func (r *reader) fail(format string, args ...any) {
	panic(&malformed{fmt.Sprintf(format, args...), r.base + r.pos})
}

func (r *reader) byte() byte {
	if r.pos >= len(r.data) {
		r.fail("expected 1 byte")
	}
	r.pos++
	return r.data[r.pos-1]
}

func (r *reader) u32() uint32 {
	v, n := uint64(0), 0
	for {
		b := r.byte()
		v |= uint64(b&0x7f) << (7 * n)
		if n++; b < 0x80 {
			break
		}
		if n == 5 {
			r.fail("expected at most 5 bytes of LEB128")
		}
	}
	return uint32(v)
}

// leb skips a number of any size.
func (r *reader) leb() {
	for r.byte() >= 0x80 {
	}
}

func (r *reader) bytes(n uint32) []byte {
	if uint64(n) > uint64(len(r.data)-r.pos) {
		r.fail("expected %d bytes, fell off end", n)
	}
	r.pos += int(n)
	return r.data[r.pos-int(n) : r.pos : r.pos]
}

func (r *reader) name() string {
	b := r.bytes(r.u32())
	if !utf8.Valid(b) {
		r.fail("invalid UTF-8 string")
	}
	return string(b)
}

// count reads the length of a vector whose items have a byte each at least.
func (r *reader) count() int {
	n := r.u32()
	if uint64(n) > uint64(len(r.data)-r.pos) {
		r.fail("expected %d items, fell off end", n)
	}
	return int(n)
}

func (r *reader) done() bool { return r.pos >= len(r.data) }

// valueType reads a type; references to functions of a certain type count as funcref.
func (r *reader) valueType() byte {
	switch t := r.byte(); t {
	case typeI32, typeI64, typeF32, typeF64, typeV128, typeFuncref, typeExternref, typeExnref:
		return t
	case 0x63, 0x64:
		start := r.pos
		r.heapType()
		switch heap := r.data[start]; {
		case heap == typeFuncref, heap&0x40 == 0, heap >= 0x80:
			return typeFuncref
		case heap == typeExternref, heap == typeExnref:
			return heap
		}
	}
	return typeOther
}

// heapType reads what a reference refers to: an abstract type, or the index of a type of function.
func (r *reader) heapType() {
	start, n := r.pos, 0
	r.leb()
	for i, b := range r.data[start:r.pos] {
		if b < 0x80 && b&0x40 != 0 || i == 4 {
			return // negative
		}
		n |= int(b&0x7f) << (7 * i)
	}
	r.reach = max(r.reach, n+1)
	r.within(n, typeCount)
}

// index reads an index; space tells how many there are.
func (r *reader) index(space func(*binary) int) { r.within(int(r.u32()), space) }

func (r *reader) within(n int, space func(*binary) int) {
	if r.module != nil && n >= space(r.module) {
		r.fail("index %d out of range", n)
	}
}

func (r *reader) limits() (l limits) {
	flags := r.byte()
	l.hasMax, l.shared = flags&1 != 0, flags&2 != 0
	l.min = r.u32()
	if l.hasMax {
		l.max = r.u32()
	}
	return l
}

func (r *reader) external(k kind) (x external) {
	x.kind = k
	switch k {
	case kindFunction:
		x.index = r.u32()
	case kindTable:
		x.value = r.valueType()
		x.limits = r.limits()
	case kindMemory:
		x.limits = r.limits()
	case kindGlobal:
		x.value = r.valueType()
		x.mutable = r.byte() == 1
	case kindTag:
		r.byte()
		x.index = r.u32()
	default:
		r.fail("unknown import desc code 0x%02x", byte(k))
	}
	return x
}

// parse reads a module. What it returns as an error is a *malformed.
func parse(data []byte) (b *binary, err error) {
	defer func() {
		if x := recover(); x != nil {
			m, ok := x.(*malformed)
			if !ok {
				panic(x)
			}
			err = m
		}
	}()
	r := &reader{data: data}
	for _, want := range [...]struct {
		what  string
		bytes [4]byte
	}{{"magic word", [4]byte{0, 'a', 's', 'm'}}, {"version", [4]byte{1, 0, 0, 0}}} {
		at := r.pos
		if got := [4]byte(r.bytes(4)); got != want.bytes {
			r.pos = at
			r.fail("expected %s % x, found % x", want.what, want.bytes[:], got[:])
		}
	}
	b = &binary{start: -1}
	for !r.done() {
		b.section(r)
	}
	return b, nil
}

func (b *binary) section(r *reader) {
	at := r.pos
	id := r.byte()
	if r.done() {
		r.fail("reached end while decoding section length")
	}
	size := r.u32()
	if id > sectionTag {
		r.fail("unknown section code #0x%02x", id)
	}
	if left := len(r.data) - r.pos; uint64(size) > uint64(left) {
		r.pos = at
		r.fail("section (code %d, %q) extends past end of the module (length %d, remaining bytes %d)",
			id, sectionNames[id], size, left)
	}
	start := r.pos
	s := section{id, start, r.bytes(size)}
	b.sections = append(b.sections, s)
	contents := &reader{data: s.data, base: start}
	b.contents(id, contents)
	b.reach = max(b.reach, contents.reach)
	switch id {
	case sectionCustom, sectionElement, sectionCode, sectionData, sectionDataCount: // not read to the end here
	default:
		if !contents.done() {
			contents.fail("section was shorter than expected size (%d bytes expected, %d decoded)", size, contents.pos)
		}
	}
}

func (b *binary) contents(id byte, r *reader) {
	switch id {
	case sectionCustom:
		b.custom = append(b.custom, customSection{r.name(), r.data[r.pos:]})
	case sectionType:
		n := r.count()
		for range n {
			b.typeEntry(r)
		}
	case sectionImport:
		for range r.count() {
			b.addImport(importEntry{r.name(), r.name(), r.external(kind(r.byte()))})
		}
	case sectionFunction:
		for range r.count() {
			b.functions = append(b.functions, r.u32())
		}
	case sectionTable:
		for range r.count() {
			if r.data[min(r.pos, len(r.data)-1)] == 0x40 {
				r.bytes(2)
				b.tables = append(b.tables, r.external(kindTable))
				b.skipExpression(r)
			} else {
				b.tables = append(b.tables, r.external(kindTable))
			}
		}
	case sectionMemory:
		for range r.count() {
			b.memories = append(b.memories, r.external(kindMemory))
		}
	case sectionTag:
		for range r.count() {
			b.tags = append(b.tags, r.external(kindTag))
		}
	case sectionGlobal:
		for range r.count() {
			b.globals = append(b.globals, r.external(kindGlobal))
			b.skipExpression(r)
		}
	case sectionExport:
		for range r.count() {
			x := exportEntry{r.name(), kind(r.byte()), r.u32()}
			if x.kind > kindTag {
				r.fail("invalid export kind 0x%02x", byte(x.kind))
			}
			b.exports = append(b.exports, x)
		}
	case sectionElement, sectionCode, sectionData:
		r.count() // wazero allocates as many as it is told
	case sectionStart:
		b.start = int(r.u32())
	}
}

// typeEntry reads an entry of the type section, which may be a group of types.
func (b *binary) typeEntry(r *reader) {
	n := 1
	form := r.byte()
	if form == 0x4e {
		n = r.count()
		if n == 0 {
			return
		}
		form = r.byte()
	}
	for {
		if form == 0x50 || form == 0x4f {
			for range r.count() {
				r.u32()
			}
			form = r.byte()
		}
		if form != 0x60 {
			r.fail("unknown type form: %d, expected 0x60", form)
		}
		b.types = append(b.types, signature{r.valueTypes(), r.valueTypes()})
		if n--; n == 0 {
			return
		}
		form = r.byte()
	}
}

func (r *reader) valueTypes() []byte {
	list := make([]byte, r.count())
	for i := range list {
		list[i] = r.valueType()
	}
	return list
}

func (b *binary) addImport(x importEntry) {
	b.imports = append(b.imports, x)
	b.imported[x.kind]++
	switch x.kind {
	case kindFunction:
		b.functions = append(b.functions, x.index)
	case kindTable:
		b.tables = append(b.tables, x.external)
	case kindMemory:
		b.memories = append(b.memories, x.external)
	case kindGlobal:
		b.globals = append(b.globals, x.external)
	case kindTag:
		b.tags = append(b.tags, x.external)
	}
}

// skipExpression reads a constant expression up to its end.
func (b *binary) skipExpression(r *reader) {
	for {
		if op := r.byte(); op == opEnd {
			return
		} else {
			r.instruction(op)
		}
	}
}

// sound tells whether all indexes that the API follows lie within the module; a valid module's do.
func (b *binary) sound() bool {
	if b.reach > len(b.types) {
		return false
	}
	for _, t := range b.functions {
		if int(t) >= len(b.types) {
			return false
		}
	}
	for _, t := range b.tags {
		if int(t.index) >= len(b.types) {
			return false
		}
	}
	for _, x := range b.exports {
		n := [...]int{len(b.functions), len(b.tables), len(b.memories), len(b.globals), len(b.tags)}[x.kind]
		if int(x.index) >= n {
			return false
		}
	}
	if b.start >= len(b.functions) {
		return false
	}
	if b.start >= 0 {
		s := b.signatureOf(uint32(b.start))
		return len(s.params)+len(s.results) == 0
	}
	return true
}

// signatureOf is the type of a function.
func (b *binary) signatureOf(function uint32) *signature { return &b.types[b.functions[function]] }
