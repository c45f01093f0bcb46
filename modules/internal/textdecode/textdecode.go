// Package textdecode turns bytes into text as the Encoding Standard says
// (https://encoding.spec.whatwg.org), in pieces if need be.
package textdecode

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// Lookup finds an encoding by one of its labels.
func Lookup(label string) (name string, ok bool) {
	label = strings.Trim(label, "\t\n\f\r ")
	for i := range len(label) {
		if label[i] <= ' ' || label[i] >= utf8.RuneSelf {
			return "", false
		}
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return "", false
	}
	name, err = htmlindex.Name(e)
	if err != nil || name == "replacement" {
		return "", false
	}
	return name, true
}

// IsMultiByte reports whether an encoding other than the Unicode ones takes more
// than a byte for some characters.
func IsMultiByte(name string) bool {
	switch name {
	case "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr":
		return true
	}
	return false
}

// A Decoder decodes a stream of bytes.
type Decoder struct {
	fatal, keepBOM bool
	// decode takes what is complete of src, all of it when flush is set.
	decode  func(src []byte, flush bool) (text string, used int, ok bool)
	reset   func()
	pending []byte
	started bool // the start of the stream, where a BOM may be, has passed
	bom     bool // the encoding has a BOM
}

// New returns a decoder for an encoding that Lookup has named.
func New(name string, fatal, ignoreBOM bool) *Decoder {
	d := &Decoder{fatal: fatal, keepBOM: ignoreBOM, reset: func() {}}
	switch name {
	case "utf-8":
		d.decode, d.bom = d.utf8, true
	case "utf-16le":
		d.decode, d.bom = d.utf16(0, 1), true
	case "utf-16be":
		d.decode, d.bom = d.utf16(1, 0), true
	case "iso-2022-jp":
		d.iso2022JP()
	default:
		d.legacy(name)
	}
	return d
}

// Decode decodes the next bytes, which it does not keep. Without more, the stream
// ends with them and the next call starts another. ok is false for what a fatal
// decoder does not accept.
func (d *Decoder) Decode(src []byte, more bool) (text string, ok bool) {
	if len(d.pending) > 0 {
		src = append(d.pending, src...)
		d.pending = nil
	}
	text, used, ok := d.decode(src, !more)
	if !ok {
		d.reset()
		d.started = d.started && more
		return "", false
	}
	if more {
		d.pending = append([]byte(nil), src[used:]...)
	}
	if d.bom && !d.started && text != "" {
		if !d.keepBOM {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
		d.started = true
	}
	if !more {
		d.started = false
		d.reset()
	}
	return text, true
}

func (d *Decoder) utf8(src []byte, flush bool) (string, int, bool) {
	used := len(src)
	if !flush {
		used -= incompleteUTF8(src)
	}
	src = src[:used]
	if utf8.Valid(src) {
		return string(src), used, true
	}
	if d.fatal {
		return "", 0, false
	}
	out := make([]byte, 0, len(src)+8)
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r == utf8.RuneError && n == 1 {
			n = max(defect(src), 1)
			out = append(out, "\uFFFD"...)
		} else {
			out = append(out, src[:n]...)
		}
		src = src[n:]
	}
	return string(out), used, true
}

// second returns the range of a valid second byte, and the length that a first
// byte announces.
func second(first byte) (low, high byte, length int) {
	switch {
	case first >= 0xC2 && first <= 0xDF:
		return 0x80, 0xBF, 2
	case first == 0xE0:
		return 0xA0, 0xBF, 3
	case first == 0xED:
		return 0x80, 0x9F, 3
	case first >= 0xE1 && first <= 0xEF:
		return 0x80, 0xBF, 3
	case first == 0xF0:
		return 0x90, 0xBF, 4
	case first >= 0xF1 && first <= 0xF3:
		return 0x80, 0xBF, 4
	case first == 0xF4:
		return 0x80, 0x8F, 4
	}
	return 0, 0, 0
}

// defect is how many bytes one replacement character stands for: those that
// could still have become a character.
func defect(src []byte) int {
	low, high, length := second(src[0])
	if length == 0 {
		return 1
	}
	n := 1
	for n < length && n < len(src) && src[n] >= low && src[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}

// incompleteUTF8 is how many of the last bytes are the start of a character.
func incompleteUTF8(src []byte) int {
	for n := 1; n <= 3 && n <= len(src); n++ {
		tail := src[len(src)-n:]
		if _, _, length := second(tail[0]); length > n && defect(tail) == n {
			return n
		}
	}
	return 0
}

func (d *Decoder) utf16(low, high int) func([]byte, bool) (string, int, bool) {
	return func(src []byte, flush bool) (string, int, bool) {
		out := make([]byte, 0, len(src))
		i := 0
		valid := true
		bad := func() {
			valid = false
			out = append(out, "\uFFFD"...)
		}
		for i+1 < len(src) {
			u := rune(src[i+low]) | rune(src[i+high])<<8
			switch u >> 10 {
			case 0x36:
				if i+3 >= len(src) {
					if !flush {
						return d.result(out, i, valid)
					}
					if i+2 == len(src) {
						bad()
						i += 2
						continue
					}
					// The lead surrogate and the odd byte are one error.
					bad()
					i = len(src)
					continue
				}
				next := rune(src[i+2+low]) | rune(src[i+2+high])<<8
				if next>>10 != 0x37 {
					bad()
					i += 2
					continue
				}
				out = utf8.AppendRune(out, 0x10000+(u-0xD800)<<10+next-0xDC00)
				i += 4
				continue
			case 0x37:
				bad()
			default:
				out = utf8.AppendRune(out, u)
			}
			i += 2
		}
		if flush && i < len(src) {
			bad()
			i = len(src)
		}
		return d.result(out, i, valid)
	}
}

func (d *Decoder) result(out []byte, used int, valid bool) (string, int, bool) {
	return string(out), used, valid || !d.fatal
}

// legacy decodes with a table of golang.org/x/text.
func (d *Decoder) legacy(name string) {
	if name == "gbk" {
		name = "gb18030" // decoding is the same
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		e, _ = htmlindex.Get("windows-1252")
	}
	t := e.NewDecoder().Transformer
	if !IsMultiByte(name) {
		d.decode = singleByte(t, d.fatal)
		return
	}
	d.reset = t.Reset
	d.decode = func(src []byte, flush bool) (string, int, bool) {
		var out []byte
		buffer := make([]byte, max(64, 3*len(src)))
		used := 0
		for {
			n, m, err := t.Transform(buffer, src[used:], flush)
			out = append(out, buffer[:n]...)
			used += m
			if err != transform.ErrShortDst {
				break
			}
		}
		text := string(out)
		return text, used, !d.fatal || !strings.Contains(text, "\uFFFD")
	}
}
