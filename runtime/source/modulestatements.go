package source

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// statements rewrites the statements of a block. At the top of the module what a declaration exports is written behind
// it.
func (w *moduleRewriter) statements(list []ast.Statement) []ast.Statement {
	if w.depth > 0 || len(w.scopes) > 0 {
		for i := range list {
			w.statement(&list[i])
		}
		return list
	}
	out := make([]ast.Statement, 0, len(list)+8)
	for _, st := range list {
		w.statement(&st)
		out = append(out, st)
		switch st.(type) {
		case *ast.LexicalDeclaration, *ast.ClassDeclaration:
			w.lexical([]ast.Statement{st}, func(id *ast.Identifier) {
				if n := w.names[id.Name]; n != nil && len(n.exports) > 0 {
					out = w.publish(out, id)
				}
			})
		}
	}
	return out
}

func (w *moduleRewriter) block(b *ast.BlockStatement) {
	if b == nil {
		return
	}
	leave := w.enter(func(add func(*ast.Identifier)) { w.lexical(b.List, add) })
	inner := w.inBlock()
	w.statements(b.List)
	inner()
	leave()
}

// inBlock marks that statements are no longer those at the top of the module.
func (w *moduleRewriter) inBlock() func() {
	w.scopes = append(w.scopes, nil)
	return func() { w.scopes = w.scopes[:len(w.scopes)-1] }
}

func (w *moduleRewriter) statement(p *ast.Statement) {
	switch s := (*p).(type) {
	case *ast.BlockStatement:
		w.block(s)
	case *ast.CaseStatement:
		w.optional(&s.Test)
		w.statements(s.Consequent)
	case *ast.DoWhileStatement:
		w.body(&s.Body)
		w.expr(&s.Test)
	case *ast.ExpressionStatement:
		w.discarded(&s.Expression)
	case *ast.ForInStatement:
		w.forInto(s.Into, &s.Source, &s.Body)
	case *ast.ForOfStatement:
		w.forInto(s.Into, &s.Source, &s.Body)
	case *ast.ForStatement:
		w.forLoop(s)
	case *ast.IfStatement:
		w.expr(&s.Test)
		w.body(&s.Consequent)
		if s.Alternate != nil {
			w.body(&s.Alternate)
		}
	case *ast.LabelledStatement:
		if s.Label.Name == "await" {
			w.fail(s.Label.Idx, "Unexpected reserved word")
		}
		w.body(&s.Statement)
	case *ast.ReturnStatement:
		if w.depth == 0 {
			w.fail(s.Return, "Illegal return statement")
		}
		w.optional(&s.Argument)
	case *ast.SwitchStatement:
		w.expr(&s.Discriminant)
		leave := w.enter(func(add func(*ast.Identifier)) {
			for _, c := range s.Body {
				w.lexical(c.Consequent, add)
			}
		})
		inner := w.inBlock()
		for _, c := range s.Body {
			w.optional(&c.Test)
			w.statements(c.Consequent)
		}
		inner()
		leave()
	case *ast.ThrowStatement:
		w.expr(&s.Argument)
	case *ast.TryStatement:
		w.block(s.Body)
		if c := s.Catch; c != nil {
			leave := w.enter(func(add func(*ast.Identifier)) { w.eachName(c.Parameter, add) })
			if c.Parameter != nil {
				w.binding(c.Parameter)
			}
			w.block(c.Body)
			leave()
		}
		w.block(s.Finally)
	case *ast.VariableStatement:
		s.List = w.variables(s.List)
	case *ast.LexicalDeclaration:
		w.bindings(s.List)
	case *ast.WhileStatement:
		w.expr(&s.Test)
		w.body(&s.Body)
	case *ast.WithStatement:
		w.fail(s.With, "Strict mode code may not include a with statement")
	case *ast.FunctionDeclaration:
		w.function(s.Function, true)
	case *ast.ClassDeclaration:
		w.class(s.Class, true)
	}
}

func (w *moduleRewriter) body(p *ast.Statement) {
	inner := w.inBlock()
	w.statement(p)
	inner()
}

func (w *moduleRewriter) bindings(list []*ast.Binding) {
	for _, b := range list {
		w.binding(b.Target)
		w.optional(&b.Initializer)
	}
}

// variables rewrites the list of a var, and writes what it exports behind each.
func (w *moduleRewriter) variables(list []*ast.Binding) []*ast.Binding {
	w.bindings(list)
	var out []*ast.Binding
	for i, b := range list {
		var values []ast.Expression
		if b.Initializer != nil {
			w.eachName(b.Target, func(id *ast.Identifier) {
				if n := w.lookup(id.Name); n != nil && n.isVar {
					values = append(values, w.write(n, ident(id.Name, id.Idx), id.Idx))
				}
			})
		}
		if values != nil && out == nil {
			out = append(out, list[:i]...)
		}
		if out != nil || values != nil {
			out = append(out, b)
		}
		for _, v := range values {
			out = append(out, &ast.Binding{Target: ident(unistring.NewFromString(moduleTemp), b.Idx0()), Initializer: v})
		}
	}
	if out == nil {
		return list
	}
	return out
}

