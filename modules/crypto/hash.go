package crypto

import (
	"crypto/hmac"
	"crypto/sha3"
	"hash"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// hashState is that of a Hash or Hmac object.
type hashState struct {
	hash   hash.Hash
	xof    *sha3.SHAKE
	size   int // of the output, for xof
	digest *digest
	ended  bool
	result []byte // once it was asked for
}

var (
	hashSlot = modules.NewSlot[hashState]("kHandle")
	hmacSlot = modules.NewSlot[hashState]("kHandle")
)

func finalized() error {
	return modules.PlainError("ERR_CRYPTO_HASH_FINALIZED", "Digest already called")
}

func (m *module) hashClass(parent *goja.Object) *goja.Object {
	return m.env.Class(modules.ClassSpec{
		Name: "Hash", Length: 2, Parent: parent, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			if o, err := m.withoutNew(c, m.hash); o != nil || err != nil {
				return o, err
			}
			state, err := m.newHash(c.Call())
			if err != nil {
				return nil, err
			}
			hashSlot.Set(m.env.VM, c.This, state)
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("copy", 1, m.hashCopy),
			modules.Fn("_transform", 3, m.transformWith(hashSlot)), modules.Fn("_flush", 1, m.flushWith(hashSlot)),
			modules.Fn("update", 2, m.updateWith(hashSlot)), modules.Fn("digest", 1, m.hashDigest),
		},
	})
}

// createHash is crypto.createHash(algorithm[, options]).
func (m *module) createHash(c modules.Call) (goja.Value, error) {
	state, err := m.newHash(c)
	if err != nil {
		return nil, err
	}
	o := m.env.VM.CreateObject(m.hash.Get("prototype").(*goja.Object))
	hashSlot.Set(m.env.VM, o, state)
	if options, ok := c.Argument(1).(*goja.Object); ok {
		must(o.Set("_options", options))
	}
	return o, nil
}

func (m *module) newHash(c modules.Call) (*hashState, error) {
	name, err := c.String(0, "algorithm")
	if err != nil {
		return nil, err
	}
	d := lookupDigest(name)
	if d == nil {
		return nil, &modules.Error{Message: "Digest method not supported"}
	}
	size := int64(-1)
	if o, ok := c.Argument(1).(*goja.Object); ok {
		if v := o.Get("outputLength"); v != nil && !goja.IsUndefined(v) {
			if size, err = m.env.ValidateInteger(v, "options.outputLength", 0, math.MaxUint32); err != nil {
				return nil, err
			}
		}
	}
	if d.xof != nil && size < 0 {
		if err := m.warnOfLength(); err != nil {
			return nil, err
		}
	}
	return newHashState(d, int(size))
}

// warnOfLength emits DEP0198 once.
func (m *module) warnOfLength() error {
	if m.warned {
		return nil
	}
	m.warned = true
	_, err := m.env.Method(m.env.RequireObject("process"), "emitWarning",
		m.env.VM.ToValue("Creating SHAKE128/256 digests without an explicit options.outputLength is deprecated."),
		m.env.VM.ToValue("DeprecationWarning"), m.env.VM.ToValue("DEP0198"))
	return err
}

// newHashState starts a hash; a size below 0 is the usual one.
func newHashState(d *digest, size int) (*hashState, error) {
	if d.xof != nil {
		if size < 0 {
			size = d.size
		}
		return &hashState{xof: d.xof(), size: size, digest: d}, nil
	}
	h := d.make()
	if size >= 0 && size != h.Size() {
		return nil, &modules.Error{Message: "error:030000B2:digital envelope routines::not XOF or invalid length",
			Props: []modules.Prop{{Name: "code", Value: "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH"}}}
	}
	return &hashState{hash: h, digest: d}, nil
}

func (s *hashState) write(b []byte) {
	if s.xof != nil {
		_, _ = s.xof.Write(b)
	} else {
		s.hash.Write(b)
	}
}

// sum is the digest. Asked again it is the same.
func (s *hashState) sum() []byte {
	if s.result == nil && s.xof == nil {
		s.result = s.hash.Sum(nil)
	} else if s.result == nil {
		s.result = make([]byte, s.size)
		_, _ = s.xof.Read(s.result)
	}
	return append([]byte(nil), s.result...)
}

// hashCopy is hash.copy([options]).
func (m *module) hashCopy(c modules.Call) (goja.Value, error) {
	s := hashSlot.Get(c.This)
	if s == nil || s.ended {
		return nil, finalized()
	}
	copied := *s
	if s.xof != nil {
		x := *s.xof
		copied.xof = &x
	} else {
		copied.hash = cloneHash(s.hash)
	}
	o := m.env.VM.CreateObject(m.hash.Get("prototype").(*goja.Object))
	hashSlot.Set(m.env.VM, o, &copied)
	return o, nil
}

// updateWith is hash.update(data[, inputEncoding]).
func (m *module) updateWith(slot modules.Slot[hashState]) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		s := slot.Get(c.This)
		if s == nil || s.ended {
			return nil, finalized()
		}
		return c.This, m.feed(s, c.Argument(0), c.Argument(1))
	}
}

