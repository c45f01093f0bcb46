package buffer

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

var infinity = math.Inf(1)

// construct is new Buffer(value[, encodingOrOffset[, length]]), deprecated.
func (m *module) construct(c modules.ConstructCall) (*goja.Object, error) {
	if err := m.warnOfConstructor(); err != nil {
		return nil, err
	}
	arg := c.Argument(0)
	var v goja.Value
	var err error
	switch {
	case !goja.IsNumber(arg):
		v, err = m.from(c.Call())
	case goja.IsString(c.Argument(1)):
		return nil, m.env.InvalidArgType("string", arg, "string")
	default:
		v, err = m.alloc(modules.Call{FunctionCall: goja.FunctionCall{Arguments: c.Arguments[:1]}, Env: c.Env})
	}
	if err != nil {
		return nil, err
	}
	return v.(*goja.Object), nil
}

// warnOfConstructor emits DEP0005 once, where --pending-deprecation or code
// outside node_modules asks for it.
func (m *module) warnOfConstructor() error {
	if m.warned {
		return nil
	}
	if m.env.Host.Info().Options["pending-deprecation"] == "" && m.calledFromPackage() {
		return nil
	}
	m.warned = true
	process := m.env.RequireObject("process")
	_, err := m.env.Method(process, "emitWarning", m.env.VM.ToValue("Buffer() is deprecated due to security and usability "+
		"issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead."),
		m.env.VM.ToValue("DeprecationWarning"), m.env.VM.ToValue("DEP0005"))
	return err
}

// calledFromPackage reports whether the caller is a file below node_modules.
func (m *module) calledFromPackage() bool {
	for _, frame := range m.env.VM.CaptureCallStack(0, nil) {
		if name := frame.SrcName(); name != "<native>" && name != "" {
			return insideNodeModules(name)
		}
	}
	return false
}

// from is Buffer.from(value[, encodingOrOffset[, length]]).
func (m *module) from(c modules.Call) (goja.Value, error) {
	value := c.Argument(0)
	if goja.IsString(value) {
		return m.fromString(value, c.Argument(1))
	}
	o, ok := value.(*goja.Object)
	if !ok || modules.IsFunction(o) {
		return nil, m.notConvertible(value)
	}
	kind := m.KindOf(o)
	if kind == buffers.ArrayBuffer {
		return m.fromArrayBuffer(c, o)
	}
	if kind != buffers.Uint8Array {
		primitive, err := m.valueOf(o)
		if err != nil {
			return nil, err
		}
		if primitive != nil {
			args := append([]goja.Value{primitive}, c.Arguments[1:]...)
			return m.from(modules.Call{FunctionCall: goja.FunctionCall{Arguments: args}, Env: c.Env})
		}
	}
	if b, err := m.fromObject(o, kind); b != nil || err != nil {
		return b, err
	}
	if toPrimitive := o.GetSymbol(goja.SymToPrimitive); modules.IsFunction(toPrimitive) {
		v, err := m.env.Invoke(toPrimitive, o, m.env.VM.ToValue("string"))
		if err != nil {
			return nil, err
		}
		if goja.IsString(v) {
			return m.fromString(v, c.Argument(1))
		}
	}
	return nil, m.notConvertible(value)
}

func (m *module) notConvertible(v goja.Value) error {
	return m.env.InvalidArgType("first argument", v, "string", "Buffer", "ArrayBuffer", "Array", "Array-like Object")
}

// valueOf is what o.valueOf() returns, unless that is o itself or of no use.
func (m *module) valueOf(o *goja.Object) (goja.Value, error) {
	method := o.Get("valueOf")
	if method == nil || !method.ToBoolean() {
		return nil, nil
	}
	v, err := m.env.Invoke(method, o)
	if err != nil || modules.IsNullish(v) || v == goja.Value(o) {
		return nil, err
	}
	if object, ok := v.(*goja.Object); goja.IsString(v) || ok && !modules.IsFunction(object) {
		return v, nil
	}
	return nil, nil
}

func (m *module) poolSize() int { return int(m.ctor.Get("poolSize").ToInteger()) }

