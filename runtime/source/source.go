// Package source turns the text of JavaScript and TypeScript files into programs that goja runs.
//
// What goja's parser takes runs as it is written: one parse, nothing added. What it does not take (async
// generators, for await, decorators, using, TypeScript …) goes through esbuild, and a [Map] leads from positions
// of the compiled text back to the lines and columns its author sees. What is wrong in itself becomes a
// [SyntaxError] with the text V8 has for it.
//
// Nothing here touches a runtime. A [Unit] can be run by any number of runtimes, at the same time.
package source

import (
	"strings"

	"github.com/dop251/goja"
)

// Kind says what a text is to become.
type Kind uint8

const (
	// Script is global code, as -e, the REPL and vm.Script run it. Its value is that of its last expression.
	Script Kind = iota
	// Function is the body of a function with the parameters in Source.Params: a CommonJS module, an embedded
	// builtin, vm.compileFunction. `return` is allowed at its top and `await` is a plain name there.
	// The program's value is the function.
	Function
	// Module is an ECMAScript module. It becomes what [ModuleInfo] says.
	Module
)

// Language says what a text is written in.
type Language uint8

const (
	JavaScript Language = iota
	TypeScript
	JSX
	TSX
)

// CommonJSParams are the parameters of the function around a CommonJS module.
var CommonJSParams = [...]string{"exports", "require", "module", "__filename", "__dirname"}

// ImportName stands for the import of `import()`: see [BindImport]. It is made of letters nobody types by chance.
const ImportName = "ǃǃǃ"

// Source is a text and how to take it.
type Source struct {
	// Name is the file as stacks show it: an absolute path, a URL, "node:events", "[eval]".
	Name     string
	Text     string
	Kind     Kind
	Language Language
	// Params are the names of a Function's parameters.
	Params []string
	// Line and Column are added to the positions in Text (Column on its first line only), for a text that is
	// part of a larger one. Both are 0 as a rule.
	Line, Column int
	// TypeScript are the compiler options for a text that is not JavaScript, as the text of a tsconfig.json, or "".
	TypeScript string
	// Cache is asked for what lowering makes of the text, if it is not nil.
	Cache Cache
	// Realm says that the program is for a global object of its own: see package realm, whose Run runs it.
	Realm bool
}

// CommonJS is the source of a CommonJS module.
func CommonJS(name, text string) Source {
	return Source{Name: name, Text: text, Kind: Function, Params: CommonJSParams[:], Language: LanguageOf(name)}
}

// LanguageOf tells the language of a file by its extension.
func LanguageOf(name string) Language {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return JavaScript
	}
	switch name[dot:] {
	case ".ts", ".mts", ".cts":
		return TypeScript
	case ".tsx":
		return TSX
	case ".jsx":
		return JSX
	}
	return JavaScript
}

// Unit is a compiled source.
type Unit struct {
	Program *goja.Program
	Map     *Map
	// Imports says that the text has `import()`: the runtime must have called [BindImport] before it runs.
	Imports bool
	// AsyncLoops says that the text has `for await`: the runtime must have called [BindAsyncLoops] before it runs.
	AsyncLoops bool
	// Module is what a Module imports and exports.
	Module *ModuleInfo
}
