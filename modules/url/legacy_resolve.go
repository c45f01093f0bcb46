package url

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// resolve is url.resolve(from, to).
func (u *urls) resolve(c modules.Call) (goja.Value, error) {
	source, err := u.sourceOf(c.Argument(0))
	if err != nil {
		return nil, err
	}
	relative, err := u.sourceOf(c.Argument(1))
	if err != nil {
		return nil, err
	}
	return u.resolved(source, relative)
}

func (u *urls) resolved(source, relative *legacyURL) (goja.Value, error) {
	if err := u.resolveLegacy(source, relative); err != nil {
		return nil, err
	}
	s, err := u.formatLegacy(source)
	if err != nil {
		return nil, err
	}
	return wtf8.Value(u.env.VM, s), nil
}

// sourceOf parses a URL; a Url is taken as it is.
func (u *urls) sourceOf(v goja.Value) (*legacyURL, error) {
	if err := u.warn(); err != nil {
		return nil, err
	}
	l := newLegacyURL()
	if o, ok := u.isLegacy(v); ok {
		l.read(o)
		return &l, nil
	}
	l, err := u.parseLegacy(v, false, true)
	return &l, err
}

// resolveFrom is urlObject.resolve(relative).
func (u *urls) resolveFrom(c modules.Call) (goja.Value, error) {
	relative, err := u.sourceOf(c.Argument(0))
	if err != nil {
		return nil, err
	}
	source := newLegacyURL()
	source.read(c.This.ToObject(u.env.VM))
	return u.resolved(&source, relative)
}

// resolveObject is url.resolveObject(source, relative).
func (u *urls) resolveObject(c modules.Call) (goja.Value, error) {
	if !c.Argument(0).ToBoolean() {
		return c.Argument(1), nil
	}
	source, err := u.sourceOf(c.Argument(0))
	if err != nil {
		return nil, err
	}
	if o, ok := u.isLegacy(c.Argument(0)); ok {
		return u.resolveObjects(o, c.Argument(1))
	}
	return u.resolveObjects(u.legacyObject(source), c.Argument(1))
}

// resolveObjectFrom is urlObject.resolveObject(relative).
func (u *urls) resolveObjectFrom(c modules.Call) (goja.Value, error) {
	return u.resolveObjects(c.This.ToObject(u.env.VM), c.Argument(0))
}

// resolveObjects resolves relative, a string or an object, against source,
// whose further properties the result takes over.
func (u *urls) resolveObjects(from *goja.Object, v goja.Value) (goja.Value, error) {
	source, relative := newLegacyURL(), newLegacyURL()
	source.read(from)
	for _, p := range source.parts() {
		if p.part != nil {
			p.part.absent = false
		}
	}
	if !goja.IsString(v) {
		if modules.IsNullish(v) {
			return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of " + v.String() + " (reading 'hash')"}
		}
		relative.read(v.ToObject(u.env.VM))
	} else {
		var err error
		if relative, err = u.parseLegacy(v, false, true); err != nil {
			return nil, err
		}
	}
	result := u.legacyObject(&source)
	if _, err := u.env.Invoke(u.function("Object", "assign"), goja.Undefined(), result, from); err != nil {
		return nil, err
	}
	if err := u.resolveLegacy(&source, &relative); err != nil {
		return nil, err
	}
	source.write(u, result)
	return result, nil
}

// setPath joins pathname and search, which http.request takes for its path.
func (l *legacyURL) setPath() {
	if l.pathname.set || l.search.set {
		l.path = some(l.pathname.text + l.search.text)
	}
}

func split(path part) []string {
	if path.text == "" {
		return nil
	}
	return strings.Split(path.text, "/")
}

// orSlashes is l.slashes ||= other.
func (l *legacyURL) orSlashes(other goja.Value) {
	if l.slashes == nil || !l.slashes.ToBoolean() {
		l.slashes = other
	}
}

// resolveLegacy is Url.prototype.resolveObject: it makes l what rel means
// beside it. rel is used up.
func (u *urls) resolveLegacy(l, rel *legacyURL) (err error) {
	defer func() {
		if err == nil {
			l.href.set = true
			l.href.text, err = u.formatLegacy(l)
		}
	}()
	l.hash = rel.hash
	relSlashes := rel.slashes != nil && rel.slashes.ToBoolean()
	switch {
	case rel.href.set && rel.href.text == "":
		return nil
	case relSlashes && rel.protocol.text == "":
		protocol := l.protocol
		*l = *rel
		l.protocol = protocol
		if hasSlashes(l.protocol.text) && l.hostname.text != "" && l.pathname.text == "" {
			l.pathname, l.path = some("/"), some("/")
		}
		return nil
	case rel.protocol.text != "" && rel.protocol.text != l.protocol.text:
		l.otherProtocol(rel)
		return nil
	}
	l.sameProtocol(rel)
	return nil
}

