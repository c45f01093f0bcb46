package bytecode

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"reflect"
	"slices"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Encode writes a program that goja has compiled and nobody has changed, and some more bytes for whoever reads it.
// text is what the program was compiled from. It fails on what cannot be written.
func Encode(p *goja.Program, text string, extra []byte) ([]byte, error) {
	k, err := load()
	if err != nil {
		return nil, err
	}
	e := &encoder{kinds: k, source: text, strings: map[string]uint32{}, interned: map[string]uint32{},
		programs: map[*goja.Program]uint32{}, used: map[*kind]uint32{}}
	e.programOf(p)
	for i := 0; i < len(e.queue); i++ {
		if err := e.function(e.queue[i]); err != nil {
			return nil, err
		}
	}
	return e.archive(extra), nil
}

type encoder struct {
	*kinds
	source string

	strings map[string]uint32
	texts   []string

	// Instructions that are the same are written once.
	interned     map[string]uint32
	instructions []string
	uses         []uint32

	used  map[*kind]uint32
	types []string

	programs  map[*goja.Program]uint32
	queue     []*goja.Program
	functions []function
	scratch   []byte
}

// function is a program but for the numbers of its instructions.
type function struct {
	head []byte
	code []uint32
}

var errUnknown = errors.New("bytecode: an instruction that cannot be written")

// programOf is the number of a program.
func (e *encoder) programOf(p *goja.Program) uint32 {
	n, ok := e.programs[p]
	if !ok {
		n = uint32(len(e.queue))
		e.programs[p] = n
		e.queue = append(e.queue, p)
	}
	return n
}

func (e *encoder) stringOf(s string) uint32 {
	n, ok := e.strings[s]
	if !ok {
		n = uint32(len(e.texts))
		e.strings[s] = n
		e.texts = append(e.texts, s)
	}
	return n
}

func (e *encoder) function(p *goja.Program) error {
	mirror := (*engine.Program)(unsafe.Pointer(p))
	head := binary.AppendUvarint(nil, uint64(e.stringOf(string(mirror.FuncName))))
	head = binary.AppendUvarint(head, uint64(len(mirror.SrcMap)))
	var last engine.SrcMapItem
	for _, item := range mirror.SrcMap {
		head = binary.AppendVarint(head, int64(item.SrcPos-last.SrcPos))
		head = binary.AppendUvarint(head, uint64(item.Pc-last.Pc))
		last = item
	}
	code := make([]uint32, len(mirror.Code))
	for i, face := range mirror.Code {
		data, err := e.instruction(face)
		if err != nil {
			return err
		}
		n, ok := e.interned[string(data)]
		if !ok {
			n = uint32(len(e.instructions))
			e.instructions = append(e.instructions, string(data))
			e.interned[e.instructions[n]] = n
			e.uses = append(e.uses, 0)
		}
		e.uses[n]++
		code[i] = n
	}
	e.functions = append(e.functions, function{head, code})
	return nil
}

// instruction writes an instruction.
func (e *encoder) instruction(face engine.Face) (data []byte, err error) {
	if face.Table == nil {
		return []byte{0}, nil
	}
	k := e.byTable[uintptr(face.Table)]
	if k == nil {
		return nil, errUnknown
	}
	n, ok := e.used[k]
	if !ok {
		e.types = append(e.types, k.name)
		n = uint32(len(e.types))
		e.used[k] = n
	}
	data = binary.AppendUvarint(e.scratch[:0], uint64(n))
	if k.distinct {
		data = binary.AppendUvarint(data, uint64(len(e.instructions)))
	}
	if k.marker {
		known := markers()
		which := slices.Index(known[:], face.Data)
		if which < 0 {
			return nil, errUnknown
		}
		return append(data, byte(which)), nil
	}
	data, err = e.fields(data, k.fields, face.Data)
	e.scratch = data
	return data, err
}

