package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"sort"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"

	"github.com/gonode/gonode/modules"
)

// cipherSpec describes a cipher by OpenSSL's name for it.
type cipherSpec struct {
	name, mode             string
	nid                    int
	keySize, blockSize, iv int
	block                  func(key []byte) (cipher.Block, error)
}

var ciphers = sync.OnceValue(func() map[string]*cipherSpec {
	table := map[string]*cipherSpec{}
	add := func(s cipherSpec, aliases ...string) {
		table[s.name] = &s
		for _, alias := range aliases {
			table[alias] = &s
		}
	}
	nids := map[string][3]int{
		"ecb": {418, 422, 426}, "cbc": {419, 423, 427}, "ofb": {420, 424, 428}, "cfb": {421, 425, 429},
		"ctr": {904, 905, 906}, "gcm": {895, 898, 901},
	}
	for i, bits := range []string{"128", "192", "256"} {
		size := []int{16, 24, 32}[i]
		for mode, nid := range nids {
			s := cipherSpec{name: "aes-" + bits + "-" + mode, mode: mode, nid: nid[i], keySize: size, blockSize: 1, iv: 16, block: aes.NewCipher}
			switch mode {
			case "cbc":
				s.blockSize = 16
				add(s, "aes"+bits)
				continue
			case "ecb":
				s.blockSize, s.iv = 16, 0
			case "gcm":
				s.iv = 12
				add(s, "id-aes"+bits+"-gcm")
				continue
			}
			add(s)
		}
	}
	add(cipherSpec{name: "des-ede3-cbc", mode: "cbc", nid: 44, keySize: 24, blockSize: 8, iv: 8, block: des.NewTripleDESCipher}, "des3")
	add(cipherSpec{name: "chacha20-poly1305", mode: "stream", nid: 1018, keySize: 32, blockSize: 1, iv: 12})
	return table
})

// aead reports whether a cipher also authenticates.
func (s *cipherSpec) aead() bool { return s.mode == "gcm" || s.name == "chacha20-poly1305" }

// getCiphers is crypto.getCiphers().
func (m *module) getCiphers(modules.Call) (goja.Value, error) {
	var names []string
	for name := range ciphers() {
		names = append(names, name)
	}
	sort.Strings(names)
	return m.env.Value(names), nil
}

// getCipherInfo is crypto.getCipherInfo(nameOrNid[, options]).
func (m *module) getCipherInfo(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	var s *cipherSpec
	switch {
	case goja.IsString(v):
		s = ciphers()[strings.ToLower(v.String())]
	case goja.IsNumber(v):
		for _, candidate := range ciphers() {
			if int64(candidate.nid) == v.ToInteger() {
				s = candidate
			}
		}
	default:
		return nil, m.env.InvalidArgType("nameOrNid", v, "string", "number")
	}
	o, err := c.OptObject(1, "options")
	if err != nil || s == nil {
		return nil, err
	}
	keySize, ivSize := s.keySize, s.iv
	if o != nil {
		if v := o.Get("keyLength"); v != nil && goja.IsNumber(v) && v.ToInteger() != int64(keySize) {
			return nil, nil
		}
		if v := o.Get("ivLength"); v != nil && goja.IsNumber(v) {
			if n := int(v.ToInteger()); n != ivSize && !(s.mode == "gcm" && n > 0) {
				return nil, nil
			} else {
				ivSize = n
			}
		}
	}
	name := s.name
	if s.mode == "gcm" {
		name = "id-" + strings.Replace(s.name, "aes-", "aes", 1)
	}
	info := m.env.Exports(modules.Val("mode", s.mode), modules.Val("name", name), modules.Val("nid", s.nid),
		modules.Val("keyLength", keySize))
	if s.mode != "stream" {
		m.env.Define(info, true, modules.Val("blockSize", s.blockSize))
	}
	if ivSize > 0 {
		m.env.Define(info, true, modules.Val("ivLength", ivSize))
	}
	return info, nil
}

