package intl

import (
	"math"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

var durationSlot = modules.NewSlot[intl.DurationFormat]("kDurationFormat")

func durationFormatClass(s *state) *goja.Object {
	format := func(c modules.Call, method string) ([]intl.Part, error) {
		f := durationSlot.Own(c.This)
		if f == nil {
			return nil, s.incompatible("Intl.DurationFormat.prototype."+method, c.This)
		}
		d, err := s.duration(c.Argument(0))
		if err != nil {
			return nil, err
		}
		return f.Parts(d), nil
	}
	return s.class(class{
		name: "DurationFormat",
		construct: func(o *goja.Object, c modules.Call) error {
			f, err := s.newDurationFormat(c)
			if err == nil {
				durationSlot.Set(s.env.VM, o, f)
			}
			return err
		},
		methods: []modules.Export{
			// resolvedOptions is durationFormat.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := durationSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.DurationFormat.prototype.resolvedOptions", c.This)
				}
				pairs := []any{"locale", f.Locale.Locale, "numberingSystem", f.NumberingSystem, "style", f.Style}
				for i, name := range intl.DurationUnits {
					style := f.Units[i].Style
					if style == "fractional" {
						style = "numeric"
					}
					pairs = append(pairs, name, style, name+"Display", f.Units[i].Display)
				}
				if f.FractionalDigits >= 0 {
					pairs = append(pairs, "fractionalDigits", f.FractionalDigits)
				}
				return s.resolved(pairs...), nil
			}),
			// format is durationFormat.format(duration).
			modules.Fn("format", 1, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "format")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(intl.Text(parts)), nil
			}),
			// formatToParts is durationFormat.formatToParts(duration).
			modules.Fn("formatToParts", 1, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "formatToParts")
				if err != nil {
					return nil, err
				}
				return s.parts(parts, true), nil
			}),
		},
	})
}

func (s *state) newDurationFormat(c modules.Call) (*intl.DurationFormat, error) {
	requested, err := s.locales(c.Argument(0))
	if err != nil {
		return nil, err
	}
	o, err := s.strict(c.Argument(1), "Intl.DurationFormat")
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
	f := &intl.DurationFormat{Locale: intl.Resolve(requested, s.locale, numberingKey(numbering, given))}
	f.NumberingSystem = f.Locale.Keywords["nu"]
	if f.Style, err = o.choice("style", "short", "long", "short", "narrow", "digital"); err != nil {
		return nil, err
	}
	previous := ""
	for i := range intl.DurationUnits {
		if previous, err = o.durationUnit(f, i, previous); err != nil {
			return nil, err
		}
	}
	f.FractionalDigits, err = o.number("fractionalDigits", 0, 9, -1)
	return f, err
}

// durationUnit is GetDurationUnitOptions. It returns the style that the next
// unit looks at.
func (o options) durationUnit(f *intl.DurationFormat, i int, previous string) (string, error) {
	name := intl.DurationUnits[i]
	clock := i >= 4 && i <= 6
	smaller := i > 6
	styles := []string{"long", "short", "narrow"}
	if clock {
		styles = append(styles, "numeric", "2-digit")
	} else if smaller {
		styles = append(styles, "numeric")
	}
	style, err := o.choice(name, "", styles...)
	if err != nil {
		return "", err
	}
	numericBefore := previous == "fractional" || previous == "numeric" || previous == "2-digit"
	display := "always"
	if style == "" {
		switch {
		case f.Style == "digital":
			style = "numeric"
			if !clock {
				display = "auto"
			}
			if i < 4 {
				style = "short"
			}
		case numericBefore:
			style = "numeric"
			if i != 5 && i != 6 {
				display = "auto"
			}
		default:
			style, display = f.Style, "auto"
		}
	}
	if smaller && style == "numeric" {
		style, display = "fractional", "auto"
	}
	if display, err = o.choice(name+"Display", display, "auto", "always"); err != nil {
		return "", err
	}
	numeric := style == "fractional" || style == "numeric" || style == "2-digit"
	if display == "always" && style == "fractional" || previous == "fractional" && style != "fractional" || numericBefore && !numeric {
		return "", rangeError("Invalid object : #<Object>")
	}
	if (previous == "numeric" || previous == "2-digit") && (i == 5 || i == 6) {
		style = "2-digit"
	}
	f.Units[i].Style, f.Units[i].Display = style, display
	return style, nil
}

const badDuration = "Temporal error: Duration was not valid."

// duration is ToDurationRecord.
func (s *state) duration(v goja.Value) (d intl.Duration, err error) {
	o, ok := v.(*goja.Object)
	if !ok {
		if !goja.IsString(v) {
			return d, typeError("Temporal error: Duration argument must be Duration or string.")
		}
		if d, ok = intl.ParseDuration(v.String()); !ok {
			return d, rangeError("Temporal error: Invalid duration designator.")
		}
		if !d.Valid() {
			return d, rangeError(badDuration)
		}
		return d, nil
	}
	found := false
	for _, name := range [...]string{"days", "hours", "microseconds", "milliseconds", "minutes", "months", "nanoseconds", "seconds", "weeks", "years"} {
		value := orUndefined(o.Get(name))
		if goja.IsUndefined(value) {
			continue
		}
		found = true
		n, err := s.number(value)
		if err != nil {
			return d, err
		}
		if n != math.Trunc(n) || math.IsInf(n, 0) {
			return d, rangeError("Temporal error: Expected finite integer.")
		}
		d[slices.Index(intl.DurationUnits[:], name)] = n + 0
	}
	if !found {
		return d, typeError("Temporal error: Did not provide any valid Duration fields.")
	}
	if !d.Valid() {
		return d, rangeError(badDuration)
	}
	return d, nil
}
