package source

import (
	"bytes"
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// Names in the compiled text of a module: the parameters of its function, a variable for values on their way, the
// object through which patterns assign to exports, and what is exported as default.
const (
	moduleHost    = "ǃm"
	moduleExports = "ǃe"
	moduleTemp    = "ǃt"
	moduleTargets = "ǃs"
	moduleDefault = "ǃd"
	moduleMeta    = "ǃmeta"
)

// moduleScan finds the imports and exports of a module, and takes them out of its text without moving anything else.
type moduleScan struct {
	lexer
	out  []byte
	info *ModuleInfo
	// declared are offsets of declarations with `export` in front of them.
	declared []int
	imports  bool // import()
	exports  bool // that there is an export, of nothing perhaps
	// moved is where a function or class begins that began at movedFrom.
	moved, movedFrom int
	// before is what was read before the word at hand, afterOperand whether that ended an operand.
	before       lexeme
	afterOperand bool
	err          *rejection
	// early says that no lowering can help.
	early bool
}

// scanModule reads a module's text.
func scanModule(text string) *moduleScan {
	s := &moduleScan{lexer: lexer{text: text}, out: []byte(text), info: &ModuleInfo{Awaits: -1}}
	for s.err == nil {
		// At the top it is a statement that starts, or no import or export follows.
		s.before, s.afterOperand = s.previous, s.operand
		t := s.next()
		if t.kind == end {
			break
		}
		if t.kind == punctuator && text[t.start] == '<' && len(text) > t.start+3 && text[t.start:t.start+4] == "<!--" {
			s.early = true
			s.fail(t, "HTML comments are not allowed in modules")
		}
		if t.kind != name || text[t.start] != 'i' && text[t.start] != 'e' || t.end-t.start != 6 {
			continue
		}
		switch s.word(t) {
		case "import":
			s.importWord(t)
		case "export":
			if len(s.open) == 0 && !s.member(t) {
				if !s.starts(t) {
					s.unexpected(t)
				}
				s.exports = true
				s.exportDeclaration(t)
			}
		}
	}
	if s.err == nil && s.broken {
		s.err = &rejection{message: "Unexpected token", offset: len(text)}
	}
	return s
}

func (s *moduleScan) fail(t lexeme, message string) {
	if s.err == nil {
		s.err = &rejection{message: message, offset: t.start}
	}
}

func (s *moduleScan) unexpected(t lexeme) { s.fail(t, "Unexpected token") }

// member tells whether a word names a property.
func (s *moduleScan) member(t lexeme) bool {
	if s.is(s.before, ".") || s.is(s.before, "?.") {
		return true
	}
	ahead := s.lexer
	next := ahead.next()
	return s.is(next, ":") || s.is(next, "=") || s.is(next, ",") || s.is(next, "}") || s.is(next, ")")
}

// starts tells whether a word can start a statement of the module.
func (s *moduleScan) starts(t lexeme) bool {
	return s.before.kind == end || s.is(s.before, ";") || s.is(s.before, "}") || t.newline && s.afterOperand
}

// blank takes a part out of the text, all but its line breaks.
func (s *moduleScan) blank(from, to int) {
	for i := from; i < to; i++ {
		if c := s.out[i]; c != '\n' && c != '\r' {
			s.out[i] = ' '
		}
	}
}

func (s *moduleScan) importWord(t lexeme) {
	ahead := s.lexer
	ahead.open = slices.Clone(s.open)
	switch next := ahead.next(); {
	case s.member(t):
	case s.is(next, "("):
		if len(s.open) == 0 || s.open[len(s.open)-1].char != '{' || !s.isMethod(ahead) {
			if fault := importCallFault(s.text, t.start); fault != "" {
				s.early = true
				s.fail(t, fault)
			}
			copy(s.out[t.start:], ImportName)
			s.imports = true
		}
	case s.is(next, "."):
		if meta := ahead.next(); s.is(meta, "meta") {
			s.blank(t.start, meta.end)
			copy(s.out[t.start:], moduleMeta)
			s.lexer.next()
			s.lexer.next()
		}
	case len(s.open) == 0:
		if !s.starts(t) {
			s.fail(t, "Cannot use import statement outside a module")
		}
		s.importDeclaration(t)
	}
}

// isMethod tells whether a brace follows the parenthesis that the lexer has just passed.
func (s *moduleScan) isMethod(ahead lexer) bool {
	for depth := len(ahead.open); len(ahead.open) >= depth; {
		if ahead.next().kind == end {
			return false
		}
	}
	next := ahead.next()
	return s.is(next, "{")
}

func (s *moduleScan) importDeclaration(start lexeme) {
	var names []ModuleImport
	t := s.next()
	if t.kind == name && !s.is(t, "from") || s.is(t, "from") && s.followedByFrom() {
		names = append(names, ModuleImport{Name: "default", Local: s.local(t), Offset: t.start})
		if t = s.next(); s.is(t, ",") {
			t = s.next()
			if !s.is(t, "*") && !s.is(t, "{") {
				s.unexpected(t)
			}
		} else if !s.is(t, "from") {
			s.unexpected(t)
		}
	}
	switch {
	case s.is(t, "*"):
		if t = s.next(); !s.is(t, "as") {
			s.unexpected(t)
		}
		t = s.next()
		names = append(names, ModuleImport{Namespace: true, Local: s.local(t), Offset: t.start})
		t = s.next()
	case s.is(t, "{"):
		for t = s.next(); !s.is(t, "}") && s.err == nil; t = s.comma() {
			i := ModuleImport{Name: s.exportName(t), Offset: t.start}
			local := t
			if s.followedBy("as") {
				s.next()
				local = s.next()
			} else if t.kind == stringLiteral {
				s.unexpected(s.next())
			}
			i.Local = s.local(local)
			names = append(names, i)
		}
		t = s.next()
	}
	if s.is(t, "from") {
		t = s.next()
	} else if t.kind != stringLiteral || len(names) > 0 {
		s.unexpected(t)
	}
	request := s.request(t)
	for _, n := range names {
		n.Request = request
		s.info.Imports = append(s.info.Imports, n)
	}
	s.finish(start)
}

// comma goes past the comma of a list to what follows.
func (s *moduleScan) comma() lexeme {
	t := s.next()
	if s.is(t, ",") {
		return s.next()
	}
	if !s.is(t, "}") {
		s.unexpected(t)
	}
	return t
}

func (s *moduleScan) followedBy(word string) bool {
	ahead := s.lexer
	return s.is(ahead.next(), word)
}

func (s *moduleScan) followedByFrom() bool {
	ahead := s.lexer
	next := ahead.next()
	return s.is(next, "from") || s.is(next, ",")
}

// local is the name of a binding.
func (s *moduleScan) local(t lexeme) string {
	word := s.word(t)
	if t.kind != name {
		s.unexpected(t)
		return ""
	}
	word = unescaped(word)
	if word == "eval" || word == "arguments" {
		s.fail(t, "Unexpected eval or arguments in strict mode")
	}
	if reservedInModule(word) {
		s.early = s.err == nil
		s.fail(t, "Unexpected reserved word")
	}
	return word
}

// exportName is the name of an export: any word, or a string.
func (s *moduleScan) exportName(t lexeme) string {
	switch t.kind {
	case name:
		return unescaped(s.word(t))
	case stringLiteral:
		value, ok := stringValue(s.word(t))
		if !ok {
			s.fail(t, "Invalid module export name: contains unpaired surrogate character")
		}
		return value
	}
	s.unexpected(t)
	return ""
}

// request notes the module that a string names, with the attributes behind it.
func (s *moduleScan) request(t lexeme) int {
	if t.kind != stringLiteral {
		s.unexpected(t)
		return 0
	}
	r := ModuleRequest{Offset: t.start}
	r.Specifier, _ = stringValue(s.word(t))
	if s.followedBy("with") {
		s.next()
		r.Attributes = s.attributes()
	}
	for i, other := range s.info.Requests {
		if other.Specifier == r.Specifier && slices.Equal(other.Attributes, r.Attributes) {
			return i
		}
	}
	s.info.Requests = append(s.info.Requests, r)
	return len(s.info.Requests) - 1
}

func (s *moduleScan) attributes() []ModuleAttribute {
	var list []ModuleAttribute
	if t := s.next(); !s.is(t, "{") {
		s.unexpected(t)
	}
	for t := s.next(); !s.is(t, "}") && s.err == nil; t = s.comma() {
		a := ModuleAttribute{Key: s.exportName(t)}
		if colon := s.next(); !s.is(colon, ":") {
			s.unexpected(colon)
		}
		value := s.next()
		if value.kind != stringLiteral {
			s.unexpected(value)
			break
		}
		a.Value, _ = stringValue(s.word(value))
		for _, other := range list {
			if other.Key == a.Key {
				s.fail(t, "Import attributes has a duplicate key '"+a.Key+"'")
			}
		}
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b ModuleAttribute) int { return bytes.Compare([]byte(a.Key), []byte(b.Key)) })
	return list
}

