package resolve

import (
	"slices"
	"testing"

	"github.com/gonode/gonode/modules/nodepath"
)

func cwd(dir string) func() string { return func() string { return dir } }

func TestNodeModulePaths(t *testing.T) {
	posix := New(Options{Style: nodepath.Posix, Cwd: cwd("/w"), Builtin: builtin})
	windows := New(Options{Style: nodepath.Win32, Cwd: cwd(`C:\w`), Builtin: builtin})
	for _, c := range []struct {
		r    *Resolver
		from string
		want []string
	}{
		{posix, "/", []string{"/node_modules"}},
		{posix, "/a/b", []string{"/a/b/node_modules", "/a/node_modules", "/node_modules"}},
		{posix, "/a/node_modules/b", []string{"/a/node_modules/b/node_modules", "/a/node_modules", "/node_modules"}},
		{posix, "x", []string{"/w/x/node_modules", "/w/node_modules", "/node_modules"}},
		{posix, "/a/xnode_modules", []string{"/a/xnode_modules/node_modules", "/a/node_modules", "/node_modules"}},
		{windows, `C:\`, []string{`C:\node_modules`}},
		{windows, `C:\a\b`, []string{`C:\a\b\node_modules`, `C:\a\node_modules`, `C:\node_modules`}},
		{windows, `C:\a\node_modules\b`, []string{`C:\a\node_modules\b\node_modules`, `C:\a\node_modules`, `C:\node_modules`}},
	} {
		if got := c.r.NodeModulePaths(c.from); !slices.Equal(got, c.want) {
			t.Errorf("NodeModulePaths(%q) = %q, want %q", c.from, got, c.want)
		}
	}
}

func TestLookupPaths(t *testing.T) {
	r := New(Options{Style: nodepath.Posix, Cwd: cwd("/w"), Builtin: builtin, GlobalPaths: []string{"/g"}})
	parent := &Parent{ID: "/a/m.js", Filename: "/a/m.js", Paths: []string{"/a/node_modules"}}
	for _, c := range []struct {
		request string
		parent  *Parent
		want    []string
	}{
		{"fs", parent, nil},
		{"node:fs", parent, nil},
		{"node:nope", parent, []string{"/a/node_modules", "/g"}},
		{"test", parent, []string{"/a/node_modules", "/g"}},
		{"x", parent, []string{"/a/node_modules", "/g"}},
		{"x", nil, []string{"/g"}},
		{".x", parent, []string{"/a/node_modules", "/g"}},
		{"./x", parent, []string{"/a"}},
		{"..x", parent, []string{"/a"}},
		{".", parent, []string{"/a"}},
		{"./x", nil, []string{"."}},
		{"./x", &Parent{ID: "<repl>"}, []string{"."}},
	} {
		if got := r.LookupPaths(c.request, c.parent); !slices.Equal(got, c.want) {
			t.Errorf("LookupPaths(%q) = %q, want %q", c.request, got, c.want)
		}
	}
}

func TestGlobalPaths(t *testing.T) {
	got := GlobalPaths(nodepath.Posix, cwd("/"), "/x::/y", "/home/u", "/usr/bin/node")
	want := []string{"/x", "/y", "/home/u/.node_modules", "/home/u/.node_libraries", "/usr/lib/node"}
	if !slices.Equal(got, want) {
		t.Errorf("GlobalPaths = %q, want %q", got, want)
	}
	got = GlobalPaths(nodepath.Win32, cwd(`C:\`), `C:\x;D:\y`, "", `C:\node\node.exe`)
	want = []string{`C:\x`, `D:\y`, `C:\node\lib\node`}
	if !slices.Equal(got, want) {
		t.Errorf("GlobalPaths = %q, want %q", got, want)
	}
}

// counting counts what the resolver asks of the file system.
type counting struct {
	*tree
	stats, reads int
}

func (c *counting) Stat(path string) Kind {
	c.stats++
	return c.tree.Stat(path)
}

func (c *counting) ReadFile(path string) ([]byte, error) {
	c.reads++
	return c.tree.ReadFile(path)
}

func TestStatsLastOnlyWhileRequireRuns(t *testing.T) {
	fs := &counting{tree: newTree(map[string]string{"/app/a.js": ""}, nil)}
	r := newResolver(fs, nil)
	r.Enter()
	r.stat("/app/a.js")
	r.stat("/app/a.js")
	r.stat("/app/new.js")
	fs.files["/app/new.js"] = ""
	if r.stat("/app/new.js") != File {
		t.Error("a path that did not exist was remembered")
	}
	r.Leave()
	if fs.stats != 3 {
		t.Errorf("%d stats, want 3", fs.stats)
	}
	if r.stat("/app/a.js"); fs.stats != 4 {
		t.Error("a kind was remembered after require returned")
	}
}

func TestPackageJSONIsReadOnce(t *testing.T) {
	fs := &counting{tree: newTree(map[string]string{
		"/app/package.json": `{"type":"module"}`, "/app/lib/a.js": "", "/app/lib/b.js": "",
		"/app/node_modules/x/a.js": "",
	}, nil)}
	r := newResolver(fs, nil)
	for _, file := range []string{"/app/lib/a.js", "/app/lib/b.js", "/app/lib/"} {
		p, err := r.NearestPackage(file)
		if err != nil || p == nil || p.Path != "/app/package.json" || p.Type != "module" {
			t.Fatalf("NearestPackage(%q) = %v, %v", file, p, err)
		}
	}
	if fs.reads != 2 {
		t.Errorf("%d reads, want 2", fs.reads)
	}
	if p, _ := r.NearestPackage("/app/node_modules/x/a.js"); p != nil {
		t.Errorf("a package was found through node_modules: %v", p.Path)
	}
}

func TestPreserveSymlinks(t *testing.T) {
	fs := newTree(map[string]string{"/app/real.js": ""}, map[string]string{"/app/link.js": "real.js"})
	for _, c := range []struct {
		preserve, preserveMain, main bool
		want                         string
	}{
		{false, false, false, "/app/real.js"},
		{true, false, false, "/app/link.js"},
		{true, false, true, "/app/real.js"},
		{false, true, true, "/app/link.js"},
	} {
		r := newResolver(fs, nil)
		r.PreserveSymlinks, r.PreserveSymlinksMain = c.preserve, c.preserveMain
		got, err := r.FindPath("/app/link.js", nil, RequireOptions{Main: c.main})
		if got != c.want || err != nil {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
}

func TestExtensionsAreTheCallers(t *testing.T) {
	fs := newTree(map[string]string{"/app/a.ts": "", "/app/a.js": "", "/app/d/index.ts": ""}, nil)
	r := newResolver(fs, nil)
	o := RequireOptions{Extensions: []string{".ts", ".js"}}
	for request, want := range map[string]string{"/app/a": "/app/a.ts", "/app/d": "/app/d/index.ts"} {
		if got, err := r.FindPath(request, nil, o); got != want || err != nil {
			t.Errorf("FindPath(%q) = %q, %v", request, got, err)
		}
	}
}

func FuzzPackage(f *testing.F) {
	f.Add(`{"name":"p","main":"m","exports":{".":{"require":"./r.js","default":["./d.js",null]}}}`)
	f.Add("{\"name\":\"\\ud83d\\ude00\",\"x\":[1,{}]}")
	f.Add(`{"exports":{"./*":"./lib/*.js"},"imports":{"#a":"b"}}`)
	f.Fuzz(func(t *testing.T, text string) {
		fs := newTree(map[string]string{"/app/node_modules/p/package.json": text, "/app/node_modules/p/m.js": ""}, nil)
		r := newResolver(fs, nil)
		parent := &Parent{ID: "/app/a.js", Filename: "/app/a.js", Paths: []string{"/app/node_modules"}}
		for _, request := range []string{"p", "p/x", "p/lib/"} {
			found, err := r.ResolveFilename(request, parent, RequireOptions{Extensions: []string{".js"}})
			if err == nil && fs.Stat(found) != File {
				t.Errorf("%q resolved to %q, which is no file", request, found)
			}
			if _, err = r.ResolveImport(request, "file:///app/a.mjs", nil); err != nil && err.(*Error).Message == "" {
				t.Error("an error without a message")
			}
		}
	})
}
