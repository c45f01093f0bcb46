package whatwgurl

import (
	"strings"
	"testing"
)

func mustParse(t testing.TB, s, base string) *URL {
	t.Helper()
	var b *URL
	if base != "" {
		b = mustParse(t, base, "")
	}
	u, ok := Parse(s, b)
	if !ok {
		t.Fatalf("Parse(%q, %q) failed", s, base)
	}
	return u
}

func TestParse(t *testing.T) {
	const base = "http://user:pw@host.example:81/a/b/c?q#f"
	for _, c := range []struct{ in, base, want string }{
		{"http://example.com", "", "http://example.com/"},
		{"HTTP://EXAMPLE.com:80/%7Efoo/../A b?x y'#z`", "", "http://example.com/A%20b?x%20y%27#z%60"},
		{"https://münchen.example", "", "https://xn--mnchen-3ya.example/"},
		{"http://0x7f.1/", "", "http://127.0.0.1/"},
		{"http://[1:0::0:2:3]:443/", "", "http://[1::2:3]:443/"},
		{"http://[::ffff:1.2.3.4]", "", "http://[::ffff:102:304]/"},
		{" \thttp://a\n/b ", "", "http://a/b"},
		{"https:example.org", "", "https://example.org/"},
		{"http:\\\\a\\b", "", "http://a/b"},
		{"d", base, "http://user:pw@host.example:81/a/b/d"},
		{"/d", base, "http://user:pw@host.example:81/d"},
		{"//d", base, "http://d/"},
		{"?r", base, "http://user:pw@host.example:81/a/b/c?r"},
		{"#g", base, "http://user:pw@host.example:81/a/b/c?q#g"},
		{"", base, "http://user:pw@host.example:81/a/b/c?q"},
		{"../../../d", base, "http://user:pw@host.example:81/d"},
		{"file:c|/x/../..", "", "file:///c:/"},
		{"file://localhost/x", "", "file:///x"},
		{"/y", "file:///C:/x", "file:///C:/y"},
		{"mailto:a b", "", "mailto:a b"},
		{"data:x ?y", "", "data:x%20?y"},
		{"web+demo:/.//not-a-host/", "", "web+demo:/.//not-a-host/"},
		{"x://a@b:7", "", "x://a@b:7"},
	} {
		if got := mustParse(t, c.in, c.base).Href(); got != c.want {
			t.Errorf("Parse(%q, %q) = %q, want %q", c.in, c.base, got, c.want)
		}
	}
	for _, in := range []string{
		"", "x", "/x", "http://", "http://a:b", "http://a:65536", "http://a b", "http://a%00", "http://[1", "http://1.2.3.256",
		"http://xn--a", "http://@/x", "http://:80", "https://a|b", "non://a b",
	} {
		if u, ok := Parse(in, nil); ok {
			t.Errorf("Parse(%q) = %q", in, u.Href())
		}
	}
	if _, ok := Parse("x", mustParse(t, "mailto:a", "")); ok {
		t.Error("a relative reference was resolved against an opaque path")
	}
}

func TestParts(t *testing.T) {
	u := mustParse(t, "https://u:p@h.example:8080/p/q?s=1#h", "")
	got := strings.Join([]string{u.Protocol(), u.Username(), u.Password(), u.Host(), u.Hostname(), u.Port(),
		u.Pathname(), u.Search(), u.Hash(), u.Origin()}, " ")
	if want := "https: u p h.example:8080 h.example 8080 /p/q ?s=1 #h https://h.example:8080"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for in, want := range map[string]string{
		"blob:https://a.example:1/x": "https://a.example:1", "blob:ftp://a/x": "null", "file:///x": "null", "data:x": "null",
	} {
		if got := mustParse(t, in, "").Origin(); got != want {
			t.Errorf("origin of %q = %q, want %q", in, got, want)
		}
	}
}

