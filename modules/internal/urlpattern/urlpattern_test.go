package urlpattern

import (
	"regexp"
	"strings"
	"testing"
)

// goMatcher stands in for a regular expression of JavaScript.
type goMatcher struct{ *regexp.Regexp }

func (m goMatcher) Match(input string) ([]*string, bool) {
	found := m.FindStringSubmatchIndex(input)
	if found == nil {
		return nil, false
	}
	groups := make([]*string, m.NumSubexp())
	for i := range groups {
		if from := found[2*i+2]; from >= 0 {
			text := input[from:found[2*i+3]]
			groups[i] = &text
		}
	}
	return groups, true
}

func goCompiler(source string, ignoreCase bool) (Matcher, error) {
	source = strings.ReplaceAll(strings.ReplaceAll(source, `\/`, "/"), "[^]", `[\s\S]`)
	if ignoreCase {
		source = "(?i)" + source
	}
	re, err := regexp.Compile(source)
	return goMatcher{re}, err
}

func TestConstructorStrings(t *testing.T) {
	const base = "https://base.example/"
	for input, want := range map[string]string{
		"https://example.com/:id":        "https * * example.com  /:id * *",
		"https://*.example.com:81/a?b#c": "https * * *.example.com 81 /a b c",
		"http{s}?://a":                   "http{s}? * * a  * * *",
		"https://u:p@h/":                 "https u:p * h  / * *",
		"https://[\\:\\:1]/":             "https * * [\\:\\:1]  / * *",
		"data\\:foo":                     "data * *   foo * *",
		"https://h/a{/:b}?":              "https * * h  /a/:b? * *",
		"https://h/:x?":                  "https * * h  /:x? * *",
		"https://h/\\?q":                 "https * * h  / q *",
		"?q":                             "https * * base.example  / q *",
		"foo/:x":                         "https * * base.example  /foo/:x * *",
	} {
		b := base
		var from *string
		if !strings.Contains(input, ":/") && !strings.HasPrefix(input, "data") {
			from = &b
		}
		p, err := FromString(input, from, false, goCompiler)
		if err != nil {
			t.Errorf("%q: %v", input, err)
			continue
		}
		var got []string
		for _, c := range p.Components {
			got = append(got, c.Pattern)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%q: %q, want %q", input, text, want)
		}
	}
	for _, input := range []string{"/x", "(", "https://h/(", "https://h/:a/:a", "https://h/(?x)"} {
		if _, err := FromString(input, nil, false, goCompiler); err == nil {
			t.Errorf("%q compiles", input)
		}
	}
}

func TestMatch(t *testing.T) {
	p, err := FromString("https://:sub.example.com/:id(\\d+)/*", nil, true, goCompiler)
	if err != nil {
		t.Fatal(err)
	}
	r, ok := p.MatchURL("https://www.example.com/12/a/b", nil)
	if !ok || *r.Groups[stateHostname][0] != "www" || *r.Groups[statePathname][0] != "12" || *r.Groups[statePathname][1] != "a/b" {
		t.Errorf("%+v, %v", r, ok)
	}
	if _, ok := p.MatchURL("https://a.b.example.com/12/a", nil); ok {
		t.Error("a name matched across a dot")
	}
	if !p.HasRegExpGroups() {
		t.Error("the regular expression went unnoticed")
	}
}

func FuzzCompile(f *testing.F) {
	for _, input := range []string{"https://a/:b?c#d", "{a{b}", "(a(?:b))*", "\\", "https://[::1]:8*/"} {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		base := "https://h/p?q#f"
		p, err := FromString(input, &base, false, goCompiler)
		if err != nil {
			return
		}
		p.MatchURL("https://h/p", nil)
		path := input
		if _, err := FromInit(Init{Components: [8]*string{statePathname: &path}}, false, goCompiler); err == nil {
			p.MatchInit(Init{Components: [8]*string{statePathname: &path}})
		}
	})
}
