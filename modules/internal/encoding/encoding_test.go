package encoding

import (
	"bytes"
	"testing"

	"github.com/dop251/goja"
)

func text(t testing.TB, js string) Text {
	t.Helper()
	v, err := goja.New().RunString(js)
	if err != nil {
		t.Fatal(err)
	}
	return TextOf(v)
}

func TestEncode(t *testing.T) {
	for _, c := range []struct {
		encoding Encoding
		js       string
		want     string
	}{
		{UTF8, `'abc'`, "abc"},
		{UTF8, `'\u20ac' + 'x'`, "€x"},
		{UTF8, `'\ud83d\ude00'`, "😀"},
		{UTF8, `'a\ud83d'`, "a\ufffd"},
		{UTF8, `'\ude00b'`, "\ufffdb"},
		{UTF8, `1.5`, "1.5"},
		{UTF16LE, `'a\u20ac'`, "a\x00\xac\x20"},
		{UTF16LE, `'ab'`, "a\x00b\x00"},
		{Latin1, `'\u00e9\u0141'`, "\xe9\x41"},
		{ASCII, `'\u00e9'`, "\xe9"},
		{Hex, `'0aFF1'`, "\x0a\xff"},
		{Hex, `'0azz11'`, "\x0a"},
		{Base64, `'YWJj'`, "abc"},
		{Base64, `'YWJ-_w'`, "ab~\xff"},
		{Base64, `'YW=Jj'`, "a"},
		{Base64, `'=bad'`, ""},
		{Base64, `'ba=d'`, "m"},
		{Base64, `'YW Jj\nYQ=='`, "abca"},
		{Base64, `'YWJ\u1234j'`, "abx"},
		{Base64, `'YWJjY'`, "abc"},
		{Base64, `'YWJjZ!==YQ=='`, "abc"},
		{Base64URL, `'YWJjZA'`, "abcd"},
		{Base64URL, `''`, ""},
	} {
		if got := c.encoding.Encode(text(t, c.js)); string(got) != c.want {
			t.Errorf("%v of %s = %q, want %q", c.encoding, c.js, got, c.want)
		}
	}
}

func TestWriteKeepsCharactersWhole(t *testing.T) {
	for _, c := range []struct {
		encoding Encoding
		js       string
		room     int
		want     string
	}{
		{UTF8, `'a\u20ac'`, 3, "a"},
		{UTF8, `'\ud83d\ude00'`, 3, ""},
		{UTF8, `'abc'`, 2, "ab"},
		{UTF16LE, `'ab'`, 3, "a\x00"},
		{Base64, `'YWJj'`, 2, "ab"},
		{Hex, `'010203'`, 2, "\x01\x02"},
		{Latin1, `'\u00e9\u00e9'`, 1, "\xe9"},
	} {
		dst := make([]byte, c.room)
		if got := dst[:c.encoding.Write(dst, text(t, c.js))]; string(got) != c.want {
			t.Errorf("%v of %s in %d bytes = %q, want %q", c.encoding, c.js, c.room, got, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	vm := goja.New()
	for _, c := range []struct {
		encoding Encoding
		in, want string
	}{
		{UTF8, "abc€😀", "abc€😀"},
		{UTF8, "a\xe2\x82b", "a\ufffdb"},
		{UTF8, "\xe2\x82", "\ufffd"},
		{UTF8, "\xf0\x9f\x98", "\ufffd"},
		{UTF8, "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{UTF8, "\xc0\x80\xff", "\ufffd\ufffd\ufffd"},
		{UTF8, "\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"},
		{UTF16LE, "a\x00\xac\x20!", "a€"},
		{Latin1, "\xe9a", "éa"},
		{ASCII, "\xe9a", "ia"},
		{Base64, "ab~\xff", "YWJ+/w=="},
		{Base64URL, "ab~\xff", "YWJ-_w"},
		{Hex, "\x01\xff", "01ff"},
	} {
		v, err := c.encoding.Decode(vm, []byte(c.in))
		if err != nil || v.String() != c.want {
			t.Errorf("%v of %q = %q, %v, want %q", c.encoding, c.in, v, err, c.want)
		}
	}
}

func TestLookup(t *testing.T) {
	for name, want := range map[string]Encoding{"utf8": UTF8, "UTF-8": UTF8, "Ucs2": UTF16LE, "utf-16LE": UTF16LE,
		"binary": Latin1, "BASE64URL": Base64URL, "hex": Hex} {
		if got, ok := Lookup(name); !ok || got != want {
			t.Errorf("%s: %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "utf", "buffer", "utf88", "latin-1"} {
		if _, ok := Lookup(name); ok {
			t.Errorf("%q was found", name)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("abc"))
	f.Add([]byte{0, 0xff, 0xe2, 0x82})
	vm := goja.New()
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, e := range []Encoding{Latin1, Base64, Base64URL, Hex} {
			v, err := e.Decode(vm, b)
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Encode(TextOf(v)); !bytes.Equal(got, b) {
				t.Errorf("%v: %x came back as %x", e, b, got)
			}
		}
		for e := UTF8; e <= Hex; e++ {
			text := TextOf(vm.ToValue(string(b)))
			dst := make([]byte, e.ByteLength(text))
			if n := e.Write(dst, text); n > len(dst) {
				t.Errorf("%v wrote %d bytes into %d", e, n, len(dst))
			}
		}
		v, _ := UTF8.Decode(vm, b)
		again, _ := UTF8.Decode(vm, UTF8.Encode(TextOf(v)))
		if !v.StrictEquals(again) {
			t.Errorf("%q is not stable", b)
		}
	})
}