func TestSetters(t *testing.T) {
	set := map[string]func(*URL, string){
		"protocol": (*URL).SetProtocol, "username": (*URL).SetUsername, "password": (*URL).SetPassword,
		"host": (*URL).SetHost, "hostname": (*URL).SetHostname, "port": (*URL).SetPort,
		"pathname": (*URL).SetPathname, "search": (*URL).SetSearch, "hash": (*URL).SetHash,
	}
	for _, c := range []struct{ in, part, value, want string }{
		{"http://a/", "protocol", "https:x", "https://a/"},
		{"http://a:443/", "protocol", "https", "https://a/"},
		{"http://a/", "protocol", "foo", "http://a/"},
		{"http://u@a/", "protocol", "file", "http://u@a/"},
		{"http://a/", "username", "x@", "http://x%40@a/"},
		{"file:///x", "username", "x", "file:///x"},
		{"http://a/", "password", "p", "http://:p@a/"},
		{"http://a/b", "host", "c:81/x", "http://c:81/b"},
		{"http://a/b", "host", "", "http://a/b"},
		{"http://a:1/b", "hostname", "c:81", "http://a:1/b"},
		{"x://a/b", "hostname", "", "x:///b"},
		{"http://a/", "port", "90x", "http://a:90/"},
		{"http://a:1/", "port", "", "http://a/"},
		{"http://a:1/", "port", "65536", "http://a:1/"},
		{"http://a/b?c", "pathname", "x?y#z", "http://a/x%3Fy%23z?c"},
		{"x:/a", "pathname", "//b", "x:/.//b"},
		{"mailto:a", "pathname", "b", "mailto:a"},
		{"http://a/?b", "search", "", "http://a/"},
		{"http://a/?b#c", "search", "x#y", "http://a/?x%23y#c"},
		{"http://a/#b", "hash", "#x y", "http://a/#x%20y"},
	} {
		u := mustParse(t, c.in, "")
		set[c.part](u, c.value)
		if u.Href() != c.want {
			t.Errorf("%s of %q to %q: %q, want %q", c.part, c.in, c.value, u.Href(), c.want)
		}
		if again := mustParse(t, u.Href(), ""); *again != *u {
			t.Errorf("%q parses to other parts", u.Href())
		}
	}
}

func TestFilePaths(t *testing.T) {
	for _, c := range []struct {
		path    string
		windows bool
		href    string
	}{
		{"/a b/%?#\\~", false, "file:///a%20b/%25%3F%23%5C%7E"},
		{"/é/", false, "file:///%C3%A9/"},
		{`C:\a b\`, true, "file:///C:/a%20b/"},
		{`\\server\share\x`, true, "file://server/share/x"},
	} {
		u := FromPath(c.path, c.windows)
		if u.Href() != c.href {
			t.Errorf("FromPath(%q) = %q, want %q", c.path, u.Href(), c.href)
		}
		if path, err := u.Path(c.windows, "linux"); path != c.path || err != nil {
			t.Errorf("Path of %q = %q, %v, want %q", c.href, path, err, c.path)
		}
	}
	for href, code := range map[string]string{
		"http://a/": "ERR_INVALID_URL_SCHEME", "file://a/b": "ERR_INVALID_FILE_URL_HOST", "file:///a%2Fb": "ERR_INVALID_FILE_URL_PATH",
		"file:///%E0": "",
	} {
		_, err := mustParse(t, href, "").Path(false, "linux")
		if e, ok := err.(*FileError); !ok || e.Code != code {
			t.Errorf("Path of %q: %v", href, err)
		}
	}
}

func TestDecodeUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"a\xffb": "a\uFFFDb", "\xf0\x9f\x92": "\uFFFD", "\xf0\x9f\x92a": "\uFFFDa", "\xe0\x80": "\uFFFD\uFFFD",
		"\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD", "é\uFFFD": "é\uFFFD",
	} {
		if got := DecodeUTF8(in); got != want {
			t.Errorf("DecodeUTF8(%q) = %q, want %q", in, got, want)
		}
	}
}

// A URL that parses must parse again to the same, by the fast path and by the
// slow one.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://a.b/c?d#e", "file:c|/x", "x:/.//y", "http://[::1]:8/", "https://u:p@é/%2e", "mailto: a ", "http://1e.0x1./"} {
		f.Add(s, "")
		f.Add("../x", s)
	}
	f.Fuzz(func(t *testing.T, in, base string) {
		var b *URL
		if base != "" {
			var ok bool
			if b, ok = Parse(base, nil); !ok {
				return
			}
		}
		u, ok := Parse(in, b)
		if ok != CanParse(in, b) {
			t.Fatal("Parse and CanParse differ")
		}
		if !ok {
			return
		}
		again, ok := Parse(u.Href(), nil)
		if !ok || *again != *u {
			t.Fatalf("%q, %q gives %q, which parses to %v %+v, not %+v", in, base, u.Href(), ok, again, u)
		}
		r, ok := parse(u.Href(), nil)
		slow := new(URL)
		slow.set(&r)
		if !ok || *slow != *u {
			t.Fatalf("%q: the slow path gives %+v, not %+v", u.Href(), slow, u)
		}
	})
}

func BenchmarkParseSimple(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Parse("https://www.example.com/some/path/index.html?query=1&x=y#frag", nil)
	}
}

func BenchmarkParseRelative(b *testing.B) {
	base, _ := Parse("https://www.example.com/some/path/", nil)
	b.ReportAllocs()
	for b.Loop() {
		Parse("../other/index.html?query=1", base)
	}
}

func BenchmarkParseFull(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Parse("https://user:pass@Example.com:8080/a/../b c?d e#f", nil)
	}
}
