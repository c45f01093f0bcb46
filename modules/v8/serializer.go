package v8

import (
	"encoding/binary"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// serializer is a Serializer: what it has written, and the numbers of the
// objects that are in it.
type serializer struct {
	env         *modules.Env
	object      *goja.Object
	out         []byte
	ids         map[*goja.Object]uint64
	transferred map[*goja.Object]uint64
	hostViews   bool
}

var serializerSlot = modules.NewSlot[serializer]("Serializer")

func callRequired(class string) error {
	return modules.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Class constructor %s cannot be invoked without 'new'", class)
}

var errIllegalInvocation = &modules.Error{Class: "TypeError", Message: "Illegal invocation"}

func serializerClass(env *modules.Env) *goja.Object {
	method := func(name string, f func(c modules.Call, s *serializer) (goja.Value, error)) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) {
			s := serializerSlot.Get(c.This)
			if s == nil {
				return nil, errIllegalInvocation
			}
			return f(c, s)
		})
	}
	return env.Class(modules.ClassSpec{
		Name: "Serializer", NewOnly: true, EnumerableMethods: true, CallError: callRequired("Serializer"),
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			serializerSlot.Set(env.VM, c.This, &serializer{env: env, object: c.This})
			return nil, nil
		},
		Methods: []modules.Export{
			method("writeHeader", func(_ modules.Call, s *serializer) (goja.Value, error) {
				s.out = append(s.out, tagVersion, wireVersion)
				return nil, nil
			}),
			method("writeValue", func(c modules.Call, s *serializer) (goja.Value, error) {
				if err := s.value(c.Argument(0)); err != nil {
					return nil, err
				}
				return modules.Bool(true), nil
			}),
			method("releaseBuffer", func(_ modules.Call, s *serializer) (goja.Value, error) {
				out := s.out
				s.out = nil
				return buffers.New(env, out), nil
			}),
			method("transferArrayBuffer", func(c modules.Call, s *serializer) (goja.Value, error) {
				o, ok := c.Argument(1).(*goja.Object)
				if !ok || !buffers.IsArrayBuffer(env, o) {
					return nil, modules.TypeError("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer")
				}
				if s.transferred == nil {
					s.transferred = map[*goja.Object]uint64{}
				}
				s.transferred[o] = uint64(uint32(c.Argument(0).ToInteger()))
				return nil, nil
			}),
			method("writeUint32", func(c modules.Call, s *serializer) (goja.Value, error) {
				s.varint(uint64(uint32(c.Argument(0).ToInteger())))
				return nil, nil
			}),
			method("writeUint64", func(c modules.Call, s *serializer) (goja.Value, error) {
				s.varint(uint64(uint32(c.Argument(0).ToInteger()))<<32 | uint64(uint32(c.Argument(1).ToInteger())))
				return nil, nil
			}),
			method("writeDouble", func(c modules.Call, s *serializer) (goja.Value, error) {
				s.double(c.Argument(0).ToFloat())
				return nil, nil
			}),
			method("writeRawBytes", func(c modules.Call, s *serializer) (goja.Value, error) {
				b, ok := buffers.Bytes(env, c.Argument(0))
				if !ok || buffers.IsArrayBuffer(env, c.Argument(0)) {
					return nil, modules.TypeError("ERR_INVALID_ARG_TYPE", "source must be a TypedArray or a DataView")
				}
				s.out = append(s.out, b...)
				return nil, nil
			}),
			method("_setTreatArrayBufferViewsAsHostObjects", func(c modules.Call, s *serializer) (goja.Value, error) {
				s.hostViews = c.Argument(0).ToBoolean()
				return nil, nil
			}),
		},
	})
}

// fail throws what the object's _getDataCloneError makes of a message.
func (s *serializer) fail(message string) error {
	made, err := s.env.Method(s.object, "_getDataCloneError", s.env.VM.ToValue(message))
	if err != nil {
		return err
	}
	return &modules.ThrownError{Value: made}
}

func (s *serializer) varint(n uint64) { s.out = binary.AppendUvarint(s.out, n) }

