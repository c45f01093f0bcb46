package source

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"

	"github.com/gonode/gonode/runtime/internal/realm"
)

// functionEnd closes the function around a body. It begins with a line break because the body may end in a comment.
const functionEnd = "\n})"

func (c *Compiler) compile(src Source) (*Unit, error) {
	text := strings.TrimPrefix(src.Text, "\ufeff")
	if strings.HasPrefix(text, "#!") {
		text = "//" + text[2:]
	}
	if src.Kind == Module {
		return c.compileModule(src, text)
	}
	if src.Language != JavaScript {
		return c.lower(src, text, nil)
	}
	m := &Map{name: src.Name, line: src.Line, column: src.Column}
	compiled := text
	switch {
	case src.Kind == Function:
		start := functionStart(src.Params)
		compiled = start + text + functionEnd
		m.prefix = len(start)
	case mayHaveAsyncGenerators(text[:min(len(text), 4*len(methodStart))]):
		// A method needs room in front of it, see parseMethods.
		m.prefix = len(methodStart)
		compiled = strings.Repeat(" ", m.prefix) + text
	}
	m.text = compiled[m.prefix : m.prefix+len(text)]
	unit, err := c.build(src, compiled, m)
	if err != nil {
		cause := m.rejected(err)
		if _, early := err.(*earlyError); early {
			return nil, newSyntaxError(src, text, cause, nil)
		}
		if cause.final {
			return nil, newSyntaxError(src, text, cause, nil)
		}
		return c.lower(src, text, cause)
	}
	return unit, nil
}

// functionStart opens a function with these parameters, all on one line so that lines keep their numbers.
func functionStart(params []string) string {
	return "(function (" + strings.Join(params, ", ") + ") {"
}

// rejection is why goja did not take a text, at an offset in the source's own text.
type rejection struct {
	message string
	offset  int
	// outside says that the parser had gone past the end of the source's text.
	outside bool
	// final says that no lowering can help.
	final bool
	// verbatim says that the message is V8's as it is.
	verbatim bool
}

func (r *rejection) Error() string { return r.message }

// build makes a program of a text that goja may or may not take.
func (c *Compiler) build(src Source, compiled string, m *Map) (*Unit, error) {
	key := programKey(src, compiled)
	if unit, ok := c.stored(src, key, compiled, m); ok {
		return unit, nil
	}
	parsed, err := parse(src.Name, compiled)
	if err != nil {
		return nil, err
	}
	tree, async := parsed.tree, asyncSyntax{text: compiled, parsed: parsed}
	if parsed.texts != nil || mayNeedRewriting(compiled) {
		if err := async.rewrite(tree, false); err != nil {
			return nil, err
		}
	}
	if src.Kind != Script && !isFunction(tree, compiled) {
		return nil, &rejection{message: "Unexpected token }", offset: len(compiled)}
	}
	if err := prepare(tree, false); err != nil {
		return nil, err
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		var syntax *goja.CompilerSyntaxError
		if !errors.As(err, &syntax) {
			return nil, err
		}
		return nil, &rejection{message: syntax.Message, offset: max(syntax.Offset, 0)}
	}
	adopt := async.generators || strings.Contains(compiled, "eval")
	store(src, key, program, tree.File.Source(), parsed.imports, async.looped > 0, adopt, nil)
	if err := finish(program, false, adopt); err != nil {
		return nil, err
	}
	if src.Realm {
		realm.Adopt(program)
	}
	c.keep(tree.File, m)
	return &Unit{Program: program, Map: m, Imports: parsed.imports, AsyncLoops: async.looped > 0}, nil
}

// isFunction tells whether a body stayed inside the function around it, which ends the text.
func isFunction(tree *ast.Program, compiled string) bool {
	last := func(body []ast.Statement) ast.Expression {
		if len(body) == 0 {
			return nil
		}
		switch s := body[len(body)-1].(type) {
		case *ast.ExpressionStatement:
			if len(body) == 1 {
				return s.Expression
			}
		case *ast.ReturnStatement:
			return s.Argument
		}
		return nil
	}
	end := len(compiled) - len(")")
	e := last(tree.Body)
	if call, ok := e.(*ast.CallExpression); ok && strings.HasPrefix(compiled, factoryStart) {
		factory, ok := call.Callee.(*ast.FunctionLiteral)
		if !ok {
			return false
		}
		e, end = last(factory.Body.List), strings.LastIndex(compiled[:len(compiled)-len(factoryEnd)], ")")
	}
	f, ok := e.(*ast.FunctionLiteral)
	return ok && int(f.Idx1())-1 == end
}

// parsed is what goja's parser made of a text.
type parsed struct {
	tree *ast.Program
	// texts are those that the sources of functions in the tree are parts of, if not all are the text as it was.
	texts []string
	// imports says that it had `import()`, loops how many `for await`.
	imports bool
	loops   int
	// methods are those that were parsed by themselves, by where what stands for them begins.
	methods map[file.Idx]*ast.FunctionLiteral
}

// parse is goja's parser, which knows neither `import()`, nor `for await`, nor async generator methods of object
// literals. Wherever it stops at one of the first two, a keyword is replaced: `import` by ImportName, of the same
// length, `await` by spaces. Methods are taken out, see takeMethods.
func parse(name, text string) (parsed, error) { return parsePast(name, text, -1) }

// parsePast is parse, which takes out only methods that begin behind an offset.
func parsePast(name, text string, from int) (p parsed, err error) {
	var methods []span
	took := false
	for original := text; ; {
		p.tree, err = parser.ParseFile(nil, name, text, 0, parser.WithDisableSourceMaps)
		var list parser.ErrorList
		if err == nil || !errors.As(err, &list) {
			if err == nil && text != original {
				p.texts = append(p.texts, p.tree.File.Source())
				err = p.parseMethods(name, original, methods)
			}
			return p, err
		}
		var index lineIndex
		replaced := false
		for _, e := range list {
			offset := byteOffset(&index, text, e)
			if isImportCall(text[offset:]) {
				if fault := importCallFault(text, offset); fault != "" {
					return p, &earlyError{rejection{message: fault, offset: offset}}
				}
				text = text[:offset] + ImportName + text[offset+len(ImportName):]
				replaced, p.imports = true, true
			} else if _, ok := isForAwait(text, offset); ok {
				text = text[:offset] + "     " + text[offset+len("await"):]
				replaced = true
				p.loops++
			}
		}
		if !replaced && !took {
			took = true
			if methods = findMethods(text, from); methods != nil {
				text = takeMethods(text, methods)
				continue
			}
		}
		if !replaced {
			first := list[0]
			return p, &rejection{message: first.Message, offset: byteOffset(&index, text, first)}
		}
	}
}

// byteOffset finds where a parser error is; goja counts columns in bytes.
func byteOffset(index *lineIndex, text string, e *parser.Error) int {
	from, _ := index.bounds(text, e.Position.Line)
	return min(from+max(e.Position.Column-1, 0), len(text))
}

func isImportCall(text string) bool {
	rest, ok := strings.CutPrefix(text, "import")
	return ok && strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), "(")
}

// rejected moves an error of build into the source's own text.
func (m *Map) rejected(err error) *rejection {
	if early, ok := err.(*earlyError); ok {
		err = &early.rejection
	}
	r, ok := err.(*rejection)
	if !ok {
		r = &rejection{message: err.Error()}
	}
	offset := r.offset - m.prefix
	return &rejection{message: r.message, offset: min(max(offset, 0), len(m.text)), outside: offset > len(m.text),
		final: r.final, verbatim: r.verbatim}
}
