package intl

import (
	"math"
	"math/big"
	"slices"
)

// DurationUnits are the units of a duration, largest first.
var DurationUnits = [10]string{"years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}

const (
	unitHours = iota + 4
	unitMinutes
	unitSeconds
	unitMilliseconds
)

// Duration is a number of each unit.
type Duration [10]float64

// Sign is -1, 0 or 1.
func (d *Duration) Sign() int {
	for _, v := range d {
		if v < 0 {
			return -1
		}
		if v > 0 {
			return 1
		}
	}
	return 0
}

// Valid is IsValidDuration.
func (d *Duration) Valid() bool {
	sign := d.Sign()
	for i, v := range d {
		if math.IsInf(v, 0) || math.IsNaN(v) || v < 0 && sign > 0 || v > 0 && sign < 0 || i < 3 && math.Abs(v) >= 1<<32 {
			return false
		}
	}
	total := d.nanoseconds(unitSeconds)
	for i, seconds := range map[int]int64{3: 86400, unitHours: 3600, unitMinutes: 60} {
		n, _ := big.NewFloat(d[i]).Int(nil)
		total.Add(total, n.Mul(n, big.NewInt(seconds*1_000_000_000)))
	}
	limit := new(big.Int).Mul(big.NewInt(1<<53), big.NewInt(1_000_000_000))
	return total.CmpAbs(limit) < 0
}

// nanoseconds is the sum of a unit, seconds or less, and the smaller ones.
func (d *Duration) nanoseconds(from int) *big.Int {
	total := new(big.Int)
	scale := int64(1)
	for i := len(d) - 1; i >= from; i-- {
		n, _ := big.NewFloat(d[i]).Int(nil)
		total.Add(total, n.Mul(n, big.NewInt(scale)))
		scale *= 1000
	}
	return total
}

// DurationFormat formats durations. Units have the style long, short, narrow,
// numeric, 2-digit or fractional, and the display auto or always.
type DurationFormat struct {
	Locale          Resolved
	NumberingSystem string
	Style           string
	Units           [10]struct{ Style, Display string }
	// FractionalDigits is negative for as many as there are.
	FractionalDigits int
}

// Parts formats a valid duration.
func (f *DurationFormat) Parts(d Duration) []Part {
	var list [][]Part
	signShown, separate := true, false
	for i := 0; i < len(d); i++ {
		value := FloatDecimal(d[i])
		value.Negative = d[i] < 0
		style := f.Units[i].Style
		number := f.number(i)
		done := false
		if i >= unitSeconds && i < len(d)-1 && f.Units[i+1].Style == "fractional" {
			n := d.nanoseconds(i)
			value, _ = ParseDecimal(n.String())
			value = value.shift(-3 * (len(d) - 1 - i))
			number.Rounding.MaxFraction, number.Rounding.Mode = 9, "trunc"
			if f.FractionalDigits >= 0 {
				number.Rounding.MinFraction, number.Rounding.MaxFraction = f.FractionalDigits, f.FractionalDigits
			}
			done = true
		}
		required := i == unitMinutes && separate &&
			(f.Units[unitSeconds].Display == "always" || slices.ContainsFunc(d[unitSeconds:], func(v float64) bool { return v != 0 }))
		if !value.IsZero() || f.Units[i].Display != "auto" || required {
			if signShown {
				signShown = false
				if value.IsZero() && d.Sign() < 0 {
					value.Negative = true
				}
			} else {
				number.SignDisplay = "never"
			}
			parts := number.Parts(value)
			for j := range parts {
				parts[j].Unit = DurationUnits[i][:len(DurationUnits[i])-1]
			}
			if separate {
				last := &list[len(list)-1]
				*last = append(append(*last, Part{Type: "literal", Value: f.separator()}), parts...)
			} else {
				list = append(list, parts)
				separate = style == "numeric" || style == "2-digit"
			}
		}
		if done {
			break
		}
	}
	lists := &ListFormat{Locale: f.Locale, Type: "unit", Style: f.Style}
	if f.Style == "digital" {
		lists.Style = "short"
	}
	return lists.Parts(list)
}

func (f *DurationFormat) number(unit int) *NumberFormat {
	n := PlainNumber(f.Locale, f.NumberingSystem)
	n.Rounding.MaxFraction = 0
	switch style := f.Units[unit].Style; style {
	case "2-digit":
		n.Rounding.MinInteger = 2
		n.UseGrouping = ""
	case "numeric", "fractional":
		n.UseGrouping = ""
	default:
		name := DurationUnits[unit]
		n.Style, n.Unit, n.UnitDisplay = "unit", name[:len(name)-1], style
	}
	return n
}

func (f *DurationFormat) separator() string {
	numbers := section(f.Locale.data, "numbers")
	if v := numbers.first("symbols/"+f.NumberingSystem+"/timeSeparator", "symbols/latn/timeSeparator"); v != "" {
		return v
	}
	return ":"
}

// ParseDuration reads an ISO 8601 duration, such as "P1DT2H3.5S".
func ParseDuration(s string) (d Duration, ok bool) {
	sign := 1.0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	if len(s) < 3 || s[0]|0x20 != 'p' {
		return d, false
	}
	s = s[1:]
	next, any, clock := 0, false, false
	for s != "" {
		if s[0]|0x20 == 't' {
			if clock || len(s) == 1 {
				return d, false
			}
			clock, s, next = true, s[1:], unitHours
			continue
		}
		end := 0
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		digits, fraction := s[:end], ""
		if end < len(s) && (s[end] == '.' || s[end] == ',') {
			start := end + 1
			for end = start; end < len(s) && s[end] >= '0' && s[end] <= '9'; end++ {
			}
			if fraction = s[start:end]; fraction == "" || len(fraction) > 9 {
				return d, false
			}
		}
		if digits == "" || end == len(s) {
			return d, false
		}
		letters := "ymwd"
		offset := 0
		if clock {
			letters, offset = "hms", unitHours
		}
		unit := -1
		for i := range len(letters) {
			if letters[i] == s[end]|0x20 {
				unit = i + offset
			}
		}
		if unit < next || fraction != "" && (!clock || end+1 != len(s)) {
			return d, false
		}
		n, _ := new(big.Float).SetString(digits)
		v, _ := n.Float64()
		d[unit] = sign * v
		if fraction != "" {
			d.addFraction(unit, fraction, sign)
		}
		next, any, s = unit+1, true, s[end+1:]
	}
	return d, any
}

// addFraction spreads the fraction of an hour, minute or second over the
// smaller units.
func (d *Duration) addFraction(unit int, fraction string, sign float64) {
	for len(fraction) < 9 {
		fraction += "0"
	}
	n, _ := new(big.Int).SetString(fraction, 10)
	nanoseconds := n.Int64()
	switch unit {
	case unitHours:
		nanoseconds *= 3600
	case unitMinutes:
		nanoseconds *= 60
	}
	for i, size := range []int64{60_000_000_000, 1_000_000_000, 1_000_000, 1000, 1} {
		if i+unitMinutes > unit {
			d[i+unitMinutes] = sign * float64(nanoseconds/size)
			nanoseconds %= size
		}
	}
}
