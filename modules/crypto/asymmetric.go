package crypto

import (
	"context"
	gocrypto "crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math"
	"math/big"
	"sort"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// curves are the elliptic curves that Go has, by OpenSSL's names.
var curves = sync.OnceValue(func() map[string]elliptic.Curve {
	return map[string]elliptic.Curve{
		"prime256v1": elliptic.P256(), "P-256": elliptic.P256(), "secp384r1": elliptic.P384(), "P-384": elliptic.P384(),
		"secp521r1": elliptic.P521(), "P-521": elliptic.P521(), "secp224r1": elliptic.P224(),
	}
})

// getCurves is crypto.getCurves().
func (m *module) getCurves(modules.Call) (goja.Value, error) {
	names := []string{"prime256v1", "secp224r1", "secp384r1", "secp521r1"}
	sort.Strings(names)
	return m.env.Value(names), nil
}

func (m *module) defineAsymmetricKeys() {
	m.asymmetric = m.env.Class(modules.ClassSpec{
		Name: "AsymmetricKeyObject", Parent: m.keyObject,
		Methods: []modules.Export{
			modules.Getter("asymmetricKeyType", func(c modules.Call) (goja.Value, error) {
				k, err := m.thisKey(c)
				if err != nil {
					return nil, err
				}
				return m.env.VM.ToValue(keyType(k.publicKey())), nil
			}),
			modules.Getter("asymmetricKeyDetails", m.keyDetails),
		},
	})
	m.publicKey = m.env.Class(modules.ClassSpec{
		Name: "PublicKeyObject", Parent: m.asymmetric, Methods: []modules.Export{modules.Fn("export", 1, m.exportKey)},
	})
	m.privateKey = m.env.Class(modules.ClassSpec{
		Name: "PrivateKeyObject", Parent: m.asymmetric, Methods: []modules.Export{modules.Fn("export", 1, m.exportKey)},
	})
}

// publicKey is the public half.
func (k *keyState) publicKey() gocrypto.PublicKey {
	if p, ok := k.private.(interface{ Public() gocrypto.PublicKey }); ok {
		return p.Public()
	}
	if p, ok := k.private.(*ecdh.PrivateKey); ok {
		return p.PublicKey()
	}
	return k.public
}

func keyType(public gocrypto.PublicKey) string {
	switch public.(type) {
	case *rsa.PublicKey:
		return "rsa"
	case *ecdsa.PublicKey:
		return "ec"
	case ed25519.PublicKey:
		return "ed25519"
	}
	return "x25519"
}

func (m *module) keyDetails(c modules.Call) (goja.Value, error) {
	k, err := m.thisKey(c)
	if err != nil {
		return nil, err
	}
	switch p := k.publicKey().(type) {
	case *rsa.PublicKey:
		return m.env.Exports(modules.Val("modulusLength", p.N.BitLen()),
			modules.Val("publicExponent", m.env.VM.ToValue(big.NewInt(int64(p.E))))), nil
	case *ecdsa.PublicKey:
		return m.env.Exports(modules.Val("namedCurve", curveName(p.Curve))), nil
	}
	return m.env.VM.NewObject(), nil
}

func curveName(c elliptic.Curve) string {
	switch c.Params().Name {
	case "P-256":
		return "prime256v1"
	case "P-384":
		return "secp384r1"
	case "P-521":
		return "secp521r1"
	}
	return "secp224r1"
}

// createPrivateKey is crypto.createPrivateKey(key).
func (m *module) createPrivateKey(c modules.Call) (goja.Value, error) {
	k, err := m.asymmetricKey(c.Argument(0), "key")
	if err != nil {
		return nil, err
	}
	if k.private == nil {
		return nil, opensslError("1E08010C", "DECODER routines", "unsupported")
	}
	return m.newKey(m.privateKey, &keyState{private: k.private}), nil
}

// createPublicKey is crypto.createPublicKey(key): a private one has it too.
func (m *module) createPublicKey(c modules.Call) (goja.Value, error) {
	k, err := m.asymmetricKey(c.Argument(0), "key")
	if err != nil {
		return nil, err
	}
	return m.newKey(m.publicKey, &keyState{public: k.publicKey()}), nil
}

// asymmetricKey takes a KeyObject, PEM or DER, or an object with it.
func (m *module) asymmetricKey(v goja.Value, name string) (*keyState, error) {
	if k := keySlot.Get(v); k != nil {
		if k.kind() == "secret" {
			return nil, modules.TypeError("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE",
				"Invalid key object type secret, expected private or public.")
		}
		return k, nil
	}
	if b, ok := buffers.Bytes(m.env, v); ok {
		return parseKey(b, "pem", nil)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		if goja.IsString(v) {
			return parseKey([]byte(v.String()), "pem", nil)
		}
		return nil, m.env.InvalidArgType(name, v, "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView", "KeyObject", "CryptoKey")
	}
	inner := o.Get("key")
	if inner == nil {
		return nil, m.env.InvalidArgType(name+".key", goja.Undefined(), "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView", "KeyObject", "CryptoKey")
	}
	if k := keySlot.Get(inner); k != nil {
		return k, nil
	}
	format := "pem"
	if f := o.Get("format"); f != nil && goja.IsString(f) {
		format = f.String()
	}
	if format == "jwk" {
		return nil, modules.NotImplemented("crypto keys of format jwk")
	}
	b, err := m.bytes(inner, name+".key", o.Get("encoding"))
	if err != nil {
		return nil, err
	}
	var passphrase []byte
	if p := o.Get("passphrase"); p != nil && !modules.IsNullish(p) {
		if passphrase, err = m.bytes(p, name+".passphrase", nil); err != nil {
			return nil, err
		}
	}
	return parseKey(b, format, passphrase)
}

func parseKey(b []byte, format string, passphrase []byte) (*keyState, error) {
	if format == "pem" {
		block, _ := pem.Decode(b)
		if block == nil {
			return nil, opensslError("1E08010C", "DECODER routines", "unsupported")
		}
		b = block.Bytes
		if block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "" {
			return nil, modules.NotImplemented("crypto: encrypted private keys")
		}
		if block.Type == "CERTIFICATE" {
			cert, err := x509.ParseCertificate(b)
			if err != nil {
				return nil, opensslError("1E08010C", "DECODER routines", "unsupported")
			}
			return &keyState{public: cert.PublicKey}, nil
		}
	}
	if p, err := x509.ParsePKCS8PrivateKey(b); err == nil {
		return &keyState{private: p}, nil
	}
	if p, err := x509.ParsePKCS1PrivateKey(b); err == nil {
		return &keyState{private: p}, nil
	}
	if p, err := x509.ParseECPrivateKey(b); err == nil {
		return &keyState{private: p}, nil
	}
	if p, err := x509.ParsePKIXPublicKey(b); err == nil {
		return &keyState{public: p}, nil
	}
	if p, err := x509.ParsePKCS1PublicKey(b); err == nil {
		return &keyState{public: p}, nil
	}
	return nil, opensslError("1E08010C", "DECODER routines", "unsupported")
}

// exportKey is key.export(options).
func (m *module) exportKey(c modules.Call) (goja.Value, error) {
	k, err := m.thisKey(c)
	if err != nil {
		return nil, err
	}
	o, err := c.Object(0, "options")
	if err != nil {
		return nil, err
	}
	return m.encodeKey(k, o, "options")
}

// encodeKey writes a key as { type, format } say.
func (m *module) encodeKey(k *keyState, o *goja.Object, name string) (goja.Value, error) {
	get := func(property string) string {
		if v := o.Get(property); v != nil && goja.IsString(v) {
			return v.String()
		}
		return ""
	}
	if cipher := o.Get("cipher"); cipher != nil && !modules.IsNullish(cipher) {
		return nil, modules.NotImplemented("crypto: encrypted private keys")
	}
	var der []byte
	var label string
	var err error
	format, kind := get("format"), get("type")
	if format == "jwk" {
		return nil, modules.NotImplemented("crypto keys of format jwk")
	}
	if k.private != nil {
		der, label, err = marshalPrivate(k.private, kind)
	} else {
		der, label, err = marshalPublic(k.public, kind)
	}
	if err != nil || der == nil {
		return nil, m.env.InvalidArgValue(name+".type", o.Get("type"), "")
	}
	switch format {
	case "pem":
		return m.env.VM.ToValue(string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))), nil
	case "der":
		return buffers.New(m.env, der), nil
	}
	return nil, m.env.InvalidArgValue(name+".format", o.Get("format"), "")
}

