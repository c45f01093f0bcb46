package crypto

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// random fills b. crypto/rand does not fail.
func random(b []byte) []byte {
	_, _ = rand.Read(b)
	return b
}

// randomBytes is crypto.randomBytes(size[, callback]).
func (m *module) randomBytes(c modules.Call) (goja.Value, error) {
	size, err := c.Number(0, "size", 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	if !c.Has(1) {
		return buffers.New(m.env, random(make([]byte, int(size)))), nil
	}
	cb, err := c.Callback(1, "callback")
	if err != nil {
		return nil, err
	}
	modules.AsyncAs(m.env, "RANDOMBYTESREQUEST", func(context.Context) ([]byte, error) { return random(make([]byte, int(size))), nil },
		func(b []byte, _ error) { cb.Call(goja.Null(), buffers.New(m.env, b)) })
	return nil, nil
}

// fillRange takes (buffer[, offset[, size]]).
func (m *module) fillRange(c modules.Call, args []goja.Value) (from, to int, err error) {
	v := c.Argument(0)
	memory, ok := buffers.Bytes(m.env, v)
	if !ok {
		return 0, 0, m.env.InvalidArgType("buf", v, "ArrayBuffer", "ArrayBufferView")
	}
	element := 1
	if o := v.(*goja.Object); o.Get("BYTES_PER_ELEMENT") != nil {
		element = int(o.Get("BYTES_PER_ELEMENT").ToInteger())
	}
	n := len(memory)
	at := func(i int) goja.Value {
		if i < len(args) && !goja.IsUndefined(args[i]) {
			return args[i]
		}
		return nil
	}
	if v := at(0); v != nil {
		f, err := m.env.ValidateNumber(v, "offset", math.Inf(-1), math.Inf(1))
		if err != nil {
			return 0, 0, err
		}
		if limit := float64(n / element); !(f >= 0 && f <= limit) {
			return 0, 0, m.env.OutOfRange("offset", ">= 0 && <= "+m.env.VM.ToValue(limit).String(), v)
		}
		from = int(f) * element
	}
	to = n
	if v := at(1); v != nil {
		f, err := m.env.ValidateNumber(v, "size", math.Inf(-1), math.Inf(1))
		if err != nil {
			return 0, 0, err
		}
		if !(f >= 0 && f <= math.MaxInt32) {
			return 0, 0, m.env.OutOfRange("size", ">= 0 && <= 2147483647", v)
		}
		if to = from + int(f)*element; to > n {
			return 0, 0, m.env.OutOfRange("size + offset", "<= "+m.env.VM.ToValue(n).String(), m.env.VM.ToValue(to))
		}
	}
	return from, to, nil
}

// randomFillSync is crypto.randomFillSync(buffer[, offset[, size]]).
func (m *module) randomFillSync(c modules.Call) (goja.Value, error) {
	from, to, err := m.fillRange(c, c.Arguments[min(1, len(c.Arguments)):])
	if err != nil {
		return nil, err
	}
	memory, _ := buffers.Bytes(m.env, c.Argument(0))
	random(memory[from:to])
	return c.Argument(0), nil
}

// randomFill is crypto.randomFill(buffer[, offset[, size]], callback).
func (m *module) randomFill(c modules.Call) (goja.Value, error) {
	if _, ok := buffers.Bytes(m.env, c.Argument(0)); !ok {
		return nil, m.env.InvalidArgType("buf", c.Argument(0), "ArrayBuffer", "ArrayBufferView")
	}
	at := 1
	for at < 3 && !modules.IsFunction(c.Argument(at)) {
		at++
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	from, to, err := m.fillRange(c, c.Arguments[1:at])
	if err != nil {
		return nil, err
	}
	buffer := c.Argument(0)
	modules.AsyncAs(m.env, "RANDOMBYTESREQUEST", func(context.Context) ([]byte, error) { return random(make([]byte, to-from)), nil },
		func(b []byte, _ error) {
			if memory, _ := buffers.Bytes(m.env, buffer); from <= len(memory) {
				copy(memory[from:], b)
			}
			cb.Call(goja.Null(), buffer)
		})
	return nil, nil
}

// randomInt is crypto.randomInt([min, ]max[, callback]).
func (m *module) randomInt(c modules.Call) (goja.Value, error) {
	lo, hi, callback := c.Argument(0), c.Argument(1), c.Argument(2)
	lowGiven := !goja.IsUndefined(hi) && !modules.IsFunction(hi)
	if !lowGiven {
		lo, hi, callback = m.env.VM.ToValue(0), c.Argument(0), c.Argument(1)
	}
	var cb *modules.Callback
	if !goja.IsUndefined(callback) {
		f, err := m.env.ValidateFunction(callback, "callback")
		if err != nil {
			return nil, err
		}
		cb = m.env.NewCallback(f)
	}
	for _, x := range []struct {
		v    goja.Value
		name string
	}{{lo, "min"}, {hi, "max"}} {
		if f := x.v; !goja.IsNumber(f) || f.ToFloat() != math.Trunc(f.ToFloat()) || math.Abs(f.ToFloat()) > modules.MaxSafeInteger {
			return nil, m.env.InvalidArgType(x.name, x.v, "a safe integer")
		}
	}
	from, to := lo.ToInteger(), hi.ToInteger()
	if to <= from {
		return nil, m.env.OutOfRange("max", `greater than the value of "min" (`+lo.String()+")", hi)
	}
	const limit = 1<<48 - 1
	if to-from > limit {
		name := "max"
		if lowGiven {
			name = "max - min"
		}
		return nil, m.env.OutOfRange(name, "<= 281474976710655", m.env.VM.ToValue(to-from))
	}
	n, err := rand.Int(rand.Reader, big.NewInt(to-from))
	if err != nil {
		return nil, err
	}
	v := m.env.VM.ToValue(from + n.Int64())
	if cb == nil {
		return v, nil
	}
	m.env.Host.NextTick(func() error { cb.Call(goja.Undefined(), v); return nil })
	return nil, nil
}

// randomUUID is crypto.randomUUID([options]).
func (m *module) randomUUID(c modules.Call) (goja.Value, error) {
	if err := m.checkUUIDOptions(c); err != nil {
		return nil, err
	}
	return m.env.VM.ToValue(uuid(random(make([]byte, 16)), 4)), nil
}

// randomUUIDv7 is crypto.randomUUIDv7([options]).
func (m *module) randomUUIDv7(c modules.Call) (goja.Value, error) {
	if err := m.checkUUIDOptions(c); err != nil {
		return nil, err
	}
	b := random(make([]byte, 16))
	var t [8]byte
	binary.BigEndian.PutUint64(t[:], uint64(m.env.Proc.Now().UnixMilli()))
	copy(b, t[2:])
	return m.env.VM.ToValue(uuid(b, 7)), nil
}

func (m *module) checkUUIDOptions(c modules.Call) error {
	o, err := c.OptObject(0, "options")
	if err != nil || o == nil {
		return err
	}
	if v := o.Get("disableEntropyCache"); v != nil && !goja.IsUndefined(v) && !modules.IsBoolean(v) {
		return m.env.InvalidArgType("options.disableEntropyCache", v, "boolean")
	}
	return nil
}

func uuid(b []byte, version byte) string {
	b[6] = b[6]&0x0f | version<<4
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b)
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// timingSafeEqual is crypto.timingSafeEqual(a, b).
func (m *module) timingSafeEqual(c modules.Call) (goja.Value, error) {
	var b [2][]byte
	for i, name := range []string{"buf1", "buf2"} {
		var ok bool
		if b[i], ok = buffers.Bytes(m.env, c.Argument(i)); !ok {
			return nil, modules.TypeError("ERR_INVALID_ARG_TYPE",
				`The "%s" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`, name)
		}
	}
	if len(b[0]) != len(b[1]) {
		return nil, modules.RangeError("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length")
	}
	return modules.Bool(subtle.ConstantTimeCompare(b[0], b[1]) == 1), nil
}
