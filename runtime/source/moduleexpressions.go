package source

import (
	"github.com/dop251/goja/ast"
	jstoken "github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

func (w *moduleRewriter) optional(p *ast.Expression) {
	if *p != nil {
		w.expr(p)
	}
}

// read is what stands for a name, or nil if the name stays.
func (w *moduleRewriter) read(id *ast.Identifier) ast.Expression {
	if id.Name == "await" {
		w.fail(id.Idx, "Unexpected reserved word")
	}
	n := w.lookup(id.Name)
	switch {
	case n == nil || n.object == "":
		return nil
	case n.property == "":
		return ident(n.object, id.Idx)
	}
	return dot(n.object, n.property, id.Idx)
}

// callee rewrites what is called: an import has no `this`.
func (w *moduleRewriter) callee(p *ast.Expression) {
	switch e := (*p).(type) {
	case *ast.Identifier:
		if r := w.read(e); r != nil {
			*p = &ast.SequenceExpression{Sequence: []ast.Expression{r}}
		}
	case *ast.Optional:
		w.callee(&e.Expression)
	default:
		w.expr(p)
	}
}

func (w *moduleRewriter) exprs(list []ast.Expression) {
	for i := range list {
		w.optional(&list[i])
	}
}

func (w *moduleRewriter) expr(p *ast.Expression) {
	switch e := (*p).(type) {
	case *ast.Identifier:
		if r := w.read(e); r != nil {
			*p = r
		}
	case *ast.ArrayLiteral:
		w.exprs(e.Value)
	case *ast.AssignExpression:
		w.assign(p, e)
	case *ast.BinaryExpression:
		w.expr(&e.Left)
		w.expr(&e.Right)
	case *ast.BracketExpression:
		w.expr(&e.Left)
		w.expr(&e.Member)
	case *ast.CallExpression:
		w.callee(&e.Callee)
		w.exprs(e.ArgumentList)
	case *ast.ConditionalExpression:
		w.expr(&e.Test)
		w.expr(&e.Consequent)
		w.expr(&e.Alternate)
	case *ast.DotExpression:
		w.expr(&e.Left)
	case *ast.PrivateDotExpression:
		w.expr(&e.Left)
	case *ast.OptionalChain:
		w.expr(&e.Expression)
	case *ast.Optional:
		w.expr(&e.Expression)
	case *ast.FunctionLiteral:
		w.function(e, false)
	case *ast.ArrowFunctionLiteral:
		w.arrow(e)
	case *ast.ClassLiteral:
		w.class(e, false)
	case *ast.NewExpression:
		w.expr(&e.Callee)
		w.exprs(e.ArgumentList)
	case *ast.ObjectLiteral:
		for i := range e.Value {
			w.property(&e.Value[i])
		}
	case *ast.SequenceExpression:
		w.exprs(e.Sequence)
	case *ast.SpreadElement:
		w.expr(&e.Expression)
	case *ast.TemplateLiteral:
		if e.Tag != nil {
			w.callee(&e.Tag)
		}
		w.exprs(e.Expressions)
	case *ast.UnaryExpression:
		w.unary(p, e)
	case *ast.YieldExpression:
		w.optional(&e.Argument)
	case *ast.AwaitExpression:
		w.expr(&e.Argument)
		if w.depth == 0 {
			if w.awaits < 0 {
				w.awaits = int(e.Await) - 1
			}
			*p = &ast.YieldExpression{Yield: e.Await, Argument: e.Argument}
		}
	case *ast.MetaProperty:
		if w.own == 0 {
			w.fail(e.Idx, "new.target expression is not allowed here")
		}
	case *ast.ArrayPattern, *ast.ObjectPattern:
		w.pattern(*p, w.targetExpr)
	}
}

func (w *moduleRewriter) property(p *ast.Property) {
	switch e := (*p).(type) {
	case *ast.PropertyShort:
		if r := w.read(&e.Name); r != nil {
			*p = keyed(&e.Name, r)
		}
		w.optional(&e.Initializer)
	case *ast.PropertyKeyed:
		if e.Computed {
			w.expr(&e.Key)
		}
		w.expr(&e.Value)
	case *ast.SpreadElement:
		w.expr(&e.Expression)
	}
}

func keyed(name *ast.Identifier, value ast.Expression) *ast.PropertyKeyed {
	return &ast.PropertyKeyed{
		Key:  &ast.StringLiteral{Idx: name.Idx, Literal: name.Name.String(), Value: name.Name},
		Kind: ast.PropertyKindValue, Value: value,
	}
}

// assign rewrites an assignment. One to an import throws, one to an export goes to the exports as well.
func (w *moduleRewriter) assign(p *ast.Expression, e *ast.AssignExpression) {
	w.expr(&e.Right)
	id, ok := e.Left.(*ast.Identifier)
	if !ok {
		w.targetExpr(&e.Left)
		return
	}
	n := w.lookup(id.Name)
	switch {
	case n == nil:
		w.read(id)
	case n.object != "":
		w.constant(&e.Left, id)
	default:
		*p = w.write(n, e, id.Idx)
	}
}

func (w *moduleRewriter) constant(p *ast.Expression, id *ast.Identifier) {
	if id.Name == unistring.NewFromString(moduleMeta) || id.Name == "arguments" {
		w.fail(id.Idx, "Invalid left-hand side in assignment")
	}
	*p = dot(unistring.NewFromString(moduleHost), "constant", id.Idx)
}

// targetExpr rewrites what a pattern or a loop assigns to.
func (w *moduleRewriter) targetExpr(p *ast.Expression) {
	switch e := (*p).(type) {
	case nil:
	case *ast.Identifier:
		n := w.lookup(e.Name)
		switch {
		case n == nil:
			w.read(e)
		case n.object != "":
			w.constant(p, e)
		default:
			w.useTarget(e.Name.String())
			*p = dot(unistring.NewFromString(moduleHost), unistring.NewFromString(moduleTargets+e.Name.String()), e.Idx)
		}
	case *ast.AssignExpression:
		w.expr(&e.Right)
		w.targetExpr(&e.Left)
	case *ast.ArrayPattern, *ast.ObjectPattern:
		w.pattern(*p, w.targetExpr)
	default:
		w.expr(p)
	}
}

func (w *moduleRewriter) useTarget(name string) {
	for _, t := range w.targets {
		if t == name {
			return
		}
	}
	w.targets = append(w.targets, name)
}

// binding rewrites the values in a pattern that declares.
func (w *moduleRewriter) binding(target ast.Expression) { w.pattern(target, w.declares) }

func (w *moduleRewriter) declares(p *ast.Expression) {
	switch e := (*p).(type) {
	case *ast.AssignExpression:
		w.expr(&e.Right)
		w.declares(&e.Left)
	case *ast.ArrayPattern, *ast.ObjectPattern:
		w.pattern(*p, w.declares)
	}
}

// pattern goes through a pattern with what is to be done with its targets.
func (w *moduleRewriter) pattern(e ast.Expression, target func(*ast.Expression)) {
	switch e := e.(type) {
	case *ast.ArrayPattern:
		for i := range e.Elements {
			if e.Elements[i] != nil {
				target(&e.Elements[i])
			}
		}
		if e.Rest != nil {
			target(&e.Rest)
		}
	case *ast.ObjectPattern:
		for i, p := range e.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				w.optional(&p.Initializer)
				var value ast.Expression = &p.Name
				if target(&value); value != ast.Expression(&p.Name) {
					if p.Initializer != nil {
						value = &ast.AssignExpression{Operator: jstoken.ASSIGN, Left: value, Right: p.Initializer}
					}
					e.Properties[i] = keyed(&p.Name, value)
				}
			case *ast.PropertyKeyed:
				if p.Computed {
					w.expr(&p.Key)
				}
				target(&p.Value)
			}
		}
		if e.Rest != nil {
			target(&e.Rest)
		}
	}
}

