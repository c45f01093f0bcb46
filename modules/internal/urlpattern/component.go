// Package urlpattern compiles the patterns of the class URLPattern, as
// urlpattern.spec.whatwg.org has them, and matches URLs against them.
package urlpattern

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrSyntax is the failure to read a pattern.
var ErrSyntax = errors.New("urlpattern: invalid pattern")

// Matcher is a compiled regular expression of JavaScript.
type Matcher interface {
	// Match returns the groups of a match, from the first on, nil for one that
	// took no part.
	Match(input string) (groups []*string, ok bool)
}

// Compiler makes a Matcher of a regular expression's source.
type Compiler func(source string, ignoreCase bool) (Matcher, error)

// partKind is the kind of a part of a pattern.
type partKind uint8

const (
	fixedText partKind = iota
	customRegexp
	segmentWildcard
	fullWildcard
)

type part struct {
	kind                        partKind
	value, name, prefix, suffix string
	modifier                    string // "", "?", "*" or "+"
}

// options say what separates the segments of a component, and what may come
// before a name as part of its group.
type options struct {
	delimiter, prefix string
	ignoreCase        bool
}

var (
	hostOptions = options{delimiter: "."}
	pathOptions = options{delimiter: "/", prefix: "/"}
)

func (o options) segment() string { return "[^" + escapeRegexp(o.delimiter) + "]+?" }

const anything = ".*"

// Component is the pattern of one component of a URL.
type Component struct {
	// Pattern is the normalized pattern string.
	Pattern string
	// Names are those of the groups.
	Names []string
	// HasRegExpGroups tells of a group with a regular expression of its own.
	HasRegExpGroups bool
	matcher         Matcher
}

// Match matches a component of a URL: its groups by the order of Names.
func (c *Component) Match(input string) ([]*string, bool) { return c.matcher.Match(input) }

// encode canonicalizes the fixed text of a component.
type encode func(string) (string, error)

func compile(pattern string, encode encode, o options, compiler Compiler) (*Component, error) {
	parts, err := parse(pattern, encode, o)
	if err != nil {
		return nil, err
	}
	source, names := regexpOf(parts, o)
	matcher, err := compiler(source, o.ignoreCase)
	if err != nil {
		return nil, ErrSyntax
	}
	c := &Component{Pattern: patternOf(parts, o), Names: names, matcher: matcher}
	for _, p := range parts {
		c.HasRegExpGroups = c.HasRegExpGroups || p.kind == customRegexp
	}
	return c, nil
}

// parser reads the parts of a pattern.
type parser struct {
	tokens  []token
	at      int
	parts   []part
	pending strings.Builder
	encode  encode
	options options
	number  int // of the next group without a name
	names   map[string]bool
}

func parse(pattern string, encode encode, o options) ([]part, error) {
	tokens, err := tokenize([]rune(pattern), false)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens, encode: encode, options: o, names: map[string]bool{}}
	for p.at < len(tokens) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	return p.parts, nil
}

func (p *parser) take(kind tokenKind) *token {
	if p.at == len(p.tokens) || p.tokens[p.at].kind != kind {
		return nil
	}
	p.at++
	return &p.tokens[p.at-1]
}

// group reads what a group matches, if the pattern says so.
func (p *parser) group(name *token) *token {
	if t := p.take(tokenRegexp); t != nil || name != nil {
		return t
	}
	return p.take(tokenAsterisk)
}

func (p *parser) modifier() string {
	t := p.take(tokenModifier)
	if t == nil {
		t = p.take(tokenAsterisk)
	}
	if t == nil {
		return ""
	}
	return t.value
}

func (p *parser) text() string {
	var b strings.Builder
	for {
		t := p.take(tokenChar)
		if t == nil {
			t = p.take(tokenEscaped)
		}
		if t == nil {
			return b.String()
		}
		b.WriteString(t.value)
	}
}

func (p *parser) next() error {
	char := p.take(tokenChar)
	name := p.take(tokenName)
	group := p.group(name)
	if name != nil || group != nil {
		prefix := ""
		if char != nil {
			prefix = char.value
		}
		if prefix != "" && prefix != p.options.prefix {
			p.pending.WriteString(prefix)
			prefix = ""
		}
		if err := p.flush(); err != nil {
			return err
		}
		return p.add(prefix, name, group, "", p.modifier())
	}
	if char == nil {
		char = p.take(tokenEscaped)
	}
	if char != nil {
		p.pending.WriteString(char.value)
		return nil
	}
	if p.take(tokenOpen) != nil {
		prefix := p.text()
		name = p.take(tokenName)
		group = p.group(name)
		suffix := p.text()
		if p.take(tokenClose) == nil {
			return ErrSyntax
		}
		return p.add(prefix, name, group, suffix, p.modifier())
	}
	if err := p.flush(); err != nil {
		return err
	}
	if p.take(tokenEnd) == nil {
		return ErrSyntax
	}
	return nil
}

// flush makes a part of the text read so far.
func (p *parser) flush() error {
	text := p.pending.String()
	p.pending.Reset()
	if text == "" {
		return nil
	}
	encoded, err := p.encode(text)
	p.parts = append(p.parts, part{kind: fixedText, value: encoded})
	return err
}

