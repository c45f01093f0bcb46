package source

import "strings"

// CommonJSExports finds the names that a CommonJS module exports, and the modules that it exports whole, from its text
// alone, by the forms that people and compilers write. It finds what cjs-module-lexer finds.
func CommonJSExports(text string) (names, reexports []string) {
	s := &exportScan{lexer: lexer{text: text}, seen: map[string]bool{}, required: map[string]string{}}
	for {
		t := s.next()
		if t.kind == end {
			break
		}
		if t.kind != name || s.is(s.before, ".") {
			s.before = t
			continue
		}
		s.before = t
		switch s.word(t) {
		case "exports":
			s.exportsMember(false)
		case "module":
			if s.accept(".") && s.accept("exports") {
				s.exportsMember(true)
			}
		case "Object":
			s.object()
		case "var", "let", "const":
			s.variable()
		case "__export", "__exportStar":
			s.exportStar()
		case "tslib", "tslib_1":
			if s.accept(".") && s.accept("__exportStar") {
				s.exportStar()
			}
		}
	}
	return s.names, s.reexports
}

type exportScan struct {
	lexer
	before           lexeme
	names, reexports []string
	seen             map[string]bool
	// required are the variables that hold what require gave.
	required map[string]string
}

// accept reads a token if it is this one.
func (s *exportScan) accept(word string) bool {
	ahead := s.fork()
	if s.is(ahead.next(), word) {
		s.lexer = ahead
		return true
	}
	return false
}

func (s *exportScan) fork() lexer {
	l := s.lexer
	l.open = append([]opened(nil), s.open...)
	return l
}

func (s *exportScan) acceptKind(k tokenKind) (string, bool) {
	ahead := s.fork()
	t := ahead.next()
	if t.kind != k {
		return "", false
	}
	s.lexer = ahead
	return s.word(t), true
}

func (s *exportScan) add(name string) {
	if !s.seen[name] {
		s.seen[name] = true
		s.names = append(s.names, name)
	}
}

func (s *exportScan) addString(literal string) {
	if v, ok := stringValue(literal); ok {
		s.add(v)
	}
}

// assigns tells whether `=` follows, and not a comparison.
func (s *exportScan) assigns() bool {
	ahead := s.fork()
	t := ahead.next()
	return s.is(t, "=") && (t.end >= len(s.text) || s.text[t.end] != '=')
}

// exportsMember goes on behind `exports` or `module.exports`.
func (s *exportScan) exportsMember(module bool) {
	switch {
	case s.accept("."):
		if word, ok := s.acceptKind(name); ok && s.assigns() {
			s.add(unescaped(word))
		}
	case s.accept("["):
		if literal, ok := s.acceptKind(stringLiteral); ok && s.accept("]") && s.assigns() {
			s.addString(literal)
		}
	case module && s.assigns():
		s.accept("=")
		s.reexports = nil
		if s.accept("{") {
			s.literal()
		} else if id, ok := s.require(); ok {
			s.reexports = append(s.reexports, id)
		}
	}
}

// literal reads an object literal as far as its keys are plain.
func (s *exportScan) literal() {
	for {
		if word, ok := s.acceptKind(name); ok {
			if s.accept(":") {
				if _, ok := s.acceptKind(name); !ok {
					return
				}
			} else if word == "get" && !s.memberEnds() {
				return
			}
			s.add(unescaped(word))
		} else if literal, ok := s.acceptKind(stringLiteral); ok {
			if !s.accept(":") {
				return
			}
			if _, ok := s.acceptKind(name); !ok {
				return
			}
			s.addString(literal)
		} else if s.accept("...") {
			if id, ok := s.require(); ok {
				s.reexports = append(s.reexports, id)
			} else if _, ok := s.acceptKind(name); !ok {
				return
			}
		} else {
			return
		}
		if !s.accept(",") {
			return
		}
	}
}

func (s *exportScan) memberEnds() bool {
	ahead := s.fork()
	t := ahead.next()
	return s.is(t, ",") || s.is(t, "}")
}

