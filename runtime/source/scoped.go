package source

import (
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	jstoken "github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// Names in the function around a scoped source: the objects whose properties its free names mean, the function that
// `this` goes through, and the value of a script.
const (
	scopedGlobal  = "ǃs"
	scopedLexical = "ǃl"
	scopedThis    = "ǃt"
	scopedValue   = "ǃv"
)

// Declarations are the names that a scoped script declares at its top. They live in the objects it runs with.
type Declarations struct {
	// Vars are those of var and function.
	Vars []string
	// Lexical are those of let and class, Constants those of const.
	Lexical, Constants []string
}

// IsScopeName tells whether a name is one of those that the code around a scoped source uses.
func IsScopeName(name string) bool {
	return strings.HasPrefix(name, "ǃ")
}

// compileScoped compiles a source with Scoped set. What is wrong in it shows when it is compiled by itself.
func (c *Compiler) compileScoped(src Source) (*Unit, error) {
	plain := src
	plain.Scoped = false
	unit, err := c.compile(plain)
	if err != nil {
		return nil, err
	}
	start := "(function (" + scopedGlobal + ", " + scopedLexical + ", " + scopedThis + ") {with (" + scopedGlobal + ") with (" + scopedLexical + ") return "
	text, m := unit.Map.text, &Map{name: src.Name, text: unit.Map.text, line: src.Line, column: src.Column}
	if unit.Map.generated != "" {
		text = unit.Map.generated
		m.encoded, m.wrapped, m.shift = unit.Map.encoded, unit.Map.wrapped, unit.Map.shift+1
	}
	switch {
	case src.Kind == Script:
		start += "function () {"
		if unit.Map.generated != "" {
			start += "\n"
		}
		text += "\nvar " + scopedValue + "; return " + scopedValue + "}})"
	case unit.Map.generated != "":
		start += "(\n"
		text += ")})"
	default:
		start += functionStart(src.Params)[len("("):]
		text += "\n}})"
	}
	compiled := start + text
	if unit.Map.generated != "" {
		m.generated = compiled
	} else {
		m.prefix = len(start)
	}
	scoped, err := c.build(src, compiled, m)
	if err != nil {
		return nil, newSyntaxError(src, m.text, m.rejected(err), nil)
	}
	return scoped, nil
}

// scope makes the names a scoped source declares at its top properties of the objects it runs with, keeps the value of
// a script, and lets `this` of functions that are not strict go through a function.
func scope(src Source, tree *ast.Program) *Declarations {
	outer, ok := tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.FunctionLiteral)
	if !ok {
		return nil
	}
	value := outer.Body.List[0].(*ast.WithStatement).Body.(*ast.WithStatement).Body.(*ast.ReturnStatement).Argument
	inner, ok := value.(*ast.FunctionLiteral)
	if !ok {
		routeThis(reflect.ValueOf(&value).Elem())
		return nil
	}
	if !isStrict(inner.Body.List) {
		routeThis(reflect.ValueOf(inner.Body))
	}
	if src.Kind != Script {
		return nil
	}
	d := &Declarations{}
	for _, declared := range inner.DeclarationList {
		for _, b := range declared.List {
			d.Vars = appendNames(d.Vars, b.Target)
		}
	}
	kept := len(inner.Body.List) - 2
	own := inner.Body.List[kept].(*ast.VariableStatement)
	inner.DeclarationList = []*ast.VariableDeclaration{{Var: own.Var, List: own.List}}
	for _, name := range d.Vars {
		if strings.HasPrefix(name, "__") && !strings.Contains(src.Text, name) {
			helper := &ast.Identifier{Name: unistring.NewFromString(name), Idx: own.Var}
			inner.DeclarationList[0].List = append(inner.DeclarationList[0].List, &ast.Binding{Target: helper})
		}
	}
	d.Vars = slices.DeleteFunc(d.Vars, func(name string) bool {
		return name == scopedValue || strings.HasPrefix(name, "__") && !strings.Contains(src.Text, name)
	})
	var declared []string
	var directives, functions, body []ast.Statement
	for i, st := range inner.Body.List[:kept] {
		switch s := st.(type) {
		case *ast.FunctionDeclaration:
			declared = append(declared, s.Function.Name.Name.String())
			functions = append(functions, assign(s.Function.Function, s.Function.Name, s.Function))
			s.Function.Name = nil
		case *ast.ClassDeclaration:
			d.Lexical = append(d.Lexical, s.Class.Name.Name.String())
			body = append(body, assign(s.Class.Class, s.Class.Name, s.Class))
		case *ast.LexicalDeclaration:
			names := &d.Lexical
			if s.Token == jstoken.CONST {
				names = &d.Constants
			}
			for _, b := range s.List {
				*names = appendNames(*names, b.Target)
				if b.Initializer == nil {
					zero := &ast.NumberLiteral{Idx: s.Idx, Literal: "0", Value: int64(0)}
					b.Initializer = &ast.UnaryExpression{Operator: jstoken.VOID, Idx: s.Idx, Operand: zero}
				}
			}
			body = append(body, &ast.VariableStatement{Var: s.Idx, List: s.List})
		default:
			if e, ok := st.(*ast.ExpressionStatement); ok && len(directives) == i {
				if literal, ok := e.Expression.(*ast.StringLiteral); ok {
					directives = append(directives, st)
					st = &ast.ExpressionStatement{Expression: literal}
				}
			}
			complete(st)
			body = append(body, st)
		}
	}
	d.Vars = append(declared, d.Vars...)
	inner.Body.List = append(append(append(directives, functions...), body...), inner.Body.List[kept:]...)
	return d
}

