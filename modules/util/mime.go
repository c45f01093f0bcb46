package util

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// mimeState has the classes MIMEType and MIMEParams of a runtime.
type mimeState struct {
	mimeType, mimeParams *goja.Object
}

var mimeClasses = modules.NewLocal(func(e *modules.Env) *mimeState {
	m := &mimeState{}
	m.mimeParams = mimeParamsClass(e)
	m.mimeType = mimeTypeClass(e, m)
	return m
})

// mimeType is the state of a MIMEType.
type mimeType struct {
	kind, subtype string
	params        *goja.Object
}

// mimeParams is the state of a MIMEParams: an ordered map. Text is not parsed
// before it is needed.
type mimeParams struct {
	names  []string
	values map[string]string
	text   string
}

var (
	mimeTypes      = modules.NewSlot[mimeType]("MIMEType")
	mimeParamsSlot = modules.NewSlot[mimeParams]("MIMEParams")
)

func isTokenChar(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// invalidToken is the index, in UTF-16 units, of the first character that a token
// may not have, or -1.
func invalidToken(s string) int {
	return invalidIndex(s, func(r rune) bool { return r < 0x80 && isTokenChar(byte(r)) })
}

// invalidQuoted is invalidToken for the text of a quoted string.
func invalidQuoted(s string) int {
	return invalidIndex(s, func(r rune) bool { return r == '\t' || r >= ' ' && r <= '~' || r >= 0x80 && r <= 0xFF })
}

func invalidIndex(s string, valid func(rune) bool) int {
	units := 0
	for _, r := range s {
		if !valid(r) {
			return units
		}
		units += max(utf16.RuneLen(r), 1)
	}
	return -1
}

func mimeError(production, text string, index int) error {
	at := ""
	if index >= 0 {
		at = " at " + strconv.Itoa(index)
	}
	return modules.TypeError("ERR_INVALID_MIME_SYNTAX", "The MIME syntax for a %s in \"%s\" is invalid%s", production, text, at)
}

// asciiLower lowers the letters of ASCII only.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

const mimeSpace = "\r\n\t "

// parseMIME splits a type from what follows it.
func parseMIME(s string) (kind, subtype, rest string, err error) {
	trimmed := strings.TrimLeft(s, mimeSpace)
	kind, after, found := strings.Cut(trimmed, "/")
	if i := invalidToken(kind); kind == "" || i >= 0 || !found {
		return "", "", "", mimeError("type", s, i)
	}
	subtype, rest, _ = strings.Cut(after, ";")
	subtype = strings.TrimRight(subtype, mimeSpace)
	if i := invalidToken(subtype); subtype == "" || i >= 0 {
		return "", "", "", mimeError("subtype", s, i)
	}
	return asciiLower(kind), asciiLower(subtype), rest, nil
}

// parse takes in the text that the parameters were made of.
func (p *mimeParams) parse() {
	s := strings.TrimRight(p.text, mimeSpace)
	p.text = ""
	for s != "" {
		s = strings.TrimLeft(s, mimeSpace)
		i := strings.IndexAny(s, ";=")
		if i < 0 {
			return
		}
		name := asciiLower(s[:i])
		end := s[i]
		s = s[i+1:]
		if end == ';' {
			continue
		}
		if s == "" {
			return
		}
		var value string
		if s[0] == '"' {
			value, s = quotedValue(s[1:])
			_, s, _ = strings.Cut(s, ";")
		} else {
			value, s, _ = strings.Cut(s, ";")
			if value = strings.TrimRight(value, mimeSpace); value == "" {
				continue
			}
		}
		if _, have := p.values[name]; !have && name != "" && invalidToken(name) < 0 && invalidQuoted(value) < 0 {
			p.set(name, value)
		}
	}
}

// quotedValue reads up to the closing quote.
func quotedValue(s string) (value, rest string) {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return out.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
			fallthrough
		default:
			out.WriteByte(s[i])
		}
	}
	return out.String(), ""
}