func (m *module) fromString(s, enc goja.Value) (goja.Value, error) {
	e := encoding.UTF8
	if goja.IsString(enc) && enc.ToBoolean() {
		var ok bool
		if e, ok = encoding.Lookup(enc.String()); !ok {
			return nil, unknownEncoding(enc.String())
		}
	}
	return m.fromText(encoding.TextOf(s), e), nil
}

func (m *module) fromText(t encoding.Text, e encoding.Encoding) *goja.Object {
	return m.FromPool(m.poolSize(), e.ByteLength(t), func(memory []byte) int { return e.Write(memory, t) })
}

func (m *module) fromBytes(b []byte) *goja.Object {
	return m.FromPool(m.poolSize(), len(b), func(memory []byte) int { return copy(memory, b) })
}

func (m *module) fromArrayBuffer(c modules.Call, o *goja.Object) (goja.Value, error) {
	b, _ := m.Bytes(o)
	offset := 0.0
	if c.Has(1) {
		if offset = c.Argument(1).ToFloat(); math.IsNaN(offset) {
			offset = 0
		}
	}
	if !c.Has(2) && offset >= 0 && offset <= float64(len(b)) {
		if resizable := o.Get("resizable"); resizable != nil && resizable.ToBoolean() {
			return m.Rest(o, int(offset)), nil
		}
	}
	left := float64(len(b)) - offset
	if left < 0 {
		return nil, outOfBounds("offset")
	}
	if c.Has(2) {
		length := c.Argument(2).ToFloat()
		if length > left {
			return nil, outOfBounds("length")
		}
		left = 0
		if length > 0 {
			left = length
		}
	}
	if offset < 0 || offset != math.Trunc(offset) && offset >= float64(len(b)) {
		return nil, modules.RangeError("", "Start offset %v is outside the bounds of the buffer", offset)
	}
	return m.View(o, int(offset), int(left)), nil
}

// fromObject copies an array, an array-like object or what toJSON returned.
// Nil means that o is none of these.
func (m *module) fromObject(o *goja.Object, kind buffers.Kind) (goja.Value, error) {
	if kind == buffers.Uint8Array {
		b, _ := m.Bytes(o)
		return m.fromBytes(b), nil
	}
	length := o.Get("length")
	if length != nil && !goja.IsUndefined(length) || m.KindOf(o.Get("buffer")) == buffers.ArrayBuffer {
		if !goja.IsNumber(length) {
			return m.New(nil), nil
		}
		return m.fromArrayLike(o, length.ToFloat())
	}
	if kind := o.Get("type"); kind != nil && goja.IsString(kind) && kind.String() == "Buffer" {
		if data, ok := o.Get("data").(*goja.Object); ok && modules.IsArray(data) {
			return m.fromArrayLike(data, data.Get("length").ToFloat())
		}
	}
	return nil, nil
}

func (m *module) fromArrayLike(o *goja.Object, length float64) (goja.Value, error) {
	if !(length > 0) {
		return m.New(nil), nil
	}
	if length > allocationLimit {
		return nil, allocationFailed()
	}
	b := make([]byte, int(length))
	for i := range b {
		if v := o.Get(itoa(i)); v != nil {
			b[i] = toUint8(v)
		}
	}
	return m.fromBytes(b), nil
}

// copyBytesFrom is Buffer.copyBytesFrom(view[, offset[, length]]).
func (m *module) copyBytesFrom(c modules.Call) (goja.Value, error) {
	kind := m.KindOf(c.Argument(0))
	if kind != buffers.Uint8Array && kind != buffers.OtherTypedArray {
		return nil, m.env.InvalidArgType("view", c.Argument(0), "TypedArray")
	}
	o := c.Argument(0).(*goja.Object)
	b, _ := m.Bytes(o)
	length := o.Get("length").ToInteger()
	start, end := int64(0), length
	if length == 0 {
		return m.New(nil), nil
	}
	if c.Has(1) {
		var err error
		if start, err = c.Int(1, "offset", 0, modules.MaxSafeInteger); err != nil {
			return nil, err
		}
		start = min(start, length)
	}
	if c.Has(2) {
		n, err := c.Int(2, "length", 0, modules.MaxSafeInteger)
		if err != nil {
			return nil, err
		}
		end = min(start+n, length)
	}
	size := int64(len(b)) / length
	return m.fromBytes(b[start*size : max(start, end)*size]), nil
}

