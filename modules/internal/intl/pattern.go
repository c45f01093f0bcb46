package intl

import (
	"strings"
	"unicode/utf8"
)

// numberPattern is a pattern such as "¤#,##0.00;(¤#,##0.00)".
type numberPattern struct {
	prefix, suffix                 []affix
	negativePrefix, negativeSuffix []affix
	hasNegative                    bool
	// primary and secondary are the sizes of groups; zero for none.
	primary, secondary int
	zeros              int
}

// affix is a piece of what surrounds the digits: one of ¤ % + -, or literal.
type affix struct {
	kind rune
	text string
}

var numberPatterns cache[*numberPattern]

func parsePattern(text string) *numberPattern {
	return numberPatterns.get(text, func() *numberPattern {
		positive, negative, hasNegative := strings.Cut(text, ";")
		p := &numberPattern{hasNegative: hasNegative}
		var digits string
		p.prefix, digits, p.suffix = splitPattern(positive)
		if hasNegative {
			p.negativePrefix, _, p.negativeSuffix = splitPattern(negative)
		}
		integer, _, _ := strings.Cut(digits, ".")
		if i := strings.LastIndexByte(integer, ','); i >= 0 {
			p.primary = len(integer) - i - 1
			p.secondary = p.primary
			if j := strings.LastIndexByte(integer[:i], ','); j >= 0 {
				p.secondary = i - j - 1
			}
		}
		p.zeros = strings.Count(integer, "0")
		return p
	})
}

func splitPattern(text string) (prefix []affix, digits string, suffix []affix) {
	list := &prefix
	literal := func(s string) {
		if n := len(*list); n > 0 && (*list)[n-1].kind == 0 {
			(*list)[n-1].text += s
			return
		}
		*list = append(*list, affix{0, s})
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\'':
			end := strings.IndexByte(text[i+1:], '\'')
			if end == 0 {
				literal("'")
			} else if end > 0 {
				literal(text[i+1 : i+1+end])
			}
			i += max(end, 0) + 2
			continue
		case '#', '0', ',', '.', 'E', '@':
			if r != 'E' && r != '.' && r != ',' || digits != "" && list == &prefix {
				end := i
				for end < len(text) && strings.IndexByte("#0,.E@", text[end]) >= 0 {
					end++
				}
				digits = text[i:end]
				list = &suffix
				i = end
				continue
			}
			literal(string(r))
		case '¤':
			for strings.HasPrefix(text[i+size:], "¤") {
				i += size
			}
			*list = append(*list, affix{r, ""})
		case '%', '-', '+', '‰':
			*list = append(*list, affix{r, ""})
		default:
			literal(string(r))
		}
		i += size
	}
	return prefix, digits, suffix
}
