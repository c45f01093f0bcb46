package buffer

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// defineText defines asciiSlice, asciiWrite and their like.
func (m *module) defineText() {
	encodings := []struct {
		name     string
		encoding encoding.Encoding
	}{
		{"ascii", encoding.ASCII}, {"base64", encoding.Base64}, {"base64url", encoding.Base64URL},
		{"latin1", encoding.Latin1}, {"hex", encoding.Hex}, {"ucs2", encoding.UTF16LE}, {"utf8", encoding.UTF8},
	}
	for _, x := range encodings {
		m.method(x.name+"Slice", x.name+"Slice", "", 2, m.slicer(x.encoding))
	}
	for _, x := range encodings {
		m.method(x.name+"Write", x.name+"Write", "", 3, m.textWriter(x.encoding))
	}
}

// toString is buf.toString([encoding[, start[, end]]]).
func (m *module) toString(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		b, ok := m.Bytes(c.This)
		if !ok {
			return nil, notABuffer()
		}
		return encoding.UTF8.Decode(m.env.VM, b)
	}
	b, _, err := m.this(c, "length")
	if err != nil {
		return nil, err
	}
	start, end := 0, len(b)
	if c.Has(1) {
		f := c.Arguments[1].ToFloat()
		if f >= float64(len(b)) {
			return m.env.VM.ToValue(""), nil
		}
		start = clampIndex(f, len(b))
	}
	if c.Has(2) {
		end = clampIndex(c.Arguments[2].ToFloat(), len(b))
	}
	if end <= start {
		return m.env.VM.ToValue(""), nil
	}
	e := encoding.UTF8
	if c.Has(0) {
		if e, err = encodingOf(c.Arguments[0]); err != nil {
			return nil, err
		}
	}
	return e.Decode(m.env.VM, b[start:end])
}

// clampIndex truncates a number to an index from 0 to n; NaN is 0.
func clampIndex(f float64, n int) int {
	switch {
	case f >= float64(n):
		return n
	case f > 0:
		return int(f)
	}
	return 0
}

// arrayIndex is an argument that Node's native functions take for an index.
func arrayIndex(c modules.Call, i, fallback int) (int, error) {
	if !c.Has(i) {
		return fallback, nil
	}
	n := c.Arguments[i].ToInteger()
	if n < 0 {
		return 0, indexOutOfRange()
	}
	return int(n), nil
}

// slicer is buf.utf8Slice([start[, end]]) and its like.
func (m *module) slicer(e encoding.Encoding) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, ok := m.Bytes(c.This)
		if !ok {
			return nil, notABuffer()
		}
		start, err := arrayIndex(c, 0, 0)
		if err != nil {
			return nil, err
		}
		end, err := arrayIndex(c, 1, len(b))
		if err != nil {
			return nil, err
		}
		if end = max(end, start); end > len(b) {
			return nil, indexOutOfRange()
		}
		return e.Decode(m.env.VM, b[start:end])
	}
}

// textWriter is buf.utf8Write(string[, offset[, length]]) and its like.
func (m *module) textWriter(e encoding.Encoding) modules.Func {
	bounds := m.nativeBounds
	if e == encoding.ASCII || e == encoding.Latin1 || e == encoding.UTF8 {
		bounds = m.strictBounds
	}
	return func(c modules.Call) (goja.Value, error) {
		b, ok := m.Bytes(c.This)
		if !ok {
			return nil, notABuffer()
		}
		if !goja.IsString(c.Argument(0)) {
			return nil, notAString()
		}
		from, to, err := bounds(c, len(b))
		if err != nil {
			return nil, err
		}
		return m.env.VM.ToValue(e.Write(b[from:to], encoding.TextOf(c.Arguments[0]))), nil
	}
}

// nativeBounds and strictBounds are two ways of Node to take offset and
// length.
func (m *module) nativeBounds(c modules.Call, n int) (from, to int, err error) {
	if from, err = arrayIndex(c, 1, 0); err != nil {
		return 0, 0, err
	}
	if from > n {
		return 0, 0, outOfBounds("offset")
	}
	length, err := arrayIndex(c, 2, n-from)
	return from, from + min(length, n-from), err
}

