package http

import (
	"math"
	"strconv"
	gostrings "strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
	"github.com/gonode/gonode/modules/internal/http1"
)

// headBuilder makes a message's head: it notes which of the headers that
// matter to the framing are there.
type headBuilder struct {
	m                                              *outgoing
	b                                              []byte
	connection, length, coding, date, expect, tail bool
}

// storeHead is message._storeHeader(firstLine, headers): it makes the head
// from the first line and headers, which are nil for those that were set, or
// what the program gave.
func (m *outgoing) storeHead(first []byte, given goja.Value) error {
	h := headBuilder{m: m, b: first}
	if err := h.all(given); err != nil {
		return err
	}
	if m.sendDate && !h.date {
		h.b = append(h.b, "Date: "...)
		h.b = m.lib.date.Append(h.b, m.lib.env.Loop.Clock().Now())
		h.b = append(h.b, "\r\n"...)
	}
	if m.chunked {
		if code := m.statusCode(); code == 204 || code == 304 {
			m.chunked, m.keepAlive = false, false
		}
	}
	h.persistence()
	h.framing()
	if !m.chunked && h.tail {
		return modules.PlainError("ERR_HTTP_TRAILER_INVALID", "Trailers are invalid with this transfer encoding")
	}
	m.head, m.hasHead, m.headSent = append(h.b, "\r\n"...), true, false
	if h.expect {
		m.send(nil, false, callback{})
	}
	return nil
}

// statusCode is that of a response; a request has none.
func (m *outgoing) statusCode() int64 {
	if m.status == nil {
		return 0 // or 200
	}
	return m.status.ToInteger()
}

func (h *headBuilder) all(given goja.Value) error {
	if given == nil {
		for i := range h.m.headers.list {
			x := &h.m.headers.list[i]
			if err := h.process(x.name, x.value, false); err != nil {
				return err
			}
		}
		return nil
	}
	o, ok := given.(*goja.Object)
	if !ok {
		return nil
	}
	if modules.IsArray(o) {
		return h.array(o)
	}
	for _, name := range o.Keys() {
		if err := h.named(h.m.lib.vm.ToValue(name), o.Get(name)); err != nil {
			return err
		}
	}
	return nil
}

func (h *headBuilder) array(o *goja.Object) error {
	list := items(o)
	if len(list) > 0 && modules.IsArray(list[0].(goja.Value)) {
		for _, item := range list {
			pair, ok := item.(*goja.Object)
			if !ok {
				continue
			}
			if err := h.named(pair.Get("0"), pair.Get("1")); err != nil {
				return err
			}
		}
		return nil
	}
	if len(list)%2 != 0 {
		return h.m.lib.env.InvalidArgValue("headers", o, "")
	}
	for i := 0; i < len(list); i += 2 {
		if err := h.named(list[i].(goja.Value), list[i+1].(goja.Value)); err != nil {
			return err
		}
	}
	return nil
}

func (h *headBuilder) named(name, value goja.Value) error {
	if name == nil {
		name = goja.Undefined()
	}
	if value == nil {
		value = goja.Undefined()
	}
	if err := h.m.lib.checkName(name, "Header name"); err != nil {
		return err
	}
	return h.process(name.String(), value, true)
}

func (h *headBuilder) process(name string, value goja.Value, check bool) error {
	if !modules.IsArray(value) {
		if h.m.hasLength && h.m.length != 0 && len(name) == 19 && gostrings.EqualFold(name, "content-disposition") {
			value = h.m.lib.vm.ToValue(rawLatin1(value))
		}
		return h.field(name, value, check)
	}
	list := items(value.(*goja.Object))
	if (len(list) < 2 || !gostrings.EqualFold(name, "cookie")) && !h.m.unique[lower(name)] {
		for _, v := range list {
			if err := h.field(name, v.(goja.Value), check); err != nil {
				return err
			}
		}
		return nil
	}
	return h.field(name, h.m.lib.vm.ToValue(join(list, "; ")), check)
}

func join(list []any, separator string) string {
	words := make([]string, len(list))
	for i, v := range list {
		if v := v.(goja.Value); !modules.IsNullish(v) {
			words[i] = v.String()
		}
	}
	return gostrings.Join(words, separator)
}

// rawLatin1 is a value whose characters are the bytes of UTF-8, put right.
func rawLatin1(v goja.Value) string {
	return encoding.DecodeUTF8(encoding.Latin1.Encode(encoding.TextOf(v)))
}

func (h *headBuilder) field(name string, value goja.Value, check bool) error {
	if check {
		if err := h.m.lib.checkValue(name, value, h.m.lenient); err != nil {
			return err
		}
	}
	s := value.String()
	h.b = append(h.b, name...)
	h.b = append(h.b, ": "...)
	h.b = append(h.b, s...)
	h.b = append(h.b, "\r\n"...)
	h.match(name, s, value)
	return nil
}

