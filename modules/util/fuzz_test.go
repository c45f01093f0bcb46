package util

import "testing"

func FuzzMIME(f *testing.F) {
	for _, s := range []string{"text/html; charset=utf-8", `a/b;x="y\"z";w=1`, "a/b;;=;", `a/b;c="\`, "é/b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		kind, subtype, rest, err := parseMIME(s)
		if err != nil {
			return
		}
		p := &mimeParams{text: rest}
		p.parse()
		written := kind + "/" + subtype
		if text := p.String(); text != "" {
			written += ";" + text
		}
		again, subtypeAgain, restAgain, err := parseMIME(written)
		if err != nil || again != kind || subtypeAgain != subtype {
			t.Fatalf("%q becomes %q, which is refused: %v", s, written, err)
		}
		q := &mimeParams{text: restAgain}
		q.parse()
		if q.String() != p.String() {
			t.Errorf("%q: parameters %q come back as %q", s, p, q)
		}
	})
}

func FuzzParseArgs(f *testing.F) {
	f.Add("-fbx", "--bar=1", "--")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		p := &argParser{options: map[string]argOption{
			"foo": {kind: "boolean", short: "f"}, "bar": {kind: "string", short: "b"},
		}, order: []string{"foo", "bar"}}
		p.tokenize([]string{a, b, c})
		for _, token := range p.list {
			if token.index < 0 || token.index > 2+len(a+b+c) {
				t.Errorf("token %+v of %q", token, []string{a, b, c})
			}
		}
	})
}
