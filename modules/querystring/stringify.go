package querystring

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// writer builds a query string.
type writer struct {
	q       *querystring
	text    []byte
	sep, eq string
	// encode is the program's own function, nil for ours.
	encode goja.Value
}

// option is the text of an argument that may be absent or falsy.
func option(v goja.Value, fallback string) string {
	if !v.ToBoolean() {
		return fallback
	}
	return wtf8.Of(v)
}

// method is a property of options that is a function.
func method(options goja.Value, name string) goja.Value {
	if o, ok := options.(*goja.Object); ok {
		if f := o.Get(name); modules.IsFunction(f) {
			return f
		}
	}
	return nil
}

// stringify is querystring.stringify(obj[, sep[, eq[, options]]]).
func (q *querystring) stringify(c modules.Call) (goja.Value, error) {
	w := writer{q: q, sep: option(c.Argument(1), "&"), eq: option(c.Argument(2), "=")}
	if _, isSymbol := c.Argument(2).(*goja.Symbol); isSymbol {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	w.encode = method(c.Argument(3), "encodeURIComponent")
	if w.encode == nil {
		if replaced := q.exports.Get("escape"); replaced != q.escape {
			w.encode = replaced
		}
	}
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || modules.IsFunction(o) {
		return q.env.VM.ToValue(""), nil
	}
	for _, name := range o.Keys() {
		start := len(w.text)
		if start > 0 {
			w.text = append(w.text, w.sep...)
		}
		from := len(w.text)
		if err := w.value(q.env.VM.ToValue(name)); err != nil {
			return nil, err
		}
		w.text = append(w.text, w.eq...)
		v := o.Get(name)
		if !modules.IsArray(v) {
			if err := w.value(v); err != nil {
				return nil, err
			}
			continue
		}
		key := string(w.text[from:])
		list := v.(*goja.Object)
		n := int(list.Get("length").ToInteger())
		if n == 0 {
			w.text = w.text[:start]
		}
		for i := range n {
			if i > 0 {
				w.text = append(w.text, w.sep...)
				w.text = append(w.text, key...)
			}
			if err := w.value(list.Get(q.env.VM.ToValue(i).String())); err != nil {
				return nil, err
			}
		}
	}
	return wtf8.Value(q.env.VM, string(w.text)), nil
}

// value appends a primitive value, escaped; others are empty.
func (w *writer) value(v goja.Value) error {
	plain := false // needs no escape
	switch {
	case v == nil:
		v = w.q.env.VM.ToValue("")
	case goja.IsString(v):
	case goja.IsNumber(v):
		f := v.ToFloat()
		if math.IsInf(f, 0) || math.IsNaN(f) {
			v = w.q.env.VM.ToValue("")
		}
		plain = math.Abs(f) < 1e21
	case goja.IsBigInt(v), modules.IsBoolean(v):
		plain = true
	default:
		v = w.q.env.VM.ToValue("")
	}
	if w.encode != nil {
		encoded, err := w.q.env.Invoke(w.encode, goja.Undefined(), v.ToString())
		if err != nil {
			return err
		}
		w.text = append(w.text, wtf8.Of(encoded)...)
		return nil
	}
	if plain {
		w.text = append(w.text, v.String()...)
		return nil
	}
	s, err := escaped(v)
	w.text = append(w.text, s...)
	return err
}
