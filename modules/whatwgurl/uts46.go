package whatwgurl

import "strings"

// newerMapping maps what UTS #46 maps since revision 33 and the tables of the
// idna package, which follow the Unicode version of Go itself, do not know.
// It returns -1 for what is dropped.
func newerMapping(r rune) rune {
	switch {
	case r >= 0x10A0 && r <= 0x10C5: // Georgian capitals
		return r - 0x10A0 + 0x2D00
	case r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x180E, r == 0x3164, r == 0xFFA0,
		r >= 0x2061 && r <= 0x2063, r >= 0x206A && r <= 0x206F, r >= 0x1D173 && r <= 0x1D17A:
		return -1
	}
	switch r {
	case 0x04C0:
		return 0x04CF
	case 0x1E9E:
		return 'ß'
	case 0x2132:
		return 0x214E
	case 0x2183:
		return 0x2184
	case 0x2F868:
		return 0x36FC
	case 0x2F874:
		return 0x5F53
	case 0x2F91F:
		return 0x243AB
	case 0x2F95F:
		return 0x7AEE
	case 0x2F9BF:
		return 0x45D7
	}
	return r
}

// mapDomain prepares a domain that is not ASCII for the idna package.
func mapDomain(domain string) string { return strings.Map(newerMapping, domain) }
