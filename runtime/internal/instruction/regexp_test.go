package instruction

import (
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
)

func FuzzTakenRegExp(f *testing.F) {
	for _, pattern := range []string{"", `a/\d+[^\]]*`, "\ue000\ue100\ue1ff\u4e00", "😀", "ǃg/"} {
		f.Add(pattern)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if !utf8.ValidString(pattern) {
			t.Skip()
		}
		text := TakenRegExp(pattern, "gu")
		if got := untaken(text); got == nil || got.Source() != pattern {
			t.Errorf("%q: %v", pattern, got)
		}
		vm := goja.New()
		if _, err := vm.New(vm.Get("RegExp"), vm.ToValue(text)); err != nil {
			t.Errorf("goja does not take %q: %v", text, err)
		}
	})
}
