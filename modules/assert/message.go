package assert

import (
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/colors"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/myers"
	"github.com/gonode/gonode/modules/internal/stdio"
)

// headlines are the first lines of generated messages.
var headlines = map[string]string{
	"deepStrictEqual":        "Expected values to be strictly deep-equal:",
	"partialDeepStrictEqual": "Expected values to be partially and strictly deep-equal:",
	"strictEqual":            "Expected values to be strictly equal:",
	"strictEqualObject":      `Expected "actual" to be reference-equal to "expected":`,
	"deepEqual":              "Expected values to be loosely deep-equal:",
	"notDeepStrictEqual":     `Expected "actual" not to be strictly deep-equal to:`,
	"notStrictEqual":         `Expected "actual" to be strictly unequal to:`,
	"notStrictEqualObject":   `Expected "actual" not to be reference-equal to "expected":`,
	"notDeepEqual":           `Expected "actual" not to be loosely deep-equal to:`,
	"notIdentical":           "Values have same structure but are not reference-equal:",
	"notDeepEqualUnequal":    "Expected values not to be loosely deep-equal:",
}

// ink has the escape sequences of the colours, all empty without colours.
type ink struct {
	on                            bool
	blue, green, white, red, gray string
}

func (a *assert) ink() ink {
	if !colors.Stderr(a.env) {
		return ink{}
	}
	return ink{on: true, blue: "\x1b[34m", green: "\x1b[32m", white: "\x1b[39m", red: "\x1b[31m", gray: "\x1b[90m"}
}

// full renders a value with everything that a comparison looks at.
func (a *assert) full(v goja.Value) string {
	o := a.inspect.Options()
	o.CompactAll, o.Compact = false, 0
	o.CustomInspect, o.ShowHidden, o.ShowProxy = false, false, false
	o.Depth, o.MaxArrayLength = 1000, math.Inf(1)
	o.Sorted, o.Getters = true, "all"
	return a.inspect.Inspect(v, o)
}

func isObjectValue(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok && !modules.IsFunction(v)
}

// errorMessage is the message of an AssertionError.
func (a *assert) errorMessage(s errorSpec) string {
	operator := ""
	if s.operator != nil && !goja.IsUndefined(s.operator) {
		operator = s.operator.String()
	}
	showsDifference := operator == "deepStrictEqual" || operator == "strictEqual" || operator == "partialDeepStrictEqual"
	custom := ""
	if s.message != nil {
		v, err := a.stringOf(s.message)
		if err != nil {
			panic(a.env.Panic(err))
		}
		custom = inspect.Text(v)
		if !showsDifference {
			return custom
		}
	}
	switch {
	case showsDifference:
		return a.difference(s, operator, custom)
	case operator == "notDeepStrictEqual" || operator == "notStrictEqual":
		return a.same(s, operator)
	}
	return a.relation(s, operator)
}

// same is the message where two values should have differed.
func (a *assert) same(s errorSpec, operator string) string {
	base := headlines[operator]
	if operator == "notStrictEqual" && (isObjectValue(s.actual) || modules.IsFunction(s.actual)) {
		base = headlines["notStrictEqualObject"]
	}
	lines := strings.Split(a.full(s.actual), "\n")
	if len(lines) > 50 && s.diff != "full" {
		ink := a.ink()
		lines = append(lines[:46:46], ink.blue+"..."+ink.white)
	}
	if len(lines) > 1 {
		return base + "\n\n" + strings.Join(lines, "\n") + "\n"
	}
	if inspect.Length(lines[0]) > 5 {
		return base + "\n\n" + lines[0]
	}
	return base + " " + lines[0]
}

// relation is the message of the other operators: actual, operator, expected.
func (a *assert) relation(s errorSpec, operator string) string {
	actual, expected := a.full(s.actual), a.full(s.expected)
	cut := func(text string, limit, keep int) string {
		if inspect.Length(text) > limit && s.diff != "full" {
			return inspect.Slice(text, 0, keep) + "..."
		}
		return text
	}
	if operator == "notDeepEqual" && actual == expected {
		return cut(headlines[operator]+"\n\n"+actual, maxMessage, maxMessage-3)
	}
	actual, expected = cut(actual, maxLongString, maxLongString-3), cut(expected, maxLongString, maxLongString-3)
	if operator == "deepEqual" {
		return headlines[operator] + "\n\n" + actual + "\n\nshould loosely deep-equal\n\n" + expected
	}
	if unequal := headlines[operator+"Unequal"]; unequal != "" {
		return unequal + "\n\n" + actual + "\n\nshould not loosely deep-equal\n\n" + expected
	}
	if operator == "" {
		operator = "undefined"
	}
	return actual + " " + operator + " " + expected
}

