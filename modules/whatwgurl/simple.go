package whatwgurl

import "strings"

// Bytes of the classes that a URL in normal form consists of.
const (
	plainHost uint8 = 1 << iota
	plainPath
	plainQuery
	plainFragment
)

var plain = func() (t [256]uint8) {
	for c := range 256 {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-' || c == '.' || c == '_' {
			t[c] |= plainHost
		}
		if charClass[c]&PathSet == 0 && c != '\\' {
			t[c] |= plainPath
		}
		if charClass[c]&SpecialQuerySet == 0 {
			t[c] |= plainQuery
		}
		if charClass[c]&FragmentSet == 0 {
			t[c] |= plainFragment
		}
	}
	return t
}()

// parseSimple takes an http or https URL that is in normal form already, but
// perhaps for the slash of an empty path: the common case, in one pass. A
// false result says nothing about the input.
func parseSimple(s string) (*URL, bool) {
	var protocolEnd, implied int
	switch {
	case strings.HasPrefix(s, "http://"):
		protocolEnd, implied = 5, 80
	case strings.HasPrefix(s, "https://"):
		protocolEnd, implied = 6, 443
	default:
		return nil, false
	}
	hostStart := protocolEnd + 2
	i := hostStart
	label := i
	for i < len(s) && plain[s[i]]&plainHost != 0 {
		if s[i] == '.' {
			label = i + 1
		}
		i++
	}
	hostEnd := i
	// An empty last label and one that may be a number need a closer look, as
	// does a host with a punycode label.
	if hostEnd == label || s[label] >= '0' && s[label] <= '9' || strings.Contains(s[hostStart:hostEnd], "xn--") {
		return nil, false
	}
	port := -1
	if i < len(s) && s[i] == ':' {
		i++
		start := i
		port = 0
		for i < len(s) && i-start < 5 && s[i] >= '0' && s[i] <= '9' {
			port = port*10 + int(s[i]-'0')
			i++
		}
		if i == start || s[start] == '0' || port > 65535 || port == implied {
			return nil, false
		}
	}
	if i == len(s) {
		s += "/"
	} else if s[i] != '/' {
		return nil, false
	}
	u := &URL{
		href: s, protocolEnd: protocolEnd, userEnd: hostStart, hostStart: hostStart, hostEnd: hostEnd,
		pathStart: i, queryStart: -1, fragmentStart: -1, port: port, hasHost: true,
	}
	for i++; i < len(s) && plain[s[i]]&plainPath != 0; i++ {
		// A segment that begins with a dot, plain or encoded, may be a step.
		if s[i-1] == '/' && (s[i] == '.' || s[i] == '%') {
			return nil, false
		}
	}
	if i < len(s) && s[i] == '?' {
		u.queryStart = i
		for i++; i < len(s) && plain[s[i]]&plainQuery != 0; i++ {
		}
	}
	if i < len(s) && s[i] == '#' {
		u.fragmentStart = i
		for i++; i < len(s) && plain[s[i]]&plainFragment != 0; i++ {
		}
	}
	// Trailing spaces are trimmed from a URL, and everything else that stops
	// the scan is encoded or an error.
	return u, i == len(s)
}
