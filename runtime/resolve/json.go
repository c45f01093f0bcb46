package resolve

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// kind of a JSON value.
type valueKind uint8

const (
	jsonNull valueKind = iota
	jsonScalar
	jsonString
	jsonArray
	jsonObject
)

// value is a JSON value that keeps the order of an object's keys, which
// decides in "exports" and "imports".
type value struct {
	kind  valueKind
	text  string // of a string, or of a number or boolean as written
	keys  []string
	items []value // of an array, or of the keys
}

// get is the item of an object's key.
func (v *value) get(key string) (*value, bool) {
	for i, k := range v.keys {
		if k == key {
			return &v.items[i], true
		}
	}
	return nil, false
}

// maxDepth of nested values; package.json of such depth is no package.json.
const maxDepth = 1000

// scanner reads JSON text. A failed read leaves bad set and pos at the fault.
type scanner struct {
	text string
	pos  int
	bad  bool
}

func (s *scanner) space() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

// take skips space and then c, if c is there.
func (s *scanner) take(c byte) bool {
	s.space()
	if s.pos < len(s.text) && s.text[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) expect(c byte) {
	if !s.bad && !s.take(c) {
		s.bad = true
	}
}

// skip passes over a value of whatever form, minding only strings and
// brackets, and returns its text. That is as strict as Node is with the fields
// it does not need.
func (s *scanner) skip() string {
	s.space()
	start, depth := s.pos, 0
	for ; s.pos < len(s.text); s.pos++ {
		switch s.text[s.pos] {
		case '"':
			s.skipString()
			if s.bad {
				return ""
			}
			s.pos--
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return strings.TrimRight(s.text[start:s.pos], " \t\r\n")
			}
			depth--
		case ',':
			if depth == 0 {
				return strings.TrimRight(s.text[start:s.pos], " \t\r\n")
			}
		}
	}
	s.bad = true
	return ""
}

func (s *scanner) skipString() {
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch s.text[s.pos] {
		case '\\':
			s.pos++
		case '"':
			s.pos++
			return
		}
	}
	s.bad = true
}

// string reads a string literal.
func (s *scanner) string() string {
	if !s.take('"') {
		s.bad = true
		return ""
	}
	start := s.pos
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == '"':
			s.pos++
			return s.text[start : s.pos-1]
		case c == '\\':
			return s.escaped(start)
		case c < ' ':
			s.bad = true
			return ""
		}
		s.pos++
	}
	s.bad = true
	return ""
}

// escaped reads on in a string literal at its first backslash.
func (s *scanner) escaped(start int) string {
	b := append(make([]byte, 0, 64), s.text[start:s.pos]...)
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case c == '"':
			s.pos++
			return string(b)
		case c < ' ':
			s.bad = true
			return ""
		case c != '\\':
			b = append(b, c)
			s.pos++
			continue
		}
		s.pos++
		if s.pos == len(s.text) {
			break
		}
		if s.text[s.pos] == 'u' {
			r, ok := s.unicodeEscape()
			if !ok {
				s.bad = true
				return ""
			}
			b = utf8.AppendRune(b, r)
			continue
		}
		i := strings.IndexByte(`"\/bfnrt`, s.text[s.pos])
		if i < 0 {
			s.bad = true
			return ""
		}
		b = append(b, "\"\\/\b\f\n\r\t"[i])
		s.pos++
	}
	s.bad = true
	return ""
}

// unicodeEscape reads "uXXXX", and the low half of a surrogate pair with it.
func (s *scanner) unicodeEscape() (rune, bool) {
	unit := func(at int) (rune, bool) {
		if at+5 > len(s.text) || s.text[at] != 'u' {
			return 0, false
		}
		n, err := strconv.ParseUint(s.text[at+1:at+5], 16, 16)
		return rune(n), err == nil
	}
	r, ok := unit(s.pos)
	if !ok {
		return 0, false
	}
	s.pos += 5
	if utf16.IsSurrogate(r) {
		if s.pos < len(s.text) && s.text[s.pos] == '\\' {
			if low, ok := unit(s.pos + 1); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					s.pos += 6
					return pair, true
				}
			}
		}
		return utf8.RuneError, true
	}
	return r, true
}

// value reads a value strictly.
func (s *scanner) value(depth int) (v value) {
	s.space()
	if s.pos == len(s.text) || depth > maxDepth {
		s.bad = true
		return v
	}
	switch c := s.text[s.pos]; {
	case c == '"':
		return value{kind: jsonString, text: s.string()}
	case c == '{':
		return s.object(depth)
	case c == '[':
		return s.array(depth)
	case c == '-' || c >= '0' && c <= '9':
		start := s.pos
		for s.pos < len(s.text) && strings.IndexByte("+-.0123456789eE", s.text[s.pos]) >= 0 {
			s.pos++
		}
		return value{kind: jsonScalar, text: s.text[start:s.pos]}
	}
	for _, word := range []string{"null", "true", "false"} {
		if strings.HasPrefix(s.text[s.pos:], word) {
			s.pos += len(word)
			if word == "null" {
				return v
			}
			return value{kind: jsonScalar, text: word}
		}
	}
	s.bad = true
	return v
}

func (s *scanner) array(depth int) value {
	v := value{kind: jsonArray}
	s.pos++
	if s.take(']') {
		return v
	}
	for !s.bad {
		v.items = append(v.items, s.value(depth+1))
		if s.bad || s.take(']') {
			break
		}
		s.expect(',')
	}
	return v
}

func (s *scanner) object(depth int) value {
	v := value{kind: jsonObject}
	s.pos++
	if s.take('}') {
		return v
	}
	for !s.bad {
		s.space()
		key := s.string()
		s.expect(':')
		if s.bad {
			break
		}
		item := s.value(depth + 1)
		if old, ok := v.get(key); ok {
			*old = item
		} else {
			v.keys = append(v.keys, key)
			v.items = append(v.items, item)
		}
		if s.bad || s.take('}') {
			break
		}
		s.expect(',')
	}
	return v
}

// parseJSON reads text as a whole; the error is the one of JSON.parse.
func parseJSON(text string) (*value, *Error) {
	s := scanner{text: text}
	v := s.value(0)
	if !s.bad {
		if s.space(); s.pos == len(text) {
			return &v, nil
		}
	}
	if s.pos >= len(text) {
		return nil, &Error{Class: "SyntaxError", Plain: true, Message: "Unexpected end of JSON input"}
	}
	// An error shows the text around it, ten characters to each side.
	const around = 10
	token, _ := utf8.DecodeRuneInString(text[s.pos:])
	from, to, before, after := s.pos-around, s.pos+around, "...", "..."
	if from <= 0 {
		from, before = 0, ""
	}
	if to >= len(text) {
		to, after = len(text), ""
	}
	return nil, &Error{Class: "SyntaxError", Plain: true, Message: "Unexpected token '" + string(token) + "', " +
		before + `"` + strings.ToValidUTF8(text[from:to], "") + `"` + after + " is not valid JSON"}
}