func (s *serializer) double(f float64) {
	if math.IsNaN(f) {
		s.out = binary.LittleEndian.AppendUint64(s.out, 0x7ff8<<48)
		return
	}
	s.out = binary.LittleEndian.AppendUint64(s.out, math.Float64bits(f))
}

// number writes a number with its tag. Keys of properties are such too.
func (s *serializer) number(f float64) {
	if n := int32(f); float64(n) == f && !(n == 0 && math.Signbit(f)) {
		s.out = append(s.out, tagInt32)
		s.varint(uint64(uint32(n<<1) ^ uint32(n>>31)))
		return
	}
	s.out = append(s.out, tagDouble)
	s.double(f)
}

func (s *serializer) value(v goja.Value) error {
	switch v := v.(type) {
	case nil:
		s.out = append(s.out, tagUndefined)
	case *goja.Object:
		return s.receiver(v)
	case *goja.Symbol:
		return s.fail("Symbol(" + v.String() + ") could not be cloned.")
	case goja.String:
		s.text(v)
	default:
		switch {
		case goja.IsUndefined(v):
			s.out = append(s.out, tagUndefined)
		case goja.IsNull(v):
			s.out = append(s.out, tagNull)
		case goja.IsNumber(v):
			s.number(v.ToFloat())
		case goja.IsBigInt(v):
			s.out = append(s.out, tagBigInt)
			s.bigint(v)
		case v.ToBoolean():
			s.out = append(s.out, tagTrue)
		default:
			s.out = append(s.out, tagFalse)
		}
	}
	return nil
}

// bigint writes the sign, the length and the digits in units of 64 bits.
func (s *serializer) bigint(v goja.Value) {
	n := v.Export().(*big.Int)
	length := (n.BitLen() + 63) / 64 * 8
	sign := uint64(0)
	if n.Sign() < 0 {
		sign = 1
	}
	s.varint(uint64(length)<<1 | sign)
	digits := n.FillBytes(make([]byte, length))
	slices.Reverse(digits)
	s.out = append(s.out, digits...)
}

func oneByte(v goja.String) bool {
	for i := range v.Length() {
		if v.CharAt(i) > 0xff {
			return false
		}
	}
	return true
}

func (s *serializer) text(v goja.String) {
	n := v.Length()
	if oneByte(v) {
		s.out = append(s.out, tagOneByte)
		s.varint(uint64(n))
		for i := range n {
			s.out = append(s.out, byte(v.CharAt(i)))
		}
		return
	}
	// The units are aligned, counted from the beginning.
	if head := 1 + len(binary.AppendUvarint(nil, uint64(2*n))); (len(s.out)+head)%2 != 0 {
		s.out = append(s.out, tagPadding)
	}
	s.out = append(s.out, tagTwoByte)
	s.varint(uint64(2 * n))
	for i := range n {
		s.out = binary.LittleEndian.AppendUint16(s.out, v.CharAt(i))
	}
}

var proxyType = reflect.TypeFor[goja.Proxy]()

// receiver writes an object, or a reference to one that is there already.
func (s *serializer) receiver(o *goja.Object) error {
	kind := buffers.None
	if o.ExportType() != proxyType {
		kind = buffers.Of(s.env).KindOf(o)
	}
	isView := kind == buffers.Uint8Array || kind == buffers.OtherTypedArray || kind == buffers.DataView
	if _, seen := s.ids[o]; isView && !seen && !s.hostViews {
		if err := s.receiver(o.Get("buffer").(*goja.Object)); err != nil {
			return err
		}
	}
	if id, seen := s.ids[o]; seen {
		s.out = append(s.out, tagReference)
		s.varint(id)
		return nil
	}
	if s.ids == nil {
		s.ids = map[*goja.Object]uint64{}
	}
	s.ids[o] = uint64(len(s.ids))
	switch {
	case o.ExportType() == proxyType || modules.IsFunction(o):
		return s.uncloneable(o)
	case isView && s.hostViews:
		return s.host(o)
	case isView:
		return s.view(o)
	case kind == buffers.ArrayBuffer:
		return s.arrayBuffer(o)
	}
	return s.plainOrBuiltin(o)
}

