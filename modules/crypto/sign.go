package crypto

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"math/big"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

var signSlot = modules.NewSlot[hashState]("kHandle")

// defineSignatures makes the classes Sign and Verify, which are writable
// streams.
func (m *module) defineSignatures() {
	writable := m.env.RequireObject("stream").Get("Writable").(*goja.Object)
	class := func(name string, last modules.Export) *goja.Object {
		return m.env.Class(modules.ClassSpec{
			Name: name, Length: 2, Parent: writable, EnumerableMethods: true,
			Construct: func(c modules.ConstructCall) (*goja.Object, error) {
				class := m.verify
				if name == "Sign" {
					class = m.sign
				}
				if o, err := m.withoutNew(c, class); o != nil || err != nil {
					return o, err
				}
				algorithm, err := c.Call().String(0, "algorithm")
				if err != nil {
					return nil, err
				}
				d := lookupDigest(algorithm)
				if d == nil || d.make == nil {
					return nil, modules.TypeError("ERR_CRYPTO_INVALID_DIGEST", "Invalid digest")
				}
				if _, err := m.env.Invoke(writable, c.This, c.Argument(1)); err != nil {
					return nil, err
				}
				signSlot.Set(m.env.VM, c.This, &hashState{hash: d.make(), digest: d})
				return nil, nil
			},
			Methods: []modules.Export{
				modules.Fn("_write", 3, m.transformWith(signSlot)), modules.Fn("update", 2, m.updateWith(signSlot)), last,
			},
		})
	}
	m.sign = class("Sign", modules.Fn("sign", 2, m.signMessage))
	m.verify = class("Verify", modules.Fn("verify", 3, m.verifyMessage))
}

// scheme is how a key signs.
type scheme struct {
	key    *keyState
	pss    bool
	salt   int
	p1363  bool
	digest *digest
}

// scheme takes a key and the options beside it.
func (m *module) scheme(v goja.Value, d *digest) (*scheme, error) {
	key, err := m.asymmetricKey(v, "key")
	if err != nil {
		return nil, err
	}
	s := &scheme{key: key, digest: d, salt: rsa.PSSSaltLengthAuto}
	o, ok := v.(*goja.Object)
	if !ok || keySlot.Get(v) != nil {
		return s, nil
	}
	const pssPadding = 6
	if v := o.Get("padding"); v != nil && goja.IsNumber(v) {
		s.pss = v.ToInteger() == pssPadding
	}
	if v := o.Get("saltLength"); v != nil && goja.IsNumber(v) {
		switch n := v.ToInteger(); n {
		case -1:
			s.salt = rsa.PSSSaltLengthEqualsHash
		case -2:
		default:
			s.salt = int(n)
		}
	}
	if v := o.Get("dsaEncoding"); v != nil && !goja.IsUndefined(v) {
		switch v.String() {
		case "der":
		case "ieee-p1363":
			s.p1363 = true
		default:
			return nil, m.env.InvalidArgValue("options.dsaEncoding", v, "")
		}
	}
	return s, nil
}

// sign signs a hash, or with Ed25519 the message itself.
func (s *scheme) sign(sum []byte) ([]byte, error) {
	switch key := s.key.private.(type) {
	case *rsa.PrivateKey:
		if s.pss {
			return rsa.SignPSS(rand.Reader, key, s.digest.id, sum, &rsa.PSSOptions{SaltLength: s.salt})
		}
		return rsa.SignPKCS1v15(rand.Reader, key, s.digest.id, sum)
	case *ecdsa.PrivateKey:
		der, err := ecdsa.SignASN1(rand.Reader, key, sum)
		if err != nil || !s.p1363 {
			return der, err
		}
		return fromDER(der, (key.Curve.Params().BitSize+7)/8)
	case ed25519.PrivateKey:
		return ed25519.Sign(key, sum), nil
	}
	return nil, opensslError("03000096", "digital envelope routines", "operation not supported for this keytype")
}

func (s *scheme) verify(sum, signature []byte) bool {
	switch key := s.key.publicKey().(type) {
	case *rsa.PublicKey:
		if s.pss {
			return rsa.VerifyPSS(key, s.digest.id, sum, signature, &rsa.PSSOptions{SaltLength: s.salt}) == nil
		}
		return rsa.VerifyPKCS1v15(key, s.digest.id, sum, signature) == nil
	case *ecdsa.PublicKey:
		if s.p1363 {
			half := len(signature) / 2
			r, t := new(big.Int).SetBytes(signature[:half]), new(big.Int).SetBytes(signature[half:])
			return ecdsa.Verify(key, sum, r, t)
		}
		return ecdsa.VerifyASN1(key, sum, signature)
	case ed25519.PublicKey:
		return ed25519.Verify(key, sum, signature)
	}
	return false
}

