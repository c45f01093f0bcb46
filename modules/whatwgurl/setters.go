package whatwgurl

import "strings"

// SetHref parses href anew; on failure u stays as it is.
func (u *URL) SetHref(href string) bool {
	parsed, ok := Parse(href, nil)
	if ok {
		*u = *parsed
	}
	return ok
}

// cannotHaveCredentials tells that a user name, a password or a port would
// have no place in the URL.
func (r *record) cannotHaveCredentials() bool {
	return !r.hasHost || r.host == "" || r.scheme == "file"
}

// SetProtocol sets the scheme; what follows a colon is ignored.
func (u *URL) SetProtocol(value string) {
	scheme, _, ok := splitScheme(dropTabs(value) + ":")
	if !ok {
		return
	}
	r := u.record()
	if r.special() != isSpecial(scheme) {
		return
	}
	if scheme == "file" && (r.username != "" || r.password != "" || r.port >= 0) {
		return
	}
	if r.scheme == "file" && r.host == "" {
		return
	}
	r.scheme = scheme
	if r.port == defaultPort(scheme) {
		r.port = -1
	}
	u.set(&r)
}

// SetUsername sets the user name, encoding what needs it.
func (u *URL) SetUsername(value string) {
	r := u.record()
	if r.cannotHaveCredentials() {
		return
	}
	r.username = PercentEncode(DecodeUTF8(value), UserinfoSet)
	u.set(&r)
}

// SetPassword sets the password, encoding what needs it.
func (u *URL) SetPassword(value string) {
	r := u.record()
	if r.cannotHaveCredentials() {
		return
	}
	r.password = PercentEncode(DecodeUTF8(value), UserinfoSet)
	u.set(&r)
}

// SetHost sets the host, and the port if value has one.
func (u *URL) SetHost(value string) { u.setHost(value, true) }

// SetHostname sets the host alone.
func (u *URL) SetHostname(value string) { u.setHost(value, false) }

func (u *URL) setHost(value string, withPort bool) {
	if u.opaque {
		return
	}
	r := u.record()
	value = DecodeUTF8(dropTabs(value))
	end := 0
	for end < len(value) && !r.isSlash(value[end]) && value[end] != '?' && value[end] != '#' {
		end++
	}
	value = value[:end]
	if r.scheme == "file" {
		if r.setFileHost(value) {
			u.set(&r)
		}
		return
	}
	host, port, hasPort := splitPort(value)
	if host == "" && (hasPort || r.special() || r.username != "" || r.password != "" || r.port >= 0) {
		return
	}
	if hasPort && !withPort {
		return
	}
	var ok bool
	if r.host, ok = parseHost(host, r.special()); !ok {
		return
	}
	r.hasHost = true
	if n := leadingDigits(port); n > 0 {
		r.setPort(port[:n])
	}
	u.set(&r)
}

// SetPort sets the port to the digits that value begins with; the empty string
// removes it.
func (u *URL) SetPort(value string) {
	r := u.record()
	if r.cannotHaveCredentials() {
		return
	}
	if value == "" {
		r.port = -1
	} else {
		value = dropTabs(value)
		n := leadingDigits(value)
		if n == 0 || !r.setPort(value[:n]) {
			return
		}
	}
	u.set(&r)
}

// SetPathname sets the path, encoding "?" and "#" in it.
func (u *URL) SetPathname(value string) {
	if u.opaque {
		return
	}
	r := u.record()
	r.path = ""
	value = DecodeUTF8(dropTabs(value))
	if value == "" && !r.special() && !r.hasHost {
		r.path = "/"
	} else {
		r.startPath(value)
	}
	u.set(&r)
}

// SetSearch sets the query; the empty string removes it.
func (u *URL) SetSearch(value string) {
	r := u.record()
	if value == "" {
		r.query, r.hasQuery = "", false
	} else {
		r.setQuery(DecodeUTF8(dropTabs(strings.TrimPrefix(value, "?"))))
	}
	u.set(&r)
}

// SetQuery sets the query to an encoded one, or removes an empty one: what a
// change of the search parameters does.
func (u *URL) SetQuery(encoded string) {
	r := u.record()
	r.query, r.hasQuery = encoded, encoded != ""
	u.set(&r)
}

// SetHash sets the fragment; the empty string removes it.
func (u *URL) SetHash(value string) {
	r := u.record()
	if value == "" {
		r.fragment, r.hasFragment = "", false
	} else {
		r.setFragment(DecodeUTF8(dropTabs(strings.TrimPrefix(value, "#"))))
	}
	u.set(&r)
}

// ParseHost is the host that s would give a URL with u's scheme; nothing of u
// changes.
func (u *URL) ParseHost(s string) (string, bool) {
	s = DecodeUTF8(dropTabs(s))
	host, _, hasPort := splitPort(s)
	if hasPort {
		return "", false
	}
	return parseHost(host, isSpecial(u.scheme()))
}
