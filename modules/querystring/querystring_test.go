package querystring

import (
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func newBare() *querystring {
	vm := goja.New()
	env := modules.NewEnv(modules.Env{VM: vm}, func(string) goja.Value { return vm.NewObject() })
	load(env)
	q := &querystring{env: env}
	q.escape, q.unescape = env.Func("qsEscape", 1, q.qsEscape), env.Func("qsUnescape", 2, q.qsUnescape)
	q.exports = env.Exports(modules.Val("unescape", q.unescape), modules.Val("escape", q.escape))
	return q
}

// A key and a value come back from what they were written as, and no input
// makes the reader fail.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{"a", "é=&", "%zz+", "😀 ", "\u2028", ""} {
		f.Add(s, s)
		f.Add("k", s)
	}
	q := newBare()
	call := func(fn modules.Func, args ...goja.Value) (goja.Value, error) {
		return fn(modules.Call{FunctionCall: goja.FunctionCall{Arguments: args}, Env: q.env})
	}
	f.Fuzz(func(t *testing.T, key, value string) {
		if _, err := call(q.parse, q.env.VM.ToValue(key), q.env.VM.ToValue(value)); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(key) || !utf8.ValidString(value) || key == "" {
			return
		}
		pair := q.env.VM.NewObject()
		if err := pair.Set(key, value); err != nil || key == "__proto__" {
			return
		}
		text, err := call(q.stringify, pair)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := call(q.parse, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := parsed.(*goja.Object).Get(key); got == nil || got.String() != value {
			t.Errorf("%q: %q became %v by %q", key, value, got, text)
		}
	})
}
