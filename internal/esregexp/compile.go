package esregexp

import (
	"unicode/utf16"
)

type opcode uint8

const (
	opMatch       opcode = iota // the end, of the pattern or of a lookaround
	opFail                      //
	opUnit                      // the code unit x
	opSet                       // a member of set
	opTexts                     // a string of texts
	opRun                       // x to y members of set, as many as possible, or as few if lazy
	opJump                      // to x
	opSplit                     // to x or, should that fail, to y
	opSave                      // the position into capture slot x
	opClear                     // capture slots x to y
	opMark                      // the position into register x
	opMoved                     // fails at the position in register x
	opMovedBeyond               // the same, but only behind turn y of the loop of register z
	opZero                      // register x
	opRepeat                    // a loop of register z turns, from x to y; its body is next, what follows it at next
	opLook                      // a lookaround, whose body is next and ends at next
	opStart                     //
	opEnd                       //
	opStartLine                 //
	opEndLine                   //
	opBoundary                  // of a word
	opReference                 // to one of refs
)

// inst is an instruction.
type inst struct {
	op opcode
	// back: the instruction reads towards the start of the text.
	back     bool
	negative bool
	lazy     bool
	fold     bool
	// final: whatever follows a run cannot match a member of its set, so there is no use in shorter runs.
	final bool
	// hint is the code unit that must follow a run, or negative.
	hint    rune
	x, y, z int32
	next    int32
	memo    int32 // the number of the instruction among those whose failures are remembered, or negative
	set     *charset
	other   *charset // of opSplit: what y can start with, as set is what x can
	texts   *trie
	refs    []int
}

// Limits of what is written out.
const (
	maxUnrolled = 200 // instructions of a loop with counts
	maxCounted  = 1 << 30
)

type compiler struct {
	code      []inst
	registers int
	memos     int
	unicode   bool
	// opaque counts the lookarounds and counted loops around, in which failing depends on more than the place.
	opaque int
}

func compile(p *parser, root *node) *Program {
	c := &compiler{unicode: p.unicode}
	if hasReference(root) {
		c.opaque = 1
	}
	c.emit(opInst(opSave, 0))
	c.node(root, nil, false)
	c.emit(opInst(opSave, 1))
	c.emit(inst{op: opMatch})
	prog := &Program{Flags: p.original, Captures: p.captures, code: c.code, registers: c.registers, memos: c.memos, unicode: p.unicode}
	prog.words = newCharset(classRanges('w', false))
	for _, n := range p.names {
		prog.addName(n)
	}
	prog.anchored = anchored(root)
	prog.first = c.first(root, nil, 0)
	prog.prefix = prefix(root, nil, p.unicode)
	narrow := make([]byte, len(prog.prefix))
	for i, u := range prog.prefix {
		if narrow[i] = byte(u); u > 0xff {
			narrow = nil
			break
		}
	}
	prog.narrow = string(narrow)
	return prog
}

func (p *Program) addName(n named) {
	for i := range p.Names {
		if p.Names[i].Name == n.name {
			p.Names[i].Indexes = append(p.Names[i].Indexes, n.index)
			return
		}
	}
	p.Names = append(p.Names, Group{n.name, []int{n.index}})
}

func hasReference(n *node) bool {
	if n.kind == kindReference {
		return true
	}
	for _, m := range n.list {
		if hasReference(m) {
			return true
		}
	}
	return n.body != nil && hasReference(n.body)
}

// anchored tells whether a match can only begin at the start of the text.
func anchored(n *node) bool {
	switch n.kind {
	case kindStart:
		return !n.multiline
	case kindCapture:
		return anchored(n.body)
	case kindSequence:
		return anchored(n.list[0])
	case kindChoice:
		for _, m := range n.list {
			if !anchored(m) {
				return false
			}
		}
		return true
	}
	return false
}

