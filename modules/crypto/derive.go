package crypto

import (
	"context"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"math"

	"github.com/dop251/goja"
	"golang.org/x/crypto/scrypt"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// derivation derives a key, on any goroutine.
type derivation func() ([]byte, error)

// derived is the outcome of a derivation, now or through a callback. kind is that of the asynchronous resource.
func (m *module) derived(kind string, derive derivation, cb *modules.Callback, wrap func([]byte) goja.Value) (goja.Value, error) {
	if cb == nil {
		b, err := derive()
		if err != nil {
			return nil, err
		}
		return wrap(b), nil
	}
	modules.AsyncAs(m.env, kind, func(context.Context) ([]byte, error) { return derive() }, func(b []byte, err error) {
		if err != nil {
			cb.Call(m.env.Error(err))
			return
		}
		cb.Call(goja.Null(), wrap(b))
	})
	return nil, nil
}

func (m *module) asBuffer(b []byte) goja.Value { return buffers.New(m.env, b) }

func (m *module) asArrayBuffer(b []byte) goja.Value {
	if b == nil {
		b = []byte{}
	}
	return m.env.VM.ToValue(m.env.VM.NewArrayBuffer(b))
}

// pbkdf2Sync is crypto.pbkdf2Sync(password, salt, iterations, keylen, digest).
func (m *module) pbkdf2Sync(c modules.Call) (goja.Value, error) {
	derive, err := m.pbkdf2Arguments(c)
	if err != nil {
		return nil, err
	}
	return m.derived("PBKDF2REQUEST", derive, nil, m.asBuffer)
}

// pbkdf2 is crypto.pbkdf2(password, salt, iterations, keylen, digest, callback).
func (m *module) pbkdf2(c modules.Call) (goja.Value, error) {
	at := 5
	if modules.IsFunction(c.Argument(4)) {
		at = 4
		c.Arguments = append(append([]goja.Value(nil), c.Arguments[:4]...), goja.Undefined(), c.Arguments[4])
		at = 5
	}
	derive, err := m.pbkdf2Arguments(c)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	return m.derived("PBKDF2REQUEST", derive, cb, m.asBuffer)
}

func (m *module) pbkdf2Arguments(c modules.Call) (derivation, error) {
	if !goja.IsString(c.Argument(4)) {
		return nil, m.env.InvalidArgType("digest", c.Argument(4), "string")
	}
	password, err := m.secretBytes(c.Argument(0), "password")
	if err != nil {
		return nil, err
	}
	salt, err := m.bytes(c.Argument(1), "salt", nil)
	if err != nil {
		return nil, err
	}
	iterations, err := c.Int(2, "iterations", 1, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	length, err := c.Int(3, "keylen", 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	d, err := m.fixedDigest(c.Argument(4), "digest")
	if err != nil {
		return nil, err
	}
	return func() ([]byte, error) {
		if length == 0 {
			return []byte{}, nil
		}
		return pbkdf2.Key(d.make, string(password), salt, int(iterations), int(length))
	}, nil
}

// scryptSync is crypto.scryptSync(password, salt, keylen[, options]).
func (m *module) scryptSync(c modules.Call) (goja.Value, error) {
	derive, err := m.scryptArguments(c, c.Argument(3))
	if err != nil {
		return nil, err
	}
	return m.derived("SCRYPTREQUEST", derive, nil, m.asBuffer)
}

// scrypt is crypto.scrypt(password, salt, keylen[, options], callback).
func (m *module) scrypt(c modules.Call) (goja.Value, error) {
	at, options := 4, c.Argument(3)
	if modules.IsFunction(options) {
		at, options = 3, goja.Undefined()
	}
	derive, err := m.scryptArguments(c, options)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	return m.derived("SCRYPTREQUEST", derive, cb, m.asBuffer)
}

func (m *module) scryptArguments(c modules.Call, options goja.Value) (derivation, error) {
	password, err := m.secretBytes(c.Argument(0), "password")
	if err != nil {
		return nil, err
	}
	salt, err := m.bytes(c.Argument(1), "salt", nil)
	if err != nil {
		return nil, err
	}
	length, err := c.Int(2, "keylen", 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	cost, blocks, parallel, memory := int64(16384), int64(8), int64(1), int64(32<<20)
	if o, ok := options.(*goja.Object); ok {
		for _, x := range []struct {
			name, long string
			to         *int64
		}{{"N", "cost", &cost}, {"r", "blockSize", &blocks}, {"p", "parallelization", &parallel}, {"maxmem", "", &memory}} {
			for _, name := range []string{x.name, x.long} {
				v := o.Get(name)
				if name == "" || v == nil || goja.IsUndefined(v) {
					continue
				}
				limit := int64(math.MaxUint32)
				if name == "maxmem" {
					limit = modules.MaxSafeInteger
				}
				n, err := m.env.ValidateInteger(v, name, 0, limit)
				if err != nil {
					return nil, err
				}
				if n != 0 {
					*x.to = n
				}
			}
		}
	}
	if cost < 2 || cost&(cost-1) != 0 {
		return nil, modules.RangeError("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params")
	}
	if 128*cost*blocks+128*blocks*parallel > memory {
		return nil, modules.RangeError("ERR_CRYPTO_INVALID_SCRYPT_PARAMS",
			"Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded")
	}
	return func() ([]byte, error) {
		if length == 0 {
			return []byte{}, nil
		}
		return scrypt.Key(password, salt, int(cost), int(blocks), int(parallel), int(length))
	}, nil
}

// hkdfSync is crypto.hkdfSync(digest, ikm, salt, info, keylen).
func (m *module) hkdfSync(c modules.Call) (goja.Value, error) {
	derive, err := m.hkdfArguments(c)
	if err != nil {
		return nil, err
	}
	return m.derived("DERIVEBITSREQUEST", derive, nil, m.asArrayBuffer)
}

// hkdf is crypto.hkdf(digest, ikm, salt, info, keylen, callback).
func (m *module) hkdf(c modules.Call) (goja.Value, error) {
	derive, err := m.hkdfArguments(c)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(5, "callback")
	if err != nil {
		return nil, err
	}
	return m.derived("DERIVEBITSREQUEST", derive, cb, m.asArrayBuffer)
}

func (m *module) hkdfArguments(c modules.Call) (derivation, error) {
	if !goja.IsString(c.Argument(0)) {
		return nil, m.env.InvalidArgType("digest", c.Argument(0), "string")
	}
	key, err := m.secret(c.Argument(1), "ikm", nil)
	if err != nil {
		return nil, err
	}
	salt, err := m.bytes(c.Argument(2), "salt", nil)
	if err != nil {
		return nil, err
	}
	info, err := m.bytes(c.Argument(3), "info", nil)
	if err != nil {
		return nil, err
	}
	if len(info) > 1024 {
		return nil, m.env.OutOfRange("info", "must not contain more than 1024 bytes", m.env.VM.ToValue(len(info)))
	}
	length, err := c.Int(4, "length", 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	d, err := m.fixedDigest(c.Argument(0), "digest")
	if err != nil {
		return nil, err
	}
	if length > int64(255*d.make().Size()) {
		return nil, modules.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length")
	}
	return func() ([]byte, error) {
		if length == 0 {
			return []byte{}, nil
		}
		return hkdf.Key(d.make, key, salt, string(info), int(length))
	}, nil
}
