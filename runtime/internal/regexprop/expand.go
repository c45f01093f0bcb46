// Package regexprop writes the Unicode property escapes of a regular
// expression, \p{…} and \P{…}, which goja does not know, as the ranges of code
// points that they stand for.
//
// See https://tc39.es/ecma262/#sec-runtime-semantics-unicodematchproperty-p.
package regexprop

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/rangetable"
)

// Has reports whether a pattern or a source may have property escapes. It is
// cheap, and may be wrong about a text that has none.
func Has(text string) bool {
	for {
		i := strings.IndexByte(text, '\\')
		if i < 0 || i+2 >= len(text) {
			return false
		}
		if (text[i+1] == 'p' || text[i+1] == 'P') && text[i+2] == '{' {
			return true
		}
		text = text[i+1:]
	}
}

// Expand replaces the property escapes of a pattern that has the flag u. It
// returns the pattern as it is if an escape names no property, for the engine
// to refuse.
func Expand(pattern string) string {
	if !Has(pattern) {
		return pattern
	}
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '\\' && i+1 < len(pattern):
			end, ranges := escape(pattern[i:])
			if end == 0 {
				b.WriteString(pattern[i : i+2])
				i++
				continue
			}
			if ranges == "" {
				return pattern
			}
			if inClass {
				b.WriteString(ranges)
			} else {
				b.WriteString("[" + ranges + "]")
			}
			i += end - 1
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// escape reads a property escape at the start of a text. It returns its
// length, 0 if there is none, and its ranges, "" if there is no such property.
func escape(text string) (end int, ranges string) {
	if len(text) < 3 || text[1] != 'p' && text[1] != 'P' || text[2] != '{' {
		return 0, ""
	}
	end = strings.IndexByte(text, '}') + 1
	if end == 0 {
		return 0, ""
	}
	return end, rangesOf(text[3:end-1], text[1] == 'P')
}

type property struct {
	expression string
	negated    bool
}

var known sync.Map // property to its ranges

func rangesOf(expression string, negated bool) string {
	key := property{expression, negated}
	if ranges, ok := known.Load(key); ok {
		return ranges.(string)
	}
	table := lookup(expression)
	if table == nil {
		return ""
	}
	ranges := write(table, negated)
	known.Store(key, ranges)
	return ranges
}

// write lists a table's ranges, or the gaps between them, as a class does.
func write(table *unicode.RangeTable, negated bool) string {
	var b strings.Builder
	add := func(lo, hi rune) {
		if lo > hi {
			return
		}
		b.WriteString(`\u{` + strconv.FormatInt(int64(lo), 16) + "}")
		if hi > lo {
			b.WriteString(`-\u{` + strconv.FormatInt(int64(hi), 16) + "}")
		}
	}
	next := rune(0)
	visit(table, func(lo, hi rune) {
		if negated {
			add(next, lo-1)
			next = hi + 1
		} else {
			add(lo, hi)
		}
	})
	if negated {
		add(next, unicode.MaxRune)
	}
	return b.String()
}

// visit calls f with the runs of consecutive code points of a table.
func visit(table *unicode.RangeTable, f func(lo, hi rune)) {
	lo, hi := rune(-1), rune(-2)
	rangetable.Visit(table, func(r rune) {
		if r != hi+1 || lo < 0 {
			if lo >= 0 {
				f(lo, hi)
			}
			lo = r
		}
		hi = r
	})
	if lo >= 0 {
		f(lo, hi)
	}
}