// difference shows where two values differ.
func (a *assert) difference(s errorSpec, operator, custom string) string {
	if operator == "strictEqual" && (isObjectValue(s.actual) && isObjectValue(s.expected) ||
		modules.IsFunction(s.actual) && modules.IsFunction(s.expected)) {
		operator = "strictEqualObject"
	}
	ink := a.ink()
	actual, expected := a.full(s.actual), a.full(s.expected)
	actualLines, expectedLines := strings.Split(actual, "\n"), strings.Split(expected, "\n")
	header := ink.green + "+ actual" + ink.white + " " + ink.red + "- expected" + ink.white
	skipped, body := false, ""
	switch {
	case len(actualLines) == 1 && len(expectedLines) == 1 && (!isObjectValue(s.actual) || !isObjectValue(s.expected)):
		simple, replaced := a.simpleDifference(s, actual, expected, ink)
		body = simple
		if replaced != nil {
			header = *replaced
		}
	case actual == expected:
		operator, header = "notIdentical", ""
		body = actual
		if len(actualLines) > 50 && s.diff != "full" {
			body, skipped = strings.Join(actualLines[:50], "\n")+"\n...}", true
		}
	default:
		edits := myers.Diff(actualLines, expectedLines, isObjectValue(s.actual))
		body, skipped = printEdits(edits, operator, ink)
		if operator == "partialDeepStrictEqual" {
			plus := "+ "
			if ink.on {
				plus = ""
			}
			header = ink.gray + plus + "actual" + ink.white + " " + ink.red + "- expected" + ink.white
		}
	}
	headline := custom
	if headline == "" {
		headline = headlines[operator]
	}
	note := ""
	if skipped {
		note = "\n... Skipped lines"
	}
	return headline + "\n" + header + note + "\n" + body + "\n"
}

// simpleDifference compares two values of one line each. header replaces the usual
// one if not nil.
func (a *assert) simpleDifference(s errorSpec, actual, expected string, ink ink) (body string, header *string) {
	const maxShort = 12
	bothStrings := goja.IsString(s.actual) && goja.IsString(s.expected)
	length := inspect.Length(actual) + inspect.Length(expected)
	for _, v := range []goja.Value{s.actual, s.expected} {
		if goja.IsString(v) {
			length -= 2 // the quotes
		}
	}
	bothZero := goja.IsNumber(s.actual) && s.actual.ToFloat() == 0 && goja.IsNumber(s.expected) && s.expected.ToFloat() == 0
	if length <= maxShort && !bothZero {
		none := ""
		return actual + " !== " + expected, &none
	}
	if bothStrings && ink.on {
		colored := ink.green + "actual" + ink.white + " " + ink.red + "expected" + ink.white
		var out strings.Builder
		out.WriteString("\n")
		for _, e := range myers.Diff(inspect.Characters(actual), inspect.Characters(expected), false) {
			color := map[myers.Op]string{myers.Insert: ink.green, myers.Delete: ink.red, myers.Keep: ink.white}[e.Op]
			out.WriteString(color + e.Item + ink.white)
		}
		return out.String(), &colored
	}
	body = "\n" + ink.green + "+" + ink.white + " " + actual + "\n" + ink.red + "- " + ink.white + expected
	if inspect.Length(actual)+inspect.Length(expected) <= a.columns() {
		if i := firstDifference(inspect.Characters(actual), inspect.Characters(expected)); i >= 3 {
			body += "\n" + strings.Repeat(" ", i+2) + "^"
		}
	}
	return body, nil
}

// columns is the width of the terminal, or a usual one.
func (a *assert) columns() int {
	if stdio.Of(a.env).Direct(2) != nil {
		return 80
	}
	if stderr, ok := a.env.RequireObject("process").Get("stderr").(*goja.Object); ok {
		if tty := stderr.Get("isTTY"); tty != nil && tty.ToBoolean() {
			if n := stderr.Get("columns"); n != nil && goja.IsNumber(n) {
				return int(n.ToInteger())
			}
		}
	}
	return 80
}

// firstDifference is the index of the first item of a that differs from b, or -1.
func firstDifference(a, b []string) int {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return -1
}

// printEdits writes edits line by line, and leaves out what is the same far from
// what is not.
func printEdits(edits []myers.Edit, operator string, ink ink) (text string, skipped bool) {
	const context = 5
	var out strings.Builder
	kept := func(item string) { out.WriteString(ink.white + "  " + item + "\n") }
	same := 0
	for i, e := range edits {
		if i > 0 && edits[i-1].Op == myers.Keep && e.Op != myers.Keep {
			switch {
			case same == context+1:
				kept(edits[i-1].Item)
			case same == context+2:
				kept(edits[i-2].Item)
				kept(edits[i-1].Item)
			case same >= context+3:
				out.WriteString(ink.blue + "..." + ink.white + "\n")
				kept(edits[i-1].Item)
				skipped = true
			}
			same = 0
		}
		switch e.Op {
		case myers.Insert:
			if operator == "partialDeepStrictEqual" {
				mark := "+"
				if ink.on {
					mark = " "
				}
				out.WriteString(ink.gray + mark + " " + e.Item + ink.white + "\n")
			} else {
				out.WriteString(ink.green + "+" + ink.white + " " + e.Item + "\n")
			}
		case myers.Delete:
			out.WriteString(ink.red + "-" + ink.white + " " + e.Item + "\n")
		default:
			if same < context {
				kept(e.Item)
			}
			same++
		}
	}
	return "\n" + strings.TrimRight(out.String(), " \n\t\r"), skipped
}
