package intl

import "strings"

// ListFormat joins lists. Type is conjunction, disjunction or unit, Style
// long, short or narrow.
type ListFormat struct {
	Locale      Resolved
	Type, Style string
}

func (f *ListFormat) pattern(position string) string {
	kind := map[string]string{"conjunction": "standard", "disjunction": "or", "unit": "unit"}[f.Type]
	if f.Style != "long" {
		kind += "-" + f.Style
	}
	return section(f.Locale.data, "lists").get(kind + "/" + position)
}

// Parts joins the elements, which are given in parts themselves.
func (f *ListFormat) Parts(elements [][]Part) []Part {
	switch len(elements) {
	case 0:
		return nil
	case 1:
		return elements[0]
	case 2:
		return f.pair("2", elements[0], elements[1])
	}
	n := len(elements)
	parts := f.pair("end", elements[n-2], elements[n-1])
	for i := n - 3; i >= 0; i-- {
		position := "middle"
		if i == 0 {
			position = "start"
		}
		parts = f.pair(position, elements[i], parts)
	}
	return parts
}

func (f *ListFormat) pair(position string, a, b []Part) []Part {
	pattern := f.pattern(position)
	if position == "2" || position == "end" {
		pattern = f.euphony(pattern, Text(b))
	}
	var parts []Part
	substitute(pattern, func(s string) { parts = append(parts, Part{Type: "literal", Value: s}) }, func(i int) {
		if i == 0 {
			parts = append(parts, a...)
		} else {
			parts = append(parts, b...)
		}
	})
	return parts
}

// euphony changes the word for and or or before certain sounds, in Spanish and
// Hebrew.
func (f *ListFormat) euphony(pattern, next string) string {
	lower := strings.ToLower(next)
	switch f.Locale.Language() {
	case "es":
		if strings.HasPrefix(lower, "i") || strings.HasPrefix(lower, "hi") && !strings.HasPrefix(lower, "hia") && !strings.HasPrefix(lower, "hie") {
			pattern = strings.Replace(pattern, " y ", " e ", 1)
		}
		if strings.HasPrefix(lower, "o") || strings.HasPrefix(lower, "ho") || strings.HasPrefix(lower, "8") || lower == "11" || strings.HasPrefix(lower, "11 ") {
			pattern = strings.Replace(pattern, " o ", " u ", 1)
		}
	case "he":
		if next != "" && !(next >= "א" && next < "׫") {
			pattern = strings.Replace(pattern, " ו{1}", " ו-{1}", 1)
		}
	}
	return pattern
}

// Elements makes parts of plain strings.
func Elements(list []string) [][]Part {
	elements := make([][]Part, len(list))
	for i, s := range list {
		elements[i] = []Part{{Type: "element", Value: s}}
	}
	return elements
}
