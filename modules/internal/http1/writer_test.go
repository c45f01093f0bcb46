package http1

import (
	"testing"
	"time"
)

func TestWriter(t *testing.T) {
	b := AppendStatusLine(nil, 200, "OK")
	b = AppendField(b, "X-Name", "caf\u00e9")
	b = AppendEnd(b)
	b = AppendChunk(b, []byte("0123456789abcdef"))
	b = AppendChunk(b, nil)
	b = AppendLastChunk(b)
	b = AppendField(b, "Trailer", "t")
	b = AppendEnd(b)
	want := "HTTP/1.1 200 OK\r\nX-Name: caf\xe9\r\n\r\n10\r\n0123456789abcdef\r\n0\r\nTrailer: t\r\n\r\n"
	if string(b) != want {
		t.Errorf("got %q, want %q", b, want)
	}
	if got := string(AppendRequestLine(nil, "GET", "/a?b")); got != "GET /a?b HTTP/1.1\r\n" {
		t.Errorf("request line %q", got)
	}
}

func TestDateCache(t *testing.T) {
	var d DateCache
	at := time.Date(2026, 3, 1, 23, 59, 59, 0, time.FixedZone("", 3600))
	if got := string(d.Append(nil, at)); got != "Sun, 01 Mar 2026 22:59:59 GMT" {
		t.Error(got)
	}
	if got := string(d.Append(nil, at.Add(time.Second))); got != "Sun, 01 Mar 2026 23:00:00 GMT" {
		t.Error(got)
	}
}

func TestValidation(t *testing.T) {
	for s, want := range map[string]bool{"": false, "Content-Type": true, "a b": false, "a:": false, "\u00e9": false, "x!#$%&'*+.^_`|~-9": true} {
		if IsToken(s) != want {
			t.Errorf("IsToken(%q) = %v", s, !want)
		}
	}
	for _, c := range []struct {
		value           string
		strict, relaxed bool
	}{
		{"", true, true}, {"a\tb c", true, true}, {"caf\u00e9\u00ff", true, true}, {"\u0100", false, false},
		{"a\x01", false, true}, {"a\x7f", false, true}, {"a\u00e9\x01", false, true}, {"a\x00", false, false},
		{"a\rb", false, false}, {"a\nb", false, false},
	} {
		if ValidValue(c.value) != c.strict || ValidRelaxedValue(c.value) != c.relaxed {
			t.Errorf("%q: strict %v, relaxed %v", c.value, ValidValue(c.value), ValidRelaxedValue(c.value))
		}
	}
}

func TestMethodsAreSorted(t *testing.T) {
	for m := methodNone + 1; m < methodCount; m++ {
		if m > 1 && methods[m-1].name >= methods[m].name {
			t.Errorf("%s is not before %s", methods[m-1].name, methods[m].name)
		}
	}
	if n := len(Methods()); n != 35 {
		t.Errorf("%d methods", n)
	}
	if n := len(Statuses()); n != 63 {
		t.Errorf("%d statuses", n)
	}
}
