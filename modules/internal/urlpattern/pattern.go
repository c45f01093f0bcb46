package urlpattern

import (
	"strings"

	"github.com/gonode/gonode/modules/whatwgurl"
)

// ComponentNames are the components of a URL, in the order of Pattern's and
// Init's.
var ComponentNames = [8]string{"protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"}

// Init holds components, nil those that are not there.
type Init struct {
	Components [8]*string
	BaseURL    *string
}

func (n *Init) has(s state) bool          { return n.Components[s] != nil }
func (n *Init) set(s state, value string) { n.Components[s] = &value }

func (n *Init) lacks(states ...state) bool {
	for _, s := range states {
		if n.has(s) {
			return false
		}
	}
	return true
}

// get is a component, empty if it is not there.
func (n *Init) get(s state) string {
	if n.Components[s] == nil {
		return ""
	}
	return *n.Components[s]
}

// process completes n by its base URL. With asPattern the components are
// patterns, otherwise those of a URL, which are canonicalized.
func (n *Init) process(result Init, asPattern bool) (Init, error) {
	var base *whatwgurl.URL
	if n.BaseURL != nil {
		var ok bool
		if base, ok = whatwgurl.Parse(*n.BaseURL, nil); !ok {
			return result, ErrSyntax
		}
		n.inherit(&result, base, asPattern)
	}
	for s := stateProtocol; s <= stateHash; s++ {
		if !n.has(s) {
			continue
		}
		value := n.get(s)
		switch s {
		case stateProtocol:
			value = strings.TrimSuffix(value, ":")
		case stateSearch:
			value = strings.TrimPrefix(value, "?")
		case stateHash:
			value = strings.TrimPrefix(value, "#")
		case statePathname:
			if base != nil && !base.OpaquePath() && !isAbsolute(value, asPattern) {
				path := inherited(base.Pathname(), asPattern)
				if slash := strings.LastIndexByte(path, '/'); slash >= 0 {
					value = path[:slash+1] + value
				}
			}
		}
		if !asPattern {
			var err error
			if value, err = canonical(s, result.get(stateProtocol))(value); err != nil {
				return result, err
			}
		}
		result.set(s, value)
	}
	return result, nil
}

// canonical is how a component of a URL with a scheme is canonicalized.
func canonical(s state, scheme string) encode {
	switch s {
	case stateProtocol:
		return canonicalProtocol
	case stateUsername, statePassword:
		return canonicalUserinfo
	case stateHostname:
		return canonicalHost(scheme)
	case statePort:
		return canonicalPort(scheme)
	case statePathname:
		if scheme == "" || isSpecial(scheme) {
			return canonicalPath
		}
		return canonicalOpaquePath
	case stateSearch:
		return canonicalSearch
	}
	return canonicalHash
}

// inherit takes from the base URL what n has neither itself nor anything
// before it.
func (n *Init) inherit(result *Init, base *whatwgurl.URL, asPattern bool) {
	take := func(s state, value string) { result.set(s, inherited(value, asPattern)) }
	if n.lacks(stateProtocol) {
		take(stateProtocol, strings.TrimSuffix(base.Protocol(), ":"))
	}
	if !asPattern && n.lacks(stateProtocol, stateHostname, statePort, stateUsername) {
		take(stateUsername, base.Username())
		if n.lacks(statePassword) {
			take(statePassword, base.Password())
		}
	}
	if !n.lacks(stateProtocol, stateHostname) {
		return
	}
	take(stateHostname, base.Hostname())
	if n.has(statePort) {
		return
	}
	take(statePort, base.Port())
	if n.has(statePathname) {
		return
	}
	take(statePathname, base.Pathname())
	if n.has(stateSearch) {
		return
	}
	take(stateSearch, strings.TrimPrefix(base.Search(), "?"))
	if !n.has(stateHash) {
		take(stateHash, strings.TrimPrefix(base.Hash(), "#"))
	}
}

func inherited(value string, asPattern bool) string {
	if asPattern {
		return escapePattern(value)
	}
	return value
}

func isAbsolute(path string, asPattern bool) bool {
	return strings.HasPrefix(path, "/") || asPattern && (strings.HasPrefix(path, `\/`) || strings.HasPrefix(path, "{/"))
}

