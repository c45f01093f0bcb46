// Package regexprop writes what goja does not know of regular expressions in
// terms of what it knows: Unicode property escapes, \p{…} and \P{…}, as the
// ranges of code points that they stand for, and the classes of the flag v,
// with their set operations, as classes and alternatives of the flag u.
//
// See https://tc39.es/ecma262/#sec-runtime-semantics-unicodematchproperty-p.
package regexprop

import (
	"errors"
	"strconv"
	"strings"
	"sync"
)

// ErrProperty is what V8 says of an escape that names no property.
//
//lint:ignore ST1005 V8's words
var ErrProperty = errors.New("Invalid property name")

// Has reports whether a pattern or a source may have property escapes. It is
// cheap, and may be wrong about a text that has none.
func Has(text string) bool {
	for {
		i := strings.IndexByte(text, '\\')
		if i < 0 || i+1 >= len(text) {
			return false
		}
		if text[i+1] == 'p' || text[i+1] == 'P' {
			return true
		}
		text = text[i+2:]
	}
}

// Expand replaces the property escapes of a pattern that has the flag u.
func Expand(pattern string) (string, error) {
	if !Has(pattern) {
		return pattern, nil
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
			if pattern[i+1] != 'p' && pattern[i+1] != 'P' {
				b.WriteString(pattern[i : i+2])
				i++
				continue
			}
			end, ranges := escape(pattern[i:])
			if end == 0 {
				return "", ErrProperty
			}
			if inClass {
				if isRange(pattern, i, i+end) {
					//lint:ignore ST1005 V8's words
					return "", errors.New("Invalid character class")
				}
				b.WriteString(ranges)
			} else {
				b.WriteString(class(ranges))
			}
			i += end - 1
			continue
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// isRange reports whether an escape in a class, from start to end, is one side of a range.
func isRange(pattern string, start, end int) bool {
	if start >= 2 && pattern[start-1] == '-' && pattern[start-2] != '[' && (start < 3 || pattern[start-3:start-1] != "[^") {
		return true
	}
	return end+1 < len(pattern) && pattern[end] == '-' && pattern[end+1] != ']'
}

// class is a class of ranges, which may be none.
func class(ranges string) string {
	if ranges == "" {
		return `[^\s\S]`
	}
	return "[" + ranges + "]"
}

// escape reads a property escape at the start of a text: its length and its
// ranges. The length is 0 if there is no such property.
func escape(text string) (end int, ranges string) {
	if len(text) < 3 || text[2] != '{' {
		return 0, ""
	}
	end = strings.IndexByte(text, '}') + 1
	if end == 0 {
		return 0, ""
	}
	ranges, ok := rangesOf(text[3:end-1], text[1] == 'P')
	if !ok {
		return 0, ""
	}
	return end, ranges
}

type property struct {
	expression string
	negated    bool
}

var known sync.Map // property to its ranges

func rangesOf(expression string, negated bool) (ranges string, ok bool) {
	key := property{expression, negated}
	if ranges, ok := known.Load(key); ok {
		return ranges.(string), true
	}
	list, ok := Lookup(expression)
	if !ok {
		return "", false
	}
	if negated {
		list = Negate(list)
	}
	var b strings.Builder
	write(&b, list)
	known.Store(key, b.String())
	return b.String(), true
}

// write lists ranges as a class does.
func write(b *strings.Builder, list []Range) {
	for _, r := range list {
		b.WriteString(`\u{` + strconv.FormatInt(int64(r.Lo), 16) + "}")
		if r.Hi > r.Lo {
			b.WriteString(`-\u{` + strconv.FormatInt(int64(r.Hi), 16) + "}")
		}
	}
}
