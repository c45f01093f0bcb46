package glob

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The cases in testdata/globs.json were recorded from path.matchesGlob of
// Node 26: pattern, path, and whether they match on POSIX and on Windows.
func TestRecordedGlobs(t *testing.T) {
	data, err := os.ReadFile("testdata/globs.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][4]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		pattern, path := c[0].(string), c[1].(string)
		for i, windows := range []bool{false, true} {
			if got := Compile(pattern, Options{Windows: windows}).Match(path); got != c[2+i] {
				t.Errorf("%q, %q, windows %v: %v", pattern, path, windows, got)
			}
		}
	}
}

func TestExpandBraces(t *testing.T) {
	for pattern, want := range map[string][]string{
		"a{b,c}d":   {"abd", "acd"},
		"{1..3}":    {"1", "2", "3"},
		"{3..1..2}": {"3", "1"},
		"{01..03}":  {"01", "02", "03"},
		"{a..c}":    {"a", "b", "c"},
		"{a}":       {"{a}"},
		"{a,{b,c}}": {"a", "b", "c"},
		"x{{a,b}}y": {"x{a}y", "x{b}y"},
		"{a},b}":    {"a}", "b"},
		"${a,b}":    {"${a,b}"},
		"{,a}b":     {"b", "ab"},
	} {
		if got := expandBraces(pattern); !slices.Equal(got, want) {
			t.Errorf("expandBraces(%q) = %q, want %q", pattern, got, want)
		}
	}
}

func TestNoCaseLeavesLiteralsAlone(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{{"A*", "ab", true}, {"A", "a", false}, {"[A]*", "ab", true}} {
		if got := Compile(c.pattern, Options{NoCase: true}).Match(c.path); got != c.want {
			t.Errorf("%q matches %q: %v", c.pattern, c.path, got)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, pattern := range []string{"**/*.js", "{a,b}/!(c)*", "[[:alpha:]-z]", "+(a|*(b))", "{1..9}", "a/../**"} {
		f.Add(pattern, "a/b.js")
	}
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if len(pattern) > 64 || len(path) > 64 {
			return
		}
		for _, windows := range []bool{false, true} {
			Compile(pattern, Options{Windows: windows}).Match(path)
		}
	})
}
