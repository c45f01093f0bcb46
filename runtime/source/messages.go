package source

import (
	"strings"
)

// mistake is what is wrong with a text, in V8's words. Start and end are byte offsets; a mistake without a place of
// its own ends where it starts.
type mistake struct {
	message    string
	start, end int
}

const unexpectedEnd = "Unexpected end of input"

// explain puts what goja says about a text into V8's words.
func explain(text string, r *rejection) mistake {
	if r.outside {
		r = &rejection{message: unexpectedEnd, offset: len(text)}
		switch all, _ := scanTo(text, len(text)); {
		case all.unmatched.kind != end:
			r.offset = all.unmatched.start
		case all.broken.kind != end:
			r.offset, r.message = all.broken.start, "Unexpected token ILLEGAL"
		}
	}
	s, here := scanTo(text, r.offset)
	if strings.HasSuffix(r.message, "numeric separator") || strings.HasPrefix(r.message, "Numeric separators") {
		return numeric(text, here)
	}
	switch {
	case r.message == "Unexpected token ILLEGAL", r.message == "Illegal numeric literal":
		return lexical(text, s, here)
	case r.message == unexpectedEnd, strings.HasPrefix(r.message, "Unexpected "), r.message == "Keyword must not contain escaped characters":
		return unexpected(text, s, here, r.message)
	}
	if m, ok := fromRegExp(text, here, r.message); ok {
		return m
	}
	return semantic(text, s, here, r.message)
}

// lexical is of what is no token.
func lexical(text string, s *tokens, here token) mistake {
	m := mistake{"Invalid or unexpected token", here.start, here.end}
	if here.kind == illegal && here.start < len(text) && text[here.start] == '/' && !strings.HasPrefix(text[here.start:], "/*") {
		m.message = "Invalid regular expression: missing /"
	}
	if here.kind == template || here.kind == end {
		return mistake{unexpectedEnd, len(text), len(text)}
	}
	if here.kind == number {
		return numeric(text, here)
	}
	if here.kind == stringLiteral {
		if escape, message := badEscape(here.in(text)); message != "" {
			return mistake{message, here.start + escape, here.start + escape}
		}
	}
	return m
}

// numeric is of a number that goes on as none should.
func numeric(text string, here token) mistake {
	m := mistake{"Invalid or unexpected token", here.start, here.end}
	switch digits := here.in(text); {
	case strings.Contains(digits, "__"):
		at := here.start + strings.Index(digits, "__") + 1
		return mistake{"Only one underscore is allowed as numeric separator", at, at + 1}
	case strings.HasSuffix(digits, "_"):
		return mistake{"Numeric separators are not allowed at the end of numeric literals", here.end, here.end}
	case len(digits) > 1 && digits[0] == '0' && '0' <= digits[1] && digits[1] <= '9' && (here.end == len(text) || !IsIdentifierPart(rune(text[here.end]))):
		m.message = "Decimals with leading zeros are not allowed in strict mode."
	case len(digits) > 1 && digits[0] == '0' && strings.IndexByte("bBoO", digits[1]) >= 0 && here.end < len(text) && '0' <= text[here.end] && text[here.end] <= '9' && len(digits) > 2:
		m.end = here.end
	}
	return m
}

// badEscape finds an escape sequence in a string that means nothing.
func badEscape(literal string) (at int, message string) {
	hex := func(s string, n int) bool {
		if len(s) < n {
			return false
		}
		return strings.Trim(s[:n], "0123456789abcdefABCDEF") == ""
	}
	for i := 0; i+1 < len(literal); i++ {
		if literal[i] != '\\' {
			continue
		}
		i++
		rest := literal[i+1:]
		switch literal[i] {
		case 'x':
			if !hex(rest, 2) {
				return i - 1, "Invalid hexadecimal escape sequence"
			}
		case 'u':
			if inner, ok := strings.CutPrefix(rest, "{"); ok {
				if digits, _, ok := strings.Cut(inner, "}"); !ok || digits == "" || !hex(digits, len(digits)) {
					return i - 1, "Invalid Unicode escape sequence"
				}
				return i - 1, "Undefined Unicode code-point"
			}
			if !hex(rest, 4) {
				return i - 1, "Invalid Unicode escape sequence"
			}
		}
	}
	return 0, ""
}

