package url

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// newBare is the module's state without a runtime around it.
func newBare() *urls {
	vm := goja.New()
	return &urls{env: modules.NewEnv(modules.Env{VM: vm}, func(string) goja.Value { return vm.NewObject() }), warned: true}
}

// Whatever is parsed and resolved, nothing panics, and what was parsed is
// written as its href says.
func FuzzLegacy(f *testing.F) {
	for _, s := range []string{
		"http://user:p%40@host:80/p?q#h", "//a@b/c", "javascript:x", "mailto:a@b", "http://[::1]:x/", "\\\\a\\b", " \t http:\n//é", "../..", "?q", "x://y//z/./..",
	} {
		f.Add(s, "../a?b")
		f.Add("http://h/a/b", s)
	}
	u := newBare()
	f.Fuzz(func(t *testing.T, from, to string) {
		parse := func(s string) (legacyURL, bool) {
			l, err := u.parseLegacy(u.env.VM.ToValue(s), false, true)
			if err != nil {
				return l, false
			}
			if written, err := u.formatLegacy(&l); err != nil || written != l.href.text {
				t.Errorf("%q: written %q (%v), href %q", s, written, err, l.href.text)
			}
			return l, true
		}
		source, ok1 := parse(from)
		relative, ok2 := parse(to)
		if !ok1 || !ok2 {
			return
		}
		if err := u.resolveLegacy(&source, &relative); err != nil {
			t.Errorf("%q, %q: %v", from, to, err)
		}
	})
}

func TestSplitSimple(t *testing.T) {
	for s, want := range map[string]bool{
		"/": true, "//": true, "//a": true, "///a": false, "/a?b=c": true, "/a b": false, "/a\u2003b": false, "a": false, "": false,
	} {
		if _, _, ok := splitSimple(s); ok != want {
			t.Errorf("splitSimple(%q) = %v", s, ok)
		}
	}
}
