// Package punycode is node:punycode.
package punycode

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "punycode", Load: load}}

// punycode is the module's state in one runtime.
type punycode struct{ env *modules.Env }

func load(env *modules.Env) goja.Value {
	p := &punycode{env}
	p.warn()
	return env.Exports(
		modules.Val("version", "2.1.0"),
		modules.Val("ucs2", env.Exports(
			modules.Val("decode", env.Func("ucs2decode", 1, p.ucs2Decode)),
			modules.Val("encode", env.Func("ucs2encode", 1, p.ucs2Encode)),
		)),
		modules.Fn("decode", 1, p.decode),
		modules.Fn("encode", 1, p.encode),
		modules.Fn("toASCII", 1, p.toASCII),
		modules.Fn("toUnicode", 1, p.toUnicode),
	)
}

// warn reports that the module is deprecated, to all but packages.
func (p *punycode) warn() {
	for _, frame := range p.env.VM.CaptureCallStack(0, nil) {
		name := frame.SrcName()
		if name == "" || name == "<native>" || strings.HasPrefix(name, "node:") {
			continue
		}
		if strings.Contains(strings.ReplaceAll(name, `\`, "/"), "/node_modules/") {
			return
		}
		break
	}
	vm := p.env.VM
	_, err := p.env.Method(p.env.RequireObject("process"), "emitWarning",
		vm.ToValue("The `punycode` module is deprecated. Please use a userland alternative instead."),
		vm.ToValue("DeprecationWarning"), vm.ToValue("DEP0040"))
	if err != nil {
		panic(p.env.Panic(err))
	}
}

// text is an argument as text. What is no string fails as it would at the
// method that JavaScript calls on it first; where that is none but the length,
// it counts as empty.
func (p *punycode) text(v goja.Value, property, call string) (encoding.Text, error) {
	switch {
	case goja.IsString(v):
		return encoding.TextOf(v), nil
	case modules.IsNullish(v):
		return encoding.Text{}, typeError("Cannot read properties of " + v.String() + " (reading '" + property + "')")
	case call == "" && !hasLength(v):
		return encoding.TextOf(p.env.VM.ToValue("")), nil
	case call == "":
		call = "string.charCodeAt"
	}
	return encoding.Text{}, typeError(call + " is not a function")
}

// hasLength tells whether v has a length above zero.
func hasLength(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	length := o.Get("length")
	return length != nil && goja.IsNumber(length) && length.ToFloat() > 0
}

func typeError(message string) error { return &modules.Error{Class: "TypeError", Message: message} }

func rangeError(err error) error { return &modules.Error{Class: "RangeError", Message: err.Error()} }

func units(t encoding.Text) []uint16 {
	list := make([]uint16, t.Len())
	for i := range list {
		list[i] = t.Unit(i)
	}
	return list
}

// codePoints joins surrogate pairs and leaves lone surrogates as they are.
func codePoints(t encoding.Text) []int {
	list := make([]int, 0, t.Len())
	for i := 0; i < t.Len(); i++ {
		u := rune(t.Unit(i))
		if utf16.IsSurrogate(u) && i+1 < t.Len() {
			if r := utf16.DecodeRune(u, rune(t.Unit(i+1))); r != 0xFFFD {
				list = append(list, int(r))
				i++
				continue
			}
		}
		list = append(list, int(u))
	}
	return list
}

// fromCodePoints is String.fromCodePoint(...points).
func fromCodePoints(points []int) (goja.Value, error) {
	list := make([]uint16, 0, len(points))
	for _, point := range points {
		switch {
		case point < 0 || point > 0x10FFFF:
			return nil, &modules.Error{Class: "RangeError", Message: "Invalid code point " + strconv.Itoa(point)}
		case point < 0x10000:
			list = append(list, uint16(point))
		default:
			list = utf16.AppendRune(list, rune(point))
		}
	}
	return goja.StringFromUTF16(list), nil
}

// ucs2Decode is punycode.ucs2.decode(string).
func (p *punycode) ucs2Decode(c modules.Call) (goja.Value, error) {
	t, err := p.text(c.Argument(0), "length", "")
	if err != nil {
		return nil, err
	}
	points := codePoints(t)
	list := make([]any, len(points))
	for i, point := range points {
		list[i] = point
	}
	return p.env.VM.NewArray(list...), nil
}

// ucs2Encode is punycode.ucs2.encode(codePoints).
func (p *punycode) ucs2Encode(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if modules.IsNullish(v) {
		return nil, typeError("codePoints is not iterable (cannot read property " + v.String() + ")")
	}
	if !modules.IsFunction(v.ToObject(p.env.VM).GetSymbol(goja.SymIterator)) {
		return nil, typeError("Spread syntax requires ...iterable[Symbol.iterator] to be a function")
	}
	var args []goja.Value
	p.env.VM.ForOf(v, func(point goja.Value) bool {
		args = append(args, point)
		return true
	})
	return p.env.Method(p.env.VM.Get("String").(*goja.Object), "fromCodePoint", args...)
}

// decode is punycode.decode(string).
func (p *punycode) decode(c modules.Call) (goja.Value, error) {
	t, err := p.text(c.Argument(0), "length", "input.lastIndexOf")
	if err != nil {
		return nil, err
	}
	points, err := decode(units(t))
	if err != nil {
		return nil, rangeError(err)
	}
	return fromCodePoints(points)
}

// encode is punycode.encode(string).
func (p *punycode) encode(c modules.Call) (goja.Value, error) {
	t, err := p.text(c.Argument(0), "length", "")
	if err != nil {
		return nil, err
	}
	label, err := encode(codePoints(t))
	if err != nil {
		return nil, rangeError(err)
	}
	return p.env.VM.ToValue(label), nil
}

// mapLabels applies f to each label of a domain, or of the domain of an e-mail
// address.
func (p *punycode) mapLabels(c modules.Call, f func(string) (string, error)) (goja.Value, error) {
	if _, err := p.text(c.Argument(0), "split", "domain.split"); err != nil {
		return nil, err
	}
	domain, user := wtf8.Of(c.Argument(0)), ""
	if name, rest, found := strings.Cut(domain, "@"); found {
		user = name + "@"
		domain, _, _ = strings.Cut(rest, "@")
	}
	labels := strings.Split(strings.NewReplacer("。", ".", "．", ".", "｡", ".").Replace(domain), ".")
	for i, label := range labels {
		mapped, err := f(label)
		if err != nil {
			return nil, err
		}
		labels[i] = mapped
	}
	return wtf8.Value(p.env.VM, user+strings.Join(labels, ".")), nil
}

// toASCII is punycode.toASCII(domain).
func (p *punycode) toASCII(c modules.Call) (goja.Value, error) {
	return p.mapLabels(c, func(label string) (string, error) {
		for i := range len(label) {
			if label[i] >= 0x80 {
				encoded, err := encode(codePoints(encoding.TextOf(wtf8.Value(p.env.VM, label))))
				if err != nil {
					return "", rangeError(err)
				}
				return "xn--" + encoded, nil
			}
		}
		return label, nil
	})
}

// toUnicode is punycode.toUnicode(domain).
func (p *punycode) toUnicode(c modules.Call) (goja.Value, error) {
	return p.mapLabels(c, func(label string) (string, error) {
		rest, found := strings.CutPrefix(label, "xn--")
		if !found {
			return label, nil
		}
		points, err := decode(units(encoding.TextOf(wtf8.Value(p.env.VM, strings.ToLower(rest)))))
		if err != nil {
			return "", rangeError(err)
		}
		v, err := fromCodePoints(points)
		if err != nil {
			return "", err
		}
		return wtf8.Of(v), nil
	})
}
