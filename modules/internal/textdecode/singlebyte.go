package textdecode

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// singleByte decodes an encoding of one byte a character. The tables of
// golang.org/x/text leave out the control characters that the standard gives the
// bytes 0x80 to 0x9F which are nothing else.
func singleByte(t transform.Transformer, fatal bool) func([]byte, bool) (string, int, bool) {
	high := sync.OnceValue(func() (high [128]rune) {
		var buffer [16]byte
		for i := range high {
			t.Reset()
			n, _, _ := t.Transform(buffer[:], []byte{byte(0x80 + i)}, true)
			high[i], _ = utf8.DecodeRune(buffer[:n])
			if high[i] == utf8.RuneError && i < 0x20 {
				high[i] = rune(0x80 + i)
			}
		}
		return high
	})
	return func(src []byte, flush bool) (string, int, bool) {
		out := make([]byte, 0, len(src)+len(src)/4)
		valid := true
		for _, b := range src {
			if b < utf8.RuneSelf {
				out = append(out, b)
				continue
			}
			r := high()[b-0x80]
			valid = valid && r != utf8.RuneError
			out = utf8.AppendRune(out, r)
		}
		return string(out), len(src), valid || !fatal
	}
}
