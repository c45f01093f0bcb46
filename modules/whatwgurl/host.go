package whatwgurl

import (
	"strings"

	"golang.org/x/net/idna"
)

// parseHost is the standard's host parser.
func parseHost(s string, special bool) (string, bool) {
	if strings.HasPrefix(s, "[") {
		if !strings.HasSuffix(s, "]") {
			return "", false
		}
		address, ok := parseIPv6(s[1 : len(s)-1])
		if !ok {
			return "", false
		}
		return "[" + formatIPv6(address) + "]", true
	}
	if !special {
		for i := range len(s) {
			if hostClass[s[i]]&forbiddenHost != 0 {
				return "", false
			}
		}
		return PercentEncode(s, C0Set), true
	}
	domain := DecodeUTF8(PercentDecode(s))
	ascii, ok := DomainToASCII(domain)
	if !ok || ascii == "" {
		return "", false
	}
	for i := range len(ascii) {
		if hostClass[ascii[i]]&forbiddenDomain != 0 {
			return "", false
		}
	}
	if endsInNumber(ascii) {
		address, ok := parseIPv4(ascii)
		if !ok {
			return "", false
		}
		return formatIPv4(address), true
	}
	return ascii, true
}

var profile = idna.New(
	idna.MapForLookup(),
	idna.Transitional(false),
	idna.CheckHyphens(false),
	idna.CheckJoiners(true),
	idna.BidiRule(),
	idna.StrictDomainName(false),
	idna.VerifyDNSLength(false),
)

// DomainToASCII maps a domain to its ASCII form, labels in punycode.
func DomainToASCII(domain string) (string, bool) {
	ascii, upper := true, false
	for i := range len(domain) {
		c := domain[i]
		ascii = ascii && c < 0x80
		upper = upper || c >= 'A' && c <= 'Z'
	}
	if ascii {
		if upper {
			domain = strings.ToLower(domain)
		}
		if !strings.Contains(domain, "xn--") {
			return domain, true
		}
	}
	if !ascii {
		domain = mapDomain(domain)
	}
	mapped, err := profile.ToASCII(domain)
	if err != nil || strings.Contains("."+mapped, ".xn--xn--") { // no label may decode to one in punycode
		return "", false
	}
	return mapped, true
}

// DomainToUnicode is the Unicode form of a domain; labels that are no valid
// punycode stay as they are.
func DomainToUnicode(domain string) string {
	mapped, _ := profile.ToUnicode(domain)
	return mapped
}

// endsInNumber tells whether the last label is a number, so that the host must
// be an IPv4 address.
func endsInNumber(host string) bool {
	host = strings.TrimSuffix(host, ".")
	label := host[strings.LastIndexByte(host, '.')+1:]
	if label == "" {
		return false
	}
	if leadingDigits(label) == len(label) {
		return true
	}
	_, ok := parseIPv4Number(label)
	return ok
}

// maxNumber is what a number that does not fit is capped to: too much for any
// part of an address.
const maxNumber = 1 << 40

// parseIPv4Number reads a decimal, octal or hexadecimal number.
func parseIPv4Number(s string) (uint64, bool) {
	if s == "" {
		return 0, false
	}
	base := uint64(10)
	if len(s) >= 2 && s[0] == '0' {
		if s[1]|0x20 == 'x' {
			s, base = s[2:], 16
		} else {
			s, base = s[1:], 8
		}
	}
	n := uint64(0)
	for i := range len(s) {
		digit := unhex(s[i])
		if digit < 0 || uint64(digit) >= base {
			return 0, false
		}
		n = min(n*base+uint64(digit), maxNumber)
	}
	return n, true
}

func parseIPv4(s string) (uint32, bool) {
	parts := strings.Split(strings.TrimSuffix(s, "."), ".")
	if len(parts) > 4 {
		return 0, false
	}
	address := uint64(0)
	for i, part := range parts {
		n, ok := parseIPv4Number(part)
		if !ok {
			return 0, false
		}
		if i == len(parts)-1 {
			if n >= 1<<(8*(5-len(parts))) {
				return 0, false
			}
			address |= n
		} else if n > 255 {
			return 0, false
		} else {
			address |= n << (8 * (3 - i))
		}
	}
	return uint32(address), true
}

func formatIPv4(address uint32) string {
	b := make([]byte, 0, 15)
	for shift := 24; shift >= 0; shift -= 8 {
		if len(b) > 0 {
			b = append(b, '.')
		}
		b = appendDecimal(b, int(address>>shift&0xff))
	}
	return string(b)
}

func parseIPv6(s string) (address [8]uint16, ok bool) {
	piece, compress := 0, -1
	i := 0
	if strings.HasPrefix(s, ":") {
		if !strings.HasPrefix(s, "::") {
			return address, false
		}
		i = 2
		piece, compress = 1, 1
	}
	for i < len(s) {
		if piece == 8 {
			return address, false
		}
		if s[i] == ':' {
			if compress >= 0 {
				return address, false
			}
			i++
			piece++
			compress = piece
			continue
		}
		value, start := 0, i
		for i < len(s) && i-start < 4 && unhex(s[i]) >= 0 {
			value = value<<4 | unhex(s[i])
			i++
		}
		if i < len(s) && s[i] == '.' {
			if i == start || piece > 6 {
				return address, false
			}
			v4, ok := embeddedIPv4(s[start:])
			if !ok {
				return address, false
			}
			address[piece], address[piece+1] = uint16(v4>>16), uint16(v4)
			piece += 2
			break
		}
		if i < len(s) {
			if s[i] != ':' || i+1 == len(s) {
				return address, false
			}
			i++
		}
		address[piece] = uint16(value)
		piece++
	}
	if compress >= 0 {
		for swaps, at := piece-compress, 7; at != 0 && swaps > 0; swaps, at = swaps-1, at-1 {
			from := compress + swaps - 1
			address[at], address[from] = address[from], address[at]
		}
	} else if piece != 8 {
		return address, false
	}
	return address, true
}

// embeddedIPv4 reads the dotted quad at the end of an IPv6 address.
func embeddedIPv4(s string) (uint32, bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return 0, false
	}
	address := uint32(0)
	for _, part := range parts {
		if part == "" || len(part) > 3 || leadingDigits(part) != len(part) || len(part) > 1 && part[0] == '0' {
			return 0, false
		}
		n := 0
		for i := range len(part) {
			n = n*10 + int(part[i]-'0')
		}
		if n > 255 {
			return 0, false
		}
		address = address<<8 | uint32(n)
	}
	return address, true
}

// formatIPv6 writes address with its longest run of zero pieces compressed.
func formatIPv6(address [8]uint16) string {
	from, length := -1, 1
	for i := 0; i < 8; i++ {
		n := 0
		for i+n < 8 && address[i+n] == 0 {
			n++
		}
		if n > length {
			from, length = i, n
		}
		if n > 0 {
			i += n - 1
		}
	}
	b := make([]byte, 0, 39)
	for i := 0; i < 8; i++ {
		if i == from {
			if i == 0 {
				b = append(b, ':')
			}
			b = append(b, ':')
			i += length - 1
			continue
		}
		b = appendHex(b, address[i])
		if i < 7 {
			b = append(b, ':')
		}
	}
	return string(b)
}

func appendHex(b []byte, n uint16) []byte {
	const lowerHex = "0123456789abcdef"
	started := false
	for shift := 12; shift >= 0; shift -= 4 {
		digit := n >> shift & 15
		if started = started || digit != 0 || shift == 0; started {
			b = append(b, lowerHex[digit])
		}
	}
	return b
}
