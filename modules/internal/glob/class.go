package glob

import (
	"strings"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2"
)

// posixClasses are the named classes, such as [:alpha:], in terms of a regular
// expression's. negated ones hold what is not in the list.
var posixClasses = map[string]struct {
	set     string
	negated bool
}{
	"alnum": {`\p{L}\p{Nl}\p{Nd}`, false}, "alpha": {`\p{L}\p{Nl}`, false}, "ascii": {`\x00-\x7f`, false},
	"blank": {`\p{Zs}\t`, false}, "cntrl": {`\p{Cc}`, false}, "digit": {`\p{Nd}`, false},
	"graph": {`\p{Z}\p{C}`, true}, "lower": {`\p{Ll}`, false}, "print": {`\p{C}`, true}, "punct": {`\p{P}`, false},
	"space": {`\p{Z}\t\r\n\v\f`, false}, "upper": {`\p{Lu}`, false}, "word": {`\p{L}\p{Nl}\p{Nd}\p{Pc}`, false},
	"xdigit": {`A-Fa-f0-9`, false},
}

// classEnd is where the character class that begins at s[i] ends, behind its
// bracket; 0 if it is none.
func classEnd(s string, i int) int {
	at := i + 1
	if at < len(s) && (s[at] == '!' || s[at] == '^') {
		at++
	}
	for first := true; at < len(s); first = false {
		switch {
		case s[at] == ']' && !first:
			return at + 1
		case strings.HasPrefix(s[at:], "[:"):
			if end := strings.Index(s[at:], ":]"); end > 0 {
				if _, ok := posixClasses[s[at+2:at+end]]; ok {
					at += end + 2
					continue
				}
			}
		}
		_, n := utf8.DecodeRuneInString(s[at:])
		at += n
	}
	return 0
}

// class is the expression of a character class without its brackets. A class
// of one plain character is no magic.
func class(s string) (source string, magic bool) {
	negate := strings.HasPrefix(s, "!") || strings.HasPrefix(s, "^")
	body := s
	if negate {
		body = s[1:]
	}
	var in, notIn strings.Builder
	ranges, start := 0, rune(-1)
	only := ""
	for at := 0; at < len(body); {
		if strings.HasPrefix(body[at:], "[:") {
			if end := strings.Index(body[at:], ":]"); end > 0 {
				if named, ok := posixClasses[body[at+2:at+end]]; ok {
					if start >= 0 {
						return "(?!)", true // a range to a class matches nothing
					}
					if named.negated {
						notIn.WriteString(named.set)
					} else {
						in.WriteString(named.set)
					}
					ranges += 2
					at += end + 2
					continue
				}
			}
		}
		c, n := utf8.DecodeRuneInString(body[at:])
		switch {
		case start >= 0:
			if c > start {
				in.WriteString(escapeInClass(start) + "-" + escapeInClass(c))
				ranges += 2
			} else if c == start {
				in.WriteString(escapeInClass(c))
				ranges += 2
			}
			start = -1
			at += n
		case strings.HasPrefix(body[at+n:], "-") && at+n+1 < len(body):
			start = c
			at += n + 1
		default:
			in.WriteString(escapeInClass(c))
			only = body[at : at+n]
			ranges++
			at += n
		}
	}
	switch {
	case ranges == 0:
		return "(?!)", true
	case ranges == 1 && !negate:
		return regexp2.Escape(only), false
	}
	set := func(list string, not bool) string {
		if not {
			return "[^" + list + "]"
		}
		return "[" + list + "]"
	}
	switch {
	case notIn.Len() == 0:
		return set(in.String(), negate), true
	case in.Len() == 0:
		return set(notIn.String(), !negate), true
	}
	return "(?:" + set(in.String(), negate) + "|" + set(notIn.String(), !negate) + ")", true
}

func escapeInClass(c rune) string {
	if strings.ContainsRune(`[]\-^`, c) {
		return `\` + string(c)
	}
	return string(c)
}
