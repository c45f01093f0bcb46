package source

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	jstoken "github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/runtime/internal/asyncgen"
)

// asyncSyntax rewrites what goja parses but does not compile: async generators become generators, and the loops that
// parse took the `await` out of become what ECMAScript says they do. See package asyncgen.
type asyncSyntax struct {
	text string // as it was before parse replaced anything
	parsed

	generators bool
	looped     int
	err        error
	// function is the one around what is being looked at. nested: it is within one that is no arrow function, which has
	// arguments; used: it, as an arrow function, refers to them.
	function struct{ async, generator, nested, used bool }
}

// mayHaveAsyncGenerators tells whether a text could have an async generator: most that have none are found out fast.
func mayHaveAsyncGenerators(text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], "async")
		if i < 0 {
			return false
		}
		at += i + len("async")
		rest := strings.TrimLeft(text[at:], " \t\r\n")
		if r, ok := strings.CutPrefix(rest, "function"); ok {
			rest = strings.TrimLeft(r, " \t\r\n")
		}
		if rest != "" && (rest[0] == '*' || rest[0] == '/') {
			return true
		}
	}
}

// mayNeedRewriting tells whether a text could have something that goja does not compile as it should.
func mayNeedRewriting(text string) bool {
	return mayHaveAsyncGenerators(text) || strings.Contains(text, argumentsName) && strings.Contains(text, "=>")
}

// isForAwait tells whether the word at an offset is the `await` of `for await`, and where that `for` is.
func isForAwait(text string, offset int) (start int, ok bool) {
	if !strings.HasPrefix(text[offset:], "await") {
		return 0, false
	}
	before := text[:offset]
	for {
		before = strings.TrimRight(before, " \t\r\n")
		if !strings.HasSuffix(before, "*/") {
			break
		}
		i := strings.LastIndex(before, "/*")
		if i < 0 {
			return 0, false
		}
		before = before[:i]
	}
	if !strings.HasSuffix(before, "for") {
		return 0, false
	}
	return len(before) - len("for"), true
}

// loopAwaits tells whether the `for` at an offset is that of a `for await`.
func (a *asyncSyntax) loopAwaits(idx file.Idx) bool {
	if a.loops == 0 {
		return false
	}
	s := &tokens{text: a.text, at: int(idx) - 1 + len("for")}
	return s.next().in(a.text) == "await"
}

func (a *asyncSyntax) rewrite(tree *ast.Program, topLevelAwait bool) error {
	a.function.async = topLevelAwait
	a.statements(tree.Body)
	if a.err == nil && a.looped != a.loops {
		a.err = &rejection{message: "Unexpected reserved word", final: true, offset: strings.Index(a.text, "await")}
	}
	return a.err
}

// source gives the part of the original text that a part of a parsed one is.
func (a *asyncSyntax) source(part string) string {
	if part == "" {
		return part
	}
	for _, text := range a.texts {
		at := int(uintptr(unsafe.Pointer(unsafe.StringData(part))) - uintptr(unsafe.Pointer(unsafe.StringData(text))))
		if 0 <= at && at+len(part) <= len(text) {
			return a.text[at : at+len(part)]
		}
	}
	return part
}

func (a *asyncSyntax) statements(list []ast.Statement) {
	for i, s := range list {
		list[i] = a.statement(s, nil)
	}
}

