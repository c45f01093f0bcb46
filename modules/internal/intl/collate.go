package intl

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Collator compares strings. Sensitivity is base, accent, case or variant,
// CaseFirst upper, lower or false. One goroutine may use it at a time.
type Collator struct {
	Locale            Resolved
	Usage             string
	Sensitivity       string
	IgnorePunctuation bool
	Collation         string
	Numeric           bool
	CaseFirst         string

	ready bool
	plain bool
	base  *collate.Collator
	full  *collate.Collator
}

func (c *Collator) prepare() {
	c.ready = true
	tag := language.Make(c.Locale.data)
	if c.Collation != "" && c.Collation != "default" {
		tag = language.Make(c.Locale.data + "-u-co-" + c.Collation)
	}
	var options []collate.Option
	if c.Numeric {
		options = append(options, collate.Numeric)
	}
	c.full = collate.New(tag, options...)
	switch c.Sensitivity {
	case "base", "case":
		c.base = collate.New(tag, append(options, collate.IgnoreCase, collate.IgnoreDiacritics)...)
	case "accent":
		c.base = collate.New(tag, append(options, collate.IgnoreCase)...)
	case "variant":
		if c.CaseFirst == "upper" {
			c.base = collate.New(tag, append(options, collate.IgnoreCase)...)
		}
	}
	switch c.Locale.Language() {
	case "en", "de", "fr", "it", "es", "pt", "nl", "id", "ms", "ru", "uk", "zh", "ja", "ko", "ar", "hi", "fi", "sv":
		c.plain = !c.Numeric && !c.IgnorePunctuation && c.CaseFirst != "upper" && c.Sensitivity == "variant" &&
			(c.Collation == "" || c.Collation == "default")
	}
}

// Compare is negative, zero or positive.
func (c *Collator) Compare(a, b string) int {
	if a == b {
		return 0
	}
	if !c.ready {
		c.prepare()
	}
	if c.plain {
		if order, ok := compareASCII(a, b); ok {
			return order
		}
	}
	if c.IgnorePunctuation {
		a, b = strings.Map(unpunctuated, a), strings.Map(unpunctuated, b)
	}
	if c.base == nil {
		return c.full.CompareString(a, b)
	}
	order := c.base.CompareString(a, b)
	switch {
	case order != 0, c.Sensitivity == "base", c.Sensitivity == "accent":
		return order
	case c.CaseFirst == "upper":
		return -c.caseOrder(a, b)
	}
	return c.caseOrder(a, b)
}

// caseOrder compares what differs in case only, lower case first.
func (c *Collator) caseOrder(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	for i := 0; i < len(ra) && i < len(rb); i++ {
		if ua, ub := unicode.IsUpper(ra[i]), unicode.IsUpper(rb[i]); ua != ub {
			if ub {
				return -1
			}
			return 1
		}
	}
	if c.Sensitivity == "case" {
		return 0
	}
	return c.full.CompareString(a, b)
}

func unpunctuated(r rune) rune {
	if unicode.IsPunct(r) || unicode.IsSpace(r) {
		return -1
	}
	return r
}

// asciiOrder has the printable characters in the order of CLDR's root
// collation; letters follow.
const asciiOrder = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"

// asciiWeights are the primary weights of ASCII; zero is for other characters.
var asciiWeights = sync.OnceValue(func() *[128]uint8 {
	w := &[128]uint8{}
	for i := 0; i < len(asciiOrder); i++ {
		w[asciiOrder[i]] = uint8(i + 1)
	}
	for c := 'a'; c <= 'z'; c++ {
		w[c] = uint8(len(asciiOrder)) + uint8(c-'a') + 1
		w[c-0x20] = w[c]
	}
	return w
})

// compareASCII compares strings that are ASCII without control characters,
// which need no table of collation.
func compareASCII(a, b string) (order int, ok bool) {
	weights := asciiWeights()
	shared := min(len(a), len(b))
	primary, tertiary := 0, 0
	for i := range shared {
		ca, cb := a[i], b[i]
		if ca >= 128 || cb >= 128 || weights[ca] == 0 || weights[cb] == 0 {
			return 0, false
		}
		if ca != cb && primary == 0 {
			primary = int(weights[ca]) - int(weights[cb])
			if primary == 0 && tertiary == 0 {
				tertiary = int(cb) - int(ca)
			}
		}
	}
	for _, rest := range [...]string{a[shared:], b[shared:]} {
		for i := range len(rest) {
			if rest[i] >= 128 || weights[rest[i]] == 0 {
				return 0, false
			}
		}
	}
	switch {
	case primary != 0:
		return primary, true
	case len(a) != len(b):
		return len(a) - len(b), true
	}
	return tertiary, true
}
