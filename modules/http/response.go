package http

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/http1"
)

func (l *library) defineResponse() {
	l.response = l.env.Class(modules.ClassSpec{
		Name: "ServerResponse", Length: 2, Parent: l.outgoing, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			m := l.newOutgoing(c.This)
			m.options(c.Argument(1))
			return nil, m.answer(c.Argument(0))
		},
	})
	l.responseProto = l.response.Get("prototype").(*goja.Object)
	implicit := l.outgoingMethod("_implicitHeader", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
		return nil, m.implicitResponseHead()
	})
	l.env.Define(l.responseProto, true,
		l.outgoingMethod("_finish", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.emit("prefinish")
			return nil, nil
		}),
		l.status("statusCode", l.status200, func(m *outgoing) *goja.Value { return &m.status }),
		l.status("statusMessage", goja.Undefined(), func(m *outgoing) *goja.Value { return &m.message }),
		l.outgoingMethod("assignSocket", 1, (*outgoing).assignSocket),
		l.outgoingMethod("detachSocket", 1, (*outgoing).detachSocket),
		l.outgoingMethod("writeInformation", 3, (*outgoing).writeInformation),
		l.outgoingMethod("writeContinue", 1, func(m *outgoing, c modules.Call) (goja.Value, error) {
			err := m.inform(100, nil, callbackOf(c.Argument(0)))
			m.sent100 = m.sent100 || err == nil
			return nil, err
		}),
		l.outgoingMethod("writeProcessing", 1, func(m *outgoing, c modules.Call) (goja.Value, error) {
			return nil, m.inform(102, nil, callbackOf(c.Argument(0)))
		}),
		l.outgoingMethod("writeEarlyHints", 2, (*outgoing).writeEarlyHints),
		implicit,
		l.outgoingMethod("writeHead", 3, (*outgoing).writeHeadMethod),
	)
	l.env.Define(l.responseProto, false, modules.Accessor("req",
		func(c modules.Call) (goja.Value, error) {
			if m := outgoings.Get(c.This); m != nil && m.req != nil {
				return m.req.obj, nil
			}
			return nil, nil
		}, ownProperty("req", goja.FLAG_TRUE)).Enumerable())
	l.responseImplicit = l.responseProto.Get("_implicitHeader")
	l.responseHead = l.responseProto.Get("writeHead")
	l.responseFinish = l.responseProto.Get("_finish")
}

// status exports a property of responses that the engine reads and writes for
// every one of them.
func (l *library) status(name string, unset goja.Value, field func(m *outgoing) *goja.Value) modules.Export {
	return modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
		if m := outgoings.Get(c.This); m != nil && *field(m) != nil {
			return *field(m), nil
		}
		return unset, nil
	}, func(c modules.Call) (goja.Value, error) {
		if m := outgoings.Get(c.This); m != nil {
			*field(m) = c.Argument(0)
			return nil, nil
		}
		return ownProperty(name, goja.FLAG_TRUE)(c)
	}).Enumerable()
}

// reason is the usual statusMessage of a code.
func (l *library) reason(code int32) goja.Value {
	v, ok := l.reasons[code]
	if !ok {
		v = l.vm.ToValue(http1.StatusText(int(code)))
		l.reasons[code] = v
	}
	return v
}

// isResponse reports whether _finish is ServerResponse's own.
func (l *library) isResponse(o *goja.Object) bool { return o.Get("_finish") == l.responseFinish }

// answer makes a message the response to a request, which may be any object.
func (m *outgoing) answer(v goja.Value) error {
	req, ok := v.(*goja.Object)
	if !ok {
		return &modules.Error{Class: "TypeError", Message: "Cannot read properties of " + v.String() + " (reading 'method')"}
	}
	m.sendDate = true
	if in := incomings.Own(req); in != nil && in.head != nil {
		m.answerIncoming(in)
		return nil
	}
	must(m.obj.Set("req", req))
	if method := req.Get("method"); method != nil && method.String() == "HEAD" {
		m.hasBody = false
	}
	if below(req.Get("httpVersionMajor"), 1) || below(req.Get("httpVersionMinor"), 1) {
		m.chunkedByDefault = false
		if headers, ok := req.Get("headers").(*goja.Object); ok {
			if te := headers.Get("te"); te != nil {
				m.chunkedByDefault = hasWord(te.String(), "chunked")
			}
		}
		m.keepAlive = false
	}
	return nil
}

