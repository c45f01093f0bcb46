package crypto

import (
	"crypto/subtle"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

func constantEqual(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }

// cipherState is that of a Cipheriv or Decipheriv object.
type cipherState struct {
	spec    *cipherSpec
	t       transformer
	encrypt bool
	ended   bool
	updated bool
}

var cipherSlot = modules.NewSlot[cipherState]("kHandle")

func (m *module) cipherClass(parent *goja.Object, name string, encrypt bool) *goja.Object {
	tagMethod := modules.Fn("getAuthTag", 0, m.getAuthTag)
	if !encrypt {
		tagMethod = modules.Fn("setAuthTag", 2, m.setAuthTag)
	}
	return m.env.Class(modules.ClassSpec{
		Name: name, Length: 4, Parent: parent, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			class := m.decipheriv
			if encrypt {
				class = m.cipheriv
			}
			if o, err := m.withoutNew(c, class); o != nil || err != nil {
				return o, err
			}
			state, err := m.newCipher(c.Call(), encrypt)
			if err != nil {
				return nil, err
			}
			cipherSlot.Set(m.env.VM, c.This, state)
			if o, ok := c.Argument(3).(*goja.Object); ok {
				must(c.This.Set("_options", o))
			}
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("_transform", 3, m.cipherTransform), modules.Fn("_flush", 1, m.flushCipher),
			modules.Fn("update", 3, m.cipherUpdate), modules.Fn("final", 1, m.cipherFinal),
			modules.Fn("setAutoPadding", 1, m.setAutoPadding), tagMethod, modules.Fn("setAAD", 2, m.setAAD),
		},
	})
}

func (m *module) newCipher(c modules.Call, encrypt bool) (*cipherState, error) {
	name, err := c.String(0, "cipher")
	if err != nil {
		return nil, err
	}
	key, err := m.secret(c.Argument(1), "key", nil)
	if err != nil {
		return nil, err
	}
	var iv []byte
	if !goja.IsNull(c.Argument(2)) {
		if iv, err = m.bytes(c.Argument(2), "iv", nil); err != nil {
			return nil, err
		}
	}
	tagSize := -1
	if o, ok := c.Argument(3).(*goja.Object); ok {
		if v := o.Get("authTagLength"); v != nil && !goja.IsUndefined(v) {
			if !goja.IsNumber(v) || v.ToFloat() != float64(int32(v.ToInteger())) || v.ToInteger() < 0 {
				return nil, m.env.InvalidArgValue("options.authTagLength", v, "")
			}
			tagSize = int(v.ToInteger())
		}
	}
	spec := ciphers()[strings.ToLower(name)]
	switch {
	case spec == nil:
		return nil, modules.PlainError("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher")
	case len(key) != spec.keySize:
		return nil, modules.RangeError("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length")
	case spec.mode == "gcm" && len(iv) == 0, spec.mode != "gcm" && len(iv) != spec.iv:
		return nil, modules.TypeError("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector")
	}
	state := &cipherState{spec: spec, encrypt: encrypt}
	if !spec.aead() {
		state.t, err = spec.newTransformer(key, iv, encrypt)
		return state, err
	}
	if tagSize < 0 {
		tagSize = 16
	} else if !validTagSize(spec, tagSize) {
		return nil, modules.TypeError("ERR_CRYPTO_INVALID_AUTH_TAG", "Invalid authentication tag length: %d", tagSize)
	}
	state.t, err = spec.newSealer(key, iv, encrypt, tagSize)
	return state, err
}

func validTagSize(s *cipherSpec, n int) bool {
	if s.mode == "gcm" {
		return n == 4 || n == 8 || n >= 12 && n <= 16
	}
	return n >= 1 && n <= 16
}

func invalidState(operation string) error {
	if operation == "" {
		return modules.PlainError("ERR_CRYPTO_INVALID_STATE", "Invalid state")
	}
	return modules.PlainError("ERR_CRYPTO_INVALID_STATE", "Invalid state for operation %s", operation)
}

