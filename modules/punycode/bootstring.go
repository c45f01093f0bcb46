package punycode

import "slices"

// Parameters of the Bootstring algorithm (RFC 3492, section 5).
const (
	maxInt      = 1<<31 - 1
	base        = 36
	tMin        = 1
	tMax        = 26
	skew        = 38
	damp        = 700
	initialBias = 72
	initialN    = 0x80
	delimiter   = '-'
)

// failure is what a RangeError says.
type failure string

func (f failure) Error() string { return string(f) }

const (
	overflow     failure = "Overflow: input needs wider integers to process"
	notBasic     failure = "Illegal input >= 0x80 (not a basic code point)"
	invalidInput failure = "Invalid input"
)

func adapt(delta, points int, first bool) int {
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > (base-tMin)*tMax/2; k += base {
		delta /= base - tMin
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}

func threshold(k, bias int) int {
	return min(max(k-bias, tMin), tMax)
}

func digitOf(unit uint16) int {
	switch {
	case unit >= '0' && unit <= '9':
		return int(unit-'0') + 26
	case unit >= 'A' && unit <= 'Z':
		return int(unit - 'A')
	case unit >= 'a' && unit <= 'z':
		return int(unit - 'a')
	}
	return base
}

func digit(n int) byte {
	if n < 26 {
		return byte('a' + n)
	}
	return byte('0' + n - 26)
}

// decode turns the code units of a label into code points. They need not be
// ones that Unicode has.
func decode(units []uint16) ([]int, error) {
	var output []int
	basic := max(0, lastIndex(units, delimiter))
	for _, unit := range units[:basic] {
		if unit >= 0x80 {
			return nil, notBasic
		}
		output = append(output, int(unit))
	}
	index := basic
	if basic > 0 {
		index++
	}
	i, n, bias := 0, initialN, initialBias
	for index < len(units) {
		old := i
		for w, k := 1, base; ; k += base {
			if index >= len(units) {
				return nil, invalidInput
			}
			d := digitOf(units[index])
			index++
			if d >= base {
				return nil, invalidInput
			}
			if d > (maxInt-i)/w {
				return nil, overflow
			}
			i += d * w
			t := threshold(k, bias)
			if d < t {
				break
			}
			if w > maxInt/(base-t) {
				return nil, overflow
			}
			w *= base - t
		}
		count := len(output) + 1
		bias = adapt(i-old, count, old == 0)
		if i/count > maxInt-n {
			return nil, overflow
		}
		n += i / count
		i %= count
		output = slices.Insert(output, i, n)
		i++
	}
	return output, nil
}

func lastIndex(units []uint16, unit uint16) int {
	for i := len(units) - 1; i >= 0; i-- {
		if units[i] == unit {
			return i
		}
	}
	return -1
}

// encode turns code points into a label.
func encode(input []int) (string, error) {
	var output []byte
	for _, c := range input {
		if c < 0x80 {
			output = append(output, byte(c))
		}
	}
	basic := len(output)
	handled := basic
	if basic > 0 {
		output = append(output, delimiter)
	}
	n, delta, bias := initialN, 0, initialBias
	for handled < len(input) {
		m := maxInt
		for _, c := range input {
			if c >= n && c < m {
				m = c
			}
		}
		if m-n > (maxInt-delta)/(handled+1) {
			return "", overflow
		}
		delta += (m - n) * (handled + 1)
		n = m
		for _, c := range input {
			if c < n {
				if delta++; delta > maxInt {
					return "", overflow
				}
			}
			if c != n {
				continue
			}
			q := delta
			for k := base; ; k += base {
				t := threshold(k, bias)
				if q < t {
					break
				}
				output = append(output, digit(t+(q-t)%(base-t)))
				q = (q - t) / (base - t)
			}
			output = append(output, digit(q))
			bias = adapt(delta, handled+1, handled == basic)
			delta = 0
			handled++
		}
		delta++
		n++
	}
	return string(output), nil
}
