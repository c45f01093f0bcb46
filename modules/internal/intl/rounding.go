package intl

// Rounding says how many digits of a number are shown.
type Rounding struct {
	MinInteger               int
	MinFraction, MaxFraction int
	MinSignificant           int
	MaxSignificant           int
	Type                     RoundingType
	Increment                int
	Mode                     string
	StripIfInteger           bool
}

// RoundingType is how fraction and significant digits go together.
type RoundingType uint8

const (
	FractionDigits RoundingType = iota
	SignificantDigits
	MorePrecision
	LessPrecision
)

// apply rounds, and returns how many fraction digits are shown at least.
func (r *Rounding) apply(d Decimal) (Decimal, int) {
	if d.NaN || d.Infinite {
		return d, 0
	}
	var out Decimal
	minFraction := 0
	switch r.Type {
	case SignificantDigits:
		out, minFraction = r.significant(d)
	case FractionDigits:
		out, minFraction = r.fraction(d)
	default:
		s, sMin := r.significant(d)
		f, fMin := r.fraction(d)
		// The power of ten of the last digit that each keeps.
		sPower := -r.MaxSignificant + 1
		if !d.IsZero() {
			sPower += d.magnitude()
		}
		if fPower := -r.MaxFraction; (sPower <= fPower) == (r.Type == MorePrecision) {
			out, minFraction = s, sMin
		} else {
			out, minFraction = f, fMin
		}
	}
	if r.StripIfInteger && len(out.digits) <= out.point {
		minFraction = 0
	}
	return out, minFraction
}

func (r *Rounding) significant(d Decimal) (Decimal, int) {
	if d.IsZero() {
		return d, r.MinSignificant - 1
	}
	out := d.round(d.magnitude()-r.MaxSignificant+1, 1, r.Mode)
	return out, max(0, r.MinSignificant-out.magnitude()-1)
}

func (r *Rounding) fraction(d Decimal) (Decimal, int) {
	return d.round(-r.MaxFraction, max(1, r.Increment), r.Mode), r.MinFraction
}
