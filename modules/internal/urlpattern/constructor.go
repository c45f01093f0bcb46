package urlpattern

// state is where the reader of a constructor string is.
type state uint8

const (
	stateProtocol state = iota
	stateUsername
	statePassword
	stateHostname
	statePort
	statePathname
	stateSearch
	stateHash
	stateInit
	stateAuthority
	stateDone
)

// reader splits a constructor string, such as "https://*.example/:id?*", into
// the patterns of the components.
type reader struct {
	input     []rune
	tokens    []token
	result    Init
	start     int // of the component, in tokens
	at, step  int
	groups    int
	brackets  int
	isSpecial bool
	state     state
	compiler  Compiler
}

func parseConstructor(input string, compiler Compiler) (Init, error) {
	r := &reader{input: []rune(input), state: stateInit, compiler: compiler}
	r.tokens, _ = tokenize(r.input, true)
	for r.at < len(r.tokens) && r.state != stateDone {
		r.step = 1
		if err := r.next(); err != nil {
			return r.result, err
		}
		r.at += r.step
	}
	if r.result.has(stateHostname) && !r.result.has(statePort) {
		r.result.set(statePort, "")
	}
	return r.result, nil
}

func (r *reader) next() error {
	kind := r.tokens[r.at].kind
	switch {
	case kind == tokenEnd:
		switch r.state {
		case stateInit:
			r.rewind()
			switch {
			case r.plain(r.at, "#"):
				r.change(stateHash, 1)
			case r.isSearch():
				r.change(stateSearch, 1)
			default:
				r.change(statePathname, 0)
			}
		case stateAuthority:
			r.rewindTo(stateHostname)
		default:
			r.change(stateDone, 0)
		}
		return nil
	case kind == tokenOpen:
		r.groups++
		return nil
	case r.groups > 0:
		if kind != tokenClose {
			return nil
		}
		r.groups--
	}
	return r.component()
}

func (r *reader) component() error {
	switch r.state {
	case stateInit:
		if r.plain(r.at, ":") {
			r.rewindTo(stateProtocol)
		}
	case stateProtocol:
		if r.plain(r.at, ":") {
			return r.endProtocol()
		}
	case stateAuthority:
		if r.plain(r.at, "@") {
			r.rewindTo(stateUsername)
		} else if r.plain(r.at, "/") || r.isSearch() || r.plain(r.at, "#") {
			r.rewindTo(stateHostname)
		}
	case stateUsername:
		if r.plain(r.at, ":") {
			r.change(statePassword, 1)
		} else if r.plain(r.at, "@") {
			r.change(stateHostname, 1)
		}
	case statePassword:
		if r.plain(r.at, "@") {
			r.change(stateHostname, 1)
		}
	case stateHostname:
		switch {
		case r.plain(r.at, "["):
			r.brackets++
		case r.plain(r.at, "]"):
			r.brackets--
		case r.plain(r.at, ":") && r.brackets == 0:
			r.change(statePort, 1)
		default:
			r.endBefore(statePathname)
		}
	case statePort:
		r.endBefore(statePathname)
	case statePathname:
		r.endBefore(stateSearch)
	case stateSearch:
		r.endBefore(stateHash)
	}
	return nil
}

// endBefore ends the component where a later one, first or what follows it,
// begins.
func (r *reader) endBefore(first state) {
	switch {
	case first <= statePathname && r.plain(r.at, "/"):
		r.change(statePathname, 0)
	case first <= stateSearch && r.isSearch():
		r.change(stateSearch, 1)
	case r.plain(r.at, "#"):
		r.change(stateHash, 1)
	}
}

// endProtocol decides by the scheme and the slashes what comes next.
func (r *reader) endProtocol() error {
	protocol, err := compile(r.text(), canonicalProtocol, options{}, r.compiler)
	if err != nil {
		return err
	}
	r.isSpecial = matchesSpecial(protocol)
	switch {
	case r.plain(r.at+1, "/") && r.plain(r.at+2, "/"):
		r.change(stateAuthority, 3)
	case r.isSpecial:
		r.change(stateAuthority, 1)
	default:
		r.change(statePathname, 1)
	}
	return nil
}

func (r *reader) rewind() { r.at, r.step = r.start, 0 }

func (r *reader) rewindTo(s state) {
	r.rewind()
	r.state = s
}

func (r *reader) change(s state, skip int) {
	old := r.state
	if old < stateInit {
		r.result.set(old, r.text())
	}
	if old != stateInit && s != stateDone {
		early := old == stateProtocol || old == stateAuthority || old == stateUsername || old == statePassword
		if early && s >= statePort && s <= stateHash && !r.result.has(stateHostname) {
			r.result.set(stateHostname, "")
		}
		if (early || old == stateHostname || old == statePort) && (s == stateSearch || s == stateHash) && !r.result.has(statePathname) {
			path := ""
			if r.isSpecial {
				path = "/"
			}
			r.result.set(statePathname, path)
		}
		if (early || old == stateHostname || old == statePort || old == statePathname) && s == stateHash && !r.result.has(stateSearch) {
			r.result.set(stateSearch, "")
		}
	}
	r.state = s
	r.at += skip
	r.start = r.at
	r.step = 0
}

func (r *reader) token(i int) *token {
	return &r.tokens[min(i, len(r.tokens)-1)]
}

// plain tells whether the token at i is a character without meaning in
// patterns.
func (r *reader) plain(i int, value string) bool {
	t := r.token(i)
	return t.value == value && (t.kind == tokenChar || t.kind == tokenEscaped || t.kind == tokenInvalid)
}

// isSearch tells a "?" that begins the search from one that makes a group
// optional.
func (r *reader) isSearch() bool {
	if r.plain(r.at, "?") {
		return true
	}
	if r.tokens[r.at].value != "?" {
		return false
	}
	if r.at == 0 {
		return true
	}
	switch r.tokens[r.at-1].kind {
	case tokenName, tokenRegexp, tokenClose, tokenAsterisk:
		return false
	}
	return true
}

// text is the component up to here.
func (r *reader) text() string {
	return string(r.input[r.token(r.start).index:r.token(r.at).index])
}