func below(v goja.Value, n float64) bool { return v != nil && v.ToFloat() < n }

// answerIncoming is answer for a request that came from a connection.
func (m *outgoing) answerIncoming(in *incoming) {
	m.req = in
	m.sendDate = true
	if in.head.Method == http1.MethodHead {
		m.hasBody = false
	}
	if in.head.Major < 1 || in.head.Minor < 1 {
		te, _ := in.head.Get("te")
		m.chunkedByDefault = hasWord(te, "chunked")
		m.keepAlive = false
	}
}

// assignSocket is response.assignSocket(socket).
func (m *outgoing) assignSocket(c modules.Call) (goja.Value, error) {
	socket, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot read properties of undefined (reading '_httpMessage')"}
	}
	if current := socket.Get("_httpMessage"); current != nil && current.ToBoolean() {
		return nil, modules.PlainError("ERR_HTTP_SOCKET_ASSIGNED", "ServerResponse has an already assigned socket")
	}
	must(socket.Set("_httpMessage", m.obj))
	if modules.IsFunction(socket.Get("on")) {
		throw(m.lib.env.Method(socket, "on", m.lib.vm.ToValue("close"), m.lib.onResponseClose))
	}
	must(m.obj.Set("socket", socket))
	m.emit("socket", socket)
	m.flush()
	return nil, nil
}

// detachSocket is response.detachSocket(socket).
func (m *outgoing) detachSocket(c modules.Call) (goja.Value, error) {
	socket, ok := c.Argument(0).(*goja.Object)
	if !ok || socket.Get("_httpMessage") != goja.Value(m.obj) {
		return nil, modules.PlainError("ERR_INTERNAL_ASSERTION", "The socket is not assigned to this response")
	}
	throw(m.lib.env.Method(socket, "removeListener", m.lib.vm.ToValue("close"), m.lib.onResponseClose))
	must(socket.Set("_httpMessage", goja.Null()))
	must(m.obj.Set("socket", goja.Null()))
	return nil, nil
}

// closeOfSocket is the listener that closes a socket's current response.
func (l *library) closeOfSocket(c modules.Call) (goja.Value, error) {
	socket, ok := c.This.(*goja.Object)
	if !ok {
		return nil, nil
	}
	if m := outgoings.Get(socket.Get("_httpMessage")); m != nil {
		m.destroyed = true
		m.emitClose()
	}
	return nil, nil
}

// writeHeadMethod is response.writeHead(statusCode[, statusMessage][, headers]).
func (m *outgoing) writeHeadMethod(c modules.Call) (goja.Value, error) {
	if err := m.writeHead(c.Argument(0), c.Argument(1), c.Argument(2)); err != nil {
		return nil, err
	}
	return c.This, nil
}

// implicitResponseHead is this.writeHead(this.statusCode).
func (m *outgoing) implicitResponseHead() error {
	code := m.status
	if code == nil {
		code = m.lib.status200
	}
	own := m.obj.Get("writeHead")
	if own == m.lib.responseHead {
		return m.writeHead(code, goja.Undefined(), goja.Undefined())
	}
	_, err := m.lib.env.Invoke(own, m.obj, code)
	return err
}

func (m *outgoing) writeHead(status, reason, given goja.Value) error {
	if m.hasHead {
		return headersSent("write")
	}
	code := toInt32(status)
	if code < 100 || code > 999 {
		return modules.RangeError("ERR_HTTP_INVALID_STATUS_CODE", "Invalid status code: %s", m.lib.formatted(status))
	}
	if goja.IsString(reason) {
		m.message = reason
	} else {
		if m.message == nil || !m.message.ToBoolean() {
			m.message = m.lib.reason(code)
		}
		if modules.IsNullish(given) {
			given = reason
		}
	}
	message := m.message.String()
	if code != 200 || m.status != nil {
		m.status = m.lib.vm.ToValue(code)
	}
	source := given
	if m.headers.made {
		if err := m.mergeHeaders(given); err != nil {
			return err
		}
		source = nil
	} else if modules.IsNullish(given) {
		source = nil
	}
	if !http1.ValidValue(message) {
		return invalidChar("statusMessage", "")
	}
	if code == 204 || code == 304 || code <= 199 {
		m.hasBody = false
	}
	if m.expects100 && !m.sent100 {
		m.keepAlive = false
	}
	b := make([]byte, 0, 256)
	b = append(b, "HTTP/1.1 "...)
	b = strconv.AppendInt(b, int64(code), 10)
	b = append(b, ' ')
	b = append(b, message...)
	b = append(b, "\r\n"...)
	return m.storeHead(b, source)
}

