package source

import (
	"unicode"
	"unicode/utf8"
)

// IsIdentifier tells whether a string has the form of a JavaScript identifier.
func IsIdentifier(s string) bool {
	for i, r := range s {
		if !IsIdentifierPart(r) || i == 0 && '0' <= r && r <= '9' {
			return false
		}
	}
	return s != ""
}

// IsIdentifierPart tells whether a character can be in an identifier.
func IsIdentifierPart(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '$':
		return true
	case r < utf8.RuneSelf:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\u200c' || r == '\u200d' || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc)
}