// statement rewrites a statement with its labels.
func (a *asyncSyntax) statement(st ast.Statement, labels []*ast.LabelledStatement) ast.Statement {
	switch s := st.(type) {
	case *ast.BlockStatement:
		a.statements(s.List)
	case *ast.ExpressionStatement:
		a.expression(s.Expression)
	case *ast.VariableStatement:
		a.bindings(s.List)
	case *ast.LexicalDeclaration:
		a.bindings(s.List)
	case *ast.FunctionDeclaration:
		a.literal(s.Function)
	case *ast.ClassDeclaration:
		a.class(s.Class)
	case *ast.ReturnStatement:
		a.expression(s.Argument)
		if a.function.async && a.function.generator && s.Argument != nil {
			s.Argument = &ast.AwaitExpression{Await: s.Argument.Idx0(), Argument: s.Argument}
		}
	case *ast.ThrowStatement:
		a.expression(s.Argument)
	case *ast.IfStatement:
		a.expression(s.Test)
		s.Consequent, s.Alternate = a.statement(s.Consequent, nil), a.statement(s.Alternate, nil)
	case *ast.ForStatement:
		switch i := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			a.expression(i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			a.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			a.bindings(i.LexicalDeclaration.List)
		}
		a.expression(s.Test)
		a.expression(s.Update)
		s.Body = a.statement(s.Body, nil)
	case *ast.ForInStatement:
		a.into(s.Into)
		a.expression(s.Source)
		s.Body = a.statement(s.Body, nil)
	case *ast.ForOfStatement:
		a.into(s.Into)
		a.expression(s.Source)
		s.Body = a.statement(s.Body, nil)
		if a.loopAwaits(s.For) {
			return a.loop(s, labels)
		}
	case *ast.WhileStatement:
		a.expression(s.Test)
		s.Body = a.statement(s.Body, nil)
	case *ast.DoWhileStatement:
		s.Body = a.statement(s.Body, nil)
		a.expression(s.Test)
	case *ast.WithStatement:
		a.expression(s.Object)
		s.Body = a.statement(s.Body, nil)
	case *ast.LabelledStatement:
		inner := a.statement(s.Statement, append(labels, s))
		if loop, ok := s.Statement.(*ast.ForOfStatement); ok && a.loopAwaits(loop.For) {
			return inner
		}
		if _, ok := s.Statement.(*ast.LabelledStatement); ok && inner != s.Statement {
			return inner
		}
		s.Statement = inner
	case *ast.SwitchStatement:
		a.expression(s.Discriminant)
		for _, c := range s.Body {
			a.expression(c.Test)
			a.statements(c.Consequent)
		}
	case *ast.TryStatement:
		a.statements(s.Body.List)
		if s.Catch != nil {
			if s.Catch.Parameter != nil {
				a.expression(s.Catch.Parameter)
			}
			a.statements(s.Catch.Body.List)
		}
		if s.Finally != nil {
			a.statements(s.Finally.List)
		}
	}
	return st
}

func (a *asyncSyntax) bindings(list []*ast.Binding) {
	for _, b := range list {
		a.expression(b.Target)
		a.expression(b.Initializer)
	}
}

func (a *asyncSyntax) into(into ast.ForInto) {
	switch i := into.(type) {
	case *ast.ForIntoVar:
		a.expression(i.Binding.Target)
		a.expression(i.Binding.Initializer)
	case *ast.ForDeclaration:
		a.expression(i.Target)
	case *ast.ForIntoExpression:
		a.expression(i.Expression)
	}
}

func (a *asyncSyntax) literal(f *ast.FunctionLiteral) {
	if method := a.methods[f.Function]; method != nil {
		*f = *method
	}
	f.Source = a.source(f.Source)
	outer := a.function
	a.function.async, a.function.generator, a.function.nested, a.function.used = f.Async, f.Generator, true, false
	a.parameters(f.ParameterList)
	a.statements(f.Body.List)
	a.function = outer
	if f.Async && f.Generator {
		f.Async = false
		a.generators = true
	}
}

func (a *asyncSyntax) parameters(list *ast.ParameterList) {
	if list != nil {
		a.bindings(list.List)
		a.expression(list.Rest)
	}
}

func (a *asyncSyntax) class(c *ast.ClassLiteral) {
	c.Source = a.source(c.Source)
	a.expression(c.SuperClass)
	for _, element := range c.Body {
		switch e := element.(type) {
		case *ast.FieldDefinition:
			a.expression(e.Key)
			a.body(false, func() { a.expression(e.Initializer) })
		case *ast.MethodDefinition:
			a.expression(e.Key)
			a.literal(e.Body)
		case *ast.ClassStaticBlock:
			e.Source = a.source(e.Source)
			a.body(false, func() { a.statements(e.Block.List) })
		}
	}
}

// body goes through code that is a function of its own.
func (a *asyncSyntax) body(async bool, f func()) {
	outer := a.function
	a.function.async, a.function.generator, a.function.used = async, false, false
	f()
	a.function = outer
}

const argumentsName = "arguments"

