package buffer

import (
	"encoding/binary"
	"math"
	"math/big"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// defineNumbers defines the methods that read and write numbers, in the
// order in which Node lists them.
func (m *module) defineNumbers() {
	m.defineBigInts()
	for _, kind := range []string{"UInt", "Int"} {
		for _, spelling := range spellings(kind) {
			m.defineReaders(kind, spelling)
		}
	}
	for _, kind := range []string{"UInt", "Int"} {
		for _, spelling := range spellings(kind) {
			m.defineWriters(kind, spelling)
		}
	}
	m.defineFloats()
}

// spellings of a kind: readUint8 is the same function as readUInt8.
func spellings(kind string) []string {
	if kind == "UInt" {
		return []string{"UInt", "Uint"}
	}
	return []string{kind}
}

// method defines a method under its own name, or again under an alias.
func (m *module) method(key, first, name string, length int, f modules.Func) {
	if key != first {
		m.env.Define(m.Prototype, true, modules.Val(key, m.Prototype.Get(first)))
		return
	}
	m.env.Define(m.Prototype, true, modules.Val(key, m.env.Func(name, length, f)))
}

func (m *module) defineReaders(kind, spelling string) {
	signed := kind == "Int"
	for _, end := range []string{"LE", "BE"} {
		bigEndian := end == "BE"
		m.method("read"+spelling+end, "read"+kind+end, "read"+kind+end, 2, m.readSized(signed, bigEndian))
		for _, size := range []int{4, 2} {
			bits := itoa(8 * size)
			m.method("read"+spelling+bits+end, "read"+kind+bits+end, "", 1, m.reader(size, signed, bigEndian))
		}
		if !bigEndian {
			m.method("read"+spelling+"8", "read"+kind+"8", "", 1, m.reader(1, signed, false))
		}
	}
}

func (m *module) defineWriters(kind, spelling string) {
	signed := kind == "Int"
	for _, end := range []string{"LE", "BE"} {
		bigEndian := end == "BE"
		name := "write" + kind + end
		m.method("write"+spelling+end, name, name, 3, m.writeSized(signed, bigEndian))
		for _, size := range []int{4, 2} {
			name := "write" + kind + itoa(8*size) + end
			m.method("write"+spelling+itoa(8*size)+end, name, name, 1, m.writer(size, signed, bigEndian))
		}
		if !bigEndian {
			m.method("write"+spelling+"8", "write"+kind+"8", "write"+kind+"8", 1, m.writer(1, signed, false))
		}
	}
}

// offset takes the argument that says where size bytes are, 0 if undefined.
func (m *module) offset(c modules.Call, i, size int, b []byte) (int, error) {
	if !c.Has(i) {
		if size <= len(b) {
			return 0, nil
		}
		return 0, m.boundsError(m.env.VM.ToValue(0), "offset", len(b)-size)
	}
	v := c.Arguments[i]
	if !goja.IsNumber(v) {
		return 0, m.env.InvalidArgType("offset", v, "number")
	}
	f := v.ToFloat()
	if o := int(f); float64(o) == f && o >= 0 && o+size <= len(b) {
		return o, nil
	}
	return 0, m.boundsError(v, "offset", len(b)-size)
}

// boundsError says why a number is no index up to last.
func (m *module) boundsError(v goja.Value, name string, last int) error {
	if f := v.ToFloat(); math.Floor(f) != f {
		return m.env.OutOfRange(name, "an integer", v)
	}
	if last < 0 {
		return outOfBounds("")
	}
	low := "0"
	if name == "byteLength" {
		low = "1"
	}
	return m.env.OutOfRange(name, ">= "+low+" and <= "+itoa(last), v)
}

// size takes the argument byteLength of readIntLE and its like.
func (m *module) intSize(c modules.Call, i int) (int, error) {
	v := c.Argument(i)
	if !goja.IsNumber(v) {
		return 0, m.env.InvalidArgType("byteLength", v, "number")
	}
	f := v.ToFloat()
	if f >= 1 && f <= 6 && f == math.Trunc(f) {
		return int(f), nil
	}
	return 0, m.boundsError(v, "byteLength", 6)
}

// memory is the receiver's bytes; what is no view has none.
func (m *module) memory(c modules.Call) ([]byte, error) {
	b, ok := m.Bytes(c.This)
	if !ok {
		return nil, notABuffer()
	}
	return b, nil
}

// reader is buf.readInt32LE([offset]) and its like.
func (m *module) reader(size int, signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		at, err := m.offset(c, 0, size, b)
		if err != nil {
			return nil, err
		}
		return m.env.VM.ToValue(readInt(b[at:at+size], signed, bigEndian)), nil
	}
}

