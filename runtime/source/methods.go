package source

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// span is an async generator method in a text: its start, the star, the brackets of its parameters and its body.
type span struct{ start, star, open, close, brace, end int }

// findMethods finds the async generator methods that come first in their braces or after a comma, and are not in one
// another. They begin behind an offset.
func findMethods(text string, from int) (found []span) {
	s := &tokens{text: text}
	for before := s.previous; ; before = s.previous {
		t := s.next()
		if t.kind == end {
			return found
		}
		if t.start <= from || t.kind != name || t.in(text) != "async" || before.kind != punctuator || before.in(text) != "{" && before.in(text) != "," {
			continue
		}
		star := s.next()
		if star.kind != punctuator || star.in(text) != "*" {
			continue
		}
		if m, ok := methodAt(text, t.start, star.start); ok {
			found = append(found, m)
			// What is inside is looked at when the method is parsed.
			depth := len(s.open)
			for s.at < m.end && s.next().kind != end {
			}
			s.open = s.open[:min(depth, len(s.open))]
		}
	}
}

// methodAt reads the outline of a method.
func methodAt(text string, start, star int) (span, bool) {
	m := span{start: start, star: star}
	key := &tokens{text: text, at: star + 1}
	t := key.next()
	if t.kind == punctuator {
		if t.in(text) != "[" {
			return m, false
		}
		closed, ok := closer(text, t.start)
		if !ok {
			return m, false
		}
		key = &tokens{text: text, at: closed.end}
	}
	open := key.next()
	if open.kind != punctuator || open.in(text) != "(" {
		return m, false
	}
	closed, ok := closer(text, open.start)
	if !ok {
		return m, false
	}
	brace := (&tokens{text: text, at: closed.end}).next()
	if brace.kind != punctuator || brace.in(text) != "{" {
		return m, false
	}
	last, ok := closer(text, brace.start)
	m.open, m.close, m.brace, m.end = open.start, closed.start, brace.start, last.end
	return m, ok
}

// takeMethods makes methods generators without parameters and bodies, in a text of the same length.
func takeMethods(text string, methods []span) string {
	b := []byte(text)
	for _, m := range methods {
		blank(b, m.start, m.start+len("async"))
		blank(b, m.open+1, m.close)
		blank(b, m.brace+1, m.end-1)
	}
	return string(b)
}

func blank(b []byte, from, to int) {
	for i := from; i < to; i++ {
		if b[i] != '\n' && b[i] != '\r' {
			b[i] = ' '
		}
	}
}

// Around a method that is parsed by itself: goja takes async generators in classes.
const (
	methodStart = "(class{"
	methodEnd   = "})"
)

// parseMethods parses the methods that takeMethods took out of a text, each where it stands in it.
func (p *parsed) parseMethods(name, text string, methods []span) error {
	for _, m := range methods {
		if m.start < len(methodStart) {
			return &rejection{message: "Unexpected token *", offset: m.star}
		}
		b := []byte(text[:m.end])
		blank(b, 0, m.start)
		copy(b[m.start-len(methodStart):], methodStart)
		inner, err := parsePast(name, string(b)+methodEnd, m.start)
		if err != nil {
			return err
		}
		class := inner.tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.ClassLiteral)
		method, ok := class.Body[0].(*ast.MethodDefinition)
		if !ok || len(class.Body) != 1 {
			return &rejection{message: "Unexpected token *", offset: m.star}
		}
		if p.methods == nil {
			p.methods = make(map[file.Idx]*ast.FunctionLiteral)
		}
		p.methods[file.Idx(m.star+1)] = method.Body
		for at, f := range inner.methods {
			p.methods[at] = f
		}
		p.texts = append(p.texts, inner.texts...)
		if len(inner.texts) == 0 {
			p.texts = append(p.texts, inner.tree.File.Source())
		}
		p.imports = p.imports || inner.imports
		p.loops += inner.loops
	}
	return nil
}
