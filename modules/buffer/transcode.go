package buffer

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// transcode is buffer.transcode(source, fromEncoding, toEncoding).
func (m *module) transcode(c modules.Call) (goja.Value, error) {
	source, err := m.uint8Array(c.Argument(0), "source")
	if err != nil {
		return nil, err
	}
	if len(source) == 0 {
		return m.New(nil), nil
	}
	from, okFrom := encoding.Lookup(c.Argument(1).String())
	to, okTo := encoding.Lookup(c.Argument(2).String())
	if !okFrom || !okTo || !isCharset(from) || !isCharset(to) {
		return nil, transcodeError("U_ILLEGAL_ARGUMENT_ERROR", 1)
	}
	text, ok := decodeCharset(from, source, to)
	if !ok {
		return nil, transcodeError("U_INVALID_CHAR_FOUND", 10)
	}
	return m.New(encodeCharset(to, text)), nil
}

func isCharset(e encoding.Encoding) bool { return e <= encoding.ASCII }

// transcodeError is an error of ICU, which Node reports by its number.
func transcodeError(code string, number int) error {
	return &modules.Error{Code: code, Errno: number, Message: "Unable to transcode Buffer [" + code + "]"}
}

// decodeCharset reports false for defects that are not replaced: those on
// the way between UTF-8 and UTF-16.
func decodeCharset(e encoding.Encoding, b []byte, to encoding.Encoding) (text []rune, ok bool) {
	switch e {
	case encoding.UTF8:
		if to == encoding.UTF16LE && !utf8.Valid(b) {
			return nil, false
		}
		return []rune(encoding.DecodeUTF8(b)), true
	case encoding.UTF16LE:
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		}
		text = utf16.Decode(units)
		return text, to != encoding.UTF8 || len(utf16.Encode(text)) == len(units) && sameUnits(utf16.Encode(text), units)
	}
	text = make([]rune, len(b))
	for i, x := range b {
		text[i] = rune(x)
		if e == encoding.ASCII && x >= utf8.RuneSelf {
			text[i] = utf8.RuneError
		}
	}
	return text, true
}

func sameUnits(a, b []uint16) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func encodeCharset(e encoding.Encoding, text []rune) []byte {
	switch e {
	case encoding.UTF8:
		return []byte(string(text))
	case encoding.UTF16LE:
		return encoding.UTF16LE.Encode(encoding.TextFromGo(string(text)))
	}
	limit := rune(0xff)
	if e == encoding.ASCII {
		limit = 0x7f
	}
	b := make([]byte, len(text))
	for i, r := range text {
		b[i] = '?'
		if r <= limit {
			b[i] = byte(r)
		}
	}
	return b
}
