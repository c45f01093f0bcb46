package source

import "strings"

// lexer splits a text into tokens, fast, for finding imports and exports in it. Where only a parser could tell whether
// a slash divides it goes by the brackets around; whoever uses it parses the text as well.
type lexer struct {
	text     string
	at       int
	previous lexeme
	// operand says that what was read last ends an operand, so that a slash divides.
	operand bool
	open    []opened
	closed  opened // the bracket that was closed last
	fn      functionPlace
	broken  bool
}

// lexeme is a token. Its kind is that of [token]; newline says that a line break is in front of it.
type lexeme struct {
	kind       tokenKind
	start, end int
	newline    bool
}

type opened struct {
	char byte
	// control is the parenthesis of if, while, for and with, value a brace that ends an operand.
	control, value bool
	fn             functionPlace
}

type functionPlace uint8

const (
	noFunction functionPlace = iota
	declaredFunction
	functionValue
)

func (l *lexer) word(t lexeme) string { return l.text[t.start:t.end] }

// is tells whether a token is this punctuator or this word.
func (l *lexer) is(t lexeme, s string) bool {
	return (t.kind == punctuator || t.kind == name) && l.text[t.start:t.end] == s
}

func (l *lexer) next() lexeme {
	t := lexeme{newline: l.space(), start: l.at}
	if l.at >= len(l.text) {
		t.end = l.at
		return t
	}
	operand := true
	switch c := l.text[l.at]; {
	case c == '"' || c == '\'':
		t.kind = stringLiteral
		l.quoted(c)
	case c == '`':
		t.kind = template
		l.at++
		operand = l.template()
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '$', c == '\\', c >= 0x80:
		t.kind = name
		l.name()
		operand = l.afterName(l.text[t.start:l.at])
	case '0' <= c && c <= '9', c == '.' && l.peek(1) >= '0' && l.peek(1) <= '9':
		t.kind = number
		l.number()
	case c == '#':
		t.kind = private
		l.at++
		l.name()
	case c == '/' && !l.operand:
		t.kind = regularExpression
		l.regexp()
	default:
		t.kind = punctuator
		operand = l.punctuator(c)
	}
	t.end = l.at
	l.previous, l.operand = t, operand
	return t
}

func (l *lexer) peek(n int) byte {
	if l.at+n < len(l.text) {
		return l.text[l.at+n]
	}
	return 0
}

// space passes white space and comments, and tells whether there was a line break.
func (l *lexer) space() (newline bool) {
	for l.at < len(l.text) {
		switch c := l.text[l.at]; {
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			l.at++
		case c == '\n' || c == '\r':
			newline = true
			l.at++
		case c == '/' && l.peek(1) == '/':
			l.line()
		case c == '/' && l.peek(1) == '*':
			end := strings.Index(l.text[l.at+2:], "*/")
			if end < 0 {
				l.broken = true
				l.at = len(l.text)
				return newline
			}
			comment := l.text[l.at : l.at+2+end]
			newline = newline || strings.ContainsAny(comment, "\n\r\u2028\u2029")
			l.at += end + 4
		case c == 0xe2 && (strings.HasPrefix(l.text[l.at:], "\u2028") || strings.HasPrefix(l.text[l.at:], "\u2029")):
			newline = true
			l.at += 3
		case c >= 0x80:
			rest := strings.TrimLeft(l.text[l.at:], "\u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
			if len(rest) == len(l.text)-l.at {
				return newline
			}
			l.at = len(l.text) - len(rest)
		default:
			return newline
		}
	}
	return newline
}

func (l *lexer) line() {
	for l.at < len(l.text) && l.text[l.at] != '\n' && l.text[l.at] != '\r' {
		if l.text[l.at] == 0xe2 && (strings.HasPrefix(l.text[l.at:], "\u2028") || strings.HasPrefix(l.text[l.at:], "\u2029")) {
			return
		}
		l.at++
	}
}

func (l *lexer) quoted(quote byte) {
	for l.at++; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case quote:
			l.at++
			return
		case '\\':
			l.at++
		case '\n', '\r':
			l.broken = true
			return
		}
	}
	l.at = min(l.at, len(l.text))
	l.broken = true
}

// template reads on to the end of a template, or into a substitution, and tells which.
func (l *lexer) template() (ended bool) {
	for ; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case '`':
			l.at++
			return true
		case '\\':
			l.at++
		case '$':
			if l.peek(1) == '{' {
				l.at += 2
				l.open = append(l.open, opened{char: '`'})
				return false
			}
		}
	}
	l.at = min(l.at, len(l.text))
	l.broken = true
	return true
}