func (p *mimeParams) set(name, value string) {
	if _, have := p.values[name]; !have {
		p.names = append(p.names, name)
	}
	if p.values == nil {
		p.values = map[string]string{}
	}
	p.values[name] = value
}

func (p *mimeParams) remove(name string) {
	if _, have := p.values[name]; !have {
		return
	}
	delete(p.values, name)
	for i, n := range p.names {
		if n == name {
			p.names = append(p.names[:i:i], p.names[i+1:]...)
			return
		}
	}
}

func (p *mimeParams) String() string {
	var out strings.Builder
	for i, name := range p.names {
		if i > 0 {
			out.WriteByte(';')
		}
		value := p.values[name]
		if value == "" || invalidToken(value) >= 0 {
			value = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
		}
		out.WriteString(name + "=" + value)
	}
	return out.String()
}

func paramsOf(c modules.Call) (*mimeParams, error) {
	p := mimeParamsSlot.Get(c.This)
	if p == nil {
		return nil, &modules.Error{Class: "TypeError", Message: "Receiver must be an instance of class MIMEParams"}
	}
	if p.text != "" {
		p.parse()
	}
	return p, nil
}

// nameOf is argument i as the name of a parameter.
func nameOf(c modules.Call, i int) (string, error) {
	v, err := toString(c.Argument(i))
	if err != nil {
		return "", err
	}
	return inspect.Text(v), nil
}

func mimeParamsClass(e *modules.Env) *goja.Object {
	vm := e.VM
	method := func(name string, length int, f func(p *mimeParams, c modules.Call) (goja.Value, error)) modules.Export {
		return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
			p, err := paramsOf(c)
			if err != nil {
				return nil, err
			}
			return f(p, c)
		})
	}
	byName := func(name string, f func(p *mimeParams, name string) goja.Value) modules.Export {
		return method(name, 1, func(p *mimeParams, c modules.Call) (goja.Value, error) {
			key, err := nameOf(c, 0)
			if err != nil {
				return nil, err
			}
			return f(p, asciiLower(key)), nil
		})
	}
	list := func(name string, item func(p *mimeParams, name string) any) modules.Export {
		return method(name, 0, func(p *mimeParams, c modules.Call) (goja.Value, error) {
			items := make([]any, len(p.names))
			for i, n := range p.names {
				items[i] = item(p, n)
			}
			return iterateList.Run(e, vm.NewArray(items...)), nil
		})
	}
	class := e.Class(modules.ClassSpec{
		Name: "MIMEParams", NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			mimeParamsSlot.Set(vm, c.This, &mimeParams{})
			return nil, nil
		},
		Methods: []modules.Export{
			byName("delete", func(p *mimeParams, name string) goja.Value { p.remove(name); return nil }),
			byName("get", func(p *mimeParams, name string) goja.Value {
				if v, ok := p.values[name]; ok {
					return inspect.Value(vm, v)
				}
				return goja.Null()
			}),
			byName("has", func(p *mimeParams, name string) goja.Value {
				_, ok := p.values[name]
				return modules.Bool(ok)
			}),
			method("set", 2, setMimeParam),
			list("entries", func(p *mimeParams, n string) any {
				return vm.NewArray(n, inspect.Value(vm, p.values[n]))
			}),
			list("keys", func(p *mimeParams, n string) any { return n }),
			list("values", func(p *mimeParams, n string) any { return inspect.Value(vm, p.values[n]) }),
			method("toString", 0, func(p *mimeParams, _ modules.Call) (goja.Value, error) {
				return inspect.Value(vm, p.String()), nil
			}),
		},
	})
	proto := class.Get("prototype").(*goja.Object)
	e.Define(proto, false, modules.Val("", proto.Get("entries")).WithSymbol(goja.SymIterator),
		modules.Val("toJSON", proto.Get("toString")))
	return class
}

