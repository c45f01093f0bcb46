package http

import "github.com/dop251/goja"

// destroyed, writable and the like make the connection a wire.
func (c *serverConn) destroyed() bool { return c.gone || c.socket != nil && c.socket.destroyed() }

func (c *serverConn) writable() bool {
	if c.socket != nil {
		return c.socket.writable()
	}
	return !c.gone && !c.ended
}

func (c *serverConn) serves(m *outgoing) bool {
	if c.socket != nil {
		return c.socket.serves(m)
	}
	return c.current == m
}

func (c *serverConn) cork() {
	if c.socket != nil {
		c.socket.cork()
		return
	}
	c.corks++
}

func (c *serverConn) uncork() {
	if c.socket != nil {
		c.socket.uncork()
		return
	}
	if c.corks > 0 {
		c.corks--
	}
	if c.corks == 0 {
		c.flush()
	}
}

func (c *serverConn) uncorkAll() {
	if c.socket != nil {
		c.socket.uncorkAll()
		return
	}
	c.corks = 0
	c.flush()
}

func (c *serverConn) isCorked() bool {
	if c.socket != nil {
		return c.socket.isCorked()
	}
	return c.corks > 0
}

func (c *serverConn) queued() int {
	if c.socket != nil {
		return c.socket.queued()
	}
	return len(c.out) + c.raw.Queued()
}

func (c *serverConn) highWaterMark() int {
	if c.socket != nil {
		return c.socket.highWaterMark()
	}
	return c.server.mark
}

func (c *serverConn) errored() goja.Value {
	if c.socket != nil {
		return c.socket.errored()
	}
	return c.failed
}

func (c *serverConn) hadError() bool { return c.socket != nil && c.socket.hadError() }

func (c *serverConn) write(head, data []byte, cb callback) bool {
	c.touch()
	if c.socket != nil {
		return c.socket.write(head, data, cb)
	}
	c.out = append(append(c.out, head...), data...)
	if !cb.none() {
		c.callbacks = append(c.callbacks, cb)
	}
	if c.corks == 0 {
		c.flush()
	}
	more := c.queued() < c.server.mark
	c.drains = c.drains || !more
	return more
}

// flush writes what has gathered, in one piece. Callbacks run on the next
// tick, or when the system has taken all.
func (c *serverConn) flush() {
	if len(c.out) == 0 && len(c.callbacks) == 0 {
		return
	}
	callbacks := c.callbacks
	c.callbacks = nil
	complete, err := true, error(nil)
	if len(c.out) > 0 {
		complete, err = c.raw.Write(c.out, func(err error) { c.protect(func() { c.written(callbacks, err) }) })
		if cap(c.out) > fullRead {
			c.out = nil
		}
		c.out = c.out[:0]
	}
	if complete && (len(callbacks) > 0 || c.drains || err != nil) {
		c.lib.nextTick(func() { c.written(callbacks, err) })
	}
}

func (c *serverConn) written(callbacks []callback, err error) {
	var failure goja.Value
	if err != nil {
		failure = c.lib.env.Error(systemError(err, "write"))
		if c.failed == nil {
			c.failed = failure
		}
	}
	for _, cb := range callbacks {
		if failure == nil {
			cb.call(goja.Null())
		} else {
			cb.call(failure)
		}
	}
	if failure != nil {
		c.fail(failure)
		return
	}
	if c.drains && !c.gone && c.queued() == 0 {
		c.drains = false
		c.onDrain()
	}
}
