// Package sourcemap reads source maps, version 3, and finds places in them as Node does.
package sourcemap

import (
	"encoding/json"
	"slices"
	"strings"
)

// Map is a source map. It does not change.
type Map struct{ entries []Entry }

// Entry says where a place of a generated text comes from. Lines and columns count from 0, columns in UTF-16 units.
type Entry struct {
	Line, Column int
	// Mapped says that there is a place in a source: the fields that follow.
	Mapped                   bool
	Source                   string
	SourceLine, SourceColumn int
	// Name is what stands there in the source, if Named.
	Name  string
	Named bool
}

// payload is a map as it is written.
type payload struct {
	Sources  []*string
	Names    []string
	Mappings string
	Sections []struct {
		Offset struct{ Line, Column int }
		Map    payload
	}
}

// Parse reads a map in JSON, also one of sections. Segments that mean nothing are left out.
func Parse(data []byte) (*Map, error) {
	var p payload
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, err
	}
	m := &Map{}
	if len(p.Sections) == 0 {
		m.add(&p, 0, 0)
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		m.add(&s.Map, s.Offset.Line, s.Offset.Column)
	}
	slices.SortStableFunc(m.entries, func(a, b Entry) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return m, nil
}

// add appends the entries of one payload, whose text begins at a place.
func (m *Map) add(p *payload, line, column int) {
	var source, sourceLine, sourceColumn, name int
	rest := len(p.Mappings)
	for text := range strings.SplitSeq(p.Mappings, ";") {
		for segment := range strings.SplitSeq(text, ",") {
			rest -= len(segment) + 1
			if segment == "" {
				continue
			}
			r := vlq{text: segment}
			if rest < 0 {
				// What the last segment leaves out is 0 for Node, as it looks for the separator behind it.
				r.text += strings.Repeat("A", 5-min(fields(segment), 5))
			}
			column += r.next()
			e := Entry{Line: line, Column: column}
			if r.text != "" {
				source += r.next()
				sourceLine += r.next()
				sourceColumn += r.next()
				e.SourceLine, e.SourceColumn = sourceLine, sourceColumn
				if source >= 0 && source < len(p.Sources) && p.Sources[source] != nil {
					e.Mapped, e.Source = true, *p.Sources[source]
				}
			}
			if r.text != "" {
				if name += r.next(); name >= 0 && name < len(p.Names) {
					e.Named, e.Name = true, p.Names[name]
				}
			}
			if !r.bad {
				m.entries = append(m.entries, e)
			}
		}
		line++
		column = 0
	}
}

// Find is the last entry that is not behind a place.
func (m *Map) Find(line, column int) (Entry, bool) {
	after, _ := slices.BinarySearchFunc(m.entries, Entry{Line: line, Column: column}, func(e, at Entry) int {
		if e.Line > at.Line || e.Line == at.Line && e.Column > at.Column {
			return 1
		}
		return -1
	})
	if after == 0 {
		return Entry{}, false
	}
	return m.entries[after-1], true
}

// fields counts the numbers of a segment: each ends in a digit without the bit for more.
func fields(segment string) (n int) {
	for i := range len(segment) {
		if strings.IndexByte(digits, segment[i]) < 32 {
			n++
		}
	}
	return n
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// vlq reads numbers in base 64, five bits a digit, the lowest bit the sign, in 32 bits as JavaScript counts.
type vlq struct {
	text string
	bad  bool
}

func (r *vlq) next() int {
	var n uint32
	for shift := 0; ; shift += 5 {
		if r.text == "" {
			r.bad = true
			return 0
		}
		digit := strings.IndexByte(digits, r.text[0])
		r.text = r.text[1:]
		if digit < 0 {
			r.bad, r.text = true, ""
			return 0
		}
		n |= uint32(digit&31) << (shift & 31)
		if digit < 32 {
			break
		}
	}
	if n&1 == 0 {
		return int(int32(n >> 1))
	}
	return int(int32(-(n >> 1) | 1<<31))
}

// LineLengths are the lengths of the lines of a text, in UTF-16 units.
func LineLengths(text string) []int {
	lengths, n := []int{}, 0
	for _, c := range text {
		switch {
		case c == '\n', c == '\u2028', c == '\u2029':
			lengths = append(lengths, n)
			n = 0
		case c >= 0x10000:
			n += 2
		default:
			n++
		}
	}
	return append(lengths, n)
}

// URL is what the last `sourceMappingURL` comment of a text names, or "".
func URL(text string) string {
	const directive = "sourceMappingURL="
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], directive)
		if at < 0 {
			return ""
		}
		end = at
		head := strings.TrimRight(text[:at], " \t")
		if head == text[:at] || !strings.HasSuffix(head, "//#") && !strings.HasSuffix(head, "/*#") {
			continue
		}
		rest := text[at+len(directive):]
		if stop := strings.IndexAny(rest, " \t\r\n\v\f\u00a0\u2028\u2029\ufeff"); stop >= 0 {
			rest = rest[:stop]
		}
		if rest != "" {
			return rest
		}
	}
}
