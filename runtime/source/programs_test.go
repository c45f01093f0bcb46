package source

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"
)

// run runs the function of a unit.
func run(t *testing.T, unit *Unit, arguments ...any) goja.Value {
	t.Helper()
	vm := goja.New()
	f, err := vm.RunProgram(unit.Program)
	if err != nil {
		t.Fatal(err)
	}
	call, _ := goja.AssertFunction(f)
	values := make([]goja.Value, len(arguments))
	for i, a := range arguments {
		values[i] = vm.ToValue(a)
	}
	v, err := call(goja.Undefined(), values...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestStoredPrograms(t *testing.T) {
	text := "const f = n => n < 2 ? n : f(n - 1) + f(n - 2); return [f(exports), 'a'.concat('b'), function plain() {} + '']" + strings.Repeat("\n// filler", smallest/8)
	const want = "55,ab,function plain() {}"
	cache := memory{}
	src := CommonJS("/a.js", text)
	src.Cache = cache
	for range 2 {
		unit, err := NewCompiler(0).Compile(src)
		if err != nil {
			t.Fatal(err)
		}
		if got := run(t, unit, 10).String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if len(cache) != 1 {
			t.Fatalf("%d entries", len(cache))
		}
		if p, ok := unit.Map.Position(unit.Map.prefix); !ok || p.Line != 1 || p.Column != 1 {
			t.Errorf("position %v", p)
		}
	}
	for key, data := range cache {
		good := string(data)
		for _, damaged := range []string{good[:10], good[:len(good)/2], good[:40] + "x" + good[41:], ""} {
			cache[key] = []byte(damaged)
			unit, err := NewCompiler(0).Compile(src)
			if err != nil {
				t.Fatal(err)
			}
			if got := run(t, unit, 10).String(); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if string(cache[key]) != good {
				t.Error("a damaged entry is not written again")
			}
		}
	}
	src.Name, src.Text = "/b.js", text+" " // what is not the same text has an entry of its own
	if _, err := NewCompiler(0).Compile(src); err != nil || len(cache) != 2 {
		t.Errorf("%d entries, %v", len(cache), err)
	}
}

// TestStoredProgramsAreShared calls functions for the first time in many runtimes at once.
func TestStoredProgramsAreShared(t *testing.T) {
	src := CommonJS("/a.js", "const f = n => n < 2 ? n : g(n - 1) + g(n - 2); function g(n) { return f(n) } return [1, 2, 3].map(x => f(x + exports)).join()"+strings.Repeat(" ", smallest))
	src.Cache = memory{}
	if _, err := NewCompiler(0).Compile(src); err != nil {
		t.Fatal(err)
	}
	unit, err := NewCompiler(0).Compile(src)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := run(t, unit, 10).String(); got != "89,144,233" {
				t.Error(got)
			}
		})
	}
	wg.Wait()
}

func TestStoredModule(t *testing.T) {
	src := Source{Name: "/a.mjs", Kind: Module, Text: "import { a as b } from './b.mjs' with { type: 'json' }; export * as c from 'c'; export let d = await b; // " + strings.Repeat(".", smallest), Cache: memory{}}
	first, err := NewCompiler(0).Compile(src)
	if err != nil {
		t.Fatal(err)
	}
	second, err := NewCompiler(0).Compile(src)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := describe(first.Module), describe(second.Module); a != b || len(src.Cache.(memory)) != 1 {
		t.Errorf("read %s\nwrote %s", b, a)
	}
}

func describe(m *ModuleInfo) string { return fmt.Sprintf("%+v", *m) }
