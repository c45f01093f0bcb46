package source

import "strings"

// kind of a token, as far as error messages tell them apart.
type tokenKind uint8

const (
	end tokenKind = iota // of the text
	name
	number
	stringLiteral
	template
	regularExpression
	punctuator
	private // #name
	illegal
)

// token is a piece of a text. Start and end are byte offsets.
type token struct {
	kind       tokenKind
	start, end int
}

func (t token) in(text string) string { return text[t.start:t.end] }

// bracket is one that is open. A call is the parenthesis of a call's arguments.
type bracket struct {
	char  byte
	call  bool
	start int
}

// tokens reads a text token by token, knowing which brackets are open. It serves error messages, so where only a
// parser could tell (is this slash a division?) it goes by what is in front.
type tokens struct {
	text     string
	at       int
	previous token
	open     []bracket
	// unmatched is the first bracket that closes none, broken the first that is no token at all.
	unmatched, broken token
}

// scanTo reads the text up to an offset. It gives what was read last, and the token at the offset.
func scanTo(text string, offset int) (s *tokens, here token) {
	s = &tokens{text: text}
	for {
		before := *s
		before.open = append([]bracket(nil), s.open...)
		t := s.next()
		if t.kind == end || t.end > offset {
			return &before, t
		}
	}
}

// next reads a token.
func (s *tokens) next() token {
	s.skip()
	t := token{kind: punctuator, start: s.at, end: s.at + 1}
	if s.at >= len(s.text) {
		return token{kind: end, start: len(s.text), end: len(s.text)}
	}
	switch c := s.text[s.at]; {
	case c == '"' || c == '\'':
		t.kind, t.end = s.quoted(c)
	case c == '`':
		t.kind, t.end = s.templatePart()
	case c == '}' && s.inTemplate():
		s.open = s.open[:len(s.open)-1]
		t.kind, t.end = s.templatePart()
		s.at, s.previous = t.end, t
		return t
	case '0' <= c && c <= '9', c == '.' && s.at+1 < len(s.text) && '0' <= s.text[s.at+1] && s.text[s.at+1] <= '9':
		t.kind, t.end = number, s.numberEnd()
	case c == '/' && !s.afterOperand():
		t.kind, t.end = s.regexpEnd()
	case c == '#':
		t.kind, t.end = private, s.nameEnd(s.at+1)
		if t.end == s.at+1 {
			t.kind = illegal
		}
	case c == '\\' || c >= 0x80 || IsIdentifierPart(rune(c)):
		t.kind, t.end = name, s.nameEnd(s.at)
		if t.end == s.at {
			t.kind, t.end = illegal, s.at+1
		}
	case c == '@':
		t.kind = illegal
	default:
		t.end = s.at + punctuatorLength(s.text[s.at:])
		s.bracket(c)
	}
	if t.kind == illegal && s.broken.kind == end {
		s.broken = t
	}
	s.at, s.previous = t.end, t
	return t
}

func (s *tokens) inTemplate() bool {
	return len(s.open) > 0 && s.open[len(s.open)-1].char == '`'
}

func (s *tokens) bracket(c byte) {
	switch c {
	case '(':
		call := s.afterOperand()
		if s.previous.kind == name && (controlWords[s.previous.in(s.text)] || s.declaresFunction()) {
			call = false
		}
		s.open = append(s.open, bracket{c, call, s.at})
	case '[', '{':
		s.open = append(s.open, bracket{c, false, s.at})
	case ')', ']', '}':
		if len(s.open) > 0 {
			s.open = s.open[:len(s.open)-1]
		} else if s.unmatched.kind == end {
			s.unmatched = token{kind: punctuator, start: s.at, end: s.at + 1}
		}
	}
}

// controlWords come before a parenthesis that is no call.
var controlWords = map[string]bool{"if": true, "while": true, "for": true, "switch": true, "with": true, "catch": true, "function": true}

// declaresFunction tells whether the name just read is that of a function.
func (s *tokens) declaresFunction() bool {
	before := strings.TrimRight(s.text[:s.previous.start], " \t\r\n*")
	return strings.HasSuffix(before, "function") || strings.HasSuffix(before, "get") && !strings.HasSuffix(before, ".get")
}

// afterOperand tells whether what was read last ends an operand.
func (s *tokens) afterOperand() bool {
	switch s.previous.kind {
	case number, stringLiteral, template, regularExpression, private:
		return true
	case name:
		return !beforeOperand[s.previous.in(s.text)]
	case punctuator:
		switch s.previous.in(s.text) {
		case ")", "]", "}":
			return true
		}
	}
	return false
}

