package source

import (
	"unicode/utf16"

	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/internal/esregexp"
	"github.com/gonode/gonode/runtime/internal/instruction"
)

// takeRegExps takes the regular expressions out of a tree, so that goja's compiler does not compile them with its own
// engines, nor refuse what those do not know. What stays is text to goja, of which package instruction makes a pattern.
func takeRegExps(tree *ast.Program) (err error) {
	walk(tree, func(n ast.Node) bool {
		literal, ok := n.(*ast.RegExpLiteral)
		if !ok || err != nil {
			return err == nil
		}
		flags, ok := esregexp.ParseFlags(literal.Flags)
		if !ok {
			err = &rejection{message: "Invalid flags", offset: int(literal.Idx) - 1, final: true}
			return false
		}
		if wrong := esregexp.Validate(utf16.Encode([]rune(literal.Pattern)), flags); wrong != nil {
			err = &rejection{message: wrong.Error(), offset: int(literal.Idx) - 1, final: true}
			return false
		}
		literal.Pattern, literal.Flags = instruction.TakenRegExp(literal.Pattern, literal.Flags), ""
		return true
	})
	return err
}
