package sourcemap

import (
	"slices"
	"testing"
)

func TestFind(t *testing.T) {
	m, err := Parse([]byte(`{"version":3,"sources":["a.ts",null],"names":["n"],"mappings":"AAAAA,CAAC;;AACA,GCAA,E"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		line, column int
		want         Entry
	}{
		{0, 0, Entry{0, 0, true, "a.ts", 0, 0, "n", true}},
		{0, 9, Entry{0, 1, true, "a.ts", 0, 1, "", false}},
		{1, 0, Entry{0, 1, true, "a.ts", 0, 1, "", false}},
		{2, 2, Entry{2, 0, true, "a.ts", 1, 1, "", false}},
		{2, 3, Entry{Line: 2, Column: 3, SourceLine: 1, SourceColumn: 1}},
		{9, 0, Entry{Line: 2, Column: 5, SourceLine: 1, SourceColumn: 1, Name: "n", Named: true}},
	} {
		if got, ok := m.Find(c.line, c.column); !ok || got != c.want {
			t.Errorf("%d:%d: got %+v, want %+v", c.line, c.column, got, c.want)
		}
	}
	if e, ok := m.Find(-1, 0); ok {
		t.Error("found", e)
	}
}

func TestSections(t *testing.T) {
	m, err := Parse([]byte(`{"sections":[{"offset":{"line":0,"column":2},"map":{"sources":["a"],"mappings":"AAAA"}},{"offset":{"line":5,"column":0},"map":{"sources":["b"],"mappings":"AAEA"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if e, _ := m.Find(0, 3); e.Source != "a" || e.Column != 2 {
		t.Errorf("%+v", e)
	}
	if e, _ := m.Find(6, 0); e.Source != "b" || e.Line != 5 || e.SourceLine != 2 {
		t.Errorf("%+v", e)
	}
}

func TestURL(t *testing.T) {
	for text, want := range map[string]string{
		"a\n//# sourceMappingURL=a.map":                         "a.map",
		"//# sourceMappingURL=a.map\n//#  sourceMappingURL=b x": "b",
		"/*# sourceMappingURL=c */":                             "c",
		"'sourceMappingURL=d' // sourceMappingURL=e":            "",
		"//#sourceMappingURL=f":                                 "",
		"":                                                      "",
	} {
		if got := URL(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestLineLengths(t *testing.T) {
	if got := LineLengths("ab\r\n\u00e9\u2028😀"); !slices.Equal(got, []int{3, 1, 2}) {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"sources":["a"],"names":["b"],"mappings":"AAAAA,CAAC;;AACA"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Parse(data); err == nil {
			m.Find(3, 3)
		}
		URL(string(data))
		LineLengths(string(data))
	})
}
