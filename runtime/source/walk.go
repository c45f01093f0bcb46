package source

import "github.com/dop251/goja/ast"

// walk calls visit with every node of a tree, in the order of the text, but not with the block that is the body of a
// function. Where visit returns false it does not go into the node.
func walk(n ast.Node, visit func(ast.Node) bool) {
	w := walker{visit}
	w.node(n)
}

type walker struct{ visit func(ast.Node) bool }

func (w *walker) statements(list []ast.Statement) {
	for _, s := range list {
		w.node(s)
	}
}

func (w *walker) expressions(list []ast.Expression) {
	for _, e := range list {
		w.expression(e)
	}
}

// expression is node for what may be nil.
func (w *walker) expression(e ast.Expression) {
	if e != nil {
		w.node(e)
	}
}

func (w *walker) block(b *ast.BlockStatement) {
	if b != nil {
		w.node(b)
	}
}

func (w *walker) bindings(list []*ast.Binding) {
	for _, b := range list {
		w.binding(b)
	}
}

func (w *walker) binding(b *ast.Binding) {
	if b != nil {
		w.expression(b.Target)
		w.expression(b.Initializer)
	}
}

func (w *walker) parameters(p *ast.ParameterList) {
	if p != nil {
		w.bindings(p.List)
		w.expression(p.Rest)
	}
}

func (w *walker) properties(list []ast.Property) {
	for _, p := range list {
		w.expression(p)
	}
}

func (w *walker) node(n ast.Node) {
	if !w.visit(n) {
		return
	}
	switch n := n.(type) {
	case *ast.Program:
		w.statements(n.Body)
	case *ast.CatchStatement:
		w.expression(n.Parameter)
		w.block(n.Body)
	case *ast.CaseStatement:
		w.expression(n.Test)
		w.statements(n.Consequent)
	case ast.Statement:
		w.statement(n)
	case *ast.ExpressionBody:
		w.expression(n.Expression)
	case *ast.FieldDefinition:
		w.expression(n.Key)
		w.expression(n.Initializer)
	case *ast.MethodDefinition:
		w.expression(n.Key)
		w.node(n.Body)
	case *ast.ClassStaticBlock:
		w.block(n.Block)
	case ast.Expression:
		w.inExpression(n)
	}
}

func (w *walker) statement(n ast.Statement) {
	switch n := n.(type) {
	case *ast.ExpressionStatement:
		w.expression(n.Expression)
	case *ast.VariableStatement:
		w.bindings(n.List)
	case *ast.LexicalDeclaration:
		w.bindings(n.List)
	case *ast.ReturnStatement:
		w.expression(n.Argument)
	case *ast.IfStatement:
		w.expression(n.Test)
		w.node(n.Consequent)
		if n.Alternate != nil {
			w.node(n.Alternate)
		}
	case *ast.BlockStatement:
		w.statements(n.List)
	case *ast.FunctionDeclaration:
		w.node(n.Function)
	case *ast.ClassDeclaration:
		w.node(n.Class)
	case *ast.ForStatement:
		switch i := n.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			w.expression(i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			w.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			w.bindings(i.LexicalDeclaration.List)
		}
		w.expression(n.Test)
		w.expression(n.Update)
		w.node(n.Body)
	case *ast.ForInStatement:
		w.into(n.Into)
		w.expression(n.Source)
		w.node(n.Body)
	case *ast.ForOfStatement:
		w.into(n.Into)
		w.expression(n.Source)
		w.node(n.Body)
	case *ast.WhileStatement:
		w.expression(n.Test)
		w.node(n.Body)
	case *ast.DoWhileStatement:
		w.node(n.Body)
		w.expression(n.Test)
	case *ast.LabelledStatement:
		w.node(n.Statement)
	case *ast.SwitchStatement:
		w.expression(n.Discriminant)
		for _, c := range n.Body {
			w.node(c)
		}
	case *ast.ThrowStatement:
		w.expression(n.Argument)
	case *ast.TryStatement:
		w.block(n.Body)
		if n.Catch != nil {
			w.node(n.Catch)
		}
		w.block(n.Finally)
	case *ast.WithStatement:
		w.expression(n.Object)
		w.node(n.Body)
	}
}

func (w *walker) into(n ast.ForInto) {
	switch n := n.(type) {
	case *ast.ForIntoVar:
		w.binding(n.Binding)
	case *ast.ForDeclaration:
		w.expression(n.Target)
	case *ast.ForIntoExpression:
		w.expression(n.Expression)
	}
}

func (w *walker) inExpression(n ast.Expression) {
	switch n := n.(type) {
	case *ast.CallExpression:
		w.expression(n.Callee)
		w.expressions(n.ArgumentList)
	case *ast.DotExpression:
		w.expression(n.Left)
	case *ast.PrivateDotExpression:
		w.expression(n.Left)
	case *ast.BracketExpression:
		w.expression(n.Left)
		w.expression(n.Member)
	case *ast.BinaryExpression:
		w.expression(n.Left)
		w.expression(n.Right)
	case *ast.AssignExpression:
		w.expression(n.Left)
		w.expression(n.Right)
	case *ast.UnaryExpression:
		w.expression(n.Operand)
	case *ast.ConditionalExpression:
		w.expression(n.Test)
		w.expression(n.Consequent)
		w.expression(n.Alternate)
	case *ast.FunctionLiteral:
		w.parameters(n.ParameterList)
		if n.Body != nil {
			w.statements(n.Body.List)
		}
	case *ast.ArrowFunctionLiteral:
		w.parameters(n.ParameterList)
		if body, ok := n.Body.(*ast.BlockStatement); ok {
			w.statements(body.List)
		} else {
			w.node(n.Body)
		}
	case *ast.ClassLiteral:
		w.expression(n.SuperClass)
		for _, e := range n.Body {
			w.node(e)
		}
	case *ast.ObjectLiteral:
		w.properties(n.Value)
	case *ast.PropertyKeyed:
		w.expression(n.Key)
		w.expression(n.Value)
	case *ast.PropertyShort:
		w.expression(n.Initializer)
	case *ast.ArrayLiteral:
		w.expressions(n.Value)
	case *ast.NewExpression:
		w.expression(n.Callee)
		w.expressions(n.ArgumentList)
	case *ast.SequenceExpression:
		w.expressions(n.Sequence)
	case *ast.TemplateLiteral:
		w.expression(n.Tag)
		w.expressions(n.Expressions)
	case *ast.SpreadElement:
		w.expression(n.Expression)
	case *ast.YieldExpression:
		w.expression(n.Argument)
	case *ast.AwaitExpression:
		w.expression(n.Argument)
	case *ast.OptionalChain:
		w.expression(n.Expression)
	case *ast.Optional:
		w.expression(n.Expression)
	case *ast.ObjectPattern:
		w.properties(n.Properties)
		w.expression(n.Rest)
	case *ast.ArrayPattern:
		w.expressions(n.Elements)
		w.expression(n.Rest)
	case *ast.Binding:
		w.binding(n)
	}
}
