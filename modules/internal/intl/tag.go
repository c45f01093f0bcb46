package intl

import (
	"slices"
	"strings"
)

// Tag is a Unicode BCP 47 locale identifier, taken apart.
type Tag struct {
	Language, Script, Region string
	Variants                 []string
	// Attributes and Keywords are those of the u extension.
	Attributes []string
	Keywords   []Keyword
	// others are the further extensions, by singleton, each "x-foo-bar".
	others []string
}

// Keyword is a key of the u extension and its value, which is empty for "true".
type Keyword struct{ Key, Value string }

// ParseTag reads a language tag and makes it canonical.
func ParseTag(s string) (Tag, bool) {
	t, ok := parseTag(s)
	if ok {
		t.canonicalize()
	}
	return t, ok
}

func parseTag(s string) (t Tag, ok bool) {
	parts := strings.Split(asciiLower(s), "-")
	for _, p := range parts {
		if p == "" || len(p) > 8 || !isAlnum(p) {
			return t, false
		}
	}
	rest, ok := t.parseLanguage(parts)
	if !ok {
		return t, false
	}
	seen := ""
	for len(rest) > 0 {
		singleton := rest[0]
		if len(singleton) != 1 || strings.Contains(seen, singleton) {
			return t, false
		}
		seen += singleton
		end := 1
		for end < len(rest) && (len(rest[end]) > 1 || singleton == "x") {
			end++
		}
		fields := rest[1:end]
		if len(fields) == 0 {
			return t, false
		}
		switch singleton {
		case "u":
			if !t.parseU(fields) {
				return t, false
			}
		case "t":
			text, ok := parseT(fields)
			if !ok {
				return t, false
			}
			t.others = append(t.others, text)
		default:
			t.others = append(t.others, strings.Join(rest[:end], "-"))
		}
		rest = rest[end:]
	}
	return t, true
}

// parseLanguage takes the language, script, region and variants.
func (t *Tag) parseLanguage(parts []string) (rest []string, ok bool) {
	if n := len(parts[0]); !isAlpha(parts[0]) || n < 2 || n == 4 {
		return nil, false
	}
	t.Language, rest = parts[0], parts[1:]
	if len(rest) > 0 && len(rest[0]) == 4 && isAlpha(rest[0]) {
		t.Script, rest = title(rest[0]), rest[1:]
	}
	if len(rest) > 0 && IsRegion(rest[0]) {
		t.Region, rest = strings.ToUpper(rest[0]), rest[1:]
	}
	for len(rest) > 0 && isVariant(rest[0]) {
		if slices.Contains(t.Variants, rest[0]) {
			return nil, false
		}
		t.Variants, rest = append(t.Variants, rest[0]), rest[1:]
	}
	slices.Sort(t.Variants)
	return rest, true
}

func (t *Tag) parseU(fields []string) bool {
	for len(fields) > 0 && len(fields[0]) > 2 {
		t.Attributes, fields = append(t.Attributes, fields[0]), fields[1:]
	}
	slices.Sort(t.Attributes)
	t.Attributes = slices.Compact(t.Attributes)
	for len(fields) > 0 {
		key := fields[0]
		if len(key) != 2 || !isAlpha(key[1:]) {
			return false
		}
		end := 1
		for end < len(fields) && len(fields[end]) > 2 {
			end++
		}
		if value := strings.Join(fields[1:end], "-"); !t.has(key) {
			t.Keywords = append(t.Keywords, Keyword{key, value})
		}
		fields = fields[end:]
	}
	slices.SortFunc(t.Keywords, func(a, b Keyword) int { return strings.Compare(a.Key, b.Key) })
	return true
}

// parseT reads and writes the t extension.
func parseT(fields []string) (string, bool) {
	out := "t"
	isKey := func(s string) bool { return len(s) == 2 && isAlpha(s[:1]) && isDigits(s[1:]) }
	if !isKey(fields[0]) {
		var tlang Tag
		rest, ok := tlang.parseLanguage(fields)
		if !ok {
			return "", false
		}
		tlang.canonicalize()
		out += "-" + strings.ToLower(tlang.String())
		fields = rest
	}
	var keyed []string
	for len(fields) > 0 {
		if !isKey(fields[0]) {
			return "", false
		}
		end := 1
		for end < len(fields) && len(fields[end]) > 2 {
			end++
		}
		if end == 1 {
			return "", false
		}
		for _, other := range keyed {
			if other[:2] == fields[0] {
				return "", false
			}
		}
		value := strings.Join(fields[1:end], "-")
		if fields[0] == "m0" && value == "names" {
			value = "prprname"
		}
		keyed = append(keyed, fields[0]+"-"+value)
		fields = fields[end:]
	}
	slices.Sort(keyed)
	for _, k := range keyed {
		out += "-" + k
	}
	return out, true
}

func (t *Tag) has(key string) bool {
	_, ok := t.Keyword(key)
	return ok
}

// Keyword is the value of a key of the u extension.
func (t *Tag) Keyword(key string) (string, bool) {
	for _, k := range t.Keywords {
		if k.Key == key {
			return k.Value, true
		}
	}
	return "", false
}

// SetKeyword puts a key of the u extension in its place.
func (t *Tag) SetKeyword(key, value string) {
	if value == "true" {
		value = ""
	}
	i, found := slices.BinarySearchFunc(t.Keywords, key, func(k Keyword, key string) int { return strings.Compare(k.Key, key) })
	keywords := slices.Clone(t.Keywords)
	if found {
		keywords[i].Value = value
	} else {
		keywords = slices.Insert(keywords, i, Keyword{key, value})
	}
	t.Keywords = keywords
}

