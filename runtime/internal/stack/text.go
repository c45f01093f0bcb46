package stack

import (
	"strings"

	"github.com/gonode/gonode/runtime/source"
)

// The functions of this file read the text around the place of an error, where V8 has the syntax tree. They work on
// what people write: a text that is stranger than that gets a message that says less.

// nameAt is the identifier at an offset, or "".
func nameAt(text string, offset int) string {
	rest := text[offset:]
	name := rest[:len(rest)-len(strings.TrimLeftFunc(rest, source.IsIdentifierPart))]
	if !source.IsIdentifier(name) {
		return ""
	}
	return name
}

// nameBefore is the identifier that ends at an offset, or "".
func nameBefore(text string, end int) string {
	start := len(strings.TrimRightFunc(text[:end], source.IsIdentifierPart))
	if name := text[start:end]; source.IsIdentifier(name) {
		return name
	}
	return ""
}

func skipSpace(text string, offset int) int {
	return len(text) - len(strings.TrimLeft(text[offset:], " \t\r\n"))
}

func skipSpaceBack(text string, end int) int {
	return len(strings.TrimRight(text[:end], " \t\r\n"))
}

// afterName is the operator behind the identifier at an offset.
func afterName(text string, offset int) int {
	name := nameAt(text, offset)
	if name == "" {
		return -1
	}
	return skipSpace(text, offset+len(name))
}

// statementStart is where V8 has a global variable that is read first thing in its statement.
func statementStart(text string, offset int) int {
	end := skipSpaceBack(text, offset)
	switch {
	case nameBefore(text, end) == "return":
		return end - len("return")
	case end > 0 && text[end-1] == '=' && offset-end < 3:
		end = skipSpaceBack(text, end-1)
		name := nameBefore(text, end)
		if name == "" {
			return -1
		}
		start := end - len(name)
		before := skipSpaceBack(text, start)
		if before == 0 || strings.ContainsRune(";{}", rune(text[before-1])) || strings.Contains(text[before:start], "\n") {
			return start
		}
	}
	return -1
}

// findMember is where `.key` follows an offset, which is at the beginning of the member expression or at the key.
func findMember(text string, offset int, key string) int {
	if nameAt(text, offset) == key && offset > 0 && text[skipSpaceBack(text, offset)-1] == '.' {
		return -1
	}
	end := min(len(text), offset+1000)
	for at := offset; at < end; {
		i := strings.Index(text[at:end], key)
		if i < 0 {
			return -1
		}
		at += i
		if before := skipSpaceBack(text, at); before > 0 && text[before-1] == '.' && nameAt(text, at) == key {
			if _, start := operandBefore(text, at+len(key)); start <= offset {
				return at
			}
			return -1
		}
		at += max(len(key), 1)
	}
	return -1
}

// assignment is the operator of the assignment whose target's last part is at an offset.
func assignment(text string, offset int) int {
	at := offset
	if at < len(text) && text[at] == '[' {
		at = closing(text, at)
		if at < 0 {
			return -1
		}
		at++
	} else {
		at += len(nameAt(text, at))
	}
	at = skipSpace(text, at)
	operator := text[at:min(len(text), at+5)]
	i := strings.IndexByte(operator, '=')
	if i < 0 || strings.Trim(operator[:i], "+-*/%&|^<>?") != "" || strings.HasPrefix(operator[i:], "==") || strings.HasPrefix(operator[i:], "=>") {
		return -1
	}
	return at
}

// closing is where the bracket at an offset is closed, or -1.
func closing(text string, offset int) int {
	depth := 0
	for i := offset; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'', '`':
			quote := text[i]
			for i++; i < len(text) && text[i] != quote; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		}
	}
	return -1
}

// opening is where the bracket that is closed before an offset is opened, or -1.
func opening(text string, end int) int {
	depth := 0
	for i := end - 1; i >= 0; i-- {
		switch text[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'', '`':
			if i = openingQuote(text, i); i < 0 {
				return -1
			}
		}
	}
	return -1
}

// openingQuote is where the string that ends with the quote at an offset begins, or -1.
func openingQuote(text string, end int) int {
	for i := end - 1; i >= 0; i-- {
		if text[i] == text[end] {
			backslashes := 0
			for j := i - 1; j >= 0 && text[j] == '\\'; j-- {
				backslashes++
			}
			if backslashes%2 == 0 {
				return i
			}
		}
		if text[i] == '\n' && text[end] != '`' {
			return -1
		}
	}
	return -1
}

const intermediate = "(intermediate value)"

// calleeBefore is the expression that ends at an offset as V8 prints what is called there.
func calleeBefore(text string, end int) string {
	printed, _ := operandBefore(text, end)
	return printed
}

