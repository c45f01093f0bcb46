package url

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/blobs"
	"github.com/gonode/gonode/modules/internal/clone"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// urlState is the state of a URL object. Changes of its search parameters
// reach it when it is read next.
type urlState struct {
	whatwgurl.URL
	params       *paramsState
	paramsObject *goja.Object
	stale        bool // params changed since
}

var urlSlot = modules.NewSlot[urlState]("url")

// sync takes over changed search parameters.
func (s *urlState) sync() {
	if s.stale {
		s.stale = false
		s.SetQuery(s.params.String())
	}
}

// replaced makes the parameters follow a search that was set.
func (s *urlState) replaced(previous string) {
	s.stale = false
	if s.params != nil && s.Search() != previous {
		s.params.replace(whatwgurl.ParseForm(s.Search()))
	}
}

func (u *urls) defineURL() {
	u.url = u.env.Class(modules.ClassSpec{
		Name: "URL", Length: 1, NewOnly: true, Construct: u.newURL, EnumerableMethods: true,
		Methods: []modules.Export{
			modules.Fn("toString", 0, u.href),
			modules.Accessor("href", u.href, u.setHref),
			modules.Getter("origin", u.part((*whatwgurl.URL).Origin)),
			u.property("protocol", (*whatwgurl.URL).Protocol, (*whatwgurl.URL).SetProtocol),
			u.property("username", (*whatwgurl.URL).Username, (*whatwgurl.URL).SetUsername),
			u.property("password", (*whatwgurl.URL).Password, (*whatwgurl.URL).SetPassword),
			u.property("host", (*whatwgurl.URL).Host, (*whatwgurl.URL).SetHost),
			u.property("hostname", (*whatwgurl.URL).Hostname, (*whatwgurl.URL).SetHostname),
			u.property("port", (*whatwgurl.URL).Port, (*whatwgurl.URL).SetPort),
			u.property("pathname", (*whatwgurl.URL).Pathname, (*whatwgurl.URL).SetPathname),
			modules.Accessor("search", u.search, u.setSearch),
			modules.Getter("searchParams", u.searchParams),
			u.property("hash", (*whatwgurl.URL).Hash, (*whatwgurl.URL).SetHash),
			modules.Fn("toJSON", 0, u.href),
			modules.Fn("[nodejs.util.inspect.custom]", 2, u.inspectURL).WithSymbol(u.inspect).Hidden(),
		},
		Static: []modules.Export{
			modules.Fn("parse", 1, u.parseURL),
			modules.Fn("canParse", 1, u.canParse),
			modules.Fn("createObjectURL", 1, u.createObjectURL),
			modules.Fn("revokeObjectURL", 1, u.revokeObjectURL),
		},
	})
	u.tag(prototypeOf(u.url), "URL")
	clone.MarkClass(u.env, prototypeOf(u.url))
}

// newURL is new URL(input[, base]).
func (u *urls) newURL(c modules.ConstructCall) (*goja.Object, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("url")
	}
	input := u.str(c.Argument(0))
	parsed, ok := u.parseWith(input, c.Argument(1))
	if !ok {
		props := []modules.Prop{{Name: "code", Value: "ERR_INVALID_URL"}, {Name: "input", Value: input}}
		if base := c.Argument(1); !goja.IsUndefined(base) {
			props = append(props, modules.Prop{Name: "base", Value: u.str(base)})
		}
		return nil, &modules.Error{Class: "TypeError", Message: "Invalid URL", Props: props}
	}
	urlSlot.Set(u.env.VM, c.This, &urlState{URL: *parsed})
	return nil, nil
}

func (u *urls) parseWith(input, base goja.Value) (*whatwgurl.URL, bool) {
	if goja.IsUndefined(base) {
		return whatwgurl.Parse(u.text(input), nil)
	}
	b, ok := whatwgurl.Parse(u.text(base), nil)
	if !ok {
		return nil, false
	}
	return whatwgurl.Parse(u.text(input), b)
}

// object makes a URL object.
func (u *urls) object(parsed *whatwgurl.URL) *goja.Object {
	o := u.env.VM.CreateObject(prototypeOf(u.url))
	urlSlot.Set(u.env.VM, o, &urlState{URL: *parsed})
	return o
}

// this is the state of the URL that a method is called on, up to date.
func (u *urls) this(c modules.Call) (*urlState, error) {
	return thisOr(c, notURL)
}

// thisOr is this with the error that the engine of Node has for the method.
func thisOr(c modules.Call, missing error) (*urlState, error) {
	s := urlSlot.Get(c.This)
	if s == nil {
		return nil, missing
	}
	s.sync()
	return s, nil
}

