package source_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/gonode/gonode/runtime/source"
)

// TestSyntaxErrors compares with what Node 26 says: the message, the place, and how many carets it prints.
func TestSyntaxErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/syntax.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][5]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	compiler := source.NewCompiler(0)
	for _, c := range cases {
		text := c[0].(string)
		_, err := compiler.Compile(source.CommonJS("/dir/file.js", text))
		var e *source.SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := [5]any{text, e.Message, float64(e.Line), float64(e.Column), float64(e.Length)}
		if got != c {
			t.Errorf("%q: got %v, want %v", text, got[1:], c[1:])
		}
	}
}

func TestSyntaxErrorFrame(t *testing.T) {
	_, err := source.NewCompiler(0).Compile(source.CommonJS("/dir/file.js", "#!/bin/env node\n\tlet é = 'a' 'b'"))
	var e *source.SyntaxError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	const want = "/dir/file.js:2\n\tlet é = 'a' 'b'\n\t            ^^^\n"
	if got := e.Frame(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSyntaxErrorInLoweredCode(t *testing.T) {
	_, err := source.NewCompiler(0).Compile(source.CommonJS("/f.js", "async function* f() {\n  for await (const x of y) {\n    if x {}\n  }\n}"))
	var e *source.SyntaxError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	if e.Message != "Unexpected identifier 'x'" || e.Line != 3 || e.Column != 8 {
		t.Errorf("%s at %d:%d", e.Message, e.Line, e.Column)
	}
}

func FuzzCompile(f *testing.F) {
	for _, seed := range []string{"a b", "`${", "import('x')", "async function* f(){ for await (x of y); }", "class A { get = 1 }", "/(/", "})(", "\u2028#!"} {
		f.Add(seed)
	}
	compiler := source.NewCompiler(1)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := compiler.Compile(source.CommonJS("/f.js", text))
		var e *source.SyntaxError
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%q: %v", text, err)
		}
		if e != nil {
			_ = e.Frame()
		}
	})
}
