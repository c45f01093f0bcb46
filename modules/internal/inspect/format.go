package inspect

import (
	"strings"

	"github.com/dop251/goja"
)

// Format is util.format(...args) as Go text.
func (in *Inspector) Format(args []goja.Value) string { return in.FormatWith(nil, args) }

// FormatWith is util.formatWithOptions(options, ...args). options may be nil.
func (in *Inspector) FormatWith(options *goja.Object, args []goja.Value) string {
	if len(args) == 0 {
		return ""
	}
	first, ok := args[0].(goja.String)
	if ok && len(args) == 1 {
		return Text(first)
	}
	m := &message{in: in, options: options, args: args}
	return m.format()
}

// FormatOptions is FormatWith for options that are known already.
func (in *Inspector) FormatOptions(o Options, args []goja.Value) string {
	return (&message{in: in, parsed: &o, args: args}).format()
}

func (m *message) format() string {
	if len(m.args) == 0 {
		return ""
	}
	if first, ok := m.args[0].(goja.String); ok {
		m.substitute(Text(first))
	}
	for ; m.next < len(m.args); m.next++ {
		m.out.WriteString(m.join)
		if s, ok := m.args[m.next].(goja.String); ok {
			m.out.WriteString(Text(s))
		} else {
			m.out.WriteString(m.in.Inspect(m.args[m.next], m.inspectOptions()))
		}
		m.join = " "
	}
	return m.out.String()
}

// message is a message being formatted.
type message struct {
	in      *Inspector
	options *goja.Object
	args    []goja.Value
	next    int // the first argument not yet used
	join    string
	out     strings.Builder
	parsed  *Options
}

func (m *message) inspectOptions() Options {
	if m.parsed == nil {
		o := m.in.Options()
		if m.options != nil {
			o = o.With(m.options)
		}
		m.parsed = &o
	}
	return *m.parsed
}

// substitute writes the format string with its placeholders filled, as long as
// there are arguments for them.
func (m *message) substitute(format string) {
	last, used := 0, 0
	for i := 0; i < len(format)-1; i++ {
		if format[i] != '%' {
			continue
		}
		i++
		verb := format[i]
		if verb == '%' {
			m.out.WriteString(format[last:i])
			last = i + 1
			continue
		}
		if used+1 == len(m.args) || strings.IndexByte("sjdOoifc", verb) < 0 {
			continue
		}
		used++
		text := m.placeholder(verb, m.args[used])
		m.out.WriteString(format[last : i-1])
		m.out.WriteString(text)
		last = i + 1
	}
	if last != 0 {
		used++
		m.join = " "
		m.out.WriteString(format[last:])
	}
	m.next = used
}

func (m *message) placeholder(verb byte, v goja.Value) string {
	in := m.in
	_, isSymbol := v.(*goja.Symbol)
	switch verb {
	case 's':
		return m.text(v)
	case 'j':
		return in.stringify(v)
	case 'O':
		return in.Inspect(v, m.inspectOptions())
	case 'o':
		o := m.inspectOptions()
		o.set(0, in.vm.ToValue(true))
		o.set(4, in.vm.ToValue(true))
		o.set(1, in.vm.ToValue(4))
		return in.Inspect(v, o)
	case 'c':
		return ""
	}
	switch {
	case isSymbol:
		return "NaN"
	case goja.IsBigInt(v) && verb != 'f':
		return formatBigInt(v, m.separator())
	case verb == 'i':
		v = in.method("", "parseInt")(goja.FunctionCall{Arguments: []goja.Value{v}})
	case verb == 'f':
		v = in.method("", "parseFloat")(goja.FunctionCall{Arguments: []goja.Value{v}})
	default:
		v = in.method("", "Number")(goja.FunctionCall{Arguments: []goja.Value{v}})
	}
	return formatNumber(v, m.separator())
}

func (m *message) separator() bool { return m.inspectOptions().NumericSeparator }

// text is what %s shows.
func (m *message) text(v goja.Value) string {
	in := m.in
	switch v := v.(type) {
	case goja.String:
		return Text(v)
	case *goja.Symbol:
		return in.symbolText(v)
	case *goja.Object:
		if !isCallable(v) && in.hasBuiltinToString(v) {
			o := m.inspectOptions()
			o.set(8, in.vm.ToValue(3))
			o.set(2, in.vm.ToValue(false))
			o.set(1, in.vm.ToValue(0))
			return in.Inspect(v, o)
		}
		return Text(v)
	}
	switch {
	case goja.IsNumber(v):
		return formatNumber(v, m.separator())
	case goja.IsBigInt(v):
		return formatBigInt(v, m.separator())
	}
	return v.String()
}

// hasBuiltinToString reports whether turning obj into a string would use only
// what the language provides.
func (in *Inspector) hasBuiltinToString(obj *goja.Object) bool {
	for obj.ExportType() == proxyType {
		target := obj.Export().(goja.Proxy).Target()
		if target == nil {
			return true
		}
		obj = target
	}
	toString := in.vm.ToValue("toString")
	hasString, hasPrimitive := true, true
	if !callable(obj.Get("toString")) {
		if !callable(obj.GetSymbol(goja.SymToPrimitive)) {
			return true
		}
		if in.hasOwn(obj, goja.SymToPrimitive) {
			return false
		}
		hasString = false
	} else if in.hasOwn(obj, toString) {
		return false
	} else if !callable(obj.GetSymbol(goja.SymToPrimitive)) {
		hasPrimitive = false
	} else if in.hasOwn(obj, goja.SymToPrimitive) {
		return false
	}
	p := obj.Prototype()
	for p != nil && !(hasString && in.hasOwn(p, toString)) && !(hasPrimitive && in.hasOwn(p, goja.SymToPrimitive)) {
		p = p.Prototype()
	}
	if p == nil {
		return false
	}
	ctor, ok := in.ownConstructor(p)
	return ok && builtins()[in.nameOf(ctor)]
}

func callable(v goja.Value) bool {
	obj, ok := v.(*goja.Object)
	return ok && isCallable(obj)
}

// stringify is what %j shows.
func (in *Inspector) stringify(v goja.Value) string {
	var out goja.Value
	if ex := in.vm.Try(func() {
		out = call(in.class("JSON").Get("stringify"))(goja.FunctionCall{Arguments: []goja.Value{v}})
	}); ex != nil {
		if obj, ok := ex.Value().(*goja.Object); ok {
			message := obj.Get("message")
			if message != nil && strings.HasPrefix(message.String(), "Converting circular structure to JSON") {
				return "[Circular]"
			}
		}
		panic(ex)
	}
	return Text(out)
}
