package intl

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/intl"
)

type pluralRules struct {
	*intl.PluralRules
	kind string
}

var pluralSlot = modules.NewSlot[pluralRules]("kPluralRules")

func pluralRulesClass(s *state) *goja.Object {
	own := func(c modules.Call, method string) (*pluralRules, error) {
		if p := pluralSlot.Own(c.This); p != nil {
			return p, nil
		}
		return nil, s.incompatible("Intl.PluralRules.prototype."+method, c.This)
	}
	return s.class(class{
		name: "PluralRules",
		construct: func(o *goja.Object, c modules.Call) error {
			requested, err := s.locales(c.Argument(0))
			if err != nil {
				return err
			}
			opts, err := s.coerced(c.Argument(1), "Intl.PluralRules")
			if err != nil {
				return err
			}
			if err := opts.matcher(); err != nil {
				return err
			}
			kind, err := opts.choice("type", "cardinal", "cardinal", "ordinal")
			if err != nil {
				return err
			}
			f := &intl.NumberFormat{Locale: intl.Resolve(requested, s.locale), NumberingSystem: "latn", Style: "decimal"}
			f.Locale.Narrow("pt-PT")
			if f.Notation, err = opts.choice("notation", "standard", "standard", "scientific", "engineering", "compact"); err != nil {
				return err
			}
			if f.CompactDisplay, err = opts.choice("compactDisplay", "short", "short", "long"); err != nil {
				return err
			}
			if err := opts.digitOptions(&f.Rounding, 0, 3, f.Notation == "compact"); err != nil {
				return err
			}
			pluralSlot.Set(s.env.VM, o, &pluralRules{intl.NewPluralRules(kind, f), kind})
			return nil
		},
		methods: []modules.Export{
			// resolvedOptions is pluralRules.resolvedOptions().
			modules.Fn("resolvedOptions", 0, func(c modules.Call) (goja.Value, error) {
				p, err := own(c, "resolvedOptions")
				if err != nil {
					return nil, err
				}
				pairs := []any{"locale", p.Format.Locale.Locale, "type", p.kind, "notation", p.Format.Notation}
				if p.Format.Notation == "compact" {
					pairs = append(pairs, "compactDisplay", p.Format.CompactDisplay)
				}
				pairs = append(pairs, digitPairs(&p.Format.Rounding)...)
				pairs = append(pairs, "pluralCategories", s.strings(p.Categories()))
				return s.resolved(append(pairs, roundingPairs(&p.Format.Rounding)...)...), nil
			}),
			// select is pluralRules.select(number).
			modules.Fn("select", 1, func(c modules.Call) (goja.Value, error) {
				p, err := own(c, "select")
				if err != nil {
					return nil, err
				}
				n, err := s.number(c.Argument(0))
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(p.Select(intl.FloatDecimal(n))), nil
			}),
			// selectRange is pluralRules.selectRange(start, end).
			modules.Fn("selectRange", 2, func(c modules.Call) (goja.Value, error) {
				p, err := own(c, "selectRange")
				if err != nil {
					return nil, err
				}
				start, end, err := s.numberRange(c, "startRange", "endRange")
				if err != nil {
					return nil, err
				}
				return s.env.VM.ToValue(p.SelectRange(start, end)), nil
			}),
		},
	})
}