// operandBefore prints the expression that ends at an offset, and tells where it begins.
func operandBefore(text string, end int) (printed string, start int) {
	end = skipSpaceBack(text, end)
	if strings.HasSuffix(text[:end], "?.") {
		end = skipSpaceBack(text, end-2)
	}
	if end == 0 {
		return intermediate, 0
	}
	switch c := text[end-1]; c {
	case ']':
		open := opening(text, end)
		if open < 0 {
			return intermediate, 0
		}
		if !endsOperand(text, open) {
			return text[open:end], open
		}
		object, start := operandBefore(text, open)
		key := strings.TrimSpace(text[open+1 : end-1])
		if n := len(key); n > 1 && (key[0] == '\'' || key[0] == '"') && key[n-1] == key[0] {
			return object + "." + key[1:n-1], start
		}
		return object + "[" + key + "]", start
	case ')':
		open := opening(text, end)
		if open < 0 {
			return intermediate, 0
		}
		if endsOperand(text, open) {
			callee, start := operandBefore(text, open)
			if before := skipSpaceBack(text, start); nameBefore(text, before) == "new" {
				return intermediate, before - len("new")
			}
			return callee + "(...)", start
		}
		return parenthesized(text[open+1 : end-1]), open
	case '}':
		return intermediate, end
	case '"', '\'', '`':
		open := openingQuote(text, end-1)
		if open < 0 {
			return intermediate, 0
		}
		return "\"" + text[open+1:end-1] + "\"", open
	case '/':
		if open := strings.LastIndexByte(text[:end-1], '/'); open >= 0 && !strings.Contains(text[open:end], "\n") {
			return text[open:end], open
		}
		return intermediate, end
	}
	name := nameBefore(text, end)
	if name == "" {
		if digits := len(strings.TrimRight(text[:end], "0123456789.")); digits < end {
			if strings.HasPrefix(text[digits:], "...") {
				digits += len("...")
			}
			return text[digits:end], digits
		}
		return intermediate, end
	}
	start = end - len(name)
	if start > 0 && text[start-1] == '#' {
		start, name = start-1, "#"+name
	}
	before := skipSpaceBack(text, start)
	if before == 0 || text[before-1] != '.' || strings.HasSuffix(text[:before], "...") {
		return name, start
	}
	dot := "."
	before--
	if before > 0 && text[before-1] == '?' {
		dot = "?."
		before--
	}
	object, start := operandBefore(text, before)
	return object + dot + name, start
}

// endsOperand tells whether an expression ends at an offset, so that a bracket there is about it.
func endsOperand(text string, end int) bool {
	end = skipSpaceBack(text, end)
	if end == 0 {
		return false
	}
	if name := nameBefore(text, end); name != "" {
		return !keywordsBeforeOperand[name]
	}
	return strings.ContainsRune(")]}.\"'`", rune(text[end-1]))
}

var keywordsBeforeOperand = map[string]bool{
	"await": true, "case": true, "delete": true, "do": true, "else": true, "in": true, "instanceof": true, "new": true,
	"of": true, "return": true, "throw": true, "typeof": true, "void": true, "yield": true, "if": true, "while": true,
	"for": true, "switch": true, "with": true, "catch": true, "default": true, "extends": true,
}

// parenthesized prints an expression that is in parentheses.
func parenthesized(inner string) string {
	inner = strings.TrimSpace(inner)
	if left, right, ok := strings.Cut(inner, ","); ok && !strings.ContainsAny(inner, "(){}[]") {
		return "(" + strings.TrimSpace(left) + " , " + strings.TrimSpace(right) + ")"
	}
	if inner == "{}" {
		return inner
	}
	if rest, ok := strings.CutPrefix(inner, "void "); ok {
		return "(void " + rest + ")"
	}
	if printed, start := operandBefore(inner, len(inner)); start == 0 && printed != "" {
		return printed
	}
	return intermediate
}

// constructed prints what stands behind the `new` at an offset.
func constructed(text string, offset int) string {
	rest, ok := strings.CutPrefix(text[offset:], "new")
	if !ok {
		return intermediate
	}
	at := skipSpace(text, len(text)-len(rest))
	start := at
	for at < len(text) {
		switch c := text[at]; {
		case c == '(' && at == start:
			end := closing(text, at)
			if end < 0 {
				return intermediate
			}
			return parenthesized(text[at+1 : end])
		case c == '[' && at > start:
			end := closing(text, at)
			if end < 0 {
				return intermediate
			}
			at = end + 1
		case c == '.' || c == '#' || c >= 0x80 || source.IsIdentifierPart(rune(c)):
			at++
		default:
			if at == start {
				return intermediate
			}
			printed, _ := operandBefore(text[start:at], at-start)
			return printed
		}
	}
	printed, _ := operandBefore(text[start:], at-start)
	return printed
}

