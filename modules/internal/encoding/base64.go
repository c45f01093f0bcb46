package encoding

// base64Length ignores characters that decoding skips.
func base64Length(t Text) int {
	n := t.Len()
	if n > 0 && t.Unit(n-1) == '=' {
		n--
		if n > 1 && t.Unit(n-1) == '=' {
			n--
		}
	}
	return n * 3 / 4
}

const invalidDigit = 0xff

// base64Digits has the values of both alphabets.
var base64Digits = func() (digits [256]byte) {
	for i := range digits {
		digits[i] = invalidDigit
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		digits[c] = byte(i)
	}
	digits['-'], digits['_'] = 62, 63
	return digits
}()

// decodeBase64 takes both alphabets mixed, skips what is in neither and stops
// at the first "=". Bits that make no whole byte are dropped.
func decodeBase64(dst []byte, s string) int {
	n, i := 0, 0
	for {
		for i+4 <= len(s) && n+3 <= len(dst) {
			a, b, c, d := base64Digits[s[i]], base64Digits[s[i+1]], base64Digits[s[i+2]], base64Digits[s[i+3]]
			if a|b|c|d == invalidDigit {
				break
			}
			dst[n], dst[n+1], dst[n+2] = a<<2|b>>4, b<<4|c>>2, c<<6|d
			n, i = n+3, i+4
		}
		next, written, done := decodeBase64Group(dst[n:], s, i)
		n, i = n+written, next
		if done {
			return n
		}
	}
}

// decodeBase64Group decodes the next four digits one by one.
func decodeBase64Group(dst []byte, s string, i int) (next, written int, done bool) {
	var bits uint32
	digits := 0
	for ; digits < 4; i++ {
		if i >= len(s) || s[i] == '=' || written == len(dst) {
			return i, written, true
		}
		d := base64Digits[s[i]]
		if d == invalidDigit {
			continue
		}
		bits = bits<<6 | uint32(d)
		digits++
		if digits > 1 {
			dst[written] = byte(bits >> (2 * (4 - digits)))
			written++
		}
	}
	return i, written, false
}
