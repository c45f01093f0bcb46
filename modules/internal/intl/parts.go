package intl

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is a piece of formatted text, as formatToParts shows it.
type Part struct {
	Type, Value string
	// Source is startRange, endRange or shared, for ranges.
	Source string
	// Unit is set for relative times and durations.
	Unit string
}

// Text joins parts.
func Text(parts []Part) string {
	if len(parts) == 1 {
		return parts[0].Value
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Value)
	}
	return b.String()
}

// literal adds literal text, joined to literal text before it.
func literal(parts []Part, text string) []Part {
	if text == "" {
		return parts
	}
	if n := len(parts); n > 0 && parts[n-1].Type == "literal" && parts[n-1].Source == "" {
		parts[n-1].Value += text
		return parts
	}
	return append(parts, Part{Type: "literal", Value: text})
}

// spaced adds a part whose outer white space and direction marks are literal.
func spaced(parts []Part, kind, text string) []Part {
	outer := func(r rune) bool { return unicode.IsSpace(r) || isMark(r) }
	left := strings.TrimLeftFunc(text, outer)
	parts = literal(parts, text[:len(text)-len(left)])
	inner := strings.TrimRightFunc(left, outer)
	if inner != "" {
		parts = append(parts, Part{Type: kind, Value: inner})
	}
	return literal(parts, left[len(inner):])
}

// isMark reports whether r is an invisible mark of direction.
func isMark(r rune) bool { return r == 0x200e || r == 0x200f || r == 0x061c }

// join appends parts, merging literals at the seam.
func join(parts []Part, more []Part) []Part {
	if len(more) > 0 && more[0].Type == "literal" && more[0].Source == "" {
		parts = literal(parts, more[0].Value)
		more = more[1:]
	}
	return append(parts, more...)
}

func sourced(parts []Part, source string) []Part {
	out := make([]Part, len(parts))
	for i, p := range parts {
		p.Source = source
		out[i] = p
	}
	return out
}

func runeCount(parts []Part) int {
	n := 0
	for _, p := range parts {
		n += utf8.RuneCountInString(p.Value)
	}
	return n
}

// substitute puts values in the place of {0}, {1} … of a pattern, and calls
// text for what is between.
func substitute(pattern string, text func(string), value func(i int)) {
	for {
		i := strings.IndexByte(pattern, '{')
		if i < 0 || i+2 >= len(pattern) || pattern[i+2] != '}' {
			if pattern != "" {
				text(pattern)
			}
			return
		}
		if i > 0 {
			text(pattern[:i])
		}
		value(int(pattern[i+1] - '0'))
		pattern = pattern[i+3:]
	}
}

// fill is substitute for plain strings.
func fill(pattern string, values ...string) string {
	var b strings.Builder
	substitute(pattern, func(s string) { b.WriteString(s) }, func(i int) {
		if i < len(values) {
			b.WriteString(values[i])
		}
	})
	return b.String()
}