func (s *serializer) plainOrBuiltin(o *goja.Object) error {
	switch o.ClassName() {
	case "Array":
		return s.array(o)
	case "Date":
		s.out = append(s.out, tagDate)
		s.double(s.call(o, "Date", "getTime").ToFloat())
		return nil
	case "RegExp":
		s.regexp(o)
		return nil
	case "Error":
		return s.error(o)
	case "Number", "String", "Boolean":
		s.wrapper(o)
		return nil
	case "Symbol", "Promise", "WeakMap", "WeakSet", "Arguments", "Generator", "Map Iterator", "Set Iterator", "Array Iterator":
		return s.uncloneable(o)
	}
	for _, class := range [...]string{"Map", "Set", "BigInt", "Promise", "WeakMap", "WeakSet", "WeakRef"} {
		constructor, ok := s.env.VM.Get(class).(*goja.Object)
		if !ok || !s.env.VM.InstanceOf(o, constructor) {
			continue
		}
		switch class {
		case "Map", "Set":
			return s.collection(o, class)
		case "BigInt":
			s.out = append(s.out, tagBigObject)
			s.bigint(s.call(o, "BigInt", "valueOf"))
			return nil
		}
		return s.uncloneable(o)
	}
	if iteratorTag(o) != "" {
		return s.uncloneable(o)
	}
	s.out = append(s.out, tagObject)
	n, err := s.properties(o, o.Keys())
	if err != nil {
		return err
	}
	s.out = append(s.out, tagObjectEnd)
	s.varint(uint64(n))
	return nil
}

func (s *serializer) uncloneable(o *goja.Object) error {
	if modules.IsFunction(o) {
		return s.fail(o.String() + " could not be cloned.")
	}
	name := "Object"
	if o.ExportType() != proxyType {
		if tag := iteratorTag(o); tag != "" {
			return s.fail("[object " + tag + "] could not be cloned.")
		}
		if constructor, ok := o.Get("constructor").(*goja.Object); ok {
			name = constructor.Get("name").String()
		}
	}
	return s.fail("#<" + name + "> could not be cloned.")
}

// iteratorTag is what a builtin iterator is called, such as "Map Iterator".
func iteratorTag(o *goja.Object) string {
	if tag := o.GetSymbol(goja.SymToStringTag); tag != nil && strings.HasSuffix(tag.String(), " Iterator") {
		return tag.String()
	}
	return ""
}

// call calls a builtin method, whatever the object overrides.
func (s *serializer) call(o *goja.Object, class, method string, args ...goja.Value) goja.Value {
	prototype := s.env.VM.Get(class).(*goja.Object).Get("prototype").(*goja.Object)
	v, err := s.env.Invoke(prototype.Get(method), o, args...)
	if err != nil {
		panic(s.env.Panic(err))
	}
	return v
}

