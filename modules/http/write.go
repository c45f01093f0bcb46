package http

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// writeMethod is message.write(chunk[, encoding][, callback]).
func (m *outgoing) writeMethod(c modules.Call) (goja.Value, error) {
	enc, done := c.Argument(1), c.Argument(2)
	if modules.IsFunction(enc) {
		enc, done = goja.Undefined(), enc
	}
	more, err := m.write(c.Argument(0), enc, callbackOf(done), false)
	if err != nil {
		return nil, err
	}
	if !more {
		m.needDrain = true
	}
	return modules.Bool(more), nil
}

// write sends a piece of the body. last: it is all that follows.
func (m *outgoing) write(v, enc goja.Value, cb callback, last bool) (more bool, err error) {
	data := m.prepared
	if m.prepared = nil; data == nil {
		if data, err = m.chunkOf(v, enc); err != nil {
			return false, err
		}
	}
	if m.finished || m.destroyed {
		m.refuse(cb)
		return false, nil
	}
	if m.strictLength {
		if err := m.countStrictly(len(data), last); err != nil {
			return false, err
		}
	}
	if !m.hasHead {
		if last {
			m.length, m.hasLength = int64(len(data)), true
		}
		if err := m.implicitHead(); err != nil {
			return false, err
		}
	}
	if !m.hasBody {
		if m.rejectBody {
			return false, modules.PlainError("ERR_HTTP_BODY_NOT_ALLOWED",
				"Adding content for this request method or response status is not allowed.")
		}
		if !cb.none() {
			m.lib.nextTick(func() { cb.call(nil) })
		}
		return true, nil
	}
	if m.chunked && goja.IsString(v) { // now that the coding is known
		if data, err = m.encode(v, enc); err != nil {
			return false, err
		}
	}
	if !last && m.wire != nil && !m.wire.isCorked() {
		m.cork()
		m.lib.nextTick(func() {
			if m.corked > 0 {
				m.uncork()
			}
		})
	}
	switch {
	case m.chunked && len(data) > 0 && m.corked == 0:
		b := make([]byte, 0, len(data)+16)
		b = append(b, hex(len(data))...)
		b = append(b, "\r\n"...)
		b = append(append(b, data...), "\r\n"...)
		return m.send(b, false, cb), nil
	case m.chunked && (len(data) > 0 || m.corked > 0 && len(m.parts) > 0):
		m.parts = append(m.parts, piece{append([]byte(nil), data...), cb})
		m.partsSize += len(data)
		return m.queued() < m.highWaterMark(), nil
	}
	return m.send(data, isText(v, enc), cb), nil
}

// refuse reports a write to a message that takes no more.
func (m *outgoing) refuse(cb callback) {
	env := m.lib.env
	if m.finished && !m.destroyed {
		m.fail(env.Error(writeAfterEnd()), cb)
		return
	}
	err := env.Error(writeAfterEnd())
	if !m.finished {
		err = env.Error(destroyedError("write"))
	}
	if !cb.none() {
		m.lib.nextTick(func() { cb.call(err) })
	}
}

// fail calls back and emits 'error', on the next tick.
func (m *outgoing) fail(err goja.Value, cb callback) {
	if m.destroyed {
		return
	}
	m.lib.nextTick(func() {
		cb.call(err)
		if !m.destroyed && modules.IsFunction(m.obj.Get("emit")) {
			m.emitError(err)
		}
	})
}

func (m *outgoing) isStrict() bool {
	return m.strictLength && m.hasLength && m.hasBody && !m.removedLength && !m.chunked &&
		m.headers.find("transfer-encoding") == nil
}

func (m *outgoing) countStrictly(n int, last bool) error {
	written := m.written + int64(n)
	if m.isStrict() && (last && written != m.length || !last && written > m.length) {
		return m.lengthMismatch(written)
	}
	m.written = written
	return nil
}

func (m *outgoing) lengthMismatch(written int64) error {
	return modules.PlainError("ERR_HTTP_CONTENT_LENGTH_MISMATCH",
		"Response body's content-length of %d byte(s) does not match the content-length of %d byte(s) set in header", written, m.length)
}

// endMethod is message.end([chunk][, encoding][, callback]).
func (m *outgoing) endMethod(c modules.Call) (goja.Value, error) {
	chunk, enc, done := c.Argument(0), c.Argument(1), c.Argument(2)
	if modules.IsFunction(chunk) {
		chunk, enc, done = goja.Null(), goja.Undefined(), chunk
	} else if modules.IsFunction(enc) {
		enc, done = goja.Undefined(), enc
	}
	if err := m.end(chunk, enc, callbackOf(done)); err != nil {
		return nil, err
	}
	return c.This, nil
}