// iterateList makes a generator of an array.
var iterateList = modules.NewScript("node:util", `return (function* () { yield* list; })();`, "list")

// setMimeParam is mimeParams.set(name, value).
func setMimeParam(p *mimeParams, c modules.Call) (goja.Value, error) {
	name, err := nameOf(c, 0)
	if err != nil {
		return nil, err
	}
	value, err := nameOf(c, 1)
	if err != nil {
		return nil, err
	}
	name = asciiLower(name)
	if i := invalidToken(name); name == "" || i >= 0 {
		return nil, mimeError("parameter name", name, i)
	}
	if i := invalidQuoted(value); i >= 0 {
		return nil, mimeError("parameter value", value, i)
	}
	p.set(name, value)
	return nil, nil
}

func mimeTypeClass(e *modules.Env, classes *mimeState) *goja.Object {
	vm := e.VM
	of := func(c modules.Call) (*mimeType, error) {
		if m := mimeTypes.Get(c.This); m != nil {
			return m, nil
		}
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read private member #type from an object whose class did not declare it"}
	}
	getter := func(get func(*mimeType) goja.Value) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			m, err := of(c)
			if err != nil {
				return nil, err
			}
			return get(m), nil
		}
	}
	part := func(name string, field func(*mimeType) *string) modules.Export {
		return modules.Accessor(name,
			getter(func(m *mimeType) goja.Value { return vm.ToValue(*field(m)) }),
			func(c modules.Call) (goja.Value, error) {
				m, err := of(c)
				if err != nil {
					return nil, err
				}
				text, err := nameOf(c, 0)
				if err != nil {
					return nil, err
				}
				if i := invalidToken(text); text == "" || i >= 0 {
					return nil, mimeError(name, text, i)
				}
				*field(m) = asciiLower(text)
				return nil, nil
			})
	}
	build := func(this *goja.Object, text string) error {
		kind, subtype, rest, err := parseMIME(text)
		if err != nil {
			return err
		}
		params, err := vm.New(classes.mimeParams)
		if err != nil {
			return err
		}
		mimeParamsSlot.Get(params).text = rest
		mimeTypes.Set(vm, this, &mimeType{kind, subtype, params})
		return nil
	}
	toString := modules.Fn("toString", 0, getter(func(m *mimeType) goja.Value {
		p := mimeParamsSlot.Get(m.params)
		if p.text != "" {
			p.parse()
		}
		text := m.kind + "/" + m.subtype
		if params := p.String(); params != "" {
			text += ";" + params
		}
		return inspect.Value(vm, text)
	}))
	var class *goja.Object
	class = e.Class(modules.ClassSpec{
		Name: "MIMEType", Length: 1, NewOnly: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			text, err := nameOf(c.Call(), 0)
			if err != nil {
				return nil, err
			}
			if len(c.Arguments) > 1 && !modules.IsNullish(c.Arguments[1]) {
				return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
			}
			return nil, build(c.This, text)
		},
		Methods: []modules.Export{
			part("type", func(m *mimeType) *string { return &m.kind }),
			part("subtype", func(m *mimeType) *string { return &m.subtype }),
			modules.Getter("essence", getter(func(m *mimeType) goja.Value { return vm.ToValue(m.kind + "/" + m.subtype) })),
			modules.Getter("params", getter(func(m *mimeType) goja.Value { return m.params })),
			toString,
		},
		Static: []modules.Export{
			modules.Fn("parse", 1, func(c modules.Call) (goja.Value, error) {
				text, err := nameOf(c, 0)
				if err != nil {
					return nil, err
				}
				if _, _, _, err := parseMIME(text); err != nil {
					return goja.Null(), nil
				}
				return vm.New(class, vm.ToValue(text))
			}),
		},
	})
	proto := class.Get("prototype").(*goja.Object)
	e.Define(proto, false, modules.Val("toJSON", proto.Get("toString")))
	return class
}
