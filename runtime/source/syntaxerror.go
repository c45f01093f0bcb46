package source

import (
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// SyntaxError is an error in the text of a source, in V8's words.
type SyntaxError struct {
	File    string
	Message string
	// Line and Column count from 1, Column and Length in UTF-16 units.
	Line, Column, Length int
	// SourceLine is the line it is on.
	SourceLine string
	// Joined says that no empty line is between the frame and what follows.
	Joined bool
}

func (e *SyntaxError) Error() string { return "SyntaxError: " + e.Message }

// Frame is what Node prints above an uncaught syntax error: where it is, the line, and carets under the culprit.
func (e *SyntaxError) Frame() string {
	frame := Snippet(e.File, e.Line, e.Column, e.Length, e.SourceLine)
	if e.Joined {
		frame = strings.TrimSuffix(frame, "\n")
	}
	return frame
}

// Snippet is a place in a source as Node shows it above an uncaught error. It ends with a line break.
func Snippet(file string, line, column, length int, sourceLine string) string {
	var b strings.Builder
	b.WriteString(file)
	b.WriteByte(':')
	b.WriteString(strconv.Itoa(line))
	b.WriteByte('\n')
	b.WriteString(sourceLine)
	b.WriteByte('\n')
	units := 1
	for _, r := range sourceLine {
		if units >= column {
			break
		}
		units += utf16Len(r)
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteString(strings.Repeat("^", length))
	b.WriteByte('\n')
	return b.String()
}

// newSyntaxError says what is wrong with a text that goja and, if refused is not nil, esbuild did not take.
func newSyntaxError(src Source, text string, cause *rejection, refused *api.Message) *SyntaxError {
	m := &Map{name: src.Name, text: text, line: src.Line, column: src.Column}
	if refused != nil {
		if src.Kind == Function {
			m.wrapped = len(markedStart)
		}
		if r := fromEsbuild(m, refused); cause == nil || unsupported(text, cause) && !isImportCall(text[r.offset:]) {
			cause = r
		}
	}
	found := mistake{message: cause.message, start: cause.offset, end: cause.offset}
	if cause.verbatim {
		l := lexer{text: text, at: cause.offset}
		found.end = l.next().end
	} else {
		found = explain(text, cause)
	}
	p := m.at(found.start)
	line := m.Line(p.Line)
	_, to := m.lines.bounds(text, p.Line-src.Line)
	return &SyntaxError{File: src.Name, Message: found.message, Line: p.Line, Column: m.InLine(p),
		Length: utf16Width(text[found.start:max(min(found.end, to), found.start)]), SourceLine: line}
}

// unsupported tells whether goja stopped at something that it lacks, rather than at the mistake.
func unsupported(text string, r *rejection) bool {
	if strings.HasSuffix(r.message, "not supported yet") {
		return true
	}
	_, here := scanTo(text, r.offset)
	word := here.in(text)
	return word == "await" || word == "*" || word == "@" || word == "accessor" || word == "using" || isImportCall(text[r.offset:])
}

// fromEsbuild takes what esbuild says as if goja had said it.
func fromEsbuild(m *Map, e *api.Message) *rejection {
	r := &rejection{message: e.Text}
	if l := e.Location; l != nil {
		from, _ := m.lines.bounds(m.text, l.Line)
		column := l.Column
		if l.Line == 1 {
			column -= m.wrapped
		}
		r.offset = min(from+max(column, 0), len(m.text))
		r.outside = from+column >= len(m.text)
	}
	switch {
	case strings.HasPrefix(e.Text, "Unexpected "), strings.HasPrefix(e.Text, "Expected "), strings.HasPrefix(e.Text, "Syntax error"):
		r.message = "Unexpected token"
	case strings.HasPrefix(e.Text, "Unterminated "):
		r.message = "Unexpected token ILLEGAL"
	case strings.HasPrefix(e.Text, "Top-level await is currently not supported"):
		r.message = "Top-level await is not supported yet"
	case strings.HasPrefix(e.Text, "Cannot use \"await\""):
		r.message, r.verbatim = "Unexpected reserved word", true
	case strings.HasPrefix(e.Text, "\"await\" can only be used inside"):
		r.message = "await is only valid in async functions and the top level bodies of modules"
	case strings.HasPrefix(e.Text, "The symbol \""):
		name, _, _ := strings.Cut(strings.TrimPrefix(e.Text, "The symbol \""), "\"")
		r.message = "Identifier '" + name + "' has already been declared"
	case strings.HasPrefix(e.Text, "Invalid assignment target"):
		r.message = "Invalid left-hand side in assignment"
	}
	return r
}

// Explain says in V8's words what is wrong with a script that goja's parser refuses, or "" for one that it takes.
func Explain(text string) string {
	_, err := parse("", text)
	r, ok := err.(*rejection)
	if !ok {
		return ""
	}
	return explain(text, r).message
}