func (m *module) strictBounds(c modules.Call, n int) (from, to int, err error) {
	if c.Has(1) {
		f := c.Arguments[1].ToFloat()
		if f < 0 || f > float64(n) {
			return 0, 0, outOfBounds("offset")
		}
		from = clampIndex(f, n)
	}
	if !c.Has(2) {
		return from, n, nil
	}
	f := c.Arguments[2].ToFloat()
	if f < 0 || f > float64(n-from) {
		return 0, 0, outOfBounds("length")
	}
	return from, from + clampIndex(f, n-from), nil
}

// write is buf.write(string[, offset[, length]][, encoding]).
func (m *module) write(c modules.Call) (goja.Value, error) {
	b, _, err := m.this(c, "length")
	if err != nil {
		return nil, err
	}
	name := goja.Undefined()
	from, to := 0, len(b)
	switch {
	case !c.Has(1):
	case !c.Has(2) && goja.IsString(c.Arguments[1]):
		name = c.Arguments[1]
	default:
		if from, to, name, err = m.writeBounds(c, len(b)); err != nil {
			return nil, err
		}
	}
	e := encoding.UTF8
	if name.ToBoolean() {
		if e, err = encodingOf(name); err != nil {
			return nil, err
		}
	}
	if !goja.IsString(c.Argument(0)) {
		return nil, notAString()
	}
	return m.env.VM.ToValue(e.Write(b[from:to], encoding.TextOf(c.Arguments[0]))), nil
}

func (m *module) writeBounds(c modules.Call, n int) (from, to int, name goja.Value, err error) {
	offset, err := c.Int(1, "offset", 0, int64(n))
	if err != nil {
		return 0, 0, nil, err
	}
	from, to, name = int(offset), n, c.Argument(3)
	switch {
	case !c.Has(2):
	case goja.IsString(c.Arguments[2]):
		name = c.Arguments[2]
	default:
		length, err := c.Int(2, "length", 0, int64(n))
		if err != nil {
			return 0, 0, nil, err
		}
		to = from + min(int(length), n-from)
	}
	return from, to, name, nil
}

// toJSON is buf.toJSON().
func (m *module) toJSON(c modules.Call) (goja.Value, error) {
	b, _, err := m.this(c, "length")
	if err != nil {
		return nil, err
	}
	data := make([]any, len(b))
	for i, x := range b {
		data[i] = m.env.VM.ToValue(int(x))
	}
	return m.env.Exports(modules.Val("type", "Buffer"), modules.Val("data", m.env.VM.NewArray(data...))), nil
}

// isUTF8 is buffer.isUtf8(input), isASCII buffer.isAscii(input).
func (m *module) isUTF8(c modules.Call) (goja.Value, error) { return m.check(c, validUTF8) }

func (m *module) isASCII(c modules.Call) (goja.Value, error) { return m.check(c, validASCII) }

func (m *module) check(c modules.Call, valid func([]byte) bool) (goja.Value, error) {
	v := c.Argument(0)
	switch m.KindOf(v) {
	case buffers.None, buffers.DataView:
		return nil, m.env.InvalidArgType("input", v, "ArrayBuffer", "Buffer", "TypedArray")
	case buffers.ArrayBuffer:
		if v.Export().(goja.ArrayBuffer).Detached() {
			return nil, modules.PlainError("ERR_INVALID_STATE", "Invalid state: Cannot validate on a detached buffer")
		}
	}
	b, _ := m.Bytes(v)
	return modules.Bool(valid(b)), nil
}

// relative is an index that may count from the end, as slice takes it.
func relative(v goja.Value, n, fallback int) int {
	if goja.IsUndefined(v) {
		return fallback
	}
	f := math.Trunc(v.ToFloat())
	if f < 0 {
		f += float64(n)
	}
	return clampIndex(f, n)
}

// subarray is buf.subarray([start[, end]]).
func (m *module) subarray(c modules.Call) (goja.Value, error) {
	b, o, err := m.this(c, "length")
	if err != nil {
		return nil, err
	}
	start := relative(c.Argument(0), len(b), 0)
	end := relative(c.Argument(1), len(b), len(b))
	return m.Slice(o, start, max(start, end)), nil
}

// slice is buf.slice([start[, end]]): what this.subarray returns.
func (m *module) slice(c modules.Call) (goja.Value, error) {
	o := c.This.ToObject(m.env.VM)
	return m.env.Method(o, "subarray", c.Argument(0), c.Argument(1))
}
