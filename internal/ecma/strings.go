package ecma

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// addStringMethods adds the methods about lone surrogates and those that make HTML (annex B).
func addStringMethods(a *additions) {
	localized("String", "localeCompare", "toLocaleLowerCase", "toLocaleUpperCase")(a)
	addStringSearches(a)
	a.method("isWellFormed", 0, isWellFormed)
	a.method("toWellFormed", 0, toWellFormed)
	for _, m := range [...]struct{ name, tag, attribute string }{
		{"anchor", "a", "name"}, {"big", "big", ""}, {"blink", "blink", ""}, {"bold", "b", ""}, {"fixed", "tt", ""},
		{"fontcolor", "font", "color"}, {"fontsize", "font", "size"}, {"italics", "i", ""}, {"link", "a", "href"},
		{"small", "small", ""}, {"strike", "strike", ""}, {"sub", "sub", ""}, {"sup", "sup", ""},
	} {
		length := 0
		if m.attribute != "" {
			length = 1
		}
		a.method(m.name, length, func(r *goja.Runtime, c goja.FunctionCall) goja.Value {
			s := thisString(r, c, m.name)
			open := unistring.String("<" + m.tag)
			if m.attribute != "" {
				value := toString(r, c.Argument(0))
				open += unistring.String(" " + m.attribute + `="`)
				return concat(open, escapeQuotes(value), `">`, s, unistring.String("</"+m.tag+">"))
			}
			return concat(open+">", s, unistring.String("</"+m.tag+">"))
		})
	}
}

// thisString is the receiver of a method of String.prototype as a string.
func thisString(r *goja.Runtime, c goja.FunctionCall, method string) goja.String {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		panic(r.NewTypeError("String.prototype." + method + " called on null or undefined"))
	}
	return toString(r, c.This)
}

// concat joins strings and literals of ASCII.
func concat(parts ...any) goja.Value {
	var b goja.StringBuilder
	for _, p := range parts {
		switch p := p.(type) {
		case goja.String:
			b.WriteString(p)
		case unistring.String:
			b.WriteUTF8String(string(p))
		case string:
			b.WriteUTF8String(p)
		}
	}
	return b.String()
}

func escapeQuotes(s goja.String) goja.String {
	if strings.IndexByte(s.String(), '"') < 0 {
		return s
	}
	var b goja.StringBuilder
	for i := range s.Length() {
		if s.CharAt(i) == '"' {
			b.WriteUTF8String("&quot;")
		} else {
			b.WriteString(s.Substring(i, i+1))
		}
	}
	return b.String()
}

// loneSurrogate finds the first code unit from i on that is half a pair, or -1.
func loneSurrogate(s goja.String, i int) int {
	for ; i < s.Length(); i++ {
		u := s.CharAt(i)
		if u&0xf800 != 0xd800 {
			continue
		}
		if u < 0xdc00 && i+1 < s.Length() && s.CharAt(i+1)&0xfc00 == 0xdc00 {
			i++
			continue
		}
		return i
	}
	return -1
}

// isWellFormed is String.prototype.isWellFormed().
func isWellFormed(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	return r.ToValue(loneSurrogate(thisString(r, c, "isWellFormed"), 0) < 0)
}

// toWellFormed is String.prototype.toWellFormed().
func toWellFormed(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	s := thisString(r, c, "toWellFormed")
	i := loneSurrogate(s, 0)
	if i < 0 {
		return s
	}
	units := make([]uint16, s.Length()+1)
	units[0] = unistring.BOM
	for j := range s.Length() {
		units[j+1] = s.CharAt(j)
	}
	for ; i >= 0; i = loneSurrogate(s, i+1) {
		units[i+1] = 0xfffd
	}
	return goja.StringFromUTF16(units[1:])
}
