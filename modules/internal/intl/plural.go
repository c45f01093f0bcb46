package intl

import (
	"strconv"
	"strings"
)

// operands are the values that plural rules look at (UTS 35, Operands). They
// are kept as text of digits, since they may be long.
type operands struct {
	integer, fraction string // as shown
	exponent          int
}

// operandsOf are those of a number as it is shown.
func operandsOf(d Decimal, minFraction, exponent int) operands {
	integer, fraction := d.plain(1, minFraction)
	return operands{integer, fraction, exponent}
}

// value is an operand, modulo m if m is not zero, and whether it is an integer.
func (o operands) value(name byte, m int) (int, bool) {
	integer := o.integer
	switch name {
	case 'v':
		return len(o.fraction), true
	case 'w':
		return len(strings.TrimRight(o.fraction, "0")), true
	case 'f':
		return remainder(o.fraction, m), true
	case 't':
		return remainder(strings.TrimRight(o.fraction, "0"), m), true
	case 'c', 'e':
		return o.exponent, true
	case 'n':
		if strings.Trim(o.fraction, "0") != "" {
			return 0, false
		}
	}
	return remainder(integer, m), true
}

// remainder of the digits by m; with m zero, the number, or a large one.
func remainder(digits string, m int) int {
	n := 0
	for i := 0; i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
		if m > 0 {
			n %= m
		} else if n > 1<<50 {
			return 1<<50 + 1
		}
	}
	return n
}

// pluralLanguage is the key of a locale's plural rules.
func pluralLanguage(locale string) string {
	if locale == "pt-PT" || strings.HasPrefix(locale, "pt-") && parentLocale(locale) == "pt-PT" {
		return "pt-PT"
	}
	language, _, _ := strings.Cut(locale, "-")
	return language
}

var pluralOrder = [...]string{"zero", "one", "two", "few", "many"}

type pluralRules struct {
	categories []string
	rules      []pluralRule
}

// pluralRule is a disjunction of conjunctions of relations.
type pluralRule [][]pluralRelation

type pluralRelation struct {
	operand byte
	modulus int
	negated bool
	ranges  [][2]int
}

var pluralCache cache[*pluralRules]

// rulesFor are the plural rules of a locale; kind is cardinal or ordinal.
func rulesFor(kind, locale string) *pluralRules {
	return pluralCache.get(kind+locale, func() *pluralRules {
		all := supplement("plurals")
		r := &pluralRules{}
		for _, category := range pluralOrder {
			if text := all.get(kind + "/" + pluralLanguage(locale) + "/" + category); text != "" {
				r.categories = append(r.categories, category)
				r.rules = append(r.rules, parsePluralRule(text))
			}
		}
		return r
	})
}

func parsePluralRule(text string) pluralRule {
	var rule pluralRule
	for _, disjunct := range strings.Split(text, " or ") {
		var conjunction []pluralRelation
		for _, relation := range strings.Split(disjunct, " and ") {
			words := strings.Fields(relation)
			r := pluralRelation{operand: words[0][0]}
			if words[1] == "%" {
				r.modulus, _ = strconv.Atoi(words[2])
				words = words[2:]
			}
			r.negated = words[1] == "!="
			for _, span := range strings.Split(words[2], ",") {
				low, high, isRange := strings.Cut(span, "..")
				lo, _ := strconv.Atoi(low)
				hi := lo
				if isRange {
					hi, _ = strconv.Atoi(high)
				}
				r.ranges = append(r.ranges, [2]int{lo, hi})
			}
			conjunction = append(conjunction, r)
		}
		rule = append(rule, conjunction)
	}
	return rule
}

func (r *pluralRelation) holds(o operands) bool {
	v, whole := o.value(r.operand, r.modulus)
	in := false
	if whole {
		for _, span := range r.ranges {
			in = in || v >= span[0] && v <= span[1]
		}
	}
	return in != r.negated
}

func (p *pluralRules) category(o operands) string {
	for i, rule := range p.rules {
		for _, conjunction := range rule {
			all := true
			for j := range conjunction {
				all = all && conjunction[j].holds(o)
			}
			if all {
				return p.categories[i]
			}
		}
	}
	return "other"
}

// PluralRules chooses the plural category of numbers.
type PluralRules struct {
	// Format rounds the numbers.
	Format *NumberFormat
	rules  *pluralRules
	locale string
}

// NewPluralRules takes "cardinal" or "ordinal".
func NewPluralRules(kind string, f *NumberFormat) *PluralRules {
	return &PluralRules{f, rulesFor(kind, f.Locale.data), f.Locale.data}
}

// Categories lists the categories of the locale.
func (p *PluralRules) Categories() []string {
	return append(append([]string{}, p.rules.categories...), "other")
}

// Select is the category of a number.
func (p *PluralRules) Select(d Decimal) string {
	if d.NaN || d.Infinite {
		return "other"
	}
	shown := p.Format.prepare(d)
	return p.rules.category(shown.operands())
}

// SelectRange is the category of a range.
func (p *PluralRules) SelectRange(start, end Decimal) string {
	return pluralRange(p.locale, p.Select(start), p.Select(end))
}

func pluralRange(locale, start, end string) string {
	if c := supplement("plurals").get("range/" + pluralLanguage(locale) + "/" + start + "/" + end); c != "" {
		return c
	}
	return end
}
