package source

import (
	"unicode/utf16"

	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/internal/esregexp"
	"github.com/gonode/gonode/runtime/internal/instruction"
)

// prepare makes of a tree what goja compiles as ECMAScript has it: regular expressions are taken out, and functions in
// blocks hoisted unless the code is strict from the outside.
func prepare(tree *ast.Program, strict bool) (err error) {
	hoist := false
	walk(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RegExpLiteral:
			if err == nil {
				err = takeRegExp(n)
			}
		case *ast.BlockStatement:
			hoist = hoist || hasBlockFunctions(n.List)
		case *ast.CaseStatement:
			hoist = hoist || hasBlockFunctions(n.Consequent)
		case *ast.IfStatement:
			hoist = hoist || plainFunction(n.Consequent) != nil || plainFunction(n.Alternate) != nil
		}
		return true
	})
	if hoist && !strict {
		hoistFunctions(tree)
	}
	return err
}

// takeRegExp takes a regular expression out of a tree, so that goja's compiler does not compile it with its own engines,
// nor refuse what those do not know. What stays is text to goja, of which package instruction makes a pattern.
func takeRegExp(literal *ast.RegExpLiteral) error {
	flags, ok := esregexp.ParseFlags(literal.Flags)
	if !ok {
		return &rejection{message: "Invalid flags", offset: int(literal.Idx) - 1, final: true}
	}
	if err := esregexp.Validate(utf16.Encode([]rune(literal.Pattern)), flags); err != nil {
		return &rejection{message: err.Error(), offset: int(literal.Idx) - 1, final: true}
	}
	literal.Pattern, literal.Flags = instruction.TakenRegExp(literal.Pattern, literal.Flags), ""
	return nil
}