func marshalPrivate(key gocrypto.PrivateKey, kind string) (der []byte, label string, err error) {
	switch kind {
	case "pkcs1":
		if p, ok := key.(*rsa.PrivateKey); ok {
			return x509.MarshalPKCS1PrivateKey(p), "RSA PRIVATE KEY", nil
		}
	case "sec1":
		if p, ok := key.(*ecdsa.PrivateKey); ok {
			der, err = x509.MarshalECPrivateKey(p)
			return der, "EC PRIVATE KEY", err
		}
	case "pkcs8":
		der, err = x509.MarshalPKCS8PrivateKey(key)
		return der, "PRIVATE KEY", err
	}
	return nil, "", nil
}

func marshalPublic(key gocrypto.PublicKey, kind string) (der []byte, label string, err error) {
	switch kind {
	case "pkcs1":
		if p, ok := key.(*rsa.PublicKey); ok {
			return x509.MarshalPKCS1PublicKey(p), "RSA PUBLIC KEY", nil
		}
	case "spki":
		der, err = x509.MarshalPKIXPublicKey(key)
		return der, "PUBLIC KEY", err
	}
	return nil, "", nil
}

// generateKeyPairSync is crypto.generateKeyPairSync(type[, options]).
func (m *module) generateKeyPairSync(c modules.Call) (goja.Value, error) {
	make, err := m.pairMaker(c)
	if err != nil {
		return nil, err
	}
	private, err := make()
	if err != nil {
		return nil, err
	}
	public, secret, err := m.pairValues(private, c.Argument(1))
	if err != nil {
		return nil, err
	}
	return m.env.Exports(modules.Val("publicKey", public), modules.Val("privateKey", secret)), nil
}

