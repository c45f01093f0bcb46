package http1

// IsToken reports whether s can be a method or a header name.
func IsToken(s string) bool {
	for i := range len(s) {
		if !is(s[i], charToken) {
			return false
		}
	}
	return len(s) > 0
}

// ValidValue reports whether s can be a header value: HTAB, printable ASCII
// and U+0080 to U+00FF.
func ValidValue(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || !is(s[i], charValue) {
			return validRunes(s[i:], func(r rune) bool { return r > 0xff || r < 0x80 && !is(byte(r), charValue) })
		}
	}
	return true
}

// ValidRelaxedValue reports whether s can be a header value by the rules of
// the Fetch standard, Node's httpValidation 'relaxed': no NUL, CR or LF, and
// nothing above U+00FF.
func ValidRelaxedValue(s string) bool {
	return validRunes(s, func(r rune) bool { return r > 0xff || r == 0 || r == '\r' || r == '\n' })
}

func validRunes(s string, bad func(rune) bool) bool {
	for _, r := range s {
		if bad(r) {
			return false
		}
	}
	return true
}
