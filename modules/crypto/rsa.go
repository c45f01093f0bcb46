package crypto

import (
	"crypto/rand"
	"crypto/rsa"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Paddings of RSA, as in crypto.constants.
const (
	rsaPKCS1 = 1
	rsaOAEP  = 4
)

// rsaOptions are what publicEncrypt and privateDecrypt take with a key.
type rsaOptions struct {
	padding int64
	hash    *digest
	label   []byte
}

func (m *module) rsaOptions(v goja.Value) (o rsaOptions, err error) {
	o = rsaOptions{padding: rsaOAEP, hash: lookupDigest("sha1")}
	given, ok := v.(*goja.Object)
	if !ok || keySlot.Get(v) != nil {
		return o, nil
	}
	if p := given.Get("padding"); p != nil && !goja.IsUndefined(p) {
		o.padding = p.ToInteger()
	}
	if h := given.Get("oaepHash"); h != nil && !goja.IsUndefined(h) {
		if o.hash, err = m.fixedDigest(h, "key.oaepHash"); err != nil {
			return o, err
		}
	}
	if l := given.Get("oaepLabel"); l != nil && !goja.IsUndefined(l) {
		if o.label, err = m.bytes(l, "key.oaepLabel", given.Get("encoding"), "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"); err != nil {
			return o, err
		}
	}
	if o.padding != rsaPKCS1 && o.padding != rsaOAEP {
		return o, modules.NotImplemented("crypto: RSA encryption without padding")
	}
	return o, nil
}

// publicEncrypt is crypto.publicEncrypt(key, buffer).
func (m *module) publicEncrypt(c modules.Call) (goja.Value, error) {
	key, o, in, err := m.rsaArguments(c)
	if err != nil {
		return nil, err
	}
	public, ok := key.publicKey().(*rsa.PublicKey)
	if !ok {
		return nil, opensslError("03000096", "digital envelope routines", "operation not supported for this keytype")
	}
	var out []byte
	if o.padding == rsaPKCS1 {
		//lint:ignore SA1019 the program chose this padding
		out, err = rsa.EncryptPKCS1v15(rand.Reader, public, in)
	} else {
		out, err = rsa.EncryptOAEP(o.hash.make(), rand.Reader, public, in, o.label)
	}
	if err != nil {
		return nil, opensslError("0200006E", "rsa routines", "data too large for key size")
	}
	return m.asBuffer(out), nil
}

// privateDecrypt is crypto.privateDecrypt(key, buffer).
func (m *module) privateDecrypt(c modules.Call) (goja.Value, error) {
	key, o, in, err := m.rsaArguments(c)
	if err != nil {
		return nil, err
	}
	private, ok := key.private.(*rsa.PrivateKey)
	if !ok {
		return nil, opensslError("03000096", "digital envelope routines", "operation not supported for this keytype")
	}
	var out []byte
	if o.padding == rsaPKCS1 {
		//lint:ignore SA1019 the program chose this padding
		out, err = rsa.DecryptPKCS1v15(nil, private, in)
	} else {
		out, err = rsa.DecryptOAEP(o.hash.make(), nil, private, in, o.label)
	}
	if err != nil {
		return nil, opensslError("02000079", "rsa routines", "oaep decoding error")
	}
	return m.asBuffer(out), nil
}

func (m *module) rsaArguments(c modules.Call) (*keyState, rsaOptions, []byte, error) {
	key, err := m.asymmetricKey(c.Argument(0), "key")
	if err != nil {
		return nil, rsaOptions{}, nil, err
	}
	o, err := m.rsaOptions(c.Argument(0))
	if err != nil {
		return nil, o, nil, err
	}
	in, err := m.bytes(c.Argument(1), "buffer", nil)
	return key, o, in, err
}
