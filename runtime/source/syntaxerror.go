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
}

func (e *SyntaxError) Error() string { return "SyntaxError: " + e.Message }

// Frame is what Node prints above an uncaught syntax error: where it is, the line, and carets under the culprit.
func (e *SyntaxError) Frame() string {
	return Snippet(e.File, e.Line, e.Column, e.Length, e.SourceLine)
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
	b.WriteString(strings.Repeat("^", max(length, 1)))
	b.WriteByte('\n')
	return b.String()
}

// newSyntaxError says what is wrong with a text that goja and, if transformed is not nil, esbuild refused.
func newSyntaxError(src Source, text string, cause *rejection, refused *api.Message) *SyntaxError {
	m := &Map{name: src.Name, text: text, line: src.Line, column: src.Column}
	e := &SyntaxError{File: src.Name, Message: "Invalid or unexpected token", Length: 1}
	offset := 0
	switch {
	case cause != nil:
		offset, e.Message = cause.offset, cause.message
	case refused != nil:
		e.Message = refused.Text
		if l := refused.Location; l != nil {
			from, _ := m.lines.bounds(text, l.Line)
			offset, e.Length = min(from+l.Column, len(text)), max(l.Length, 1)
		}
	}
	p := m.at(offset)
	e.Line, e.Column, e.SourceLine = p.Line, p.Column, m.Line(p.Line)
	return e
}
