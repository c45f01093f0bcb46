package urlpattern

import (
	"strings"

	"github.com/gonode/gonode/modules/whatwgurl"
)

// dummy is a URL to canonicalize a component in.
func dummy(scheme string) (*whatwgurl.URL, error) {
	if scheme == "" {
		scheme = "https"
	}
	u, ok := whatwgurl.Parse(scheme+"://dummy.invalid/", nil)
	if !ok {
		return nil, ErrSyntax
	}
	return u, nil
}

func canonicalProtocol(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, ok := whatwgurl.Parse(s+"://dummy.invalid/", nil)
	if !ok || strings.ContainsAny(s, ":/?#") {
		return "", ErrSyntax
	}
	return strings.TrimSuffix(u.Protocol(), ":"), nil
}

func canonicalUserinfo(s string) (string, error) {
	return whatwgurl.PercentEncode(s, whatwgurl.UserinfoSet), nil
}

// canonicalHost canonicalizes a host name for a scheme, the empty one being
// special.
func canonicalHost(scheme string) encode {
	return func(s string) (string, error) {
		if s == "" {
			return "", nil
		}
		u, err := dummy(scheme)
		if err != nil {
			return "", err
		}
		if i := strings.IndexAny(s, "/?#\\"); i >= 0 && (s[i] != '\\' || isSpecial(strings.TrimSuffix(u.Protocol(), ":"))) {
			s = s[:i]
		}
		host, ok := u.ParseHost(s)
		if !ok {
			return "", ErrSyntax
		}
		return host, nil
	}
}

func canonicalIPv6(s string) (string, error) {
	for i := range len(s) {
		c := s[i]
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' || c == '[' || c == ']' || c == ':') {
			return "", ErrSyntax
		}
	}
	return strings.ToLower(s), nil
}

func canonicalPort(scheme string) encode {
	return func(s string) (string, error) {
		if s == "" {
			return "", nil
		}
		u, err := dummy(scheme)
		if err != nil {
			return "", err
		}
		s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
		digits := strings.TrimLeft(s, "0123456789")
		n := len(s) - len(digits)
		if n == 0 {
			return "", ErrSyntax
		}
		u.SetPort("")
		port := strings.TrimLeft(s[:n], "0")
		if port == "" {
			port = "0"
		}
		if u.SetPort(port); u.Port() == "" && (scheme == "" && !isDefaultPort("https", port) || scheme != "" && !isDefaultPort(scheme, port)) {
			return "", ErrSyntax
		}
		if scheme == "" {
			return port, nil // no scheme, no default
		}
		return u.Port(), nil
	}
}

func isDefaultPort(scheme, port string) bool {
	switch scheme {
	case "http", "ws":
		return port == "80"
	case "https", "wss":
		return port == "443"
	case "ftp":
		return port == "21"
	}
	return false
}

func isSpecial(scheme string) bool {
	switch scheme {
	case "http", "https", "ws", "wss", "ftp", "file":
		return true
	}
	return false
}

func canonicalPath(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := dummy("")
	if err != nil {
		return "", err
	}
	// A path that does not begin with a slash must not get one for good.
	const guard = "/-"
	if s[0] == '/' {
		u.SetPathname(s)
		return u.Pathname(), nil
	}
	u.SetPathname(guard + s)
	return u.Pathname()[len(guard):], nil
}

func canonicalOpaquePath(s string) (string, error) {
	return whatwgurl.PercentEncode(s, whatwgurl.C0Set), nil
}

func canonicalSearch(s string) (string, error) {
	return whatwgurl.PercentEncode(s, whatwgurl.QuerySet), nil
}

func canonicalHash(s string) (string, error) {
	return whatwgurl.PercentEncode(s, whatwgurl.FragmentSet), nil
}
