package nodepath

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
)

// call runs the function of path that a recorded case names.
func call(s Style, h *Host, fn string, args []string) string {
	switch fn {
	case "normalize":
		return s.Normalize(args[0])
	case "dirname":
		return s.Dirname(args[0])
	case "basename":
		suffix := ""
		if len(args) > 1 {
			suffix = args[1]
		}
		return s.Basename(args[0], suffix)
	case "extname":
		return s.Extname(args[0])
	case "parse":
		r := s.Parse(args[0])
		return strings.Join([]string{r.Root, r.Dir, r.Base, r.Ext, r.Name}, "\x00")
	case "isAbsolute":
		return strconv.FormatBool(s.IsAbsolute(args[0]))
	case "join":
		return s.Join(args...)
	case "resolve":
		return s.Resolve(h, args...)
	case "relative":
		return s.Relative(h, args[0], args[1])
	case "toNamespacedPath":
		return s.ToNamespacedPath(h, args[0])
	}
	return "no such function: " + fn
}

// The cases in testdata/paths.json were recorded from Node 26 on Linux with
// the root as working directory.
func TestRecordedPaths(t *testing.T) {
	file := "testdata/paths.json"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases [][4]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	h := &Host{Cwd: func() string { return "/" }}
	for _, c := range cases {
		style := Posix
		if c[0] == "win32" {
			style = Win32
		}
		var args []string
		for _, a := range c[2].([]any) {
			args = append(args, a.(string))
		}
		fn, want := c[1].(string), c[3].(string)
		if got := call(style, h, fn, args); got != want {
			t.Errorf("%s.%s(%q) = %q, want %q", c[0], fn, args, got, want)
		}
	}
}
