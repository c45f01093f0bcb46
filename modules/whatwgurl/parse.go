package whatwgurl

import (
	"strings"
	"unicode/utf8"
)

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (r *record) special() bool { return isSpecial(r.scheme) }

// isSlash tells whether c separates segments in r's scheme.
func (r *record) isSlash(c byte) bool { return c == '/' || c == '\\' && r.special() }

// dropTabs removes what the standard removes from any input.
func dropTabs(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c != '\t' && c != '\n' && c != '\r' {
			b = append(b, c)
		}
	}
	return string(b)
}

// parse is the standard's basic URL parser without a state override.
func parse(s string, base *URL) (record, bool) {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	s = dropTabs(s)
	if !utf8.ValidString(s) {
		s = DecodeUTF8(s)
	}
	r := record{port: -1}
	scheme, rest, ok := splitScheme(s)
	if !ok {
		if base == nil {
			return r, false
		}
		r.scheme = base.scheme()
		switch {
		case base.opaque:
			if !strings.HasPrefix(s, "#") {
				return r, false
			}
			b := base.record()
			b.setFragment(s[1:])
			return b, true
		case r.scheme == "file":
			return r, r.parseFile(s, base)
		}
		return r, r.parseRelative(s, base)
	}
	r.scheme = scheme
	switch {
	case scheme == "file":
		if base != nil && base.scheme() != "file" {
			base = nil
		}
		return r, r.parseFile(rest, base)
	case r.special():
		if base != nil && base.scheme() == scheme && !strings.HasPrefix(rest, "//") {
			return r, r.parseRelative(rest, base)
		}
		for rest != "" && (rest[0] == '/' || rest[0] == '\\') {
			rest = rest[1:]
		}
		return r, r.parseAuthority(rest)
	case strings.HasPrefix(rest, "//"):
		return r, r.parseAuthority(rest[2:])
	case strings.HasPrefix(rest, "/"):
		r.parsePathOn(rest)
		return r, true
	}
	path, tail := splitTail(rest)
	r.opaque = true
	r.path = PercentEncode(path, C0Set)
	if tail != "" && strings.HasSuffix(r.path, " ") {
		r.path = r.path[:len(r.path)-1] + "%20"
	}
	r.parseTail(tail)
	return r, true
}

// splitScheme cuts a scheme and its colon from s; the scheme comes back in
// lower case.
func splitScheme(s string) (scheme, rest string, ok bool) {
	if s == "" || !isAlpha(s[0]) {
		return "", s, false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		case !isAlpha(c) && !isDigit(c) && c != '+' && c != '-' && c != '.':
			return "", s, false
		}
	}
	return "", s, false
}

