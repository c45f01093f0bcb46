package crypto

import (
	gocrypto "crypto"
	"encoding/base64"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// keyState is that of a KeyObject.
type keyState struct {
	secret  []byte // of a secret key
	public  gocrypto.PublicKey
	private gocrypto.PrivateKey
}

func (k *keyState) kind() string {
	switch {
	case k.private != nil:
		return "private"
	case k.public != nil:
		return "public"
	}
	return "secret"
}

var keySlot = modules.NewSlot[keyState]("kHandle")

func (m *module) defineKeys() {
	m.keyObject = m.env.Class(modules.ClassSpec{
		Name: "KeyObject", Length: 2, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			kind := c.Argument(0)
			if s := kind.String(); !goja.IsString(kind) || s != "secret" && s != "public" && s != "private" {
				return nil, m.env.InvalidArgValue("type", kind, "")
			}
			return nil, m.env.InvalidArgType("handle", c.Argument(1), "object")
		},
		Static: []modules.Export{modules.Fn("from", 1, func(c modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("crypto.KeyObject.from")
		})},
		Methods: []modules.Export{
			modules.Getter("type", func(c modules.Call) (goja.Value, error) {
				k, err := m.thisKey(c)
				if err != nil {
					return nil, err
				}
				return m.env.VM.ToValue(k.kind()), nil
			}),
			modules.Fn("toCryptoKey", 3, func(modules.Call) (goja.Value, error) {
				return nil, modules.NotImplemented("KeyObject.toCryptoKey")
			}),
			modules.Fn("equals", 1, m.keyEquals),
		},
	})
	proto := m.keyObject.Get("prototype").(*goja.Object)
	must(proto.DefineDataPropertySymbol(goja.SymToStringTag, m.env.VM.ToValue("KeyObject"),
		goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	m.secretKey = m.env.Class(modules.ClassSpec{
		Name: "SecretKeyObject", Parent: m.keyObject,
		Methods: []modules.Export{
			modules.Getter("symmetricKeySize", func(c modules.Call) (goja.Value, error) {
				k, err := m.thisKey(c)
				if err != nil {
					return nil, err
				}
				return m.env.VM.ToValue(len(k.secret)), nil
			}),
			modules.Fn("export", 1, m.exportSecret),
		},
	})
	m.defineAsymmetricKeys()
	m.defineSignatures()
}

func (m *module) thisKey(c modules.Call) (*keyState, error) {
	if k := keySlot.Get(c.This); k != nil {
		return k, nil
	}
	return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type KeyObject`)
}

func (m *module) newKey(class *goja.Object, k *keyState) *goja.Object {
	o := m.env.VM.CreateObject(class.Get("prototype").(*goja.Object))
	keySlot.Set(m.env.VM, o, k)
	return o
}

func (m *module) keyEquals(c modules.Call) (goja.Value, error) {
	k, err := m.thisKey(c)
	if err != nil {
		return nil, err
	}
	other := keySlot.Get(c.Argument(0))
	if other == nil {
		return nil, m.env.InvalidArgType("otherKeyObject", c.Argument(0), "KeyObject")
	}
	type comparable interface {
		Equal(x gocrypto.PublicKey) bool
	}
	type comparablePrivate interface {
		Equal(x gocrypto.PrivateKey) bool
	}
	equal := false
	switch {
	case k.kind() != other.kind():
	case k.private != nil:
		p, ok := k.private.(comparablePrivate)
		equal = ok && p.Equal(other.private)
	case k.public != nil:
		p, ok := k.public.(comparable)
		equal = ok && p.Equal(other.public)
	default:
		equal = constantEqual(k.secret, other.secret)
	}
	return modules.Bool(equal), nil
}

// createSecretKey is crypto.createSecretKey(key[, encoding]).
func (m *module) createSecretKey(c modules.Call) (goja.Value, error) {
	key, err := m.bytes(c.Argument(0), "key", c.Argument(1), "ArrayBuffer", "Buffer", "TypedArray", "DataView")
	if err != nil {
		return nil, err
	}
	return m.newKey(m.secretKey, &keyState{secret: key}), nil
}

// secret takes the bytes of a secret: a KeyObject too.
func (m *module) secret(v goja.Value, name string, enc goja.Value) ([]byte, error) {
	if k := keySlot.Get(v); k != nil {
		if k.kind() != "secret" {
			return nil, modules.TypeError("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE",
				"Invalid key object type %s, expected secret.", k.kind())
		}
		return k.secret, nil
	}
	return m.bytes(v, name, enc, "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView", "KeyObject", "CryptoKey")
}

// secretBytes takes a password.
func (m *module) secretBytes(v goja.Value, name string) ([]byte, error) { return m.bytes(v, name, nil) }

// exportSecret is secretKey.export([options]).
func (m *module) exportSecret(c modules.Call) (goja.Value, error) {
	k, err := m.thisKey(c)
	if err != nil {
		return nil, err
	}
	o, err := c.OptObject(0, "options")
	if err != nil {
		return nil, err
	}
	if o != nil {
		switch format := o.Get("format"); {
		case format == nil, goja.IsUndefined(format), format.String() == "buffer":
		case format.String() == "jwk":
			return m.env.Exports(modules.Val("kty", "oct"), modules.Val("k", base64.RawURLEncoding.EncodeToString(k.secret))), nil
		default:
			return nil, m.env.InvalidArgValue("options.format", format, "must be one of: undefined, 'buffer', 'jwk'")
		}
	}
	return buffers.New(m.env, append([]byte(nil), k.secret...)), nil
}

// generateKeySync is crypto.generateKeySync(type, options).
func (m *module) generateKeySync(c modules.Call) (goja.Value, error) {
	size, err := m.generatedSize(c)
	if err != nil {
		return nil, err
	}
	return m.newKey(m.secretKey, &keyState{secret: random(make([]byte, size))}), nil
}

// generateKey is crypto.generateKey(type, options, callback).
func (m *module) generateKey(c modules.Call) (goja.Value, error) {
	size, err := m.generatedSize(c)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(2, "callback")
	if err != nil {
		return nil, err
	}
	return m.derived("KEYGENREQUEST", func() ([]byte, error) { return random(make([]byte, size)), nil }, cb, func(b []byte) goja.Value {
		return m.newKey(m.secretKey, &keyState{secret: b})
	})
}

func (m *module) generatedSize(c modules.Call) (int, error) {
	kind, err := c.String(0, "type")
	if err != nil {
		return 0, err
	}
	o, err := c.Object(1, "options")
	if err != nil {
		return 0, err
	}
	length := o.Get("length")
	if length == nil {
		length = goja.Undefined()
	}
	switch kind {
	case "hmac":
		n, err := m.env.ValidateInteger(length, "options.length", 8, 1<<31-1)
		return int(n / 8), err
	case "aes":
		if n := length.ToInteger(); goja.IsNumber(length) && (n == 128 || n == 192 || n == 256) {
			return int(n / 8), nil
		}
		return 0, m.env.InvalidArgValue("options.length", length, "must be one of: 128, 192, 256")
	}
	return 0, m.env.InvalidArgValue("type", c.Argument(0), "must be a supported key type")
}