func (e *encoder) fields(data []byte, fields []field, base unsafe.Pointer) (_ []byte, err error) {
	for i := range fields {
		f := &fields[i]
		p := unsafe.Add(base, f.offset)
		switch f.is {
		case boolean:
			data = append(data, *(*byte)(p))
		case signed, unsigned:
			data = binary.AppendVarint(data, f.integer(p))
		case text:
			data = binary.AppendUvarint(data, uint64(e.stringOf(*(*string)(p))))
		case source:
			data = e.part(data, *(*string)(p))
		case names:
			data = e.names(data, *(*map[unistring.String]uint32)(p))
		case list:
			l := (*[]byte)(p) // of any type
			if *l == nil {
				data = append(data, 0)
				break
			}
			data = binary.AppendUvarint(data, uint64(len(*l))+1)
			for j := range len(*l) {
				data, err = e.fields(data, f.element, unsafe.Add(unsafe.Pointer(unsafe.SliceData(*l)), uintptr(j)*f.typ.Elem().Size()))
				if err != nil {
					return nil, err
				}
			}
		case program:
			n := uint64(0)
			if inner := *(**goja.Program)(p); inner != nil {
				n = uint64(e.programOf(inner)) + 1
			}
			data = binary.AppendUvarint(data, n)
		case value:
			data, err = e.value(data, *(*goja.Value)(p))
		case str:
			data, err = e.value(data, *(*goja.String)(p))
		case pattern:
			data, err = e.pattern(data, reflect.NewAt(f.typ, p).Elem())
		case none:
			if *(*unsafe.Pointer)(p) != nil {
				err = errUnknown
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return data, nil
}

// part writes a text that is part of the source: where it begins, and its length.
func (e *encoder) part(data []byte, s string) []byte {
	from := uintptr(unsafe.Pointer(unsafe.StringData(s))) - uintptr(unsafe.Pointer(unsafe.StringData(e.source)))
	if from >= uintptr(len(e.source)) || uintptr(len(s)) > uintptr(len(e.source))-from {
		return binary.AppendUvarint(data, uint64(e.stringOf(s))<<1)
	}
	return binary.AppendUvarint(binary.AppendUvarint(data, uint64(from)<<1|1), uint64(len(s)))
}

func (e *encoder) names(data []byte, m map[unistring.String]uint32) []byte {
	if m == nil {
		return append(data, 0)
	}
	data = binary.AppendUvarint(data, uint64(len(m))+1)
	keys := make([]unistring.String, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		data = binary.AppendUvarint(data, uint64(e.stringOf(string(key))))
		data = binary.AppendUvarint(data, uint64(m[key]))
	}
	return data
}

// The types of values.
const (
	valueNil = iota
	valueUndefined
	valueNull
	valueFalse
	valueTrue
	valueInteger
	valueFloat
	valueBigInt
	valueASCII
	valueUnicode
	valueConstant // a property that is enumerable and cannot be changed
)

func (e *encoder) value(data []byte, v goja.Value) ([]byte, error) {
	if v == nil {
		return append(data, valueNil), nil
	}
	var s string
	var is byte
	p := engine.Parts(v)
	switch l := e.layout; p.Table {
	case l.Undefined:
		return append(data, valueUndefined), nil
	case l.Null:
		return append(data, valueNull), nil
	case l.Boolean:
		return append(data, valueFalse+*(*byte)(p.Data)), nil
	case l.Integer:
		return binary.AppendVarint(append(data, valueInteger), *(*int64)(p.Data)), nil
	case l.Float:
		return binary.LittleEndian.AppendUint64(append(data, valueFloat), math.Float64bits(*(*float64)(p.Data))), nil
	case l.BigInt:
		is, s = valueBigInt, (*big.Int)(p.Data).String()
	case l.ASCII:
		is, s = valueASCII, *(*string)(p.Data)
	case l.Unicode:
		is, s = valueUnicode, memory(*(*[]uint16)(p.Data))
	case l.Property:
		// A part of a template.
		held := (*engine.Property)(p.Data)
		if held.Accessor || held.Writable || held.Configurable || !held.Enumerable {
			return nil, errUnknown
		}
		return e.value(append(data, valueConstant), held.Value)
	case l.Imported:
		is, s = valueASCII, v.String()
		if units := unistring.Scan(s); units != nil {
			is, s = valueUnicode, memory(units)
		}
	default:
		return nil, errUnknown
	}
	return binary.AppendUvarint(append(data, is), uint64(e.stringOf(s))), nil
}

// memory is that of UTF-16, in this machine's order.
func memory(units []uint16) string {
	return unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(units))), 2*len(units))
}

// pattern writes the flags of a regular expression. Its text is in the string that follows.
func (e *encoder) pattern(data []byte, v reflect.Value) ([]byte, error) {
	if v.IsNil() {
		return nil, errUnknown
	}
	bits := uint64(0)
	for i, flag := range flags {
		if v.Elem().FieldByName(flag.field).Bool() {
			bits |= 1 << i
		}
	}
	return binary.AppendUvarint(data, bits), nil
}

// flags are those of regular expressions, and goja's fields for them.
var flags = [...]struct{ letter, field string }{
	{"g", "global"}, {"i", "ignoreCase"}, {"m", "multiline"}, {"s", "dotAll"}, {"y", "sticky"}, {"u", "unicode"},
}

// archive puts everything together. Instructions that are used most have the smallest numbers.
func (e *encoder) archive(extra []byte) []byte {
	order := make([]uint32, len(e.instructions))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return int(e.uses[b]) - int(e.uses[a]) })
	numbers := make([]uint64, len(order))
	for i, n := range order {
		numbers[n] = uint64(i)
	}
	var types, texts, instructions, functions []byte
	var textOffsets, instructionOffsets, functionOffsets []uint32
	for _, name := range e.types {
		types = append(binary.AppendUvarint(types, uint64(len(name))), name...)
	}
	for _, s := range e.texts {
		textOffsets = append(textOffsets, uint32(len(texts)))
		texts = append(texts, s...)
	}
	for _, n := range order {
		instructionOffsets = append(instructionOffsets, uint32(len(instructions)))
		instructions = append(instructions, e.instructions[n]...)
	}
	for _, f := range e.functions {
		functionOffsets = append(functionOffsets, uint32(len(functions)))
		functions = append(functions, f.head...)
		functions = binary.AppendUvarint(functions, uint64(len(f.code)))
		for _, n := range f.code {
			functions = binary.AppendUvarint(functions, numbers[n])
		}
	}
	data := make([]byte, len(magic)+4, headerSize+len(extra)+len(types)+len(texts)+len(instructions)+len(functions)+
		4*(len(textOffsets)+len(instructionOffsets)+len(functionOffsets)))
	copy(data, magic)
	for _, n := range [counts]int{len(extra), len(types), len(e.texts), len(order), len(e.functions), len(texts), len(instructions)} {
		data = binary.LittleEndian.AppendUint32(data, uint32(n))
	}
	data = appendOffsets(appendOffsets(appendOffsets(data, textOffsets), instructionOffsets), functionOffsets)
	data = append(append(append(append(append(data, extra...), types...), texts...), instructions...), functions...)
	binary.LittleEndian.PutUint32(data[len(magic):], checksum(data[len(magic)+4:]))
	return data
}