// beforeOperand are words that an operand follows.
var beforeOperand = map[string]bool{
	"return": true, "typeof": true, "instanceof": true, "in": true, "of": true, "new": true, "delete": true, "void": true,
	"throw": true, "case": true, "do": true, "else": true, "await": true, "yield": true, "default": true, "extends": true,
}

// skip passes white space and comments. It stops at a comment that does not end.
func (s *tokens) skip() {
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		switch {
		case strings.IndexByte(" \t\r\n\v\f", rest[0]) >= 0:
			s.at++
		case strings.HasPrefix(rest, "//"):
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				s.at += i
			} else {
				s.at = len(s.text)
			}
		case strings.HasPrefix(rest, "/*") && strings.Contains(rest[2:], "*/"):
			s.at += strings.Index(rest[2:], "*/") + 4
		case strings.HasPrefix(rest, "\u00a0"), strings.HasPrefix(rest, "\ufeff"):
			s.at += len("\u00a0")
			if rest[0] == 0xef {
				s.at++
			}
		case strings.HasPrefix(rest, "\u2028"), strings.HasPrefix(rest, "\u2029"):
			s.at += len("\u2028")
		default:
			return
		}
	}
}

func (s *tokens) quoted(quote byte) (tokenKind, int) {
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case quote:
			return stringLiteral, i + 1
		case '\\':
			i++
		case '\n', '\r':
			return illegal, i
		}
	}
	return illegal, len(s.text)
}

// templatePart reads a template up to its end or to the next substitution.
func (s *tokens) templatePart() (tokenKind, int) {
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '`':
			return template, i + 1
		case '\\':
			i++
		case '$':
			if i+1 < len(s.text) && s.text[i+1] == '{' {
				s.open = append(s.open, bracket{'`', false, i})
				return punctuator, i + 2
			}
		}
	}
	return end, len(s.text)
}

// numberEnd passes a number as far as it makes sense.
func (s *tokens) numberEnd() int {
	i := s.at
	digits := func(set string) {
		for i < len(s.text) && (strings.IndexByte(set, s.text[i]) >= 0 || s.text[i] == '_') {
			i++
		}
	}
	rest := s.text[i:]
	for _, base := range [...]struct{ prefix, digits string }{{"0x", "0123456789abcdefABCDEF"}, {"0o", "01234567"}, {"0b", "01"}} {
		if len(rest) > 1 && strings.EqualFold(rest[:2], base.prefix) {
			i += 2
			digits(base.digits)
			if i < len(s.text) && s.text[i] == 'n' {
				i++
			}
			return i
		}
	}
	digits("0123456789")
	if len(rest) > 1 && rest[0] == '0' && '0' <= rest[1] && rest[1] <= '9' {
		return i
	}
	if i < len(s.text) && s.text[i] == 'n' {
		return i + 1
	}
	if i < len(s.text) && s.text[i] == '.' {
		i++
		digits("0123456789")
	}
	if i < len(s.text) && (s.text[i] == 'e' || s.text[i] == 'E') {
		j := i + 1
		if j < len(s.text) && (s.text[j] == '+' || s.text[j] == '-') {
			j++
		}
		if j < len(s.text) && '0' <= s.text[j] && s.text[j] <= '9' {
			i = j
			digits("0123456789")
		}
	}
	return i
}

func (s *tokens) regexpEnd() (tokenKind, int) {
	if strings.HasPrefix(s.text[s.at:], "/*") {
		return illegal, len(s.text)
	}
	class := false
	for i := s.at + 1; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\\':
			i++
		case c == '\n':
			return illegal, s.at + 1
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			return regularExpression, s.nameEnd(i + 1)
		}
	}
	return illegal, s.at + 1
}

func (s *tokens) nameEnd(i int) int {
	for i < len(s.text) {
		if s.text[i] == '\\' && i+1 < len(s.text) && s.text[i+1] == 'u' {
			if i += 2; i < len(s.text) && s.text[i] == '{' {
				if j := strings.IndexByte(s.text[i:], '}'); j >= 0 {
					i += j + 1
				}
			} else {
				i = min(i+4, len(s.text))
			}
			continue
		}
		rest := s.text[i:]
		n := len(rest) - len(strings.TrimLeftFunc(rest, IsIdentifierPart))
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// punctuators has those of more than one character, longest first.
var punctuators = [...]string{">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
	"=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**"}

func punctuatorLength(rest string) int {
	for _, p := range punctuators {
		if strings.HasPrefix(rest, p) {
			return len(p)
		}
	}
	return 1
}

// closer is the bracket that closes the first one opened at or behind an offset.
func closer(text string, offset int) (token, bool) {
	s := &tokens{text: text, at: offset}
	for {
		t := s.next()
		if t.kind == end || len(s.open) == 0 && t.kind == punctuator && strings.Contains(")]}", t.in(text)) {
			return t, t.kind != end
		}
	}
}
