package intl

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type numberFormat struct {
	*intl.NumberFormat
	bound goja.Value
}

var numberSlot = modules.NewSlot[numberFormat]("kNumberFormat")

func numberFormatClass(s *state) *goja.Object {
	var ctor *goja.Object
	own := func(c modules.Call, method string) (*numberFormat, error) {
		if f := numberSlot.Own(c.This); f != nil {
			return f, nil
		}
		return nil, s.incompatible(method, c.This)
	}
	unwrap := func(c modules.Call) (*numberFormat, error) {
		if f := numberSlot.Own(s.unwrap(c.This, ctor)); f != nil {
			return f, nil
		}
		return nil, typeError("Method UnwrapNumberFormat called on incompatible receiver undefined")
	}
	between := func(c modules.Call, method string) ([]intl.Part, error) {
		f, err := own(c, method)
		if err != nil {
			return nil, err
		}
		start, end, err := s.numberRange(c, "start", "end")
		if err != nil {
			return nil, err
		}
		return f.RangeParts(start, end), nil
	}
	ctor = s.class(class{
		name: "NumberFormat", callable: true,
		construct: func(o *goja.Object, c modules.Call) error {
			f, err := s.newNumberFormat(c.Argument(0), c.Argument(1))
			if err == nil {
				numberSlot.Set(s.env.VM, o, &numberFormat{NumberFormat: f})
			}
			return err
		},
		made:   func(o *goja.Object) bool { return numberSlot.Own(o) != nil },
		called: func(this goja.Value, o *goja.Object) goja.Value { return s.legacy(this, o, ctor) },
		methods: []modules.Export{
			// resolvedOptions is numberFormat.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f, err := unwrap(c)
				if err != nil {
					return nil, err
				}
				return s.numberOptions(f.NumberFormat), nil
			}),
			// formatToParts is numberFormat.formatToParts(number).
			modules.Fn("formatToParts", 1, func(c modules.Call) (goja.Value, error) {
				f, err := own(c, "Intl.NumberFormat.prototype.formatToParts")
				if err != nil {
					return nil, err
				}
				d, err := s.decimal(c.Argument(0))
				if err != nil {
					return nil, err
				}
				return s.parts(f.Parts(d), false), nil
			}),
			// format is numberFormat.format, a function bound to the object.
			modules.Getter("format", func(c modules.Call) (goja.Value, error) {
				f, err := unwrap(c)
				if err != nil {
					return nil, err
				}
				if f.bound == nil {
					f.bound = s.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
						d, err := s.decimal(c.Argument(0))
						if err != nil {
							return nil, err
						}
						return s.env.VM.ToValue(f.Format(d)), nil
					})
				}
				return f.bound, nil
			}),
			// formatRange is numberFormat.formatRange(start, end).
			modules.Fn("formatRange", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := between(c, "Intl.NumberFormat.prototype.formatRange")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(intl.Text(parts)), nil
			}),
			// formatRangeToParts is numberFormat.formatRangeToParts(start, end).
			modules.Fn("formatRangeToParts", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := between(c, "Intl.NumberFormat.prototype.formatRangeToParts")
				if err != nil {
					return nil, err
				}
				return s.parts(parts, false), nil
			}),
		},
	})
	return ctor
}

// numberRange reads the two numbers of a range.
func (s *state) numberRange(c modules.Call, startName, endName string) (start, end intl.Decimal, err error) {
	for i, name := range [...]string{startName, endName} {
		if !c.Has(i) {
			return start, end, typeError("Invalid " + name + " : undefined")
		}
	}
	if start, err = s.decimal(c.Argument(0)); err != nil {
		return start, end, err
	}
	if end, err = s.decimal(c.Argument(1)); err != nil {
		return start, end, err
	}
	if start.NaN {
		return start, end, rangeError("Invalid " + startName + " : NaN")
	}
	if end.NaN {
		return start, end, rangeError("Invalid " + endName + " : NaN")
	}
	return start, end, nil
}

// unwrap finds the object that a constructor called without new has put into
// another one of its instances.
func (s *state) unwrap(this goja.Value, ctor *goja.Object) goja.Value {
	o, ok := this.(*goja.Object)
	if !ok || !inherits(this, ctor) || numberSlot.Own(this) != nil || dateSlot.Own(this) != nil {
		return this
	}
	if inner := o.GetSymbol(s.fallbackSymbol); inner != nil {
		return inner
	}
	return this
}

// inherits is OrdinaryHasInstance.
func inherits(v goja.Value, ctor *goja.Object) bool {
	proto, _ := ctor.Get("prototype").(*goja.Object)
	o, ok := v.(*goja.Object)
	for ok && o != nil {
		if o = o.Prototype(); o == proto {
			return o != nil
		}
	}
	return false
}

// legacy is ChainNumberFormat and ChainDateTimeFormat.
func (s *state) legacy(this goja.Value, o *goja.Object, ctor *goja.Object) goja.Value {
	holder, ok := this.(*goja.Object)
	if !ok || !inherits(this, ctor) {
		return o
	}
	if err := holder.DefineDataPropertySymbol(s.fallbackSymbol, o, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
		panic(s.env.Panic(err))
	}
	return holder
}