// readSized is buf.readIntLE(offset, byteLength) and its like.
func (m *module) readSized(signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		if !c.Has(0) {
			return nil, m.env.InvalidArgType("offset", goja.Undefined(), "number")
		}
		size, err := m.intSize(c, 1)
		if err != nil {
			return nil, err
		}
		at, err := m.offset(c, 0, size, b)
		if err != nil {
			return nil, err
		}
		return m.env.VM.ToValue(readInt(b[at:at+size], signed, bigEndian)), nil
	}
}

func readInt(b []byte, signed, bigEndian bool) int64 {
	var u uint64
	if bigEndian {
		for _, x := range b {
			u = u<<8 | uint64(x)
		}
	} else {
		for i := len(b) - 1; i >= 0; i-- {
			u = u<<8 | uint64(b[i])
		}
	}
	if unused := 64 - 8*len(b); signed && unused > 0 {
		return int64(u<<unused) >> unused
	}
	return int64(u)
}

func writeInt(b []byte, u uint64, bigEndian bool) {
	for i := range b {
		if bigEndian {
			b[len(b)-1-i] = byte(u)
		} else {
			b[i] = byte(u)
		}
		u >>= 8
	}
}

// writer is buf.writeInt32LE(value[, offset]) and its like.
func (m *module) writer(size int, signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) { return m.writeNumber(c, size, signed, bigEndian) }
}

// writeSized is buf.writeIntLE(value, offset, byteLength) and its like.
func (m *module) writeSized(signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		size, err := m.intSize(c, 2)
		if err != nil {
			return nil, err
		}
		if !c.Has(1) {
			return nil, m.env.InvalidArgType("offset", goja.Undefined(), "number")
		}
		return m.writeNumber(c, size, signed, bigEndian)
	}
}

func (m *module) writeNumber(c modules.Call, size int, signed, bigEndian bool) (goja.Value, error) {
	b, err := m.memory(c)
	if err != nil {
		return nil, err
	}
	v := c.Argument(0).ToNumber()
	f := v.ToFloat()
	if size == 1 && c.Has(1) && !goja.IsNumber(c.Argument(1)) {
		return nil, m.env.InvalidArgType("offset", c.Argument(1), "number")
	}
	lo, hi := intRange(size, signed)
	if f < lo || f > hi {
		return nil, m.env.OutOfRange("value", rangeText(size, signed, "", formatInt(lo), formatInt(hi)), v)
	}
	at, err := m.offset(c, 1, size, b)
	if err != nil {
		return nil, err
	}
	var u uint64
	if f == f {
		u = uint64(int64(f))
		if f < 0 && f != math.Trunc(f) && size > 4 {
			u = uint64(int64(math.Floor(f))&^0xffffffff | int64(f)&0xffffffff)
		}
	}
	writeInt(b[at:at+size], u, bigEndian)
	return m.env.VM.ToValue(at + size), nil
}

func intRange(size int, signed bool) (lo, hi float64) {
	if signed {
		half := math.Ldexp(1, 8*size-1)
		return -half, half - 1
	}
	return 0, math.Ldexp(1, 8*size) - 1
}

func formatInt(f float64) string { return big.NewInt(int64(f)).String() }

// rangeText writes large bounds as powers; suffix is n for BigInts.
func rangeText(size int, signed bool, suffix, lo, hi string) string {
	switch {
	case size <= 4:
		return ">= " + lo + suffix + " and <= " + hi + suffix
	case signed:
		power := "2" + suffix + " ** " + itoa(8*size-1) + suffix
		return ">= -(" + power + ") and < " + power
	default:
		return ">= 0" + suffix + " and < 2" + suffix + " ** " + itoa(8*size) + suffix
	}
}