// of is Buffer.of(...items).
func (m *module) of(c modules.Call) (goja.Value, error) {
	b := make([]byte, len(c.Arguments))
	for i, v := range c.Arguments {
		b[i] = toUint8(v)
	}
	return m.New(b), nil
}

func (m *module) size(c modules.Call) (int, error) {
	n, err := c.Number(0, "size", 0, maxLength)
	if err == nil && n > allocationLimit {
		err = allocationFailed()
	}
	return int(n), err
}

func allocationFailed() error { return modules.RangeError("", "Array buffer allocation failed") }

// alloc is Buffer.alloc(size[, fill[, encoding]]).
func (m *module) alloc(c modules.Call) (goja.Value, error) {
	n, err := m.size(c)
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	o := m.New(b)
	if fill := c.Argument(1); n > 0 && !goja.IsUndefined(fill) && !(goja.IsNumber(fill) && fill.ToFloat() == 0) {
		return o, m.fillBytes(b, fill, c.Argument(2))
	}
	return o, nil
}

// allocUnsafe is Buffer.allocUnsafe(size[, alignment]).
func (m *module) allocUnsafe(c modules.Call) (goja.Value, error) {
	n, alignment, err := m.sizeAndAlignment(c)
	switch {
	case err != nil:
		return nil, err
	case alignment > 0:
		return m.FromPoolAligned(m.poolSize(), n, alignment), nil
	}
	return m.FromPool(m.poolSize(), n, func(memory []byte) int { return len(memory) }), nil
}

// allocUnsafeSlow is Buffer.allocUnsafeSlow(size[, alignment]).
func (m *module) allocUnsafeSlow(c modules.Call) (goja.Value, error) {
	n, alignment, err := m.sizeAndAlignment(c)
	switch {
	case err != nil:
		return nil, err
	case alignment > 0:
		return m.Aligned(n, alignment), nil
	}
	return m.New(make([]byte, n)), nil
}

func (m *module) sizeAndAlignment(c modules.Call) (size, alignment int, err error) {
	if size, err = m.size(c); err != nil || !c.Has(1) {
		return size, 0, err
	}
	a, err := c.Int(1, "alignment", 1, 1<<30)
	if err == nil && a&(a-1) != 0 {
		err = m.env.InvalidArgValue("alignment", c.Argument(1), "must be a power of two")
	}
	return size, int(a), err
}

// concat is Buffer.concat(list[, totalLength]).
func (m *module) concat(c modules.Call) (goja.Value, error) {
	if !modules.IsArray(c.Argument(0)) {
		return nil, m.env.InvalidArgType("list", c.Argument(0), "Array")
	}
	list := c.Argument(0).(*goja.Object)
	count := int(list.Get("length").ToInteger())
	if count == 0 {
		return m.New(nil), nil
	}
	length := int64(-1)
	if c.Has(1) {
		var err error
		if length, err = c.Int(1, "length", 0, maxLength); err != nil {
			return nil, err
		}
	}
	parts := make([][]byte, count)
	total := int64(0)
	for i := range parts {
		var err error
		item := list.Get(itoa(i))
		if item == nil {
			item = goja.Undefined()
		}
		if parts[i], err = m.uint8Array(item, "list["+itoa(i)+"]"); err != nil {
			return nil, err
		}
		total += int64(len(parts[i]))
	}
	if length < 0 {
		length = total
	}
	if length > allocationLimit {
		return nil, allocationFailed()
	}
	return m.FromPool(m.poolSize(), int(length), func(memory []byte) int {
		n := 0
		for _, part := range parts {
			n += copy(memory[n:], part)
		}
		clear(memory[n:])
		return len(memory)
	}), nil
}
