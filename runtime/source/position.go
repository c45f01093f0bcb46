package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-sourcemap/sourcemap"
)

// Position is a place in a source. Line and Column count from 1, Column in UTF-16 units, as V8 does.
type Position struct {
	File         string
	Line, Column int
}

// Map leads from offsets in a compiled text to positions in the source it was made from.
// Its methods may be called from any goroutine.
type Map struct {
	name         string
	text         string // the source's own text
	prefix       int    // bytes in front of it in the compiled text, when that is not generated
	line, column int    // added to positions, see Source

	// Of a text that esbuild wrote: itself, and its source map (JSON), decoded when first needed.
	generated string
	encoded   []byte
	shift     int // lines in front of the part that the source map is about
	wrapped   int // UTF-16 units in front of the source's own text in what esbuild read

	lines, generatedLines lineIndex
	decode                sync.Once
	decoded               *sourcemap.Consumer
}

// Name is the file as stacks show it.
func (m *Map) Name() string { return m.name }

// Text is the source as it was given.
func (m *Map) Text() string { return m.text }

// Position maps a byte offset in the compiled text. It reports false for code that no line of the source stands
// for, such as the helpers that lowered code needs.
func (m *Map) Position(offset int) (Position, bool) {
	if m.generated == "" {
		return m.at(offset - m.prefix), true
	}
	m.decode.Do(func() { m.decoded, _ = sourcemap.Parse("", m.encoded) })
	if m.decoded == nil {
		return Position{}, false
	}
	line, column := m.generatedLines.locate(m.generated, offset)
	if line <= m.shift {
		return Position{}, false
	}
	_, _, line, column, ok := m.decoded.Source(line-m.shift, column-1)
	if !ok {
		return Position{}, false
	}
	if line == 1 {
		column = max(column-m.wrapped, 0)
	}
	return m.place(line, column+1), true
}

// at is the position of a byte offset in the source's text.
func (m *Map) at(offset int) Position {
	line, column := m.lines.locate(m.text, min(max(offset, 0), len(m.text)))
	return m.place(line, column)
}

func (m *Map) place(line, column int) Position {
	if line == 1 {
		column += m.column
	}
	return Position{File: m.name, Line: line + m.line, Column: column}
}

// InLine is the column of a position in the text of its line.
func (m *Map) InLine(p Position) int {
	if p.Line == m.line+1 {
		return max(p.Column-m.column, 1)
	}
	return p.Column
}

// Line is the text of a line of the source, by the number that positions have, without its end.
func (m *Map) Line(number int) string {
	from, to := m.lines.bounds(m.text, number-m.line)
	return m.text[from:to]
}

// Offset is the byte offset of a position in the source's text.
func (m *Map) Offset(p Position) int {
	line, column := p.Line-m.line, p.Column
	if line == 1 {
		column -= m.column
	}
	from, to := m.lines.bounds(m.text, line)
	for column > 1 && from < to {
		r, size := utf8.DecodeRuneInString(m.text[from:to])
		from += size
		column -= utf16Len(r)
	}
	return from
}

// lineIndex finds lines in a text by binary search, once it has been asked for the first time.
type lineIndex struct {
	once   sync.Once
	starts []int32
}

func (x *lineIndex) index(text string) {
	x.once.Do(func() {
		x.starts = append(make([]int32, 0, 16+len(text)/32), 0)
		for i := 0; i < len(text); i++ {
			switch c := text[i]; {
			case c > '\r' && c != 0xe2:
				continue
			case c == '\n':
			case c == '\r':
				if i+1 < len(text) && text[i+1] == '\n' {
					i++
				}
			case c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
				i += 2
			default:
				continue
			}
			x.starts = append(x.starts, int32(i+1))
		}
	})
}

// locate gives the line of an offset and the column in it, both from 1.
func (x *lineIndex) locate(text string, offset int) (line, column int) {
	x.index(text)
	offset = min(offset, len(text))
	line = sort.Search(len(x.starts), func(i int) bool { return int(x.starts[i]) > offset })
	return line, 1 + utf16Width(text[x.starts[line-1]:offset])
}

// bounds gives where the line with this number begins and ends, its terminator left out.
func (x *lineIndex) bounds(text string, line int) (from, to int) {
	x.index(text)
	if line < 1 || line > len(x.starts) {
		return 0, 0
	}
	from, to = int(x.starts[line-1]), len(text)
	if line < len(x.starts) {
		to = int(x.starts[line])
		end := strings.TrimRight(text[from:to], "\r\n")
		end = strings.TrimSuffix(strings.TrimSuffix(end, "\u2028"), "\u2029")
		to = from + len(end)
	}
	return from, to
}

// utf16Width is the length of a string in UTF-16 units.
func utf16Width(s string) (n int) {
	for _, r := range s {
		n += utf16Len(r)
	}
	return n
}

func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// Units is the distance of a position from the start of the source's text, in UTF-16 units.
func (m *Map) Units(p Position) int { return utf16Width(m.text[:m.Offset(p)]) }
