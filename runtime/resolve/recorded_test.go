package resolve

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/gonode/gonode/modules/nodepath"
)

// tree is a file system in memory with symbolic links.
type tree struct {
	files map[string]string
	dirs  map[string]bool
	links map[string]string
}

func newTree(files, links map[string]string) *tree {
	t := &tree{files: files, dirs: map[string]bool{"/": true}, links: links}
	for _, m := range []map[string]string{files, links} {
		for name := range m {
			for dir := path.Dir(name); !t.dirs[dir]; dir = path.Dir(dir) {
				t.dirs[dir] = true
			}
		}
	}
	return t
}

// follow is name without links.
func (t *tree) follow(name string) string {
	if !path.IsAbs(name) {
		name = "/app/" + name
	}
	at := "/"
	for segment := range strings.SplitSeq(name, "/") {
		if t.files[at] != "" || segment != "" && segment != "." && !t.dirs[at] {
			return "" // below a file
		}
		at = path.Join(at, segment)
		if target, ok := t.links[at]; ok {
			if at = t.follow(path.Join(path.Dir(at), target)); at == "" {
				return ""
			}
		}
	}
	if strings.HasSuffix(name, "/") && !t.dirs[at] {
		return ""
	}
	return at
}

func (t *tree) Stat(name string) Kind {
	at := t.follow(name)
	if _, ok := t.files[at]; ok {
		return File
	}
	if t.dirs[at] {
		return Directory
	}
	return Missing
}

func (t *tree) ReadFile(name string) ([]byte, error) {
	if text, ok := t.files[t.follow(name)]; ok {
		return []byte(text), nil
	}
	return nil, errors.New("no such file")
}

func (t *tree) RealPath(name string) (string, error) {
	if at := t.follow(name); at != "" {
		return at, nil
	}
	return "", errors.New("no such file")
}

func builtin(id string) (exists, needsScheme bool) {
	switch id {
	case "fs", "path":
		return true, false
	case "test":
		return true, true
	}
	return false, false
}

type recordedError struct {
	Name, Code, Message, Path, RequestPath, URL, Input, Module string
	Plain                                                      bool
	RequireStack                                               []string
}

type recorded struct {
	Kind, From, Request, Found string
	Paths                      []string
	Error                      *recordedError
	Warnings                   []string
}

func readJSON(t *testing.T, name string, v any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func fixture(t *testing.T) (*tree, []recorded) {
	var cases struct {
		Files map[string]json.RawMessage
		Links map[string]string
	}
	readJSON(t, "testdata/cases.json", &cases)
	var results []recorded
	readJSON(t, "testdata/results.json", &results)
	files, links := map[string]string{}, map[string]string{}
	for name, raw := range cases.Files {
		text := string(raw)
		if raw[0] == '"' {
			if err := json.Unmarshal(raw, &text); err != nil {
				t.Fatal(err)
			}
		}
		files["/app/"+name] = text
	}
	for name, target := range cases.Links {
		links["/app/"+name] = target
	}
	return newTree(files, links), results
}

func newResolver(fs FS, warn func(message, code string)) *Resolver {
	return New(Options{
		FS: fs, Style: nodepath.Posix, Platform: "linux", Builtin: builtin, Warn: warn,
		Cwd:               func() string { return "/app" },
		RequireConditions: []string{"node", "require", "module-sync", "node-addons"},
		ImportConditions:  []string{"node", "import", "module-sync", "node-addons"},
	})
}

// TestRecorded resolves the requests of testdata/cases.json; what real Node
// answers is in results.json, written by record.cjs.
func TestRecorded(t *testing.T) {
	fs, results := fixture(t)
	var warnings []string
	r := newResolver(fs, func(message, code string) {
		if w := code + ": " + message; !slices.Contains(warnings, w) {
			warnings = append(warnings, w)
		}
	})
	for _, c := range results {
		warnings = nil
		from := "/app/" + c.From
		var found string
		var err error
		if c.Kind == "require" {
			o := RequireOptions{Extensions: []string{".js", ".json", ".node"}}
			if o.HasPaths = c.Paths != nil; o.HasPaths {
				for _, p := range c.Paths {
					if p[0] == '/' {
						p = "/app" + p
					}
					o.Paths = append(o.Paths, p)
				}
			}
			found, err = r.ResolveFilename(c.Request, &Parent{
				ID: from, Filename: from, Paths: r.NodeModulePaths(path.Dir(from)),
				Stack: func() []string { return []string{from} },
			}, o)
		} else {
			fs.files[from] = ""
			found, err = r.ResolveImport(c.Request, "file://"+from, nil)
		}
		var got *recordedError
		if err != nil {
			e := err.(*Error)
			got = &recordedError{e.Class, e.Code, e.Message, e.Path, e.RequestPath, e.URL, e.Input, e.Module, e.Plain, e.RequireStack}
			if e.HasRequireStack != (c.Error != nil && c.Error.RequireStack != nil) {
				t.Errorf("%s %q: HasRequireStack %v", c.Kind, c.Request, e.HasRequireStack)
			}
		}
		gotJSON, _ := json.Marshal(got)
		wantJSON, _ := json.Marshal(c.Error)
		if found != c.Found || string(gotJSON) != string(wantJSON) {
			t.Errorf("%s %q %q from %s:\n got %q %s\nwant %q %s", c.Kind, c.Request, c.Paths, from, found, gotJSON, c.Found, wantJSON)
		}
		if !slices.Equal(warnings, c.Warnings) {
			t.Errorf("%s %q: warned %q, want %q", c.Kind, c.Request, warnings, c.Warnings)
		}
	}
}