func (l *lexer) name() {
	for l.at < len(l.text) {
		switch c := l.text[l.at]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '$':
			l.at++
		case c == '\\':
			l.at++
			if l.peek(0) == 'u' && l.peek(1) == '{' {
				for l.at < len(l.text) && l.text[l.at] != '}' {
					l.at++
				}
			}
		case c == '}' && l.inEscape():
			l.at++
		case c >= 0x80 && !strings.HasPrefix(l.text[l.at:], "\u2028") && !strings.HasPrefix(l.text[l.at:], "\u2029") && !strings.HasPrefix(l.text[l.at:], "\u00a0"):
			l.at++
		default:
			return
		}
	}
}

// inEscape tells whether the brace here closes an escape in a name.
func (l *lexer) inEscape() bool {
	i := strings.LastIndex(l.text[:l.at], `\u{`)
	return i >= 0 && l.at-i <= len(`\u{10ffff`) && !strings.Contains(l.text[i:l.at], "}")
}

func (l *lexer) number() {
	for l.at < len(l.text) {
		c := l.text[l.at]
		sign := (c == '+' || c == '-') && (l.text[l.at-1]|0x20) == 'e' && !strings.HasPrefix(l.text[l.previousEnd():], "0x")
		if !sign && c != '.' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return
		}
		l.at++
	}
}

// previousEnd is where the token that is being read starts.
func (l *lexer) previousEnd() int {
	i := l.at
	for i > 0 && (l.text[i-1]|0x20 >= 'a' && l.text[i-1]|0x20 <= 'z' || l.text[i-1] >= '0' && l.text[i-1] <= '9') {
		i--
	}
	return i
}

func (l *lexer) regexp() {
	class := false
	for l.at++; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case '\\':
			l.at++
		case '[':
			class = true
		case ']':
			class = false
		case '\n', '\r':
			l.broken = true
			return
		case '/':
			if !class {
				l.at++
				l.name()
				return
			}
		}
	}
	l.at = min(l.at, len(l.text))
	l.broken = true
}

// afterName tells whether a word ends an operand, and notes functions.
func (l *lexer) afterName(word string) bool {
	if l.is(l.previous, ".") || l.is(l.previous, "?.") {
		return true
	}
	switch word {
	case "function":
		l.fn = declaredFunction
		if p := l.previous; p.kind == punctuator && !strings.Contains(";{})", l.word(p)) || p.kind == name && !l.operand && !l.is(p, "default") {
			l.fn = functionValue
		}
		return false
	case "return", "typeof", "case", "do", "else", "in", "instanceof", "new", "void", "delete", "throw", "yield", "await",
		"default", "extends", "if", "while", "for", "with", "try", "finally", "class", "const", "let", "var", "import", "export":
		return false
	}
	return true
}

// punctuator reads one and tells whether it ends an operand.
func (l *lexer) punctuator(c byte) bool {
	l.at++
	switch c {
	case '(':
		o := opened{char: c, fn: l.fn}
		l.fn = noFunction
		if p := l.previous; p.kind == name && !l.operand {
			switch l.word(p) {
			case "if", "while", "for", "with":
				o.control = true
			}
		}
		l.open = append(l.open, o)
	case '[':
		l.open = append(l.open, opened{char: c})
	case '{':
		l.open = append(l.open, opened{char: c, value: l.opensValue()})
	case ')', ']', '}':
		if len(l.open) == 0 {
			l.broken = true
			return true
		}
		l.closed = l.open[len(l.open)-1]
		l.open = l.open[:len(l.open)-1]
		switch {
		case c == '}' && l.closed.char == '`':
			return l.template()
		case c == '}':
			return l.closed.value
		}
		return !l.closed.control
	case '+', '-':
		if l.peek(0) == c {
			l.at++
			return l.operand
		}
	case '?':
		if l.peek(0) == '.' && (l.peek(1) < '0' || l.peek(1) > '9') {
			l.at++
		}
	case '=':
		if l.peek(0) == '>' {
			l.at++
		}
	case '.':
		if l.peek(0) == '.' && l.peek(1) == '.' {
			l.at += 2
		}
	}
	return false
}

// opensValue tells whether the brace here opens an object literal, or the body of a function that is a value.
func (l *lexer) opensValue() bool {
	p := l.previous
	switch p.kind {
	case punctuator:
		switch l.word(p) {
		case ")":
			return l.closed.fn == functionValue
		case ";", "{", "}", "=>":
			return false
		case ":":
			return len(l.open) > 0 && (l.open[len(l.open)-1].char != '{' || l.open[len(l.open)-1].value)
		}
		return true
	case name:
		switch l.word(p) {
		case "return", "typeof", "case", "in", "instanceof", "new", "void", "delete", "throw", "yield", "await", "default":
			return !l.operand
		}
	}
	return false
}
