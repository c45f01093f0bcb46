package textdecode

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ label, in, want string }{
		{"utf-8", "\xef\xbb\xbfa", "a"},
		{"utf-8", "\xff\xe2\x82\xf0\x9f\x98", "\uFFFD\uFFFD\uFFFD"},
		{"utf-8", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{"utf-16le", "\x3d\xd8\x00\xdea\x00", "\U0001F600a"},
		{"utf-16le", "\x00\xd8a\x00\x01", "\uFFFDa\uFFFD"},
		{"utf-16be", "\x00a\xd8\x3d\xde\x00", "a\U0001F600"},
		{"windows-1252", "\x80\x81\xe9", "€\u0081é"},
		{"windows-1255", "\xd9", "\uFFFD"},
		{"shift_jis", "\x83\x65", "テ"},
		{"gbk", "\xc4\xe3", "你"},
	} {
		name, ok := Lookup(c.label)
		if !ok {
			t.Fatal(c.label)
		}
		if got, _ := New(name, false, false).Decode([]byte(c.in), false); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.label, c.in, got, c.want)
		}
		_, valid := New(name, true, false).Decode([]byte(c.in), false)
		if valid == strings.Contains(c.want, "\uFFFD") {
			t.Errorf("%s: fatal takes %q: %t", c.label, c.in, valid)
		}
	}
}

func TestLookup(t *testing.T) {
	for label, want := range map[string]string{
		"UTF8": "utf-8", "\t latin1\n": "windows-1252", "ascii": "windows-1252", "sjis": "shift_jis", "866": "ibm866",
		"replacement": "", "hz-gb-2312": "", "": "", "utf-8\x00": "", "\vutf-8": "", "\u00a0utf-8": "",
	} {
		if got, ok := Lookup(label); got != want || ok != (want != "") {
			t.Errorf("Lookup(%q) = %q, %t", label, got, ok)
		}
	}
}

// However a stream is cut, it decodes to the same text.
func FuzzStream(f *testing.F) {
	labels := []string{"utf-8", "utf-16le", "utf-16be", "shift_jis", "gb18030", "euc-jp", "big5", "euc-kr", "iso-2022-jp", "koi8-r"}
	f.Add([]byte("a\xe2\x82\xac\xf0\x9f\x98\x80\xff"), uint8(3), uint8(0))
	f.Add([]byte("\x3d\xd8\x00\xde"), uint8(1), uint8(1))
	f.Add([]byte("\x1b$B%F\x1b(B"), uint8(4), uint8(8))
	f.Fuzz(func(t *testing.T, in []byte, cut, which uint8) {
		label := labels[int(which)%len(labels)]
		whole, _ := New(label, false, false).Decode(in, false)
		if !utf8.ValidString(whole) {
			t.Fatalf("%s: not UTF-8: %q", label, whole)
		}
		d := New(label, false, false)
		at := int(cut) % (len(in) + 1)
		first, _ := d.Decode(in[:at], true)
		second, _ := d.Decode(in[at:], false)
		if first+second != whole {
			t.Errorf("%s: %q cut at %d gives %q and %q, not %q", label, in, at, first, second, whole)
		}
	})
}
