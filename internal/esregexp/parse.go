package esregexp

import (
	"slices"
	"unicode/utf16"
)

type kind uint8

const (
	kindEmpty kind = iota
	kindChar
	kindSet
	kindTexts // the strings of a class
	kindSequence
	kindChoice
	kindCapture
	kindLoop
	kindLook
	kindStart
	kindEnd
	kindBoundary
	kindReference
)

// node is a term of a pattern. What the flags mean for it is resolved.
type node struct {
	kind kind
	// fold: a reference that compares without case.
	fold bool
	// negative: a lookaround that must fail, a boundary that must not be there.
	negative bool
	// behind: a lookaround that looks back.
	behind bool
	// multiline: start and end are those of lines.
	multiline bool
	lazy      bool
	c         rune
	set       *charset
	texts     *trie
	list      []*node
	body      *node
	min, max  int   // of a loop; max is unlimited if negative
	from, to  int   // the captures in a loop's body
	index     int   // of a capture
	refs      []int // the captures that a reference is to
	name      string
}

const (
	unlimited = -1
	// maxDepth is how deep groups may nest.
	maxDepth = 10_000
)

type place struct{ disjunction, alternative int }

type named struct {
	name  string
	index int
	path  []place
}

type parser struct {
	src      []uint16
	at       int
	flags    Flags // as modifiers have them here
	original Flags

	unicode, sets bool
	captures      int // so far
	total         int // in the whole pattern
	hasNames      bool

	depth        int
	disjunctions int
	path         []place
	names        []named
	references   []*node
}

// failure is what the parser panics with.
type failure string

func newParser(src []uint16, flags Flags) *parser {
	p := &parser{src: src, flags: flags, original: flags, unicode: flags&(Unicode|UnicodeSets) != 0, sets: flags&UnicodeSets != 0, captures: 1}
	p.count()
	return p
}

func (p *parser) fail(reason string) { panic(failure(reason)) }

func (p *parser) parse() (root *node, err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case failure:
			root, err = nil, &SyntaxError{string(x)}
		default:
			panic(x)
		}
	}()
	root = p.disjunction()
	if p.more() {
		p.fail("Unmatched ')'")
	}
	for _, r := range p.references {
		for _, n := range p.names {
			if n.name == r.name {
				r.refs = append(r.refs, n.index)
			}
		}
		if r.refs == nil {
			p.fail("Invalid named capture referenced")
		}
	}
	return root, nil
}

// count counts the captures ahead, which decides what \1 and \k mean.
func (p *parser) count() {
	p.total = 1
	classes := 0
	for i := 0; i < len(p.src); i++ {
		switch p.src[i] {
		case '\\':
			i++
		case '[':
			if classes == 0 || p.sets {
				classes++
			}
		case ']':
			classes = max(classes-1, 0)
		case '(':
			if classes > 0 {
				continue
			}
			rest := p.src[i+1:]
			if len(rest) == 0 || rest[0] != '?' {
				p.total++
			} else if len(rest) > 2 && rest[1] == '<' && rest[2] != '=' && rest[2] != '!' {
				p.total++
				p.hasNames = true
			}
		}
	}
}

func (p *parser) more() bool { return p.at < len(p.src) }

// peek is the code unit n places ahead, or -1.
func (p *parser) peek(n int) rune {
	if p.at+n < len(p.src) {
		return rune(p.src[p.at+n])
	}
	return -1
}

func (p *parser) has(c rune) bool {
	if p.peek(0) == c {
		p.at++
		return true
	}
	return false
}

// point reads a code point.
func (p *parser) point() rune {
	c := rune(p.src[p.at])
	p.at++
	if c&^0x3ff == 0xd800 && p.more() && p.src[p.at]&^0x3ff == 0xdc00 {
		c = utf16.DecodeRune(c, rune(p.src[p.at]))
		p.at++
	}
	return c
}

// character reads what counts as a character in the mode.
func (p *parser) character() rune {
	if p.unicode {
		return p.point()
	}
	p.at++
	return rune(p.src[p.at-1])
}

func (p *parser) disjunction() *node {
	if p.depth++; p.depth > maxDepth {
		p.fail("Regular expression too large")
	}
	defer func() { p.depth-- }()
	p.disjunctions++
	p.path = append(p.path, place{p.disjunctions, 0})
	choice := &node{kind: kindChoice, list: []*node{p.alternative()}}
	for p.has('|') {
		p.path[len(p.path)-1].alternative++
		choice.list = append(choice.list, p.alternative())
	}
	p.path = p.path[:len(p.path)-1]
	if len(choice.list) == 1 {
		return choice.list[0]
	}
	return choice
}

func (p *parser) alternative() *node {
	var list []*node
	for p.more() && p.peek(0) != '|' && p.peek(0) != ')' {
		if t := p.term(); t.kind != kindEmpty {
			list = append(list, t)
		}
	}
	switch len(list) {
	case 0:
		return &node{}
	case 1:
		return list[0]
	}
	return &node{kind: kindSequence, list: list}
}

