package source

import "strings"

// IsModule tells whether a text that is no CommonJS is meant to be an ES module: it has syntax that only modules have.
func IsModule(name, text string) bool {
	if language := LanguageOf(name); language != JavaScript {
		var ok bool
		if text, ok = strip(text, language); !ok {
			return false
		}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	s := scanModule(text)
	if len(s.info.Requests) > 0 || s.exports || len(s.declared) > 0 || strings.Contains(string(s.out), moduleMeta) {
		return true
	}
	unit, err := NewCompiler(1).Compile(Source{Text: text, Kind: Module})
	return err == nil && unit.Module.Async
}

// ImportPattern is the list of names in an import as a pattern that takes them from an object, or "" if the line has
// none.
func ImportPattern(line string) string {
	from, to := strings.IndexByte(line, '{'), strings.LastIndexByte(line, '}')
	if from < 0 || to < from {
		return ""
	}
	return strings.ReplaceAll(line[from:to+1], " as ", ": ")
}

// NameLength is the length of the name or string at a position, in UTF-16 units.
func (m *Map) NameLength(p Position) int {
	l := lexer{text: m.text, at: m.Offset(p)}
	t := l.next()
	return max(utf16Width(l.word(t)), 1)
}

// PlaceOf is the position of an offset in the source's text.
func (m *Map) PlaceOf(offset int) Position { return m.at(offset) }