// prefix is the text that every match begins with.
func prefix(n *node, units []uint16, unicode bool) []uint16 {
	switch n.kind {
	case kindChar:
		switch {
		case n.c > 0xffff:
			return utf16.AppendRune(units, n.c)
		case !unicode || !utf16.IsSurrogate(n.c):
			return append(units, uint16(n.c))
		}
	case kindCapture:
		if isLiteral(n.body) {
			return prefix(n.body, units, unicode)
		}
	case kindSequence:
		for _, m := range n.list {
			before := len(units)
			units = prefix(m, units, unicode)
			if len(units) == before || !isLiteral(m) {
				break
			}
		}
	}
	return units
}

// isLiteral tells whether a term is nothing but characters.
func isLiteral(n *node) bool {
	switch n.kind {
	case kindChar:
		return true
	case kindCapture:
		return isLiteral(n.body)
	case kindSequence:
		for _, m := range n.list {
			if !isLiteral(m) {
				return false
			}
		}
		return true
	}
	return false
}

func opInst(op opcode, x int) inst { return inst{op: op, x: int32(x), hint: -1, memo: -1} }

func (c *compiler) emit(i inst) int {
	c.code = append(c.code, i)
	return len(c.code) - 1
}

func (c *compiler) here() int32 { return int32(len(c.code)) }

// memo numbers an instruction whose failures may be remembered.
func (c *compiler) memo() int32 {
	if c.opaque > 0 {
		return -1
	}
	c.memos++
	return int32(c.memos - 1)
}

// node writes a term. follow is what can come behind it, or nil if that may be anything.
func (c *compiler) node(n *node, follow *charset, back bool) {
	switch n.kind {
	case kindChar:
		c.char(n.c, back)
	case kindSet:
		c.emit(inst{op: opSet, set: n.set, back: back})
	case kindTexts:
		c.emit(inst{op: opTexts, texts: n.texts, fold: n.fold, back: back})
	case kindSequence:
		c.sequence(n.list, follow, back)
	case kindChoice:
		c.choice(n.list, follow, back)
	case kindCapture:
		first, last := 2*n.index, 2*n.index+1
		if back {
			first, last = last, first
		}
		c.emit(opInst(opSave, first))
		c.node(n.body, follow, back)
		c.emit(opInst(opSave, last))
	case kindLoop:
		c.loop(n, follow, back)
	case kindLook:
		at := c.emit(inst{op: opLook, negative: n.negative})
		c.opaque++
		c.node(n.body, nil, n.behind)
		c.opaque--
		c.emit(inst{op: opMatch})
		c.code[at].next = c.here()
	case kindStart:
		c.emit(inst{op: lineOr(n, opStart, opStartLine)})
	case kindEnd:
		c.emit(inst{op: lineOr(n, opEnd, opEndLine)})
	case kindBoundary:
		c.emit(inst{op: opBoundary, negative: n.negative, fold: n.fold})
	case kindReference:
		c.emit(inst{op: opReference, refs: n.refs, fold: n.fold, back: back})
	}
}

func lineOr(n *node, text, line opcode) opcode {
	if n.multiline {
		return line
	}
	return text
}

func (c *compiler) char(r rune, back bool) {
	switch {
	case c.unicode && utf16.IsSurrogate(r):
		c.emit(inst{op: opSet, set: newCharset([]span{{Lo: r, Hi: r}}), back: back})
	case r > 0xffff:
		lead, trail := utf16.EncodeRune(r)
		if back {
			lead, trail = trail, lead
		}
		c.emit(inst{op: opUnit, x: int32(lead), back: back})
		c.emit(inst{op: opUnit, x: int32(trail), back: back})
	default:
		c.emit(inst{op: opUnit, x: int32(r), back: back})
	}
}

func (c *compiler) sequence(list []*node, follow *charset, back bool) {
	if back {
		for i := len(list) - 1; i >= 0; i-- {
			c.node(list[i], nil, true)
		}
		return
	}
	for i, n := range list {
		rest := follow
		if n.kind == kindLoop || n.kind == kindChoice || n.kind == kindCapture {
			rest = c.firstOf(list[i+1:], follow, 0)
		}
		c.node(n, rest, false)
	}
}

