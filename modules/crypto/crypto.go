// Package crypto is node:crypto on Go's own cryptography.
package crypto

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Modules has node:crypto, and the Web Crypto global.
var Modules = []modules.Module{
	{Name: "crypto", Load: load},
	{Name: "internal/webcrypto", Load: loadWeb, Internal: true, Globals: []string{"crypto", "Crypto", "CryptoKey", "SubtleCrypto"}},
}

//go:embed stream.js
var streamSource string

var streamScript = modules.NewScript("node:internal/crypto/util", streamSource, "require")

// module is the state of node:crypto in one runtime.
type module struct {
	env                               *modules.Env
	exports                           *goja.Object
	hash, hmac, cipheriv, decipheriv  *goja.Object // classes
	keyObject, secretKey              *goja.Object
	publicKey, privateKey, asymmetric *goja.Object
	sign, verify                      *goja.Object
	warned                            bool // of digests without a length
}

func load(e *modules.Env) goja.Value {
	m := &module{env: e}
	m.defineClasses()
	m.exports = e.VM.NewObject()
	e.Define(m.exports, true, m.functions()...)
	return m.exports
}

// defineClasses makes the classes that are streams. They become streams when
// they are first used as one.
func (m *module) defineClasses() {
	require := m.env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return m.env.Require(c.Argument(0).String()), nil
	})
	lazyTransform := streamScript.Run(m.env, require).(*goja.Object)
	m.hash = m.hashClass(lazyTransform)
	m.hmac = m.hmacClass(lazyTransform)
	m.cipheriv = m.cipherClass(lazyTransform, "Cipheriv", true)
	m.decipheriv = m.cipherClass(lazyTransform, "Decipheriv", false)
	m.defineKeys()
}

func (m *module) functions() []modules.Export {
	list := []modules.Export{
		modules.Fn("checkPrime", 1, m.checkPrime), modules.Fn("checkPrimeSync", 1, m.checkPrimeSync),
		modules.Fn("createCipheriv", 4, m.creator(m.cipheriv)), modules.Fn("createDecipheriv", 4, m.creator(m.decipheriv)),
		modules.Fn("createHash", 2, m.createHash), modules.Fn("createHmac", 3, m.creator(m.hmac)),
		modules.Fn("createPrivateKey", 1, m.createPrivateKey), modules.Fn("createPublicKey", 1, m.createPublicKey),
		modules.Fn("createSecretKey", 2, m.createSecretKey),
		modules.Fn("createSign", 2, m.creator(m.sign)), modules.Fn("createVerify", 2, m.creator(m.verify)),
		modules.Val("getCiphers", m.env.Func("", 0, m.getCiphers)), modules.Fn("getCipherInfo", 1, m.getCipherInfo),
		modules.Val("getCurves", m.env.Func("", 0, m.getCurves)), modules.Val("getHashes", m.env.Func("", 0, m.getHashes)),
		modules.Fn("generatePrime", 3, m.generatePrime), modules.Fn("generatePrimeSync", 1, m.generatePrimeSync),
		modules.Fn("hkdf", 6, m.hkdf), modules.Fn("hkdfSync", 5, m.hkdfSync),
		modules.Fn("pbkdf2", 6, m.pbkdf2), modules.Fn("pbkdf2Sync", 5, m.pbkdf2Sync),
		modules.Fn("generateKeyPair", 3, m.generateKeyPair), modules.Fn("generateKeyPairSync", 2, m.generateKeyPairSync),
		modules.Fn("generateKey", 3, m.generateKey), modules.Fn("generateKeySync", 2, m.generateKeySync),
		modules.Val("privateDecrypt", m.env.Func("", 2, m.privateDecrypt)), modules.Val("publicEncrypt", m.env.Func("", 2, m.publicEncrypt)),
		modules.Fn("randomBytes", 2, m.randomBytes), modules.Fn("randomFill", 4, m.randomFill),
		modules.Fn("randomFillSync", 1, m.randomFillSync), modules.Fn("randomInt", 3, m.randomInt),
		modules.Fn("randomUUID", 1, m.randomUUID), modules.Fn("randomUUIDv7", 1, m.randomUUIDv7),
		modules.Fn("scrypt", 4, m.scrypt), modules.Fn("scryptSync", 3, m.scryptSync),
		modules.Val("sign", m.env.Func("signOneShot", 4, m.signOneShot)),
		modules.Val("timingSafeEqual", m.env.Func("", 0, m.timingSafeEqual)),
		modules.Fn("getFips", 0, func(modules.Call) (goja.Value, error) { return m.env.VM.ToValue(0), nil }),
		modules.Val("verify", m.env.Func("verifyOneShot", 5, m.verifyOneShot)),
		modules.Fn("hash", 3, m.hashOnce),
		modules.Val("Cipheriv", m.cipheriv), modules.Val("Decipheriv", m.decipheriv),
		modules.Val("Hash", m.hash), modules.Val("Hmac", m.hmac), modules.Val("KeyObject", m.keyObject),
		modules.Val("Sign", m.sign), modules.Val("Verify", m.verify),
		modules.Val("constants", m.constants()).ReadOnly(),
		modules.Getter("webcrypto", func(modules.Call) (goja.Value, error) { return m.web("crypto"), nil }).Enumerable(),
		modules.Getter("subtle", func(modules.Call) (goja.Value, error) { return m.web("crypto").Get("subtle"), nil }).Enumerable(),
		modules.Getter("getRandomValues", func(modules.Call) (goja.Value, error) {
			return m.env.Func("getRandomValues", 1, func(c modules.Call) (goja.Value, error) {
				return m.env.Method(m.web("crypto"), "getRandomValues", c.Arguments...)
			}), nil
		}).Enumerable(),
	}
	list = append(list, modules.Missing("crypto", "argon2", "argon2Sync", "createDiffieHellman",
		"createDiffieHellmanGroup", "createECDH", "createMac", "diffieHellman",
		"getDiffieHellman", "getMacs", "parsePKCS12", "privateEncrypt", "publicDecrypt",
		"setEngine", "setFips", "encapsulate", "decapsulate", "Certificate", "DiffieHellman", "DiffieHellmanGroup", "ECDH",
		"X509Certificate", "secureHeapUsed")...)
	for _, name := range []string{"prng", "pseudoRandomBytes", "rng"} {
		list = append(list, modules.Val(name, m.env.Func("randomBytes", 2, m.randomBytes)).Hidden())
	}
	return list
}