// needsArguments tells whether an arrow function refers to the arguments of a function around it. goja looks for them
// in the wrong place if that is the first and only reference to them, so there has to be another.
func (a *asyncSyntax) needsArguments() bool { return a.function.used && a.function.nested }

func (a *asyncSyntax) expressions(list []ast.Expression) {
	for _, e := range list {
		a.expression(e)
	}
}

func (a *asyncSyntax) expression(expression ast.Expression) {
	switch e := expression.(type) {
	case *ast.FunctionLiteral:
		a.literal(e)
	case *ast.ArrowFunctionLiteral:
		e.Source = a.source(e.Source)
		a.body(e.Async, func() {
			a.parameters(e.ParameterList)
			switch b := e.Body.(type) {
			case *ast.BlockStatement:
				a.statements(b.List)
				if a.needsArguments() {
					again := &ast.Identifier{Name: argumentsName, Idx: b.RightBrace}
					b.List = append(b.List, &ast.ExpressionStatement{Expression: again})
				}
			case *ast.ExpressionBody:
				a.expression(b.Expression)
				if a.needsArguments() {
					again := &ast.Identifier{Name: argumentsName, Idx: b.Expression.Idx0()}
					b.Expression = &ast.SequenceExpression{Sequence: []ast.Expression{again, b.Expression}}
				}
			}
		})
	case *ast.Identifier:
		a.function.used = a.function.used || e.Name == argumentsName
	case *ast.ClassLiteral:
		a.class(e)
	case *ast.YieldExpression:
		if e.Delegate && e.Argument == nil && a.err == nil {
			s := &tokens{text: a.text, at: int(e.Yield) - 1 + len("yield")}
			s.next()
			a.err = &rejection{message: "Unexpected token", offset: s.next().start}
		}
		a.expression(e.Argument)
	case *ast.AwaitExpression:
		a.expression(e.Argument)
	case *ast.ArrayLiteral:
		a.expressions(e.Value)
	case *ast.ArrayPattern:
		a.expressions(e.Elements)
		a.expression(e.Rest)
	case *ast.ObjectLiteral:
		a.properties(e.Value)
	case *ast.ObjectPattern:
		a.properties(e.Properties)
		a.expression(e.Rest)
	case *ast.AssignExpression:
		a.expression(e.Left)
		a.expression(e.Right)
	case *ast.BinaryExpression:
		// Long chains of operators are deep on the left.
		for {
			a.expression(e.Right)
			left, ok := e.Left.(*ast.BinaryExpression)
			if !ok {
				a.expression(e.Left)
				return
			}
			e = left
		}
	case *ast.BracketExpression:
		a.expression(e.Left)
		a.expression(e.Member)
	case *ast.CallExpression:
		a.expression(e.Callee)
		a.expressions(e.ArgumentList)
	case *ast.NewExpression:
		a.expression(e.Callee)
		a.expressions(e.ArgumentList)
	case *ast.ConditionalExpression:
		a.expression(e.Test)
		a.expression(e.Consequent)
		a.expression(e.Alternate)
	case *ast.DotExpression:
		a.expression(e.Left)
	case *ast.PrivateDotExpression:
		a.expression(e.Left)
	case *ast.OptionalChain:
		a.expression(e.Expression)
	case *ast.Optional:
		a.expression(e.Expression)
	case *ast.SpreadElement:
		a.expression(e.Expression)
	case *ast.SequenceExpression:
		a.expressions(e.Sequence)
	case *ast.TemplateLiteral:
		a.expression(e.Tag)
		a.expressions(e.Expressions)
	case *ast.UnaryExpression:
		a.expression(e.Operand)
	}
}

func (a *asyncSyntax) properties(list []ast.Property) {
	for _, property := range list {
		switch p := property.(type) {
		case *ast.PropertyShort:
			a.expression(&p.Name)
			a.expression(p.Initializer)
		case *ast.PropertyKeyed:
			a.expression(p.Key)
			a.expression(p.Value)
		case *ast.SpreadElement:
			a.expression(p.Expression)
		}
	}
}

// Names in the code that stands for `for await`.
const (
	loopState  = "ǃi"
	loopReason = "ǃe"
)

