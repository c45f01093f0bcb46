package encoding

import (
	"unicode/utf16"
	"unicode/utf8"
)

// ByteLength is what Buffer.byteLength returns: exact for all encodings but
// hex and base64, whose text may have characters that are skipped.
func (e Encoding) ByteLength(t Text) int {
	switch e {
	case UTF8:
		return utf8Length(t)
	case UTF16LE:
		return 2 * t.Len()
	case Base64, Base64URL:
		return base64Length(t)
	case Hex:
		return t.Len() / 2
	}
	return t.Len()
}

// Encode returns the bytes of the text. They belong to the caller.
func (e Encoding) Encode(t Text) []byte {
	if t.Len() == 0 {
		return []byte{}
	}
	if e == UTF8 {
		if t.units == nil {
			return []byte(t.ascii)
		}
		if t.utf8 != "" {
			return []byte(t.utf8)
		}
	}
	b := make([]byte, e.ByteLength(t))
	return b[:e.Write(b, t)]
}

// Write puts as much of the text into dst as fits, whole characters only, and
// returns the number of bytes written.
func (e Encoding) Write(dst []byte, t Text) int {
	switch e {
	case UTF8:
		return writeUTF8(dst, t)
	case UTF16LE:
		return writeUTF16(dst, t)
	case Base64, Base64URL:
		return decodeBase64(dst, t.lowBytes())
	case Hex:
		return decodeHex(dst, t.lowBytes())
	}
	if t.units == nil {
		return copy(dst, t.ascii)
	}
	n := min(len(dst), len(t.units))
	for i, u := range t.units[:n] {
		dst[i] = byte(u)
	}
	return n
}

func utf8Length(t Text) int {
	switch {
	case t.units == nil:
		return len(t.ascii)
	case t.utf8 != "":
		return len(t.utf8)
	}
	n := 0
	for i := 0; i < len(t.units); i++ {
		switch u := t.units[i]; {
		case u < 0x80:
			n++
		case u < 0x800:
			n += 2
		case isPair(t.units, i):
			n += 4
			i++
		default:
			n += 3
		}
	}
	return n
}

// isPair reports whether a surrogate pair begins at i.
func isPair(units []uint16, i int) bool {
	return units[i]&0xfc00 == 0xd800 && i+1 < len(units) && units[i+1]&0xfc00 == 0xdc00
}

func writeUTF8(dst []byte, t Text) int {
	if t.units == nil {
		return copy(dst, t.ascii)
	}
	n := 0
	for i := 0; i < len(t.units); i++ {
		u := t.units[i]
		if u < 0x80 {
			if n == len(dst) {
				break
			}
			dst[n] = byte(u)
			n++
			continue
		}
		r := rune(u)
		if isPair(t.units, i) {
			i++
			r = utf16.DecodeRune(r, rune(t.units[i]))
		} else if utf16.IsSurrogate(r) {
			r = utf8.RuneError
		}
		if n+utf8.RuneLen(r) > len(dst) {
			break
		}
		n += utf8.EncodeRune(dst[n:], r)
	}
	return n
}

func writeUTF16(dst []byte, t Text) int {
	n := min(len(dst)/2, t.Len())
	if t.units == nil {
		for i := range n {
			dst[2*i], dst[2*i+1] = t.ascii[i], 0
		}
		return 2 * n
	}
	for i, u := range t.units[:n] {
		dst[2*i], dst[2*i+1] = byte(u), byte(u>>8)
	}
	return 2 * n
}

// decodeHex stops at the first pair that is not hexadecimal.
func decodeHex(dst []byte, s string) int {
	n := 0
	for ; n < len(dst) && 2*n+1 < len(s); n++ {
		hi, lo := hexDigit(s[2*n]), hexDigit(s[2*n+1])
		if hi > 15 || lo > 15 {
			break
		}
		dst[n] = hi<<4 | lo
	}
	return n
}

func hexDigit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 255
}
