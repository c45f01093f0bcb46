package intl

import (
	"slices"

	"github.com/gonode/gonode/modules/internal/intl"
)

// digitOptions is SetNumberFormatDigitOptions.
func (o options) digitOptions(r *intl.Rounding, minDefault, maxDefault int, compact bool) (err error) {
	if r.MinInteger, err = o.number("minimumIntegerDigits", 1, 21, 1); err != nil {
		return err
	}
	minF, hasMinF := o.get("minimumFractionDigits")
	maxF, hasMaxF := o.get("maximumFractionDigits")
	minS, hasMinS := o.get("minimumSignificantDigits")
	maxS, hasMaxS := o.get("maximumSignificantDigits")
	if r.Increment, err = o.number("roundingIncrement", 1, 5000, 1); err != nil {
		return err
	}
	if !slices.Contains([]int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000}, r.Increment) {
		return rangeError("roundingIncrement value is out of range.")
	}
	if r.Mode, err = o.choice("roundingMode", "halfExpand", "ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"); err != nil {
		return err
	}
	priority, err := o.choice("roundingPriority", "auto", "auto", "morePrecision", "lessPrecision")
	if err != nil {
		return err
	}
	trailing, err := o.choice("trailingZeroDisplay", "auto", "auto", "stripIfInteger")
	if err != nil {
		return err
	}
	r.StripIfInteger = trailing == "stripIfInteger"
	if r.Increment != 1 {
		maxDefault = minDefault
	}
	hasS, hasF := hasMinS || hasMaxS, hasMinF || hasMaxF
	needS, needF := true, true
	if priority == "auto" {
		needS = hasS
		if needS || !hasF && compact {
			needF = false
		}
	}
	if needS {
		r.MinSignificant, r.MaxSignificant = 1, 21
		if hasS {
			if hasMinS {
				if r.MinSignificant, err = o.s.bounded(minS, "minimumSignificantDigits", 1, 21); err != nil {
					return err
				}
			}
			if hasMaxS {
				if r.MaxSignificant, err = o.s.bounded(maxS, "maximumSignificantDigits", r.MinSignificant, 21); err != nil {
					return err
				}
			}
		}
	}
	if needF {
		r.MinFraction, r.MaxFraction = minDefault, maxDefault
		if hasF {
			if hasMinF {
				if r.MinFraction, err = o.s.bounded(minF, "minimumFractionDigits", 0, 100); err != nil {
					return err
				}
			}
			if hasMaxF {
				if r.MaxFraction, err = o.s.bounded(maxF, "maximumFractionDigits", 0, 100); err != nil {
					return err
				}
			}
			switch {
			case !hasMinF:
				r.MinFraction = min(minDefault, r.MaxFraction)
			case !hasMaxF:
				r.MaxFraction = max(maxDefault, r.MinFraction)
			case r.MinFraction > r.MaxFraction:
				return rangeError("maximumFractionDigits value is out of range.")
			}
		}
	}
	switch {
	case !needS && !needF:
		r.MinFraction, r.MaxFraction, r.MinSignificant, r.MaxSignificant, r.Type = 0, 0, 1, 2, intl.MorePrecision
	case priority == "morePrecision":
		r.Type = intl.MorePrecision
	case priority == "lessPrecision":
		r.Type = intl.LessPrecision
	case hasS:
		r.Type = intl.SignificantDigits
	}
	if r.Increment != 1 {
		if r.Type != intl.FractionDigits {
			return typeError("RoundingType is not fractionDigits")
		}
		if r.MinFraction != r.MaxFraction {
			return rangeError("maximumFractionDigits value is out of range.")
		}
	}
	return nil
}

// digitPairs are the resolved options about digits.
func digitPairs(r *intl.Rounding) []any {
	pairs := []any{"minimumIntegerDigits", r.MinInteger}
	if r.Type != intl.SignificantDigits {
		pairs = append(pairs, "minimumFractionDigits", r.MinFraction, "maximumFractionDigits", r.MaxFraction)
	}
	if r.Type != intl.FractionDigits {
		pairs = append(pairs, "minimumSignificantDigits", r.MinSignificant, "maximumSignificantDigits", r.MaxSignificant)
	}
	return pairs
}

func roundingPairs(r *intl.Rounding) []any {
	priority, trailing := "auto", "auto"
	switch r.Type {
	case intl.MorePrecision:
		priority = "morePrecision"
	case intl.LessPrecision:
		priority = "lessPrecision"
	}
	if r.StripIfInteger {
		trailing = "stripIfInteger"
	}
	return []any{"roundingIncrement", r.Increment, "roundingMode", r.Mode, "roundingPriority", priority, "trailingZeroDisplay", trailing}
}