// otherProtocol is resolveLegacy for a URL with a protocol of its own.
func (l *legacyURL) otherProtocol(rel *legacyURL) {
	if !hasSlashes(rel.protocol.text) {
		*l = *rel
		return
	}
	l.protocol = rel.protocol
	l.pathname = rel.pathname
	if protocol := rel.protocol.text; rel.host.text == "" && protocol != "file" && protocol != "file:" && !isScript(protocol) {
		// There must be a host: the first segment is it.
		path := strings.Split(rel.pathname.text, "/")
		for len(path) > 0 && rel.host.text == "" {
			rel.host, path = some(path[0]), path[1:]
		}
		if !rel.hostname.set {
			rel.hostname = some("")
		}
		if len(path) == 0 || path[0] != "" {
			path = append([]string{""}, path...)
		}
		if len(path) < 2 {
			path = append([]string{""}, path...)
		}
		l.pathname = some(strings.Join(path, "/"))
	}
	l.search, l.query = rel.search, rel.query
	l.host = some(rel.host.text)
	l.auth = rel.auth
	l.hostname = rel.hostname.or(rel.host)
	l.port = rel.port
	if l.pathname.text != "" || l.search.text != "" {
		l.path = some(l.pathname.text + l.search.text)
	}
	l.orSlashes(rel.slashes)
}

// sameProtocol is resolveLegacy for a relative reference.
func (l *legacyURL) sameProtocol(rel *legacyURL) {
	sourceAbsolute := strings.HasPrefix(l.pathname.text, "/")
	relAbsolute := rel.host.text != "" || strings.HasPrefix(rel.pathname.text, "/")
	mustEndAbsolute := relAbsolute || sourceAbsolute || l.host.text != "" && rel.pathname.text != ""
	removeAllDots := mustEndAbsolute
	path, relPath := split(l.pathname), split(rel.pathname)
	// Without slashes the host counts as the first segment.
	hostless := l.protocol.text != "" && !hasSlashes(l.protocol.text)
	if hostless {
		path = withHost(path, l.host.text)
		l.hostname, l.port, l.host = some(""), part{}, some("")
		if rel.protocol.text != "" {
			rel.hostname, rel.port, l.auth = part{}, part{}, part{}
			relPath = withHost(relPath, rel.host.text)
			rel.host = part{}
		}
		mustEndAbsolute = mustEndAbsolute && (first(relPath) == "" && len(relPath) > 0 || first(path) == "" && len(path) > 0)
	}
	switch {
	case relAbsolute:
		if rel.host.set {
			if l.host.text != rel.host.text || !l.host.set {
				l.auth = part{}
			}
			l.host, l.port = rel.host, rel.port
		}
		if rel.hostname.set {
			if l.hostname.text != rel.hostname.text || !l.hostname.set {
				l.auth = part{}
			}
			l.hostname = rel.hostname
		}
		l.search, l.query = rel.search, rel.query
		path = relPath
	case len(relPath) > 0:
		if len(path) > 0 {
			path = path[:len(path)-1]
		}
		path = append(path, relPath...)
		l.search, l.query = rel.search, rel.query
	case rel.search.set:
		if hostless {
			host := part{}
			if len(path) > 0 {
				host = some(path[0])
			}
			l.setHost(host)
		}
		l.search, l.query = rel.search, rel.query
		l.setPath()
		return
	}
	if len(path) == 0 {
		l.pathname, l.path = part{}, part{}
		if l.search.text != "" {
			l.path = some("/" + l.search.text)
		}
		return
	}
	last := path[len(path)-1]
	trailing := (l.host.text != "" || rel.host.text != "" || len(path) > 1) && (last == "." || last == "..") || last == ""
	path, up := dropDots(path)
	if !mustEndAbsolute && !removeAllDots {
		for ; up > 0; up-- {
			path = append([]string{".."}, path...)
		}
	}
	if mustEndAbsolute && (len(path) == 0 || path[0] != "") {
		path = append([]string{""}, path...)
	}
	if trailing && !strings.HasSuffix(strings.Join(path, "/"), "/") {
		path = append(path, "")
	}
	absolute := len(path) > 0 && path[0] == ""
	if hostless {
		host := some("")
		if !absolute && len(path) > 0 {
			host, path = some(path[0]), path[1:]
		}
		l.setHost(host)
	}
	mustEndAbsolute = mustEndAbsolute || l.host.text != "" && len(path) > 0
	if mustEndAbsolute && !absolute {
		path = append([]string{""}, path...)
	}
	if len(path) == 0 {
		l.pathname, l.path = part{}, part{}
	} else {
		l.pathname = some(strings.Join(path, "/"))
	}
	l.setPath()
	l.auth = rel.auth.or(l.auth)
	l.orSlashes(rel.slashes)
}

func first(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[0]
}

// withHost puts the host before a path, in the place of its empty first
// segment.
func withHost(path []string, host string) []string {
	switch {
	case host == "":
		return path
	case len(path) > 0 && path[0] == "":
		return append([]string{host}, path[1:]...)
	}
	return append([]string{host}, path...)
}

// setHost sets host and hostname; a user in it becomes auth.
func (l *legacyURL) setHost(host part) {
	if user, rest, found := strings.Cut(host.text, "@"); found && user != "" {
		rest, _, _ = strings.Cut(rest, "@")
		l.auth, host = some(user), some(rest)
	}
	l.host, l.hostname = host, host
}

// dropDots resolves "." and ".."; up is how far the path leads above its top.
func dropDots(path []string) (kept []string, up int) {
	kept = make([]string, 0, len(path))
	for i := len(path) - 1; i >= 0; i-- {
		switch {
		case path[i] == ".":
		case path[i] == "..":
			up++
		case up > 0:
			up--
		default:
			kept = append(kept, path[i])
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept, up
}
