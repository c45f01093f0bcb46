package intl

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

// Method carries out one of the methods of other built-ins that depend on the
// locale, such as "Date.toLocaleString".
func Method(e *modules.Env, name string, call goja.FunctionCall) goja.Value {
	f := modules.Func(nil)
	switch name {
	case "Number.toLocaleString":
		f = numberToLocaleString
	case "BigInt.toLocaleString":
		f = bigIntToLocaleString
	case "Date.toLocaleString":
		f = dateToLocaleString
	case "Date.toLocaleDateString":
		f = dateToLocaleDateString
	case "Date.toLocaleTimeString":
		f = dateToLocaleTimeString
	case "Array.toLocaleString":
		f = arrayToLocaleString
	case "TypedArray.toLocaleString":
		f = typedArrayToLocaleString
	case "String.localeCompare":
		f = localeCompare
	case "String.toLocaleLowerCase":
		f = toLocaleLowerCase
	case "String.toLocaleUpperCase":
		f = toLocaleUpperCase
	}
	v, err := f(modules.Call{FunctionCall: call, Env: e})
	if err != nil {
		panic(e.Panic(err))
	}
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// numberToLocaleString is number.toLocaleString([locales[, options]]).
func numberToLocaleString(c modules.Call) (goja.Value, error) {
	v := c.This
	if o, ok := v.(*goja.Object); ok && o.ClassName() == "Number" {
		v = goja.Value(c.Env.VM.ToValue(o.ToFloat()))
	}
	if _, object := v.(*goja.Object); object || !goja.IsNumber(v) {
		return nil, typeError("Number.prototype.toLocaleString requires that 'this' be a Number")
	}
	return stateOf.Of(c.Env).formatNumber(intl.FloatDecimal(v.ToFloat()), c)
}

// bigIntToLocaleString is bigint.toLocaleString([locales[, options]]).
func bigIntToLocaleString(c modules.Call) (goja.Value, error) {
	if o, ok := c.This.(*goja.Object); !goja.IsBigInt(c.This) && !(ok && o.ClassName() == "BigInt") {
		return nil, typeError("BigInt.prototype.toLocaleString requires that 'this' be a BigInt")
	}
	d, _ := intl.ParseDecimal(c.This.String())
	return stateOf.Of(c.Env).formatNumber(d, c)
}

func (s *state) formatNumber(d intl.Decimal, c modules.Call) (goja.Value, error) {
	f := s.numbers
	if f == nil || c.Has(0) || c.Has(1) {
		var err error
		if f, err = s.newNumberFormat(c.Argument(0), c.Argument(1)); err != nil {
			return nil, err
		}
		if !c.Has(0) && !c.Has(1) {
			s.numbers = f
		}
	}
	return s.env.VM.ToValue(f.Format(d)), nil
}

// localeCompare is string.localeCompare(that[, locales[, options]]).
func localeCompare(c modules.Call) (goja.Value, error) {
	a, err := thisText(c, "localeCompare")
	if err != nil {
		return nil, err
	}
	s := stateOf.Of(c.Env)
	b, err := s.text(c.Argument(0))
	if err != nil {
		return nil, err
	}
	f := s.collator
	if f == nil || c.Has(1) || c.Has(2) {
		if f, err = s.newCollator(c.Argument(1), c.Argument(2)); err != nil {
			return nil, err
		}
		if !c.Has(1) && !c.Has(2) {
			s.collator = f
		}
	}
	return s.order(f.Compare(a, b)), nil
}

func thisText(c modules.Call, method string) (string, error) {
	if modules.IsNullish(c.This) {
		return "", typeError("String.prototype." + method + " called on null or undefined")
	}
	return stateOf.Of(c.Env).text(c.This)
}

// toLocaleLowerCase is string.toLocaleLowerCase([locales]).
func toLocaleLowerCase(c modules.Call) (goja.Value, error) {
	return changeCase(c, "toLocaleLowerCase", "toLowerCase", func(t language.Tag) cases.Caser { return cases.Lower(t) })
}

// toLocaleUpperCase is string.toLocaleUpperCase([locales]).
func toLocaleUpperCase(c modules.Call) (goja.Value, error) {
	return changeCase(c, "toLocaleUpperCase", "toUpperCase", func(t language.Tag) cases.Caser { return cases.Upper(t) })
}

// changeCase leaves the work to the plain method unless the language has rules
// of its own.
func changeCase(c modules.Call, method, plain string, caser func(language.Tag) cases.Caser) (goja.Value, error) {
	text, err := thisText(c, method)
	if err != nil {
		return nil, err
	}
	s := stateOf.Of(c.Env)
	tag := s.locale
	if c.Has(0) {
		requested, err := s.locales(c.Argument(0))
		if err != nil {
			return nil, err
		}
		if len(requested) > 0 {
			tag = requested[0]
		}
	}
	name, _, _ := strings.Cut(tag, "-")
	switch name {
	case "az", "el", "lt", "tr":
		return s.env.VM.ToValue(caser(language.Make(name)).String(text)), nil
	}
	return s.env.Method(s.env.VM.ToValue(text).ToObject(s.env.VM), plain)
}

// arrayToLocaleString is array.toLocaleString([locales[, options]]).
func arrayToLocaleString(c modules.Call) (goja.Value, error) {
	if modules.IsNullish(c.This) {
		return nil, typeError("Array.prototype.toLocaleString called on null or undefined")
	}
	o := c.This.ToObject(c.Env.VM)
	s := stateOf.Of(c.Env)
	length, err := s.number(orUndefined(o.Get("length")))
	if err != nil {
		return nil, err
	}
	return s.joinLocalized(o, int(min(length, modules.MaxSafeInteger)), c)
}

// typedArrayToLocaleString is typedArray.toLocaleString([locales[, options]]).
func typedArrayToLocaleString(c modules.Call) (goja.Value, error) {
	s := stateOf.Of(c.Env)
	length, err := s.typedLength(c.This)
	if err != nil {
		return nil, err
	}
	return s.joinLocalized(c.This.(*goja.Object), int(length.ToInteger()), c)
}

// typedLength calls the getter of the length of typed arrays, which throws for
// anything else.
func (s *state) typedLength(this goja.Value) (goja.Value, error) {
	if s.lengthOf == nil {
		describe, _ := goja.AssertFunction(s.env.VM.Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor"))
		proto := s.env.VM.Get("Uint8Array").(*goja.Object).Get("prototype").(*goja.Object).Prototype()
		d, err := describe(goja.Undefined(), proto, s.env.VM.ToValue("length"))
		if err != nil {
			return nil, err
		}
		s.lengthOf, _ = goja.AssertFunction(d.(*goja.Object).Get("get"))
	}
	return s.lengthOf(this)
}

// joinLocalized joins what the elements' toLocaleString returns. An array that
// contains itself is empty within.
func (s *state) joinLocalized(o *goja.Object, length int, c modules.Call) (goja.Value, error) {
	if slices.Contains(s.joining, o) {
		return s.env.VM.ToValue(""), nil
	}
	s.joining = append(s.joining, o)
	defer func() { s.joining = s.joining[:len(s.joining)-1] }()
	var b strings.Builder
	for i := range length {
		if i > 0 {
			b.WriteByte(',')
		}
		v := orUndefined(o.Get(strconv.Itoa(i)))
		if modules.IsNullish(v) {
			continue
		}
		text, err := s.env.Invoke(v.ToObject(s.env.VM).Get("toLocaleString"), v, c.Argument(0), c.Argument(1))
		if err != nil {
			return nil, err
		}
		part, err := s.text(text)
		if err != nil {
			return nil, err
		}
		b.WriteString(part)
	}
	return s.env.VM.ToValue(b.String()), nil
}
