package inspect

import (
	"strings"

	"github.com/dop251/goja"
)

// highlighter colours a regular expression by the depth of its groups in one
// tolerant pass.
type highlighter struct {
	src   string
	pos   int
	depth int
	class bool // inside [...]
	color [][2]string
	out   strings.Builder
}

func (t *theme) highlight(src string) string {
	h := &highlighter{src: src}
	for _, name := range t.highlightColors() {
		if start, end, ok := t.codes(name); ok {
			h.color = append(h.color, [2]string{start, end})
		}
	}
	if len(h.color) == 0 {
		return src
	}
	h.run()
	return h.out.String()
}

func (h *highlighter) more() bool { return h.pos < len(h.src) }

func (h *highlighter) at(i int) byte {
	if i >= 0 && i < len(h.src) {
		return h.src[i]
	}
	return 0
}

// char is the (possibly multi-byte) character at the position.
func (h *highlighter) char() string {
	_, n := decodeRune(h.src[h.pos:])
	return h.src[h.pos : h.pos+n]
}

func (h *highlighter) write(text string) {
	i := h.depth % len(h.color)
	if i < 0 {
		i = 0
	}
	h.out.WriteString(h.color[i][0] + text + h.color[i][1])
}

// writeAt writes text at another depth.
func (h *highlighter) writeAt(delta int, text string) {
	h.depth += delta
	h.write(text)
	h.depth -= delta
}

// group writes start, what follows up to the end mark one deeper, and the mark.
func (h *highlighter) group(start string, end byte, less int) {
	h.pos++
	from := h.pos
	for h.more() && h.src[h.pos] != end {
		h.pos++
	}
	inner := h.src[from:h.pos]
	if !h.more() {
		h.writeAt(1, start)
		h.pos -= len(inner)
		return
	}
	h.depth -= less
	h.write(start)
	h.writeAt(1, inner)
	h.pos++
	h.write(string(end))
	h.depth += less
}

func (h *highlighter) take(n int) string {
	end := min(h.pos+n, len(h.src))
	s := h.src[min(h.pos, end):end]
	h.pos += n
	return s
}

func (h *highlighter) digits() string {
	from := h.pos
	for h.more() && isDigit(h.src[h.pos]) {
		h.pos++
	}
	return h.src[from:h.pos]
}

func (h *highlighter) run() {
	h.write("/")
	h.depth++
	h.pos = 1
loop:
	for h.more() {
		ch := h.src[h.pos]
		switch {
		case h.class:
			h.inClass(ch)
		case ch == '[':
			h.write("[")
			h.depth++
			h.pos++
			h.class = true
		case ch == '(':
			h.open()
		case ch == ')':
			h.depth--
			h.write(")")
			h.pos++
		case ch == '\\':
			h.escaped()
		case strings.IndexByte("|+*?,^$", ch) >= 0:
			h.writeAt(3, string(ch))
			h.pos++
		case ch == '{':
			h.quantifier()
		case ch == '.':
			h.writeAt(2, ".")
			h.pos++
		case ch == '/':
			break loop
		default:
			s := h.char()
			h.writeAt(1, s)
			h.pos += len(s)
		}
	}
	h.writeAt(-1, "/")
	h.pos++
	if h.more() {
		h.write(h.src[h.pos:])
	}
}

func (h *highlighter) inClass(ch byte) {
	switch {
	case ch == '\\':
		seq := "\\"
		h.pos++
		if h.more() {
			next := h.char()
			seq += next
			h.pos += len(next)
			switch {
			case (next == "u" || next == "p" || next == "P") && h.at(h.pos) == '{':
				h.group(seq+"{", '}', 0)
				return
			case next == "x":
				seq += h.take(2)
			}
		}
		h.write(seq)
	case ch == ']':
		h.depth--
		h.write("]")
		h.pos++
		h.class = false
	case ch == '-' && h.at(h.pos-1) != '[' && h.pos+1 < len(h.src) && h.at(h.pos+1) != ']':
		h.writeAt(1, "-")
		h.pos++
	default:
		s := h.char()
		h.write(s)
		h.pos += len(s)
	}
}

func (h *highlighter) open() {
	h.write("(")
	h.depth++
	h.pos++
	if h.at(h.pos) != '?' {
		return
	}
	h.pos++
	a, b := h.at(h.pos), h.at(h.pos+1)
	switch {
	case a == ':' || a == '=' || a == '!':
		h.writeAt(-1, "?"+string(a))
		h.pos++
	case a == '<' && (b == '=' || b == '!'):
		h.writeAt(-1, "?<"+string(b))
		h.pos += 2
	case a == '<':
		h.pos++
		from := h.pos
		for h.more() && h.src[h.pos] != '>' {
			h.pos++
		}
		name := h.src[from:h.pos]
		if h.more() {
			h.depth--
			h.write("?<")
			h.writeAt(1, name)
			h.write(">")
			h.depth++
			h.pos++
		} else {
			h.writeAt(-1, "?<")
			h.write(name)
		}
	default:
		h.write("?")
	}
}

func (h *highlighter) escaped() {
	seq := "\\"
	h.pos++
	if h.more() {
		next := h.char()
		seq += next
		h.pos += len(next)
		if h.more() {
			brace := h.src[h.pos] == '{'
			switch {
			case (next == "u" || next == "p" || next == "P") && brace:
				h.group(seq+"{", '}', 0)
				return
			case next == "x":
				seq += h.take(2)
			case isDigit(next[0]):
				seq += h.digits()
			case next == "k" && h.src[h.pos] == '<':
				h.group(seq+"<", '>', 1)
				return
			}
		}
	}
	h.writeAt(1, seq)
}

func (h *highlighter) quantifier() {
	h.pos++
	low := h.digits()
	if low != "" {
		h.write("{")
		h.depth++
		h.writeAt(1, low)
	}
	if h.more() {
		if h.src[h.pos] == ',' {
			if low == "" {
				h.write("{")
				h.depth++
			}
			h.write(",")
			h.pos++
		} else if low == "" {
			h.writeAt(1, "{")
			return
		}
	}
	if high := h.digits(); high != "" {
		h.writeAt(1, high)
	}
	if h.at(h.pos) == '}' {
		h.depth--
		h.write("}")
		h.pos++
	}
	if h.at(h.pos) == '?' {
		h.writeAt(3, "?")
		h.pos++
	}
}

// regexpFlags are the accessors of the flags, in the order of their letters.
var regexpFlags = [...]struct{ letter, name string }{
	{"d", "hasIndices"}, {"g", "global"}, {"i", "ignoreCase"}, {"m", "multiline"}, {"s", "dotAll"},
	{"u", "unicode"}, {"v", "unicodeSets"}, {"y", "sticky"},
}

// regexpText is a regular expression as a literal.
func (in *Inspector) regexpText(f *frame) string {
	this := goja.FunctionCall{This: f.obj}
	if f.null {
		proto := in.prototype("RegExp")
		text := "/" + Text(in.accessor("RegExp", "source")(this)) + "/"
		for _, flag := range regexpFlags {
			if p, ok := in.own(proto, in.vm.ToValue(flag.name)); ok && p.get != nil && call(p.get)(this).ToBoolean() {
				text += flag.letter
			}
		}
		return text
	}
	text := Text(in.method("RegExp", "toString")(this))
	// The engine writes a slash inside of square brackets, which needs no escape,
	// by its code.
	const slash = `\u002f`
	if source, ok := engine().source(f.obj); ok && strings.Contains(text, slash) && !strings.Contains(source, slash) {
		return strings.ReplaceAll(text, slash, "/")
	}
	return text
}