// splitTail cuts s before its query or fragment.
func splitTail(s string) (path, tail string) {
	for i := range len(s) {
		if s[i] == '?' || s[i] == '#' {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// parseTail takes "?query#fragment", both optional.
func (r *record) parseTail(s string) {
	if strings.HasPrefix(s, "?") {
		query, fragment, found := strings.Cut(s[1:], "#")
		r.setQuery(query)
		if found {
			r.setFragment(fragment)
		}
	} else if s != "" {
		r.setFragment(s[1:])
	}
}

func (r *record) setQuery(s string) {
	set := QuerySet
	if r.special() {
		set = SpecialQuerySet
	}
	r.query, r.hasQuery = PercentEncode(s, set), true
}

func (r *record) setFragment(s string) {
	r.fragment, r.hasFragment = PercentEncode(s, FragmentSet), true
}

// parseRelative is the relative state and the relative slash state.
func (r *record) parseRelative(s string, base *URL) bool {
	if s != "" && r.isSlash(s[0]) {
		if len(s) > 1 && r.isSlash(s[1]) {
			s = s[2:]
			for r.special() && s != "" && r.isSlash(s[0]) {
				s = s[1:]
			}
			return r.parseAuthority(s)
		}
		b := base.record()
		r.username, r.password, r.host, r.hasHost, r.port = b.username, b.password, b.host, b.hasHost, b.port
		r.parsePathOn(s)
		return true
	}
	*r = base.record()
	r.fragment, r.hasFragment = "", false
	r.parseBeside(s)
	return true
}

// parseBeside continues a copy of the base with s, which has no root.
func (r *record) parseBeside(s string) {
	path, tail := splitTail(s)
	if path != "" {
		r.query, r.hasQuery = "", false
		r.path = string(shorten(r.scheme, []byte(r.path)))
		r.parsePath(path)
	}
	r.parseTail(tail)
}

// parseFile is the file state and those it leads to. base is nil or a file URL.
func (r *record) parseFile(s string, base *URL) bool {
	r.hasHost = true
	if s == "" || s[0] != '/' && s[0] != '\\' {
		if base == nil {
			path, tail := splitTail(s)
			r.parsePath(path)
			r.parseTail(tail)
			return true
		}
		b := base.record()
		r.host, r.path, r.query, r.hasQuery = b.host, b.path, b.query, b.hasQuery
		if startsWithDrive(s) {
			r.path, r.query, r.hasQuery = "", "", false
			r.parsePathOn(s)
		} else {
			r.parseBeside(s)
		}
		return true
	}
	s = s[1:]
	if s == "" || s[0] != '/' && s[0] != '\\' {
		if base != nil {
			b := base.record()
			r.host = b.host
			if !startsWithDrive(s) && len(b.path) >= 3 && isNormalDrive(b.path[1:3]) && (len(b.path) == 3 || b.path[3] == '/') {
				r.path = b.path[:3]
			}
		}
		path, tail := splitTail(s)
		r.parsePath(path)
		r.parseTail(tail)
		return true
	}
	s = s[1:]
	end := 0
	for end < len(s) && s[end] != '/' && s[end] != '\\' && s[end] != '?' && s[end] != '#' {
		end++
	}
	if isDrive(s[:end]) {
		path, tail := splitTail(s)
		r.parsePath(path)
		r.parseTail(tail)
		return true
	}
	if !r.setFileHost(s[:end]) {
		return false
	}
	r.parsePathOn(s[end:])
	return true
}

func (r *record) setFileHost(s string) bool {
	host := ""
	if s != "" {
		var ok bool
		if host, ok = parseHost(s, true); !ok {
			return false
		}
		if host == "localhost" {
			host = ""
		}
	}
	r.host, r.hasHost = host, true
	return true
}

// parseAuthority takes what follows the slashes before a host.
func (r *record) parseAuthority(s string) bool {
	end := 0
	at := -1
	for end < len(s) && !r.isSlash(s[end]) && s[end] != '?' && s[end] != '#' {
		if s[end] == '@' {
			at = end
		}
		end++
	}
	if at >= 0 {
		if at+1 == end {
			return false
		}
		user, password, _ := strings.Cut(s[:at], ":")
		r.username = PercentEncode(user, UserinfoSet)
		r.password = PercentEncode(password, UserinfoSet)
	}
	host, port, hasPort := splitPort(s[at+1 : end])
	if host == "" && (hasPort || r.special()) {
		return false
	}
	var ok bool
	if r.host, ok = parseHost(host, r.special()); !ok {
		return false
	}
	r.hasHost = true
	if port != "" {
		if n := leadingDigits(port); n < len(port) || !r.setPort(port) {
			return false
		}
	}
	r.parsePathOn(s[end:])
	return true
}

// splitPort cuts s at the first colon outside of brackets.
func splitPort(s string) (host, port string, found bool) {
	inside := false
	for i := range len(s) {
		switch s[i] {
		case '[':
			inside = true
		case ']':
			inside = false
		case ':':
			if !inside {
				return s[:i], s[i+1:], true
			}
		}
	}
	return s, "", false
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// setPort takes decimal digits, at least one.
func (r *record) setPort(digits string) bool {
	port := 0
	for i := range len(digits) {
		if port = port*10 + int(digits[i]-'0'); port > 65535 {
			return false
		}
	}
	if port == defaultPort(r.scheme) {
		port = -1
	}
	r.port = port
	return true
}

// parsePathOn is the path start state: s is empty or begins a path, a query
// or a fragment.
func (r *record) parsePathOn(s string) {
	path, tail := splitTail(s)
	r.startPath(path)
	r.parseTail(tail)
}

func (r *record) startPath(path string) {
	if path == "" && !r.special() {
		return
	}
	if path != "" && r.isSlash(path[0]) {
		path = path[1:]
	}
	r.parsePath(path)
}

// parsePath appends the segments of s, which has no leading slash of its own.
func (r *record) parsePath(s string) {
	if r.path == "" && r.simplePath(s) {
		r.path = "/" + s
		return
	}
	path := make([]byte, 0, len(r.path)+len(s)+16)
	path = append(path, r.path...)
	for {
		end := 0
		for end < len(s) && !r.isSlash(s[end]) {
			end++
		}
		segment, last := s[:end], end == len(s)
		switch dots(segment) {
		case 2:
			path = shorten(r.scheme, path)
			if last {
				path = append(path, '/')
			}
		case 1:
			if last {
				path = append(path, '/')
			}
		default:
			drive := len(path) == 0 && r.scheme == "file" && isDrive(segment)
			path = append(path, '/')
			if drive {
				path = append(path, segment[0], ':')
			} else {
				path = appendEncoded(path, segment, PathSet)
			}
		}
		if last {
			break
		}
		s = s[end+1:]
	}
	r.path = string(path)
}

// simplePath tells that s needs no change to be a path.
func (r *record) simplePath(s string) bool {
	if r.scheme == "file" && len(s) > 1 && s[1] == '|' {
		return false
	}
	for i := range len(s) {
		if plain[s[i]]&plainPath == 0 || (s[i] == '.' || s[i] == '%') && (i == 0 || s[i-1] == '/') {
			return false
		}
	}
	return true
}

// dots is 1 for a segment that means this folder, 2 for its parent, else 0.
func dots(segment string) int {
	n := 0
	for segment != "" && n < 3 {
		switch {
		case segment[0] == '.':
			segment = segment[1:]
		case len(segment) >= 3 && segment[0] == '%' && segment[1] == '2' && segment[2]|0x20 == 'e':
			segment = segment[3:]
		default:
			return 0
		}
		n++
	}
	if n == 3 {
		return 0
	}
	return n
}

// shorten drops the last segment, but not the drive of a file path.
func shorten(scheme string, path []byte) []byte {
	if scheme == "file" && len(path) == 3 && isNormalDrive(string(path[1:])) {
		return path
	}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[:i]
		}
	}
	return path
}

func isDrive(s string) bool {
	return len(s) == 2 && isAlpha(s[0]) && (s[1] == ':' || s[1] == '|')
}

func isNormalDrive(s string) bool { return isDrive(s) && s[1] == ':' }

func startsWithDrive(s string) bool {
	return len(s) >= 2 && isDrive(s[:2]) &&
		(len(s) == 2 || s[2] == '/' || s[2] == '\\' || s[2] == '?' || s[2] == '#')
}
