package inspect

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// bare is a runtime that has nothing but inspect, format and console.log.
func bare(t testing.TB) (*goja.Runtime, *Inspector, *strings.Builder) {
	t.Helper()
	vm := goja.New()
	in := New(vm)
	out := &strings.Builder{}
	format := func(call goja.FunctionCall) goja.Value { return Value(vm, in.Format(call.Arguments)) }
	util := vm.NewObject()
	for name, v := range map[string]any{
		"inspect": in.Function(),
		"format":  format,
		"formatWithOptions": func(call goja.FunctionCall) goja.Value {
			return Value(vm, in.FormatWith(call.Argument(0).ToObject(vm), call.Arguments[1:]))
		},
	} {
		if err := util.Set(name, v); err != nil {
			t.Fatal(err)
		}
	}
	console := vm.NewObject()
	_ = console.Set("log", func(call goja.FunctionCall) goja.Value {
		fmt.Fprintln(out, Value(vm, in.Format(call.Arguments)).String())
		return goja.Undefined()
	})
	_ = vm.Set("console", console)
	_ = vm.Set("require", func(goja.FunctionCall) goja.Value { return util })
	return vm, in, out
}

// TestCorpus runs the recorded cases of util.inspect without a runtime around.
func TestCorpus(t *testing.T) {
	cases, err := filepath.Glob("../../../testdata/inspect/*.js")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".js"), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			recorded, err := os.ReadFile(strings.TrimSuffix(path, ".js") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			_, want, _ := strings.Cut(string(recorded), "-- stdout --\n")
			vm, _, out := bare(t)
			if _, err := vm.RunScript(filepath.Base(path), string(source)); err != nil {
				t.Error(err)
			}
			compare(t, out.String(), want)
		})
	}
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("line %d\n got: %s\nwant: %s", i+1,
				strings.Join(g[min(i, len(g)):min(i+3, len(g))], "\n      "), strings.Join(w[min(i, len(w)):min(i+3, len(w))], "\n      "))
		}
	}
}