// transformer encrypts or decrypts a part of a message.
type transformer interface {
	update(in []byte) ([]byte, error)
	final() ([]byte, error)
}

// streamCipher is a mode that works byte by byte.
type streamCipher struct{ cipher.Stream }

func (s streamCipher) update(in []byte) ([]byte, error) {
	out := make([]byte, len(in))
	s.XORKeyStream(out, in)
	return out, nil
}

func (s streamCipher) final() ([]byte, error) { return nil, nil }

// blockCipher is a mode that works on whole blocks, and pads the last.
type blockCipher struct {
	mode    cipher.BlockMode
	encrypt bool
	padding bool
	pending []byte
}

func (b *blockCipher) update(in []byte) ([]byte, error) {
	b.pending = append(b.pending, in...)
	size := b.mode.BlockSize()
	whole := len(b.pending) / size * size
	if !b.encrypt && b.padding && whole == len(b.pending) && whole > 0 {
		whole -= size
	}
	out := make([]byte, whole)
	b.mode.CryptBlocks(out, b.pending[:whole])
	b.pending = append([]byte(nil), b.pending[whole:]...)
	return out, nil
}

func (b *blockCipher) final() ([]byte, error) {
	size := b.mode.BlockSize()
	if b.encrypt && b.padding {
		fill := size - len(b.pending)
		for range fill {
			b.pending = append(b.pending, byte(fill))
		}
	}
	if len(b.pending)%size != 0 || !b.encrypt && b.padding && len(b.pending) == 0 {
		return nil, opensslError("1C80006B", "Provider routines", "wrong final block length")
	}
	out := make([]byte, len(b.pending))
	b.mode.CryptBlocks(out, b.pending)
	if b.encrypt || !b.padding {
		return out, nil
	}
	fill := int(out[len(out)-1])
	if fill == 0 || fill > size {
		return nil, opensslError("1C800064", "Provider routines", "bad decrypt")
	}
	for _, x := range out[len(out)-fill:] {
		if int(x) != fill {
			return nil, opensslError("1C800064", "Provider routines", "bad decrypt")
		}
	}
	return out[:len(out)-fill], nil
}

// opensslError is an error as OpenSSL words it.
func opensslError(number, library, reason string) error {
	return &modules.Error{
		Message: "error:" + number + ":" + library + "::" + reason,
		Props: []modules.Prop{
			{Name: "library", Value: library}, {Name: "reason", Value: reason},
			{Name: "code", Value: "ERR_OSSL_" + strings.ToUpper(strings.ReplaceAll(reason, " ", "_"))},
		},
	}
}

// ecb is the mode of independent blocks, which Go leaves out.
type ecb struct {
	cipher.Block
	crypt func(b cipher.Block, dst, src []byte)
}

func (e ecb) CryptBlocks(dst, src []byte) {
	for size := e.BlockSize(); len(src) > 0; dst, src = dst[size:], src[size:] {
		e.crypt(e.Block, dst[:size], src[:size])
	}
}

// newTransformer makes the state of a cipher that does not authenticate.
func (s *cipherSpec) newTransformer(key, iv []byte, encrypt bool) (transformer, error) {
	block, err := s.block(key)
	if err != nil {
		return nil, err
	}
	switch s.mode {
	case "ctr":
		return streamCipher{cipher.NewCTR(block, iv)}, nil
	case "ofb":
		return streamCipher{newOFB(block, iv)}, nil
	case "cfb":
		return streamCipher{newCFB(block, iv, encrypt)}, nil
	case "ecb":
		crypt := cipher.Block.Encrypt
		if !encrypt {
			crypt = cipher.Block.Decrypt
		}
		return &blockCipher{mode: ecb{block, crypt}, encrypt: encrypt, padding: true}, nil
	}
	if encrypt {
		return &blockCipher{mode: cipher.NewCBCEncrypter(block, iv), encrypt: true, padding: true}, nil
	}
	return &blockCipher{mode: cipher.NewCBCDecrypter(block, iv), padding: true}, nil
}

