package crypto

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"hash"
	"reflect"
	"sort"
	"strings"
	"sync"

	gocrypto "crypto"

	"github.com/dop251/goja"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	//lint:ignore SA1019 Node has it: old formats still need it
	"golang.org/x/crypto/ripemd160"

	"github.com/gonode/gonode/modules"
)

// digest is a hash function. Those of any output length have xof instead.
type digest struct {
	name string
	make func() hash.Hash
	xof  func() *sha3.SHAKE
	size int // the default size, for xof
	id   gocrypto.Hash
}

var digests = sync.OnceValue(func() map[string]*digest {
	list := []*digest{
		{name: "md5", make: md5.New, id: gocrypto.MD5},
		{name: "sha1", make: sha1.New, id: gocrypto.SHA1},
		{name: "sha224", make: sha256.New224, id: gocrypto.SHA224},
		{name: "sha256", make: sha256.New, id: gocrypto.SHA256},
		{name: "sha384", make: sha512.New384, id: gocrypto.SHA384},
		{name: "sha512", make: sha512.New, id: gocrypto.SHA512},
		{name: "sha512-224", make: sha512.New512_224, id: gocrypto.SHA512_224},
		{name: "sha512-256", make: sha512.New512_256, id: gocrypto.SHA512_256},
		{name: "sha3-224", make: func() hash.Hash { return sha3.New224() }, id: gocrypto.SHA3_224},
		{name: "sha3-256", make: func() hash.Hash { return sha3.New256() }, id: gocrypto.SHA3_256},
		{name: "sha3-384", make: func() hash.Hash { return sha3.New384() }, id: gocrypto.SHA3_384},
		{name: "sha3-512", make: func() hash.Hash { return sha3.New512() }, id: gocrypto.SHA3_512},
		{name: "shake128", xof: sha3.NewSHAKE128, size: 16},
		{name: "shake256", xof: sha3.NewSHAKE256, size: 32},
		{name: "ripemd160", make: ripemd160.New, id: gocrypto.RIPEMD160},
		{name: "blake2b512", make: func() hash.Hash { h, _ := blake2b.New512(nil); return h }},
		{name: "blake2s256", make: func() hash.Hash { h, _ := blake2s.New256(nil); return h }},
	}
	table := map[string]*digest{}
	for _, d := range list {
		table[d.name] = d
	}
	for alias, name := range digestAliases() {
		table[alias] = table[name]
	}
	return table
})

// digestAliases returns OpenSSL's other names, in lower case.
func digestAliases() map[string]string {
	return map[string]string{
		"rsa-md5": "md5", "md5withrsaencryption": "md5", "ssl3-md5": "md5",
		"rsa-sha1": "sha1", "rsa-sha1-2": "sha1", "sha1withrsaencryption": "sha1", "ssl3-sha1": "sha1", "sha-1": "sha1",
		"rsa-sha224": "sha224", "sha224withrsaencryption": "sha224", "sha-224": "sha224", "sha2-224": "sha224",
		"rsa-sha256": "sha256", "sha256withrsaencryption": "sha256", "sha-256": "sha256", "sha2-256": "sha256",
		"rsa-sha384": "sha384", "sha384withrsaencryption": "sha384", "sha-384": "sha384", "sha2-384": "sha384",
		"rsa-sha512": "sha512", "sha512withrsaencryption": "sha512", "sha-512": "sha512", "sha2-512": "sha512",
		"rsa-sha512/224": "sha512-224", "sha512-224withrsaencryption": "sha512-224", "sha-512/224": "sha512-224", "sha2-512/224": "sha512-224",
		"rsa-sha512/256": "sha512-256", "sha512-256withrsaencryption": "sha512-256", "sha-512/256": "sha512-256", "sha2-512/256": "sha512-256",
		"rsa-sha3-224": "sha3-224", "rsa-sha3-256": "sha3-256", "rsa-sha3-384": "sha3-384", "rsa-sha3-512": "sha3-512",
		"id-rsassa-pkcs1-v1_5-with-sha3-224": "sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-256": "sha3-256",
		"id-rsassa-pkcs1-v1_5-with-sha3-384": "sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-512": "sha3-512",
		"shake-128": "shake128", "shake-256": "shake256",
		"rsa-ripemd160": "ripemd160", "ripemd": "ripemd160", "ripemd-160": "ripemd160", "rmd160": "ripemd160", "ripemd160withrsa": "ripemd160",
		"blake2b-512": "blake2b512", "blake2s-256": "blake2s256",
	}
}

// digestNames is what getHashes lists: OpenSSL's spelling of the names above.
var digestNames = sync.OnceValue(func() []string {
	upper := strings.NewReplacer("rsa-", "RSA-", "withrsaencryption", "WithRSAEncryption", "withrsa", "WithRSA", "rsa-sha", "RSA-SHA",
		"rsa-md5", "RSA-MD5", "rsa-ripemd", "RSA-RIPEMD")
	var names []string
	for name := range digests() {
		names = append(names, upper.Replace(name))
	}
	sort.Strings(names)
	return names
})

// lookupDigest finds a hash function by name, in any case.
func lookupDigest(name string) *digest { return digests()[strings.ToLower(name)] }

// getHashes is crypto.getHashes().
func (m *module) getHashes(modules.Call) (goja.Value, error) { return m.env.Value(digestNames()), nil }

func invalidDigest(name string) error {
	return modules.TypeError("ERR_CRYPTO_INVALID_DIGEST", "%s", "Invalid digest: "+name)
}

// fixedDigest takes the name of a hash function that has one output length.
func (m *module) fixedDigest(v goja.Value, name string) (*digest, error) {
	if !goja.IsString(v) {
		return nil, m.env.InvalidArgType(name, v, "string")
	}
	d := lookupDigest(v.String())
	if d == nil || d.make == nil {
		return nil, invalidDigest(v.String())
	}
	return d, nil
}

// cloneHash copies the state of a hash.
func cloneHash(h hash.Hash) hash.Hash {
	if c, ok := h.(hash.Cloner); ok {
		if copied, err := c.Clone(); err == nil {
			return copied
		}
	}
	copied := reflect.New(reflect.TypeOf(h).Elem())
	if m, ok := h.(encoding.BinaryMarshaler); ok {
		if state, err := m.MarshalBinary(); err == nil {
			if u, ok := copied.Interface().(encoding.BinaryUnmarshaler); ok && u.UnmarshalBinary(state) == nil {
				return copied.Interface().(hash.Hash)
			}
		}
	}
	copied.Elem().Set(reflect.ValueOf(h).Elem())
	return copied.Interface().(hash.Hash)
}
