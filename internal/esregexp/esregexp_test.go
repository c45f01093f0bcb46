package esregexp

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"
)

// TestRecorded runs what testdata/record.mjs has made.
func TestRecorded(t *testing.T) {
	file, err := os.Open("testdata/recorded.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Pattern []uint16
		Flags   string
		Error   string
		Matches []struct {
			Text     []uint16
			From     int
			Captures []int32
		}
	}
	if err := json.NewDecoder(z).Decode(&cases); err != nil {
		t.Fatal(err)
	}
	var m Machine
	for _, c := range cases {
		name := "/" + string(utf16.Decode(c.Pattern)) + "/" + c.Flags
		flags, _ := ParseFlags(c.Flags)
		p, err := Compile(c.Pattern, flags)
		if err != nil {
			if err.Error() != c.Error {
				t.Errorf("%s: %v; want %q", name, err, c.Error)
			}
			continue
		}
		if c.Error != "" {
			t.Errorf("%s: no error; want %q", name, c.Error)
			continue
		}
		for _, match := range c.Matches {
			got, err := m.MatchUnits(p, match.Text, match.From, flags&Sticky != 0)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			got = slices.Clone(got)
			for i := 0; i < len(got); i += 2 {
				if got[i] < 0 || got[i+1] < 0 {
					got[i], got[i+1] = -1, -1
				}
			}
			if !slices.Equal(got, match.Captures) {
				t.Errorf("%s from %d of %q: %v; want %v", name, match.From, string(utf16.Decode(match.Text)), got, match.Captures)
			}
		}
	}
}

func find(t *testing.T, pattern, flags, text string) string {
	t.Helper()
	f, ok := ParseFlags(flags)
	if !ok {
		t.Fatalf("flags %s", flags)
	}
	p, err := CompileString(pattern, f)
	if err != nil {
		t.Errorf("/%s/%s: %v", pattern, flags, err)
		return ""
	}
	var m Machine
	units := utf16.Encode([]rune(text))
	got, err := m.MatchUnits(p, units, 0, false)
	if err != nil {
		t.Errorf("/%s/%s: %v", pattern, flags, err)
	}
	if got == nil {
		return "no match"
	}
	return string(utf16.Decode(units[got[0]:got[1]]))
}