func (m *outgoing) end(chunk, enc goja.Value, done callback) error {
	single := false
	switch {
	case chunk.ToBoolean():
		if m.finished {
			m.fail(m.lib.env.Error(writeAfterEnd()), done)
			return nil
		}
		if m.wire != nil {
			m.wire.cork()
		}
		var err error
		if single, err = m.prepareSingle(chunk, enc); err != nil {
			return err
		}
		var finish callback
		if single {
			if !done.none() {
				m.queueEnding(done)
				done = callback{}
			}
			finish.f = m.onFinish
		}
		if _, err := m.write(chunk, enc, finish, true); err != nil {
			return err
		}
	case m.finished:
		if !done.none() {
			m.queueEnding(done)
		}
		return nil
	case !m.hasHead:
		if m.wire != nil {
			m.wire.cork()
		}
		m.length, m.hasLength = 0, true
		if err := m.implicitHead(); err != nil {
			return err
		}
	}
	if !done.none() {
		m.queueEnding(done)
	}
	if m.isStrict() && m.written != m.length {
		return m.lengthMismatch(m.written)
	}
	if len(m.parts) > 0 {
		if m.wire != nil {
			m.wire.cork()
		}
		m.corked = 1
		m.uncork()
	}
	if !single {
		m.sendEnd(chunk.ToBoolean())
	}
	if m.wire != nil {
		m.wire.uncorkAll()
	}
	m.corked = 0
	if len(m.parts) > 0 {
		m.sendParts()
	}
	if m.needDrain && m.queued() == 0 {
		m.needDrain = false
		m.emit("drain")
	}
	m.finished = true
	if len(m.output) == 0 && m.wire != nil && m.wire.serves(m) {
		m.finishSent()
	}
	return nil
}

// sendEnd sends what ends the body, and finishes with it.
func (m *outgoing) sendEnd(written bool) {
	finish := callback{f: m.onFinish}
	switch {
	case m.hasBody && m.chunked:
		b := append([]byte("0\r\n"), m.headTrailer()...)
		m.send(append(b, "\r\n"...), false, finish)
	case !m.headSent || m.queued() > 0 || written:
		m.send(nil, false, finish)
	default:
		m.lib.nextTick(func() { m.onFinish(nil) })
	}
}

func (m *outgoing) headTrailer() []byte {
	if isASCII(m.trailer) {
		return m.trailer
	}
	return latin1(m.trailer)
}

// prepareSingle reports whether a chunk is the whole body that goes out in
// one write, with the head made.
func (m *outgoing) prepareSingle(chunk, enc goja.Value) (bool, error) {
	if m.destroyed || m.strictLength {
		return false, nil
	}
	if !m.hasHead {
		data, err := m.chunkOf(chunk, enc)
		if err != nil {
			return false, nil // write will say so
		}
		m.length, m.hasLength = int64(len(data)), true
		if err := m.implicitHead(); err != nil {
			return false, err
		}
		if goja.IsString(chunk) && !m.chunked {
			m.prepared = data
		}
	}
	return m.hasHead && m.hasBody && !m.chunked, nil
}

// onFinish is told that all has been written, or why not.
func (m *outgoing) onFinish(err goja.Value) {
	failed := err != nil && err.ToBoolean()
	if failed || !modules.IsNullish(m.errored) || m.wire != nil && (m.wire.errored() != nil || m.wire.hadError()) {
		if !failed {
			err = m.endingError()
		}
		m.flushError = err
		m.flushEndings(err)
		return
	}
	m.finishedOut = true
	m.flushEndings(goja.Null())
	if m.conn != nil && m.conn.finished(m) {
		return
	}
	m.emit("finish")
}

func (m *outgoing) endingError() goja.Value {
	if !modules.IsNullish(m.errored) {
		return m.errored
	}
	if m.wire != nil {
		if err := m.wire.errored(); err != nil {
			return err
		}
	}
	return m.lib.env.Error(destroyedError("end"))
}

func (m *outgoing) flushEndings(err goja.Value) {
	endings := m.endings
	m.endings = nil
	for _, cb := range endings {
		cb.call(err)
	}
}

// queueEnding keeps a callback of end until 'finish'.
func (m *outgoing) queueEnding(cb callback) {
	switch {
	case m.finishedOut:
		cb.call(m.lib.env.Error(modules.PlainError("ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished")))
	case m.flushError != nil:
		err := m.flushError
		m.lib.nextTick(func() { cb.call(err) })
	default:
		m.endings = append(m.endings, cb)
	}
}