func (m *module) feed(s *hashState, data, enc goja.Value) error {
	if goja.IsString(data) {
		b, err := m.text(data, enc)
		s.write(b)
		return err
	}
	if !buffers.IsView(m.env, data) {
		return m.env.InvalidArgType("data", data, "string", "Buffer", "TypedArray", "DataView")
	}
	b, _ := buffers.Bytes(m.env, data)
	s.write(b)
	return nil
}

// text is a string's bytes in an encoding. Hex of an odd length is refused.
func (m *module) text(s, enc goja.Value) ([]byte, error) {
	e := encoding.UTF8
	if goja.IsString(enc) {
		if found, ok := encoding.Lookup(enc.String()); ok {
			e = found
		}
	}
	t := encoding.TextOf(s)
	if e == encoding.Hex && t.Len()%2 != 0 {
		return nil, m.env.InvalidArgValue("encoding", enc, "is invalid for data of length "+m.env.VM.ToValue(t.Len()).String())
	}
	return e.Encode(t), nil
}

// transformWith and flushWith make the object a stream.
func (m *module) transformWith(slot modules.Slot[hashState]) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		s := slot.Get(c.This)
		var err error
		if s == nil || s.ended {
			err = finalized()
		} else {
			err = m.feed(s, c.Argument(0), c.Argument(1))
		}
		if err != nil {
			_, err = m.env.Invoke(c.Argument(2), goja.Undefined(), m.env.Error(err))
			return nil, err
		}
		_, err = m.env.Invoke(c.Argument(2), goja.Undefined())
		return nil, err
	}
}

func (m *module) flushWith(slot modules.Slot[hashState]) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		out := buffers.New(m.env, slot.Get(c.This).sum())
		if _, err := m.env.Method(c.This.(*goja.Object), "push", out); err != nil {
			return nil, err
		}
		_, err := m.env.Invoke(c.Argument(0), goja.Undefined())
		return nil, err
	}
}

// hashDigest is hash.digest([encoding]).
func (m *module) hashDigest(c modules.Call) (goja.Value, error) {
	s := hashSlot.Get(c.This)
	if s == nil || s.ended {
		return nil, finalized()
	}
	s.ended = true
	return m.output(s.sum(), c.Argument(0))
}

// hashOnce is crypto.hash(algorithm, data[, options]).
func (m *module) hashOnce(c modules.Call) (goja.Value, error) {
	name, err := c.String(0, "algorithm")
	if err != nil {
		return nil, err
	}
	if !goja.IsString(c.Argument(1)) && !buffers.IsView(m.env, c.Argument(1)) {
		return nil, m.env.InvalidArgType("input", c.Argument(1), "string", "Buffer", "TypedArray", "DataView")
	}
	enc, size := m.env.VM.ToValue("hex"), int64(-1)
	switch v := c.Argument(2); {
	case goja.IsUndefined(v):
	case goja.IsString(v):
		enc = v
	default:
		o, err := c.Object(2, "options")
		if err != nil {
			return nil, err
		}
		if v := o.Get("outputEncoding"); v != nil && !goja.IsUndefined(v) {
			enc = v
		}
		if v := o.Get("outputLength"); v != nil && !goja.IsUndefined(v) {
			if size, err = m.env.ValidateInteger(v, "options.outputLength", 0, math.MaxUint32); err != nil {
				return nil, err
			}
		}
	}
	if _, ok := encoding.Lookup(enc.String()); !goja.IsString(enc) || !ok && enc.String() != "buffer" {
		return nil, m.env.InvalidArgValue("outputEncoding", enc, "")
	}
	d := lookupDigest(name)
	if d == nil {
		return nil, &modules.Error{Message: "Digest method " + name + " is not supported"}
	}
	s, err := newHashState(d, int(size))
	if err != nil {
		return nil, &modules.Error{Message: "Output length " + m.env.VM.ToValue(size).String() + " is invalid for " + name + ", which does not support XOF"}
	}
	if err := m.feed(s, c.Argument(1), goja.Undefined()); err != nil {
		return nil, err
	}
	return m.output(s.sum(), enc)
}

func (m *module) hmacClass(parent *goja.Object) *goja.Object {
	return m.env.Class(modules.ClassSpec{
		Name: "Hmac", Length: 3, Parent: parent, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			if o, err := m.withoutNew(c, m.hmac); o != nil || err != nil {
				return o, err
			}
			call := c.Call()
			name, err := call.String(0, "hmac")
			if err != nil {
				return nil, err
			}
			key, err := m.secret(c.Argument(1), "key", c.Argument(2))
			if err != nil {
				return nil, err
			}
			d := lookupDigest(name)
			if d == nil || d.make == nil {
				return nil, invalidDigest(name)
			}
			hmacSlot.Set(m.env.VM, c.This, &hashState{hash: hmac.New(d.make, key), digest: d})
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("update", 2, m.updateWith(hmacSlot)), modules.Fn("digest", 1, m.hmacDigest),
			modules.Fn("_flush", 1, m.flushWith(hmacSlot)), modules.Fn("_transform", 3, m.transformWith(hmacSlot)),
		},
	})
}

// hmacDigest is hmac.digest([encoding]). Called again it returns nothing.
func (m *module) hmacDigest(c modules.Call) (goja.Value, error) {
	s := hmacSlot.Get(c.This)
	if s == nil {
		return nil, finalized()
	}
	if s.ended {
		return m.output(nil, c.Argument(0))
	}
	s.ended = true
	return m.output(s.sum(), c.Argument(0))
}