// Errors of methods on objects that are no URL.
var (
	notURL         = receiver("URL")
	noContext      = noPrivate("#context")
	noSearchParams = noPrivate("#searchParams")
)

func noPrivate(name string) error {
	return &modules.Error{Class: "TypeError",
		Message: "Cannot read private member " + name + " from an object whose class did not declare it"}
}

// part is a getter.
func (u *urls) part(get func(*whatwgurl.URL) string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		s, err := thisOr(c, noContext)
		if err != nil {
			return nil, err
		}
		return u.env.VM.ToValue(get(&s.URL)), nil
	}
}

func (u *urls) property(name string, get func(*whatwgurl.URL) string, set func(*whatwgurl.URL, string)) modules.Export {
	return modules.Accessor(name, u.part(get), func(c modules.Call) (goja.Value, error) {
		s, err := thisOr(c, noContext)
		if err != nil {
			return nil, err
		}
		set(&s.URL, u.text(c.Argument(0)))
		return nil, nil
	})
}

// href is url.toString(), url.toJSON() and the getter of url.href.
func (u *urls) href(c modules.Call) (goja.Value, error) {
	s, err := u.this(c)
	if err != nil {
		return nil, err
	}
	return u.env.VM.ToValue(s.Href()), nil
}

func (u *urls) setHref(c modules.Call) (goja.Value, error) {
	s, err := thisOr(c, noContext)
	if err != nil {
		return nil, err
	}
	value, previous := u.str(c.Argument(0)), s.Search()
	if !s.SetHref(u.text(value)) {
		return nil, invalidURL(value)
	}
	s.replaced(previous)
	return nil, nil
}

func invalidURL(input goja.Value) error {
	return &modules.Error{Class: "TypeError", Code: "ERR_INVALID_URL", Message: "Invalid URL",
		Props: []modules.Prop{{Name: "input", Value: input}}}
}

// search is the getter of url.search.
func (u *urls) search(c modules.Call) (goja.Value, error) {
	s, err := u.this(c)
	if err != nil {
		return nil, err
	}
	return u.env.VM.ToValue(s.Search()), nil
}

func (u *urls) setSearch(c modules.Call) (goja.Value, error) {
	s, err := thisOr(c, noContext)
	if err != nil {
		return nil, err
	}
	previous := s.Search()
	s.SetSearch(u.text(c.Argument(0)))
	s.replaced(previous)
	return nil, nil
}

// searchParams is the getter of url.searchParams.
func (u *urls) searchParams(c modules.Call) (goja.Value, error) {
	s, err := thisOr(c, noSearchParams)
	if err != nil {
		return nil, err
	}
	if s.params == nil {
		s.params = &paramsState{pairs: whatwgurl.ParseForm(s.Search()), url: s}
		s.paramsObject = u.env.VM.CreateObject(u.paramsPrototype)
		paramsSlot.Set(u.env.VM, s.paramsObject, s.params)
	}
	return s.paramsObject, nil
}

// parseURL is URL.parse(input[, base]).
func (u *urls) parseURL(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("url")
	}
	parsed, ok := u.parseWith(u.str(c.Argument(0)), c.Argument(1))
	if !ok {
		return goja.Null(), nil
	}
	return u.object(parsed), nil
}

// canParse is URL.canParse(input[, base]).
func (u *urls) canParse(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("url")
	}
	_, ok := u.parseWith(u.str(c.Argument(0)), c.Argument(1))
	return modules.Bool(ok), nil
}

// createObjectURL is URL.createObjectURL(blob).
func (u *urls) createObjectURL(c modules.Call) (goja.Value, error) {
	blob := blobs.Get(c.Argument(0))
	if blob == nil {
		return nil, u.env.InvalidArgType("obj", c.Argument(0), "Blob")
	}
	id := newUUID()
	blobs.Register(u.env, id, blob)
	return u.env.VM.ToValue(objectURLPrefix + id), nil
}

// revokeObjectURL is URL.revokeObjectURL(url).
func (u *urls) revokeObjectURL(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) == 0 {
		return nil, modules.MissingArgs("url")
	}
	parsed, ok := whatwgurl.Parse(u.text(c.Argument(0)), nil)
	if ok && parsed.Protocol() == "blob:" {
		href := parsed.Protocol() + parsed.Pathname()
		if len(href) > len(objectURLPrefix) && href[:len(objectURLPrefix)] == objectURLPrefix {
			blobs.Revoke(u.env, href[len(objectURLPrefix):])
		}
	}
	return nil, nil
}
