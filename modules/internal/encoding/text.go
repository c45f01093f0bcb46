package encoding

import (
	"reflect"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Text is the content of a JavaScript string, without a copy: ASCII as a Go
// string, anything else as UTF-16 code units. It must not be modified.
type Text struct {
	ascii string
	units []uint16
	// utf8 is the same text when the string came from Go and has no defect.
	utf8 string
}

var unitsType = reflect.TypeFor[[]uint16]()

// TextOf views a string. Other values are converted first, as by String(v).
//
// goja keeps a string as one of three types that it does not export. Their
// kind tells them apart, and reading it costs less than any of goja's methods
// that would copy the text.
func TextOf(v goja.Value) Text {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return Text{ascii: r.String()}
	case reflect.Slice:
		if _, ok := v.(goja.String); ok {
			return Text{units: r.Convert(unitsType).Interface().([]uint16)[1:]}
		}
	}
	return TextFromGo(v.String())
}

// TextFromGo is the text of a Go string.
func TextFromGo(s string) Text {
	if isASCII(s) {
		return Text{ascii: s}
	}
	if utf8.ValidString(s) {
		return Text{units: utf16.Encode([]rune(s)), utf8: s}
	}
	return Text{units: utf16.Encode([]rune(s))}
}

// Len is the length in UTF-16 code units, the string's length in JavaScript.
func (t Text) Len() int {
	if t.units != nil {
		return len(t.units)
	}
	return len(t.ascii)
}

// ASCII returns the text if it is all ASCII.
func (t Text) ASCII() (s string, ok bool) { return t.ascii, t.units == nil }

// Unit is the code unit at an index below Len.
func (t Text) Unit(i int) uint16 {
	if t.units != nil {
		return t.units[i]
	}
	return uint16(t.ascii[i])
}

// lowBytes is the lower half of each code unit.
func (t Text) lowBytes() string {
	if t.units == nil {
		return t.ascii
	}
	b := make([]byte, len(t.units))
	for i, u := range t.units {
		b[i] = byte(u)
	}
	return string(b)
}

func isASCII[T string | []byte](s T) bool {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if (s[i]|s[i+1]|s[i+2]|s[i+3]|s[i+4]|s[i+5]|s[i+6]|s[i+7])&0x80 != 0 {
			return false
		}
	}
	for ; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