// fromDER writes the two numbers of an ECDSA signature one after the other.
func fromDER(der []byte, size int) ([]byte, error) {
	var pair struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(der, &pair); err != nil {
		return nil, err
	}
	out := make([]byte, 2*size)
	pair.R.FillBytes(out[:size])
	pair.S.FillBytes(out[size:])
	return out, nil
}

// signMessage is sign.sign(privateKey[, outputEncoding]).
func (m *module) signMessage(c modules.Call) (goja.Value, error) {
	if goja.IsUndefined(c.Argument(0)) || goja.IsNull(c.Argument(0)) {
		return nil, modules.PlainError("ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign")
	}
	state := signSlot.Get(c.This)
	s, err := m.scheme(c.Argument(0), state.digest)
	if err != nil {
		return nil, err
	}
	if state.ended {
		return nil, finalized()
	}
	state.ended = true
	signature, err := s.sign(state.sum())
	if err != nil {
		return nil, err
	}
	return m.output(signature, c.Argument(1))
}

// verifyMessage is verify.verify(key, signature[, signatureEncoding]).
func (m *module) verifyMessage(c modules.Call) (goja.Value, error) {
	state := signSlot.Get(c.This)
	s, err := m.scheme(c.Argument(0), state.digest)
	if err != nil {
		return nil, err
	}
	signature, err := m.bytes(c.Argument(1), "signature", c.Argument(2))
	if err != nil {
		return nil, err
	}
	if state.ended {
		return nil, finalized()
	}
	state.ended = true
	return modules.Bool(s.verify(state.sum(), signature)), nil
}

// message is what sign and verify in one call work on.
func (m *module) message(c modules.Call) (s *scheme, sum []byte, err error) {
	var d *digest
	if v := c.Argument(0); !modules.IsNullish(v) {
		if d, err = m.fixedDigest(v, "algorithm"); err != nil {
			return nil, nil, err
		}
	}
	if goja.IsString(c.Argument(1)) {
		return nil, nil, m.env.InvalidArgType("data", c.Argument(1), "ArrayBuffer", "Buffer", "TypedArray", "DataView")
	}
	data, err := m.bytes(c.Argument(1), "data", nil, "ArrayBuffer", "Buffer", "TypedArray", "DataView")
	if err != nil {
		return nil, nil, err
	}
	if s, err = m.scheme(c.Argument(2), d); err != nil {
		return nil, nil, err
	}
	if _, pure := s.key.publicKey().(ed25519.PublicKey); pure {
		return s, data, nil
	}
	if d == nil {
		s.digest = lookupDigest("sha256")
	}
	h := s.digest.make()
	h.Write(data)
	return s, h.Sum(nil), nil
}

// signOneShot is crypto.sign(algorithm, data, key[, callback]).
func (m *module) signOneShot(c modules.Call) (goja.Value, error) {
	s, sum, err := m.message(c)
	if err != nil {
		return nil, err
	}
	var cb *modules.Callback
	if c.Has(3) {
		if cb, err = c.Callback(3, "callback"); err != nil {
			return nil, err
		}
	}
	return m.derived("SIGNREQUEST", func() ([]byte, error) { return s.sign(sum) }, cb, m.asBuffer)
}

// verifyOneShot is crypto.verify(algorithm, data, key, signature[, callback]).
func (m *module) verifyOneShot(c modules.Call) (goja.Value, error) {
	s, sum, err := m.message(c)
	if err != nil {
		return nil, err
	}
	signature, ok := buffers.Copy(m.env, c.Argument(3))
	if !ok {
		return nil, m.env.InvalidArgType("signature", c.Argument(3), "ArrayBuffer", "Buffer", "TypedArray", "DataView")
	}
	if !c.Has(4) {
		return modules.Bool(s.verify(sum, signature)), nil
	}
	cb, err := c.Callback(4, "callback")
	if err != nil {
		return nil, err
	}
	modules.AsyncAs(m.env, "VERIFYREQUEST", func(context.Context) (bool, error) { return s.verify(sum, signature), nil },
		func(ok bool, _ error) { cb.Call(goja.Null(), modules.Bool(ok)) })
	return nil, nil
}