func (w *moduleRewriter) forInto(into ast.ForInto, source *ast.Expression, body *ast.Statement) {
	var prologue []ast.Statement
	leave := func() {}
	w.expr(source)
	switch i := into.(type) {
	case *ast.ForIntoVar:
		w.binding(i.Binding.Target)
		w.optional(&i.Binding.Initializer)
		w.eachName(i.Binding.Target, func(id *ast.Identifier) {
			if n := w.lookup(id.Name); n != nil && n.isVar {
				prologue = append(prologue, &ast.ExpressionStatement{Expression: w.write(n, ident(id.Name, id.Idx), id.Idx)})
			}
		})
	case *ast.ForDeclaration:
		leave = w.enter(func(add func(*ast.Identifier)) { w.eachName(i.Target, add) })
		w.binding(i.Target)
	case *ast.ForIntoExpression:
		w.targetExpr(&i.Expression)
	}
	w.body(body)
	leave()
	if prologue != nil {
		idx := (*body).Idx0()
		*body = &ast.BlockStatement{LeftBrace: idx, RightBrace: idx, List: append(prologue, *body)}
	}
}

func (w *moduleRewriter) forLoop(s *ast.ForStatement) {
	leave := func() {}
	switch i := s.Initializer.(type) {
	case *ast.ForLoopInitializerExpression:
		w.discarded(&i.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		i.List = w.variables(i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		leave = w.enter(func(add func(*ast.Identifier)) {
			for _, b := range i.LexicalDeclaration.List {
				w.eachName(b.Target, add)
			}
		})
		w.bindings(i.LexicalDeclaration.List)
	}
	w.optional(&s.Test)
	if s.Update != nil {
		w.discarded(&s.Update)
	}
	w.body(&s.Body)
	leave()
}

func (w *moduleRewriter) function(f *ast.FunctionLiteral, declared bool) {
	w.source(&f.Source, f.Idx1())
	leave := w.enter(func(add func(*ast.Identifier)) {
		if f.Name != nil && !declared {
			add(f.Name)
		}
		add(ident("arguments", 0))
		w.parameters(f.ParameterList, add)
		w.declared(f.DeclarationList, f.Body.List, add)
	})
	w.depth++
	w.own++
	w.parameterValues(f.ParameterList)
	w.statements(f.Body.List)
	w.depth--
	w.own--
	leave()
}

func (w *moduleRewriter) arrow(f *ast.ArrowFunctionLiteral) {
	w.source(&f.Source, f.Idx1())
	leave := w.enter(func(add func(*ast.Identifier)) {
		w.parameters(f.ParameterList, add)
		if b, ok := f.Body.(*ast.BlockStatement); ok {
			w.declared(f.DeclarationList, b.List, add)
		}
	})
	w.depth++
	w.parameterValues(f.ParameterList)
	switch b := f.Body.(type) {
	case *ast.BlockStatement:
		w.statements(b.List)
	case *ast.ExpressionBody:
		w.expr(&b.Expression)
	}
	w.depth--
	leave()
}

func (w *moduleRewriter) parameters(p *ast.ParameterList, add func(*ast.Identifier)) {
	for _, b := range p.List {
		w.eachName(b.Target, add)
	}
	w.eachName(p.Rest, add)
}

func (w *moduleRewriter) declared(vars []*ast.VariableDeclaration, body []ast.Statement, add func(*ast.Identifier)) {
	for _, d := range vars {
		for _, b := range d.List {
			w.eachName(b.Target, add)
		}
	}
	w.lexical(body, add)
}

func (w *moduleRewriter) parameterValues(p *ast.ParameterList) {
	w.bindings(p.List)
	if p.Rest != nil {
		w.binding(p.Rest)
	}
}

func (w *moduleRewriter) class(c *ast.ClassLiteral, declared bool) {
	w.source(&c.Source, c.Idx1())
	leave := w.enter(func(add func(*ast.Identifier)) {
		if c.Name != nil {
			add(c.Name)
		}
	})
	w.optional(&c.SuperClass)
	for _, e := range c.Body {
		switch e := e.(type) {
		case *ast.FieldDefinition:
			if e.Computed {
				w.expr(&e.Key)
			}
			w.depth++
			w.own++
			w.optional(&e.Initializer)
			w.depth--
			w.own--
		case *ast.MethodDefinition:
			if e.Computed {
				w.expr(&e.Key)
			}
			w.function(e.Body, false)
		case *ast.ClassStaticBlock:
			w.source(&e.Source, e.Idx1())
			inner := w.enter(func(add func(*ast.Identifier)) { w.declared(e.DeclarationList, e.Block.List, add) })
			w.depth++
			w.own++
			w.statements(e.Block.List)
			w.depth--
			w.own--
			inner()
		}
	}
	leave()
}

// source puts the author's text back where the tree keeps that of a function.
func (w *moduleRewriter) source(p *string, end file.Idx) {
	to := int(end) - 1 - w.prefix
	from := to - len(*p)
	if from == w.moved && w.moved > 0 {
		from = w.movedFrom
	}
	if from < 0 || to > len(w.original) || w.original[from:to] == *p {
		return
	}
	*p = w.original[from:to]
}
