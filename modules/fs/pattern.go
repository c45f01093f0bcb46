package fs

import (
	"regexp"
	"strconv"
	"strings"
)

// expandBraces writes out {a,b} and {1..3}, in order.
func expandBraces(pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		return []string{pattern}
	}
	parts, after, ok := braceParts(pattern[open:])
	if !ok {
		var all []string
		for _, rest := range expandBraces(pattern[open+1:]) {
			all = append(all, pattern[:open+1]+rest)
		}
		return all
	}
	var all []string
	for _, part := range parts {
		for _, inner := range expandBraces(part) {
			for _, rest := range expandBraces(after) {
				all = append(all, pattern[:open]+inner+rest)
			}
		}
	}
	return all
}

// braceParts splits "{a,b}rest" at its top level.
func braceParts(s string) (parts []string, rest string, ok bool) {
	depth, from := 0, 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case ',':
			if depth == 1 {
				parts = append(parts, s[from:i])
				from = i + 1
			}
		case '}':
			if depth--; depth == 0 {
				if parts == nil {
					parts = sequence(s[1:i])
					return parts, s[i+1:], parts != nil
				}
				return append(parts, s[from:i]), s[i+1:], true
			}
		}
	}
	return nil, "", false
}

// sequence writes out "1..3"; it is nil for what is none.
func sequence(s string) []string {
	first, last, ok := strings.Cut(s, "..")
	if !ok {
		return nil
	}
	from, err := strconv.Atoi(first)
	if err != nil {
		return nil
	}
	to, err := strconv.Atoi(last)
	const limit = 10_000
	if err != nil || to-from > limit || from-to > limit {
		return nil
	}
	step := 1
	if to < from {
		step = -1
	}
	var all []string
	for n := from; n != to+step; n += step {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

// segmentPattern is the regular expression of one segment of a glob. A name
// that begins with a dot matches only a segment that does.
func segmentPattern(segment string) *regexp.Regexp {
	body := globExpression(segment, "[^/]")
	if rest, ok := strings.CutPrefix(body, "[^/]*"); ok {
		body = "(?:[^./][^/]*)?" + rest
		if rest == "" {
			body = "[^./][^/]*"
		}
	}
	return compileGlob(body)
}

// wholePattern is the regular expression of a whole glob.
func wholePattern(pattern string) *regexp.Regexp {
	var b strings.Builder
	for i, segment := range segments(pattern) {
		if segment == "**" {
			b.WriteString("(?:.*)")
			continue
		}
		if i > 0 {
			b.WriteString("/?")
		}
		b.WriteString(globExpression(segment, "[^/]"))
	}
	return compileGlob(b.String())
}

func compileGlob(body string) *regexp.Regexp {
	re, err := regexp.Compile("^(?:" + body + ")$")
	if err != nil {
		return regexp.MustCompile("^" + regexp.QuoteMeta(body) + "$")
	}
	return re
}

// globExpression translates *, ?, [a-z] and +(a|b) of a segment.
func globExpression(segment, any string) string {
	var b strings.Builder
	var closing []string
	for i := 0; i < len(segment); i++ {
		c := segment[i]
		if strings.IndexByte("?*+@!", c) >= 0 && i+1 < len(segment) && segment[i+1] == '(' {
			b.WriteString("(?:")
			closing = append(closing, map[byte]string{'?': ")?", '*': ")*", '+': ")+", '@': ")", '!': ")"}[c])
			i++
			continue
		}
		switch c {
		case '*':
			b.WriteString(any + "*")
		case '?':
			b.WriteString(any)
		case '[':
			if end := strings.IndexByte(segment[i+1:], ']'); end > 0 {
				class := segment[i+1 : i+1+end]
				if class[0] == '!' {
					class = "^" + class[1:]
				}
				b.WriteString("[" + strings.ReplaceAll(class, `\`, `\\`) + "]")
				i += end + 1
				continue
			}
			b.WriteString(`\[`)
		case ')':
			if len(closing) > 0 {
				b.WriteString(closing[len(closing)-1])
				closing = closing[:len(closing)-1]
				continue
			}
			b.WriteString(`\)`)
		case '|':
			if len(closing) > 0 {
				b.WriteByte('|')
				continue
			}
			b.WriteString(`\|`)
		case '\\':
			if i+1 < len(segment) {
				i++
				b.WriteString(regexp.QuoteMeta(segment[i : i+1]))
			}
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	return b.String()
}
