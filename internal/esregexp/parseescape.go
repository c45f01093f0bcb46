package esregexp

import (
	"unicode"
	"unicode/utf16"
)

// atomEscape reads an escape outside of classes.
func (p *parser) atomEscape() *node {
	switch c := p.peek(1); {
	case c < 0:
		p.fail("\\ at end of pattern")
	case c >= '1' && c <= '9':
		if n := p.reference(); n != nil {
			return n
		}
	case c == 'k' && (p.unicode || p.hasNames):
		p.at += 2
		if !p.has('<') {
			p.fail("Invalid named reference")
		}
		n := &node{kind: kindReference, name: p.groupName(), fold: p.flags&IgnoreCase != 0}
		p.references = append(p.references, n)
		return n
	}
	if s, ok := p.classEscape(false); ok {
		return s.node(p)
	}
	return p.literal(p.characterEscape(false))
}

// reference reads \1 and its like, if there are so many groups.
func (p *parser) reference() *node {
	at := p.at
	p.at++
	if index, _ := p.decimal(); index < p.total {
		return &node{kind: kindReference, refs: []int{index}, fold: p.flags&IgnoreCase != 0}
	}
	if p.unicode {
		p.fail("Invalid escape")
	}
	p.at = at
	return nil
}

// classEscape reads \d and its like, and properties.
func (p *parser) classEscape(inClass bool) (s set, ok bool) {
	c := p.peek(1)
	switch c {
	case 'd', 'D', 's', 'S', 'w', 'W':
		p.at += 2
		list := classRanges(c|0x20, p.unicode && p.flags&IgnoreCase != 0)
		if c < 'a' {
			list = negate(list)
		}
		return set{ranges: list}, true
	case 'p', 'P':
		if p.unicode {
			return p.property(c == 'P', inClass), true
		}
	}
	return s, false
}

func classRanges(c rune, fold bool) []span {
	switch {
	case c == 'd':
		return []span{{'0', '9'}}
	case c == 'w' && fold:
		return []span{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0x17f, 0x17f}, {0x212a, 0x212a}}
	case c == 'w':
		return []span{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	}
	return []span{
		{9, 13}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f},
		{0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
	}
}

// property reads \p{…} or \P{…}.
func (p *parser) property(negated, inClass bool) (s set) {
	wrong := func() {
		if inClass {
			p.fail("Invalid property name in character class")
		}
		p.fail("Invalid property name")
	}
	p.at += 2
	if !p.has('{') {
		wrong()
	}
	start := p.at
	for p.more() && p.src[p.at] != '}' {
		p.at++
	}
	if !p.more() {
		wrong()
	}
	name := string(utf16.Decode(p.src[start:p.at]))
	p.at++
	if p.sets && !negated {
		if texts, ok := lookupStrings(name); ok {
			for _, text := range texts {
				s.addText([]rune(text))
			}
			return s
		}
	}
	list, ok := lookup(name)
	if !ok {
		wrong()
	}
	if negated {
		if p.sets && p.flags&IgnoreCase != 0 {
			list = merge(closeOver(list, true))
		}
		list = negate(list)
	}
	return set{ranges: list}
}

// characterEscape reads an escape that stands for one character.
func (p *parser) characterEscape(inClass bool) rune {
	p.at++
	if !p.more() {
		p.fail("\\ at end of pattern")
	}
	at := p.at
	c := p.character()
	switch c {
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'c':
		next := p.peek(0)
		if letter := next | 0x20; letter >= 'a' && letter <= 'z' || inClass && !p.unicode && (next >= '0' && next <= '9' || next == '_') {
			p.at++
			return next & 31
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		p.at = at
		return '\\'
	case '0':
		if next := p.peek(0); next < '0' || next > '9' {
			return 0
		}
		fallthrough
	case '1', '2', '3', '4', '5', '6', '7':
		if p.unicode {
			if inClass || c == '0' {
				p.fail("Invalid decimal escape")
			}
			p.fail("Invalid escape")
		}
		p.at = at
		return p.octal()
	case 'x':
		if n, ok := p.hex(2); ok {
			return n
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
		return 'x'
	case 'u':
		if n, ok := p.unicodeEscape(p.unicode); ok {
			return n
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		return 'u'
	case 'k':
		if p.hasNames {
			p.fail("Invalid escape")
		}
	}
	if p.unicode && !isSyntax(c) && !(inClass && c == '-') {
		p.fail("Invalid escape")
	}
	return c
}

func isSyntax(c rune) bool {
	switch c {
	case '^', '$', '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '/':
		return true
	}
	return false
}

// octal reads an octal escape of up to three digits, up to 377.
func (p *parser) octal() (n rune) {
	for range 3 {
		c := p.peek(0)
		if c < '0' || c > '7' || n*8+c-'0' > 0o377 {
			break
		}
		n = n*8 + c - '0'
		p.at++
	}
	return n
}

func (p *parser) hex(digits int) (n rune, ok bool) {
	for i := range digits {
		d := hexValue(p.peek(i))
		if d < 0 {
			return 0, false
		}
		n = n<<4 | d
	}
	p.at += digits
	return n, true
}

func hexValue(c rune) rune {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return -1
}

// unicodeEscape reads what is behind \u. In full, \u{…} and pairs of surrogates count.
func (p *parser) unicodeEscape(full bool) (rune, bool) {
	if full && p.peek(0) == '{' {
		n, i := rune(0), 1
		for ; p.peek(i) != '}'; i++ {
			d := hexValue(p.peek(i))
			if d < 0 {
				return 0, false
			}
			if n = n<<4 | d; n > maxRune {
				return 0, false
			}
		}
		if i == 1 {
			return 0, false
		}
		p.at += i + 1
		return n, true
	}
	n, ok := p.hex(4)
	if ok && full && n&^0x3ff == 0xd800 && p.peek(0) == '\\' && p.peek(1) == 'u' {
		before := p.at
		p.at += 2
		if trail, ok := p.hex(4); ok && trail&^0x3ff == 0xdc00 {
			return utf16.DecodeRune(n, trail), true
		}
		p.at = before
	}
	return n, ok
}

// groupName reads a name behind <, and the bracket behind it.
func (p *parser) groupName() string {
	var name []rune
	for {
		if !p.more() {
			p.fail("Invalid capture group name")
		}
		c := p.point()
		if c == '>' {
			break
		}
		if c == '\\' {
			if !p.has('u') {
				p.fail("Invalid Unicode escape")
			}
			var ok bool
			if c, ok = p.unicodeEscape(true); !ok {
				p.fail("Invalid Unicode escape")
			}
		}
		if !isNamePart(c, len(name) == 0) {
			p.fail("Invalid capture group name")
		}
		name = append(name, c)
	}
	if len(name) == 0 {
		p.fail("Invalid capture group name")
	}
	return string(name)
}

func isNamePart(c rune, first bool) bool {
	switch {
	case c < 0x80:
		return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || !first && c >= '0' && c <= '9'
	case unicode.IsLetter(c), unicode.In(c, unicode.Nl, unicode.Other_ID_Start):
		return true
	case first:
		return false
	}
	return unicode.In(c, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) || c == 0x200c || c == 0x200d
}
