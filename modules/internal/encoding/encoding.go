// Package encoding converts between JavaScript strings and bytes in the
// encodings of Node's Buffer, with Buffer's leniency: what cannot be encoded
// is replaced, what cannot be decoded is skipped or ends the input.
package encoding

import (
	"strings"

	"github.com/dop251/goja"
)

// Encoding is one of the encodings that Buffer knows.
type Encoding uint8

const (
	UTF8 Encoding = iota
	UTF16LE
	Latin1
	ASCII
	Base64
	Base64URL
	Hex
)

// Lookup finds an encoding by any of its names, in any case: "ucs2", "ucs-2"
// and "utf-16le" are UTF16LE, "binary" is Latin1.
func Lookup(name string) (Encoding, bool) {
	if e, ok := lookupExact(name); ok {
		return e, true
	}
	if len(name) < 3 || len(name) > 9 {
		return 0, false
	}
	return lookupExact(strings.ToLower(name))
}

func lookupExact(name string) (Encoding, bool) {
	switch name {
	case "utf8", "utf-8":
		return UTF8, true
	case "hex":
		return Hex, true
	case "base64":
		return Base64, true
	case "latin1", "binary":
		return Latin1, true
	case "ascii":
		return ASCII, true
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		return UTF16LE, true
	case "base64url":
		return Base64URL, true
	}
	return 0, false
}

// String is the canonical name, as in "utf16le" for all names of UTF-16.
func (e Encoding) String() string {
	return [...]string{"utf8", "utf16le", "latin1", "ascii", "base64", "base64url", "hex"}[e]
}

// MaxStringLength is the length, in UTF-16 code units, that a string may have.
const MaxStringLength = 1<<29 - 24

// Bytes is the value's string in UTF-8. Lone surrogates become U+FFFD. The
// result belongs to the caller.
func Bytes(v goja.Value) []byte { return UTF8.Encode(TextOf(v)) }