func (c *compiler) choice(list []*node, follow *charset, back bool) {
	var ends []int
	for i, n := range list {
		if i == len(list)-1 {
			c.node(n, follow, back)
			break
		}
		split := c.emit(inst{op: opSplit, memo: c.memo()})
		if !back {
			c.code[split].set = c.first(n, follow, 0)
			c.code[split].other = c.firstOfAny(list[i+1:], follow, 0)
		}
		c.code[split].x = c.here()
		c.node(n, follow, back)
		ends = append(ends, c.emit(inst{op: opJump}))
		c.code[split].y = c.here()
	}
	for _, at := range ends {
		c.code[at].x = c.here()
	}
}

func (c *compiler) loop(n *node, follow *charset, back bool) {
	if n.max == 0 {
		return
	}
	if set := c.runSet(n.body); set != nil {
		c.run(n, set, follow, back)
		return
	}
	high := n.max
	if high < 0 {
		high = maxCounted
	}
	copies := n.min
	if n.max >= 0 {
		copies = n.max
	}
	size := c.size(n.body)
	if copies > 1 && size*copies > maxUnrolled || copies > maxUnrolled {
		c.counted(n, high, back)
		return
	}
	inner := follow
	if follow != nil {
		inner = both(c.first(n.body, follow, 0), follow)
	}
	for range n.min {
		c.clear(n)
		c.node(n.body, inner, back)
	}
	switch {
	case n.max < 0:
		split := c.split(n, follow, back)
		c.turn(n, inner, back)
		c.emit(opInst(opJump, split))
		c.leave(split, n.lazy)
	case n.max > n.min:
		var splits []int
		for range n.max - n.min {
			splits = append(splits, c.split(n, follow, back))
			c.turn(n, inner, back)
		}
		for _, at := range splits {
			c.leave(at, n.lazy)
		}
	}
}

// split begins a turn of a loop that need not be taken.
func (c *compiler) split(n *node, follow *charset, back bool) int {
	at := c.emit(inst{op: opSplit, memo: c.memo()})
	i := &c.code[at]
	body := c.here()
	var enter, exit *charset
	if !back {
		enter, exit = c.first(n.body, nil, 0), follow
	}
	if n.lazy {
		i.y, i.set, i.other = body, exit, enter
	} else {
		i.x, i.set, i.other = body, enter, exit
	}
	return at
}

// leave makes a split go on here without another turn.
func (c *compiler) leave(at int, lazy bool) {
	if lazy {
		c.code[at].x = c.here()
	} else {
		c.code[at].y = c.here()
	}
}

// turn writes a turn of a loop that fails if it matches nothing.
func (c *compiler) turn(n *node, inner *charset, back bool) {
	c.clear(n)
	if !nullable(n.body) {
		c.node(n.body, inner, back)
		return
	}
	register := c.registers
	c.registers++
	c.emit(opInst(opMark, register))
	c.node(n.body, nil, back)
	c.emit(opInst(opMoved, register))
}

func (c *compiler) clear(n *node) {
	if n.from < n.to {
		c.emit(inst{op: opClear, x: int32(2 * n.from), y: int32(2 * n.to)})
	}
}

// counted writes a loop with a counter.
func (c *compiler) counted(n *node, high int, back bool) {
	register, mark := c.registers, c.registers+1
	c.registers += 2
	c.emit(opInst(opZero, register))
	head := c.emit(inst{op: opRepeat, x: int32(n.min), y: int32(min(high, maxCounted)), z: int32(register), lazy: n.lazy})
	c.opaque++
	c.clear(n)
	if nullable(n.body) {
		// Turns that must be are allowed to match nothing; those beyond are not.
		c.emit(inst{op: opMark, x: int32(mark)})
		c.node(n.body, nil, back)
		c.emit(inst{op: opMovedBeyond, x: int32(mark), y: int32(n.min), z: int32(register)})
	} else {
		c.node(n.body, nil, back)
	}
	c.opaque--
	c.emit(opInst(opJump, head))
	c.code[head].next = c.here()
}

// runSet is the set of which a loop repeats single members, or nil.
func (c *compiler) runSet(n *node) *charset {
	switch {
	case n.kind == kindSet:
		return n.set
	case n.kind == kindChar && (n.c <= 0xffff || c.unicode):
		return newCharset([]span{{Lo: n.c, Hi: n.c}})
	}
	return nil
}

