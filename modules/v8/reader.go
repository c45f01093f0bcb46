package v8

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// maxDepth is how deep values may lie in each other.
const maxDepth = 10_000

// reader is a Deserializer: a place in a text of the wire format. Its methods
// report false for what is no such text.
type reader struct {
	env         *modules.Env
	object      *goja.Object
	source      goja.Value
	in          []byte
	at          int
	version     int
	depth       int
	objects     []*goja.Object
	transferred map[uint64]*goja.Object
}

// refresh looks for the memory again, which may have been detached.
func (r *reader) refresh() {
	r.in, _ = buffers.Bytes(r.env, r.source)
	r.at = min(r.at, len(r.in))
}

func (r *reader) byte() (byte, bool) {
	if r.at >= len(r.in) {
		return 0, false
	}
	r.at++
	return r.in[r.at-1], true
}

func (r *reader) varint() (uint64, bool) {
	n, size := binary.Uvarint(r.in[r.at:])
	if size <= 0 {
		return 0, false
	}
	r.at += size
	return n, true
}

func (r *reader) bytes(n uint64) ([]byte, bool) {
	if n > uint64(len(r.in)-r.at) {
		return nil, false
	}
	b := r.in[r.at : r.at+int(n)]
	r.at += int(n)
	return b, true
}

func (r *reader) double() (float64, bool) {
	b, ok := r.bytes(8)
	if !ok {
		return 0, false
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b)), true
}

// tag takes the next tag that is no padding.
func (r *reader) tag() (byte, bool) {
	for {
		if tag, ok := r.byte(); !ok || tag != tagPadding {
			return tag, ok
		}
	}
}

// peek is the next tag, which stays.
func (r *reader) peek() byte {
	at := r.at
	tag, _ := r.tag()
	r.at = at
	return tag
}

func (r *reader) keep(o *goja.Object) *goja.Object {
	r.objects = append(r.objects, o)
	return o
}

// value reads a value and, if it is a buffer that a view follows, the view.
func (r *reader) value() (v goja.Value, ok bool, err error) {
	if r.depth++; r.depth > maxDepth {
		return nil, false, nil
	}
	defer func() { r.depth-- }()
	tag, ok := r.tag()
	if !ok {
		return nil, false, nil
	}
	v, ok, err = r.tagged(tag)
	if buffer, isObject := v.(*goja.Object); ok && err == nil && isObject && r.peek() == tagView && buffers.IsArrayBuffer(r.env, buffer) {
		return r.view(buffer)
	}
	return v, ok, err
}

func (r *reader) tagged(tag byte) (v goja.Value, ok bool, err error) {
	vm := r.env.VM
	switch tag {
	case tagUndefined:
		return goja.Undefined(), true, nil
	case tagNull:
		return goja.Null(), true, nil
	case tagTrue, tagFalse:
		return modules.Bool(tag == tagTrue), true, nil
	case tagInt32:
		n, ok := r.varint()
		return vm.ToValue(int32(uint32(n)>>1) ^ -int32(n&1)), ok, nil
	case tagUint32:
		n, ok := r.varint()
		return vm.ToValue(uint32(n)), ok, nil
	case tagDouble:
		f, ok := r.double()
		return vm.ToValue(f), ok, nil
	case tagBigInt:
		n, ok := r.bigint()
		return vm.ToValue(n), ok, nil
	case tagOneByte, tagTwoByte, tagUTF8:
		v, ok := r.text(tag)
		return v, ok, nil
	case tagReference:
		id, ok := r.varint()
		if !ok || id >= uint64(len(r.objects)) || r.objects[id] == nil {
			return nil, false, nil
		}
		return r.objects[id], true, nil
	case tagObject:
		return r.plain()
	case tagDense, tagSparse:
		return r.array(tag)
	case tagMap, tagSet:
		return r.collection(tag)
	case tagBuffer, tagTransferred:
		v, ok := r.arrayBuffer(tag)
		return v, ok, nil
	case tagError:
		return r.error()
	case tagHost:
		return r.host()
	}
	return r.boxed(tag)
}

func (r *reader) bigint() (*big.Int, bool) {
	field, ok := r.varint()
	b, enough := r.bytes(field >> 1)
	if !ok || !enough {
		return big.NewInt(0), false
	}
	digits := slices.Clone(b)
	slices.Reverse(digits)
	n := new(big.Int).SetBytes(digits)
	if field&1 != 0 {
		n.Neg(n)
	}
	return n, true
}