// match notes what a header says about framing and persistence.
func (h *headBuilder) match(name, s string, value goja.Value) {
	m := h.m
	switch len(name) {
	case 4:
		h.date = h.date || gostrings.EqualFold(name, "date")
	case 6:
		h.expect = h.expect || gostrings.EqualFold(name, "expect")
	case 7:
		h.tail = h.tail || gostrings.EqualFold(name, "trailer")
	case 10:
		switch {
		case gostrings.EqualFold(name, "connection"):
			h.connection = true
			m.removedConnection = false
			if hasWord(s, "close") {
				m.last = true
			} else {
				m.keepAlive = true
			}
		case gostrings.EqualFold(name, "keep-alive"):
			m.defaultKeepAlive = false
		}
	case 14:
		if gostrings.EqualFold(name, "content-length") {
			h.length = true
			if f := value.ToFloat(); !math.IsNaN(f) {
				m.length = int64(f)
			}
			m.hasLength = true
			m.removedLength = false
		}
	case 17:
		if gostrings.EqualFold(name, "transfer-encoding") {
			h.coding = true
			m.removedCoding = false
			if hasWord(s, "chunked") {
				m.chunked = true
			}
		}
	}
}

// hasWord reports whether a word is in s, in any case, with no letter, digit
// or underscore beside it.
func hasWord(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if gostrings.EqualFold(s[i:i+len(word)], word) && (i == 0 || !isWordChar(s[i-1])) &&
			(i+len(word) == len(s) || !isWordChar(s[i+len(word)])) {
			return true
		}
	}
	return false
}

func isWordChar(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// persistence decides whether the connection outlives the message, and says
// so unless the program did.
func (h *headBuilder) persistence() {
	m := h.m
	if m.removedConnection {
		m.last = !m.keepAlive
		return
	}
	if h.connection {
		return
	}
	switch keep := m.keepAlive && (h.length || m.chunkedByDefault || m.hasAgent()); {
	case keep && m.requestsReached:
		h.b = append(h.b, "Connection: close\r\n"...)
	case keep:
		h.b = append(h.b, "Connection: keep-alive\r\n"...)
		if m.keepAliveTime != nil && m.defaultKeepAlive && m.keepAliveTime.ToBoolean() {
			h.b = append(h.b, "Keep-Alive: timeout="...)
			h.b = strconv.AppendInt(h.b, int64(math.Floor(m.keepAliveTime.ToFloat()/1000)), 10)
			if m.maxRequests != nil && int32(m.maxRequests.ToInteger()) > 0 {
				h.b = append(h.b, ", max="...)
				h.b = append(h.b, m.maxRequests.String()...)
			}
			h.b = append(h.b, "\r\n"...)
		}
	default:
		m.last = true
		h.b = append(h.b, "Connection: close\r\n"...)
	}
}

// framing says how long the body is, unless the program did.
func (h *headBuilder) framing() {
	m := h.m
	if h.length || h.coding {
		return
	}
	switch {
	case !m.hasBody:
		m.chunked = false
	case !m.chunkedByDefault:
		m.last = true
	case !h.tail && !m.removedLength && m.hasLength:
		h.b = append(h.b, "Content-Length: "...)
		h.b = strconv.AppendInt(h.b, m.length, 10)
		h.b = append(h.b, "\r\n"...)
	case !m.removedCoding:
		h.b = append(h.b, "Transfer-Encoding: chunked\r\n"...)
		m.chunked = true
	default:
		m.last = true // the end of the connection is the end of the body
	}
}

// hasAgent is for a request: message.agent is set.
func (m *outgoing) hasAgent() bool {
	if m.req != nil {
		return false
	}
	agent := m.obj.Get("agent")
	return agent != nil && agent.ToBoolean()
}

// lenient is message._isLenientHeaderValidation().
func (m *outgoing) lenient() bool {
	v := throw(m.lib.env.Invoke(m.obj.Get("_isLenientHeaderValidation"), m.obj))
	return v != nil && v.ToBoolean()
}

func isLenient(c modules.Call) (goja.Value, error) {
	o := c.This.ToObject(c.Env.VM)
	if v := o.Get("httpValidation"); v != nil && !goja.IsUndefined(v) {
		return modules.Bool(v.String() != "strict"), nil
	}
	var server *goja.Object
	if m := outgoings.Get(o); m != nil && m.conn != nil {
		server = m.conn.server.obj
	}
	if server != nil {
		if v := server.Get("httpValidation"); v != nil && !goja.IsUndefined(v) {
			return modules.Bool(v.String() != "strict"), nil
		}
	}
	if v := o.Get("insecureHTTPParser"); modules.IsBoolean(v) {
		return v, nil
	}
	if server != nil {
		if v := server.Get("insecureHTTPParser"); modules.IsBoolean(v) {
			return v, nil
		}
	}
	return modules.Bool(c.Env.Host.Info().Options["insecure-http-parser"] == "true"), nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// headBytes is the head as it goes out: in front of text it is encoded as the
// text is, else one byte a character.
func (m *outgoing) headBytes(utf8 bool) []byte {
	if utf8 || isASCII(m.head) {
		return m.head
	}
	return http1.AppendLatin1(nil, string(m.head))
}

func lower(s string) string { return gostrings.ToLower(s) }

func hex(n int) string { return strconv.FormatInt(int64(n), 16) }

func index(i int) string { return strconv.Itoa(i) }