// BaseName is the tag without extensions.
func (t *Tag) BaseName() string {
	s := t.Language
	if t.Script != "" {
		s += "-" + t.Script
	}
	if t.Region != "" {
		s += "-" + t.Region
	}
	for _, v := range t.Variants {
		s += "-" + v
	}
	return s
}

func (t *Tag) String() string {
	extensions := t.others
	if len(t.Attributes)+len(t.Keywords) > 0 {
		u := "u"
		for _, a := range t.Attributes {
			u += "-" + a
		}
		for _, k := range t.Keywords {
			u += "-" + k.Key
			if k.Value != "" {
				u += "-" + k.Value
			}
		}
		extensions = append([]string{u}, extensions...)
	}
	s := t.BaseName()
	if len(extensions) == 0 {
		return s
	}
	extensions = slices.Clone(extensions)
	slices.SortStableFunc(extensions, func(a, b string) int {
		if ax, bx := a[0] == 'x', b[0] == 'x'; ax != bx {
			if ax {
				return 1
			}
			return -1
		}
		return int(a[0]) - int(b[0])
	})
	return s + "-" + strings.Join(extensions, "-")
}

// canonicalize replaces what is deprecated.
func (t *Tag) canonicalize() {
	aliases := supplement("aliases")
	for range 8 {
		if !t.replaceLanguage(aliases) {
			break
		}
	}
	if s := aliases.get("script/" + strings.ToLower(t.Script)); s != "" {
		t.Script = s
	}
	if regions := strings.Fields(aliases.get("territory/" + strings.ToLower(t.Region))); len(regions) > 0 {
		region := regions[0]
		if len(regions) > 1 {
			likely := Tag{Language: t.Language, Script: t.Script}.Maximize()
			if slices.Contains(regions, likely.Region) {
				region = likely.Region
			}
		}
		t.Region = region
	}
	for i, v := range t.Variants {
		if r := aliases.get("variant/" + v); r != "" {
			t.Variants[i] = r
		}
	}
	slices.Sort(t.Variants)
	t.Variants = slices.Compact(t.Variants)
	for i, k := range t.Keywords {
		t.Keywords[i].Value = canonicalValue(k.Key, k.Value)
	}
}

// canonicalValue is the preferred value of a key of the u extension.
func canonicalValue(key, value string) string {
	switch key {
	case "rg", "sd":
		if r := supplement("aliases").get("subdivision/" + value); r != "" {
			value, _, _ = strings.Cut(strings.ToLower(r), " ")
			if len(value) == 2 {
				value += "zzzz"
			}
		}
	case "kb", "kc", "kh", "kk", "kn":
		if value == "yes" {
			value = ""
		}
	case "ks", "ms", "ca", "tz", "co", "nu", "lb", "lw", "ss", "em", "va", "cf", "fw", "hc", "dx", "kf", "kv", "ka":
		if r := supplement("keywords").get(key + "/" + value); r != "" {
			value = r
		}
	}
	if value == "true" {
		value = ""
	}
	return value
}

// replaceLanguage applies one alias to the language and what goes with it.
func (t *Tag) replaceLanguage(aliases *table) bool {
	if i := slices.Index(t.Variants, "heploc"); i >= 0 && slices.Contains(t.Variants, "hepburn") {
		// The only alias of two variants: the romanization has a newer name.
		t.Variants = slices.DeleteFunc(slices.Clone(t.Variants), func(v string) bool { return v == "hepburn" })
	}
	for i, v := range t.Variants {
		for _, language := range []string{t.Language, "und"} {
			if r := aliases.get("language/" + language + "-" + v); r != "" {
				t.Variants = slices.Delete(slices.Clone(t.Variants), i, i+1)
				t.replaceBy(r)
				return true
			}
		}
	}
	if t.Region != "" {
		if r := aliases.get("language/" + t.Language + "-" + strings.ToLower(t.Region)); r != "" {
			t.Region = ""
			t.replaceBy(r)
			return true
		}
	}
	if r := aliases.get("language/" + t.Language); r != "" {
		t.replaceBy(r)
		return true
	}
	return false
}

func (t *Tag) replaceBy(replacement string) {
	r, ok := parseTag(replacement)
	if !ok {
		return
	}
	if r.Language != "und" {
		t.Language = r.Language
	}
	if t.Script == "" {
		t.Script = r.Script
	}
	if t.Region == "" {
		t.Region = r.Region
	}
	t.Variants = append(t.Variants, r.Variants...)
	slices.Sort(t.Variants)
}

func asciiLower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func isAlpha(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isAlnum(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != ""
}

func isVariant(s string) bool {
	return len(s) >= 5 && len(s) <= 8 && isAlnum(s) || len(s) == 4 && isDigits(s[:1]) && isAlnum(s)
}

// IsLanguage, IsScript, IsRegion and IsVariants report whether a string is a
// subtag of the kind, or several.
func IsLanguage(s string) bool {
	return isAlpha(s) && len(s) >= 2 && len(s) <= 8 && len(s) != 4
}
func IsScript(s string) bool { return len(s) == 4 && isAlpha(s) }
func IsRegion(s string) bool { return len(s) == 2 && isAlpha(s) || len(s) == 3 && isDigits(s) }
func IsVariants(s string) bool {
	list := strings.Split(asciiLower(s), "-")
	for i, v := range list {
		if !isVariant(v) || slices.Contains(list[:i], v) {
			return false
		}
	}
	return true
}

// IsType reports whether a string has the form of a value in the u extension:
// words of three to eight letters and digits.
func IsType(s string) bool {
	for _, part := range strings.Split(s, "-") {
		if len(part) < 3 || len(part) > 8 || !isAlnum(part) {
			return false
		}
	}
	return true
}

// CanonicalValue is the canonical form of the value of a key.
func CanonicalValue(key, value string) string { return canonicalValue(key, asciiLower(value)) }
