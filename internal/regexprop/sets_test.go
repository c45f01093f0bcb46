package regexprop

import (
	"testing"

	"github.com/dop251/goja"
)

func TestExpandSets(t *testing.T) {
	vm := goja.New()
	for _, test := range []struct{ pattern, yes, no string }{
		{`^[\w--\d]$`, "a", "1"},
		{`^[\p{L}&&\p{ASCII}]+$`, "ab", "é"},
		{`^[[a-z]--[aeiou]]$`, "b", "a"},
		{`^[^\d\p{L}]$`, "-", "1"},
		{`^[\q{abc|d|}x]$`, "abc", "ab"},
		{`^[\q{a|bc}--\q{bc}]$`, "a", "bc"},
		{`^[\u{1F600}-\u{1F602}]$`, "😁", "😅"},
		{`^[\-\&]$`, "&", "a"},
		{`^\p{Emoji_Keycap_Sequence}$`, "1️⃣", "1"},
	} {
		expanded, err := ExpandSets(test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		re, err := vm.New(vm.Get("RegExp"), vm.ToValue(expanded), vm.ToValue("u"))
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		match, _ := goja.AssertFunction(re.Get("test"))
		for text, want := range map[string]bool{test.yes: true, test.no: false} {
			got, err := match(re, vm.ToValue(text))
			if err != nil || got.ToBoolean() != want {
				t.Errorf("/%s/v.test(%q) = %v, %v", test.pattern, text, got, err)
			}
		}
	}
}

func TestWrongSets(t *testing.T) {
	for _, pattern := range []string{`[a--b&&c]`, `[a`, `[(]`, `[a-]`, `[&&a]`, `[a!!b]`, `[z-a]`, `[\q]`, `[\y]`, `[^\q{ab}]`, `\p{Nothing}`, `[a-z--b]`} {
		if got, err := ExpandSets(pattern); err == nil {
			t.Errorf("ExpandSets(%q) = %q", pattern, got)
		}
	}
}

func FuzzExpandSets(f *testing.F) {
	f.Add(`[\q{a|bc}--[\w&&\p{L}]]\u{61}`)
	f.Fuzz(func(t *testing.T, pattern string) { _, _ = ExpandSets(pattern) })
}