func (r *reader) text(tag byte) (goja.Value, bool) {
	length, ok := r.varint()
	b, enough := r.bytes(length)
	if !ok || !enough {
		return nil, false
	}
	switch tag {
	case tagUTF8:
		return r.env.VM.ToValue(strings.ToValidUTF8(string(b), "\ufffd")), true
	case tagOneByte:
		units := make([]uint16, len(b))
		for i, c := range b {
			units[i] = uint16(c)
		}
		return goja.StringFromUTF16(units), true
	}
	if length%2 != 0 {
		return nil, false
	}
	units := make([]uint16, length/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return goja.StringFromUTF16(units), true
}

// taggedText reads a string that stands for itself within another value.
func (r *reader) taggedText() (goja.Value, bool) {
	tag, ok := r.tag()
	if !ok || tag != tagOneByte && tag != tagTwoByte && tag != tagUTF8 {
		return nil, false
	}
	return r.text(tag)
}

// boxed reads dates, regular expressions and boxed primitives.
func (r *reader) boxed(tag byte) (v goja.Value, ok bool, err error) {
	vm := r.env.VM
	class, args := "", []goja.Value(nil)
	switch tag {
	case tagDate, tagNumber:
		f, ok := r.double()
		if !ok {
			return nil, false, nil
		}
		if class = "Date"; tag == tagNumber {
			class = "Number"
		}
		args = []goja.Value{vm.ToValue(f)}
	case tagTrueObject, tagFalseObject:
		class, args = "Boolean", []goja.Value{modules.Bool(tag == tagTrueObject)}
	case tagString:
		s, ok := r.taggedText()
		if !ok {
			return nil, false, nil
		}
		class, args = "String", []goja.Value{s}
	case tagBigObject:
		n, ok := r.bigint()
		return r.keep(vm.ToValue(n).ToObject(vm)), ok, nil
	case tagRegExp:
		pattern, ok := r.taggedText()
		bits, enough := r.varint()
		if !ok || !enough || bits >= 1<<len(regexpFlags) {
			return nil, false, nil
		}
		flags := ""
		for i, flag := range regexpFlags {
			if bits&(1<<i) != 0 && flag != 'l' {
				flags += string(flag)
			}
		}
		class, args = "RegExp", []goja.Value{pattern, vm.ToValue(flags)}
	default:
		return nil, false, nil
	}
	o, err := vm.New(vm.Get(class), args...)
	if err != nil {
		return nil, false, err
	}
	return r.keep(o), true, nil
}

// properties reads keys and values up to the tag that ends them, and checks
// their number.
func (r *reader) properties(o *goja.Object, end byte) (ok bool, err error) {
	for n := uint64(0); ; n++ {
		if r.peek() == end {
			_, _ = r.tag()
			count, ok := r.varint()
			return ok && count == n, nil
		}
		key, ok, err := r.value()
		if !ok || err != nil || !goja.IsString(key) && !goja.IsNumber(key) {
			return false, err
		}
		v, ok, err := r.value()
		if !ok || err != nil {
			return false, err
		}
		if err := o.DefineDataProperty(key.String(), v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			return false, err
		}
	}
}

func (r *reader) plain() (goja.Value, bool, error) {
	o := r.keep(r.env.VM.NewObject())
	ok, err := r.properties(o, tagObjectEnd)
	return o, ok, err
}

func (r *reader) array(tag byte) (goja.Value, bool, error) {
	length, ok := r.varint()
	if !ok || length > math.MaxUint32 || tag == tagDense && length > uint64(len(r.in)-r.at) {
		return nil, false, nil
	}
	o := r.keep(r.env.VM.NewArray())
	if err := o.Set("length", int64(length)); err != nil {
		return nil, false, err
	}
	end := byte(tagSparseEnd)
	if tag == tagDense {
		end = tagDenseEnd
		for i := range int(length) {
			if r.peek() == tagHole {
				_, _ = r.tag()
				continue
			}
			v, ok, err := r.value()
			if !ok || err != nil {
				return nil, false, err
			}
			if err := o.DefineDataProperty(r.env.VM.ToValue(i).String(), v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
				return nil, false, err
			}
		}
	}
	if ok, err := r.properties(o, end); !ok || err != nil {
		return nil, false, err
	}
	again, ok := r.varint()
	return o, ok && again == length, nil
}

func (r *reader) collection(tag byte) (goja.Value, bool, error) {
	class, end, add, step := "Map", byte(tagMapEnd), "set", uint64(2)
	if tag == tagSet {
		class, end, add, step = "Set", tagSetEnd, "add", 1
	}
	constructor := r.env.VM.Get(class).(*goja.Object)
	made, err := r.env.VM.New(constructor)
	if err != nil {
		return nil, false, err
	}
	o := r.keep(made)
	insert := constructor.Get("prototype").(*goja.Object).Get(add)
	for n := uint64(0); ; n += step {
		if r.peek() == end {
			_, _ = r.tag()
			count, ok := r.varint()
			return o, ok && count == n, nil
		}
		var entry []goja.Value
		for range step {
			v, ok, err := r.value()
			if !ok || err != nil {
				return nil, false, err
			}
			entry = append(entry, v)
		}
		if _, err := r.env.Invoke(insert, o, entry...); err != nil {
			return nil, false, err
		}
	}
}

func (r *reader) arrayBuffer(tag byte) (goja.Value, bool) {
	n, ok := r.varint()
	if !ok {
		return nil, false
	}
	if tag == tagTransferred {
		o := r.transferred[n]
		if o == nil {
			return nil, false
		}
		return r.keep(o), true
	}
	b, ok := r.bytes(n)
	if !ok {
		return nil, false
	}
	vm := r.env.VM
	return r.keep(vm.ToValue(vm.NewArrayBuffer(slices.Clone(b))).(*goja.Object)), true
}

func (r *reader) view(buffer *goja.Object) (goja.Value, bool, error) {
	_, _ = r.tag()
	tag, ok := r.byte()
	offset, ok1 := r.varint()
	length, ok2 := r.varint()
	ok3 := true
	if r.version >= 14 {
		_, ok3 = r.varint()
	}
	i := -1
	for j, c := range viewClasses {
		if c.tag == tag {
			i = j
		}
	}
	size := uint64(buffer.Get("byteLength").ToInteger())
	if !ok || !ok1 || !ok2 || !ok3 || i < 0 || offset > size || length > size-offset {
		return nil, false, nil
	}
	class, _ := r.env.VM.Get(viewClasses[i].class).(*goja.Object)
	if class == nil {
		return nil, false, nil
	}
	if bytes := class.Get("BYTES_PER_ELEMENT"); bytes != nil {
		unit := uint64(bytes.ToInteger())
		if offset%unit != 0 || length%unit != 0 {
			return nil, false, nil
		}
		length /= unit
	}
	o, err := r.env.VM.New(class, buffer, r.env.VM.ToValue(int64(offset)), r.env.VM.ToValue(int64(length)))
	if err != nil {
		return nil, false, err
	}
	return r.keep(o), true, nil
}

func (r *reader) error() (goja.Value, bool, error) {
	vm := r.env.VM
	id := len(r.objects)
	r.objects = append(r.objects, nil)
	class := "Error"
	for _, c := range errorClasses {
		if r.peek() == c.tag {
			_, _ = r.tag()
			class = c.class
		}
	}
	o, err := vm.New(vm.Get(class))
	if err != nil {
		return nil, false, err
	}
	r.objects[id] = o
	for {
		tag, ok := r.tag()
		var v goja.Value
		name := ""
		switch {
		case !ok:
			return nil, false, nil
		case tag == errorEnd:
			return o, true, nil
		case tag == errorMessage:
			name = "message"
			v, ok = r.taggedText()
		case tag == errorStack:
			name = "stack"
			v, ok = r.taggedText()
		case tag == errorCause:
			name = "cause"
			v, ok, err = r.value()
		default:
			return nil, false, nil
		}
		if !ok || err != nil {
			return nil, false, err
		}
		if err := o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			return nil, false, err
		}
	}
}

// host leaves an object to the method _readHostObject.
func (r *reader) host() (goja.Value, bool, error) {
	id := len(r.objects)
	r.objects = append(r.objects, nil)
	read := r.object.Get("_readHostObject")
	if !modules.IsFunction(read) {
		return nil, false, nil
	}
	v, err := r.env.Invoke(read, r.object)
	if err != nil {
		return nil, false, err
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false, modules.TypeError("ERR_INVALID_ARG_TYPE", "readHostObject must return an object")
	}
	r.objects[id] = o
	r.refresh()
	return o, true, nil
}