func assign(idx file.Idx, name *ast.Identifier, value ast.Expression) ast.Statement {
	return &ast.VariableStatement{Var: idx, List: []*ast.Binding{{Target: name, Initializer: value}}}
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

// complete keeps the values of the expression statements in a statement, the last of which is a script's value.
func complete(st ast.Statement) {
	list := func(statements []ast.Statement) {
		for _, s := range statements {
			complete(s)
		}
	}
	switch s := st.(type) {
	case *ast.ExpressionStatement:
		// A sequence, so that the variable does not give a function its name.
		s.Expression = &ast.AssignExpression{
			Operator: jstoken.ASSIGN,
			Left:     &ast.Identifier{Name: unistring.NewFromString(scopedValue), Idx: s.Idx0()},
			Right:    &ast.SequenceExpression{Sequence: []ast.Expression{s.Expression}},
		}
	case *ast.BlockStatement:
		list(s.List)
	case *ast.IfStatement:
		complete(s.Consequent)
		complete(s.Alternate)
	case *ast.ForStatement:
		complete(s.Body)
	case *ast.ForInStatement:
		complete(s.Body)
	case *ast.ForOfStatement:
		complete(s.Body)
	case *ast.WhileStatement:
		complete(s.Body)
	case *ast.DoWhileStatement:
		complete(s.Body)
	case *ast.LabelledStatement:
		complete(s.Statement)
	case *ast.WithStatement:
		complete(s.Body)
	case *ast.TryStatement:
		list(s.Body.List)
		if s.Catch != nil {
			list(s.Catch.Body.List)
		}
	case *ast.SwitchStatement:
		for _, branch := range s.Body {
			list(branch.Consequent)
		}
	}
}

func isStrict(body []ast.Statement) bool {
	for _, st := range body {
		e, ok := st.(*ast.ExpressionStatement)
		if !ok {
			return false
		}
		literal, ok := e.Expression.(*ast.StringLiteral)
		if !ok {
			return false
		}
		if strings.Trim(literal.Literal, `'"`) == "use strict" {
			return true
		}
	}
	return false
}

// routeThis puts a call around every `this` of functions that are not strict, which would be the runtime's own global
// object otherwise.
func routeThis(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		this, ok := v.Interface().(*ast.ThisExpression)
		if !ok || !v.CanSet() {
			routeThis(v.Elem())
			return
		}
		v.Set(reflect.ValueOf(&ast.CallExpression{
			Callee:           &ast.Identifier{Name: unistring.NewFromString(scopedThis), Idx: this.Idx},
			LeftParenthesis:  this.Idx,
			ArgumentList:     []ast.Expression{this},
			RightParenthesis: this.Idx,
		}))
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		switch n := v.Interface().(type) {
		case *ast.ClassLiteral:
			return
		case *ast.FunctionLiteral:
			if !isStrict(n.Body.List) {
				routeThis(reflect.ValueOf(n.Body))
				routeThis(reflect.ValueOf(n.ParameterList))
			}
			return
		case *ast.ArrowFunctionLiteral:
			routeThis(reflect.ValueOf(n).Elem().FieldByName("Body"))
			routeThis(reflect.ValueOf(n.ParameterList))
			return
		}
		if v.Type().Elem().PkgPath() == reflect.TypeFor[ast.Program]().PkgPath() {
			routeThis(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				routeThis(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			routeThis(v.Index(i))
		}
	}
}
