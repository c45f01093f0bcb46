package crypto

import (
	"bytes"
	"encoding/hex"
	"hash"
	"testing"
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// The vectors are those of NIST SP 800-38A, F.2 to F.5.
func TestModes(t *testing.T) {
	key, iv := unhex("2b7e151628aed2a6abf7158809cf4f3c"), unhex("000102030405060708090a0b0c0d0e0f")
	plain := unhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
	for name, want := range map[string]string{
		"aes-128-ecb": "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf",
		"aes-128-cbc": "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
		"aes-128-cfb": "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b",
		"aes-128-ofb": "3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825",
	} {
		spec := ciphers()[name]
		for _, piece := range []int{1, 7, 32} {
			if got := through(t, spec, key, iv, plain, true, piece); hex.EncodeToString(got[:32]) != want {
				t.Errorf("%s in pieces of %d: %x", name, piece, got)
			} else if back := through(t, spec, key, iv, got, false, piece); !bytes.Equal(back, plain) {
				t.Errorf("%s back: %x", name, back)
			}
		}
	}
}

func through(t *testing.T, s *cipherSpec, key, iv, in []byte, encrypt bool, piece int) []byte {
	t.Helper()
	x, err := s.newTransformer(key, iv, encrypt)
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for len(in) > 0 {
		n := min(piece, len(in))
		part, err := x.update(in[:n])
		if err != nil {
			t.Fatal(err)
		}
		out, in = append(out, part...), in[n:]
	}
	last, err := x.final()
	if err != nil {
		t.Fatal(err)
	}
	return append(out, last...)
}

func TestSealedInPieces(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	message, aad := bytes.Repeat([]byte("message "), 20), []byte("header")
	for name, iv := range map[string]int{"aes-256-gcm": 12, "id-aes256-gcm": 16, "chacha20-poly1305": 12} {
		s := ciphers()[name]
		whole, err := s.newSealer(key, make([]byte, iv), true, 16)
		if err != nil {
			t.Fatal(err)
		}
		want := whole.aead.Seal(nil, make([]byte, iv), message, aad)
		x, _ := s.newSealer(key, make([]byte, iv), true, 16)
		x.aad = aad
		var sealed []byte
		for i := 0; i < len(message); i += 13 {
			part, _ := x.update(message[i:min(i+13, len(message))])
			sealed = append(sealed, part...)
		}
		if _, err := x.final(); err != nil || !bytes.Equal(append(sealed, x.tag...), want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, damage := range []byte{0, 1} {
			d, _ := s.newSealer(key, make([]byte, iv), false, 16)
			d.aad, d.tag = aad, append([]byte(nil), x.tag...)
			d.tag[3] ^= damage
			plain, _ := d.update(sealed)
			_, err := d.final()
			if (err == nil) != (damage == 0) || !bytes.Equal(plain, message) {
				t.Errorf("%s, damage %d: %v", name, damage, err)
			}
		}
	}
}

func TestClonedHashesGoTheirOwnWay(t *testing.T) {
	for name, d := range digests() {
		if d.make == nil {
			continue
		}
		sum := func(h hash.Hash, more string) []byte { h.Write([]byte(more)); return h.Sum(nil) }
		h := d.make()
		h.Write([]byte("common "))
		copied := cloneHash(h)
		if !bytes.Equal(sum(h, "a"), sum(d.make(), "common a")) || !bytes.Equal(sum(copied, "b"), sum(d.make(), "common b")) {
			t.Errorf("%s: a copy is not its own", name)
		}
	}
}
