package http1

// AppendLatin1 appends s with one byte a character; of a character above
// U+00FF the low byte, as Node's latin1 encoding does.
func AppendLatin1(dst []byte, s string) []byte {
	for i := range len(s) {
		if s[i] >= 0x80 {
			dst = append(dst, s[:i]...)
			for _, r := range s[i:] {
				dst = append(dst, byte(r))
			}
			return dst
		}
	}
	return append(dst, s...)
}
