package querystring

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// defaultMaxKeys is how many keys are read where options do not say.
const defaultMaxKeys = 1000

// reader collects the pairs of a query string.
type reader struct {
	q   *querystring
	obj *goja.Object
	// decode is the program's own function, nil for ours.
	decode goja.Value
	// plus is what a plus becomes: a space, escaped for a decoder to come.
	plus string

	key, value               []byte
	keyEncoded, valueEncoded bool
}

// parse is querystring.parse(str[, sep[, eq[, options]]]).
func (q *querystring) parse(c modules.Call) (goja.Value, error) {
	r := &reader{q: q, obj: q.env.VM.CreateObject(nil), plus: " "}
	if !goja.IsString(c.Argument(0)) {
		return r.obj, nil
	}
	s := wtf8.Of(c.Argument(0))
	if s == "" {
		return r.obj, nil
	}
	sep, eq := option(c.Argument(1), "&"), option(c.Argument(2), "=")
	pairs := float64(defaultMaxKeys)
	if o, ok := c.Argument(3).(*goja.Object); ok {
		if v := o.Get("maxKeys"); v != nil && goja.IsNumber(v) {
			if pairs = v.ToFloat(); !(pairs > 0) {
				pairs = math.Inf(1)
			}
		}
	}
	r.decode = method(c.Argument(3), "decodeURIComponent")
	if r.decode == nil {
		if replaced := q.exports.Get("unescape"); replaced != q.unescape {
			r.decode = replaced
		}
	}
	if r.decode != nil {
		r.plus = "%20"
	}
	return r.obj, r.read(s, sep, eq, pairs)
}

// read walks over s once. Separators of several characters match from where
// they begin, without a second look at characters that half-matched.
func (r *reader) read(s, sep, eq string, pairs float64) error {
	last, sepAt, eqAt, check := 0, 0, 0, 0
	r.begin()
	for i := 0; i < len(s); i++ {
		c := s[i]
		if sepAt < len(sep) && c == sep[sepAt] {
			if sepAt++; sepAt < len(sep) {
				continue
			}
			end := i - sepAt + 1
			empty := false
			if eqAt < len(eq) {
				if last < end {
					r.key = append(r.key, s[last:end]...)
				} else {
					empty = len(r.key) == 0
				}
			} else if last < end {
				r.value = append(r.value, s[last:end]...)
			}
			if !empty {
				if err := r.add(); err != nil {
					return err
				}
			}
			if pairs--; pairs == 0 {
				return nil
			}
			if !empty {
				r.begin()
				check = 0
			}
			last, sepAt, eqAt = i+1, 0, 0
			continue
		}
		sepAt = 0
		inKey := eqAt < len(eq)
		if inKey {
			if c == eq[eqAt] {
				if eqAt++; eqAt == len(eq) {
					if end := i - eqAt + 1; last < end {
						r.key = append(r.key, s[last:end]...)
					}
					check, last = 0, i+1
				}
				continue
			}
			eqAt = 0
			if !r.keyEncoded && watch(c, &check, &r.keyEncoded) {
				continue
			}
		}
		if c == '+' {
			into := &r.value
			if inKey {
				into = &r.key
			}
			*into = append(append(*into, s[last:i]...), r.plus...)
			last = i + 1
		} else if !r.valueEncoded {
			watch(c, &check, &r.valueEncoded)
		}
	}
	if last < len(s) {
		if eqAt < len(eq) {
			r.key = append(r.key, s[last:]...)
		} else if sepAt < len(sep) {
			r.value = append(r.value, s[last:]...)
		}
	} else if eqAt == 0 && len(r.key) == 0 {
		return nil
	}
	return r.add()
}

func (r *reader) begin() {
	r.key, r.value = r.key[:0], r.value[:0]
	r.keyEncoded, r.valueEncoded = r.decode != nil, r.decode != nil
}

// watch looks for a "%" with two hex digits behind it; it reports that c may
// belong to one.
func watch(c byte, check *int, found *bool) bool {
	switch {
	case c == '%':
		*check = 1
		return true
	case *check > 0:
		if c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' {
			if *check++; *check == 3 {
				*found = true
			}
			return true
		}
		*check = 0
	}
	return false
}

// add puts the pair into the object.
func (r *reader) add() error {
	vm := r.q.env.VM
	key, err := r.decoded(r.key, r.keyEncoded)
	if err != nil {
		return err
	}
	value, err := r.decoded(r.value, r.valueEncoded)
	if err != nil {
		return err
	}
	name := key.String()
	current := r.obj.Get(name)
	if current == nil || goja.IsUndefined(current) {
		return r.obj.Set(name, value)
	}
	if list, ok := current.(*goja.Object); ok {
		if pop := list.Get("pop"); pop != nil && pop.ToBoolean() {
			return list.Set(list.Get("length").String(), value)
		}
	}
	return r.obj.Set(name, vm.NewArray(current, value))
}

func (r *reader) decoded(text []byte, isEncoded bool) (goja.Value, error) {
	vm := r.q.env.VM
	s := string(text)
	if s == "" || !isEncoded {
		return wtf8.Value(vm, s), nil
	}
	if r.decode == nil {
		return wtf8.Value(vm, unescaped(s)), nil
	}
	v, err := r.q.env.Invoke(r.decode, goja.Undefined(), wtf8.Value(vm, s))
	if err != nil {
		return r.q.env.Method(r.q.exports, "unescape", wtf8.Value(vm, s), modules.Bool(true))
	}
	return v, nil
}
