package url

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// maxHostname is the length beyond which a host name is dropped.
const maxHostname = 255

// isSpace is JavaScript's \s.
func isSpace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r == ' ', r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A,
		r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000, r == 0xFEFF:
		return true
	}
	return false
}

// clean trims s and turns its backslashes before a query or fragment. It
// also tells whether a hash or, before the query, an at sign is in it.
func clean(s string) (cleaned string, hasHash, hasAt bool) {
	cleaned = strings.TrimFunc(s, func(r rune) bool { return r < 33 || r == 0xA0 || r == 0xFEFF })
	end := strings.IndexAny(cleaned, "?#")
	head := cleaned
	if end >= 0 {
		head = cleaned[:end]
		hasHash = strings.IndexByte(cleaned[end:], '#') >= 0
	}
	hasAt = strings.IndexByte(head, '@') >= 0
	if strings.IndexByte(head, '\\') >= 0 {
		cleaned = strings.ReplaceAll(head, `\`, "/") + cleaned[len(head):]
	}
	return cleaned, hasHash, hasAt
}

// splitSimple splits a path and a query, where there is nothing else.
func splitSimple(s string) (path, search string, ok bool) {
	if s == "" || s[0] != '/' || strings.HasPrefix(s, "//") && len(s) > 2 && s[2] == '/' {
		return "", "", false
	}
	if strings.IndexFunc(s, isSpace) >= 0 {
		return "", "", false
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", true
}

// schemeLength is the length of a protocol with its colon, 0 without one.
func schemeLength(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			if i == 0 {
				return 0
			}
			return i + 1
		case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z', c == '.', c == '+', c == '-':
		default:
			return 0
		}
	}
	return 0
}

// looksLikeHost tells whether s is "//user@host".
func looksLikeHost(s string) bool {
	if !strings.HasPrefix(s, "//") {
		return false
	}
	at := strings.IndexAny(s[2:], "@/")
	if at <= 0 || s[2+at] != '@' {
		return false
	}
	rest := s[2+at+1:]
	return rest != "" && rest[0] != '@' && rest[0] != '/'
}

// parseLegacy is Url.prototype.parse.
func (u *urls) parseLegacy(v goja.Value, parseQuery, slashesDenoteHost bool) (legacyURL, error) {
	l := newLegacyURL()
	if !goja.IsString(v) {
		return l, u.env.InvalidArgType("url", v, "string")
	}
	rest, hasHash, hasAt := clean(wtf8.Of(v))
	if !slashesDenoteHost && !hasHash && !hasAt {
		if path, search, ok := splitSimple(rest); ok {
			l.path, l.href, l.pathname = some(rest), some(rest), some(path)
			return l, u.setQuery(&l, search, parseQuery)
		}
	}
	protocol := rest[:schemeLength(rest)]
	lowerProtocol := strings.ToLower(protocol)
	if protocol != "" {
		l.protocol = some(lowerProtocol)
		rest = rest[len(protocol):]
	}
	slashes := false
	if slashesDenoteHost || protocol != "" || looksLikeHost(rest) {
		slashes = strings.HasPrefix(rest, "//")
		if slashes && !isScript(lowerProtocol) {
			rest = rest[2:]
			l.slashes = modules.Bool(true)
		}
	}
	if !isScript(lowerProtocol) && (slashes || protocol != "" && !hasSlashes(protocol)) {
		var err error
		if rest, err = u.parseHostPart(&l, rest, v); err != nil {
			return l, err
		}
	}
	if !isScript(lowerProtocol) {
		rest = autoEscape(rest)
	}
	path := rest
	if i := strings.IndexByte(path, '#'); i >= 0 {
		l.hash = some(path[i:])
		path = path[:i]
	}
	search := ""
	if i := strings.IndexByte(path, '?'); i >= 0 {
		search = path[i:]
		path = path[:i]
	}
	if err := u.setQuery(&l, search, parseQuery); err != nil {
		return l, err
	}
	if path != "" {
		l.pathname = some(path)
	}
	if hasSlashes(lowerProtocol) && l.hostname.text != "" && l.pathname.text == "" {
		l.pathname = some("/")
	}
	if l.pathname.text != "" || l.search.text != "" {
		l.path = some(l.pathname.text + l.search.text)
	}
	href, err := u.formatLegacy(&l)
	l.href = some(href)
	return l, err
}

// setQuery sets search and query; search is empty or begins with "?".
func (u *urls) setQuery(l *legacyURL, search string, parse bool) error {
	query := goja.Value(goja.Null())
	if search != "" {
		l.search = some(search)
		query = wtf8.Value(u.env.VM, search[1:])
	}
	if parse {
		if search == "" {
			query = u.env.VM.CreateObject(nil)
		} else {
			var err error
			if query, err = u.env.Method(u.env.RequireObject("querystring"), "parse", query); err != nil {
				return err
			}
		}
	}
	l.query = query
	return nil
}

// parseHostPart takes user, host and port from the front of rest and returns
// what follows.
func (u *urls) parseHostPart(l *legacyURL, rest string, input goja.Value) (string, error) {
	rest, end, at := hostBounds(rest)
	start := 0
	if at >= 0 {
		auth, ok := whatwgurl.DecodeComponent(rest[:at])
		if !ok {
			return "", &modules.Error{Class: "URIError", Message: "URI malformed"}
		}
		l.auth = some(auth)
		start = at + 1
	}
	host := rest[start:end]
	rest = rest[end:]
	l.splitHost(host)
	hostname := l.hostname.text
	ipv6 := isIPv6(hostname)
	if !ipv6 {
		if i := strings.IndexAny(hostname, `/\#?:`); i >= 0 {
			if hostname[i] == ':' {
				return "", u.env.InvalidArgValue("url", u.env.VM.ToValue("Invalid port in url"), u.text(input))
			}
			rest = "/" + hostname[i:] + rest
			hostname = hostname[:i]
		}
	}
	if utf16Length(hostname) > maxHostname {
		hostname = ""
	} else {
		hostname = strings.ToLower(hostname)
	}
	if hostname != "" {
		const forbidden = "\x00\t\n\r #%/<>?@\\^|"
		if !ipv6 {
			ascii, ok := whatwgurl.DomainToASCII(hostname)
			if !ok || ascii == "" || strings.ContainsAny(ascii, forbidden+":[]") {
				return "", invalidURL(input)
			}
			hostname = ascii
		} else if strings.ContainsAny(hostname, forbidden) {
			return "", invalidURL(input)
		}
	}
	l.host = some(hostname)
	if l.port.text != "" {
		l.host.text += ":" + l.port.text
	}
	if ipv6 && hostname != "" {
		hostname = hostname[1 : len(hostname)-1]
	}
	if ipv6 && !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	l.hostname = some(hostname)
	return rest, nil
}

