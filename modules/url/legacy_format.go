package url

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// format is url.format(urlObject[, options]).
func (u *urls) format(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if goja.IsString(v) {
		if err := u.warn(); err != nil {
			return nil, err
		}
		l, err := u.parseLegacy(v, false, false)
		if err != nil {
			return nil, err
		}
		return wtf8.Value(u.env.VM, l.href.text), nil
	}
	o, ok := v.(*goja.Object)
	if !ok || modules.IsFunction(v) {
		return nil, u.env.InvalidArgType("urlObject", v, "Object", "string")
	}
	if s := urlSlot.Get(o); s != nil {
		return u.formatURL(s, c)
	}
	return u.formatObject(o)
}

// formatURL is format for an object of the class URL.
func (u *urls) formatURL(s *urlState, c modules.Call) (goja.Value, error) {
	fragment, unicode, search, auth := true, false, true, true
	if options := c.Argument(1); options.ToBoolean() {
		o, err := u.env.ValidateObject(options, "options")
		if err != nil {
			return nil, err
		}
		for name, into := range map[string]*bool{"fragment": &fragment, "unicode": &unicode, "search": &search, "auth": &auth} {
			if v := o.Get(name); !modules.IsNullish(v) {
				*into = v.ToBoolean()
			}
		}
	}
	s.sync()
	return u.env.VM.ToValue(s.Format(fragment, unicode, search, auth)), nil
}

// formatThis is urlObject.format().
func (u *urls) formatThis(c modules.Call) (goja.Value, error) {
	return u.formatObject(c.This.ToObject(u.env.VM))
}

func (u *urls) formatObject(o *goja.Object) (goja.Value, error) {
	var l legacyURL
	l.read(o)
	// What is falsy counts as missing, whatever its type.
	for _, p := range l.parts() {
		if p.part != nil && p.part.set && !element(o, p.name).ToBoolean() {
			*p.part = part{}
		}
	}
	if auth := element(o, "auth"); auth.ToBoolean() && !goja.IsString(auth) {
		return nil, u.env.InvalidArgType("auth", auth, "string")
	}
	s, err := u.formatLegacy(&l)
	if err != nil {
		return nil, err
	}
	return wtf8.Value(u.env.VM, s), nil
}

// formatLegacy is Url.prototype.format.
func (u *urls) formatLegacy(l *legacyURL) (string, error) {
	auth := ""
	if l.auth.text != "" {
		auth = encodeAuth(l.auth.text) + "@"
	}
	protocol := l.protocol.text
	if protocol != "" && !strings.HasSuffix(protocol, ":") {
		protocol += ":"
	}
	host := ""
	if l.host.text != "" {
		host = auth + l.host.text
	} else if name := l.hostname.text; name != "" {
		if strings.IndexByte(name, ':') >= 0 && !isIPv6(name) {
			name = "[" + name + "]"
		}
		host = auth + name
		if l.port.text != "" {
			host += ":" + l.port.text
		}
	}
	search := l.search.text
	if query, ok := l.query.(*goja.Object); ok && !modules.IsFunction(query) {
		s, err := u.env.Method(u.env.RequireObject("querystring"), "stringify", query)
		if err != nil {
			return "", err
		}
		if text := wtf8.Of(s); search == "" && text != "" {
			search = "?" + text
		}
	}
	path := l.pathname.text
	if strings.ContainsAny(path, "#?") {
		path = strings.NewReplacer("#", "%23", "?", "%3F").Replace(path)
	}
	slashes := l.slashes != nil && l.slashes.ToBoolean()
	if slashes || hasSlashes(protocol) {
		if slashes || host != "" {
			if path != "" && path[0] != '/' {
				path = "/" + path
			}
			host = "//" + host
		} else if strings.HasPrefix(protocol, "file") {
			host = "//"
		}
	}
	search = strings.ReplaceAll(search, "#", "%23")
	hash := l.hash.text
	if hash != "" && hash[0] != '#' {
		hash = "#" + hash
	}
	if search != "" && search[0] != '?' {
		search = "?" + search
	}
	return protocol + host + path + search + hash, nil
}

// encodeAuth percent-encodes user and password.
func encodeAuth(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("!'()*-._~:", c) >= 0 {
			b = append(b, c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b = append(b, '%', hex[c>>4], hex[c&15])
	}
	return string(b)
}
