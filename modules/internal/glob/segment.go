package glob

import (
	"strings"

	"github.com/dlclark/regexp2/v2"
)

// Regular expressions for one segment of a path.
const (
	anyOne    = `[^/]`
	anyText   = `[^/]*?`
	someText  = `[^/]+?`
	notDot    = `(?!\.)`
	notDots   = `(?!\.\.?(?:$|/))`
	atSegment = `(?:$|/)`
)

// extended is a group such as "+(a|b)"; its text is what it was written as.
type extended struct {
	kind         byte // one of ! ? + * @
	alternatives []sequenceOf
	text         string
}

// sequenceOf are the items of a segment or an alternative: strings and
// *extended.
type sequenceOf []any

// parseSegment reads a segment.
func parseSegment(s string) sequenceOf {
	items, _ := parseSequence(s, 0, false)
	return items
}

// parseSequence reads items from s on up to where an alternative ends.
func parseSequence(s string, i int, inside bool) (items sequenceOf, next int) {
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			items = append(items, text.String())
			text.Reset()
		}
	}
	for i < len(s) {
		c := s[i]
		switch {
		case c == '[':
			// A class may hold any character.
			if end := classEnd(s, i); end > 0 {
				text.WriteString(s[i:end])
				i = end
				continue
			}
		case inside && (c == '|' || c == ')'):
			flush()
			return items, i
		case i+1 < len(s) && s[i+1] == '(' && strings.IndexByte("!?+*@", c) >= 0:
			if x, end := parseExtended(s, i); x != nil {
				flush()
				items = append(items, x)
				i = end
				continue
			}
		}
		text.WriteByte(c)
		i++
	}
	flush()
	return items, i
}

// parseExtended reads a group; nil if it is not closed.
func parseExtended(s string, start int) (*extended, int) {
	x := &extended{kind: s[start]}
	for i := start + 2; ; i++ {
		var items sequenceOf
		items, i = parseSequence(s, i, true)
		if i >= len(s) {
			return nil, 0
		}
		x.alternatives = append(x.alternatives, items)
		if s[i] == ')' {
			x.text = s[start : i+1]
			return x, i + 1
		}
	}
}

// builder makes the regular expression of a segment.
type builder struct{ magic bool }

// position says where in the segment a sequence is.
type position struct {
	start, end bool
	// dot tells that a dot may be matched although this is the start.
	dot bool
	// tail is the expression of what follows the sequence.
	tail string
}

func (b *builder) sequence(items sequenceOf, at position) string {
	pieces := make([]string, len(items))
	starts := make([]bool, len(items))
	start := at.start
	for i, item := range items {
		starts[i] = start
		x, isExtended := item.(*extended)
		start = start && isExtended && x.kind == '!'
	}
	tail := at.tail
	plain := true
	for i := len(items) - 1; i >= 0; i-- {
		switch item := items[i].(type) {
		case string:
			pieces[i] = b.text(item, at.start && at.end && len(items) == 1)
		case *extended:
			plain = false
			pieces[i] = b.extended(item, position{
				start: starts[i], end: at.end && i == len(items)-1, dot: at.dot, tail: tail,
			})
		}
		tail = pieces[i] + tail
	}
	source := strings.Join(pieces, "")
	if at.start && len(items) > 0 {
		first, isText := items[0].(string)
		if isText && !(plain && (first == "." || first == "..")) {
			switch {
			case strings.HasPrefix(source, `\.[`), strings.HasPrefix(source, `\.\.[`):
				source = notDots + source
			case !at.dot && strings.HasPrefix(source, "["):
				source = notDot + source
			}
		}
	}
	return source
}

func (b *builder) extended(x *extended, at position) string {
	b.magic = true
	body := func(dot bool) string {
		list := make([]string, len(x.alternatives))
		for i, items := range x.alternatives {
			inner := position{start: at.start, end: at.end || x.kind == '!', dot: dot || at.dot, tail: at.tail}
			list[i] = b.sequence(items, inner)
			if x.kind == '!' {
				list[i] += at.tail + atSegment
			}
		}
		return strings.Join(list, "|")
	}
	empty := len(x.alternatives) == 1 && len(x.alternatives[0]) == 0
	guard := ""
	if at.start && !at.dot {
		guard = notDot
	}
	switch {
	case x.kind == '!' && empty:
		return guard + someText
	case x.kind == '!':
		return "(?:(?!(?:" + body(false) + "))" + guard + anyText + ")"
	case empty && at.start && at.end:
		return regexp2.Escape(x.text)
	case x.kind == '@':
		return "(?:" + body(false) + ")"
	case x.kind == '?':
		return "(?:" + body(false) + ")?"
	}
	first, more := body(false), body(true)
	if at.dot || first == more {
		return "(?:" + first + ")" + string(x.kind)
	}
	// Only the first turn is where a dot must not be.
	repeated := "(?:(?:" + first + ")(?:" + more + ")*?)"
	if x.kind == '*' {
		repeated += "?"
	}
	return repeated
}

// text is the expression of text without groups; whole tells that it is all
// there is to the segment.
func (b *builder) text(s string, whole bool) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '*':
			b.magic = true
			if i > 0 && s[i-1] == '*' {
				continue
			}
			if whole && strings.Trim(s, "*") == "" {
				out.WriteString(someText)
			} else {
				out.WriteString(anyText)
			}
		case '?':
			b.magic = true
			out.WriteString(anyOne)
		case '[':
			if end := classEnd(s, i); end > 0 {
				source, magic := class(s[i+1 : end-1])
				b.magic = b.magic || magic
				out.WriteString(source)
				i = end - 1
				continue
			}
			out.WriteString(`\[`)
		default:
			out.WriteString(regexp2.Escape(s[i : i+1]))
		}
	}
	return out.String()
}