// hostBounds finds where the host of rest ends and where the "@" before it is;
// tabs and line breaks up to there vanish.
func hostBounds(rest string) (cleaned string, end, at int) {
	at, end = -1, -1
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '\t', '\n', '\r':
			rest = rest[:i] + rest[i+1:]
			i--
		case ' ', '"', '%', '\'', ';', '<', '>', '\\', '^', '`', '{', '|', '}':
			if end == -1 {
				end = i
			}
		case '#', '/', '?':
			if end == -1 {
				end = i
			}
			return rest, end, at
		case '@':
			at, end = i, -1
		}
	}
	if end == -1 {
		end = len(rest)
	}
	return rest, end, at
}

func isIPv6(host string) bool {
	return host != "" && host[0] == '[' && host[len(host)-1] == ']'
}

func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x10000 {
			n++
		}
	}
	return n
}

// autoEscape escapes what RFC 2396 calls delimiters and unwise characters.
func autoEscape(s string) string {
	const escaped = "\t\n\r \"'<>\\^`{|}"
	if !strings.ContainsAny(s, escaped) {
		return s
	}
	b := make([]byte, 0, len(s)+16)
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && strings.IndexByte(escaped, c) >= 0 {
			const hex = "0123456789ABCDEF"
			b = append(b, '%', hex[c>>4], hex[c&15])
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}
