package tsconfig

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
)

func reader(files map[string]string) *Reader {
	return NewReader(func(path string) ([]byte, error) {
		if text, ok := files[filepath.ToSlash(path)]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	})
}

func TestExtends(t *testing.T) {
	r := reader(map[string]string{
		"/p/tsconfig.json":                      `{ // why not` + "\n" + `"extends": ["./a", "@org/base/tsconfig.json", "pkg"], "compilerOptions": {"jsxFactory": "h",} }`,
		"/p/a.json":                             `{"compilerOptions": {"jsx": "react-jsx", "jsxFactory": "no"}}`,
		"/node_modules/@org/base/tsconfig.json": `{"compilerOptions": {"jsx": "preserve", "experimentalDecorators": true}}`,
		"/p/node_modules/pkg/tsconfig.json":     `{"compilerOptions": {"emitDecoratorMetadata": true}} /* end */`,
	})
	c, err := r.For("/p/src/deep")
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"compilerOptions":{"experimentalDecorators":true,"jsxFactory":"h"}}`; c.Compiler != want || !c.DecoratorMetadata {
		t.Errorf("got %s, %v", c.Compiler, c.DecoratorMetadata)
	}
	if again, _ := r.For("/p/src"); again != c {
		t.Error("read twice")
	}
}

func TestBroken(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON": `{`, "missing base": `{"extends": "./none"}`, "endless": `{"extends": "./tsconfig.json"}`,
	} {
		_, err := reader(map[string]string{"/p/tsconfig.json": text}).For("/p")
		var broken *Error
		if !errors.As(err, &broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := reader(nil).For("/p"); c != nil || err != nil {
		t.Errorf("without any: %v, %v", c, err)
	}
}

func TestCandidates(t *testing.T) {
	r := reader(map[string]string{
		"/p/tsconfig.json": `{"compilerOptions": {"paths": {"@/*": ["./src/*", "./gen/*"], "@/x/*": ["x/*"], "exact": ["e.ts"], "*.css": ["css/*"]}}}`,
		"/b/tsconfig.json": `{"compilerOptions": {"baseUrl": "src", "paths": {"a": ["b"]}}}`,
	})
	for _, test := range []struct {
		dir, request string
		want         []string
	}{
		{"/p", "@/a/b", []string{"/p/src/a/b", "/p/gen/a/b"}},
		{"/p", "@/x/y", []string{"/p/x/y"}},
		{"/p", "exact", []string{"/p/e.ts"}},
		{"/p", "z.css", []string{"/p/css/z"}},
		{"/p", "react", nil},
		{"/p", "./@/a", nil},
		{"/b", "a", []string{"/b/src/b", "/b/src/a"}},
	} {
		c, err := r.For(test.dir)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Candidates(test.request); !slices.Equal(got, test.want) {
			t.Errorf("%s in %s: got %v, want %v", test.request, test.dir, got, test.want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte(`{"a": [1, /* */ 2,], "b": "//" } // end`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if json.Valid(text) && !json.Valid(plain(text)) {
			t.Errorf("%q becomes %q", text, plain(text))
		}
	})
}