// finish ends a declaration that leaves nothing in the text but a semicolon.
func (s *moduleScan) finish(start lexeme) {
	to := s.previous.end
	ahead := s.lexer
	if t := ahead.next(); s.is(t, ";") {
		s.next()
		to = t.end
	} else if t.kind != end && !t.newline {
		s.unexpected(t)
	}
	s.blank(start.start, to)
	s.out[start.start] = ';'
	// What follows starts a statement.
	s.operand = false
	s.previous = lexeme{}
}

func (s *moduleScan) exportDeclaration(start lexeme) {
	t := s.next()
	switch {
	case s.is(t, "*"):
		x := ModuleExport{Star: true, Offset: t.start}
		if t = s.next(); s.is(t, "as") {
			t = s.next()
			x.Star, x.Namespace, x.Name, x.Offset = false, true, s.exportName(t), t.start
			t = s.next()
		}
		if !s.is(t, "from") {
			s.unexpected(t)
		}
		x.Request = s.request(s.next())
		s.info.Exports = append(s.info.Exports, x)
		s.finish(start)
	case s.is(t, "{"):
		s.exportList(start)
	case s.is(t, "default"):
		s.exportDefault(start, t)
	case s.is(t, "var"), s.is(t, "let"), s.is(t, "const"), s.is(t, "function"), s.is(t, "class"), s.is(t, "async"), s.is(t, "using"):
		s.blank(start.start, t.start)
		s.out[start.start] = ';'
		s.declared = append(s.declared, t.start)
	default:
		s.unexpected(t)
	}
}

