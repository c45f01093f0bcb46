package http

import (
	gostrings "strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

func (l *library) bodyMethods() []modules.Export {
	return []modules.Export{
		l.outgoingMethod("cork", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.cork()
			return nil, nil
		}),
		l.outgoingMethod("uncork", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.uncork()
			return nil, nil
		}),
		l.outgoingMethod("setTimeout", 2, (*outgoing).setTimeout),
		l.outgoingMethod("destroy", 1, (*outgoing).destroyMethod),
		l.outgoingMethod("_send", 4, (*outgoing).sendMethod),
		l.outgoingMethod("_writeRaw", 4, (*outgoing).writeRawMethod),
		l.outgoingMethod("_storeHeader", 2, func(m *outgoing, c modules.Call) (goja.Value, error) {
			return nil, m.storeHead([]byte(c.Argument(0).String()), c.Argument(1))
		}),
		modules.Fn("_isLenientHeaderValidation", 0, isLenient),
		modules.Fn("_implicitHeader", 0, func(modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("_implicitHeader()")
		}),
		l.outgoingMethod("write", 3, (*outgoing).writeMethod),
		l.outgoingMethod("addTrailers", 1, (*outgoing).addTrailers),
		l.outgoingMethod("end", 3, (*outgoing).endMethod),
		l.outgoingMethod("_finish", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.emit("prefinish")
			return nil, nil
		}),
		l.outgoingMethod("_flush", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.flush()
			return nil, nil
		}),
		l.outgoingMethod("_flushOutput", 1, func(m *outgoing, c modules.Call) (goja.Value, error) {
			return modules.Bool(m.flushOutput()), nil
		}),
		l.outgoingMethod("flushHeaders", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			if err := m.implicitHead(); err != nil {
				return nil, err
			}
			m.send(nil, true, callback{})
			return nil, nil
		}),
		l.outgoingMethod("pipe", 0, func(m *outgoing, c modules.Call) (goja.Value, error) {
			m.emitError(m.lib.env.Error(modules.PlainError("ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable")))
			return nil, nil
		}),
	}
}

func (m *outgoing) encode(v, enc goja.Value) ([]byte, error) {
	as := encoding.UTF8
	if enc != nil && enc.ToBoolean() {
		known, ok := encoding.Lookup(enc.String())
		if !ok && m.chunked {
			return nil, modules.TypeError("ERR_UNKNOWN_ENCODING", "Unknown encoding: %s", enc.String())
		}
		if ok {
			as = known
		}
	}
	t := encoding.TextOf(v)
	if s, ascii := t.ASCII(); ascii && (as == encoding.UTF8 || as == encoding.Latin1) {
		return []byte(s), nil
	}
	return as.Encode(t), nil
}

// isText reports whether the head in front of a chunk takes its encoding.
func isText(v, enc goja.Value) bool {
	if !goja.IsString(v) {
		return false
	}
	return enc == nil || !enc.ToBoolean() || gostrings.EqualFold(enc.String(), "utf8")
}

func (m *outgoing) cork() {
	m.corked++
	if m.wire != nil {
		m.wire.cork()
	}
}

// uncork sends the chunk that was gathered.
func (m *outgoing) uncork() {
	m.corked--
	w := m.wire
	if m.corked == 0 && len(m.parts) > 0 {
		m.sendParts()
	}
	if w != nil {
		w.uncork()
	}
	if m.corked == 0 && m.needDrain && m.queued() == 0 {
		m.needDrain = false
		m.emit("drain")
	}
}

func (m *outgoing) sendParts() {
	parts, size := m.parts, m.partsSize
	m.parts, m.partsSize = nil, 0
	if m.destroyed || m.wire != nil && m.wire.destroyed() {
		err := m.errored
		if modules.IsNullish(err) && m.wire != nil {
			err = m.wire.errored()
		}
		if modules.IsNullish(err) {
			err = m.lib.env.Error(destroyedError("write"))
		}
		for _, p := range parts {
			if !p.cb.none() {
				m.lib.nextTick(func() { p.cb.call(err) })
			}
		}
		return
	}
	b := make([]byte, 0, size+16)
	b = append(b, hex(size)...)
	b = append(b, "\r\n"...)
	for _, p := range parts {
		b = append(b, p.data...)
	}
	b = append(b, "\r\n"...)
	m.send(b, false, callback{f: func(err goja.Value) {
		for _, p := range parts {
			p.cb.call(err)
		}
	}})
}

func destroyedError(method string) error {
	return modules.PlainError("ERR_STREAM_DESTROYED", "Cannot call %s after a stream was destroyed", method)
}

func writeAfterEnd() error {
	return modules.PlainError("ERR_STREAM_WRITE_AFTER_END", "write after end")
}

func (m *outgoing) setTimeout(c modules.Call) (goja.Value, error) {
	msecs := c.Argument(0)
	if callback, ok := c.Argument(1).(*goja.Object); ok {
		if _, err := m.lib.env.Method(m.obj, "on", m.lib.vm.ToValue("timeout"), callback); err != nil {
			return nil, err
		}
	}
	if m.wire == nil {
		m.lib.em.Add(m.obj, "once", "socket", m.lib.env.Func("socketSetTimeoutOnConnect", 1, func(c modules.Call) (goja.Value, error) {
			return m.lib.env.Method(c.Argument(0).ToObject(m.lib.vm), "setTimeout", msecs)
		}))
		return c.This, nil
	}
	_, err := m.lib.env.Method(m.wire.object().ToObject(m.lib.vm), "setTimeout", msecs)
	return c.This, err
}