// expressionAt prints the simple expression that an offset is in: a literal, or a name with members and calls.
func expressionAt(text string, offset int) string {
	at := offset
	if at < len(text) && (text[at] == '[' || text[at] == '{') {
		end := closing(text, at)
		if end < 0 {
			return ""
		}
		return text[at : end+1]
	}
	for at < len(text) {
		c := text[at]
		if (c == '[' || c == '(') && at > offset {
			end := closing(text, at)
			if end < 0 {
				return ""
			}
			at = end + 1
			continue
		}
		if c != '.' && c < 0x80 && !source.IsIdentifierPart(rune(c)) {
			break
		}
		at++
	}
	switch text[offset:at] {
	case "", "function", "class", "async", "new", "const", "let", "var", "for", "await", "yield", "return":
		return ""
	}
	printed, _ := operandBefore(text[:at], at)
	return printed
}

// updated is the operand of the ++, -- or compound assignment whose last member is at an offset, or -1.
func updated(text string, offset int) int {
	end := offset + len(nameAt(text, offset))
	at := skipSpace(text, end)
	rest := text[at:min(len(text), at+4)]
	operator := strings.HasPrefix(rest, "++") || strings.HasPrefix(rest, "--")
	if i := strings.IndexByte(rest, '='); i > 0 && strings.Trim(rest[:i], "+-*/%&|^<>?") == "" && !strings.HasPrefix(rest[i:], "==") {
		operator = operator || rest[:i] != "<" && rest[:i] != ">"
	}
	if !operator || end == offset {
		return -1
	}
	_, start := operandBefore(text, end)
	return start
}

func isLiteral(expression string) bool {
	switch expression {
	case "null", "undefined", "{}":
		return true
	}
	return expression != "" && '0' <= expression[0] && expression[0] <= '9'
}

// initializes tells whether what is at an offset follows an equals sign.
func initializes(text string, offset int) bool {
	end := skipSpaceBack(text, offset)
	return end > 0 && text[end-1] == '='
}

// destructuring tells whether an offset is in a pattern, where the property read stands without its object.
func destructuring(text string, offset int) bool {
	end := skipSpaceBack(text, offset)
	return end > 0 && (text[end-1] == '{' || text[end-1] == ',')
}

// patternBefore finds the first key of the object pattern that the value at an offset is destructured by.
func patternBefore(text string, offset int) (key string, at int) {
	end := skipSpaceBack(text, offset)
	if end == 0 || text[end-1] != '=' {
		return "", -1
	}
	end = skipSpaceBack(text, end-1)
	if end == 0 || text[end-1] != '}' {
		return "", -1
	}
	open := opening(text, end)
	if open < 0 {
		return "", -1
	}
	at = skipSpace(text, open+1)
	return nameAt(text, at), at
}

// patternOf finds the first key of the object pattern that a literal behind an offset is destructured by.
func patternOf(text string, offset int, literal string) (key string, at int) {
	for {
		i := strings.Index(text[offset:], "= "+literal)
		if i < 0 {
			return "", -1
		}
		offset += i + len("= ")
		if key, at = patternBefore(text, offset); key != "" {
			return key, at
		}
	}
}

// spreadIn is the operand of the only spread of the array literal at an offset, or -1.
func spreadIn(text string, offset int) int {
	if offset >= len(text) || text[offset] != '[' {
		return -1
	}
	end := closing(text, offset)
	if end < 0 || strings.Count(text[offset:end], "...") != 1 {
		return -1
	}
	return skipSpace(text, offset+strings.Index(text[offset:end], "...")+len("..."))
}

// patternAfter finds the first key of the object pattern among the parameters of the function at an offset.
func patternAfter(text string, offset int) (key string, at int) {
	head := text[offset:min(len(text), offset+300)]
	open := strings.IndexByte(head, '{')
	paren := strings.IndexByte(head, '(')
	if open < 0 || paren > open || strings.Contains(head[:open], ")") {
		return "", -1
	}
	at = skipSpace(text, offset+open+1)
	return nameAt(text, at), at
}

// extended is what follows `extends` in the class at an offset.
func extended(text string, offset int) int {
	i := strings.Index(text[offset:], "extends")
	if i < 0 {
		return -1
	}
	return skipSpace(text, offset+i+len("extends"))
}

// deletion is the `delete` that an offset belongs to.
func deletion(text string, offset int) int {
	line := strings.LastIndexByte(text[:offset], '\n') + 1
	i := strings.LastIndex(text[line:offset], "delete ")
	if i < 0 {
		return -1
	}
	return line + i + len("delete ")
}

// tag is the template that is tagged with the expression at an offset, or -1.
func tag(text string, offset int) int {
	at := offset
	if at < len(text) && text[at] == '(' {
		if at = closing(text, at) + 1; at == 0 || at == len(text) || text[at] != '`' {
			return -1
		}
	}
	for at < len(text) && (text[at] == '.' || source.IsIdentifierPart(rune(text[at]))) {
		at++
	}
	if at < len(text) && text[at] == '`' {
		return at
	}
	return -1
}
