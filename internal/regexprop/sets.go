//lint:file-ignore ST1005 the messages are V8's words

package regexprop

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ExpandSets writes a pattern that has the flag v as one of the flag u: each
// class, with the classes, operations and strings in it, becomes the class or
// the alternatives that it stands for.
func ExpandSets(pattern string) (string, error) {
	p := &setParser{text: pattern}
	var b strings.Builder
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '[':
			p.at++
			s, err := p.class()
			if err != nil {
				return "", err
			}
			s.write(&b)
		case c == '\\' && p.at+1 < len(p.text) && (p.text[p.at+1] == 'p' || p.text[p.at+1] == 'P'):
			s, err := p.property()
			if err != nil {
				return "", err
			}
			s.write(&b)
		case c == '\\' && p.at+1 < len(p.text):
			_, size := utf8.DecodeRuneInString(p.text[p.at+1:])
			b.WriteString(p.text[p.at : p.at+1+size])
			p.at += 1 + size
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	return b.String(), nil
}

var (
	errSet       = errors.New("Invalid set operation in character class")
	errCharacter = errors.New("Invalid character in character class")
	errEscape    = errors.New("Invalid escape")
	errOpen      = errors.New("Unterminated character class")
	errOrder     = errors.New("Range out of order in character class")
	errNegated   = errors.New("Negated character class may contain strings")
)

// set is what a class matches: code points, and strings of none or several.
type set struct {
	ranges  []Range
	strings map[string]bool
}

func (s *set) addString(text []rune) {
	if len(text) == 1 {
		s.ranges = append(s.ranges, Range{text[0], text[0]})
		return
	}
	if s.strings == nil {
		s.strings = map[string]bool{}
	}
	s.strings[string(text)] = true
}

func (s *set) union(other set) {
	s.ranges = append(s.ranges, other.ranges...)
	for text := range other.strings {
		s.addString([]rune(text))
	}
}

// sorted merges the ranges.
func (s *set) sorted() []Range {
	slices.SortFunc(s.ranges, func(a, b Range) int { return int(a.Lo - b.Lo) })
	list := s.ranges[:0:0]
	for _, r := range s.ranges {
		if n := len(list); n > 0 && r.Lo <= list[n-1].Hi+1 {
			list[n-1].Hi = max(list[n-1].Hi, r.Hi)
		} else {
			list = append(list, r)
		}
	}
	s.ranges = list
	return list
}

func (s *set) intersect(other set) {
	var list []Range
	for _, a := range s.sorted() {
		for _, b := range other.sorted() {
			if lo, hi := max(a.Lo, b.Lo), min(a.Hi, b.Hi); lo <= hi {
				list = append(list, Range{lo, hi})
			}
		}
	}
	s.ranges = list
	for text := range s.strings {
		if !other.strings[text] {
			delete(s.strings, text)
		}
	}
}

func (s *set) subtract(other set) {
	kept := s.strings
	s.strings = nil
	s.intersect(set{ranges: Negate(other.sorted())})
	for text := range other.strings {
		delete(kept, text)
	}
	s.strings = kept
}

// write writes the set as a pattern, the longest strings first.
func (s *set) write(b *strings.Builder) {
	var points strings.Builder
	write(&points, s.sorted())
	if len(s.strings) == 0 {
		b.WriteString(class(points.String()))
		return
	}
	texts := make([][]rune, 0, len(s.strings))
	for text := range s.strings {
		texts = append(texts, []rune(text))
	}
	slices.SortFunc(texts, func(a, b []rune) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return slices.Compare(a, b)
	})
	b.WriteString("(?:")
	single := false
	for i, text := range texts {
		if i > 0 {
			b.WriteByte('|')
		}
		if len(text) == 0 {
			b.WriteString(class(points.String()) + "|")
			single = true
		}
		for _, r := range text {
			b.WriteString(`\u{` + strconv.FormatInt(int64(r), 16) + "}")
		}
	}
	if !single {
		b.WriteString("|" + class(points.String()))
	}
	b.WriteByte(')')
}

type setParser struct {
	text string
	at   int
}

func (p *setParser) has(prefix string) bool {
	if strings.HasPrefix(p.text[p.at:], prefix) {
		p.at += len(prefix)
		return true
	}
	return false
}

// class reads a class behind its opening bracket.
func (p *setParser) class() (s set, err error) {
	negated := p.has("^")
	operation := "" // &&, -- or "union", from the second operand on
	for first := true; ; first = false {
		if p.at >= len(p.text) {
			return s, errOpen
		}
		if p.has("]") {
			break
		}
		next := "union"
		switch {
		case p.has("&&"):
			next = "&&"
		case p.has("--"):
			next = "--"
		}
		if first && next != "union" || operation != "" && operation != next {
			return s, errSet
		}
		operand, ranged, err := p.rangeOrOperand()
		if err != nil {
			return s, err
		}
		switch {
		case next == "&&" && !ranged:
			s.intersect(operand)
		case next == "--" && !ranged:
			s.subtract(operand)
		case next == "union":
			s.union(operand)
		default:
			return s, errSet
		}
		if !first || ranged {
			operation = next
		}
	}
	if negated {
		if len(s.strings) > 0 {
			return s, errNegated
		}
		s.ranges = Negate(s.sorted())
	}
	return s, nil
}

