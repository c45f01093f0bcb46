package whatwgurl

import "unicode/utf8"

// EncodeSet is a percent-encode set of the URL standard. Bytes above 0x7E are
// in every set.
type EncodeSet uint8

const (
	C0Set EncodeSet = 1 << iota
	FragmentSet
	QuerySet
	SpecialQuerySet
	PathSet
	UserinfoSet
	ComponentSet
	FormSet
)

const (
	forbiddenHost uint8 = 1 << iota
	forbiddenDomain
)

// charClass holds for each byte the sets it belongs to.
var charClass = func() (t [256]EncodeSet) {
	add := func(set EncodeSet, chars string) {
		for i := range len(chars) {
			t[chars[i]] |= set
		}
	}
	for c := range 256 {
		if c <= 0x1f || c > 0x7e {
			t[c] = 0xff
		}
		alnum := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
		if !alnum && c != '*' && c != '-' && c != '.' && c != '_' {
			t[c] |= FormSet
		}
	}
	const (
		path     = PathSet | UserinfoSet | ComponentSet
		userinfo = UserinfoSet | ComponentSet
		query    = QuerySet | SpecialQuerySet | path
	)
	add(FragmentSet, " \"<>`")
	add(query, " \"#<>")
	add(SpecialQuerySet, "'")
	add(path, "?^`{}")
	add(userinfo, "/:;=@[\\]|")
	add(ComponentSet, "$%&+,")
	return t
}()

// hostClass holds for each byte whether a host may hold it.
var hostClass = func() (t [256]uint8) {
	for _, c := range []byte("\x00\t\n\r #/:<>?@[\\]^|") {
		t[c] = forbiddenHost | forbiddenDomain
	}
	for c := range 0x20 {
		t[c] |= forbiddenDomain
	}
	t['%'], t[0x7f] = forbiddenDomain, forbiddenDomain
	return t
}()

const upperHex = "0123456789ABCDEF"

func needsEncoding(s string, set EncodeSet) bool {
	for i := range len(s) {
		if charClass[s[i]]&set != 0 {
			return true
		}
	}
	return false
}

// PercentEncode encodes the bytes of s that are in set; "%" stays as it is
// but in the sets that hold it.
func PercentEncode(s string, set EncodeSet) string {
	if !needsEncoding(s, set) {
		return s
	}
	return string(appendEncoded(make([]byte, 0, len(s)+16), s, set))
}

func appendEncoded(dst []byte, s string, set EncodeSet) []byte {
	for i := range len(s) {
		c := s[i]
		if charClass[c]&set != 0 {
			dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
		} else {
			dst = append(dst, c)
		}
	}
	return dst
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// PercentDecode turns each "%" with two hex digits behind it into its byte and
// leaves everything else alone. The result need not be valid UTF-8.
func PercentDecode(s string) string {
	i := 0
	for i < len(s) && s[i] != '%' {
		i++
	}
	if i == len(s) {
		return s
	}
	dst := append(make([]byte, 0, len(s)), s[:i]...)
	for ; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := unhex(s[i+1]), unhex(s[i+2]); hi >= 0 && lo >= 0 {
				dst = append(dst, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		dst = append(dst, s[i])
	}
	return string(dst)
}

// DecodeComponent is JavaScript's decodeURIComponent: false where an escape is
// malformed or the escaped bytes are not UTF-8. What is not escaped passes.
func DecodeComponent(s string) (string, bool) {
	i := 0
	for i < len(s) && s[i] != '%' {
		i++
	}
	if i == len(s) {
		return s, true
	}
	dst := append(make([]byte, 0, len(s)), s[:i]...)
	for i < len(s) {
		if s[i] != '%' {
			dst = append(dst, s[i])
			i++
			continue
		}
		var sequence [utf8.UTFMax]byte
		n, need := 0, 1
		for n < need {
			if i+2 >= len(s) || s[i] != '%' {
				return "", false
			}
			hi, lo := unhex(s[i+1]), unhex(s[i+2])
			if hi < 0 || lo < 0 {
				return "", false
			}
			c := byte(hi<<4 | lo)
			if n == 0 {
				if need = sequenceLength(c); need == 0 {
					return "", false
				}
			}
			sequence[n] = c
			n++
			i += 3
		}
		if !utf8.Valid(sequence[:n]) {
			return "", false
		}
		dst = append(dst, sequence[:n]...)
	}
	return string(dst), true
}

// sequenceLength is the length of the UTF-8 sequence that c begins, 0 if it
// begins none.
func sequenceLength(c byte) int {
	switch {
	case c < utf8.RuneSelf:
		return 1
	case c >= 0xC2 && c <= 0xDF:
		return 2
	case c >= 0xE0 && c <= 0xEF:
		return 3
	case c >= 0xF0 && c <= 0xF4:
		return 4
	}
	return 0
}

// DecodeUTF8 replaces each maximal invalid part of s by U+FFFD, as the
// encoding standard's decoder does. It does not look for a byte order mark.
func DecodeUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	dst := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		if r, n := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n == 3 {
			dst = append(dst, s[i:i+n]...)
			i += n
			continue
		}
		i += invalidPrefix(s[i:])
		dst = append(dst, "\uFFFD"...)
	}
	return string(dst)
}

// invalidPrefix is the length of the longest prefix of s that begins a valid
// sequence which s breaks off.
func invalidPrefix(s string) int {
	lo, hi, need := byte(0x80), byte(0xBF), 0
	switch c := s[0]; {
	case c >= 0xC2 && c <= 0xDF:
		need = 1
	case c >= 0xE0 && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			lo = 0xA0
		} else if c == 0xED {
			hi = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			lo = 0x90
		} else if c == 0xF4 {
			hi = 0x8F
		}
	}
	n := 1
	for n <= need && n < len(s) && s[n] >= lo && s[n] <= hi {
		lo, hi = 0x80, 0xBF
		n++
	}
	return n
}
