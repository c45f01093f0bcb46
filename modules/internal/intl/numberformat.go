package intl

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// NumberFormat formats numbers. Its fields are the resolved options of
// Intl.NumberFormat, in the words of ECMA-402; they do not change once it is
// in use.
type NumberFormat struct {
	Locale          Resolved
	NumberingSystem string
	Style           string
	Currency        string
	CurrencyDisplay string
	CurrencySign    string
	Unit            string
	UnitDisplay     string
	Notation        string
	CompactDisplay  string
	// UseGrouping is min2, auto, always or nothing.
	UseGrouping string
	SignDisplay string
	Rounding    Rounding

	once sync.Once
	made *numberSymbols
}

// numberSymbols is what a format looks up once.
type numberSymbols struct {
	numbers                               *table
	digits                                []string
	decimal, group                        string
	minus, plus, percent, exponent        string
	infinity, nan, approximately, rangeOf string
	currency                              string
	pattern                               *numberPattern
	minGrouping                           int
}

func (f *NumberFormat) symbols() *numberSymbols {
	f.once.Do(func() {
		numbers := section(f.Locale.data, "numbers")
		system := f.NumberingSystem
		if _, ok := numbers.find("symbols/" + system + "/decimal"); !ok {
			system = "latn"
		}
		symbol := func(name string) string { return numbers.get("symbols/" + system + "/" + name) }
		s := &numberSymbols{
			numbers: numbers, digits: Digits(f.NumberingSystem),
			decimal: symbol("decimal"), group: symbol("group"), minus: symbol("minusSign"), plus: symbol("plusSign"),
			percent: symbol("percentSign"), exponent: symbol("exponential"), infinity: symbol("infinity"), nan: symbol("nan"),
			approximately: symbol("approximatelySign"), rangeOf: numbers.get("miscPatterns/" + system + "/range"),
		}
		if s.rangeOf == "" {
			s.rangeOf = numbers.first("miscPatterns/latn/range")
		}
		s.minGrouping, _ = strconv.Atoi(numbers.get("minimumGroupingDigits"))
		if f.Style == "currency" {
			if v := symbol("currencyDecimal"); v != "" {
				s.decimal = v
			}
			if v := symbol("currencyGroup"); v != "" {
				s.group = v
			}
			s.currency = f.currencySymbol()
		}
		s.pattern = parsePattern(f.standardPattern(numbers))
		f.made = s
	})
	return f.made
}

// lookup finds a pattern for the numbering system, or that of latn.
func (f *NumberFormat) lookup(numbers *table, kind, path string) string {
	return numbers.first(kind+"/"+f.NumberingSystem+"/"+path, kind+"/latn/"+path)
}

func (f *NumberFormat) standardPattern(numbers *table) string {
	switch {
	case f.Style == "percent" && f.Notation != "compact":
		return f.lookup(numbers, "percent", "standard")
	case f.Style == "currency" && f.CurrencyDisplay != "name":
		if f.CurrencySign == "accounting" {
			return f.lookup(numbers, "currency", "accounting")
		}
		return f.lookup(numbers, "currency", "standard")
	}
	return f.lookup(numbers, "decimal", "standard")
}

func (f *NumberFormat) currencySymbol() string {
	if f.CurrencyDisplay == "code" {
		return f.Currency
	}
	currencies := section(f.Locale.data, "currencies")
	if f.CurrencyDisplay == "narrowSymbol" {
		if v := currencies.get(f.Currency + "/narrow"); v != "" {
			return v
		}
	}
	if v := currencies.get(f.Currency + "/symbol"); v != "" {
		return v
	}
	return f.Currency
}

// currencyName is the name of the currency for a plural category.
func (f *NumberFormat) currencyName(category string) string {
	if v := section(f.Locale.data, "currencies").first(f.Currency+"/"+category, f.Currency+"/other", f.Currency); v != "" {
		return v
	}
	return f.Currency
}

var digitCache cache[[]string]

// Digits are the ten digits of a numbering system, or nil for ASCII's.
func Digits(system string) []string {
	if system == "latn" || system == "" {
		return nil
	}
	return digitCache.get(system, func() []string {
		text := supplement("numbering").get("digits/" + system)
		if text == "" {
			return nil
		}
		return strings.Split(text, "")
	})
}

