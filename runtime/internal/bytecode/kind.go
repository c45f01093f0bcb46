package bytecode

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// kind is a type of instructions.
type kind struct {
	name   string // goja's, and what it is made of
	typ    reflect.Type
	face   engine.Face // of the sample: its table, and its data if the type has no size
	fields []field
	// held is the type that an instruction's data is a pointer to.
	held reflect.Type
	// function says that it is newFunc, which makes what `function () {}` is.
	function bool
	// distinct says that the identity of the instruction matters.
	distinct bool
	// marker says that it is one of [markers].
	marker bool
}

// field is a part of an instruction that is written.
type field struct {
	offset uintptr
	is     content
	size   uintptr
	typ    reflect.Type
	// Of a list: what its elements are made of.
	element []field
}

// content is what a field has.
type content uint8

const (
	boolean content = iota
	signed
	unsigned
	text
	source // text that is part of the source as a rule
	list
	names   // map[unistring.String]uint32
	program // *goja.Program
	value   // goja.Value
	str     // goja.String
	pattern // *regexpPattern, made of the instruction's src and of flags
	none    // what is nil in all that can be written
)

var (
	programType = reflect.TypeFor[goja.Program]()
	valueType   = reflect.TypeFor[goja.Value]()
	stringType  = reflect.TypeFor[goja.String]()
	namesType   = reflect.TypeFor[map[unistring.String]uint32]()
)

// learn adds the types of a program's instructions, and of those of the functions in it.
func (k *kinds) learn(p *goja.Program) {
	code := reflect.ValueOf(p).Elem().FieldByName("code")
	for i, face := range engine.CodeOf(p) {
		if face.Table == nil || k.byTable[uintptr(face.Table)] != nil {
			engine.InnerPrograms(p, i, k.learn)
			continue
		}
		t := code.Index(i).Elem().Type()
		one := &kind{name: t.String(), typ: t, face: face, held: t}
		if t.Kind() == reflect.Pointer {
			one.held = t.Elem()
		}
		one.fields = fieldsOf(nil, one.held, "", 0)
		one.function = one.name == "*goja.newFunc"
		one.distinct = one.name == "*goja.getTaggedTmplObject"
		one.marker = one.name == "*goja.yieldMarker"
		one.name = string(signature([]byte(one.name), one.fields))
		k.byName[one.name] = one
		k.byTable[uintptr(face.Table)] = one
		engine.InnerPrograms(p, i, k.learn)
	}
}

// fieldsOf appends what a type is made of. It panics at what cannot be written.
func fieldsOf(fields []field, t reflect.Type, name string, at uintptr) []field {
	f := field{offset: at, size: t.Size(), typ: t}
	switch t.Kind() {
	case reflect.Bool:
		f.is = boolean
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		f.is = signed
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		f.is = unsigned
	case reflect.String:
		f.is = text
		if name == "source" {
			f.is = source
		}
	case reflect.Slice:
		f.is, f.element = list, fieldsOf(nil, t.Elem(), "", 0)
	case reflect.Struct:
		for i := range t.NumField() {
			inner := t.Field(i)
			fields = fieldsOf(fields, inner.Type, inner.Name, at+inner.Offset)
		}
		return fields
	default:
		switch {
		case t == namesType:
			f.is = names
		case t == reflect.PointerTo(programType):
			f.is = program
		case t == valueType:
			f.is = value
		case t == stringType:
			f.is = str
		case t.Kind() == reflect.Pointer && t.Elem().Name() == "regexpPattern":
			f.is = pattern
		case t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface:
			f.is = none
		default:
			panic("an instruction has a " + t.String())
		}
	}
	return append(fields, f)
}

// signature appends what fields are like, by which types of another layout are told apart.
func signature(name []byte, fields []field) []byte {
	for i := range fields {
		f := &fields[i]
		name = strconv.AppendUint(append(name, ' '), uint64(f.offset), 10)
		name = strconv.AppendUint(append(name, ' '), uint64(f.is), 10)
		name = strconv.AppendUint(append(name, ' '), uint64(f.size), 10)
		name = signature(name, f.element)
	}
	return name
}

// integer reads a number of any size.
func (f *field) integer(p unsafe.Pointer) int64 {
	if f.is == unsigned {
		switch f.size {
		case 1:
			return int64(*(*uint8)(p))
		case 2:
			return int64(*(*uint16)(p))
		case 4:
			return int64(*(*uint32)(p))
		}
		return *(*int64)(p)
	}
	switch f.size {
	case 1:
		return int64(*(*int8)(p))
	case 2:
		return int64(*(*int16)(p))
	case 4:
		return int64(*(*int32)(p))
	}
	return *(*int64)(p)
}

// setInteger writes a number of any size.
func (f *field) setInteger(p unsafe.Pointer, n int64) {
	switch f.size {
	case 1:
		*(*int8)(p) = int8(n)
	case 2:
		*(*int16)(p) = int16(n)
	case 4:
		*(*int32)(p) = int32(n)
	default:
		*(*int64)(p) = n
	}
}