func (p *parser) add(prefix string, name, group *token, suffix, modifier string) error {
	if name == nil && group == nil && modifier == "" {
		p.pending.WriteString(prefix)
		return nil
	}
	if err := p.flush(); err != nil {
		return err
	}
	encodedPrefix, err := p.encode(prefix)
	if err != nil {
		return err
	}
	if name == nil && group == nil {
		if prefix != "" {
			p.parts = append(p.parts, part{kind: fixedText, value: encodedPrefix, modifier: modifier})
		}
		return nil
	}
	new := part{kind: customRegexp, prefix: encodedPrefix, modifier: modifier}
	switch {
	case group == nil, group.kind == tokenRegexp && group.value == p.options.segment():
		new.kind = segmentWildcard
	case group.kind == tokenAsterisk, group.value == anything:
		new.kind = fullWildcard
	default:
		new.value = group.value
	}
	if name != nil {
		new.name = name.value
	} else {
		new.name = strconv.Itoa(p.number)
		p.number++
	}
	if p.names[new.name] {
		return ErrSyntax
	}
	p.names[new.name] = true
	new.suffix, err = p.encode(suffix)
	p.parts = append(p.parts, new)
	return err
}

// regexpOf is the regular expression of parts and the names of its groups.
func regexpOf(parts []part, o options) (source string, names []string) {
	var b strings.Builder
	b.WriteByte('^')
	for _, p := range parts {
		if p.kind == fixedText {
			if p.modifier == "" {
				b.WriteString(escapeRegexp(p.value))
			} else {
				b.WriteString("(?:" + escapeRegexp(p.value) + ")" + p.modifier)
			}
			continue
		}
		names = append(names, p.name)
		value := p.value
		switch p.kind {
		case segmentWildcard:
			value = o.segment()
		case fullWildcard:
			value = anything
		}
		once := p.modifier == "" || p.modifier == "?"
		prefix, suffix := escapeRegexp(p.prefix), escapeRegexp(p.suffix)
		switch {
		case p.prefix == "" && p.suffix == "" && once:
			b.WriteString("(" + value + ")" + p.modifier)
		case p.prefix == "" && p.suffix == "":
			b.WriteString("((?:" + value + ")" + p.modifier + ")")
		case once:
			b.WriteString("(?:" + prefix + "(" + value + ")" + suffix + ")" + p.modifier)
		default:
			b.WriteString("(?:" + prefix + "((?:" + value + ")(?:" + suffix + prefix + "(?:" + value + "))*)" + suffix + ")")
			if p.modifier == "*" {
				b.WriteByte('?')
			}
		}
	}
	b.WriteByte('$')
	return b.String(), names
}

func escaped(s, special string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}

func escapeRegexp(s string) string  { return escaped(s, `.+*?^${}()[]|/\`) }
func escapePattern(s string) string { return escaped(s, `+*?:{}()\`) }

// patternOf is the normalized pattern string of parts.
func patternOf(parts []part, o options) string {
	var b strings.Builder
	for i := range parts {
		p := &parts[i]
		if p.kind == fixedText {
			if p.modifier == "" {
				b.WriteString(escapePattern(p.value))
			} else {
				b.WriteString("{" + escapePattern(p.value) + "}" + p.modifier)
			}
			continue
		}
		var previous, next *part
		if i > 0 {
			previous = &parts[i-1]
		}
		if i+1 < len(parts) {
			next = &parts[i+1]
		}
		b.WriteString(groupOf(p, previous, next, o))
	}
	return b.String()
}

func groupOf(p, previous, next *part, o options) string {
	named := p.name[0] < '0' || p.name[0] > '9'
	braces := p.suffix != "" || p.prefix != "" && p.prefix != o.prefix
	if !braces && named && p.kind == segmentWildcard && p.modifier == "" && next != nil && next.prefix == "" && next.suffix == "" {
		if next.kind == fixedText {
			first, _ := utf8.DecodeRuneInString(next.value)
			braces = isNamePart(first)
		} else {
			braces = next.name[0] >= '0' && next.name[0] <= '9'
		}
	}
	if !braces && p.prefix == "" && o.prefix != "" && previous != nil && previous.kind == fixedText && strings.HasSuffix(previous.value, o.prefix) {
		braces = true
	}
	var b strings.Builder
	if braces {
		b.WriteByte('{')
	}
	b.WriteString(escapePattern(p.prefix))
	if named {
		b.WriteString(":" + p.name)
	}
	switch {
	case p.kind == customRegexp:
		b.WriteString("(" + p.value + ")")
	case p.kind == segmentWildcard && !named:
		b.WriteString("(" + o.segment() + ")")
	case p.kind == fullWildcard:
		if !named && (previous == nil || previous.kind == fixedText || previous.modifier != "" || braces || p.prefix != "") {
			b.WriteByte('*')
		} else {
			b.WriteString("(" + anything + ")")
		}
	}
	if p.kind == segmentWildcard && named && p.suffix != "" {
		if first, _ := utf8.DecodeRuneInString(p.suffix); isNamePart(first) {
			b.WriteByte('\\')
		}
	}
	b.WriteString(escapePattern(p.suffix))
	if braces {
		b.WriteByte('}')
	}
	b.WriteString(p.modifier)
	return b.String()
}