func (c *compiler) run(n *node, set *charset, follow *charset, back bool) {
	i := inst{op: opRun, set: set, x: int32(min(n.min, maxCounted)), y: maxCounted, lazy: n.lazy, back: back, hint: -1, memo: c.memo()}
	if n.max >= 0 {
		i.y = int32(min(n.max, maxCounted))
	}
	if follow != nil && !back {
		i.final = !n.lazy && disjoint(set, follow)
		if only, ok := follow.single(); ok && only <= 0xffff && !utf16.IsSurrogate(only) {
			i.hint = only
		}
	}
	c.emit(i)
}

// size estimates the instructions of a term.
func (c *compiler) size(n *node) int {
	total := 1
	for _, m := range n.list {
		total += c.size(m) + 1
	}
	if n.body != nil {
		body := c.size(n.body)
		if n.kind == kindLoop && c.runSet(n.body) == nil {
			if times := max(n.min, n.max, 1); times*body <= maxUnrolled && times <= maxUnrolled {
				body *= times
			}
		}
		total += body + 3
	}
	return total
}

// nullable tells whether a term can match nothing.
func nullable(n *node) bool {
	switch n.kind {
	case kindChar, kindSet:
		return false
	case kindTexts:
		return n.texts.empty
	case kindSequence:
		for _, m := range n.list {
			if !nullable(m) {
				return false
			}
		}
		return true
	case kindChoice:
		for _, m := range n.list {
			if nullable(m) {
				return true
			}
		}
		return false
	case kindCapture:
		return nullable(n.body)
	case kindLoop:
		return n.min == 0 || nullable(n.body)
	}
	return true
}

// maxFirst bounds the depth of the search for what a term can begin with.
const maxFirst = 12

// first is what a term can begin with, if follow comes behind it; nil if that may be anything or nothing.
func (c *compiler) first(n *node, follow *charset, depth int) *charset {
	if depth > maxFirst {
		return nil
	}
	switch n.kind {
	case kindEmpty:
		return follow
	case kindChar:
		return newCharset([]span{{Lo: n.c, Hi: n.c}})
	case kindSet:
		return n.set
	case kindSequence:
		return c.firstOf(n.list, follow, depth)
	case kindChoice:
		return c.firstOfAny(n.list, follow, depth)
	case kindCapture:
		return c.first(n.body, follow, depth+1)
	case kindLoop:
		switch {
		case n.max == 0:
			return follow
		case n.min > 0:
			return c.first(n.body, follow, depth+1)
		}
		return both(c.first(n.body, follow, depth+1), follow)
	}
	return nil
}

func (c *compiler) firstOf(list []*node, follow *charset, depth int) *charset {
	if len(list) == 0 {
		return follow
	}
	n, rest := list[0], list[1:]
	if n.kind == kindStart || n.kind == kindEnd || n.kind == kindBoundary || n.kind == kindLook && (n.negative || n.behind) {
		if len(rest) == 0 {
			return follow
		}
		// Where an assertion holds, what follows it still has to match.
		return c.firstOf(rest, follow, depth+1)
	}
	// What is behind a term matters only if it can be empty.
	if !nullable(n) {
		return c.first(n, nil, depth+1)
	}
	behind := c.firstOf(rest, follow, depth+1)
	if behind == nil {
		return nil
	}
	return c.first(n, behind, depth+1)
}

func (c *compiler) firstOfAny(list []*node, follow *charset, depth int) *charset {
	if len(list) > 64 {
		return nil
	}
	var all []span
	for _, n := range list {
		s := c.first(n, follow, depth+1)
		if s == nil {
			return nil
		}
		all = append(all, s.ranges...)
	}
	return newCharset(all)
}

// both is the union of sets, or nil if one is nil.
func both(a, b *charset) *charset {
	if a == nil || b == nil {
		return nil
	}
	return newCharset(append(append([]span(nil), a.ranges...), b.ranges...))
}
