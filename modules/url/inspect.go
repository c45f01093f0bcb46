package url

import (
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// context is the property that inspect shows with showHidden.
var context = goja.NewSymbol("context")

func (u *urls) util(name string, args ...goja.Value) (string, error) {
	v, err := u.env.Method(u.env.RequireObject("util"), name, args...)
	if err != nil {
		return "", err
	}
	return v.String(), nil
}

// tooDeep is what inspect shows of an object below the depth asked for.
func (u *urls) tooDeep(c modules.Call) (goja.Value, bool, error) {
	if depth := c.Argument(0); !goja.IsNumber(depth) || depth.ToFloat() >= 0 {
		return nil, false, nil
	}
	v, err := u.env.Method(c.Argument(1).ToObject(u.env.VM), "stylize", u.env.VM.ToValue("[Object]"), u.env.VM.ToValue("special"))
	return v, true, err
}

// deeper are the options for what the object holds.
func (u *urls) deeper(c modules.Call) (*goja.Object, error) {
	inner := u.env.VM.NewObject()
	if _, err := u.env.Invoke(u.function("Object", "assign"), goja.Undefined(), inner, c.Argument(1)); err != nil {
		return nil, err
	}
	if depth := c.Argument(0); !goja.IsNull(depth) {
		return inner, inner.Set("depth", depth.ToFloat()-1)
	}
	return inner, nil
}

// inspectURL is url[util.inspect.custom](depth, options).
func (u *urls) inspectURL(c modules.Call) (goja.Value, error) {
	s, err := u.this(c)
	if err != nil {
		return nil, err
	}
	if depth := c.Argument(0); goja.IsNumber(depth) && depth.ToFloat() < 0 {
		return c.This, nil
	}
	this := c.This.(*goja.Object)
	ctor, _ := this.Get("constructor").(*goja.Object)
	if ctor == nil {
		ctor = u.url
	}
	proto := u.env.VM.NewObject()
	must(proto.Set("constructor", ctor))
	shown := u.env.VM.CreateObject(proto)
	for _, name := range []string{"href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash"} {
		must(shown.Set(name, this.Get(name)))
	}
	options := c.Argument(1)
	if o, ok := options.(*goja.Object); ok {
		if hidden := o.Get("showHidden"); hidden != nil && hidden.ToBoolean() {
			must(shown.SetSymbol(context, u.context(s)))
		}
	}
	text, err := u.util("inspect", shown, options)
	if err != nil {
		return nil, err
	}
	return u.env.VM.ToValue(ctor.Get("name").String() + " " + text), nil
}

// context shows where the parts of a URL are.
func (u *urls) context(s *urlState) *goja.Object {
	schemes := []string{"http:", "", "https:", "ws:", "ftp:", "wss:", "file:"}
	scheme := 1
	for i, protocol := range schemes {
		if s.Protocol() == protocol {
			scheme = i
		}
	}
	at := func(i int) goja.Value {
		if i < 0 {
			return u.env.VM.ToValue(int64(math.MaxUint32)) // none
		}
		return u.env.VM.ToValue(i)
	}
	o := s.Offsets()
	has := func(i int) modules.Func {
		return func(modules.Call) (goja.Value, error) { return modules.Bool(i >= 0), nil }
	}
	proto := u.env.VM.NewObject()
	u.env.Define(proto, false,
		modules.Fn("URLContext", 1, func(modules.Call) (goja.Value, error) { return nil, receiver("URLContext") }).Hidden(),
	)
	u.env.Define(proto, false,
		modules.Val("constructor", proto.Get("URLContext")),
		modules.Getter("hasPort", has(o.Port)),
		modules.Getter("hasSearch", has(o.SearchStart)),
		modules.Getter("hasHash", has(o.HashStart)),
	)
	must(proto.Delete("URLContext"))
	c := u.env.VM.CreateObject(proto)
	u.env.Define(c, true,
		modules.Val("href", s.Href()),
		modules.Val("protocol_end", at(o.ProtocolEnd)),
		modules.Val("username_end", at(o.UsernameEnd)),
		modules.Val("host_start", at(o.HostStart)),
		modules.Val("host_end", at(o.HostEnd)),
		modules.Val("pathname_start", at(o.PathnameStart)),
		modules.Val("search_start", at(o.SearchStart)),
		modules.Val("hash_start", at(o.HashStart)),
		modules.Val("port", at(o.Port)),
		modules.Val("scheme_type", scheme),
	)
	return c
}

// inspectParams is urlSearchParams[util.inspect.custom](depth, options).
func (u *urls) inspectParams(c modules.Call) (goja.Value, error) {
	p, err := paramsCall(c)
	if err != nil {
		return nil, err
	}
	if v, deep, err := u.tooDeep(c); deep {
		return v, err
	}
	inner, err := u.deeper(c)
	if err != nil {
		return nil, err
	}
	const separator = ", "
	var shown []string
	length := -len(separator)
	for i := 0; i < len(p.pairs); i += 2 {
		name, err := u.util("inspect", u.env.VM.ToValue(p.pairs[i]), inner)
		if err != nil {
			return nil, err
		}
		value, err := u.util("inspect", u.env.VM.ToValue(p.pairs[i+1]), inner)
		if err != nil {
			return nil, err
		}
		pair := name + " => " + value
		shown = append(shown, pair)
		plain, err := u.util("stripVTControlCharacters", u.env.VM.ToValue(pair))
		if err != nil {
			return nil, err
		}
		length += len(plain) + len(separator)
	}
	class := c.This.(*goja.Object).Get("constructor").ToObject(u.env.VM).Get("name").String()
	text := class + " {}"
	if breakLength := c.Argument(1).ToObject(u.env.VM).Get("breakLength"); breakLength != nil && float64(length) > breakLength.ToFloat() {
		text = class + " {\n  " + strings.Join(shown, ",\n  ") + " }"
	} else if len(shown) > 0 {
		text = class + " { " + strings.Join(shown, separator) + " }"
	}
	return u.env.VM.ToValue(text), nil
}

// inspectIterator is iterator[util.inspect.custom](depth, options).
func (u *urls) inspectIterator(c modules.Call) (goja.Value, error) {
	s := iteratorSlot.Get(c.This)
	if s == nil {
		return nil, invalidThis("URLSearchParamsIterator")
	}
	if v, deep, err := u.tooDeep(c); deep {
		return v, err
	}
	inner, err := u.deeper(c)
	if err != nil {
		return nil, err
	}
	var items []any
	var shown []string
	for i := s.next; i < len(s.params.pairs); i += 2 {
		item := s.item(u, i)
		text, err := u.util("inspect", item, inner)
		if err != nil {
			return nil, err
		}
		items, shown = append(items, item), append(shown, text)
	}
	whole, err := u.util("inspect", u.env.VM.NewArray(items...), inner)
	if err != nil {
		return nil, err
	}
	separator, before := ", ", " "
	if strings.Contains(whole, "\n") {
		separator, before = ",\n  ", "\n  "
	}
	return u.env.VM.ToValue("URLSearchParams Iterator {" + before + strings.Join(shown, separator) + " }"), nil
}
