package stack

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// JSONMessage is what V8 says about a text that is no JSON, or "" if it is.
func JSONMessage(text string) string {
	switch text {
	case "undefined", "[object Object]", "NaN", "Infinity":
		return fmt.Sprintf("%q is not valid JSON", text)
	}
	s := &jsonScanner{text: text}
	if s.value(0) {
		if s.space(); s.at < len(text) {
			s.fail("Unexpected non-whitespace character after JSON")
		}
	}
	return s.message
}

// jsonScanner finds the first mistake in a text.
type jsonScanner struct {
	text    string
	at      int
	message string
}

// maxJSONDepth bounds the recursion. What nests deeper is not told apart.
const maxJSONDepth = 10_000

func (s *jsonScanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

// fail says that something is wrong where the scanner is.
func (s *jsonScanner) fail(what string) bool {
	before := s.text[:s.at]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf16Length(before[strings.LastIndexByte(before, '\n')+1:])
	s.message = fmt.Sprintf("%s in JSON at position %d (line %d column %d)", what, utf16Length(before), line, column)
	if strings.HasSuffix(what, "after JSON") {
		s.message = strings.Replace(s.message, " in JSON at", " at", 1)
	}
	return false
}

func utf16Length(s string) (n int) {
	for _, r := range s {
		if n++; r >= 0x10000 {
			n++
		}
	}
	return n
}

// unexpected says that the token is wrong, with some of the text around it.
func (s *jsonScanner) unexpected() bool {
	if s.at >= len(s.text) {
		s.message = "Unexpected end of JSON input"
		return false
	}
	switch c := s.text[s.at]; {
	case c == '"':
		return s.fail("Unexpected string")
	case c == '-' || '0' <= c && c <= '9':
		return s.fail("Unexpected number")
	}
	const around = 10
	r, _ := utf8.DecodeRuneInString(s.text[s.at:])
	runes := []rune(s.text)
	at := utf8.RuneCountInString(s.text[:s.at])
	excerpt := "\"" + s.text + "\""
	if len(runes) > 2*around {
		excerpt = "\"" + string(runes[max(at-around, 0):min(at+around, len(runes))]) + "\""
		if at >= around {
			excerpt = "..." + excerpt
		}
		if at+around < len(runes) {
			excerpt += "..."
		}
	}
	if r > 0xffff {
		r = utf8.RuneError // V8 shows half of it
	}
	s.message = fmt.Sprintf("Unexpected token '%c', %s is not valid JSON", r, excerpt)
	return false
}

func (s *jsonScanner) value(depth int) bool {
	s.space()
	if depth > maxJSONDepth {
		s.at = len(s.text)
	}
	if s.at >= len(s.text) {
		return s.unexpected()
	}
	switch c := s.text[s.at]; {
	case c == '{':
		return s.object(depth)
	case c == '[':
		return s.array(depth)
	case c == '"':
		return s.str()
	case c == '-' || '0' <= c && c <= '9':
		return s.number()
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	}
	return s.unexpected()
}

func (s *jsonScanner) word(word string) bool {
	for i := range len(word) {
		if s.at >= len(s.text) || s.text[s.at] != word[i] {
			return s.unexpected()
		}
		s.at++
	}
	return true
}

func (s *jsonScanner) object(depth int) bool {
	s.at++
	s.space()
	if s.at < len(s.text) && s.text[s.at] == '}' {
		s.at++
		return true
	}
	for first := true; ; first = false {
		s.space()
		if s.at >= len(s.text) || s.text[s.at] != '"' {
			if first {
				return s.fail("Expected property name or '}'")
			}
			return s.fail("Expected double-quoted property name")
		}
		if !s.str() {
			return false
		}
		if s.space(); s.at >= len(s.text) || s.text[s.at] != ':' {
			return s.fail("Expected ':' after property name")
		}
		s.at++
		if !s.value(depth + 1) {
			return false
		}
		s.space()
		switch {
		case s.at < len(s.text) && s.text[s.at] == ',':
			s.at++
		case s.at < len(s.text) && s.text[s.at] == '}':
			s.at++
			return true
		default:
			return s.fail("Expected ',' or '}' after property value")
		}
	}
}

func (s *jsonScanner) array(depth int) bool {
	s.at++
	s.space()
	if s.at < len(s.text) && s.text[s.at] == ']' {
		s.at++
		return true
	}
	for {
		if !s.value(depth + 1) {
			return false
		}
		s.space()
		switch {
		case s.at < len(s.text) && s.text[s.at] == ',':
			s.at++
		case s.at < len(s.text) && s.text[s.at] == ']':
			s.at++
			return true
		default:
			return s.fail("Expected ',' or ']' after array element")
		}
	}
}

func (s *jsonScanner) str() bool {
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return true
		case c < ' ':
			return s.fail("Bad control character in string literal")
		case c == '\\':
			s.at++
			if s.at >= len(s.text) {
				return s.unexpected()
			}
			if s.text[s.at] == 'u' {
				for range 4 {
					if s.at++; s.at >= len(s.text) || strings.IndexByte("0123456789abcdefABCDEF", s.text[s.at]) < 0 {
						return s.fail("Bad Unicode escape")
					}
				}
			} else if r, _ := utf8.DecodeRuneInString(s.text[s.at:]); r > 0xff {
				return s.unexpected()
			} else if strings.IndexByte(`"\/bfnrt`, s.text[s.at]) < 0 {
				return s.fail("Bad escaped character")
			}
		}
	}
	return s.fail("Unterminated string")
}

func (s *jsonScanner) number() bool {
	digits := func() bool {
		from := s.at
		for s.at < len(s.text) && '0' <= s.text[s.at] && s.text[s.at] <= '9' {
			s.at++
		}
		return s.at > from
	}
	if s.text[s.at] == '-' {
		s.at++
		if s.at >= len(s.text) || s.text[s.at] < '0' || s.text[s.at] > '9' {
			return s.fail("No number after minus sign")
		}
	}
	if s.text[s.at] == '0' {
		if s.at++; s.at < len(s.text) && '0' <= s.text[s.at] && s.text[s.at] <= '9' {
			return s.fail("Unexpected number")
		}
	} else {
		digits()
	}
	if s.at < len(s.text) && s.text[s.at] == '.' {
		if s.at++; !digits() {
			return s.fail("Unterminated fractional number")
		}
	}
	if s.at < len(s.text) && (s.text[s.at] == 'e' || s.text[s.at] == 'E') {
		if s.at++; s.at < len(s.text) && (s.text[s.at] == '+' || s.text[s.at] == '-') {
			s.at++
		}
		if !digits() {
			return s.fail("Exponent part is missing a number")
		}
	}
	return true
}