// properties writes keys and values, and returns how many there were.
func (s *serializer) properties(o *goja.Object, keys []string) (n int, err error) {
	for _, key := range keys {
		v := o.Get(key)
		if v == nil {
			continue // a getter has deleted it
		}
		if i, err := strconv.ParseUint(key, 10, 32); err == nil && i < math.MaxUint32 && strconv.FormatUint(i, 10) == key {
			s.number(float64(i))
		} else {
			s.text(s.env.VM.ToValue(key).(goja.String))
		}
		if err := s.value(v); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// array writes an array without holes element by element, and others as
// objects with a length.
func (s *serializer) array(o *goja.Object) error {
	length := int(o.Get("length").ToInteger())
	keys := o.Keys()
	elements := 0
	for elements < len(keys) && elements < length && keys[elements] == strconv.Itoa(elements) {
		elements++
	}
	dense := elements == length
	begin, end := byte(tagSparse), byte(tagSparseEnd)
	if dense {
		begin, end = tagDense, tagDenseEnd
		keys = keys[length:]
	}
	s.out = append(s.out, begin)
	s.varint(uint64(length))
	if dense {
		for i := range length {
			v := o.Get(strconv.Itoa(i))
			if v == nil {
				s.out = append(s.out, tagHole)
			} else if err := s.value(v); err != nil {
				return err
			}
		}
	}
	n, err := s.properties(o, keys)
	if err != nil {
		return err
	}
	s.out = append(s.out, end)
	s.varint(uint64(n))
	s.varint(uint64(length))
	return nil
}

func (s *serializer) regexp(o *goja.Object) {
	s.out = append(s.out, tagRegExp)
	s.text(o.Get("source").ToString().(goja.String))
	bits := uint64(0)
	for _, flag := range o.Get("flags").String() {
		bits |= 1 << strings.IndexRune(regexpFlags, flag)
	}
	s.varint(bits)
}

func (s *serializer) wrapper(o *goja.Object) {
	v := s.call(o, o.ClassName(), "valueOf")
	switch o.ClassName() {
	case "Number":
		s.out = append(s.out, tagNumber)
		s.double(v.ToFloat())
	case "String":
		s.out = append(s.out, tagString)
		s.text(v.(goja.String))
	default:
		if v.ToBoolean() {
			s.out = append(s.out, tagTrueObject)
		} else {
			s.out = append(s.out, tagFalseObject)
		}
	}
}

// collection writes the entries that a Map or Set has before any getter runs.
func (s *serializer) collection(o *goja.Object, class string) error {
	begin, end := byte(tagMap), byte(tagMapEnd)
	if class == "Set" {
		begin, end = tagSet, tagSetEnd
	}
	var values []goja.Value
	visit := s.env.VM.ToValue(func(c goja.FunctionCall) goja.Value {
		values = append(values, c.Argument(1))
		if class == "Map" {
			values = append(values, c.Argument(0))
		}
		return goja.Undefined()
	})
	s.call(o, class, "forEach", visit)
	s.out = append(s.out, begin)
	for _, v := range values {
		if err := s.value(v); err != nil {
			return err
		}
	}
	s.out = append(s.out, end)
	s.varint(uint64(len(values)))
	return nil
}

func (s *serializer) error(o *goja.Object) error {
	s.out = append(s.out, tagError)
	name := o.Get("name")
	for _, c := range errorClasses {
		if name != nil && name.String() == c.class {
			s.out = append(s.out, c.tag)
		}
	}
	own := o.GetOwnPropertyNames()
	if slices.Contains(own, "message") {
		s.out = append(s.out, errorMessage)
		s.text(o.Get("message").ToString().(goja.String))
	}
	if stack, ok := o.Get("stack").(goja.String); ok {
		s.out = append(s.out, errorStack)
		s.text(stack)
	}
	if slices.Contains(own, "cause") {
		s.out = append(s.out, errorCause)
		if err := s.value(o.Get("cause")); err != nil {
			return err
		}
	}
	s.out = append(s.out, errorEnd)
	return nil
}

func (s *serializer) arrayBuffer(o *goja.Object) error {
	if id, ok := s.transferred[o]; ok {
		s.out = append(s.out, tagTransferred)
		s.varint(id)
		return nil
	}
	b, ok := o.Export().(goja.ArrayBuffer)
	if !ok {
		return s.uncloneable(o)
	}
	if b.Detached() {
		return s.fail("An ArrayBuffer is detached and could not be cloned.")
	}
	s.out = append(s.out, tagBuffer)
	s.varint(uint64(len(b.Bytes())))
	s.out = append(s.out, b.Bytes()...)
	return nil
}

func (s *serializer) view(o *goja.Object) error {
	for _, c := range viewClasses {
		class, ok := s.env.VM.Get(c.class).(*goja.Object)
		if !ok || !s.env.VM.InstanceOf(o, class) {
			continue
		}
		s.out = append(s.out, tagView, c.tag)
		s.varint(uint64(o.Get("byteOffset").ToInteger()))
		s.varint(uint64(o.Get("byteLength").ToInteger()))
		s.varint(0)
		return nil
	}
	return s.uncloneable(o)
}

// host leaves an object to the method _writeHostObject.
func (s *serializer) host(o *goja.Object) error {
	write := s.object.Get("_writeHostObject")
	if !modules.IsFunction(write) {
		return s.uncloneable(o)
	}
	s.out = append(s.out, tagHost)
	_, err := s.env.Invoke(write, s.object, o)
	return err
}
