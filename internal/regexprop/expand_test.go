package regexprop

import (
	"testing"

	"github.com/dop251/goja"
)

func TestExpand(t *testing.T) {
	vm := goja.New()
	for _, test := range []struct {
		pattern, yes, no string
	}{
		{`^\p{L}$`, "é", "1"},
		{`^\p{Lu}$`, "A", "a"},
		{`^\p{General_Category=Decimal_Number}+$`, "12٣", "x"},
		{`^[$_\p{ID_Start}]$`, "a", "1"},
		{`^[$\p{ID_Continue}]+$`, "a1_é", "-"},
		{`^\P{L}$`, "1", "é"},
		{`^[^\p{L}]$`, "1", "é"},
		{`^[\P{L}a]$`, "a", "b"},
		{`^\p{Script=Greek}$`, "α", "a"},
		{`^\p{sc=Cyrl}$`, "я", "a"},
		{`^\p{Emoji_Presentation}$`, "😀", "a"},
		{`^\p{Extended_Pictographic}$`, "❤", "a"},
		{`^\p{White_Space}$`, "\u00a0", "a"},
		{`^\p{Any}$`, "a", ""},
		{`^\p{Alphabetic}$`, "ª", "-"},
		{`^\\p{L}$`, `\p{L}`, "a"},
	} {
		expanded, err := Expand(test.pattern)
		if err != nil {
			t.Error(err)
		}
		re, err := vm.New(vm.Get("RegExp"), vm.ToValue(expanded), vm.ToValue("u"))
		if err != nil {
			if test.pattern == `^\\p{L}$` {
				continue // braces that quantify nothing
			}
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		match, _ := goja.AssertFunction(re.Get("test"))
		for text, want := range map[string]bool{test.yes: true, test.no: false} {
			got, err := match(re, vm.ToValue(text))
			if err != nil || got.ToBoolean() != want {
				t.Errorf("/%s/u.test(%q) = %v, %v", test.pattern, text, got, err)
			}
		}
	}
}

func TestUnknownProperty(t *testing.T) {
	for _, pattern := range []string{`\p{Nothing}`, `\p{Script=Nothing}`, `\p{L`, `\p`, `[\p{L}-z]`, `\p{lowercase}`, `\p{IsGreek}`} {
		if got, err := Expand(pattern); err == nil {
			t.Errorf("Expand(%q) = %q", pattern, got)
		}
	}
}

func FuzzExpand(f *testing.F) {
	f.Add(`[\p{L}\P{Lu}]\\p{x}`)
	f.Fuzz(func(t *testing.T, pattern string) { Expand(pattern) })
}
