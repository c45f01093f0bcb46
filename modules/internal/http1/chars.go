package http1

// Character classes of the grammar, one bit each.
const (
	charToken    = 1 << iota // RFC 9110 token
	charURL                  // path, query and fragment
	charUserinfo             // host part of an absolute or CONNECT target
	charValue                // field-value: HTAB, SP, VCHAR, obs-text
	charQuoted               // inside a quoted chunk extension value
)

// charClass maps a byte to its classes.
var charClass = classes()

func classes() (t [256]uint8) {
	for c := range t {
		alnum := c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if alnum || within(c, "!#$%&'*+-.^_`|~") {
			t[c] |= charToken
		}
		if alnum || within(c, "!\"$%&'()*+,-./:;<=>@[\\]^_`{|}~") {
			t[c] |= charURL
		}
		if alnum || within(c, "-_.!~*'()%;:&=+$,[]") {
			t[c] |= charUserinfo
		}
		if c == '\t' || c >= ' ' && c != 0x7f {
			t[c] |= charValue
			if c != '"' && c != '\\' {
				t[c] |= charQuoted
			}
		}
	}
	return t
}

func within(c int, set string) bool {
	for i := range len(set) {
		if int(set[i]) == c {
			return true
		}
	}
	return false
}

func is(c byte, class uint8) bool { return charClass[c]&class != 0 }

func isDigit(c byte) bool { return c-'0' <= 9 }

func isAlpha(c byte) bool { return (c|0x20)-'a' <= 'z'-'a' }

// hexValue returns the value of a hexadecimal digit, or 16 for anything else.
func hexValue(c byte) uint64 {
	switch {
	case c-'0' <= 9:
		return uint64(c - '0')
	case (c|0x20)-'a' <= 5:
		return uint64((c|0x20)-'a') + 10
	}
	return 16
}

// lower folds an ASCII letter to lower case.
func lower(c byte) byte {
	if c-'A' <= 'Z'-'A' {
		return c | 0x20
	}
	return c
}

// equalFold reports whether s is lowered, a lower-case ASCII word, in any case.
func equalFold(s []byte, lowered string) bool {
	if len(s) != len(lowered) {
		return false
	}
	for i, c := range s {
		if lower(c) != lowered[i] {
			return false
		}
	}
	return true
}