func (p *parser) term() *node {
	first := p.captures
	c := p.peek(0)
	switch c {
	case '^':
		p.at++
		return &node{kind: kindStart, multiline: p.flags&Multiline != 0}
	case '$':
		p.at++
		return &node{kind: kindEnd, multiline: p.flags&Multiline != 0}
	case '(':
		n, quantifiable := p.group()
		if !quantifiable {
			if c := p.peek(0); c == '*' || c == '+' || c == '?' || c == '{' && (p.unicode || p.isQuantifier()) {
				p.fail("Invalid quantifier")
			}
			return n
		}
		return p.quantified(n, first)
	case '*', '+', '?':
		p.fail("Nothing to repeat")
	case '{':
		if p.unicode || p.isQuantifier() {
			p.fail("Nothing to repeat")
		}
	case '}', ']':
		if p.unicode {
			p.fail("Lone quantifier brackets")
		}
	case '.':
		p.at++
		return p.quantified(&node{kind: kindSet, set: newCharset(p.dot())}, first)
	case '[':
		p.at++
		return p.quantified(p.class(), first)
	case '\\':
		if b := p.peek(1); b == 'b' || b == 'B' {
			p.at += 2
			return &node{kind: kindBoundary, negative: b == 'B', fold: p.unicode && p.flags&IgnoreCase != 0}
		}
		return p.quantified(p.atomEscape(), first)
	}
	return p.quantified(p.literal(p.character()), first)
}

func (p *parser) dot() []span {
	if p.flags&DotAll != 0 {
		return []span{{0, maxRune}}
	}
	return []span{{0, 9}, {11, 12}, {14, 0x2027}, {0x202a, maxRune}}
}

// literal is a character as a term.
func (p *parser) literal(c rune) *node {
	if p.flags&IgnoreCase != 0 {
		if list := variants(c, p.unicode); len(list) > 1 {
			return &node{kind: kindSet, set: newCharset(points(list))}
		}
	}
	return &node{kind: kindChar, c: c}
}

// group reads a group or a lookaround. Lookbehinds cannot be repeated, lookaheads only in legacy patterns.
func (p *parser) group() (n *node, quantifiable bool) {
	p.at++
	if !p.has('?') {
		return p.capture(""), true
	}
	switch {
	case p.has(':'):
		return p.grouped(), true
	case p.has('='):
		return p.look(false, false), !p.unicode
	case p.has('!'):
		return p.look(false, true), !p.unicode
	case p.has('<'):
		if p.has('=') {
			return p.look(true, false), false
		}
		if p.has('!') {
			return p.look(true, true), false
		}
		return p.capture(p.groupName()), true
	}
	before := p.flags
	p.modifiers()
	n = p.grouped()
	p.flags = before
	return n, true
}

// grouped reads a disjunction and the parenthesis behind it.
func (p *parser) grouped() *node {
	n := p.disjunction()
	if !p.has(')') {
		p.fail("Unterminated group")
	}
	return n
}

func (p *parser) capture(name string) *node {
	index := p.captures
	p.captures++
	own := len(p.names)
	if name != "" {
		p.names = append(p.names, named{name, index, slices.Clone(p.path)})
	}
	n := &node{kind: kindCapture, index: index, body: p.grouped()}
	if name != "" {
		for i, other := range p.names {
			if i != own && other.name == name && !exclusive(other.path, p.path) {
				p.fail("Duplicate capture group name")
			}
		}
	}
	return n
}

// exclusive tells whether two places are in different alternatives, so that no match goes through both.
func exclusive(a, b []place) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i].disjunction == b[i].disjunction
		}
	}
	return false
}

func (p *parser) look(behind, negative bool) *node {
	return &node{kind: kindLook, behind: behind, negative: negative, body: p.grouped()}
}

// modifiers reads (?ims-ims: behind the question mark.
func (p *parser) modifiers() {
	var add, remove Flags
	target := &add
	for {
		var f Flags
		switch c := p.peek(0); c {
		case 'i':
			f = IgnoreCase
		case 'm':
			f = Multiline
		case 's':
			f = DotAll
		case '-':
			if target == &remove {
				p.fail("Multiple dashes in flag group")
			}
			target = &remove
			p.at++
			continue
		case ':':
			if add|remove == 0 {
				p.fail("Invalid flag group")
			}
			p.at++
			p.flags = p.flags&^remove | add
			return
		default:
			p.fail("Invalid group")
		}
		if (add|remove)&f != 0 {
			p.fail("Repeated flag in flag group")
		}
		*target |= f
		p.at++
	}
}

// isQuantifier tells whether {n}, {n,} or {n,m} is next.
func (p *parser) isQuantifier() bool {
	at := p.at
	defer func() { p.at = at }()
	_, _, ok := p.braces()
	return ok
}

// braces reads {n}, {n,} or {n,m}.
func (p *parser) braces() (low, high int, ok bool) {
	at := p.at
	p.at++
	low, ok = p.decimal()
	high = low
	if ok && p.has(',') {
		if high, ok = p.decimal(); !ok {
			high, ok = unlimited, true
		}
	}
	if !ok || !p.has('}') {
		p.at = at
		return 0, 0, false
	}
	return low, high, true
}

// decimal reads digits, up to a number that stands for all larger ones.
func (p *parser) decimal() (n int, ok bool) {
	for c := p.peek(0); c >= '0' && c <= '9'; c = p.peek(0) {
		n = min(n*10+int(c-'0'), 1<<31-1)
		p.at++
		ok = true
	}
	return n, ok
}

// quantified reads the quantifier of a term, if it has one. The captures in the term are those from first on.
func (p *parser) quantified(n *node, first int) *node {
	low, high := 0, unlimited
	switch {
	case p.has('*'):
	case p.has('+'):
		low = 1
	case p.has('?'):
		high = 1
	case p.peek(0) == '{':
		var ok bool
		if low, high, ok = p.braces(); !ok {
			if p.unicode {
				p.fail("Incomplete quantifier")
			}
			return n
		}
		if high >= 0 && high < low {
			p.fail("numbers out of order in {} quantifier")
		}
	default:
		return n
	}
	if high == 1<<31-1 {
		high = unlimited
	}
	return &node{kind: kindLoop, body: n, min: low, max: high, lazy: p.has('?'), from: first, to: p.captures}
}
