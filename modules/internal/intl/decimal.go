package intl

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is a number as ECMA-402 formats it: any decimal fraction, an
// infinity, negative zero or NaN.
type Decimal struct {
	Negative bool
	NaN      bool
	Infinite bool
	// digits are the significant digits, without leading zeros, and point the
	// number of them before the decimal point, which may be negative or more
	// than there are.
	digits string
	point  int
}

// maxDigits bounds the exponents of decimals; beyond it is infinity or zero.
const maxDigits = 10_000

// FloatDecimal is the shortest decimal that reads as f.
func FloatDecimal(f float64) Decimal {
	switch {
	case math.IsNaN(f):
		return Decimal{NaN: true}
	case math.IsInf(f, 0):
		return Decimal{Infinite: true, Negative: f < 0}
	}
	d, _ := ParseDecimal(strconv.FormatFloat(f, 'e', -1, 64))
	return d
}

// ParseDecimal reads an optional sign, digits with an optional point, and an
// optional exponent.
func ParseDecimal(s string) (d Decimal, ok bool) {
	if rest, found := strings.CutPrefix(s, "-"); found {
		d.Negative, s = true, rest
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	if s == "Infinity" {
		d.Infinite = true
		return d, true
	}
	exponent := 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		digits := strings.TrimPrefix(s[i+1:], "+")
		if !isDigits(strings.TrimPrefix(digits, "-")) {
			return d, false
		}
		var err error
		if exponent, err = strconv.Atoi(digits); err != nil {
			exponent = 2 * maxDigits
			if digits[0] == '-' {
				exponent = -exponent
			}
		}
		s = s[:i]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if !isDigits(whole + fraction) {
		return d, false
	}
	d.digits, d.point = whole+fraction, len(whole)+exponent
	d.trim()
	if d.digits != "" && d.point > maxDigits {
		d.digits, d.point, d.Infinite = "", 0, true
	} else if d.point < -maxDigits {
		d.digits, d.point = "", 0
	}
	return d, true
}

func (d *Decimal) trim() {
	n := len(d.digits)
	d.digits = strings.TrimLeft(d.digits, "0")
	d.point -= n - len(d.digits)
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		d.point = 0
	}
}

// IsZero reports whether the number is zero of either sign.
func (d Decimal) IsZero() bool { return d.digits == "" && !d.NaN && !d.Infinite }

// magnitude is the power of ten of the first digit.
func (d Decimal) magnitude() int { return d.point - 1 }

// shift multiplies by a power of ten.
func (d Decimal) shift(power int) Decimal {
	if d.digits != "" {
		d.point += power
	}
	return d
}

func (d Decimal) sign() int {
	switch {
	case d.NaN, d.IsZero():
		return 0
	case d.Negative:
		return -1
	}
	return 1
}

// round rounds to a multiple of increment times a power of ten.
func (d Decimal) round(power, increment int, mode string) Decimal {
	last := d.point - len(d.digits)
	if d.digits == "" || last >= power && increment == 1 {
		return d
	}
	if increment == 1 && d.point < power {
		// Everything is below half of the unit, and more than zero.
		if awayFromZero(mode, d.Negative, -1, false) {
			d.digits, d.point = "1", power+1
		} else {
			d.digits, d.point = "", 0
		}
		return d
	}
	n, _ := new(big.Int).SetString(d.digits, 10)
	unit := big.NewInt(int64(increment))
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(last-power, power-last))), nil)
	if last >= power {
		n.Mul(n, scale)
	} else {
		unit.Mul(unit, scale)
	}
	quotient, rest := new(big.Int).QuoRem(n, unit, new(big.Int))
	if rest.Sign() != 0 {
		if awayFromZero(mode, d.Negative, rest.Lsh(rest, 1).Cmp(unit), quotient.Bit(0) == 1) {
			quotient.Add(quotient, big.NewInt(1))
		}
	}
	quotient.Mul(quotient, big.NewInt(int64(increment)))
	d.digits = quotient.String()
	d.point = len(d.digits) + power
	d.trim()
	return d
}

// awayFromZero decides a rounding: half says whether the rest is less than,
// equal to or more than a half, odd whether the quotient is odd.
func awayFromZero(mode string, negative bool, half int, odd bool) bool {
	switch mode {
	case "ceil":
		return !negative
	case "floor":
		return negative
	case "expand":
		return true
	case "trunc":
		return false
	}
	if half != 0 {
		return half > 0
	}
	switch mode {
	case "halfCeil":
		return !negative
	case "halfFloor":
		return negative
	case "halfTrunc":
		return false
	case "halfEven":
		return odd
	}
	return true
}

// plain writes the integer and fraction digits, with at least the given number
// of each.
func (d Decimal) plain(minInteger, minFraction int) (integer, fraction string) {
	switch {
	case d.point <= 0:
		if d.digits != "" {
			fraction = strings.Repeat("0", -d.point) + d.digits
		}
	case d.point >= len(d.digits):
		integer = d.digits + strings.Repeat("0", d.point-len(d.digits))
	default:
		integer, fraction = d.digits[:d.point], d.digits[d.point:]
	}
	if n := minInteger - len(integer); n > 0 {
		integer = strings.Repeat("0", n) + integer
	}
	if n := minFraction - len(fraction); n > 0 {
		fraction += strings.Repeat("0", n)
	}
	return integer, fraction
}