func toInt32(v goja.Value) int32 {
	if _, ok := v.(*goja.Symbol); ok {
		return 0
	}
	f := v.ToFloat()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return int32(int64(f))
}

// mergeHeaders adds the headers that writeHead got to those that were set.
func (m *outgoing) mergeHeaders(given goja.Value) error {
	o, ok := given.(*goja.Object)
	if !ok {
		return nil
	}
	vm, env := m.lib.vm, m.lib.env
	if !modules.IsArray(o) {
		set := m.obj.Get("setHeader")
		for _, name := range o.Keys() {
			if name == "" {
				continue
			}
			if _, err := env.Invoke(set, m.obj, vm.ToValue(name), o.Get(name)); err != nil {
				return err
			}
		}
		return nil
	}
	list := items(o)
	if len(list)%2 != 0 {
		return env.InvalidArgValue("headers", o, "")
	}
	for i := 0; i < len(list); i += 2 {
		if _, err := env.Method(m.obj, "removeHeader", list[i].(goja.Value)); err != nil {
			return err
		}
	}
	for i := 0; i < len(list); i += 2 {
		if name := list[i].(goja.Value); name.ToBoolean() {
			if _, err := env.Method(m.obj, "appendHeader", name, list[i+1].(goja.Value)); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeInformation is response.writeInformation(statusCode[, headers][, callback]).
func (m *outgoing) writeInformation(c modules.Call) (goja.Value, error) {
	if m.hasHead {
		return nil, headersSent("write")
	}
	code, err := c.Int(0, "statusCode", 100, 199)
	if err != nil {
		return nil, err
	}
	if code == 101 {
		return nil, modules.RangeError("ERR_HTTP_INVALID_STATUS_CODE", "Invalid status code: 101")
	}
	var given *goja.Object
	if v := c.Argument(1); !modules.IsNullish(v) {
		given, _ = v.(*goja.Object)
		if !modules.IsArray(v) {
			if given, err = c.Object(1, "headers"); err != nil {
				return nil, err
			}
		}
	}
	return nil, m.inform(int(code), given, callbackOf(c.Argument(2)))
}

// inform sends a response that comes before the response.
func (m *outgoing) inform(code int, given *goja.Object, cb callback) error {
	if m.hasHead {
		return headersSent("write")
	}
	h := headBuilder{m: &outgoing{lib: m.lib, obj: m.obj}}
	h.b = http1.AppendStatusLine(nil, code, http1.StatusText(code))
	if given != nil {
		if err := h.all(given); err != nil {
			return err
		}
	}
	m.writeRaw(nil, latin1(append(h.b, "\r\n"...)), cb)
	return nil
}

// writeEarlyHints is response.writeEarlyHints(hints[, callback]).
func (m *outgoing) writeEarlyHints(c modules.Call) (goja.Value, error) {
	hints, err := c.Object(0, "hints")
	if err != nil {
		return nil, err
	}
	link := hints.Get("link")
	if modules.IsNullish(link) {
		return nil, nil
	}
	value, err := m.lib.linkHeader(link)
	if err != nil || value == "" {
		return nil, err
	}
	if !http1.ValidValue(value) {
		return nil, invalidChar("header content", "Link")
	}
	headers := m.lib.vm.CreateObject(nil)
	must(headers.Set("Link", value))
	for _, name := range hints.Keys() {
		if name != "link" {
			must(headers.Set(name, hints.Get(name)))
		}
	}
	return nil, m.inform(103, headers, callbackOf(c.Argument(1)))
}

func latin1(b []byte) []byte { return http1.AppendLatin1(nil, string(b)) }
