package intl

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type collator struct {
	*intl.Collator
	bound goja.Value
}

var collatorSlot = modules.NewSlot[collator]("kCollator")

func collatorClass(s *state) *goja.Object {
	return s.class(class{
		name: "Collator", callable: true,
		construct: func(o *goja.Object, c modules.Call) error {
			f, err := s.newCollator(c.Argument(0), c.Argument(1))
			if err == nil {
				collatorSlot.Set(s.env.VM, o, &collator{Collator: f})
			}
			return err
		},
		methods: []modules.Export{
			// resolvedOptions is collator.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				f := collatorSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("Intl.Collator.prototype.resolvedOptions", c.This)
				}
				return s.resolved("locale", f.Locale.Locale, "usage", f.Usage, "sensitivity", f.Sensitivity,
					"ignorePunctuation", f.IgnorePunctuation, "collation", f.Collation, "numeric", f.Numeric, "caseFirst", f.CaseFirst), nil
			}),
			// compare is collator.compare, a function bound to the object.
			modules.Getter("compare", func(c modules.Call) (goja.Value, error) {
				f := collatorSlot.Own(c.This)
				if f == nil {
					return nil, s.incompatible("get Intl.Collator.prototype.compare", c.This)
				}
				if f.bound == nil {
					f.bound = s.env.Func("", 2, func(c modules.Call) (goja.Value, error) {
						a, err := s.text(c.Argument(0))
						if err != nil {
							return nil, err
						}
						b, err := s.text(c.Argument(1))
						if err != nil {
							return nil, err
						}
						return s.order(f.Compare(a, b)), nil
					})
				}
				return f.bound, nil
			}),
		},
	})
}

// order is -1, 0 or 1.
func (s *state) order(n int) goja.Value { return s.env.VM.ToValue(min(1, max(-1, n))) }

func (s *state) newCollator(locales, opts goja.Value) (*intl.Collator, error) {
	requested, err := s.locales(locales)
	if err != nil {
		return nil, err
	}
	o, err := s.coerced(opts, "Intl.Collator")
	if err != nil {
		return nil, err
	}
	f := &intl.Collator{}
	if f.Usage, err = o.choice("usage", "sort", "sort", "search"); err != nil {
		return nil, err
	}
	if err := o.matcher(); err != nil {
		return nil, err
	}
	collation, hasCollation, err := o.typed("collation", "")
	if err != nil {
		return nil, err
	}
	numeric, hasNumeric := o.bool("numeric")
	numericText := "false"
	if numeric {
		numericText = "true"
	}
	caseFirst, err := o.choice("caseFirst", "", "upper", "lower", "false")
	if err != nil {
		return nil, err
	}
	no := func(string) string { return "false" }
	f.Locale = intl.Resolve(requested, s.locale,
		intl.Key{Name: "co", Option: collation, HasOption: hasCollation,
			Allowed: func(locale, v string) bool { return f.Usage == "sort" && intl.HasCollation(locale, v) },
			Default: func(string) string { return "default" }},
		intl.Key{Name: "kn", Option: numericText, HasOption: hasNumeric,
			Allowed: func(_, v string) bool { return v == "true" || v == "false" }, Default: no},
		intl.Key{Name: "kf", Option: caseFirst, HasOption: caseFirst != "",
			Allowed: func(_, v string) bool { return v == "upper" || v == "lower" || v == "false" }, Default: no},
	)
	f.Locale.Narrow("en-US", "de-AT", "fr-CA", "id-ID", "fa-AF", "ar-SA", "zh", "sr")
	f.Collation, f.Numeric, f.CaseFirst = f.Locale.Keywords["co"], f.Locale.Keywords["kn"] == "true", f.Locale.Keywords["kf"]
	if f.Sensitivity, err = o.choice("sensitivity", "variant", "base", "accent", "case", "variant"); err != nil {
		return nil, err
	}
	ignore, given := o.bool("ignorePunctuation")
	f.IgnorePunctuation = ignore || !given && f.Locale.Language() == "th"
	return f, nil
}
