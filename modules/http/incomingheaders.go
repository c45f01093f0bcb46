package http

import (
	gostrings "strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
)

// incomingHeaders are the properties that show the headers. They are made
// when they are first read.
func (l *library) incomingHeaders() []modules.Export {
	lazy := func(name string, field func(in *incoming) *goja.Value, make func(in *incoming) goja.Value) modules.Export {
		return modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			in := incomings.Get(c.This)
			if in == nil {
				return nil, nil
			}
			v := field(in)
			if *v == nil || modules.IsNullish(*v) {
				*v = make(in)
			}
			return *v, nil
		}, func(c modules.Call) (goja.Value, error) {
			in := incomings.Own(c.This)
			if in == nil {
				return ownProperty(name, goja.FLAG_TRUE)(c)
			}
			*field(in) = c.Argument(0)
			return nil, nil
		})
	}
	return []modules.Export{
		lazy("headers", func(in *incoming) *goja.Value { return &in.headers },
			func(in *incoming) goja.Value { return in.joined(in.fields()) }),
		lazy("headersDistinct", func(in *incoming) *goja.Value { return &in.headersDistinct },
			func(in *incoming) goja.Value { return in.distinct(in.fields()) }),
		lazy("trailers", func(in *incoming) *goja.Value { return &in.trailers },
			func(in *incoming) goja.Value { return in.joined(in.tailFields()) }),
		lazy("trailersDistinct", func(in *incoming) *goja.Value { return &in.trailersDistinct },
			func(in *incoming) goja.Value { return in.distinct(in.tailFields()) }),
		lazy("rawHeaders", func(in *incoming) *goja.Value { return &in.rawHeaders },
			func(in *incoming) goja.Value { return in.raw(in.headFields()) }).Enumerable(),
		lazy("rawTrailers", func(in *incoming) *goja.Value { return &in.rawTrailers },
			func(in *incoming) goja.Value { return in.raw(&in.tail) }).Enumerable(),
	}
}

func (in *incoming) headFields() *http1.Fields {
	if in.head == nil {
		return &http1.Fields{}
	}
	return &in.head.Fields
}

// field is a name and a value.
type field struct{ name, value string }

// fields are the headers, as they came or as the program has put them into
// rawHeaders.
func (in *incoming) fields() []field {
	return in.list(in.rawHeaders, in.headFields())
}

func (in *incoming) tailFields() []field { return in.list(in.rawTrailers, &in.tail) }

func (in *incoming) list(raw goja.Value, from *http1.Fields) []field {
	if o, ok := raw.(*goja.Object); ok && in.head == nil && modules.IsArray(o) {
		all := items(o)
		list := make([]field, 0, len(all)/2)
		for i := 0; i+1 < len(all); i += 2 {
			list = append(list, field{all[i].(goja.Value).String(), all[i+1].(goja.Value).String()})
		}
		return list
	}
	list := make([]field, from.Len())
	for i := range list {
		list[i] = field{from.Name(i), from.Value(i)}
	}
	return list
}

func (in *incoming) raw(from *http1.Fields) goja.Value {
	n := from.Len()
	list := make([]any, 0, 2*n)
	for i := range n {
		list = append(list, from.Name(i), from.Value(i))
	}
	return in.lib.vm.NewArray(list...)
}

// A rule says what becomes of several headers of one name.
type rule uint8

const (
	joinComma rule = iota
	joinSemicolon
	keepFirst
	collect
)

func ruleOf(key string) rule {
	switch key {
	case "set-cookie":
		return collect
	case "cookie":
		return joinSemicolon
	case "age", "host", "from", "etag", "server", "referer", "expires", "location", "user-agent", "retry-after",
		"content-type", "max-forwards", "authorization", "last-modified", "content-length", "if-modified-since",
		"proxy-authorization", "if-unmodified-since":
		return keepFirst
	}
	return joinComma
}

