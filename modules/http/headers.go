package http

import (
	gostrings "strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
)

// headerList holds the headers that were set on an outgoing message, in order.
type headerList struct {
	list []header
	// made is false until the first header is set: writeHead takes a shorter
	// way then.
	made bool
}

// header keeps the value as it was set: a string, a number, or an array.
type header struct {
	name, key string // as it was given, in lower case
	value     goja.Value
}

func (h *headerList) find(key string) *header {
	for i := range h.list {
		if h.list[i].key == key {
			return &h.list[i]
		}
	}
	return nil
}

func (h *headerList) set(name string, value goja.Value) {
	h.made = true
	key := gostrings.ToLower(name)
	if x := h.find(key); x != nil {
		x.name, x.value = name, value
		return
	}
	h.list = append(h.list, header{name, key, value})
}

func (h *headerList) remove(key string) {
	for i := range h.list {
		if h.list[i].key == key {
			h.list = append(h.list[:i], h.list[i+1:]...)
			return
		}
	}
}

// checkName is validateHeaderName(name[, label]).
func (l *library) checkName(v goja.Value, label string) error {
	if goja.IsString(v) && http1.IsToken(v.String()) {
		return nil
	}
	return invalidToken(label, v)
}

func invalidToken(label string, v goja.Value) error {
	return modules.TypeError("ERR_INVALID_HTTP_TOKEN", `%s must be a valid HTTP token ["%s"]`, label, text(v))
}

// text is String(v), also of a symbol.
func text(v goja.Value) string {
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	return v.String()
}

// checkValue is validateHeaderValue(name, value, lenient); lenient is asked
// only about what the strict rules refuse.
func (l *library) checkValue(name string, v goja.Value, lenient func() bool) error {
	if goja.IsUndefined(v) {
		return modules.TypeError("ERR_HTTP_INVALID_HEADER_VALUE", `Invalid value "undefined" for header "%s"`, name)
	}
	return l.checkContent("header content", name, v, lenient)
}

func (l *library) checkContent(what, name string, v goja.Value, lenient func() bool) error {
	s := v.String()
	if http1.ValidValue(s) || lenient != nil && lenient() && http1.ValidRelaxedValue(s) {
		return nil
	}
	return invalidChar(what, name)
}

func invalidChar(what, field string) error {
	if field != "" {
		what += ` ["` + field + `"]`
	}
	return modules.TypeError("ERR_INVALID_CHAR", "Invalid character in %s", what)
}

func headersSent(verb string) error {
	return modules.PlainError("ERR_HTTP_HEADERS_SENT", "Cannot %s headers after they are sent to the client", verb)
}

// headerMethods are those of OutgoingMessage.prototype that deal with headers.
func (l *library) headerMethods() []modules.Export {
	return []modules.Export{
		l.outgoingMethod("setHeader", 2, (*outgoing).setHeader),
		l.outgoingMethod("setHeaders", 1, (*outgoing).setHeaders),
		l.outgoingMethod("appendHeader", 2, (*outgoing).appendHeader),
		l.outgoingMethod("getHeader", 1, (*outgoing).getHeader),
		l.outgoingMethod("getHeaderNames", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			return m.names(func(h *header) string { return h.key }), nil
		}),
		l.outgoingMethod("getRawHeaderNames", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			return m.names(func(h *header) string { return h.name }), nil
		}),
		l.outgoingMethod("getHeaders", 0, (*outgoing).getHeaders),
		l.outgoingMethod("hasHeader", 1, (*outgoing).hasHeader),
		l.outgoingMethod("removeHeader", 1, (*outgoing).removeHeader),
		l.outgoingMethod("_renderHeaders", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			if m.hasHead {
				return nil, headersSent("render")
			}
			o := m.lib.vm.NewObject()
			for i := range m.headers.list {
				must(o.Set(m.headers.list[i].name, m.headers.list[i].value))
			}
			return o, nil
		}),
	}
}

// setHeader is message.setHeader(name, value).
func (m *outgoing) setHeader(c modules.Call) (goja.Value, error) {
	if err := m.checkHeader(c, "set"); err != nil {
		return nil, err
	}
	m.headers.set(c.Arguments[0].String(), c.Argument(1))
	return c.This, nil
}

func (m *outgoing) checkHeader(c modules.Call, verb string) error {
	if m.hasHead {
		return headersSent(verb)
	}
	if err := m.lib.checkName(c.Argument(0), "Header name"); err != nil {
		return err
	}
	return m.lib.checkValue(c.Arguments[0].String(), c.Argument(1), m.lenient)
}