// unexpected is of a token in the wrong place.
func unexpected(text string, s *tokens, here token, message string) mistake {
	before := s.previous
	m := mistake{start: here.start, end: here.end}
	if here.kind == illegal {
		return lexical(text, s, here)
	}
	if len(s.open) > 0 && s.open[len(s.open)-1].call && s.afterOperand() && (here.kind != punctuator || !continues(here.in(text))) && !(here.kind == name && beforeOperand[here.in(text)]) {
		return mistake{"missing ) after argument list", before.start, before.end}
	}
	word := ""
	if here.kind == name {
		word = here.in(text)
	}
	switch {
	case before.kind == name && before.in(text) == "await" && (here.kind == name || here.kind == number || here.kind == stringLiteral || here.kind == template):
		return mistake{"await is only valid in async functions and the top level bodies of modules", before.start, before.end}
	case before.kind == name && before.in(text) == "for" && word == "await":
		return mistake{"for await is only valid in async functions and the top level bodies of modules", here.start, here.end}
	case before.kind == name && before.in(text) == "let" && here.kind == name && endsHead(text, before.start):
		return mistake{"Lexical declaration cannot appear in a single-statement context", before.start, before.end}
	case here.kind == punctuator && here.in(text) == "," && before.kind == name && strings.HasSuffix(text[:before.start], "..."):
		m.message = "Rest parameter must be last formal parameter"
		if len(s.open) > 0 && s.open[len(s.open)-1].char != '(' {
			m.message = "Rest element must be last element"
		}
	case word == "of" && len(s.open) > 0 && strings.HasSuffix(strings.TrimRight(text[:s.open[len(s.open)-1].start], " "), "for"):
		m.message = "Unexpected token 'of'"
	case here.kind == end:
		m.message, m.start, m.end = unexpectedEnd, len(text), len(text)
	case word == "import":
		m.message = "Cannot use import statement outside a module"
		if rest := strings.TrimLeft(text[here.end:], " \t\r\n"); strings.HasPrefix(rest, ".") {
			m.message = "Cannot use 'import.meta' outside a module"
			m.end = here.end + strings.Index(text[here.end:], ".") + 1
			m.end += len(text[m.end:]) - len(strings.TrimLeftFunc(text[m.end:], IsIdentifierPart))
		}
	case strings.Contains(word, "\\"):
		m.message = "Keyword must not contain escaped characters"
	case before.kind == name && before.in(text) == "function" && here.kind == punctuator && here.in(text) == "(":
		m = mistake{"Function statements require a function name", before.start, before.end}
	case word == "enum":
		m.message = "Unexpected reserved word"
	case strictWords[word]:
		m.message = "Unexpected strict mode reserved word"
		if message == "Unexpected identifier" {
			m.message = "Unexpected identifier '" + word + "'"
		}
	case keywords[word]:
		m.message = "Unexpected token '" + word + "'"
	case here.kind == name:
		m.message = "Unexpected identifier '" + word + "'"
	case here.kind == private:
		m.message = "Unexpected identifier '" + here.in(text) + "'"
	case here.kind == number:
		m.message = "Unexpected number"
	case here.kind == stringLiteral:
		m.message = "Unexpected string"
	case here.kind == template:
		m.message = "Unexpected template string"
	case here.kind == regularExpression:
		m.message = "Unexpected regular expression"
	default:
		m.message = "Unexpected token '" + here.in(text) + "'"
	}
	return m
}

// endsHead tells whether the head of a statement ends before an offset, so that its body is there.
func endsHead(text string, offset int) bool {
	before := strings.TrimRight(text[:offset], " \t\r\n")
	return strings.HasSuffix(before, ")") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "else")
}

// continues tells whether a punctuator can go on with an argument or follow it.
func continues(p string) bool {
	switch p {
	case ";", "}", "]", ":", "{", "(", "...", "@", "=>":
		return false
	}
	return true
}

var keywords = wordSet(`break case catch class const continue debugger default delete do else export extends false finally
	for function if import in instanceof new null return super switch this throw true try typeof var void while with`)

