package buffer

import (
	"bytes"
	"math"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

func validUTF8(b []byte) bool { return utf8.Valid(b) }

func validASCII(b []byte) bool {
	for _, x := range b {
		if x >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// equals is buf.equals(otherBuffer).
func (m *module) equals(c modules.Call) (goja.Value, error) {
	other, err := m.uint8Array(c.Argument(0), "otherBuffer")
	if err != nil {
		return nil, err
	}
	b, _, err := m.this(c, "byteLength")
	if err != nil {
		return nil, err
	}
	return modules.Bool(bytes.Equal(b, other)), nil
}

// compareStatic is Buffer.compare(buf1, buf2).
func (m *module) compareStatic(c modules.Call) (goja.Value, error) {
	a, err := m.uint8Array(c.Argument(0), "buf1")
	if err != nil {
		return nil, err
	}
	b, err := m.uint8Array(c.Argument(1), "buf2")
	if err != nil {
		return nil, err
	}
	return m.env.VM.ToValue(bytes.Compare(a, b)), nil
}

// compare is buf.compare(target[, targetStart[, targetEnd[, sourceStart[, sourceEnd]]]]).
func (m *module) compare(c modules.Call) (goja.Value, error) {
	target, err := m.uint8Array(c.Argument(0), "target")
	if err != nil {
		return nil, err
	}
	source, ok := m.Bytes(c.This)
	if !ok {
		return nil, notABuffer()
	}
	index := [4]int64{0, int64(len(target)), 0, int64(len(source))}
	limit := [4]int64{maxLength, int64(len(target)), maxLength, int64(len(source))}
	for i, name := range []string{"targetStart", "targetEnd", "sourceStart", "sourceEnd"} {
		if c.Has(i + 1) {
			if index[i], err = c.Int(i+1, name, 0, limit[i]); err != nil {
				return nil, err
			}
		}
	}
	switch {
	case index[2] >= index[3]:
		if index[0] >= index[1] {
			return m.env.VM.ToValue(0), nil
		}
		return m.env.VM.ToValue(-1), nil
	case index[0] >= index[1]:
		return m.env.VM.ToValue(1), nil
	}
	return m.env.VM.ToValue(bytes.Compare(source[index[2]:index[3]], target[index[0]:index[1]])), nil
}

// copy is buf.copy(target[, targetStart[, sourceStart[, sourceEnd]]]).
func (m *module) copy(c modules.Call) (goja.Value, error) {
	if !buffers.IsView(m.env, c.This) {
		return nil, m.env.InvalidArgType("source", c.This, "Buffer", "Uint8Array")
	}
	if !buffers.IsView(m.env, c.Argument(0)) {
		return nil, m.env.InvalidArgType("target", c.Argument(0), "Buffer", "Uint8Array")
	}
	source, _ := m.Bytes(c.This)
	target, _ := m.Bytes(c.Argument(0))
	targetStart, err := m.copyIndex(c, 1, "targetStart", 0, infinity)
	if err != nil {
		return nil, err
	}
	sourceStart, err := m.copyIndex(c, 2, "sourceStart", 0, float64(len(source)))
	if err != nil {
		return nil, err
	}
	sourceEnd, err := m.copyIndex(c, 3, "sourceEnd", len(source), infinity)
	if err != nil {
		return nil, err
	}
	sourceEnd = min(sourceEnd, len(source))
	if targetStart >= len(target) || sourceStart >= sourceEnd {
		return m.env.VM.ToValue(0), nil
	}
	return m.env.VM.ToValue(copy(target[targetStart:], source[sourceStart:sourceEnd])), nil
}

func (m *module) copyIndex(c modules.Call, i int, name string, fallback int, limit float64) (int, error) {
	if !c.Has(i) {
		return fallback, nil
	}
	f := math.Floor(c.Arguments[i].ToFloat())
	if math.IsNaN(f) || math.Abs(f) > maxLength {
		f = 0
	}
	if f < 0 || f > limit {
		want := ">= 0"
		if !math.IsInf(limit, 1) {
			want += " && <= " + itoa(int(limit))
		}
		received := c.Arguments[i]
		if !goja.IsNumber(received) || received.ToFloat() != f {
			received = m.env.VM.ToValue(f)
		}
		return 0, m.env.OutOfRange(name, want, received)
	}
	return int(f), nil
}

// fill is buf.fill(value[, offset[, end]][, encoding]).
func (m *module) fill(c modules.Call) (goja.Value, error) {
	b, ok := m.Bytes(c.This)
	if !ok {
		return nil, notABuffer()
	}
	value, offset, end, name := c.Argument(0), c.Argument(1), c.Argument(2), c.Argument(3)
	if goja.IsString(value) {
		if goja.IsUndefined(offset) || goja.IsString(offset) {
			name, offset, end = offset, goja.Undefined(), goja.Undefined()
		} else if goja.IsString(end) {
			name, end = end, goja.Undefined()
		}
		if _, err := m.fillEncoding(name); err != nil {
			return nil, err
		}
	}
	from, to := int64(0), int64(len(b))
	if !goja.IsUndefined(offset) {
		var err error
		if from, err = m.env.ValidateInteger(offset, "offset", 0, maxLength); err != nil {
			return nil, err
		}
		if !goja.IsUndefined(end) {
			if to, err = m.env.ValidateInteger(end, "end", 0, int64(len(b))); err != nil {
				return nil, err
			}
		}
		if from >= to {
			return c.This, nil
		}
	}
	return c.This, m.fillBytes(b[from:to], value, name)
}

func (m *module) fillEncoding(name goja.Value) (encoding.Encoding, error) {
	if modules.IsNullish(name) || goja.IsString(name) && name.String() == "" {
		return encoding.UTF8, nil
	}
	if !goja.IsString(name) {
		return 0, m.env.InvalidArgType("encoding", name, "string")
	}
	return encodingOf(name)
}

// fillBytes repeats a number, text or bytes all over b.
func (m *module) fillBytes(b []byte, value, name goja.Value) error {
	var pattern []byte
	switch {
	case goja.IsString(value):
		e, err := m.fillEncoding(name)
		if err != nil {
			return err
		}
		text := encoding.TextOf(value)
		if text.Len() == 0 {
			clear(b)
			return nil
		}
		pattern = e.Encode(text)
	case buffers.IsView(m.env, value):
		view, _ := m.Bytes(value)
		pattern = append(pattern, view...)
	default:
		pattern = []byte{toUint8(value)}
	}
	if len(pattern) == 0 {
		return m.env.InvalidArgValue("value", value, "")
	}
	for n := copy(b, pattern); n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
	return nil
}

// swapper is buf.swap16() and its like: it reverses each group of size bytes.
func (m *module) swapper(size int) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, _, err := m.this(c, "length")
		if err != nil {
			return nil, err
		}
		if len(b)%size != 0 {
			return nil, modules.RangeError("ERR_INVALID_BUFFER_SIZE", "Buffer size must be a multiple of %d-bits", 8*size)
		}
		for ; len(b) > 0; b = b[size:] {
			for i, j := 0, size-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
		}
		return c.This, nil
	}
}
