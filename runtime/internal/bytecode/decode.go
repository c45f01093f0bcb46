package bytecode

import (
	"encoding/binary"
	"math"
	"math/big"
	"reflect"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Archive is what [Encode] wrote, opened.
type Archive struct {
	// Extra is what Encode was given.
	Extra []byte

	kinds  *kinds
	source string
	file   *file.File
	finish Finish

	texts, instructions, functions table
	types                          []*kind

	mu     sync.Mutex
	faces  []engine.Face // instructions by their numbers, as far as they have been made
	made   []bool
	lazies []*lazy // functions by their numbers
	chunks map[*kind]chunk
}

// Finish changes a program that has just been made, once. function tells whether it is that of a plain function. It is
// called on whichever goroutine first calls the function. An error means that the program cannot be used.
type Finish func(p *goja.Program, function bool) error

// Open reads what Encode wrote, which must not change any more. It fails if the bytes were not written whole by a
// process like this one.
func Open(data []byte) (*Archive, error) {
	k, err := load()
	if err != nil {
		return nil, err
	}
	if len(data) < headerSize || string(data[:len(magic)]) != magic ||
		binary.LittleEndian.Uint32(data[len(magic):]) != checksum(data[len(magic)+4:]) {
		return nil, errCorrupt
	}
	a := &Archive{kinds: k, chunks: map[*kind]chunk{}}
	return a, a.split(data)
}

// split finds the parts.
func (a *Archive) split(data []byte) error {
	var n [counts]uint64
	for i := range n {
		n[i] = uint64(binary.LittleEndian.Uint32(data[len(magic)+4+4*i:]))
	}
	rest, ok := data[headerSize:], true
	take := func(size uint64) []byte {
		if size > uint64(len(rest)) {
			ok, size = false, uint64(len(rest))
		}
		part := rest[:size:size]
		rest = rest[size:]
		return part
	}
	a.texts.offsets, a.instructions.offsets, a.functions.offsets = take(4*n[2]), take(4*n[3]), take(4*n[4])
	a.Extra = take(n[0])
	types := reader{data: take(n[1])}
	a.texts.data, a.instructions.data, a.functions.data = take(n[5]), take(n[6]), rest
	for len(types.data) > 0 {
		size := types.count()
		k := a.kinds.byName[string(types.data[:size])]
		if k == nil {
			return errCorrupt
		}
		types.data = types.data[size:]
		a.types = append(a.types, k)
	}
	if !ok || types.bad || a.functions.len() == 0 {
		return errCorrupt
	}
	a.faces, a.made = make([]engine.Face, a.instructions.len()), make([]bool, a.instructions.len())
	a.lazies = make([]*lazy, a.functions.len())
	return nil
}

// Program makes the program, once. Its file has the text that it was compiled from.
func (a *Archive) Program(f *file.File, finish Finish) (*goja.Program, error) {
	a.file, a.source, a.finish = f, f.Source(), finish
	l, ok := a.lazy(0)
	if !ok {
		return nil, errCorrupt
	}
	p, err := l.make()
	return (*goja.Program)(unsafe.Pointer(p)), err
}

// program makes the program of a function.
func (a *Archive) program(number uint64) (*engine.Program, bool) {
	data, _ := a.functions.at(number)
	r := reader{data: data}
	p := &engine.Program{Src: a.file, FuncName: unistring.String(a.text(&r))}
	p.SrcMap = make([]engine.SrcMapItem, r.count())
	var last engine.SrcMapItem
	for i := range p.SrcMap {
		last.SrcPos += int(r.varint())
		last.Pc += int(r.uvarint())
		p.SrcMap[i] = last
	}
	p.Code = make([]engine.Face, r.count())
	for i := range p.Code {
		n := r.uvarint()
		if n >= uint64(len(a.faces)) {
			return nil, false
		}
		if !a.made[n] {
			if !a.instruction(n) {
				return nil, false
			}
			a.made[n] = true
		}
		p.Code[i] = a.faces[n]
	}
	return p, !r.bad
}

// instruction makes an instruction.
func (a *Archive) instruction(number uint64) bool {
	data, _ := a.instructions.at(number)
	r := reader{data: data}
	n := r.uvarint()
	if n == 0 {
		return !r.bad
	}
	if n > uint64(len(a.types)) {
		return false
	}
	k := a.types[n-1]
	if k.distinct {
		r.uvarint()
	}
	face := k.face
	switch known := markers(); {
	case k.marker:
		which := int(r.byte())
		if which >= len(known) {
			return false
		}
		face.Data = known[which]
	case k.held.Size() > 0:
		face.Data = a.allocate(k)
		if !a.fields(&r, k, k.fields, face.Data) {
			return false
		}
	}
	a.faces[number] = face
	return !r.bad && len(r.data) == 0
}

// chunk is memory for instructions of a kind.
type chunk struct {
	next unsafe.Pointer
	left int
	size int
}

func (a *Archive) allocate(k *kind) unsafe.Pointer {
	c := a.chunks[k]
	if c.left == 0 {
		c.size = min(max(2*c.size, 4), 256)
		c.left = c.size
		c.next = reflect.MakeSlice(reflect.SliceOf(k.held), c.size, c.size).UnsafePointer()
	}
	p := c.next
	c.left--
	if c.left > 0 {
		c.next = unsafe.Add(p, k.held.Size())
	}
	a.chunks[k] = c
	return p
}

func (a *Archive) fields(r *reader, k *kind, fields []field, base unsafe.Pointer) bool {
	var expression *field // that waits for its text
	var bits uint64
	for i := range fields {
		f := &fields[i]
		p := unsafe.Add(base, f.offset)
		switch f.is {
		case boolean:
			*(*bool)(p) = r.byte() == 1
		case signed, unsigned:
			f.setInteger(p, r.varint())
		case text:
			*(*string)(p) = a.text(r)
		case source:
			*(*string)(p) = a.part(r)
		case names:
			*(*map[unistring.String]uint32)(p) = a.names(r)
		case list:
			n := r.count()
			if n == 0 {
				break
			}
			if n--; n > len(r.data) {
				return false
			}
			reflect.NewAt(f.typ, p).Elem().Set(reflect.MakeSlice(f.typ, n, n))
			first := unsafe.Pointer(unsafe.SliceData(*(*[]byte)(p)))
			for j := range n {
				if !a.fields(r, k, f.element, unsafe.Add(first, uintptr(j)*f.typ.Elem().Size())) {
					return false
				}
			}
		case program:
			n := r.uvarint()
			if n == 0 {
				break
			}
			l, ok := a.lazy(n - 1)
			if !ok {
				return false
			}
			l.function = l.function || k.function
			*(**engine.Program)(p) = &l.entrance
		case value:
			*(*goja.Value)(p) = a.value(r)
		case pattern:
			expression, bits = f, r.uvarint()
		case str:
			v, ok := a.value(r).(goja.String)
			if !ok {
				return false
			}
			reflect.NewAt(f.typ, p).Elem().Set(reflect.ValueOf(v))
			if expression != nil && !setPattern(unsafe.Add(base, expression.offset), v, bits) {
				return false
			}
		}
	}
	return !r.bad
}

// setPattern compiles a regular expression.
func setPattern(p unsafe.Pointer, text goja.String, bits uint64) bool {
	letters := ""
	for i, flag := range flags {
		if bits>>i&1 == 1 {
			letters += flag.letter
		}
	}
	compiled, err := compileRegexp(text.String(), letters)
	if err != nil {
		return false
	}
	*(*unsafe.Pointer)(p) = compiled
	return true
}

// text is a string of the table: memory of the archive, if it is ASCII.
func (a *Archive) text(r *reader) string {
	data, ok := a.texts.at(r.uvarint())
	if !ok {
		r.fail()
		return ""
	}
	if len(data) >= 2 && data[0] >= utf8.RuneSelf {
		// Memory of 16-bit units, see unistring.String.
		units := units(data)
		return unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(units))), 2*len(units))
	}
	return unsafe.String(unsafe.SliceData(data), len(data))
}

