package intl

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

// options reads the options of a constructor, as ECMA-402's GetOption does.
// A missing object reads as one without properties.
type options struct {
	s       *state
	object  *goja.Object
	service string
}

// coerced is CoerceOptionsToObject.
func (s *state) coerced(v goja.Value, service string) (options, error) {
	if v == nil || goja.IsUndefined(v) {
		return options{s, nil, service}, nil
	}
	if goja.IsNull(v) {
		return options{}, typeError(service + " called on null or undefined")
	}
	return options{s, v.ToObject(s.env.VM), service}, nil
}

// strict is GetOptionsObject.
func (s *state) strict(v goja.Value, service string) (options, error) {
	if v == nil || goja.IsUndefined(v) {
		return options{s, nil, service}, nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return options{}, typeError("invalid_argument")
	}
	return options{s, o, service}, nil
}

func (o options) get(name string) (goja.Value, bool) {
	if o.object == nil {
		return nil, false
	}
	v := o.object.Get(name)
	return v, v != nil && !goja.IsUndefined(v)
}

// choice is an option that is one of a list of strings, or any if it is empty.
func (o options) choice(name, fallback string, values ...string) (string, error) {
	v, ok := o.get(name)
	if !ok {
		return fallback, nil
	}
	text, err := o.s.text(v)
	if err != nil {
		return "", err
	}
	if len(values) == 0 {
		return text, nil
	}
	for _, known := range values {
		if text == known {
			return text, nil
		}
	}
	return "", o.outOfRange(name, text)
}

func (o options) outOfRange(name, text string) error {
	return rangeError("Value " + text + " out of range for " + o.service + " options property " + name)
}

func (o options) bool(name string) (value, given bool) {
	v, ok := o.get(name)
	if !ok {
		return false, false
	}
	return v.ToBoolean(), true
}

// number is GetNumberOption.
func (o options) number(name string, lo, hi, fallback int) (int, error) {
	v, ok := o.get(name)
	if !ok {
		return fallback, nil
	}
	return o.s.bounded(v, name, lo, hi)
}

// bounded is DefaultNumberOption for a value that is not undefined.
func (s *state) bounded(v goja.Value, name string, lo, hi int) (int, error) {
	f, err := s.number(v)
	if err != nil {
		return 0, err
	}
	if math.IsNaN(f) || f < float64(lo) || f > float64(hi) {
		return 0, rangeError(name + " value is out of range.")
	}
	return int(math.Floor(f)), nil
}

// typed is an option that has the form of a Unicode extension value.
func (o options) typed(name, complaint string) (value string, given bool, err error) {
	v, ok := o.get(name)
	if !ok {
		return "", false, nil
	}
	text, err := o.s.text(v)
	if err != nil {
		return "", false, err
	}
	if !intl.IsType(text) {
		if complaint == "" {
			complaint = "Invalid " + name + " : " + text
		}
		return "", false, rangeError(complaint)
	}
	return strings.ToLower(text), true, nil
}

func (o options) matcher() error {
	_, err := o.choice("localeMatcher", "best fit", "lookup", "best fit")
	return err
}

// text is ToString.
func (s *state) text(v goja.Value) (string, error) {
	if _, ok := v.(*goja.Symbol); ok {
		return "", typeError("Cannot convert a Symbol value to a string")
	}
	return v.String(), nil
}

// number is ToNumber.
func (s *state) number(v goja.Value) (float64, error) {
	if _, ok := v.(*goja.Symbol); ok {
		return 0, typeError("Cannot convert a Symbol value to a number")
	}
	if goja.IsBigInt(v) {
		return 0, typeError("Cannot convert a BigInt value to a number")
	}
	return v.ToFloat(), nil
}

// locales is CanonicalizeLocaleList.
func (s *state) locales(v goja.Value) ([]string, error) {
	if v == nil || goja.IsUndefined(v) {
		return nil, nil
	}
	if goja.IsNull(v) {
		return nil, typeError("Cannot convert undefined or null to object")
	}
	if goja.IsString(v) {
		if _, object := v.(*goja.Object); !object {
			tag, err := s.tagOf(v)
			return []string{tag}, err
		}
	}
	if l := localeSlot.Own(v); l != nil {
		return []string{l.tag.String()}, nil
	}
	o := v.ToObject(s.env.VM)
	length, err := s.number(orUndefined(o.Get("length")))
	if err != nil {
		return nil, err
	}
	var list []string
	for i := 0; float64(i) < math.Floor(min(length, 1<<53)); i++ {
		key := strconv.Itoa(i)
		present, err := s.has(goja.Undefined(), o, s.env.VM.ToValue(key))
		if err != nil {
			return nil, err
		}
		if !present.ToBoolean() {
			continue
		}
		tag, err := s.tagOf(orUndefined(o.Get(key)))
		if err != nil {
			return nil, err
		}
		seen := false
		for _, other := range list {
			seen = seen || other == tag
		}
		if !seen {
			list = append(list, tag)
		}
	}
	return list, nil
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// tagOf is the canonical tag that a string or an object stands for.
func (s *state) tagOf(v goja.Value) (string, error) {
	_, object := v.(*goja.Object)
	if !object && !goja.IsString(v) {
		return "", typeError("Language ID should be string or object.")
	}
	if l := localeSlot.Own(v); l != nil {
		return l.tag.String(), nil
	}
	text := v.String()
	tag, ok := intl.ParseTag(text)
	if !ok {
		return "", rangeError("Invalid language tag: " + text)
	}
	return tag.String(), nil
}

// decimal is ToIntlMathematicalValue.
func (s *state) decimal(v goja.Value) (intl.Decimal, error) {
	v, err := s.primitive(v)
	if err != nil {
		return intl.Decimal{}, err
	}
	switch {
	case goja.IsNumber(v):
		return intl.FloatDecimal(v.ToFloat()), nil
	case goja.IsBigInt(v):
		d, _ := intl.ParseDecimal(v.String())
		return d, nil
	case goja.IsString(v):
		text := strings.TrimSpace(v.String())
		if d, ok := intl.ParseDecimal(text); ok {
			return d, nil
		}
	}
	f, err := s.number(v)
	return intl.FloatDecimal(f), err
}

// primitive is ToPrimitive with the hint number.
func (s *state) primitive(v goja.Value) (goja.Value, error) {
	o, ok := v.(*goja.Object)
	if !ok {
		return v, nil
	}
	vm := s.env.VM
	if exotic := o.GetSymbol(goja.SymToPrimitive); exotic != nil && !modules.IsNullish(exotic) {
		f, ok := goja.AssertFunction(exotic)
		if !ok {
			return nil, typeError("Symbol.toPrimitive is not a function")
		}
		r, err := f(o, vm.ToValue("number"))
		if err != nil {
			return nil, err
		}
		if _, object := r.(*goja.Object); object {
			return nil, typeError("Cannot convert object to primitive value")
		}
		return r, nil
	}
	for _, name := range [...]string{"valueOf", "toString"} {
		f, ok := goja.AssertFunction(orUndefined(o.Get(name)))
		if !ok {
			continue
		}
		r, err := f(o)
		if err != nil {
			return nil, err
		}
		if _, object := r.(*goja.Object); !object {
			return r, nil
		}
	}
	return nil, typeError("Cannot convert object to primitive value")
}

// numberingKey is the relevant key nu of a service.
func numberingKey(option string, given bool) intl.Key {
	return intl.Key{
		Name: "nu", Option: option, HasOption: given,
		Allowed: func(_, value string) bool { return intl.HasDigits(value) },
		Default: intl.DefaultNumbering,
	}
}
