// Package whatwgurl parses, changes and writes URLs as the URL standard
// (url.spec.whatwg.org) has it, and holds the logic of URLSearchParams.
//
// A URL keeps its serialisation in one string and the places where its parts
// begin, so that reading a part allocates nothing. Strings are UTF-8.
package whatwgurl

import "strings"

// URL is a parsed URL. The zero value is not valid; use Parse. A URL may be
// copied; it is not safe to change one while others read it.
type URL struct {
	href string
	// protocolEnd is behind the ":" of the scheme; userEnd behind the user
	// name; hostStart and hostEnd around the host; pathStart at the path.
	protocolEnd, userEnd, hostStart, hostEnd, pathStart int
	queryStart, fragmentStart                           int // at "?" and "#"; -1 without
	port                                                int // -1 without
	hasHost, opaque                                     bool
}

// record is a URL in its parts, as the standard's algorithms work on it. A
// list of path segments is kept joined, each with a slash before it.
type record struct {
	scheme, username, password, host string
	path, query, fragment            string
	port                             int // -1 without
	hasHost, opaque                  bool
	hasQuery, hasFragment            bool
}

// Parse parses input, relative to base if that is not nil.
func Parse(input string, base *URL) (*URL, bool) {
	if u, ok := parseSimple(input); ok {
		return u, true
	}
	r, ok := parse(input, base)
	if !ok {
		return nil, false
	}
	u := new(URL)
	u.set(&r)
	return u, true
}

// CanParse tells whether Parse would succeed.
func CanParse(input string, base *URL) bool {
	if _, ok := parseSimple(input); ok {
		return true
	}
	_, ok := parse(input, base)
	return ok
}

// set makes u what r describes.
func (u *URL) set(r *record) {
	n := len(r.scheme) + len(r.username) + len(r.password) + len(r.host) +
		len(r.path) + len(r.query) + len(r.fragment) + 16
	b := make([]byte, 0, n)
	b = append(b, r.scheme...)
	b = append(b, ':')
	*u = URL{protocolEnd: len(b), queryStart: -1, fragmentStart: -1, port: r.port, hasHost: r.hasHost, opaque: r.opaque}
	if r.hasHost {
		b = append(b, "//"...)
		b = append(b, r.username...)
		u.userEnd = len(b)
		if r.password != "" {
			b = append(b, ':')
			b = append(b, r.password...)
		}
		if r.username != "" || r.password != "" {
			b = append(b, '@')
		}
		u.hostStart = len(b)
		b = append(b, r.host...)
		u.hostEnd = len(b)
		if r.port >= 0 {
			b = append(b, ':')
			b = appendDecimal(b, r.port)
		}
	} else {
		u.userEnd, u.hostStart, u.hostEnd = len(b), len(b), len(b)
		if !r.opaque && strings.HasPrefix(r.path, "//") {
			b = append(b, "/."...) // or the path would read as a host
		}
	}
	u.pathStart = len(b)
	b = append(b, r.path...)
	if r.hasQuery {
		u.queryStart = len(b)
		b = append(b, '?')
		b = append(b, r.query...)
	}
	if r.hasFragment {
		u.fragmentStart = len(b)
		b = append(b, '#')
		b = append(b, r.fragment...)
	}
	u.href = string(b)
}

func appendDecimal(b []byte, n int) []byte {
	var digits [5]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return append(b, digits[i:]...)
		}
	}
}

func (u *URL) record() record {
	r := record{
		scheme: u.scheme(), username: u.Username(), password: u.Password(),
		host: u.Hostname(), path: u.Pathname(), port: u.port,
		hasHost: u.hasHost, opaque: u.opaque,
		hasQuery: u.queryStart >= 0, hasFragment: u.fragmentStart >= 0,
	}
	if r.hasQuery {
		r.query = u.href[u.queryStart+1 : u.queryEnd()]
	}
	if r.hasFragment {
		r.fragment = u.href[u.fragmentStart+1:]
	}
	return r
}

func (u *URL) scheme() string { return u.href[:u.protocolEnd-1] }

func (u *URL) queryEnd() int {
	if u.fragmentStart >= 0 {
		return u.fragmentStart
	}
	return len(u.href)
}

