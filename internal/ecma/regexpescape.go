package ecma

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// regExpEscape is RegExp.escape(string).
func regExpEscape(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	s, ok := c.Argument(0).(goja.String)
	if !ok {
		panic(r.NewTypeError("RegExp.escape must be called with a string"))
	}
	units := make([]uint16, 0, s.Length()+8)
	add := func(text string) {
		for i := range len(text) {
			units = append(units, uint16(text[i]))
		}
	}
	hex := func(u uint16) {
		if u <= 0xff {
			add(`\x` + string("0123456789abcdef"[u>>4]) + string("0123456789abcdef"[u&15]))
		} else {
			add(`\u` + strconv.FormatInt(0x10000+int64(u), 16)[1:])
		}
	}
	for i := 0; i < s.Length(); i++ {
		u := s.CharAt(i)
		letter := u|0x20 >= 'a' && u|0x20 <= 'z' && u < 0x80 || u >= '0' && u <= '9'
		switch {
		case i == 0 && letter:
			hex(u)
		case u < 0x80 && strings.IndexByte(`^$\.*+?()[]{}|/`, byte(u)) >= 0:
			add(`\` + string(rune(u)))
		case u >= '\t' && u <= '\r':
			add(`\` + string("tnvfr"[u-'\t']))
		case u < 0x80 && strings.IndexByte(",-=<>#&!%:;@~'`\"", byte(u)) >= 0, isSpace(u):
			hex(u)
		case utf16.IsSurrogate(rune(u)) && loneSurrogate(s.Substring(i, min(i+2, s.Length())), 0) == 0:
			hex(u)
		case u&0xfc00 == 0xd800:
			units = append(units, u, s.CharAt(i+1))
			i++
		default:
			units = append(units, u)
		}
	}
	return goja.StringFromUTF16(units)
}

// isSpace tells what the specification calls white space or the end of a line, from the space on.
func isSpace(u uint16) bool {
	switch u {
	case ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return u >= 0x2000 && u <= 0x200a
}
