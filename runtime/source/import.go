package source

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/asyncgen"
)

// BindImport gives a runtime what `import()` calls, with the arguments of the expression. The file the call is in
// is that of the topmost frame of the stack. It must be called before a Unit whose Imports is set runs, once a
// runtime, and not while JavaScript runs further up.
func BindImport(vm *goja.Runtime, f *goja.Object) error {
	// A binding in the global scope that is no property of the global object: nothing lists it.
	bind, err := vm.RunString("let " + ImportName + "; f => { " + ImportName + " = f }")
	if err != nil {
		return err
	}
	set, _ := goja.AssertFunction(bind)
	_, err = set(goja.Undefined(), f)
	return err
}

// BindAsyncLoops gives a runtime what `for await` needs. It must be called before a Unit whose AsyncLoops is set runs,
// once a runtime, and not while JavaScript runs further up.
func BindAsyncLoops(vm *goja.Runtime) error { return asyncgen.BindLoop(vm) }

// importCallFault is what is wrong with the `import()` at an offset that a call of a function might be, or "".
func importCallFault(text string, offset int) string {
	before := strings.TrimRight(text[:offset], " \t\r\n")
	if rest, ok := strings.CutSuffix(before, "new"); ok && (rest == "" || !IsIdentifierPart(rune(rest[len(rest)-1])) && rest[len(rest)-1] != '.') && isWord(text, len(rest), "new") {
		return "Cannot use new with import"
	}
	l := &lexer{text: text, at: offset}
	l.next()
	l.next()
	arguments, empty := 1, true
	for t := l.next(); ; t = l.next() {
		switch {
		case t.kind == end:
			return ""
		case len(l.open) == 0:
			if empty && arguments == 1 {
				return "Unexpected token ')'"
			}
			if arguments > 2 && !(arguments == 3 && empty) {
				return "Unexpected token"
			}
			if t = l.next(); l.is(t, "=") && l.peek(0) != '=' || l.is(t, "=>") || !t.newline && (l.is(t, "++") || l.is(t, "--")) {
				return "Invalid left-hand side in assignment"
			}
			return ""
		case len(l.open) == 1 && l.is(t, ","):
			arguments, empty = arguments+1, true
		case len(l.open) == 1 && l.is(t, "..."):
			return "Unexpected token '...'"
		default:
			empty = false
		}
	}
}

// isWord tells whether the word at an offset of a text is one, and not part of a comment or a literal.
func isWord(text string, offset int, word string) bool {
	l := &lexer{text: text}
	for {
		t := l.next()
		if t.kind == end || t.start > offset {
			return false
		}
		if t.start == offset {
			return l.is(t, word)
		}
	}
}