var strictWords = wordSet(`implements interface let package private protected public static yield`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// semantic is of tokens that are in order but do not mean anything.
func semantic(text string, s *tokens, here token, message string) mistake {
	m := mistake{message, here.start, here.end}
	before := s.previous
	switch message {
	case "Illegal continue statement":
		m.message += ": no surrounding iteration statement"
	case "Invalid left-hand side in assignment":
		if here.kind == punctuator && (here.in(text) == "++" || here.in(text) == "--") && !s.afterOperand() {
			s.at, s.previous = here.end, here
			operand := s.next()
			return mistake{"Invalid left-hand side expression in prefix operation", operand.start, operand.end}
		}
		if here.kind == punctuator && (here.in(text) == "++" || here.in(text) == "--") {
			return mistake{"Invalid left-hand side expression in postfix operation", before.start, before.end}
		}
		if before.kind == punctuator && (before.in(text) == "++" || before.in(text) == "--") {
			m.message = "Invalid left-hand side expression in prefix operation"
		}
		if rest := strings.TrimLeft(text[here.end:], " "); strings.HasPrefix(rest, "++") || strings.HasPrefix(rest, "--") {
			m.message = "Invalid left-hand side expression in postfix operation"
		}
	case "Missing initializer in const declaration":
		if here.kind != name {
			m.start, m.end = before.start, before.end
		}
	case "Missing initializer in destructuring declaration":
		if before.kind == punctuator {
			if open := opener(text, before); open >= 0 {
				m.start, m.end = open, before.end
			}
		}
	case "for-in loop variable declaration may not have an initializer":
		m.start = assigned(text, here.start)
		m.message = "for-of loop variable declaration may not have an initializer."
		if rest := text[here.start:]; strings.Contains(rest, " in ") && !strings.Contains(rest, " of ") {
			m.message = "for-in loop variable declaration may not have an initializer."
		}
	case "Already saw a default in switch":
		m.message = "More than one default clause in switch statement"
	case "Getter must not have any formal parameters.", "Setter must have exactly one formal parameter.":
		if t, ok := closer(text, here.start); ok {
			m.end = t.end
		}
	case "Lexical declaration cannot appear in a single-statement context":
		if word := here.in(text); word != "let" {
			m.message = "Unexpected token '" + word + "'"
		}
	case "Delete of an unqualified identifier in strict mode", "Octal literals are not allowed in strict mode", "Octal escape sequences are not allowed in strict mode":
		m.message += "."
	case "Assignment to eval or arguments is not allowed in strict mode":
		m.message = "Unexpected eval or arguments in strict mode"
	case "Logical expressions and coalesce expressions cannot be mixed. Wrap either by parentheses":
		m.message = "Unexpected token '" + here.in(text) + "'"
	case "Illegal newline after throw":
		if strings.TrimSpace(text[here.end:]) == "" {
			return mistake{unexpectedEnd, len(text), len(text)}
		}
	case "Invalid shorthand property initializer":
		m.start = assigned(text, here.start)
	case "Missing catch or finally after try":
		if t, ok := closer(text, here.start); ok {
			m.start, m.end = t.start, t.end
		}
	}
	switch {
	case strings.HasPrefix(message, "Label '") && strings.HasSuffix(message, "' already exists"):
		m.message = strings.TrimSuffix(message, "already exists") + "has already been declared"
	case strings.HasPrefix(message, "Identifier '") && strings.HasSuffix(message, "' has already been declared"):
		identifier := strings.TrimSuffix(strings.TrimPrefix(message, "Identifier '"), "' has already been declared")
		if at := redeclared(text, here.start, identifier); at >= 0 {
			m.start, m.end = at, at+len(identifier)
		}
	case strings.HasPrefix(message, "Undefined label"):
		if word := here.in(text); word == "break" || word == "continue" {
			s.at, s.previous = here.end, here
			here = s.next()
		}
		m = mistake{"Undefined label '" + here.in(text) + "'", here.start, here.end}
	case strings.HasPrefix(message, "Private field '#") && strings.HasSuffix(message, "must be declared in an enclosing class"):
		if here.kind == name && before.kind == punctuator || here.kind == private && before.kind == punctuator && before.in(text) == "." {
			m.start, m.end = before.start, before.start+1
		} else {
			m.end = m.start + 1
		}
	case strings.HasPrefix(message, "Compiler bug"), strings.HasSuffix(message, "not supported yet"):
		m.message = "Invalid or unexpected token"
	case strings.HasPrefix(message, "undefined Unicode code-point"):
		m.message = "Undefined Unicode code-point"
	case strings.HasPrefix(message, "invalid escape"):
		m.message = "Invalid Unicode escape sequence"
		m.end = m.start
	}
	return m
}

// assigned is the name in front of the equals sign in front of an offset, or the offset.
func assigned(text string, offset int) int {
	before, ok := strings.CutSuffix(strings.TrimRight(text[:offset], " \t\r\n"), "=")
	if !ok {
		return offset
	}
	before = strings.TrimRight(before, " \t\r\n")
	if start := len(strings.TrimRightFunc(before, IsIdentifierPart)); start < len(before) {
		return start
	}
	return offset
}

// opener is where the bracket that a token closes is opened, or -1.
func opener(text string, closer token) int {
	depth := 0
	for i := closer.start; i >= 0; i-- {
		switch text[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// redeclared is the second declaration of a name, given the place of one of the two.
func redeclared(text string, from int, identifier string) int {
	s := &tokens{text: text}
	found := -1
	for t := s.next(); t.kind != end; t = s.next() {
		if t.kind != name || t.in(text) != identifier {
			continue
		}
		switch before := strings.TrimRight(text[:t.start], " \t\r\n*"); {
		case strings.HasSuffix(before, "let"), strings.HasSuffix(before, "const"), strings.HasSuffix(before, "var"),
			strings.HasSuffix(before, "function"), strings.HasSuffix(before, "class"), strings.HasSuffix(before, "import"):
			if t.start > from {
				return t.start
			}
			found = t.start
		}
	}
	if found >= from {
		return found
	}
	return -1
}

// fromRegExp is of a regular expression.
func fromRegExp(text string, here token, message string) (mistake, bool) {
	if here.kind != regularExpression {
		return mistake{}, false
	}
	literal := here.in(text)
	if strings.HasPrefix(message, "Invalid flags") {
		return mistake{"Invalid regular expression flags", here.start, here.start + 1}, true
	}
	return mistake{"Invalid regular expression: " + literal + ": " + message, here.start, here.end}, true
}