// joined is message.headers.
func (in *incoming) joined(list []field) goja.Value {
	o := in.lib.vm.NewObject()
	for i := range list {
		key := gostrings.ToLower(list[i].name)
		if first(list[:i], key) {
			in.join(o, key, in.lib.vm.ToValue(list[i].value), true)
		} else {
			in.join(o, key, in.lib.vm.ToValue(list[i].value), false)
		}
	}
	return o
}

// first reports whether no header before is called key, so that looking for
// it in the object can be left out.
func first(before []field, key string) bool {
	for i := range before {
		if len(before[i].name) == len(key) && gostrings.EqualFold(before[i].name, key) {
			return false
		}
	}
	return true
}

func (in *incoming) join(o *goja.Object, key string, value goja.Value, isFirst bool) {
	vm := in.lib.vm
	r := ruleOf(key)
	var had goja.Value
	if !isFirst || key == "__proto__" || isPrototypeName(key) {
		had = o.Get(key)
	}
	there := had != nil && !goja.IsUndefined(had)
	switch {
	case r == collect && there:
		throw(in.lib.env.Method(had.(*goja.Object), "push", value))
	case r == collect:
		must(o.Set(key, vm.NewArray(value)))
	case r == joinComma && there && goja.IsString(had), r == keepFirst && there && in.joinDuplicates:
		must(o.Set(key, had.String()+", "+value.String()))
	case r == joinSemicolon && there && goja.IsString(had):
		must(o.Set(key, had.String()+"; "+value.String()))
	case r == keepFirst && there:
	default:
		must(o.Set(key, value))
	}
}

// isPrototypeName tells names that any object has.
func isPrototypeName(key string) bool {
	switch key {
	case "constructor", "__defineGetter__", "__defineSetter__", "hasOwnProperty", "__lookupGetter__", "__lookupSetter__",
		"isPrototypeOf", "propertyIsEnumerable", "toString", "valueOf", "toLocaleString":
		return true
	}
	return false
}

// distinct is message.headersDistinct.
func (in *incoming) distinct(list []field) goja.Value {
	o := in.lib.vm.CreateObject(nil)
	for _, f := range list {
		in.addDistinct(o, f.name, in.lib.vm.ToValue(f.value))
	}
	return o
}

func (in *incoming) addDistinct(o *goja.Object, name string, value goja.Value) {
	key := gostrings.ToLower(name)
	if had, ok := o.Get(key).(*goja.Object); ok {
		throw(in.lib.env.Method(had, "push", value))
		return
	}
	must(o.Set(key, in.lib.vm.NewArray(value)))
}

// addHeaderLines is message._addHeaderLines(headers, n).
func (in *incoming) addHeaderLines(c modules.Call) (goja.Value, error) {
	list, ok := c.Argument(0).(*goja.Object)
	if !ok || list.Get("length").ToInteger() == 0 {
		return nil, nil
	}
	into := in.headers
	if in.complete {
		in.rawTrailers, into = list, in.trailers
	} else {
		in.rawHeaders = list
	}
	if o, ok := into.(*goja.Object); ok {
		all := items(list)
		for i := 0; i+1 < len(all) && i < int(c.Argument(1).ToInteger()); i += 2 {
			throw(in.lib.env.Method(in.obj, "_addHeaderLine", all[i].(goja.Value), all[i+1].(goja.Value), o))
		}
	}
	return nil, nil
}

// addHeaderLine is message._addHeaderLine(field, value, dest).
func (in *incoming) addHeaderLine(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(2).(*goja.Object); ok {
		in.join(o, gostrings.ToLower(c.Argument(0).String()), c.Argument(1), false)
	}
	return nil, nil
}

// addHeaderLineDistinct is message._addHeaderLineDistinct(field, value, dest).
func (in *incoming) addHeaderLineDistinct(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(2).(*goja.Object); ok {
		in.addDistinct(o, c.Argument(0).String(), c.Argument(1))
	}
	return nil, nil
}
