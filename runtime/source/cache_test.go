package source

import "testing"

type memory map[string][]byte

func (m memory) Load(key string) ([]byte, bool) { data, ok := m[key]; return data, ok }
func (m memory) Store(key string, data []byte)  { m[key] = data }

func TestCache(t *testing.T) {
	cache := memory{}
	compile := func(text, options string) {
		t.Helper()
		src := Source{Name: "/a.ts", Text: text, Language: TypeScript, TypeScript: options, Cache: cache}
		if _, err := NewCompiler(0).Compile(src); err != nil {
			t.Fatal(err)
		}
	}
	compile("const a: number = 1", "")
	if len(cache) != 1 {
		t.Fatalf("%d entries", len(cache))
	}
	compile("const a: number = 2", "")
	compile("const a: number = 1", `{"compilerOptions":{"experimentalDecorators":true}}`)
	if len(cache) != 3 {
		t.Errorf("%d entries for three texts", len(cache))
	}
	compile("const a: number = 1", "")
	if len(cache) != 3 {
		t.Errorf("%d entries after one was asked for again", len(cache))
	}
	for key, data := range cache {
		good := string(data)
		data[len(data)-1]++
		if _, _, ok := openEntry(data); ok {
			t.Error("a damaged entry is used")
		}
		cache[key] = data[:10]
		compile("const a: number = 1", "")
		compile("const a: number = 2", "")
		compile("const a: number = 1", `{"compilerOptions":{"experimentalDecorators":true}}`)
		if string(cache[key]) != good {
			t.Error("a damaged entry is not written again")
		}
	}
}

func FuzzOpenEntry(f *testing.F) {
	f.Add(sealEntry([]byte("code"), []byte("map")))
	f.Fuzz(func(t *testing.T, data []byte) { openEntry(data) })
}
