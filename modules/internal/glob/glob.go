// Package glob matches paths against the patterns of path.matchesGlob and
// fs.glob: braces, "**", "*", "?", character classes and extended groups such
// as "+(a|b)". A pattern has no escapes: a backslash in it is a separator.
package glob

import (
	"strings"

	"github.com/dlclark/regexp2/v2"
)

// Options say how a pattern is read.
type Options struct {
	// Windows takes backslashes in a path for separators, and drives and UNC
	// roots for what they are.
	Windows bool
	// NoCase ignores case, but in segments without any magic.
	NoCase bool
}

// Pattern is a compiled pattern. It is safe for concurrent use.
type Pattern struct {
	alternatives [][]Part
	windows      bool
	empty        bool
}

// Part matches one segment of a path, or any number of them.
type Part struct {
	// Text is the segment as written.
	Text string
	// GlobStar matches any number of segments, but none that begins with a
	// dot.
	GlobStar   bool
	expression *regexp2.Regexp
}

// Literal tells that the part matches its text alone.
func (p *Part) Literal() bool { return !p.GlobStar && p.expression == nil }

// Match tells whether the part, not a globstar, matches a segment.
func (p *Part) Match(segment string) bool {
	if p.expression == nil {
		return segment == p.Text
	}
	ok, err := p.expression.MatchString(segment)
	return ok && err == nil
}

// Compile reads a pattern. Every string is one.
func Compile(pattern string, o Options) *Pattern {
	p := &Pattern{windows: o.Windows, empty: pattern == ""}
	if p.empty {
		return p
	}
	pattern = strings.ReplaceAll(pattern, `\`, "/")
	var lists [][]string
	seen := map[string]bool{}
	for _, expanded := range expandBraces(pattern) {
		if !seen[expanded] {
			seen[expanded] = true
			lists = append(lists, splitPath(expanded, o.Windows))
		}
	}
	for _, segments := range normalize(lists) {
		parts := make([]Part, len(segments))
		for i, segment := range segments {
			parts[i] = compilePart(segment, o.NoCase)
		}
		p.alternatives = append(p.alternatives, parts)
	}
	return p
}

// Alternatives are the patterns that braces stand for, each as its segments.
func (p *Pattern) Alternatives() [][]Part { return p.alternatives }

func compilePart(segment string, noCase bool) Part {
	part := Part{Text: segment, GlobStar: segment == "**"}
	if part.GlobStar || !strings.ContainsAny(segment, "*?[(") {
		return part
	}
	var b builder
	source := b.sequence(parseSegment(segment), position{start: true, end: true})
	if !b.magic {
		// Classes of one character are the only thing that vanishes.
		part.Text = literalText(segment)
		return part
	}
	options := regexp2.RegexOptions(regexp2.None)
	if noCase {
		options = regexp2.IgnoreCase
	}
	expression, err := regexp2.Compile(`\A(?:`+source+`)\z`, options)
	if err == nil {
		part.expression = expression
	}
	return part
}

// literalText is a segment without magic, its classes of one character
// written out.
func literalText(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if end := 0; s[i] == '[' {
			if end = classEnd(s, i); end > 0 {
				b.WriteString(s[i+1 : end-1])
				i = end - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// splitPath splits at runs of slashes; those that begin a UNC path count.
func splitPath(s string, windows bool) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' })
	list := make([]string, 0, len(parts)+3)
	if strings.HasPrefix(s, "/") {
		list = append(list, "")
		if windows && len(s) > 2 && s[1] == '/' && s[2] != '/' {
			list = append(list, "")
		}
	}
	list = append(list, parts...)
	if strings.HasSuffix(s, "/") && len(parts) > 0 || len(list) == 1 && list[0] == "" || len(list) == 0 {
		list = append(list, "")
	}
	return list
}

// Match tells whether the pattern matches a path.
func (p *Pattern) Match(path string) bool {
	if p.empty {
		return path == ""
	}
	if p.windows {
		path = strings.ReplaceAll(path, `\`, "/")
	}
	file := normalizeFile(splitPath(path, p.windows))
	for _, parts := range p.alternatives {
		if p.matchFrom(file, parts) {
			return true
		}
	}
	return false
}

// matchFrom matches a whole path; a drive may be written with or without the
// prefix "//?/", in any case.
func (p *Pattern) matchFrom(file []string, parts []Part) bool {
	if p.windows {
		text := make([]string, min(len(parts), 4))
		for i := range text {
			text[i] = parts[i].Text
		}
		fileDrive, partDrive := driveAt(file), driveAt(text)
		if fileDrive >= 0 && partDrive >= 0 && strings.EqualFold(file[fileDrive], text[partDrive]) {
			parts = append([]Part(nil), parts...)
			parts[partDrive] = Part{Text: file[fileDrive]}
			if partDrive > fileDrive {
				parts = parts[partDrive:]
			} else if fileDrive > partDrive {
				file = file[fileDrive:]
			}
		}
	}
	return match(file, parts)
}

// driveAt is the index of the drive in a path, -1 without.
func driveAt(path []string) int {
	isDrive := func(s string) bool { return len(s) == 2 && s[1] == ':' && s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z' }
	switch {
	case len(path) > 0 && isDrive(path[0]):
		return 0
	case len(path) > 3 && path[0] == "" && path[1] == "" && path[2] == "?" && isDrive(path[3]):
		return 3
	}
	return -1
}

func isHidden(segment string) bool { return strings.HasPrefix(segment, ".") }

// match goes back to the last globstar alone when a segment does not match:
// what an earlier one could swallow further on, the last one can too.
func match(file []string, parts []Part) bool {
	f, p := 0, 0
	starPart, starFile := -1, 0
	for {
		switch {
		case f < len(file) && p < len(parts) && parts[p].GlobStar:
			starPart, starFile = p, f
			if p++; p == len(parts) {
				for _, segment := range file[f:] {
					if isHidden(segment) {
						return false
					}
				}
				return true
			}
			continue
		case f < len(file) && p < len(parts) && parts[p].Match(file[f]):
			f++
			p++
			continue
		case p == len(parts) && (f == len(file) || f == len(file)-1 && file[f] == ""):
			return true // perhaps but for a trailing slash
		}
		if starPart < 0 || isHidden(file[starFile]) || starFile+1 == len(file) {
			return false
		}
		starFile++
		f, p = starFile, starPart+1
	}
}