func (m *module) web(name string) *goja.Object {
	return m.env.RequireObject("internal/webcrypto").Get(name).(*goja.Object)
}

// creator is a function that calls a class with its arguments.
func (m *module) creator(class *goja.Object) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		o, err := m.env.VM.New(class, c.Arguments...)
		return o, err
	}
}

// withoutNew makes the object when a class is called as a function. It is nil
// for other calls: with new, or on an object that extends the class.
func (m *module) withoutNew(c modules.ConstructCall, class *goja.Object) (*goja.Object, error) {
	if c.NewTarget != nil || m.env.VM.InstanceOf(c.This, class) {
		return nil, nil
	}
	return m.env.VM.New(class, c.Arguments...)
}

// bytes takes bytes, or a string in an encoding. expected are the types that
// the error names.
func (m *module) bytes(v goja.Value, name string, enc goja.Value, expected ...string) ([]byte, error) {
	if goja.IsString(v) {
		e := encoding.UTF8
		if enc != nil && goja.IsString(enc) {
			if found, ok := encoding.Lookup(enc.String()); ok {
				e = found
			}
		}
		return e.Encode(encoding.TextOf(v)), nil
	}
	if b, ok := buffers.Copy(m.env, v); ok {
		return b, nil
	}
	if expected == nil {
		expected = []string{"string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"}
	}
	return nil, m.env.InvalidArgType(name, v, expected...)
}

// output is bytes as a Buffer, or as a string in an encoding.
func (m *module) output(b []byte, enc goja.Value) (goja.Value, error) {
	if enc != nil && goja.IsString(enc) && enc.String() != "buffer" {
		if e, ok := encoding.Lookup(enc.String()); ok {
			return e.Decode(m.env.VM, b)
		}
	}
	return buffers.New(m.env, b), nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
