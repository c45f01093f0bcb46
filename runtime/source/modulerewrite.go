package source

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	jstoken "github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// moduleRewriter makes the tree of a module, parsed as the body of an async function, that of a generator function:
// reads of imports become reads of the exporter's object, assignments to exports write them there as well, an await at
// the top is a yield.
type moduleRewriter struct {
	info           *ModuleInfo
	text, original string
	prefix         int
	// moved is where the text has a function that was at movedFrom in the original.
	moved, movedFrom int

	// names are the imports and exported variables, which scopes may hide.
	names  map[unistring.String]*moduleName
	scopes []map[unistring.String]bool
	// depth counts the functions around, arrows left out of own.
	depth, own int
	awaits     int
	targets    []string
	err        error
}

// moduleName is what a name at the top of a module stands for.
type moduleName struct {
	// read replaces the name, where it is an import: a property of an object or, without a property, a variable.
	object, property unistring.String
	exports          []string
	isVar            bool
}

func ident(name unistring.String, idx file.Idx) *ast.Identifier {
	return &ast.Identifier{Name: name, Idx: idx}
}

func dot(object, property unistring.String, idx file.Idx) ast.Expression {
	return &ast.DotExpression{Left: ident(object, idx), Identifier: ast.Identifier{Name: property, Idx: idx}}
}

func (w *moduleRewriter) fail(idx file.Idx, message string) {
	if w.err == nil {
		w.err = &earlyError{rejection{message: message, offset: int(idx) - 1}}
	}
}

func (w *moduleRewriter) rewrite(f *ast.FunctionLiteral, declared []int) error {
	top := f.Body.List
	w.bind(f, declared)
	if w.err != nil {
		return w.err
	}
	f.Async, f.Generator = false, true
	var functions []ast.Statement
	for _, st := range top {
		if d, ok := st.(*ast.FunctionDeclaration); ok {
			functions = w.publish(functions, d.Function.Name)
		}
	}
	idx := f.Body.LeftBrace
	for _, d := range f.DeclarationList {
		for _, b := range d.List {
			w.eachName(b.Target, func(id *ast.Identifier) {
				if n := w.names[id.Name]; n != nil && len(n.exports) > 0 && !n.isVar {
					n.isVar = true
					functions = w.publish(functions, ident(id.Name, idx))
				}
			})
		}
	}
	body := make([]ast.Statement, 0, len(top)+len(functions)+4)
	body = append(body, top[:2]...)
	list := w.statements(top[2:])
	for _, name := range w.targets {
		functions = append(functions, w.target(name, idx)...)
	}
	body = append(body, functions...)
	body = append(body, &ast.ExpressionStatement{Expression: &ast.YieldExpression{Yield: idx}})
	f.Body.List = append(body, list...)
	return w.err
}

// target is the statement that lets a pattern assign to an export, as a property of the first parameter.
func (w *moduleRewriter) target(name string, idx file.Idx) []ast.Statement {
	var b strings.Builder
	b.WriteString(moduleHost + ".target(" + quoteJS(moduleTargets+name) + ", v => {")
	b.WriteString(name + " = v;")
	for _, x := range w.names[unistring.NewFromString(name)].exports {
		b.WriteString(moduleExports + "[" + quoteJS(x) + "] = v;")
	}
	b.WriteString("})")
	tree, err := parser.ParseFile(nil, "", b.String(), 0, parser.WithDisableSourceMaps)
	if err != nil {
		w.fail(idx, err.Error())
		return nil
	}
	return tree.Body
}

// publish adds the statements that write a variable to the exports.
func (w *moduleRewriter) publish(list []ast.Statement, name *ast.Identifier) []ast.Statement {
	n := w.names[name.Name]
	if n == nil || len(n.exports) == 0 {
		return list
	}
	return append(list, &ast.ExpressionStatement{Expression: w.write(n, ident(name.Name, name.Idx), name.Idx)})
}

// write is an expression that writes a value to all exports of a name.
func (w *moduleRewriter) write(n *moduleName, value ast.Expression, idx file.Idx) ast.Expression {
	for _, x := range n.exports {
		value = &ast.AssignExpression{Operator: jstoken.ASSIGN, Left: exportTarget(x, idx), Right: value}
	}
	return value
}

func exportTarget(name string, idx file.Idx) ast.Expression {
	return dot(moduleExportsName(), unistring.NewFromString(name), idx)
}

func moduleExportsName() unistring.String { return unistring.NewFromString(moduleExports) }

// lookup finds what a name means here, if that is an import or an export.
func (w *moduleRewriter) lookup(name unistring.String) *moduleName {
	n := w.names[name]
	if n == nil {
		return nil
	}
	for _, s := range w.scopes {
		if s[name] {
			return nil
		}
	}
	return n
}

// enter begins a scope with the names that declare adds; it returns the end of it.
func (w *moduleRewriter) enter(declare func(add func(*ast.Identifier))) (leave func()) {
	var scope map[unistring.String]bool
	declare(func(id *ast.Identifier) {
		if w.names[id.Name] != nil {
			if scope == nil {
				scope = map[unistring.String]bool{}
			}
			scope[id.Name] = true
		}
		if id.Name == "await" {
			w.fail(id.Idx, "Unexpected reserved word")
		}
	})
	if scope == nil {
		return func() {}
	}
	w.scopes = append(w.scopes, scope)
	return func() { w.scopes = w.scopes[:len(w.scopes)-1] }
}

// eachName goes through the names that a binding declares.
func (w *moduleRewriter) eachName(target ast.Expression, f func(*ast.Identifier)) {
	switch t := target.(type) {
	case *ast.Identifier:
		f(t)
	case *ast.AssignExpression:
		w.eachName(t.Left, f)
	case *ast.Binding:
		w.eachName(t.Target, f)
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			w.eachName(e, f)
		}
		w.eachName(t.Rest, f)
	case *ast.ObjectPattern:
		for _, p := range t.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				f(&p.Name)
			case *ast.PropertyKeyed:
				w.eachName(p.Value, f)
			}
		}
		w.eachName(t.Rest, f)
	}
}

// lexical goes through the names that statements declare by let, const, class and function.
func (w *moduleRewriter) lexical(list []ast.Statement, f func(*ast.Identifier)) {
	for _, st := range list {
		switch s := st.(type) {
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				w.eachName(b.Target, f)
			}
		case *ast.ClassDeclaration:
			f(s.Class.Name)
		case *ast.FunctionDeclaration:
			f(s.Function.Name)
		}
	}
}

func quoteJS(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch r {
		case '\'', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\u2028':
			b.WriteString(`\u2028`)
		case '\u2029':
			b.WriteString(`\u2029`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