// Pattern is a compiled URLPattern.
type Pattern struct {
	// Components are in the order of ComponentNames.
	Components [8]*Component
}

// HasRegExpGroups tells of a group with a regular expression of its own.
func (p *Pattern) HasRegExpGroups() bool {
	for _, c := range p.Components {
		if c.HasRegExpGroups {
			return true
		}
	}
	return false
}

// FromString compiles a constructor string; base may be nil.
func FromString(input string, base *string, ignoreCase bool, compiler Compiler) (*Pattern, error) {
	n, err := parseConstructor(input, compiler)
	if err != nil {
		return nil, err
	}
	if base == nil && !n.has(stateProtocol) {
		return nil, ErrSyntax
	}
	n.BaseURL = base
	return FromInit(n, ignoreCase, compiler)
}

// FromInit compiles the patterns of the components; those that are missing
// match anything.
func FromInit(n Init, ignoreCase bool, compiler Compiler) (*Pattern, error) {
	processed, err := n.process(Init{}, true)
	if err != nil {
		return nil, err
	}
	for s := stateProtocol; s <= stateHash; s++ {
		if !processed.has(s) {
			processed.set(s, "*")
		}
	}
	if isDefaultPort(processed.get(stateProtocol), processed.get(statePort)) {
		processed.set(statePort, "")
	}
	p := new(Pattern)
	special := false
	for s := stateProtocol; s <= stateHash; s++ {
		o, encode := options{}, canonical(s, "")
		switch s {
		case stateHostname:
			o = hostOptions
			if isIPv6(processed.get(s)) {
				encode = canonicalIPv6
			} else if !special {
				encode = canonicalHost("unspecial")
			}
		case statePathname:
			if special {
				o = pathOptions
			} else {
				encode = canonicalOpaquePath
			}
			o.ignoreCase = ignoreCase
		case stateSearch, stateHash:
			o.ignoreCase = ignoreCase
		}
		c, err := compile(processed.get(s), encode, o, compiler)
		if err != nil {
			return nil, err
		}
		p.Components[s] = c
		if s == stateProtocol {
			special = matchesSpecial(c)
		}
	}
	return p, nil
}

func isIPv6(pattern string) bool {
	return len(pattern) >= 2 && (pattern[0] == '[' || pattern[:2] == "{[" || pattern[:2] == `\[`)
}

// matchesSpecial tells whether the pattern of a protocol matches one of those
// with rules of their own.
func matchesSpecial(c *Component) bool {
	for _, scheme := range []string{"http", "https", "ws", "wss", "ftp", "file"} {
		if _, ok := c.Match(scheme); ok {
			return true
		}
	}
	return false
}

// Result is a match: of each component the input and the groups.
type Result struct {
	Inputs [8]string
	Groups [8][]*string
}

// MatchInit matches components; false as well if they are no URL's.
func (p *Pattern) MatchInit(n Init) (*Result, bool) {
	empty := ""
	var start Init
	for s := range start.Components {
		start.Components[s] = &empty
	}
	processed, err := n.process(start, false)
	if err != nil {
		return nil, false
	}
	var values [8]string
	for s := range values {
		values[s] = processed.get(state(s))
	}
	return p.match(values)
}

// MatchURL matches a URL; base may be nil.
func (p *Pattern) MatchURL(input string, base *string) (*Result, bool) {
	var b *whatwgurl.URL
	if base != nil {
		var ok bool
		if b, ok = whatwgurl.Parse(*base, nil); !ok {
			return nil, false
		}
	}
	u, ok := whatwgurl.Parse(input, b)
	if !ok {
		return nil, false
	}
	return p.match([8]string{
		strings.TrimSuffix(u.Protocol(), ":"), u.Username(), u.Password(), u.Hostname(), u.Port(), u.Pathname(),
		strings.TrimPrefix(u.Search(), "?"), strings.TrimPrefix(u.Hash(), "#"),
	})
}

func (p *Pattern) match(values [8]string) (*Result, bool) {
	r := &Result{Inputs: values}
	for i, c := range p.Components {
		groups, ok := c.Match(values[i])
		if !ok {
			return nil, false
		}
		r.Groups[i] = groups
	}
	return r, true
}
