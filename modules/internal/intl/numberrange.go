package intl

import (
	"slices"
	"strings"
	"unicode"
)

// RangeParts formats a range of numbers in parts that say their source. What
// both ends share is written once if it is longer than one character.
func (f *NumberFormat) RangeParts(start, end Decimal) []Part {
	a, b := f.layout(start, false), f.layout(end, false)
	if Text(a.assemble()) == Text(b.assemble()) {
		return sourced(f.layout(start, true).assemble(), "shared")
	}
	outer := a.outer == b.outer || a.kind != "" && a.kind == b.kind
	middle := slices.Equal(a.before, b.before) && slices.Equal(a.after, b.after)
	if !middle && a.shown.compact != "" && a.shown.exponent == b.shown.exponent {
		// The word for the power of ten depends on the plural form.
		middle = slices.Equal(a.before, b.before) && len(a.after) == len(b.after)
	}
	shared := middle && runeCount(a.before)+runeCount(a.after) > 1
	spaces := len(a.exponent) > 0 || !shared && runeCount(a.before)+runeCount(a.after)+runeCount(b.before)+runeCount(b.after) > 0
	separator := strings.TrimSuffix(strings.TrimPrefix(f.symbols().rangeOf, "{0}"), "{1}")
	if spaces && strings.TrimFunc(separator, unicode.IsSpace) == separator {
		separator = " " + separator + " "
	}
	side := func(l *layout, source string) []Part {
		parts := join(slices.Clone(l.core), l.exponent)
		if !shared {
			parts = join(join(slices.Clone(l.before), parts), l.after)
		}
		return sourced(parts, source)
	}
	var parts []Part
	if shared {
		parts = sourced(a.before, "shared")
	}
	parts = append(parts, side(a, "startRange")...)
	parts = append(parts, Part{Type: "literal", Value: separator, Source: "shared"})
	parts = append(parts, side(b, "endRange")...)
	if shared {
		parts = append(parts, sourced(b.after, "shared")...)
	}
	if b.outer != "" && outer {
		rules := rulesFor("cardinal", f.Locale.data)
		b.setOuter(f, pluralRange(f.Locale.data, rules.category(a.shown.operands()), rules.category(b.shown.operands())))
		var out []Part
		substitute(b.outer, func(s string) { out = append(out, sourced(spaced(nil, b.kind, s), "shared")...) },
			func(int) { out = append(out, parts...) })
		parts = out
	}
	return parts
}
