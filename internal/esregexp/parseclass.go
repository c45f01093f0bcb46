package esregexp

// class reads a class behind its opening bracket.
func (p *parser) class() *node {
	if p.sets {
		s := p.setClass(0)
		return s.node(p)
	}
	negated := p.has('^')
	var list []span
	for !p.has(']') {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		low, single := p.classAtom()
		if p.peek(0) != '-' || p.peek(1) == ']' || p.peek(1) < 0 {
			list = append(list, low...)
			continue
		}
		p.at++
		high, alsoSingle := p.classAtom()
		switch {
		case single && alsoSingle:
			if high[0].Lo < low[0].Lo {
				p.fail("Range out of order in character class")
			}
			list = append(list, span{low[0].Lo, high[0].Lo})
		case p.unicode:
			p.fail("Invalid character class")
		default:
			list = append(append(append(list, low...), span{'-', '-'}), high...)
		}
	}
	if p.flags&IgnoreCase != 0 {
		list = closeOver(list, p.unicode)
	}
	if negated {
		list = negate(merge(list))
	}
	return &node{kind: kindSet, set: newCharset(list)}
}

// classAtom reads a character or an escape of a class.
func (p *parser) classAtom() (list []span, single bool) {
	if !p.more() {
		p.fail("Unterminated character class")
	}
	if p.peek(0) != '\\' {
		c := p.character()
		return []span{{c, c}}, true
	}
	if s, ok := p.classEscape(true); ok {
		return s.ranges, false
	}
	c := rune('\b')
	if p.peek(1) == 'b' {
		p.at += 2
	} else {
		c = p.characterEscape(true)
	}
	return []span{{c, c}}, true
}
