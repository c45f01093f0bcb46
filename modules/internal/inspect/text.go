package inspect

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Text inside this package is UTF-8, with lone surrogates kept as the three
// bytes UTF-8 would give their code point (the encoding known as WTF-8).
// JavaScript counts UTF-16 units, so lengths go through utf16Len.

// Text returns the text of a JavaScript value that is, or converts to, a string.
func Text(v goja.Value) string {
	s := v.String()
	if !strings.Contains(s, "\uFFFD") {
		return s
	}
	str, ok := v.(goja.String)
	if !ok {
		return s
	}
	units := make([]uint16, str.Length())
	for i := range units {
		units[i] = str.CharAt(i)
	}
	return fromUnits(units)
}

// fromUnits encodes UTF-16 units.
func fromUnits(units []uint16) string {
	out := make([]byte, 0, len(units)+len(units)/2)
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		if u>>10 == 0x36 && i+1 < len(units) && units[i+1]>>10 == 0x37 {
			u = 0x10000 + (u-0xD800)<<10 + rune(units[i+1]) - 0xDC00
			i++
		}
		out = appendRune(out, u)
	}
	return string(out)
}

func appendRune(out []byte, r rune) []byte {
	if r>>11 == 0x1B {
		return append(out, 0xED, byte(0x80|r>>6&0x3F), byte(0x80|r&0x3F))
	}
	return utf8.AppendRune(out, r)
}

// decodeRune is utf8.DecodeRuneInString that also knows lone surrogates.
func decodeRune(s string) (rune, int) {
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

// hasSurrogates reports whether s holds lone surrogates.
func hasSurrogates(s string) bool {
	for i := strings.IndexByte(s, 0xED); i >= 0 && i+1 < len(s); {
		if s[i+1] >= 0xA0 {
			return true
		}
		next := strings.IndexByte(s[i+1:], 0xED)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// toUnits is the inverse of fromUnits.
func toUnits(s string) []uint16 {
	units := make([]uint16, 0, len(s))
	for len(s) > 0 {
		r, n := decodeRune(s)
		s = s[n:]
		if r >= 0x10000 {
			r -= 0x10000
			units = append(units, uint16(0xD800+r>>10), uint16(0xDC00+r&0x3FF))
		} else {
			units = append(units, uint16(r))
		}
	}
	return units
}

// Value returns text as a JavaScript string.
func Value(vm *goja.Runtime, s string) goja.Value {
	if hasSurrogates(s) {
		return goja.StringFromUTF16(toUnits(s))
	}
	return vm.ToValue(s)
}

// utf16Len is the JavaScript length of s.
func utf16Len(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return i + utf16LenSlow(s[i:])
		}
	}
	return len(s)
}

func utf16LenSlow(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80 || c >= 0xC0 && c < 0xF0:
			n++
		case c >= 0xF0:
			n += 2
		}
	}
	return n
}

// utf16Head is s.slice(0, n) in JavaScript's terms.
func utf16Head(s string, n int) string {
	if utf16Len(s) <= n {
		return s
	}
	return fromUnits(toUnits(s)[:n])
}

// pad returns s brought to width UTF-16 units with spaces, before or after it.
func pad(s string, width int, before bool) string {
	n := width - utf16Len(s)
	if n <= 0 {
		return s
	}
	if before {
		return spaces(n) + s
	}
	return s + spaces(n)
}

const blank = "                                                                "

func spaces(n int) string {
	if n <= len(blank) {
		return blank[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}

// Length is the JavaScript length of text.
func Length(s string) int { return utf16Len(s) }

// Characters are the UTF-16 units of text, each as text of its own.
func Characters(s string) []string {
	units := toUnits(s)
	list := make([]string, len(units))
	for i, u := range units {
		list[i] = string(appendRune(nil, rune(u)))
	}
	return list
}

// Slice is s.slice(from, to) for positions within the string.
func Slice(s string, from, to int) string {
	if utf16Len(s) == len(s) {
		return s[from:to]
	}
	return fromUnits(toUnits(s)[from:to])
}

// UTF8 is text with U+FFFD in place of lone surrogates.
func UTF8(s string) string {
	if !hasSurrogates(s) {
		return s
	}
	return string(utf16.Decode(toUnits(s)))
}