// require reads `require('id')`.
func (s *exportScan) require() (id string, ok bool) {
	saved := s.fork()
	if s.accept("require") && s.accept("(") {
		if literal, isString := s.acceptKind(stringLiteral); isString && s.accept(")") {
			return stringValue(literal)
		}
	}
	s.lexer = saved
	return "", false
}

// variable notes `x = require('id')`, also inside of a helper for interoperation.
func (s *exportScan) variable() {
	word, ok := s.acceptKind(name)
	if !ok || !s.assigns() {
		return
	}
	s.accept("=")
	saved := s.fork()
	if helper, ok := s.acceptKind(name); !ok || !strings.Contains(helper, "nterop") || !s.accept("(") {
		s.lexer = saved
	}
	if id, ok := s.require(); ok {
		s.required[word] = id
	}
}

// exportStar goes on behind `__exportStar`.
func (s *exportScan) exportStar() {
	if s.accept("(") {
		if id, ok := s.require(); ok {
			s.reexports = append(s.reexports, id)
		}
	}
}

// object goes on behind `Object`.
func (s *exportScan) object() {
	if !s.accept(".") {
		return
	}
	switch {
	case s.accept("defineProperty"):
		s.defineProperty()
	case s.accept("keys"):
		s.keys()
	}
}

// defineProperty reads the definition of an export that has a value, or a getter that returns a variable or member.
func (s *exportScan) defineProperty() {
	if !s.accept("(") || !(s.accept("exports") || s.accept("module") && s.accept(".") && s.accept("exports")) || !s.accept(",") {
		return
	}
	literal, ok := s.acceptKind(stringLiteral)
	if !ok || !s.accept(",") || !s.accept("{") {
		return
	}
	if s.accept("enumerable") {
		if !s.accept(":") || !(s.accept("true") || s.accept("!") && s.accept0()) || !s.accept(",") {
			return
		}
	}
	switch {
	case s.accept("value"):
		if s.accept(":") {
			s.addString(literal)
		}
	case s.accept("get"):
		if s.accept(":") {
			if !s.accept("function") {
				return
			}
			s.acceptKind(name)
		}
		if s.accept("(") && s.accept(")") && s.accept("{") && s.accept("return") && s.path() {
			s.accept(";")
			if s.accept("}") {
				s.accept(",")
				if s.accept("}") && s.accept(")") {
					s.addString(literal)
				}
			}
		}
	}
}

func (s *exportScan) accept0() bool {
	n, ok := s.acceptKind(number)
	return ok && n == "0"
}

// path reads a variable with members of it.
func (s *exportScan) path() bool {
	if _, ok := s.acceptKind(name); !ok {
		return false
	}
	for {
		switch {
		case s.accept("."):
			if _, ok := s.acceptKind(name); !ok {
				return false
			}
		case s.accept("["):
			if _, ok := s.acceptKind(stringLiteral); !ok || !s.accept("]") {
				return false
			}
		default:
			return true
		}
	}
}

// keys reads the loop by which compilers export all of another module.
func (s *exportScan) keys() {
	if !s.accept("(") {
		return
	}
	word, ok := s.acceptKind(name)
	if !ok || !s.accept(")") || !s.accept(".") || !s.accept("forEach") || !s.accept("(") || !s.accept("function") || !s.accept("(") {
		return
	}
	key, ok := s.acceptKind(name)
	if !ok || !s.accept(")") || !s.accept("{") || !s.accept("if") || !s.accept("(") || !s.accept(key) {
		return
	}
	id, known := s.required[word]
	if !known {
		return
	}
	// The body ends where the brace closes; it must assign or define exports[key] from the variable.
	depth := len(s.open) - 1
	ahead := s.fork()
	from := ahead.at
	for len(ahead.open) >= depth {
		if ahead.next().kind == end {
			return
		}
	}
	body := s.text[from:ahead.at]
	if strings.Contains(body, "exports") && strings.Contains(body, word+"["+key+"]") {
		s.reexports = append(s.reexports, id)
	}
}