func TestMatch(t *testing.T) {
	for _, c := range []struct{ pattern, flags, text, want string }{
		{`^[\w--\d]$`, "v", "a", "a"},
		{`^[\w--\d]$`, "v", "1", "no match"},
		{`[[a-z]--[aeiou]]+`, "v", "aeiouxyz", "xyz"},
		{`[\q{abc|d|}x]`, "v", "abcd", "abc"},
		{`[\q{abc|ab}]c`, "v", "abc", "abc"},
		{`(?<=[\q{abc|bc}])d`, "v", "abcd", "d"},
		{`^\p{RGI_Emoji}$`, "v", "👨‍👩‍👧", "👨‍👩‍👧"},
		{`[\p{RGI_Emoji}--\q{👍}]`, "v", "👍👎", "👎"},
		{`[\p{RGI_Emoji}&&\p{Emoji_Keycap_Sequence}]`, "v", "👍1️⃣", "1️⃣"},
		{`^\p{RGI_Emoji_Flag_Sequence}`, "v", "🇩🇪", "🇩🇪"},
		{`^\p{RGI_Emoji_Modifier_Sequence}`, "v", "👍🏽", "👍🏽"},
		{`^\p{Basic_Emoji}`, "v", "☺️", "☺️"},
		{`[\q{STRASSE}]`, "iv", "Strasse", "Strasse"},
		{`a(?i:b)c`, "", "aBc", "aBc"},
		{`a(?i:b)c`, "", "aBC", "no match"},
		{`(?-i:a)b`, "i", "aB", "aB"},
		{`(?-i:a)b`, "i", "AB", "no match"},
		{`(?i-s:A.)`, "s", "a\n", "no match"},
		{`(?s:a.)`, "", "a\n", "a\n"},
		{`(?m:^b$)`, "", "a\nb\nc", "b"},
		{`^b$`, "m", "a\rb\u2028c", "b"},
		{`(?<y>\d{4})-\d\d|\d\d-(?<y>\d{4})`, "", "11-2026", "11-2026"},
		{`(?:(?<a>x)|(?<a>y))\k<a>`, "", "xyy", "yy"},
		{`(?:a{100}){100}`, "", strings.Repeat("a", 10_000), strings.Repeat("a", 10_000)},
		{`(?:ab?){200,300}?c`, "", strings.Repeat("a", 250) + "c", strings.Repeat("a", 250) + "c"},
		{`(?:){1000000000}a`, "", "a", "a"},
	} {
		if got := find(t, c.pattern, c.flags, c.text); got != c.want {
			t.Errorf("/%s/%s on %q: %q; want %q", c.pattern, c.flags, c.text, got, c.want)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct{ pattern, flags, want string }{
		{`(`, "", "Unterminated group"},
		{`)`, "", "Unmatched ')'"},
		{`[`, "", "Unterminated character class"},
		{`a**`, "", "Nothing to repeat"},
		{`{1}`, "", "Nothing to repeat"},
		{`a{2,1}`, "", "numbers out of order in {} quantifier"},
		{`[b-a]`, "", "Range out of order in character class"},
		{`(?<a`, "", "Invalid capture group name"},
		{`(?<a>.)(?<a>.)`, "", "Duplicate capture group name"},
		{`\k<b>`, "u", "Invalid named capture referenced"},
		{`(?<a>)\k`, "", "Invalid named reference"},
		{`\1`, "u", "Invalid escape"},
		{`(?a`, "", "Invalid group"},
		{`\`, "", `\ at end of pattern`},
		{`\u{110000}`, "u", "Invalid Unicode escape"},
		{`\p{X}`, "u", "Invalid property name"},
		{`[\p{X}]`, "u", "Invalid property name in character class"},
		{`\p{RGI_Emoji}`, "u", "Invalid property name"},
		{`\P{RGI_Emoji}`, "v", "Invalid property name"},
		{`[^\p{RGI_Emoji}]`, "v", "Negated character class may contain strings"},
		{`[a&&&b]`, "v", "Invalid character in character class"},
		{`[a--b&&c]`, "v", "Invalid set operation in character class"},
		{`[a-\d]`, "u", "Invalid character class"},
		{`a{`, "u", "Incomplete quantifier"},
		{`]`, "u", "Lone quantifier brackets"},
		{`(?i-i:a)`, "", "Repeated flag in flag group"},
		{`(?-:a)`, "", "Invalid flag group"},
		{`(?=a)*`, "u", "Invalid quantifier"},
		{`\00`, "u", "Invalid decimal escape"},
		{strings.Repeat("(", 100_000), "", "Regular expression too large"},
		{strings.Repeat("[", 100_000), "v", "Regular expression too large"},
	} {
		f, _ := ParseFlags(c.flags)
		_, err := CompileString(c.pattern, f)
		if err == nil || err.Error() != c.want {
			t.Errorf("/%.40s/%s: %v; want %s", c.pattern, c.flags, err, c.want)
		}
	}
}

// TestRunaway has patterns that would take longer than the universe has been there.
func TestRunaway(t *testing.T) {
	for _, c := range []struct{ pattern, text string }{
		{`(a+)+$`, strings.Repeat("a", 5000) + "b"},
		{`^(\w+\s?)*$`, strings.Repeat("word ", 1000) + "!"},
		{`(x+x+)+y`, strings.Repeat("x", 1000)},
		{`^(([a-z])+.)+[A-Z]([a-z])+$`, strings.Repeat("a", 1000)},
		{`(.*,){11}P`, strings.Repeat("1,", 60)},
		{`^(?:a?){40}a{40}$`, strings.Repeat("a", 39)},
		{`(?:a|a|b)*c`, strings.Repeat("a", 5000)},
	} {
		start := time.Now()
		if got := find(t, c.pattern, "", c.text); got != "no match" {
			t.Errorf("/%s/: %.40q", c.pattern, got)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("/%s/ took %v", c.pattern, d)
		}
	}
}

func TestInterrupt(t *testing.T) {
	p, err := CompileString(`(a+)+\1b`, 0)
	if err != nil {
		t.Fatal(err)
	}
	stop := uint32(1)
	m := Machine{Interrupt: &stop}
	if _, err := m.Match(p, strings.Repeat("a", 200), 0, false); err != ErrInterrupted {
		t.Errorf("error %v", err)
	}
}

func TestFlags(t *testing.T) {
	for text, want := range map[string]string{"": "", "yg": "gy", "vsmigdy": "dgimsvy", "u": "u"} {
		if f, ok := ParseFlags(text); !ok || f.String() != want {
			t.Errorf("%q: %v %v", text, f, ok)
		}
	}
	for _, text := range []string{"gg", "uv", "x", "é"} {
		if _, ok := ParseFlags(text); ok {
			t.Errorf("%q is taken", text)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add(`[\q{a|bc}--[\w&&\p{L}]]\u{61}`, "v", "abc")
	f.Add(`(?<n>a+)+?(?=\k<n>|(?i:B))$`, "im", "aaab")
	f.Fuzz(func(t *testing.T, pattern, flags, text string) {
		parsed, ok := ParseFlags(flags)
		if !ok {
			t.Skip()
		}
		p, err := CompileString(pattern, parsed)
		if err != nil {
			return
		}
		stop := uint32(0)
		m := Machine{Interrupt: &stop}
		time.AfterFunc(time.Second, func() { atomic.StoreUint32(&stop, 1) })
		units := utf16.Encode([]rune(text))
		got, err := m.MatchUnits(p, units, 0, false)
		if err == nil && got != nil && (got[0] < 0 || got[1] < got[0] || int(got[1]) > len(units)) {
			t.Errorf("/%s/%s on %q: %v", pattern, flags, text, got)
		}
	})
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("The quick brown fox jumps over 13 lazy dogs at 2026-11-24T10:00:00Z, mail bob@example.com. ", 200)
	for _, pattern := range []string{`\b[a-z]+\b`, `(\d{4})-(\d\d)-(\d\d)`, `[\w.]+@[\w.]+\w`, `"(?:[^"\\]|\\.)*"`} {
		b.Run(pattern, func(b *testing.B) {
			p, err := CompileString(pattern, IgnoreCase)
			if err != nil {
				b.Fatal(err)
			}
			var m Machine
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				for at := 0; ; {
					got, _ := m.Match(p, text, at, false)
					if got == nil {
						break
					}
					at = int(got[1])
				}
			}
		})
	}
}
