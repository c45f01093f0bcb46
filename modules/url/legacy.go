package url

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wtf8"
)

// part is a property of a Url: a string or null, or undefined where absent.
type part struct {
	text        string
	set, absent bool
}

func some(text string) part { return part{text: text, set: true} }

// or is p, or other if p is empty or null.
func (p part) or(other part) part {
	if p.text != "" {
		return p
	}
	return other
}

// legacyURL are the properties of a Url, the object of the legacy API.
type legacyURL struct {
	protocol, auth, host, port, hostname, hash, search part
	pathname, path, href                               part
	slashes, query                                     goja.Value
}

func newLegacyURL() legacyURL { return legacyURL{slashes: goja.Null(), query: goja.Null()} }

// parts are the properties that are strings, by name.
func (l *legacyURL) parts() []struct {
	name string
	part *part
} {
	return []struct {
		name string
		part *part
	}{
		{"protocol", &l.protocol}, {"slashes", nil}, {"auth", &l.auth}, {"host", &l.host}, {"port", &l.port},
		{"hostname", &l.hostname}, {"hash", &l.hash}, {"search", &l.search}, {"query", nil},
		{"pathname", &l.pathname}, {"path", &l.path}, {"href", &l.href},
	}
}

// read takes the properties of an object.
func (l *legacyURL) read(o *goja.Object) {
	for _, p := range l.parts() {
		v := element(o, p.name)
		switch {
		case p.name == "slashes":
			l.slashes = v
		case p.name == "query":
			l.query = v
		case modules.IsNullish(v):
			*p.part = part{absent: goja.IsUndefined(v)}
		default:
			*p.part = some(wtf8.Of(v))
		}
	}
}

// write gives the object all properties.
func (l *legacyURL) write(u *urls, o *goja.Object) {
	for _, p := range l.parts() {
		v := goja.Null()
		switch {
		case p.name == "slashes":
			v = l.slashes
		case p.name == "query":
			v = l.query
		case p.part.set:
			v = wtf8.Value(u.env.VM, p.part.text)
		case p.part.absent:
			v = goja.Undefined()
		}
		must(o.Set(p.name, v))
	}
}

// legacyClass is the constructor Url.
func (u *urls) legacyClass() *goja.Object {
	return u.env.Class(modules.ClassSpec{
		Name: "Url", EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			empty := newLegacyURL()
			empty.write(u, c.This)
			return nil, nil
		},
		Methods: []modules.Export{
			modules.Fn("parse", 3, u.parseInto),
			modules.Fn("format", 0, u.formatThis),
			modules.Fn("resolve", 1, u.resolveFrom),
			modules.Fn("resolveObject", 1, u.resolveObjectFrom),
			modules.Fn("parseHost", 0, u.parseHost),
		},
	})
}

func (u *urls) legacyObject(l *legacyURL) *goja.Object {
	o := u.env.VM.CreateObject(prototypeOf(u.legacy))
	l.write(u, o)
	return o
}

func (u *urls) isLegacy(v goja.Value) (*goja.Object, bool) {
	o, ok := v.(*goja.Object)
	return o, ok && u.env.VM.InstanceOf(o, u.legacy)
}

// warn reports the deprecation of url.parse, once and for the program's own
// code alone.
func (u *urls) warn() error {
	if u.warned || u.insideNodeModules() {
		return nil
	}
	u.warned = true
	vm := u.env.VM
	_, err := u.env.Method(u.env.RequireObject("process"), "emitWarning",
		vm.ToValue("`url.parse()` behavior is not standardized and prone to errors that have security implications. "+
			"Use the WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities."),
		vm.ToValue("DeprecationWarning"), vm.ToValue("DEP0169"))
	return err
}

// insideNodeModules tells whether the closest caller is a package's.
func (u *urls) insideNodeModules() bool {
	for _, frame := range u.env.VM.CaptureCallStack(8, nil) {
		name := frame.SrcName()
		if name == "" || name == "<native>" || strings.HasPrefix(name, "node:") {
			continue
		}
		return strings.Contains(strings.ReplaceAll(name, `\`, "/"), "/node_modules/")
	}
	return false
}

// parse is url.parse(urlString[, parseQueryString[, slashesDenoteHost]]).
func (u *urls) parse(c modules.Call) (goja.Value, error) {
	if err := u.warn(); err != nil {
		return nil, err
	}
	if o, ok := u.isLegacy(c.Argument(0)); ok {
		return o, nil
	}
	l, err := u.parseLegacy(c.Argument(0), c.Argument(1).ToBoolean(), c.Argument(2).ToBoolean())
	if err != nil {
		return nil, err
	}
	return u.legacyObject(&l), nil
}

// parseInto is urlObject.parse(url[, parseQueryString[, slashesDenoteHost]]).
func (u *urls) parseInto(c modules.Call) (goja.Value, error) {
	o := c.This.ToObject(u.env.VM)
	l, err := u.parseLegacy(c.Argument(0), c.Argument(1).ToBoolean(), c.Argument(2).ToBoolean())
	if err != nil {
		return nil, err
	}
	l.write(u, o)
	return o, nil
}

// parseHost is urlObject.parseHost(): host, cut into hostname and port.
func (u *urls) parseHost(c modules.Call) (goja.Value, error) {
	o := c.This.ToObject(u.env.VM)
	var l legacyURL
	l.splitHost(wtf8.Of(element(o, "host")))
	if l.port.set {
		must(o.Set("port", wtf8.Value(u.env.VM, l.port.text)))
	}
	if l.hostname.set {
		must(o.Set("hostname", wtf8.Value(u.env.VM, l.hostname.text)))
	}
	return nil, nil
}

// splitHost cuts a port from host.
func (l *legacyURL) splitHost(host string) {
	end := len(host)
	for end > 0 && host[end-1] >= '0' && host[end-1] <= '9' {
		end--
	}
	if end > 0 && host[end-1] == ':' {
		if end < len(host) {
			l.port = some(host[end:])
		}
		host = host[:end-1]
	}
	if host != "" {
		l.hostname = some(host)
	}
}

// hasSlashes tells whether URLs of a protocol, with or without its colon, have
// "//" before the host.
func hasSlashes(protocol string) bool {
	switch strings.TrimSuffix(protocol, ":") {
	case "http", "https", "ftp", "gopher", "file", "ws", "wss":
		return !strings.HasSuffix(protocol, "::")
	}
	return false
}

// isScript tells whether a protocol has no host and takes any character.
func isScript(protocol string) bool { return protocol == "javascript" || protocol == "javascript:" }