// rangeOrOperand reads an operand, or two characters with a dash between.
func (p *setParser) rangeOrOperand() (s set, ranged bool, err error) {
	s, single, err := p.operand()
	if err != nil || !single || p.at+1 >= len(p.text) || p.text[p.at] != '-' || p.text[p.at+1] == '-' {
		return s, false, err
	}
	p.at++
	end, single, err := p.operand()
	if err != nil {
		return s, false, err
	}
	if !single {
		return s, false, errSet
	}
	s.ranges[0].Hi = end.ranges[0].Lo
	if s.ranges[0].Hi < s.ranges[0].Lo {
		return s, false, errOrder
	}
	return s, true, nil
}

// operand reads a class, an escape or a character; single says that it is one code point.
func (p *setParser) operand() (s set, single bool, err error) {
	if p.at >= len(p.text) {
		return s, false, errOpen
	}
	if p.has("[") {
		s, err = p.class()
		return s, false, err
	}
	c := p.text[p.at]
	if c == '\\' {
		return p.escape()
	}
	if strings.IndexByte("()[]{}/-|", c) >= 0 {
		return s, false, errCharacter
	}
	if p.at+1 < len(p.text) && p.text[p.at+1] == c && strings.IndexByte("&!#$%*+,.:;<=>?@^`~", c) >= 0 {
		return s, false, errSet
	}
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	p.at += size
	return one(r), true, nil
}

func one(r rune) set { return set{ranges: []Range{{r, r}}} }

// escape reads an escape in a class.
func (p *setParser) escape() (s set, single bool, err error) {
	if p.at+1 >= len(p.text) {
		return s, false, errOpen
	}
	c := p.text[p.at+1]
	switch c {
	case 'p', 'P':
		s, err = p.property()
		return s, false, err
	case 'q':
		p.at += 2
		s, err = p.texts()
		return s, false, err
	case 'd', 'D', 'w', 'W', 's', 'S':
		p.at += 2
		list := classEscape(c | 0x20)
		if c < 'a' {
			list = Negate(list)
		}
		return set{ranges: list}, false, nil
	}
	r, err := p.character()
	return one(r), true, err
}

func classEscape(c byte) []Range {
	switch c {
	case 'd':
		return []Range{{'0', '9'}}
	case 'w':
		return []Range{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	}
	return []Range{
		{9, 13}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f},
		{0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
	}
}

// character reads a character, escaped or not.
func (p *setParser) character() (rune, error) {
	if p.text[p.at] != '\\' {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += size
		return r, nil
	}
	if p.at+1 >= len(p.text) {
		return 0, errEscape
	}
	c := p.text[p.at+1]
	p.at += 2
	switch c {
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'v':
		return '\v', nil
	case '0':
		return 0, nil
	case 'c':
		if p.at < len(p.text) && (p.text[p.at]|0x20 >= 'a' && p.text[p.at]|0x20 <= 'z') {
			p.at++
			return rune(p.text[p.at-1] & 31), nil
		}
		return 0, errEscape
	case 'x':
		return p.hex(2)
	case 'u':
		if p.has("{") {
			end := strings.IndexByte(p.text[p.at:], '}')
			if end < 0 {
				return 0, errEscape
			}
			n, err := strconv.ParseUint(p.text[p.at:p.at+end], 16, 32)
			p.at += end + 1
			if err != nil || n > maxRune {
				return 0, errEscape
			}
			return rune(n), nil
		}
		lead, err := p.hex(4)
		if err == nil && lead&^0x3ff == 0xd800 && strings.HasPrefix(p.text[p.at:], `\u`) {
			before := p.at
			p.at += 2
			if trail, err := p.hex(4); err == nil && trail&^0x3ff == 0xdc00 {
				return (lead-0xd800)<<10 + (trail - 0xdc00) + 0x10000, nil
			}
			p.at = before
		}
		return lead, err
	}
	if strings.IndexByte("^$\\.*+?()[]{}|/-&!#%,:;<=>@`~", c) >= 0 {
		return rune(c), nil
	}
	return 0, errEscape
}

func (p *setParser) hex(digits int) (rune, error) {
	if p.at+digits > len(p.text) {
		return 0, errEscape
	}
	n, err := strconv.ParseUint(p.text[p.at:p.at+digits], 16, 32)
	if err != nil {
		return 0, errEscape
	}
	p.at += digits
	return rune(n), nil
}

// texts reads \q{…} behind the q.
func (p *setParser) texts() (s set, err error) {
	if !p.has("{") {
		return s, errEscape
	}
	var text []rune
	for {
		switch {
		case p.at >= len(p.text):
			return s, errEscape
		case p.has("}"):
			s.addString(text)
			return s, nil
		case p.has("|"):
			s.addString(text)
			text = nil
		default:
			r, err := p.character()
			if err != nil {
				return s, err
			}
			text = append(text, r)
		}
	}
}

// property reads a property escape.
func (p *setParser) property() (s set, err error) {
	negated := p.text[p.at+1] == 'P'
	p.at += 2
	end := strings.IndexByte(p.text[p.at:], '}')
	if !p.has("{") || end < 0 {
		return s, ErrProperty
	}
	name := p.text[p.at : p.at+end-1]
	p.at += end
	if name == "Emoji_Keycap_Sequence" && !negated {
		for _, key := range "#*0123456789" {
			s.addString([]rune{key, 0xfe0f, 0x20e3})
		}
		return s, nil
	}
	list, ok := Lookup(name)
	if !ok {
		return s, ErrProperty
	}
	if negated {
		list = Negate(list)
	}
	return set{ranges: slices.Clone(list)}, nil
}
