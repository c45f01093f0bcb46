package esregexp

const (
	wrongCharacter = "Invalid character in character class"
	wrongOperation = "Invalid set operation in character class"
)

// operation is how the operands of a class with the flag v are joined.
type operation uint8

const (
	union operation = iota
	intersection
	subtraction
)

func (p *parser) operation() operation {
	if p.peek(0) == '&' && p.peek(1) == '&' {
		return intersection
	}
	if p.peek(0) == '-' && p.peek(1) == '-' {
		return subtraction
	}
	return union
}

// setClass reads a class of a pattern with the flag v behind its opening bracket.
func (p *parser) setClass(depth int) (s set) {
	if depth > maxDepth {
		p.fail("Regular expression too large")
	}
	negated := p.has('^')
	mode, operands, ranges := union, 0, false
	for !p.has(']') {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		if op := p.operation(); op != union {
			if operands == 0 {
				p.fail(wrongCharacter)
			}
			if ranges || operands > 1 && mode != op {
				p.fail(wrongOperation)
			}
			mode = op
			p.at += 2
			if mode == intersection && p.peek(0) == '&' {
				p.fail(wrongCharacter)
			}
		} else if operands > 0 && mode != union {
			p.fail(wrongOperation)
		}
		operand, ranged := p.rangeOrOperand(depth)
		if ranged && mode != union {
			p.fail(wrongOperation)
		}
		ranges = ranges || ranged
		switch {
		case mode == intersection:
			s.intersect(operand)
		case mode == subtraction:
			s.subtract(operand)
		default:
			s.unite(operand)
		}
		operands++
		if operands > 1 && mode == union {
			ranges = true // no operation may follow
		}
	}
	if negated {
		if len(s.texts) > 0 {
			p.fail("Negated character class may contain strings")
		}
		s.ranges = negate(s.sorted())
	}
	return s
}

// rangeOrOperand reads an operand, or two characters with a dash between.
func (p *parser) rangeOrOperand(depth int) (s set, ranged bool) {
	s, single := p.operand(depth)
	if p.peek(0) != '-' || p.peek(1) == '-' {
		return p.folded(s), false
	}
	if p.at++; p.peek(0) == ']' {
		p.fail(wrongCharacter)
	}
	if !single {
		p.fail("Invalid character class")
	}
	end, single := p.operand(depth)
	if !single {
		p.fail("Invalid character class")
	}
	if end.ranges[0].Lo < s.ranges[0].Lo {
		p.fail("Range out of order in character class")
	}
	s.ranges[0].Hi = end.ranges[0].Lo
	return p.folded(s), true
}

// folded makes a set hold whatever differs from its members in case only.
func (p *parser) folded(s set) set {
	if p.flags&IgnoreCase == 0 {
		return s
	}
	s.ranges = closeOver(s.ranges, true)
	texts := s.texts
	s.texts = nil
	for text := range texts {
		points := decode(text)
		for i, c := range points {
			points[i] = canonical(c, true)
		}
		s.addText(points)
	}
	return s
}

// operand reads a class, an escape or a character; single says that it is one code point.
func (p *parser) operand(depth int) (s set, single bool) {
	if !p.more() {
		p.fail("Unterminated character class")
	}
	c := p.peek(0)
	switch {
	case c == '[':
		p.at++
		return p.setClass(depth + 1), false
	case c == '\\':
		if p.peek(1) == 'q' && p.peek(2) == '{' {
			p.at += 3
			return p.alternatives(), false
		}
		if s, ok := p.classEscape(true); ok {
			return s, false
		}
	}
	r := p.setCharacter()
	return set{ranges: []span{{r, r}}}, true
}

// setCharacter reads a character of a class with the flag v.
func (p *parser) setCharacter() rune {
	c := p.peek(0)
	switch c {
	case '(', ')', '[', ']', '{', '}', '/', '-', '|':
		p.fail(wrongCharacter)
	case '\\':
		switch next := p.peek(1); next {
		case 'b':
			p.at += 2
			return '\b'
		case '&', '-', '!', '#', '%', ',', ':', ';', '<', '=', '>', '@', '`', '~':
			p.at += 2
			return next
		}
		return p.characterEscape(true)
	case '&', '!', '#', '$', '%', '*', '+', ',', '.', ':', ';', '<', '=', '>', '?', '@', '^', '`', '~':
		if p.peek(1) == c {
			p.fail(wrongOperation)
		}
	}
	return p.point()
}

// alternatives reads \q{…} behind its bracket.
func (p *parser) alternatives() (s set) {
	var text []rune
	for {
		switch {
		case !p.more():
			p.fail("Unterminated character class")
		case p.has('}'):
			s.addText(text)
			return s
		case p.has('|'):
			s.addText(text)
			text = nil
		default:
			text = append(text, p.setCharacter())
		}
	}
}
