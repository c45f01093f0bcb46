package fast

import (
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// maker makes values and objects of goja's in few allocations.
type maker struct {
	*kinds
	vm                             *goja.Runtime
	objectPrototype, listPrototype *goja.Object

	ints    []int64   // storage that is left
	floats  []float64 // likewise
	headers []string
	bytes   []byte

	interned [512]*string       // short strings seen last, by their hash
	shape    []unistring.String // the keys of the object made last, marked as shared
	length   []unistring.String // those of every array, likewise
}

func newMaker(vm *goja.Runtime, k *kinds) *maker {
	return &maker{
		kinds: k, vm: vm, objectPrototype: vm.NewObject().Prototype(), listPrototype: vm.NewArray().Prototype(),
		length: shared([]unistring.String{"length"}),
	}
}

var booleans = [2]bool{false, true}

func (m *maker) truth(v bool) goja.Value {
	if v {
		return assemble(m.kinds.boolean, unsafe.Pointer(&booleans[1]))
	}
	return assemble(m.kinds.boolean, unsafe.Pointer(&booleans[0]))
}

func (m *maker) integer(n int64) goja.Value {
	if n >= 0 && n < smallInts {
		return assemble(m.kinds.integer, unsafe.Pointer(&m.small[n]))
	}
	if len(m.ints) == 0 {
		m.ints = make([]int64, 32)
	}
	p := &m.ints[0]
	m.ints = m.ints[1:]
	*p = n
	return assemble(m.kinds.integer, unsafe.Pointer(p))
}

// fraction is the value of a number that is neither an integer nor NaN, infinite or -0.
func (m *maker) fraction(f float64) goja.Value {
	if len(m.floats) == 0 {
		m.floats = make([]float64, 32)
	}
	p := &m.floats[0]
	m.floats = m.floats[1:]
	*p = f
	return assemble(m.kinds.float, unsafe.Pointer(p))
}

// Strings shorter than this share memory with others, so that one of them keeps about 1 KB at most.
const shortString = 32

// intern copies a short ASCII string, or finds the copy it made before.
func (m *maker) intern(b []byte) *string {
	h := uint32(len(b))
	for _, c := range b {
		h = h*31 + uint32(c)
	}
	h ^= h >> 9
	slot := &m.interned[h%uint32(len(m.interned))]
	if p := *slot; p != nil && *p == string(b) {
		return p
	}
	if len(m.headers) == 0 {
		m.headers = make([]string, 16)
	}
	if len(m.bytes) < len(b) {
		m.bytes = make([]byte, 512)
	}
	p := &m.headers[0]
	m.headers = m.headers[1:]
	copy(m.bytes, b)
	*p = unsafe.String(unsafe.SliceData(m.bytes), len(b))
	m.bytes = m.bytes[len(b):]
	*slot = p
	return p
}

// ascii is the value of a string in ASCII, which is copied.
func (m *maker) ascii(b []byte) goja.Value {
	if len(b) < shortString {
		return assemble(m.kinds.ascii, unsafe.Pointer(m.intern(b)))
	}
	return m.asciiString(string(b))
}

func (m *maker) asciiString(s string) goja.Value {
	return assemble(m.kinds.ascii, unsafe.Pointer(&s))
}

// wide is the value of a string in UTF-16 behind a byte order mark, which it keeps.
func (m *maker) wide(marked []uint16) goja.Value {
	return assemble(m.kinds.unicode, unsafe.Pointer(&marked))
}

// plainObject is an object with what goja keeps of it, in one piece.
type plainObject struct {
	object object
	base   base
}

// object makes an object of the keys and values. goja sorts those that are integers when it first looks.
func (m *maker) object(keys []unistring.String, values []goja.Value) goja.Value {
	o := &plainObject{object: object{Runtime: m.vm}}
	o.object.Self = face{Table: m.plain, Data: unsafe.Pointer(&o.base)}
	o.base.Class = "Object"
	o.base.Val = (*goja.Object)(unsafe.Pointer(&o.object))
	o.base.Prototype = m.objectPrototype
	o.base.Extensible = true
	var table map[unistring.String]goja.Value
	if len(keys) <= 8 {
		table = make(map[unistring.String]goja.Value)
	} else {
		table = make(map[unistring.String]goja.Value, len(keys))
	}
	o.base.Values = table
	for i, k := range keys {
		table[k] = values[i]
	}
	if len(table) < len(keys) {
		keys = firsts(keys)
	}
	if len(keys) > 0 {
		o.base.PropNames = m.names(keys)
	}
	return assemble(m.kinds.object, unsafe.Pointer(o))
}

// copyMarker is what goja has in the last element of the capacity of keys that must be copied before they are changed.
const copyMarker = unistring.String(" ")

// names gives the list of an object's keys: that of the last object if it had the same.
func (m *maker) names(keys []unistring.String) []unistring.String {
	if len(keys) == len(m.shape) {
		same := true
		for i, k := range keys {
			if k != m.shape[i] {
				same = false
				break
			}
		}
		if same {
			return m.shape
		}
	}
	m.shape = shared(keys)
	return m.shape
}

// shared copies keys so that several objects can have the copy.
func shared(keys []unistring.String) []unistring.String {
	list := make([]unistring.String, len(keys), len(keys)+1)
	copy(list, keys)
	list[:len(keys)+1][len(keys)] = copyMarker
	return list
}

// firsts drops the keys that came before.
func firsts(keys []unistring.String) []unistring.String {
	seen := make(map[unistring.String]bool, len(keys))
	var list []unistring.String
	for _, k := range keys {
		if !seen[k] {
			seen[k] = true
			list = append(list, k)
		}
	}
	return list
}

var noProperties = property{Writable: true}

// list makes an array of the values, which it copies.
func (m *maker) list(values []goja.Value) goja.Value {
	type listObject struct {
		object object
		array  array
	}
	o := &listObject{object: object{Runtime: m.vm}}
	o.object.Self = face{Table: m.array, Data: unsafe.Pointer(&o.array)}
	a := &o.array
	a.Base.Class = "Array"
	a.Base.Val = (*goja.Object)(unsafe.Pointer(&o.object))
	a.Base.Prototype = m.listPrototype
	a.Base.Extensible = true
	a.LengthProp = noProperties
	a.Base.Values = map[unistring.String]goja.Value{"length": assemble(m.kinds.property, unsafe.Pointer(&a.LengthProp))}
	a.Base.PropNames = m.length
	a.Values = append([]goja.Value(nil), values...)
	a.Length = uint32(len(values))
	a.ObjCount = len(values)
	return assemble(m.kinds.object, unsafe.Pointer(o))
}

// text gives a string of goja's, in ASCII or in UTF-16. The memory is goja's.
func (m *maker) text(v goja.Value) (ascii string, wide []uint16) {
	f := parts(v)
	switch f.Table {
	case m.kinds.ascii:
		return *(*string)(f.Data), nil
	case m.unicode:
		return "", (*(*[]uint16)(f.Data))[1:]
	}
	if ascii, wide = devirtualizeString(v.(goja.String)); wide != nil {
		wide = wide[1:]
	}
	return ascii, wide
}

// toString is the value as a string, as String concatenation makes it.
func (m *maker) toString(v goja.Value) goja.String {
	switch s := v.(type) {
	case goja.String:
		return s
	case *goja.Symbol:
		panic(m.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	case *goja.Object:
		return m.toString(s.ToString())
	}
	return m.vm.ToValue(v.String()).(goja.String)
}
