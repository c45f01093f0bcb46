package fetch

import (
	"slices"
	"strings"
	"testing"
)

func TestPartsOfAForm(t *testing.T) {
	body := "--x\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nvalue\r\n--x\r\n" +
		"content-disposition: form-data; name=f; filename=\"../n%0D%0A.txt\"\r\nContent-Type: t/p\r\n\r\n\x00\xff\r\n--x--\r\n"
	got, err := parseParts([]byte(body), "x")
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	if p := got[0]; p.name != `a"b` || p.isFile || string(p.data) != "value" || p.contentType != "text/plain" {
		t.Errorf("%+v", p)
	}
	if p := got[1]; p.name != "f" || p.filename != "../n\r\n.txt" || string(p.data) != "\x00\xff" || p.contentType != "t/p" {
		t.Errorf("%+v", p)
	}
	for _, bad := range []string{"", "--x\r\n\r\nno name\r\n--x--", "--x\r\nContent-Disposition: inline; name=a\r\n\r\n\r\n--x--", "--y--"} {
		if got, err := parseParts([]byte(bad), "x"); err == nil && len(got) > 0 {
			t.Errorf("%q: %+v", bad, got)
		}
	}
}

func FuzzParts(f *testing.F) {
	f.Add([]byte("--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nv\r\n--x--\r\n"), "x")
	f.Add([]byte("--x--"), "x")
	f.Fuzz(func(t *testing.T, b []byte, boundary string) {
		list, err := parseParts(b, boundary)
		if err == nil && slices.ContainsFunc(list, func(p part) bool { return len(p.data) > len(b) }) {
			t.Error("a part is longer than the body")
		}
	})
}

func TestNamesAreTokens(t *testing.T) {
	for _, name := range []string{"", "a b", "é", "a:", "a\n"} {
		if isToken(name) {
			t.Errorf("%q", name)
		}
	}
	if !isToken("X-" + strings.ToUpper("a~|`")) {
		t.Error("a token")
	}
}
