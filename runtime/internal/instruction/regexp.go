package instruction

import (
	"strings"
	"unicode/utf16"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/internal/esregexp"
)

// newRegexp mirrors goja's instruction of that name.
type newRegexp struct {
	pattern unsafe.Pointer
	src     goja.String
}

// newRegExp makes the regular expression of a literal.
type newRegExp struct{ pattern *ecma.RegExpPattern }

func (n *newRegExp) exec(vm *machine) {
	vm.Push(ecma.NewRegExp(vm.R, n.pattern))
	vm.Pc++
}

// A regular expression that has been taken out of a program stands there as a pattern that goja takes for plain text:
// the mark, the flags, a slash, and the pattern with its special characters moved to the area for private use. What was
// in that part of the area before follows another mark.
const (
	taken  = "ǃ"
	moved  = 0xe000
	before = 0xe100
	hidden = 0x4e00 // from here on are those that follow the second mark
	end    = 0xe200
)

// TakenRegExp is what stands for a regular expression in a program that goja is to compile. [Improve] makes the pattern
// of it.
func TakenRegExp(pattern, flags string) string {
	var b strings.Builder
	b.Grow(len(pattern) + len(pattern)/2 + len(flags) + 8)
	b.WriteString(taken + flags + "/")
	for _, r := range pattern {
		switch {
		case r >= moved && r < end:
			b.WriteRune(before)
			b.WriteRune(hidden + r - moved)
		case r < 0x80 && strings.IndexByte(`\^$.*+?()[]{}|`, byte(r)) >= 0:
			b.WriteRune(moved + r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// untaken is the pattern that stands in a program as a text, or nil.
func untaken(text string) *ecma.RegExpPattern {
	text, ok := strings.CutPrefix(text, taken)
	if !ok {
		return nil
	}
	letters, text, _ := strings.Cut(text, "/")
	flags, ok := esregexp.ParseFlags(letters)
	if !ok {
		return nil
	}
	units := make([]uint16, 0, len(text))
	wasMark := false
	for _, r := range text {
		switch {
		case wasMark:
			r = r - hidden + moved
			wasMark = false
		case r == before:
			wasMark = true
			continue
		case r >= moved && r < moved+0x80:
			r -= moved
		}
		units = utf16.AppendRune(units, r)
	}
	return ecma.NewRegExpPattern(goja.StringFromUTF16(units), flags)
}
