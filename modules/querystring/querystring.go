// Package querystring is node:querystring.
package querystring

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
	"github.com/gonode/gonode/modules/internal/wtf8"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "querystring", Load: load}}

// querystring is the module's state in one runtime. Its exports are kept, as
// programs replace escape and unescape.
type querystring struct {
	env              *modules.Env
	exports          *goja.Object
	escape, unescape *goja.Object
}

func load(env *modules.Env) goja.Value {
	q := &querystring{env: env}
	q.escape = env.Func("qsEscape", 1, q.qsEscape)
	q.unescape = env.Func("qsUnescape", 2, q.qsUnescape)
	parse, stringify := env.Func("parse", 4, q.parse), env.Func("stringify", 4, q.stringify)
	q.exports = env.Exports(
		modules.Fn("unescapeBuffer", 2, q.unescapeBuffer),
		modules.Val("unescape", q.unescape),
		modules.Val("escape", q.escape),
		modules.Val("stringify", stringify),
		modules.Val("encode", stringify),
		modules.Val("parse", parse),
		modules.Val("decode", parse),
	)
	return q.exports
}

// unescapeBuffer is querystring.unescapeBuffer(s[, decodeSpaces]).
func (q *querystring) unescapeBuffer(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if modules.IsNullish(v) {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of " + v.String() + " (reading 'length')"}
	}
	if !goja.IsString(v) {
		length := goja.Value(goja.Undefined())
		if o, ok := v.(*goja.Object); ok && o.Get("length") != nil {
			length = o.Get("length")
		}
		n, err := q.env.ValidateNumber(length, "size", 0, 1<<53-1)
		if err != nil {
			return nil, err
		}
		return buffers.New(q.env, make([]byte, int(n))), nil
	}
	return buffers.New(q.env, unescapeBytes(lowBytes(v), c.Argument(1).ToBoolean())), nil
}

// lowBytes is the lower half of each code unit.
func lowBytes(v goja.Value) string {
	text := encoding.TextOf(v)
	if s, ok := text.ASCII(); ok {
		return s
	}
	b := make([]byte, text.Len())
	for i := range b {
		b[i] = byte(text.Unit(i))
	}
	return string(b)
}

// unescapeBytes decodes what is escaped well and keeps the rest.
func unescapeBytes(s string, spaces bool) []byte {
	b := []byte(whatwgurl.PercentDecode(s))
	if spaces {
		// A plus that was escaped is none, so look at the source.
		b = b[:0]
		for i := 0; i < len(s); i++ {
			switch {
			case s[i] == '+':
				b = append(b, ' ')
			case s[i] == '%' && i+2 < len(s):
				decoded := whatwgurl.PercentDecode(s[i : i+3])
				b = append(b, decoded[0])
				if len(decoded) == 1 {
					i += 2
				}
			default:
				b = append(b, s[i])
			}
		}
	}
	return b
}

// qsUnescape is querystring.unescape(str).
func (q *querystring) qsUnescape(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if _, isSymbol := v.(*goja.Symbol); !isSymbol {
		if decoded, ok := whatwgurl.DecodeComponent(wtf8.Of(v.ToString())); ok {
			return wtf8.Value(q.env.VM, decoded), nil
		}
	}
	b, err := q.env.Method(q.exports, "unescapeBuffer", v, c.Argument(1))
	if err != nil {
		return nil, err
	}
	return q.env.Method(b.ToObject(q.env.VM), "toString")
}

// unescaped is qsUnescape for a text.
func unescaped(s string) string {
	if decoded, ok := whatwgurl.DecodeComponent(s); ok {
		return decoded
	}
	return whatwgurl.DecodeUTF8(string(unescapeBytes(s, false)))
}

// qsEscape is querystring.escape(str).
func (q *querystring) qsEscape(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	if !goja.IsString(v) {
		v = v.ToString()
	}
	s, err := escaped(v)
	if err != nil {
		return nil, err
	}
	return q.env.VM.ToValue(s), nil
}

const upperHex = "0123456789ABCDEF"

func isUnescaped(c uint16) bool {
	switch {
	case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z':
		return true
	}
	switch c {
	case '!', '\'', '(', ')', '*', '-', '.', '_', '~':
		return true
	}
	return false
}

// escaped percent-encodes a string.
func escaped(v goja.Value) (string, error) {
	text := encoding.TextOf(v)
	if s, ok := text.ASCII(); ok {
		i := 0
		for i < len(s) && isUnescaped(uint16(s[i])) {
			i++
		}
		if i == len(s) {
			return s, nil
		}
	}
	n := text.Len()
	b := make([]byte, 0, n+n/2+8)
	put := func(c uint32) { b = append(b, '%', upperHex[c>>4&15], upperHex[c&15]) }
	for i := 0; i < n; i++ {
		u := text.Unit(i)
		c := uint32(u)
		switch {
		case c < 0x80:
			if isUnescaped(u) {
				b = append(b, byte(c))
			} else {
				put(c)
			}
		case c < 0x800:
			put(0xC0 | c>>6)
			put(0x80 | c&0x3F)
		case c < 0xD800 || c >= 0xE000:
			put(0xE0 | c>>12)
			put(0x80 | c>>6&0x3F)
			put(0x80 | c&0x3F)
		default:
			// Whatever follows is taken for the other half of the pair.
			if i++; i == n {
				return "", &modules.Error{Class: "URIError", Code: "ERR_INVALID_URI", Message: "URI malformed"}
			}
			c = 0x10000 + (c&0x3FF<<10 | uint32(text.Unit(i))&0x3FF)
			put(0xF0 | c>>18)
			put(0x80 | c>>12&0x3F)
			put(0x80 | c>>6&0x3F)
			put(0x80 | c&0x3F)
		}
	}
	return string(b), nil
}
