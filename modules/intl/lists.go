package intl

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

var listSlot = modules.NewSlot[intl.ListFormat]("kListFormat")

func listFormatClass(s *state) *goja.Object {
	format := func(c modules.Call, method string) ([]intl.Part, error) {
		f := listSlot.Own(c.This)
		if f == nil {
			return nil, s.incompatible("Intl.ListFormat.prototype."+method, c.This)
		}
		list, err := s.stringList(c.Argument(0))
		if err != nil {
			return nil, err
		}
		return f.Parts(intl.Elements(list)), nil
	}
	return s.class(class{
		name: "ListFormat",
		construct: func(o *goja.Object, c modules.Call) error {
			requested, err := s.locales(c.Argument(0))
			if err != nil {
				return err
			}
			opts, err := s.strict(c.Argument(1), "Intl.ListFormat")
			if err != nil {
				return err
			}
			if err := opts.matcher(); err != nil {
				return err
			}
			f := &intl.ListFormat{Locale: intl.Resolve(requested, s.locale)}
			if f.Type, err = opts.choice("type", "conjunction", "conjunction", "disjunction", "unit"); err != nil {
				return err
			}
			if f.Style, err = opts.choice("style", "long", "long", "short", "narrow"); err != nil {
				return err
			}
			listSlot.Set(s.env.VM, o, f)
			return nil
		},
		methods: []modules.Export{
			// resolvedOptions is listFormat.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := listSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.ListFormat.prototype.resolvedOptions", c.This)
				}
				return s.resolved("locale", f.Locale.Locale, "type", f.Type, "style", f.Style), nil
			}),
			// format is listFormat.format(list).
			modules.Fn("format", 1, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "format")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(intl.Text(parts)), nil
			}),
			// formatToParts is listFormat.formatToParts(list).
			modules.Fn("formatToParts", 1, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "formatToParts")
				if err != nil {
					return nil, err
				}
				return s.parts(parts, false), nil
			}),
		},
	})
}

// stringList is StringListFromIterable.
func (s *state) stringList(v goja.Value) ([]string, error) {
	if v == nil || goja.IsUndefined(v) {
		return nil, nil
	}
	var list []string
	var wrong error
	if err := s.env.VM.Try(func() {
		s.env.VM.ForOf(v, func(item goja.Value) bool {
			_, object := item.(*goja.Object)
			if object || !goja.IsString(item) {
				wrong = typeError("Iterable yielded " + s.yielded(item) + " which is not a string")
				return false
			}
			list = append(list, item.String())
			return true
		})
	}); err != nil {
		return nil, err
	}
	return list, wrong
}

func (s *state) yielded(v goja.Value) string {
	if symbol, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + symbol.String() + ")"
	}
	return v.String()
}

type relativeTimeFormat struct{ *intl.RelativeTimeFormat }

var relativeSlot = modules.NewSlot[relativeTimeFormat]("kRelativeTimeFormat")

