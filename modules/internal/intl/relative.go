package intl

import (
	"strconv"
	"strings"
)

// RelativeTimeFormat writes such as "3 days ago". Style is long, short or
// narrow, Numeric always or auto.
type RelativeTimeFormat struct {
	Locale         Resolved
	Style, Numeric string
	Number         *NumberFormat
}

// RelativeUnit is the singular of a unit, if it is one.
func RelativeUnit(s string) (string, bool) {
	s = strings.TrimSuffix(s, "s")
	switch s {
	case "second", "minute", "hour", "day", "week", "month", "quarter", "year":
		return s, true
	}
	return "", false
}

// Parts formats a finite number of units.
func (f *RelativeTimeFormat) Parts(value float64, unit string) []Part {
	fields := section(f.Locale.data, "fields")
	key := unit
	if f.Style != "long" {
		key += "-" + f.Style
	}
	d := FloatDecimal(value)
	if f.Numeric == "auto" {
		if whole := strconv.FormatFloat(value, 'f', -1, 64); len(whole) <= 2 {
			if whole == "-0" {
				whole = "0"
			}
			if v := fields.get(key + "/relative-type-" + whole); v != "" {
				return []Part{{Type: "literal", Value: v}}
			}
		}
	}
	tense := "future"
	if d.Negative {
		tense = "past"
	}
	d.Negative = false
	layout := f.Number.layout(d, false)
	category := rulesFor("cardinal", f.Locale.data).category(layout.shown.operands())
	path := key + "/relativeTime-type-" + tense + "/relativeTimePattern-count-"
	pattern := fields.first(path+category, path+"other")
	var parts []Part
	substitute(pattern, func(s string) { parts = append(parts, Part{Type: "literal", Value: s}) }, func(int) {
		for _, p := range layout.assemble() {
			p.Unit = unit
			parts = append(parts, p)
		}
	})
	return parts
}
