package encoding

import (
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Decode makes the JavaScript string of the bytes, as buffer.toString does.
func (e Encoding) Decode(vm *goja.Runtime, b []byte) (goja.Value, error) {
	if e.decodedLength(len(b)) > MaxStringLength {
		return nil, modules.PlainError("ERR_STRING_TOO_LONG",
			"Cannot create a string longer than 0x%x characters", MaxStringLength)
	}
	switch e {
	case UTF8:
		return vm.ToValue(DecodeUTF8(b)), nil
	case UTF16LE:
		return decodeUTF16(b), nil
	case Latin1:
		return decodeLatin1(vm, b), nil
	case ASCII:
		return decodeASCII(vm, b), nil
	case Base64:
		return vm.ToValue(base64.StdEncoding.EncodeToString(b)), nil
	case Base64URL:
		return vm.ToValue(base64.RawURLEncoding.EncodeToString(b)), nil
	default:
		return vm.ToValue(hex.EncodeToString(b)), nil
	}
}

// decodedLength is the greatest length that n bytes can take.
func (e Encoding) decodedLength(n int) int {
	switch e {
	case UTF16LE:
		return n / 2
	case Base64:
		return base64.StdEncoding.EncodedLen(n)
	case Base64URL:
		return base64.RawURLEncoding.EncodedLen(n)
	case Hex:
		return 2 * n
	}
	return n
}

func decodeUTF16(b []byte) goja.Value {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return goja.StringFromUTF16(units)
}

func decodeLatin1(vm *goja.Runtime, b []byte) goja.Value {
	if isASCII(b) {
		return vm.ToValue(string(b))
	}
	units := make([]uint16, len(b))
	for i, c := range b {
		units[i] = uint16(c)
	}
	return goja.StringFromUTF16(units)
}

func decodeASCII(vm *goja.Runtime, b []byte) goja.Value {
	if isASCII(b) {
		return vm.ToValue(string(b))
	}
	stripped := make([]byte, len(b))
	for i, c := range b {
		stripped[i] = c & 0x7f
	}
	return vm.ToValue(string(stripped))
}

// DecodeUTF8 makes a valid string of the bytes: each maximal subpart of a
// sequence that is not UTF-8 becomes one U+FFFD, as the WHATWG standard and
// Unicode recommend. Go itself would replace each byte.
func DecodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	out := make([]byte, 0, len(b)+len(b)/2)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			size = defectLength(b)
			out = utf8.AppendRune(out, utf8.RuneError)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return string(out)
}

// defectLength is the length of the maximal subpart that b begins with: as
// many bytes as could begin a character, at least one.
func defectLength(b []byte) int {
	var need int
	lo, hi := byte(0x80), byte(0xbf)
	switch c := b[0]; {
	case c >= 0xc2 && c <= 0xdf:
		need = 1
	case c >= 0xe0 && c <= 0xef:
		need = 2
		switch c {
		case 0xe0:
			lo = 0xa0
		case 0xed:
			hi = 0x9f
		}
	case c >= 0xf0 && c <= 0xf4:
		need = 3
		switch c {
		case 0xf0:
			lo = 0x90
		case 0xf4:
			hi = 0x8f
		}
	}
	n := 1
	for n <= need && n < len(b) && b[n] >= lo && b[n] <= hi {
		lo, hi = 0x80, 0xbf
		n++
	}
	return n
}
