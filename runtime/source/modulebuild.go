package source

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/runtime/internal/realm"
)

// earlyError is a rejection that no lowering can help.
type earlyError struct{ rejection }

// moduleParam is the parameter for an import.
func moduleParam(i int) string { return "ǃ" + strconv.Itoa(i) }

// buildModule makes a program of a module's text, which esbuild may have written.
func (c *Compiler) buildModule(src Source, text string, m *Map) (*Unit, error) {
	s := scanModule(text)
	if s.err != nil && s.early {
		return nil, &earlyError{*s.err}
	}
	if s.err != nil {
		return nil, s.err
	}
	var start strings.Builder
	start.WriteString("(async function (" + moduleHost + ", " + moduleExports)
	for i := range s.info.Imports {
		start.WriteString(", " + moduleParam(i))
	}
	start.WriteString(`) {"use strict";var ` + moduleTemp + `;`)
	if m.encoded != nil {
		start.WriteByte('\n')
		m.shift = 1
	} else {
		m.prefix = start.Len()
	}
	prefix := start.Len()
	compiled := start.String() + string(s.out) + functionEnd
	if m.encoded != nil {
		m.generated = compiled
	}
	key := programKey(src, compiled)
	if unit, ok := c.stored(src, key, compiled, m); ok {
		return unit, nil
	}
	parsed, err := parse(src.Name, compiled)
	if err != nil {
		return nil, err
	}
	tree := parsed.tree
	if !isFunction(tree, compiled) {
		return nil, &rejection{message: "Unexpected token }", offset: len(compiled)}
	}
	async := asyncSyntax{text: compiled, parsed: parsed}
	if parsed.texts != nil || mayNeedRewriting(compiled) {
		if err := async.rewrite(tree, false); err != nil {
			return nil, err
		}
	}
	body := tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.FunctionLiteral)
	w := &moduleRewriter{info: s.info, text: compiled, original: text, prefix: prefix, awaits: -1, moved: s.moved, movedFrom: s.movedFrom}
	if err := w.rewrite(body, s.declared); err != nil {
		return nil, err
	}
	if s.info.Async = w.awaits >= 0; s.info.Async {
		s.info.Awaits = w.awaits
		if p, ok := m.Position(w.awaits); ok {
			s.info.Awaits = m.Offset(p)
		}
	}
	if err := prepare(tree, true); err != nil {
		return nil, err
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		syntax, ok := err.(*goja.CompilerSyntaxError)
		if !ok {
			return nil, err
		}
		return nil, &rejection{message: syntax.Message, offset: max(syntax.Offset, 0)}
	}
	for i := range s.info.Requests {
		s.info.Requests[i].Offset += prefix
	}
	for i := range s.info.Imports {
		s.info.Imports[i].Offset += prefix
	}
	for i := range s.info.Exports {
		s.info.Exports[i].Offset += prefix
	}
	adopt := async.generators || strings.Contains(compiled, "eval")
	unit := &Unit{Program: program, Map: m, Imports: s.imports || parsed.imports, AsyncLoops: async.looped > 0, Module: s.info}
	store(src, key, program, tree.File.Source(), unit.Imports, unit.AsyncLoops, adopt, s.info)
	if err := finish(program, false, adopt); err != nil {
		return nil, err
	}
	if src.Realm {
		realm.Adopt(program)
	}
	c.keep(tree.File, m)
	return unit, nil
}

// compileModule compiles a module as it is, or through esbuild.
func (c *Compiler) compileModule(src Source, text string) (*Unit, error) {
	if src.Language != JavaScript {
		return c.lower(src, text, nil)
	}
	m := &Map{name: src.Name, text: text, line: src.Line, column: src.Column}
	unit, err := c.buildModule(src, text, m)
	if err == nil {
		return unit, nil
	}
	cause := moduleRejection(m, err)
	if _, early := err.(*earlyError); early || cause.final {
		return nil, newSyntaxError(src, text, cause, nil)
	}
	return c.lower(src, text, cause)
}

// moduleRejection moves an error of buildModule into the source's own text.
func moduleRejection(m *Map, err error) *rejection {
	r, ok := err.(*rejection)
	if !ok {
		early, ok := err.(*earlyError)
		if !ok {
			return &rejection{message: err.Error()}
		}
		r = &early.rejection
		r.verbatim = true
	}
	if m.prefix == 0 && m.encoded == nil {
		return r
	}
	if m.encoded != nil {
		p, _ := m.Position(r.offset)
		return &rejection{message: r.message, offset: m.Offset(p), verbatim: r.verbatim}
	}
	return m.rejected(r)
}