// newNumberFormat is the constructor's work, for the methods of others as well.
func (s *state) newNumberFormat(locales, opts goja.Value) (*intl.NumberFormat, error) {
	requested, err := s.locales(locales)
	if err != nil {
		return nil, err
	}
	o, err := s.coerced(opts, "Intl.NumberFormat")
	if err != nil {
		return nil, err
	}
	if err := o.matcher(); err != nil {
		return nil, err
	}
	numbering, given, err := o.typed("numberingSystem", "")
	if err != nil {
		return nil, err
	}
	f := &intl.NumberFormat{Locale: intl.Resolve(requested, s.locale, numberingKey(numbering, given))}
	f.NumberingSystem = f.Locale.Keywords["nu"]
	if err := o.unitOptions(f); err != nil {
		return nil, err
	}
	if f.Notation, err = o.choice("notation", "standard", "standard", "scientific", "engineering", "compact"); err != nil {
		return nil, err
	}
	minFraction, maxFraction := 0, 3
	switch {
	case f.Style == "currency" && f.Notation == "standard":
		minFraction = intl.CurrencyDigits(f.Currency)
		maxFraction = minFraction
	case f.Style == "percent":
		maxFraction = 0
	}
	if err := o.digitOptions(&f.Rounding, minFraction, maxFraction, f.Notation == "compact"); err != nil {
		return nil, err
	}
	if f.CompactDisplay, err = o.choice("compactDisplay", "short", "short", "long"); err != nil {
		return nil, err
	}
	if f.UseGrouping, err = o.grouping(f.Notation == "compact"); err != nil {
		return nil, err
	}
	f.SignDisplay, err = o.choice("signDisplay", "auto", "auto", "never", "always", "exceptZero", "negative")
	return f, err
}

// unitOptions is SetNumberFormatUnitOptions.
func (o options) unitOptions(f *intl.NumberFormat) (err error) {
	if f.Style, err = o.choice("style", "decimal", "decimal", "percent", "currency", "unit"); err != nil {
		return err
	}
	currency, given := o.get("currency")
	if given {
		text, err := o.s.text(currency)
		if err != nil {
			return err
		}
		if !intl.IsCurrency(text) {
			return rangeError("Invalid currency code : " + text)
		}
		f.Currency = strings.ToUpper(text)
	} else if f.Style == "currency" {
		return typeError("Currency code is required with currency style.")
	}
	if f.CurrencyDisplay, err = o.choice("currencyDisplay", "symbol", "code", "symbol", "narrowSymbol", "name"); err != nil {
		return err
	}
	if f.CurrencySign, err = o.choice("currencySign", "standard", "standard", "accounting"); err != nil {
		return err
	}
	unit, given := o.get("unit")
	if given {
		if f.Unit, err = o.s.text(unit); err != nil {
			return err
		}
		if !intl.IsUnit(f.Unit) {
			return rangeError("Invalid unit argument for Intl.NumberFormat() '" + f.Unit + "'")
		}
	} else if f.Style == "unit" {
		return typeError("Invalid unit argument for Intl.NumberFormat() ''")
	}
	f.UnitDisplay, err = o.choice("unitDisplay", "short", "short", "narrow", "long")
	return err
}

// grouping reads useGrouping, which is a boolean or a string.
func (o options) grouping(compact bool) (string, error) {
	fallback := "auto"
	if compact {
		fallback = "min2"
	}
	v, ok := o.get("useGrouping")
	switch {
	case !ok:
		return fallback, nil
	case modules.IsBoolean(v):
		if v.ToBoolean() {
			return "always", nil
		}
		return "", nil
	case !v.ToBoolean():
		return "", nil
	}
	text, err := o.s.text(v)
	if err != nil {
		return "", err
	}
	switch text {
	case "true", "false":
		return fallback, nil
	case "min2", "auto", "always":
		return text, nil
	}
	return "", o.outOfRange("useGrouping", text)
}

// numberOptions is resolvedOptions of a number format.
func (s *state) numberOptions(f *intl.NumberFormat) goja.Value {
	pairs := []any{"locale", f.Locale.Locale, "numberingSystem", f.NumberingSystem, "style", f.Style}
	switch f.Style {
	case "currency":
		pairs = append(pairs, "currency", f.Currency, "currencyDisplay", f.CurrencyDisplay, "currencySign", f.CurrencySign)
	case "unit":
		pairs = append(pairs, "unit", f.Unit, "unitDisplay", f.UnitDisplay)
	}
	pairs = append(pairs, digitPairs(&f.Rounding)...)
	var grouping any = f.UseGrouping
	if f.UseGrouping == "" {
		grouping = false
	}
	pairs = append(pairs, "useGrouping", grouping, "notation", f.Notation)
	if f.Notation == "compact" {
		pairs = append(pairs, "compactDisplay", f.CompactDisplay)
	}
	pairs = append(pairs, "signDisplay", f.SignDisplay)
	return s.resolved(append(pairs, roundingPairs(&f.Rounding)...)...)
}