// units is a string of the table in memory that is aligned.
func units(data []byte) []uint16 {
	u := make([]uint16, len(data)/2)
	copy(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(u))), 2*len(u)), data)
	return u
}

// part is a part of the source.
func (a *Archive) part(r *reader) string {
	n := r.uvarint()
	if n&1 == 0 {
		data, ok := a.texts.at(n >> 1)
		if !ok {
			r.fail()
		}
		return string(data)
	}
	from, length := n>>1, r.uvarint()
	if from > uint64(len(a.source)) || length > uint64(len(a.source))-from {
		r.fail()
		return ""
	}
	return a.source[from : from+length]
}

func (a *Archive) names(r *reader) map[unistring.String]uint32 {
	n := r.count()
	if n == 0 {
		return nil
	}
	m := make(map[unistring.String]uint32, n-1)
	for range n - 1 {
		name := a.text(r)
		m[unistring.String(name)] = uint32(r.uvarint())
	}
	return m
}

func (a *Archive) value(r *reader) goja.Value {
	l := a.kinds.layout
	switch is := r.byte(); is {
	case valueNil:
		return nil
	case valueUndefined:
		return goja.Undefined()
	case valueNull:
		return goja.Null()
	case valueFalse, valueTrue:
		b := is == valueTrue
		return engine.Assemble(l.Boolean, unsafe.Pointer(&b))
	case valueInteger:
		n := r.varint()
		return engine.Assemble(l.Integer, unsafe.Pointer(&n))
	case valueFloat:
		n := math.Float64frombits(r.uint64())
		return engine.Assemble(l.Float, unsafe.Pointer(&n))
	case valueBigInt:
		if n, ok := new(big.Int).SetString(a.text(r), 10); ok {
			return engine.Assemble(l.BigInt, unsafe.Pointer(n))
		}
	case valueASCII:
		s := a.text(r)
		return engine.Assemble(l.ASCII, unsafe.Pointer(&s))
	case valueUnicode:
		data, _ := a.texts.at(r.uvarint())
		if u := units(data); len(u) > 0 && u[0] == unistring.BOM {
			return engine.Assemble(l.Unicode, unsafe.Pointer(&u))
		}
	case valueConstant:
		if v := a.value(r); v != nil {
			return engine.Assemble(l.Property, unsafe.Pointer(&engine.Property{Value: v, Enumerable: true}))
		}
	}
	r.fail()
	return nil
}