func (u *URL) pathEnd() int {
	if u.queryStart >= 0 {
		return u.queryStart
	}
	return u.queryEnd()
}

// Href is the URL as a string.
func (u *URL) Href() string { return u.href }

// String is Href.
func (u *URL) String() string { return u.href }

// Protocol is the scheme with its colon.
func (u *URL) Protocol() string { return u.href[:u.protocolEnd] }

// Username is the percent-encoded user name.
func (u *URL) Username() string {
	if !u.hasHost {
		return ""
	}
	return u.href[u.protocolEnd+2 : u.userEnd]
}

// Password is the percent-encoded password.
func (u *URL) Password() string {
	if u.userEnd >= u.hostStart || u.href[u.userEnd] != ':' {
		return ""
	}
	return u.href[u.userEnd+1 : u.hostStart-1]
}

// HasHost tells a URL with an empty host from one with none.
func (u *URL) HasHost() bool { return u.hasHost }

// OpaquePath tells that the path is not a list of segments.
func (u *URL) OpaquePath() bool { return u.opaque }

// Host is the host and the port.
func (u *URL) Host() string {
	if !u.hasHost {
		return ""
	}
	return u.href[u.hostStart:u.pathStart]
}

// Hostname is the host.
func (u *URL) Hostname() string { return u.href[u.hostStart:u.hostEnd] }

// Port is the port in decimal, empty if it is the scheme's own.
func (u *URL) Port() string {
	if u.port < 0 {
		return ""
	}
	return u.href[u.hostEnd+1 : u.pathStart]
}

// Pathname is the path.
func (u *URL) Pathname() string { return u.href[u.pathStart:u.pathEnd()] }

// Search is the query with its "?", empty if the query is.
func (u *URL) Search() string {
	if u.queryStart < 0 || u.queryEnd() == u.queryStart+1 {
		return ""
	}
	return u.href[u.queryStart:u.queryEnd()]
}

// Hash is the fragment with its "#", empty if the fragment is.
func (u *URL) Hash() string {
	if u.fragmentStart < 0 || len(u.href) == u.fragmentStart+1 {
		return ""
	}
	return u.href[u.fragmentStart:]
}

// Origin is the serialisation of the URL's origin, "null" if it is opaque.
func (u *URL) Origin() string {
	switch scheme := u.scheme(); scheme {
	case "http", "https", "ws", "wss", "ftp":
		return scheme + "://" + u.Host()
	case "blob":
		if inner, ok := Parse(u.Pathname(), nil); ok {
			if s := inner.scheme(); s == "http" || s == "https" {
				return inner.Origin()
			}
		}
	}
	return "null"
}

// Format is Href without what the caller does not want, and with the host in
// Unicode where unicode is set.
func (u *URL) Format(fragment, unicode, search, auth bool) string {
	r := u.record()
	if !fragment {
		r.fragment, r.hasFragment = "", false
	}
	if !search {
		r.query, r.hasQuery = "", false
	}
	if !auth {
		r.username, r.password = "", ""
	}
	if unicode && r.host != "" {
		r.host = DomainToUnicode(r.host)
	}
	var formatted URL
	formatted.set(&r)
	return formatted.href
}

// Offsets are the places of the parts in Href, named as in the inspected
// context of Node's URL class. -1 stands for a part that is not there.
type Offsets struct {
	ProtocolEnd, UsernameEnd, HostStart, HostEnd, Port, PathnameStart, SearchStart, HashStart int
}

// Offsets returns the places of the parts.
func (u *URL) Offsets() Offsets {
	hostStart, userEnd := u.hostStart, u.userEnd
	if u.hasHost && hostStart > userEnd {
		hostStart-- // at the "@"
	}
	return Offsets{u.protocolEnd, userEnd, hostStart, u.hostEnd, u.port, u.pathStart, u.queryStart, u.fragmentStart}
}

// isSpecial tells whether a scheme is one of those with rules of their own.
func isSpecial(scheme string) bool {
	switch scheme {
	case "http", "https", "ws", "wss", "ftp", "file":
		return true
	}
	return false
}

// defaultPort is the port that a scheme implies, or -1.
func defaultPort(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	case "ftp":
		return 21
	}
	return -1
}