// feedback is OFB or CFB: the key stream comes from what was output before.
type feedback struct {
	block    cipher.Block
	register []byte
	used     int
	// next is the byte that enters the register, given the byte of the key
	// stream, the input and the output.
	next func(key, in, out byte) byte
	fill []byte
}

func newOFB(b cipher.Block, iv []byte) cipher.Stream {
	return newFeedback(b, iv, func(key, _, _ byte) byte { return key })
}

func newCFB(b cipher.Block, iv []byte, encrypt bool) cipher.Stream {
	return newFeedback(b, iv, func(_, in, out byte) byte {
		if encrypt {
			return out
		}
		return in
	})
}

func newFeedback(b cipher.Block, iv []byte, next func(key, in, out byte) byte) cipher.Stream {
	return &feedback{block: b, register: append([]byte(nil), iv...), fill: make([]byte, b.BlockSize()), used: b.BlockSize(), next: next}
}

func (f *feedback) XORKeyStream(dst, src []byte) {
	for i, in := range src {
		if f.used == len(f.register) {
			f.block.Encrypt(f.fill, f.register)
			f.used = 0
		}
		key := f.fill[f.used]
		dst[i] = in ^ key
		f.register[f.used] = f.next(key, in, dst[i])
		f.used++
	}
}

// sealer is a cipher that authenticates. Go does it in one go; the key stream
// gives each part at once, and the whole message its tag at the end.
type sealer struct {
	aead      cipher.AEAD
	keyStream func(out, in []byte)
	iv        []byte
	encrypt   bool
	message   []byte // the plain text, or when decrypting the cipher text
	aad       []byte
	tag       []byte
	tagSize   int
}

func (s *cipherSpec) newSealer(key, iv []byte, encrypt bool, tagSize int) (*sealer, error) {
	x := &sealer{iv: iv, encrypt: encrypt, tagSize: tagSize}
	if s.mode != "gcm" {
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, err
		}
		x.aead = aead
		stream, err := chacha20.NewUnauthenticatedCipher(key, iv)
		if err != nil {
			return nil, err
		}
		stream.SetCounter(1)
		x.keyStream = stream.XORKeyStream
		return x, nil
	}
	block, err := s.block(key)
	if err != nil {
		return nil, err
	}
	if x.aead, err = cipher.NewGCMWithNonceSize(block, len(iv)); err != nil {
		return nil, err
	}
	if len(iv) == 12 {
		x.keyStream = cipher.NewCTR(block, append(append([]byte(nil), iv...), 0, 0, 0, 2)).XORKeyStream
	}
	return x, nil
}

func (x *sealer) update(in []byte) ([]byte, error) {
	from := len(x.message)
	x.message = append(x.message, in...)
	out := make([]byte, len(in))
	if x.keyStream != nil {
		x.keyStream(out, in)
		return out, nil
	}
	// Sealing is its own inverse, but for the tag.
	copy(out, x.aead.Seal(nil, x.iv, x.message, nil)[from:])
	return out, nil
}

func (x *sealer) final() ([]byte, error) {
	if x.encrypt {
		sealed := x.aead.Seal(nil, x.iv, x.message, x.aad)
		x.tag = sealed[len(sealed)-x.aead.Overhead():][:x.tagSize]
		return nil, nil
	}
	if x.tag == nil || !x.opens() {
		return nil, &modules.Error{Message: "Unsupported state or unable to authenticate data"}
	}
	return nil, nil
}

func (x *sealer) opens() bool {
	plain := make([]byte, len(x.message))
	if x.keyStream == nil || len(x.tag) < x.aead.Overhead() {
		copy(plain, x.aead.Seal(nil, x.iv, x.message, nil))
		sealed := x.aead.Seal(nil, x.iv, plain, x.aad)
		return constantEqual(sealed[len(sealed)-x.aead.Overhead():][:len(x.tag)], x.tag)
	}
	_, err := x.aead.Open(plain[:0], x.iv, append(append([]byte(nil), x.message...), x.tag...), x.aad)
	return err == nil
}
