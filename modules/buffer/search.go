package buffer

import (
	"bytes"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// indexOf is buf.indexOf(value[, byteOffset[, end]][, encoding]).
func (m *module) indexOf(c modules.Call) (goja.Value, error) {
	n, err := m.search(c, true)
	return m.env.VM.ToValue(n), err
}

// lastIndexOf is buf.lastIndexOf(value[, byteOffset[, end]][, encoding]).
func (m *module) lastIndexOf(c modules.Call) (goja.Value, error) {
	n, err := m.search(c, false)
	return m.env.VM.ToValue(n), err
}

// includes is buf.includes(value[, byteOffset[, end]][, encoding]).
func (m *module) includes(c modules.Call) (goja.Value, error) {
	n, err := m.search(c, true)
	return modules.Bool(n != -1), err
}

func (m *module) search(c modules.Call, forward bool) (int, error) {
	b, ok := m.Bytes(c.This)
	if !ok || !buffers.IsView(m.env, c.This) {
		return 0, m.env.InvalidArgType("buffer", c.This, "Buffer", "TypedArray", "DataView")
	}
	value, from, end, name := c.Argument(0), c.Argument(1), c.Argument(2), c.Argument(3)
	if goja.IsString(end) {
		name, end = end, goja.Undefined()
	}
	if goja.IsString(from) {
		name, from = from, goja.Undefined()
	}
	offset := from.ToFloat()
	if math.IsNaN(offset) {
		offset = 0
		if !forward {
			offset = float64(len(b))
		}
	}
	offset = math.Trunc(max(min(offset, math.MaxInt32), math.MinInt32))
	if offset < 0 && offset+float64(len(b)) >= 0 {
		offset += float64(len(b))
	}
	if !goja.IsUndefined(end) {
		b = b[:clampIndex(end.ToFloat(), len(b))]
	}
	needle, e, err := m.needle(value, name)
	if err != nil {
		return 0, err
	}
	return searchBytes(b, needle, int(offset), forward, e == encoding.UTF16LE), nil
}

// needle is the bytes to search for.
func (m *module) needle(value, name goja.Value) (needle []byte, e encoding.Encoding, err error) {
	if goja.IsNumber(value) {
		return []byte{toUint8(value)}, encoding.UTF8, nil
	}
	if !goja.IsUndefined(name) {
		e, err = encodingOf(name)
	}
	if goja.IsString(value) {
		return e.Encode(encoding.TextOf(value)), e, err
	}
	if m.KindOf(value) != buffers.Uint8Array {
		return nil, 0, m.env.InvalidArgType("value", value, "number", "string", "Buffer", "Uint8Array")
	}
	needle, _ = m.Bytes(value)
	return needle, e, nil
}

// searchBytes finds needle in b at or after offset, or at or before it when
// going backward. A negative offset counts from the end. wide makes code
// units match code units only.
func searchBytes(b, needle []byte, offset int, forward, wide bool) int {
	offset = startIndex(len(b), offset, len(needle), forward)
	switch {
	case len(needle) == 0:
		return offset
	case len(b) == 0, offset < 0, len(needle) > len(b), forward && offset+len(needle) > len(b):
		return -1
	case wide && (len(b) < 2 || len(needle) < 2):
		return -1
	case wide && !forward:
		return lastWide(b, needle[:len(needle)&^1], offset)
	case wide:
		return firstWide(b, needle[:len(needle)&^1], offset&^1)
	case forward:
		if i := bytes.Index(b[offset:], needle); i >= 0 {
			return offset + i
		}
		return -1
	}
	return bytes.LastIndex(b[:min(offset+len(needle), len(b))], needle)
}

func startIndex(length, offset, needle int, forward bool) int {
	switch {
	case offset < 0 && offset+length >= 0:
		return offset + length
	case offset < 0 && (forward || needle == 0):
		return 0
	case offset < 0:
		return -1
	case offset+needle <= length:
		return offset
	case needle == 0:
		return length
	case forward:
		return -1
	}
	return length - 1
}

func firstWide(b, needle []byte, from int) int {
	for from+len(needle) <= len(b) {
		i := bytes.Index(b[from:], needle)
		if i < 0 {
			return -1
		}
		if (from+i)%2 == 0 {
			return from + i
		}
		from += i + 1
	}
	return -1
}

func lastWide(b, needle []byte, offset int) int {
	for i := min(offset, len(b)-len(needle)) &^ 1; i >= 0; i -= 2 {
		if bytes.HasPrefix(b[i:], needle) {
			return i
		}
	}
	return -1
}