// localDigits writes ASCII digits in those of a numbering system.
func localDigits(s string, digits []string) string {
	if digits == nil {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' {
			b.WriteString(digits[c-'0'])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// prepared is a number that is rounded and scaled.
type prepared struct {
	value       Decimal // as it is shown, before a compact word or exponent
	minFraction int
	exponent    int // what the word or exponent stands for
	compact     string
	hasExponent bool
}

// operands are those of the whole number.
func (p *prepared) operands() operands {
	return operandsOf(p.value.shift(p.exponent), max(0, p.minFraction-p.exponent), p.exponent)
}

func (f *NumberFormat) prepare(d Decimal) prepared {
	if f.Style == "percent" {
		d = d.shift(2)
	}
	switch f.Notation {
	case "scientific", "engineering":
		return f.scientific(d)
	case "compact":
		return f.compact(d)
	}
	value, minFraction := f.Rounding.apply(d)
	return prepared{value: value, minFraction: minFraction}
}

func (f *NumberFormat) scientific(d Decimal) prepared {
	exponentOf := func(d Decimal) int {
		if d.IsZero() || d.NaN || d.Infinite {
			return 0
		}
		m := d.magnitude()
		if f.Notation == "engineering" {
			m -= ((m % 3) + 3) % 3
		}
		return m
	}
	e := exponentOf(d)
	value, minFraction := f.Rounding.apply(d.shift(-e))
	if again := exponentOf(value); again > 0 && exponentOf(value.shift(e)) != e {
		e = exponentOf(value.shift(e))
		value, minFraction = f.Rounding.apply(d.shift(-e))
	}
	return prepared{value: value, minFraction: minFraction, exponent: e, hasExponent: !d.NaN && !d.Infinite}
}

func (f *NumberFormat) compact(d Decimal) prepared {
	if d.NaN || d.Infinite {
		return prepared{value: d}
	}
	path := "short/decimalFormat/"
	kind := "decimal"
	if f.CompactDisplay == "long" {
		path = "long/decimalFormat/"
	}
	if f.Style == "currency" && f.CurrencyDisplay != "name" {
		kind, path = "currency", "short/standard/"
	}
	numbers := f.symbols().numbers
	largest := f.largestPower(kind, path)
	pattern := func(magnitude int, category string) string {
		power := "1" + strings.Repeat("0", min(magnitude, largest)) + "-"
		base := path + power
		for _, c := range []string{category, "other"} {
			if v := f.lookup(numbers, kind, base+c); v != "" {
				return v
			}
		}
		return ""
	}
	scale := func(magnitude int) int {
		if magnitude < 3 {
			return 0
		}
		p := pattern(magnitude, "other")
		if p == "" || strings.Trim(p, "0¤ \u00a0") == "" && strings.Count(p, "0") == 1 {
			return 0
		}
		zeros := strings.Count(p, "0")
		if zeros == 0 {
			zeros = 1
		}
		return min(magnitude, largest) + 1 - zeros
	}
	magnitude := 0
	if !d.IsZero() {
		magnitude = d.magnitude()
	}
	shift := scale(magnitude)
	value, minFraction := f.Rounding.apply(d.shift(-shift))
	if !value.IsZero() && value.magnitude()+shift > magnitude {
		magnitude = value.magnitude() + shift
		if again := scale(magnitude); again != shift {
			shift = again
			value, minFraction = f.Rounding.apply(d.shift(-shift))
		}
	}
	p := prepared{value: value, minFraction: minFraction, exponent: shift}
	if shift > 0 {
		category := rulesFor("cardinal", f.Locale.data).category(operandsOf(value, minFraction, 0))
		if value.digits == "1" && value.point == 1 {
			if exact := f.lookup(numbers, kind, path+"1"+strings.Repeat("0", min(magnitude, largest))+"-1"); exact != "" {
				p.compact = exact
				return p
			}
		}
		p.compact = pattern(magnitude, category)
	}
	return p
}

// largestPower is the largest power of ten that has a word of its own.
func (f *NumberFormat) largestPower(kind, path string) int {
	for power := 19; power > 3; power-- {
		if f.lookup(f.symbols().numbers, kind, path+"1"+strings.Repeat("0", power)+"-other") != "" {
			return power
		}
	}
	return 3
}

// Format formats a number.
func (f *NumberFormat) Format(d Decimal) string { return Text(f.Parts(d)) }

// Parts is Format, in parts.
func (f *NumberFormat) Parts(d Decimal) []Part {
	return f.layout(d, false).assemble()
}

// layout is a formatted number before its pieces are put together.
type layout struct {
	core []Part
	// exponent follows the digits directly; before and after are what the
	// pattern puts around them: sign, currency, percent, compact word.
	exponent      []Part
	before, after []Part
	// outer is a pattern with {0} for a unit or the currency's name, and kind
	// the type of its parts.
	outer, kind string
	shown       prepared
}

func (l *layout) assemble() []Part {
	parts := join(join(join(l.before, l.core), l.exponent), l.after)
	return l.wrap(parts)
}

func (l *layout) wrap(parts []Part) []Part {
	if l.outer == "" {
		return parts
	}
	var out []Part
	substitute(l.outer, func(s string) { out = spaced(out, l.kind, s) }, func(int) { out = join(out, parts) })
	return out
}

// signOf is "-", "+" or nothing.
func (f *NumberFormat) signOf(d Decimal) string {
	switch f.SignDisplay {
	case "never":
		return ""
	case "always":
		if d.Negative {
			return "-"
		}
		return "+"
	case "exceptZero":
		switch d.sign() {
		case -1:
			return "-"
		case 1:
			return "+"
		}
		return ""
	case "negative":
		if d.sign() < 0 {
			return "-"
		}
		return ""
	}
	if d.Negative {
		return "-"
	}
	return ""
}

func (f *NumberFormat) layout(d Decimal, approximately bool) *layout {
	s := f.symbols()
	p := f.prepare(d)
	l := &layout{shown: p}
	pattern := s.pattern
	if p.compact != "" {
		pattern = parsePattern(p.compact)
	}
	f.affixes(l, pattern, f.signOf(p.value), approximately, p.compact != "")
	hideDigits := p.compact != "" && pattern.zeros == 0
	if !hideDigits {
		l.core = f.digits(p)
	}
	if p.hasExponent {
		l.exponent = append(l.exponent, Part{Type: "exponentSeparator", Value: s.exponent})
		if p.exponent < 0 {
			l.exponent = spaced(l.exponent, "exponentMinusSign", s.minus)
		}
		l.exponent = append(l.exponent, Part{Type: "exponentInteger", Value: localDigits(strconv.Itoa(max(p.exponent, -p.exponent)), s.digits)})
	}
	switch {
	case f.Style == "unit", f.Style == "percent" && f.Notation == "compact", f.Style == "currency" && f.CurrencyDisplay == "name":
		category := "other"
		if !d.NaN && !d.Infinite {
			category = rulesFor("cardinal", f.Locale.data).category(p.operands())
		}
		l.setOuter(f, category)
	}
	return l
}

func (l *layout) setOuter(f *NumberFormat, category string) {
	if f.Style != "currency" {
		l.outer, l.kind = f.unitPattern(category), "unit"
		return
	}
	pattern := f.lookup(f.symbols().numbers, "currency", "unitPattern-"+category)
	if pattern == "" {
		pattern = f.lookup(f.symbols().numbers, "currency", "unitPattern-other")
	}
	l.outer, l.kind = fill(pattern, "{0}", f.currencyName(category)), "currency"
}

// affixes makes what surrounds the digits.
func (f *NumberFormat) affixes(l *layout, pattern *numberPattern, sign string, approximately, compact bool) {
	prefix, suffix := pattern.prefix, pattern.suffix
	negativeHasMinus := slices.ContainsFunc(pattern.negativePrefix, isMinus) || slices.ContainsFunc(pattern.negativeSuffix, isMinus)
	useNegative := pattern.hasNegative && (sign == "-" || negativeHasMinus && (sign == "+" || approximately))
	if useNegative {
		prefix, suffix = pattern.negativePrefix, pattern.negativeSuffix
	}
	s := f.symbols()
	signParts := func(parts []Part) []Part {
		if approximately {
			parts = spaced(parts, "approximatelySign", s.approximately)
		}
		switch sign {
		case "-":
			parts = spaced(parts, "minusSign", s.minus)
		case "+":
			parts = spaced(parts, "plusSign", s.plus)
		}
		return parts
	}
	if (!useNegative || !negativeHasMinus && sign != "-") && (sign != "" || approximately) {
		l.before = signParts(l.before)
	}
	kind := "literal"
	if compact {
		kind = "compact"
	}
	add := func(parts []Part, list []affix) []Part {
		for _, a := range list {
			switch a.kind {
			case '-', '+':
				parts = signParts(parts)
			case '%':
				parts = spaced(parts, "percentSign", s.percent)
			case '¤':
				parts = spaced(parts, "currency", s.currency)
			default:
				if kind == "literal" {
					parts = literal(parts, a.text)
				} else {
					parts = spaced(parts, kind, a.text)
				}
			}
		}
		return parts
	}
	l.before = add(l.before, prefix)
	l.after = add(l.after, suffix)
	if l.shown.value.NaN || l.shown.value.Infinite {
		return // there is no digit that a currency's letters could stick to
	}
	if n := len(l.before); n > 0 && l.before[n-1].Type == "currency" && !endsInSymbol(s.currency) {
		l.before = literal(l.before, "\u00a0")
	}
	if len(l.after) > 0 && l.after[0].Type == "currency" && !startsWithSymbol(s.currency) {
		l.after = append([]Part{{Type: "literal", Value: "\u00a0"}}, l.after...)
	}
}

func isMinus(a affix) bool { return a.kind == '-' }

func endsInSymbol(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.In(r, unicode.S, unicode.Z)
}

func startsWithSymbol(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.S, unicode.Z)
}

// digits makes the digits with their groups and the decimal separator.
func (f *NumberFormat) digits(p prepared) []Part {
	s := f.symbols()
	switch {
	case p.value.NaN:
		return []Part{{Type: "nan", Value: s.nan}}
	case p.value.Infinite:
		return []Part{{Type: "infinity", Value: s.infinity}}
	}
	integer, fraction := p.value.plain(max(1, f.Rounding.MinInteger), p.minFraction)
	parts := make([]Part, 0, 8)
	for _, group := range f.groups(integer) {
		if len(parts) > 0 {
			parts = append(parts, Part{Type: "group", Value: s.group})
		}
		parts = append(parts, Part{Type: "integer", Value: localDigits(group, s.digits)})
	}
	if fraction != "" {
		parts = append(parts, Part{Type: "decimal", Value: s.decimal}, Part{Type: "fraction", Value: localDigits(fraction, s.digits)})
	}
	return parts
}

func (f *NumberFormat) groups(integer string) []string {
	pattern := f.symbols().pattern
	primary, secondary := pattern.primary, pattern.secondary
	least := f.symbols().minGrouping
	grouping := f.UseGrouping
	if grouping == "auto" && f.Notation == "compact" {
		grouping = "min2"
	}
	switch grouping {
	case "":
		return []string{integer}
	case "always":
		least = 1
		if primary == 0 {
			primary, secondary = 3, 3
		}
	case "min2":
		least = max(2, least)
	}
	if primary == 0 || len(integer) < primary+least {
		return []string{integer}
	}
	groups := []string{integer[len(integer)-primary:]}
	integer = integer[:len(integer)-primary]
	for len(integer) > secondary {
		groups = append(groups, integer[len(integer)-secondary:])
		integer = integer[:len(integer)-secondary]
	}
	groups = append(groups, integer)
	slices.Reverse(groups)
	return groups
}

// unitPattern is the pattern of the unit for a plural category.
func (f *NumberFormat) unitPattern(category string) string {
	name, display := f.Unit, f.UnitDisplay
	if f.Style == "percent" {
		name, display = "percent", "short"
	} else if name == "percent" && display != "long" && f.Notation != "compact" {
		return f.percentPattern()
	}
	units := section(f.Locale.data, "units")
	widths := []string{display, "short"}
	find := func(unit, form string) string {
		for _, width := range widths {
			for _, c := range []string{form, "other"} {
				if v := units.get(width + "/" + unit + "/" + c); v != "" {
					return v
				}
			}
		}
		return ""
	}
	if v := find(name, category); v != "" {
		return v
	}
	unit, per, _ := strings.Cut(name, "-per-")
	numerator := find(unit, category)
	for _, width := range widths {
		if v := units.get(width + "/" + per + "/per"); v != "" {
			return fill(v, numerator)
		}
	}
	compound := units.first(display+"/per", "short/per")
	denominator := strings.TrimFunc(fill(find(per, "one"), ""), unicode.IsSpace)
	return fill(compound, numerator, denominator)
}

// PlainNumber formats decimals with at most three fraction digits.
func PlainNumber(locale Resolved, numbering string) *NumberFormat {
	return &NumberFormat{Locale: locale, NumberingSystem: numbering, Style: "decimal", Notation: "standard", UseGrouping: "auto",
		SignDisplay: "auto", Rounding: Rounding{MinInteger: 1, MaxFraction: 3, Increment: 1, Mode: "halfExpand"}}
}

// percentPattern is that of percents, as a pattern for a unit.
func (f *NumberFormat) percentPattern() string {
	pattern := parsePattern(f.lookup(f.symbols().numbers, "percent", "standard"))
	text := func(list []affix) (s string) {
		for _, a := range list {
			if a.kind == '%' {
				s += f.symbols().percent
			}
			s += a.text
		}
		return s
	}
	return text(pattern.prefix) + "{0}" + text(pattern.suffix)
}