// loop is what a `for await` over an iterable stands for, the labels in front of it included:
//
//	{
//	  const i = await-iterator(SOURCE)
//	  try {
//	    LABELS: while (i.more(await i.next())) { TARGET = i.value(); BODY }
//	  } catch (e) {
//	    try { if (i.open(true)) await i.return() } catch {}
//	    throw e
//	  } finally {
//	    if (i.open(false)) i.closed(await i.return())
//	  }
//	}
func (a *asyncSyntax) loop(s *ast.ForOfStatement, labels []*ast.LabelledStatement) ast.Statement {
	a.looped++
	if !a.function.async && a.err == nil {
		offset := int(s.For) - 1
		a.err = &rejection{message: "Unexpected reserved word", final: true, offset: offset + strings.Index(a.text[offset:], "await")}
	}
	at := s.Into.Idx0()
	if d, ok := s.Into.(*ast.ForDeclaration); ok {
		at = d.Target.Idx0()
	}
	name := func(n string) *ast.Identifier { return &ast.Identifier{Name: unistring.NewFromString(n), Idx: at} }
	call := func(f ast.Expression, args ...ast.Expression) ast.Expression {
		return &ast.CallExpression{Callee: f, LeftParenthesis: at, ArgumentList: args, RightParenthesis: at}
	}
	method := func(m string, args ...ast.Expression) ast.Expression {
		return call(&ast.DotExpression{Left: name(loopState), Identifier: *name(m)}, args...)
	}
	await := func(e ast.Expression) ast.Expression {
		return &ast.AwaitExpression{Await: at, Argument: e}
	}
	open := func(failed bool) ast.Expression {
		return method(asyncgen.LoopOpen, &ast.BooleanLiteral{Idx: at, Value: failed})
	}
	block := func(list ...ast.Statement) *ast.BlockStatement {
		return &ast.BlockStatement{LeftBrace: at, List: list, RightBrace: at}
	}
	run := func(e ast.Expression) ast.Statement { return &ast.ExpressionStatement{Expression: e} }

	var take ast.Statement
	value := method(asyncgen.LoopValue)
	switch into := s.Into.(type) {
	case *ast.ForIntoVar:
		take = &ast.VariableStatement{Var: at, List: []*ast.Binding{{Target: into.Binding.Target, Initializer: value}}}
	case *ast.ForDeclaration:
		kind := jstoken.LET
		if into.IsConst {
			kind = jstoken.CONST
		}
		take = &ast.LexicalDeclaration{Idx: into.Idx, Token: kind, List: []*ast.Binding{{Target: into.Target, Initializer: value}}}
	case *ast.ForIntoExpression:
		take = run(&ast.AssignExpression{Operator: jstoken.ASSIGN, Left: into.Expression, Right: value})
	}
	var loop ast.Statement = &ast.WhileStatement{
		While: at,
		Test:  method(asyncgen.LoopMore, await(method(asyncgen.LoopNext))),
		Body:  block(take, s.Body),
	}
	for i := len(labels) - 1; i >= 0; i-- {
		loop = &ast.LabelledStatement{Label: labels[i].Label, Colon: labels[i].Colon, Statement: loop}
	}
	iterator := name(asyncgen.LoopName)
	iterator.Idx = s.Source.Idx0()
	start := &ast.CallExpression{Callee: iterator, LeftParenthesis: iterator.Idx, ArgumentList: []ast.Expression{s.Source}, RightParenthesis: iterator.Idx}
	return block(
		&ast.LexicalDeclaration{Idx: at, Token: jstoken.CONST, List: []*ast.Binding{
			{Target: name(loopState), Initializer: start}}},
		&ast.TryStatement{
			Try:  at,
			Body: block(loop),
			Catch: &ast.CatchStatement{Catch: at, Parameter: name(loopReason), Body: block(
				&ast.TryStatement{
					Try:   at,
					Body:  block(&ast.IfStatement{If: at, Test: open(true), Consequent: run(await(method(asyncgen.LoopReturn)))}),
					Catch: &ast.CatchStatement{Catch: at, Body: block()},
				},
				&ast.ThrowStatement{Throw: at, Argument: name(loopReason)},
			)},
			Finally: block(&ast.IfStatement{If: at, Test: open(false),
				Consequent: run(method(asyncgen.LoopClosed, await(method(asyncgen.LoopReturn))))}),
		},
	)
}