// cipherUpdate is cipher.update(data[, inputEncoding[, outputEncoding]]).
func (m *module) cipherUpdate(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	var in []byte
	var err error
	if goja.IsString(c.Argument(0)) {
		in, err = m.text(c.Argument(0), c.Argument(1))
	} else if buffers.IsView(m.env, c.Argument(0)) {
		in, _ = buffers.Copy(m.env, c.Argument(0))
	} else {
		err = m.env.InvalidArgType("data", c.Argument(0), "string", "Buffer", "TypedArray", "DataView")
	}
	if err != nil {
		return nil, err
	}
	if s.ended {
		return nil, &modules.Error{Message: "Trying to add data in unsupported state"}
	}
	s.updated = true
	out, err := s.t.update(in)
	if err != nil {
		return nil, err
	}
	return m.output(out, c.Argument(2))
}

// cipherFinal is cipher.final([outputEncoding]).
func (m *module) cipherFinal(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	if s.ended {
		return nil, invalidState("")
	}
	s.ended = true
	out, err := s.t.final()
	if err != nil {
		return nil, err
	}
	return m.output(out, c.Argument(0))
}

// cipherTransform and flushCipher make the object a stream.
func (m *module) cipherTransform(c modules.Call) (goja.Value, error) {
	update := c
	update.Arguments = []goja.Value{c.Argument(0), c.Argument(1)}
	out, err := m.cipherUpdate(update)
	if err != nil {
		_, err = m.env.Invoke(c.Argument(2), goja.Undefined(), m.env.Error(err))
		return nil, err
	}
	_, err = m.env.Invoke(c.Argument(2), goja.Undefined(), goja.Null(), out)
	return nil, err
}

func (m *module) flushCipher(c modules.Call) (goja.Value, error) {
	out, err := m.cipherFinal(modules.Call{FunctionCall: goja.FunctionCall{This: c.This}, Env: m.env})
	if err != nil {
		_, err = m.env.Invoke(c.Argument(0), goja.Undefined(), m.env.Error(err))
		return nil, err
	}
	if _, err := m.env.Method(c.This.(*goja.Object), "push", out); err != nil {
		return nil, err
	}
	_, err = m.env.Invoke(c.Argument(0), goja.Undefined())
	return nil, err
}

// setAutoPadding is cipher.setAutoPadding([autoPadding]).
func (m *module) setAutoPadding(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	if s.ended {
		return nil, invalidState("setAutoPadding")
	}
	if b, ok := s.t.(*blockCipher); ok {
		b.padding = !c.Has(0) || c.Argument(0).ToBoolean()
	}
	return c.This, nil
}

// getAuthTag is cipher.getAuthTag().
func (m *module) getAuthTag(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	x, ok := s.t.(*sealer)
	if !ok || !s.ended {
		return nil, invalidState("getAuthTag")
	}
	return buffers.New(m.env, append([]byte(nil), x.tag...)), nil
}

// setAuthTag is decipher.setAuthTag(tag[, encoding]).
func (m *module) setAuthTag(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	tag, err := m.bytes(c.Argument(0), "buffer", c.Argument(1))
	if err != nil {
		return nil, err
	}
	x, ok := s.t.(*sealer)
	if !ok || s.ended || x.tag != nil {
		return nil, invalidState("setAuthTag")
	}
	if !validTagSize(s.spec, len(tag)) || len(tag) > x.tagSize {
		return nil, modules.TypeError("ERR_CRYPTO_INVALID_AUTH_TAG", "Invalid authentication tag length: %d", len(tag))
	}
	x.tag = tag
	return c.This, nil
}

// setAAD is cipher.setAAD(buffer[, options]).
func (m *module) setAAD(c modules.Call) (goja.Value, error) {
	s := cipherSlot.Get(c.This)
	var enc goja.Value
	if o, ok := c.Argument(1).(*goja.Object); ok {
		enc = o.Get("encoding")
	}
	aad, err := m.bytes(c.Argument(0), "aadbuf", enc)
	if err != nil {
		return nil, err
	}
	x, ok := s.t.(*sealer)
	if !ok || s.ended || s.updated {
		return nil, invalidState("setAAD")
	}
	x.aad = append(x.aad, aad...)
	return c.This, nil
}