func (w *moduleRewriter) unary(p *ast.Expression, e *ast.UnaryExpression) {
	id, ok := e.Operand.(*ast.Identifier)
	if !ok {
		w.expr(&e.Operand)
		return
	}
	switch e.Operator {
	case jstoken.TYPEOF:
		if w.expr(&e.Operand); id.Name == "arguments" && e.Operand != ast.Expression(id) {
			e.Operand = dot(unistring.NewFromString(moduleHost), "typeofArguments", id.Idx)
		}
	case jstoken.DELETE:
		w.fail(id.Idx, "Delete of an unqualified identifier in strict mode.")
	case jstoken.INCREMENT, jstoken.DECREMENT:
		n := w.lookup(id.Name)
		switch {
		case n == nil:
			w.read(id)
		case n.object != "":
			w.constant(&e.Operand, id)
		case e.Postfix:
			temp := unistring.NewFromString(moduleTemp)
			*p = &ast.SequenceExpression{Sequence: []ast.Expression{
				&ast.AssignExpression{Operator: jstoken.ASSIGN, Left: ident(temp, id.Idx), Right: e},
				w.write(n, ident(id.Name, id.Idx), id.Idx),
				ident(temp, id.Idx),
			}}
		default:
			*p = w.write(n, e, id.Idx)
		}
	default:
		w.expr(&e.Operand)
	}
}

// discarded rewrites an expression whose value nobody uses.
func (w *moduleRewriter) discarded(p *ast.Expression) {
	if e, ok := (*p).(*ast.UnaryExpression); ok && e.Postfix {
		if id, ok := e.Operand.(*ast.Identifier); ok {
			if n := w.lookup(id.Name); n != nil && n.object == "" {
				e.Postfix, e.Idx = false, id.Idx
			}
		}
	}
	w.expr(p)
}
