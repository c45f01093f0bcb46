package source

import (
	"slices"
	"strconv"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	jstoken "github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// hasBlockFunctions tells whether a tree has a function that is declared in a block.
func hasBlockFunctions(list []ast.Statement) bool {
	return slices.ContainsFunc(list, func(s ast.Statement) bool { return plainFunction(s) != nil })
}

// plainFunction is the function that a statement declares, unless it is a generator or asynchronous.
func plainFunction(s ast.Statement) *ast.FunctionLiteral {
	if d, ok := s.(*ast.FunctionDeclaration); ok && !d.Function.Async && !d.Function.Generator {
		return d.Function
	}
	return nil
}

// hoistFunctions makes functions declared in blocks of code that is not strict variables of the function around them
// too, as annex B.3.3 has it and goja has not: where such a declaration stands, the variable gets the function.
//
// The variable is behind the block's own name there, so an arrow function from outside of the block sets it:
//
//	{ function f() {} }    becomes    { const ǃ0 = (ǃ) => { f = ǃ }; { function f() {} const ǃ1 = ǃ0(f); } }
func hoistFunctions(tree *ast.Program) {
	if isStrict(tree.Body) {
		return
	}
	h := hoister{variables: &tree.DeclarationList}
	h.function(tree.Body, nil)
	walk(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral:
			if n.Body == nil || isStrict(n.Body.List) {
				return false
			}
			h := hoister{variables: &n.DeclarationList}
			h.function(n.Body.List, n.ParameterList)
		case *ast.ArrowFunctionLiteral:
			if body, ok := n.Body.(*ast.BlockStatement); ok {
				if isStrict(body.List) {
					return false
				}
				h := hoister{variables: &n.DeclarationList}
				h.function(body.List, n.ParameterList)
			}
		case *ast.ClassLiteral:
			return false
		}
		return true
	})
}

// hoister treats one function.
type hoister struct {
	variables *[]*ast.VariableDeclaration
	// scopes are the names of the scopes around a block that a variable must not have.
	scopes  [][]string
	helpers int
}

func (h *hoister) within(names []string, f func()) {
	h.scopes = append(h.scopes, names)
	f()
	h.scopes = h.scopes[:len(h.scopes)-1]
}

func (h *hoister) function(body []ast.Statement, params *ast.ParameterList) {
	names := lexicalNames(body, false)
	if params != nil {
		for _, b := range params.List {
			names = appendNames(names, b.Target)
		}
		names = appendNames(names, params.Rest)
	}
	h.within(names, func() { h.statements(body) })
}

func (h *hoister) statements(list []ast.Statement) {
	for i, s := range list {
		list[i] = h.statement(s)
	}
}

// lexicalNames are those that statements of a block declare for it.
func lexicalNames(list []ast.Statement, functions bool) (names []string) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				names = appendNames(names, b.Target)
			}
		case *ast.ClassDeclaration:
			names = append(names, s.Class.Name.Name.String())
		case *ast.FunctionDeclaration:
			if functions {
				names = append(names, s.Function.Name.Name.String())
			}
		}
	}
	return names
}

// statement treats a statement and gives what takes its place.
func (h *hoister) statement(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.BlockStatement:
		h.block(s)
	case *ast.IfStatement:
		s.Consequent = h.branch(s.Consequent)
		if s.Alternate != nil {
			s.Alternate = h.branch(s.Alternate)
		}
	case *ast.ForStatement:
		var names []string
		if d, ok := s.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			names = lexicalNames([]ast.Statement{&d.LexicalDeclaration}, false)
		}
		h.within(names, func() { s.Body = h.statement(s.Body) })
	case *ast.ForInStatement:
		h.within(intoNames(s.Into), func() { s.Body = h.statement(s.Body) })
	case *ast.ForOfStatement:
		h.within(intoNames(s.Into), func() { s.Body = h.statement(s.Body) })
	case *ast.WhileStatement:
		s.Body = h.statement(s.Body)
	case *ast.DoWhileStatement:
		s.Body = h.statement(s.Body)
	case *ast.WithStatement:
		s.Body = h.statement(s.Body)
	case *ast.LabelledStatement:
		s.Statement = h.statement(s.Statement)
	case *ast.TryStatement:
		h.block(s.Body)
		if s.Catch != nil {
			var names []string
			if _, simple := s.Catch.Parameter.(*ast.Identifier); !simple {
				names = appendNames(nil, s.Catch.Parameter)
			}
			h.within(names, func() { h.block(s.Catch.Body) })
		}
		if s.Finally != nil {
			h.block(s.Finally)
		}
	case *ast.SwitchStatement:
		return h.switchStatement(s)
	}
	return s
}