// generateKeyPair is crypto.generateKeyPair(type, options, callback).
func (m *module) generateKeyPair(c modules.Call) (goja.Value, error) {
	at := 2
	if modules.IsFunction(c.Argument(1)) {
		at = 1
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	options := c.Argument(1)
	if at == 1 {
		options = goja.Undefined()
		c.Arguments = c.Arguments[:1]
	}
	make, err := m.pairMaker(c)
	if err != nil {
		return nil, err
	}
	modules.AsyncAs(m.env, "KEYPAIRGENREQUEST", func(context.Context) (gocrypto.PrivateKey, error) { return make() },
		func(private gocrypto.PrivateKey, err error) {
			var public, secret goja.Value
			if err == nil {
				public, secret, err = m.pairValues(private, options)
			}
			if err != nil {
				cb.Call(m.env.Error(err))
				return
			}
			cb.Call(goja.Null(), public, secret)
		})
	return nil, nil
}

func (m *module) pairMaker(c modules.Call) (func() (gocrypto.PrivateKey, error), error) {
	kind, err := c.String(0, "type")
	if err != nil {
		return nil, err
	}
	o, _ := c.Argument(1).(*goja.Object)
	option := func(name string) goja.Value {
		if o != nil {
			if v := o.Get(name); v != nil {
				return v
			}
		}
		return goja.Undefined()
	}
	switch kind {
	case "rsa":
		if o == nil {
			return nil, m.env.InvalidArgType("options", c.Argument(1), "Object")
		}
		bits, err := m.env.ValidateInteger(option("modulusLength"), "options.modulusLength", 0, math.MaxUint32)
		if err != nil {
			return nil, err
		}
		if e := option("publicExponent"); !goja.IsUndefined(e) && e.ToInteger() != 65537 {
			return nil, modules.NotImplemented("crypto.generateKeyPair with a publicExponent other than 65537")
		}
		return func() (gocrypto.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, int(bits)) }, nil
	case "ec":
		name := option("namedCurve")
		if !goja.IsString(name) {
			return nil, m.env.InvalidArgType("options.namedCurve", name, "string")
		}
		curve := curves()[name.String()]
		if curve == nil {
			return nil, modules.TypeError("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name")
		}
		return func() (gocrypto.PrivateKey, error) { return ecdsa.GenerateKey(curve, rand.Reader) }, nil
	case "ed25519":
		return func() (gocrypto.PrivateKey, error) {
			_, private, err := ed25519.GenerateKey(rand.Reader)
			return private, err
		}, nil
	case "x25519":
		return func() (gocrypto.PrivateKey, error) { return ecdh.X25519().GenerateKey(rand.Reader) }, nil
	case "rsa-pss", "dsa", "dh", "ed448", "x448":
		return nil, modules.NotImplemented("crypto.generateKeyPair for " + kind)
	}
	return nil, m.env.InvalidArgValue("type", c.Argument(0), "must be a supported key type")
}

// pairValues are the halves as KeyObjects, or encoded as the options say.
func (m *module) pairValues(private gocrypto.PrivateKey, options goja.Value) (public, secret goja.Value, err error) {
	pair := &keyState{private: private}
	half := &keyState{public: pair.publicKey()}
	public, secret = m.newKey(m.publicKey, half), m.newKey(m.privateKey, pair)
	o, ok := options.(*goja.Object)
	if !ok {
		return public, secret, nil
	}
	if e, ok := o.Get("publicKeyEncoding").(*goja.Object); ok {
		if public, err = m.encodeKey(half, e, "options.publicKeyEncoding"); err != nil {
			return nil, nil, err
		}
	}
	if e, ok := o.Get("privateKeyEncoding").(*goja.Object); ok {
		secret, err = m.encodeKey(pair, e, "options.privateKeyEncoding")
	}
	return public, secret, err
}
