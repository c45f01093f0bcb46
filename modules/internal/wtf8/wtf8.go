// Package wtf8 carries JavaScript strings through Go functions that work on
// bytes: as UTF-8, with a lone surrogate in the three bytes that UTF-8 would
// give it, so that it comes back whole.
package wtf8

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules/internal/encoding"
)

// Of is the text of a string, or of String(v).
func Of(v goja.Value) string {
	text := encoding.TextOf(v)
	if s, ok := text.ASCII(); ok {
		return s
	}
	b := make([]byte, 0, text.Len()*3)
	for i := 0; i < text.Len(); i++ {
		u := rune(text.Unit(i))
		if utf16.IsSurrogate(u) {
			if i+1 < text.Len() {
				if r := utf16.DecodeRune(u, rune(text.Unit(i+1))); r != utf8.RuneError {
					b = utf8.AppendRune(b, r)
					i++
					continue
				}
			}
			b = append(b, 0xE0|byte(u>>12), 0x80|byte(u>>6)&0x3F, 0x80|byte(u)&0x3F)
			continue
		}
		b = utf8.AppendRune(b, u)
	}
	return string(b)
}

// Value is the string of a text.
func Value(vm *goja.Runtime, s string) goja.Value {
	if utf8.ValidString(s) {
		return vm.ToValue(s)
	}
	units := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) && s[i] == 0xED && s[i+1] >= 0xA0 {
			r, n = 0xD000|rune(s[i+1]&0x3F)<<6|rune(s[i+2]&0x3F), 3
			units = append(units, uint16(r))
		} else {
			units = utf16.AppendRune(units, r)
		}
		i += n
	}
	return goja.StringFromUTF16(units)
}