func (m *outgoing) destroyMethod(c modules.Call) (goja.Value, error) {
	m.destroy(c.Argument(0))
	return c.This, nil
}

func (m *outgoing) destroy(err goja.Value) {
	if m.destroyed {
		return
	}
	m.destroyed, m.errored = true, err
	if len(m.parts) > 0 {
		m.corked = 1
		m.uncork()
	}
	if m.wire != nil {
		m.wire.destroy(err)
		return
	}
	m.lib.nextTick(m.emitClose)
}

func (m *outgoing) emitClose() {
	if !m.closed {
		m.closed = true
		m.emit("close")
	}
}

// send writes data, behind the head if that has not gone out. A nil cb calls
// nobody.
func (m *outgoing) send(data []byte, utf8Head bool, cb callback) bool {
	var head []byte
	if !m.headSent && m.hasHead {
		head = m.headBytes(utf8Head)
		m.headSent = true
	}
	return m.writeRaw(head, data, cb)
}

func (m *outgoing) writeRaw(head, data []byte, cb callback) bool {
	w := m.wire
	if w != nil {
		if w.destroyed() {
			return false
		}
		if w.serves(m) && w.writable() {
			if len(m.output) > 0 {
				m.flushOutput()
			}
			return w.write(head, data, cb)
		}
	}
	b := make([]byte, 0, len(head)+len(data))
	b = append(append(b, head...), data...)
	m.output = append(m.output, piece{b, cb})
	m.outputSize += len(b)
	m.pendingData(len(b))
	return m.outputSize < m.mark
}

// pendingData tells the connection how much waits for it.
func (m *outgoing) pendingData(delta int) {
	if m.conn != nil {
		m.conn.pendingData(delta)
	}
	if f, ok := goja.AssertFunction(m.onPending); ok {
		throw(f(goja.Undefined(), m.lib.vm.ToValue(delta)))
	}
}

func (m *outgoing) sendMethod(c modules.Call) (goja.Value, error) {
	data, utf8, cb, err := m.rawArguments(c)
	if err != nil {
		return nil, err
	}
	return modules.Bool(m.send(data, utf8, cb)), nil
}

func (m *outgoing) writeRawMethod(c modules.Call) (goja.Value, error) {
	data, _, cb, err := m.rawArguments(c)
	if err != nil {
		return nil, err
	}
	return modules.Bool(m.writeRaw(nil, data, cb)), nil
}

func (m *outgoing) rawArguments(c modules.Call) (data []byte, utf8 bool, cb callback, err error) {
	enc, done := c.Argument(1), c.Argument(2)
	if modules.IsFunction(enc) {
		enc, done = goja.Undefined(), enc
	}
	data, err = m.chunkOf(c.Argument(0), enc)
	return data, isText(c.Argument(0), enc), callbackOf(done), err
}

// flush hands to the connection what waits for it.
func (m *outgoing) flush() {
	if m.wire == nil || !m.wire.writable() {
		return
	}
	more := m.flushOutput()
	if m.finished {
		m.finishSent()
	} else if m.needDrain && more {
		m.needDrain = false
		m.emit("drain")
	}
}

func (m *outgoing) flushOutput() (more bool) {
	if len(m.output) == 0 || m.wire == nil {
		return true
	}
	w := m.wire
	output := m.output
	w.cork()
	for _, p := range output {
		more = w.write(nil, p.data, p.cb)
	}
	w.uncork()
	m.output = nil
	size := m.outputSize
	m.outputSize = 0
	m.pendingData(-size)
	return more
}

// finishSent is this._finish().
func (m *outgoing) finishSent() {
	if m.conn != nil && m.lib.isResponse(m.obj) {
		m.emit("prefinish")
		return
	}
	throw(m.lib.env.Method(m.obj, "_finish"))
}

// implicitHead makes the head, unless there is one, by the program's own
// _implicitHeader and writeHead if it has replaced them.
func (m *outgoing) implicitHead() error {
	if m.hasHead {
		return nil
	}
	own := m.obj.Get("_implicitHeader")
	if own == m.lib.responseImplicit {
		return m.implicitResponseHead()
	}
	_, err := m.lib.env.Invoke(own, m.obj)
	return err
}

func (m *outgoing) addTrailers(c modules.Call) (goja.Value, error) {
	m.trailer = nil
	given, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, &modules.Error{Class: "TypeError", Message: "Cannot convert undefined or null to object"}
	}
	isArray := modules.IsArray(given)
	for _, key := range given.Keys() {
		var field goja.Value = m.lib.vm.ToValue(key)
		value := given.Get(key)
		if isArray {
			pair := value.ToObject(m.lib.vm)
			field, value = pair.Get("0"), pair.Get("1")
		}
		if err := m.addTrailer(field, value); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func (m *outgoing) addTrailer(field, value goja.Value) error {
	if field == nil {
		field = goja.Undefined()
	}
	if err := m.lib.checkName(field, "Trailer name"); err != nil {
		return err
	}
	name := field.String()
	add := func(v goja.Value) error {
		if err := m.lib.checkContent("trailer content", name, v, m.lenient); err != nil {
			return err
		}
		m.trailer = append(m.trailer, name+": "+v.String()+"\r\n"...)
		return nil
	}
	list, ok := value.(*goja.Object)
	if !ok || !modules.IsArray(value) {
		if value == nil {
			value = goja.Undefined()
		}
		return add(value)
	}
	values := items(list)
	if len(values) < 2 || m.unique[lower(name)] {
		return add(m.lib.vm.ToValue(join(values, "; ")))
	}
	for _, v := range values {
		if err := add(v.(goja.Value)); err != nil {
			return err
		}
	}
	return nil
}