func (m *module) defineBigInts() {
	for _, verb := range []string{"read", "write"} {
		for _, kind := range []string{"BigUInt64", "BigInt64"} {
			for _, spelling := range []string{kind, "BigUint64"} {
				if kind == "BigInt64" && spelling != kind {
					continue
				}
				for _, end := range []string{"LE", "BE"} {
					name := verb + kind + end
					signed, bigEndian := kind == "BigInt64", end == "BE"
					if verb == "read" {
						m.method(verb+spelling+end, name, name, 0, m.bigReader(signed, bigEndian))
					} else {
						m.method(verb+spelling+end, name, name, 1, m.bigWriter(signed, bigEndian))
					}
				}
			}
		}
	}
}

// bigReader is buf.readBigInt64LE([offset]) and its like.
func (m *module) bigReader(signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		at, err := m.offset(c, 0, 8, b)
		if err != nil {
			return nil, err
		}
		n := readInt(b[at:at+8], signed, bigEndian)
		if signed {
			return m.env.VM.ToValue(big.NewInt(n)), nil
		}
		return m.env.VM.ToValue(new(big.Int).SetUint64(uint64(n))), nil
	}
}

// bigWriter is buf.writeBigInt64LE(value[, offset]) and its like.
func (m *module) bigWriter(signed, bigEndian bool) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		v := c.Argument(0)
		if !goja.IsBigInt(v) {
			return nil, modules.TypeError("", "Cannot mix BigInt and other types, use explicit conversions")
		}
		n := v.Export().(*big.Int)
		if signed && !n.IsInt64() || !signed && !n.IsUint64() {
			return nil, m.env.OutOfRange("value", rangeText(8, signed, "n", "", ""), v)
		}
		at, err := m.offset(c, 1, 8, b)
		if err != nil {
			return nil, err
		}
		u := n.Uint64()
		if n.Sign() < 0 {
			u = uint64(n.Int64())
		}
		writeInt(b[at:at+8], u, bigEndian)
		return m.env.VM.ToValue(at + 8), nil
	}
}

func (m *module) defineFloats() {
	for _, verb := range []string{"read", "write"} {
		for _, kind := range []string{"Float", "Double"} {
			size := 4
			if kind == "Double" {
				size = 8
			}
			for _, end := range []string{"LE", "BE"} {
				// Node names these by their direction on the host.
				direction, order := "Forwards", binary.ByteOrder(binary.LittleEndian)
				if end == "BE" {
					direction, order = "Backwards", binary.BigEndian
				}
				key, name := verb+kind+end, verb+kind+direction
				if verb == "read" {
					m.method(key, key, name, 0, m.floatReader(size, order))
				} else {
					m.method(key, key, name, 1, m.floatWriter(size, order))
				}
			}
		}
	}
}

// floatReader is buf.readDoubleLE([offset]) and its like.
func (m *module) floatReader(size int, order binary.ByteOrder) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		at, err := m.offset(c, 0, size, b)
		if err != nil {
			return nil, err
		}
		f := 0.0
		if size == 4 {
			f = float64(math.Float32frombits(order.Uint32(b[at:])))
		} else {
			f = math.Float64frombits(order.Uint64(b[at:]))
		}
		return m.env.VM.ToValue(f), nil
	}
}

// floatWriter is buf.writeDoubleLE(value[, offset]) and its like.
func (m *module) floatWriter(size int, order binary.ByteOrder) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		b, err := m.memory(c)
		if err != nil {
			return nil, err
		}
		f := c.Argument(0).ToFloat()
		at, err := m.offset(c, 1, size, b)
		if err != nil {
			return nil, err
		}
		switch {
		case size == 8 && f != f:
			order.PutUint64(b[at:], 0x7ff8<<48)
		case size == 8:
			order.PutUint64(b[at:], math.Float64bits(f))
		case f != f:
			order.PutUint32(b[at:], 0x7fc0<<16)
		default:
			order.PutUint32(b[at:], math.Float32bits(float32(f)))
		}
		return m.env.VM.ToValue(at + size), nil
	}
}