// intoNames are the names that the head of a for-in or for-of loop declares for it.
func intoNames(into ast.ForInto) []string {
	if d, ok := into.(*ast.ForDeclaration); ok {
		return appendNames(nil, d.Target)
	}
	return nil
}

// branch is statement for what follows an if, where a declaration counts as in a block.
func (h *hoister) branch(s ast.Statement) ast.Statement {
	if f := plainFunction(s); f != nil {
		s = &ast.BlockStatement{LeftBrace: f.Idx0(), List: []ast.Statement{s}, RightBrace: f.Idx1()}
	}
	return h.statement(s)
}

func (h *hoister) block(b *ast.BlockStatement) {
	h.within(lexicalNames(b.List, true), func() { h.statements(b.List) })
	setters, list := h.set(b.List)
	if len(setters) > 0 {
		inner := &ast.BlockStatement{LeftBrace: b.LeftBrace, List: list, RightBrace: b.RightBrace}
		b.List = append(setters, inner)
	}
}

func (h *hoister) switchStatement(s *ast.SwitchStatement) ast.Statement {
	var all []ast.Statement
	for _, c := range s.Body {
		all = append(all, c.Consequent...)
	}
	var setters []ast.Statement
	h.within(lexicalNames(all, true), func() {
		for _, c := range s.Body {
			h.statements(c.Consequent)
		}
	})
	for _, c := range s.Body {
		var own []ast.Statement
		own, c.Consequent = h.set(c.Consequent)
		setters = append(setters, own...)
	}
	if len(setters) == 0 {
		return s
	}
	return &ast.BlockStatement{LeftBrace: s.Switch, List: append(setters, s), RightBrace: s.RightBrace}
}

// set gives what sets the variables of the functions that statements declare: what goes around the block, and the
// statements with what goes behind the declarations.
func (h *hoister) set(list []ast.Statement) (setters, with []ast.Statement) {
	if !hasBlockFunctions(list) {
		return nil, list
	}
	for _, s := range list {
		with = append(with, s)
		f := plainFunction(s)
		if f == nil {
			continue
		}
		name := f.Name.Name
		text := name.String()
		if text == argumentsName || slices.ContainsFunc(h.scopes, func(names []string) bool { return slices.Contains(names, text) }) {
			continue
		}
		at := f.Name.Idx
		*h.variables = append(*h.variables, &ast.VariableDeclaration{Var: at, List: []*ast.Binding{{Target: identifier(text, at)}}})
		setter := "ǃ" + strconv.Itoa(h.helpers)
		setters = append(setters, constant(setter, at, &ast.ArrowFunctionLiteral{
			Start:         at,
			ParameterList: &ast.ParameterList{Opening: at, List: []*ast.Binding{{Target: identifier("ǃ", at)}}, Closing: at},
			Body: &ast.ExpressionBody{Expression: &ast.AssignExpression{
				Operator: jstoken.ASSIGN, Left: identifier(text, at), Right: identifier("ǃ", at),
			}},
		}))
		with = append(with, constant("ǃ"+strconv.Itoa(h.helpers+1), at, &ast.CallExpression{
			Callee: identifier(setter, at), LeftParenthesis: at, ArgumentList: []ast.Expression{identifier(text, at)}, RightParenthesis: at,
		}))
		h.helpers += 2
	}
	return setters, with
}

func identifier(name string, at file.Idx) *ast.Identifier {
	return &ast.Identifier{Name: unistring.NewFromString(name), Idx: at}
}

// constant declares a name for a block. It has no completion value.
func constant(name string, at file.Idx, value ast.Expression) ast.Statement {
	return &ast.LexicalDeclaration{Idx: at, Token: jstoken.CONST, List: []*ast.Binding{{Target: identifier(name, at), Initializer: value}}}
}

// isStrict tells whether the body of a function or a script says "use strict".
func isStrict(body []ast.Statement) bool {
	for _, s := range body {
		e, ok := s.(*ast.ExpressionStatement)
		if !ok {
			return false
		}
		literal, ok := e.Expression.(*ast.StringLiteral)
		if !ok {
			return false
		}
		if literal.Literal[1:len(literal.Literal)-1] == "use strict" {
			return true
		}
	}
	return false
}

// appendNames adds the names that a binding declares.
func appendNames(names []string, target ast.Expression) []string {
	switch t := target.(type) {
	case *ast.Identifier:
		return append(names, t.Name.String())
	case *ast.AssignExpression:
		return appendNames(names, t.Left)
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			names = appendNames(names, e)
		}
		return appendNames(names, t.Rest)
	case *ast.ObjectPattern:
		for _, p := range t.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				names = append(names, p.Name.Name.String())
			case *ast.PropertyKeyed:
				names = appendNames(names, p.Value)
			}
		}
		return appendNames(names, t.Rest)
	}
	return names
}