// setHeaders is message.setHeaders(headers), of a Headers or a Map.
func (m *outgoing) setHeaders(c modules.Call) (goja.Value, error) {
	if m.hasHead {
		return nil, headersSent("set")
	}
	source, ok := c.Argument(0).(*goja.Object)
	if !ok || modules.IsArray(source) || !modules.IsFunction(source.Get("keys")) || !modules.IsFunction(source.Get("get")) {
		return nil, m.lib.env.InvalidArgType("headers", c.Argument(0), "Headers", "Map")
	}
	set := m.obj.Get("setHeader")
	var cookies []any
	var failure error
	m.lib.vm.ForOf(source, func(entry goja.Value) bool {
		pair, ok := entry.(*goja.Object)
		if !ok {
			return true
		}
		key, value := pair.Get("0"), pair.Get("1")
		if goja.IsString(key) && key.String() == "set-cookie" {
			if list, ok := value.(*goja.Object); ok && modules.IsArray(value) {
				cookies = append(cookies, items(list)...)
			} else {
				cookies = append(cookies, value)
			}
			return true
		}
		_, failure = m.lib.env.Invoke(set, m.obj, key, value)
		return failure == nil
	})
	if failure == nil && cookies != nil {
		_, failure = m.lib.env.Invoke(set, m.obj, m.lib.vm.ToValue("set-cookie"), m.lib.vm.NewArray(cookies...))
	}
	return c.This, failure
}

// appendHeader is message.appendHeader(name, value).
func (m *outgoing) appendHeader(c modules.Call) (goja.Value, error) {
	if err := m.checkHeader(c, "append"); err != nil {
		return nil, err
	}
	name, value := c.Arguments[0].String(), c.Argument(1)
	x := m.headers.find(gostrings.ToLower(name))
	if x == nil {
		m.headers.set(name, value)
		return c.This, nil
	}
	var all []any
	add := func(v goja.Value) {
		if list, ok := v.(*goja.Object); ok && modules.IsArray(v) {
			all = append(all, items(list)...)
		} else {
			all = append(all, v)
		}
	}
	add(x.value)
	add(value)
	x.value = m.lib.vm.NewArray(all...)
	return c.This, nil
}

// items are the elements of an array.
func items(list *goja.Object) []any {
	n := int(list.Get("length").ToInteger())
	out := make([]any, n)
	for i := range out {
		v := list.Get(index(i))
		if v == nil {
			v = goja.Undefined()
		}
		out[i] = v
	}
	return out
}

// getHeader is message.getHeader(name).
func (m *outgoing) getHeader(c modules.Call) (goja.Value, error) {
	name, err := c.String(0, "name")
	if err != nil {
		return nil, err
	}
	if x := m.headers.find(gostrings.ToLower(name)); x != nil {
		return x.value, nil
	}
	return nil, nil
}

func (m *outgoing) names(name func(*header) string) goja.Value {
	list := make([]any, len(m.headers.list))
	for i := range list {
		list[i] = name(&m.headers.list[i])
	}
	return m.lib.vm.NewArray(list...)
}

// getHeaders is message.getHeaders(): a copy without a prototype.
func (m *outgoing) getHeaders(c modules.Call) (goja.Value, error) {
	o := m.lib.vm.CreateObject(nil)
	for i := range m.headers.list {
		must(o.Set(m.headers.list[i].key, m.headers.list[i].value))
	}
	return o, nil
}

// hasHeader is message.hasHeader(name).
func (m *outgoing) hasHeader(c modules.Call) (goja.Value, error) {
	name, err := c.String(0, "name")
	if err != nil {
		return nil, err
	}
	return modules.Bool(m.headers.find(gostrings.ToLower(name)) != nil), nil
}

// removeHeader is message.removeHeader(name). Headers that Node would add by
// itself stay away, too.
func (m *outgoing) removeHeader(c modules.Call) (goja.Value, error) {
	name, err := c.String(0, "name")
	if err != nil {
		return nil, err
	}
	if m.hasHead {
		return nil, headersSent("remove")
	}
	m.dropHeader(gostrings.ToLower(name))
	return nil, nil
}

func (m *outgoing) dropHeader(key string) {
	switch key {
	case "connection":
		m.removedConnection = true
	case "content-length":
		m.removedLength = true
	case "transfer-encoding":
		m.removedCoding = true
	case "date":
		m.sendDate = false
	}
	m.headers.remove(key)
}