func relativeTimeFormatClass(s *state) *goja.Object {
	format := func(c modules.Call, method string) ([]intl.Part, error) {
		f := relativeSlot.Own(c.This)
		if f == nil {
			return nil, s.incompatible("Intl.RelativeTimeFormat.prototype."+method, c.This)
		}
		value, err := s.number(c.Argument(0))
		if err != nil {
			return nil, err
		}
		text, err := s.text(c.Argument(1))
		if err != nil {
			return nil, err
		}
		unit, ok := intl.RelativeUnit(text)
		if !ok {
			return nil, rangeError("Invalid unit argument for Intl.RelativeTimeFormat.prototype." + method + "() '" + text + "'")
		}
		if d := intl.FloatDecimal(value); d.NaN || d.Infinite {
			return nil, rangeError("Value need to be finite number for Intl.RelativeTimeFormat.prototype." + method + "()")
		}
		return f.Parts(value, unit), nil
	}
	return s.class(class{
		name: "RelativeTimeFormat",
		construct: func(o *goja.Object, c modules.Call) error {
			requested, err := s.locales(c.Argument(0))
			if err != nil {
				return err
			}
			opts, err := s.coerced(c.Argument(1), "Intl.RelativeTimeFormat")
			if err != nil {
				return err
			}
			if err := opts.matcher(); err != nil {
				return err
			}
			numbering, given, err := opts.typed("numberingSystem", "")
			if err != nil {
				return err
			}
			f := &intl.RelativeTimeFormat{Locale: intl.Resolve(requested, s.locale, numberingKey(numbering, given))}
			if f.Style, err = opts.choice("style", "long", "long", "short", "narrow"); err != nil {
				return err
			}
			if f.Numeric, err = opts.choice("numeric", "always", "always", "auto"); err != nil {
				return err
			}
			f.Number = intl.PlainNumber(f.Locale, f.Locale.Keywords["nu"])
			relativeSlot.Set(s.env.VM, o, &relativeTimeFormat{f})
			return nil
		},
		methods: []modules.Export{
			// resolvedOptions is relativeTimeFormat.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := relativeSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.RelativeTimeFormat.prototype.resolvedOptions", c.This)
				}
				return s.resolved("locale", f.Locale.Locale, "style", f.Style, "numeric", f.Numeric, "numberingSystem", f.Locale.Keywords["nu"]), nil
			}),
			// format is relativeTimeFormat.format(value, unit).
			modules.Fn("format", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "format")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(intl.Text(parts)), nil
			}),
			// formatToParts is relativeTimeFormat.formatToParts(value, unit).
			modules.Fn("formatToParts", 2, func(c modules.Call) (goja.Value, error) {
				parts, err := format(c, "formatToParts")
				if err != nil {
					return nil, err
				}
				return s.parts(parts, true), nil
			}),
		},
	})
}

var namesSlot = modules.NewSlot[intl.DisplayNames]("kDisplayNames")

func displayNamesClass(s *state) *goja.Object {
	return s.class(class{
		name: "DisplayNames", length: 2,
		construct: func(o *goja.Object, c modules.Call) error {
			requested, err := s.locales(c.Argument(0))
			if err != nil {
				return err
			}
			if !c.Has(1) {
				return typeError("invalid_argument")
			}
			opts, err := s.strict(c.Argument(1), "Intl.DisplayNames")
			if err != nil {
				return err
			}
			if err := opts.matcher(); err != nil {
				return err
			}
			f := &intl.DisplayNames{Locale: intl.Resolve(requested, s.locale)}
			if f.Style, err = opts.choice("style", "long", "narrow", "short", "long"); err != nil {
				return err
			}
			if f.Type, err = opts.choice("type", "", "language", "region", "script", "currency", "calendar", "dateTimeField"); err != nil {
				return err
			}
			if f.Type == "" {
				return typeError("invalid_argument")
			}
			if f.Fallback, err = opts.choice("fallback", "code", "code", "none"); err != nil {
				return err
			}
			if f.LanguageDisplay, err = opts.choice("languageDisplay", "dialect", "dialect", "standard"); err != nil {
				return err
			}
			namesSlot.Set(s.env.VM, o, f)
			return nil
		},
		methods: []modules.Export{
			// resolvedOptions is displayNames.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := namesSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.DisplayNames.prototype.resolvedOptions", c.This)
				}
				var display any
				if f.Type == "language" {
					display = f.LanguageDisplay
				}
				return s.resolved("locale", f.Locale.Locale, "style", f.Style, "type", f.Type, "fallback", f.Fallback, "languageDisplay", display), nil
			}),
			// of is displayNames.of(code).
			modules.Fn("of", 1, func(c modules.Call) (goja.Value, error) {
				f := namesSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.DisplayNames.prototype.of", c.This)
				}
				code, err := s.text(c.Argument(0))
				if err != nil {
					return nil, err
				}
				canonical, ok := f.Canonical(code)
				if !ok {
					return nil, rangeError("invalid_argument")
				}
				name, ok := f.Of(canonical)
				if !ok {
					return nil, nil
				}
				return s.env.VM.ToValue(name), nil
			}),
		},
	})
}