func (s *moduleScan) exportList(start lexeme) {
	first := len(s.info.Exports)
	var locals []lexeme
	for t := s.next(); !s.is(t, "}") && s.err == nil; t = s.comma() {
		x := ModuleExport{Request: -1, Local: s.exportName(t), Offset: t.start}
		locals = append(locals, t)
		x.Name = x.Local
		if s.followedBy("as") {
			s.next()
			t = s.next()
			x.Name, x.Offset = s.exportName(t), t.start
		}
		s.info.Exports = append(s.info.Exports, x)
	}
	if s.err != nil {
		return
	}
	if s.followedBy("from") {
		s.next()
		request := s.request(s.next())
		for i := first; i < len(s.info.Exports); i++ {
			x := &s.info.Exports[i]
			x.Request, x.Import, x.Local = request, x.Local, ""
		}
	} else {
		for _, t := range locals {
			if t.kind == stringLiteral {
				s.early = s.err == nil
				s.fail(t, "String literal module export names must be followed by a 'from' clause")
			}
			s.local(t)
		}
	}
	s.finish(start)
}

// exportDefault makes a declaration of what is exported, with a name if it has none.
func (s *moduleScan) exportDefault(start, word lexeme) {
	x := ModuleExport{Name: "default", Request: -1, Local: moduleDefault, Offset: word.start}
	defer func() { s.info.Exports = append(s.info.Exports, x) }()
	ahead := s.lexer
	t := ahead.next()
	head := t
	keyword := ""
	if s.is(t, "async") {
		if f := ahead.next(); s.is(f, "function") && !f.newline {
			keyword, head = "async function", f
		}
	} else if s.is(t, "function") || s.is(t, "class") {
		keyword = s.word(t)
	}
	if keyword == "" {
		s.blank(start.start, word.end)
		copy(s.out[start.start:], ";let")
		copy(s.out[word.end-len(moduleDefault)-1:], moduleDefault+"=")
		return
	}
	after := ahead.next()
	if keyword != "class" && s.is(after, "*") {
		keyword += "*"
		head = after
		after = ahead.next()
	}
	named := after.kind == name && !(keyword == "class" && s.is(after, "extends"))
	if named {
		s.blank(start.start, word.end)
		s.out[start.start] = ';'
		x.Local = unescaped(s.word(after))
		return
	}
	s.blank(start.start, head.end)
	copy(s.out[start.start:], ";"+keyword+" "+moduleDefault)
	s.moved, s.movedFrom = start.start+1, t.start
}

// unescaped is a word without its escapes.
func unescaped(word string) string {
	if !bytes.ContainsRune([]byte(word), '\\') {
		return word
	}
	tree, err := parser.ParseFile(nil, "", "("+"{}."+word+")", 0, parser.WithDisableSourceMaps)
	if err != nil {
		return word
	}
	if dot, ok := tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.DotExpression); ok {
		return dot.Identifier.Name.String()
	}
	return word
}

// stringValue is the value of a string literal; it reports false for one with a lone surrogate.
func stringValue(literal string) (string, bool) {
	if len(literal) < 2 || literal[len(literal)-1] != literal[0] {
		return "", false
	}
	if !bytes.ContainsRune([]byte(literal), '\\') {
		return literal[1 : len(literal)-1], true
	}
	tree, err := parser.ParseFile(nil, "", "("+literal+")", 0, parser.WithDisableSourceMaps)
	if err != nil {
		return literal, true
	}
	e, ok := tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.StringLiteral)
	if !ok {
		return literal, true
	}
	units := e.Value.AsUtf16()
	for i := 1; i < len(units); i++ {
		switch u := units[i]; {
		case u >= 0xd800 && u < 0xdc00 && i+1 < len(units) && units[i+1] >= 0xdc00 && units[i+1] < 0xe000:
			i++
		case u >= 0xd800 && u < 0xe000:
			return e.Value.String(), false
		}
	}
	return e.Value.String(), true
}

func reservedInModule(word string) bool {
	switch word {
	case "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
		"export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
		"return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield",
		"await", "implements", "interface", "let", "package", "private", "protected", "public", "static":
		return true
	}
	return false
}
