package http

// pauseBody stops reading, because the request's body is not wanted yet.
func (c *serverConn) pauseBody() {
	c.bodyPaused = true
	if c.socket != nil {
		c.socket.call("pause")
		return
	}
	c.steer()
}

func (c *serverConn) resumeBody() {
	if c.bodyPaused {
		c.bodyPaused = false
		if c.socket != nil {
			c.socket.call("resume")
			return
		}
		c.steer()
	}
}

// pendingData counts what waits for the turn of its response. With too much
// of it no more requests are read.
func (c *serverConn) pendingData(delta int) {
	c.waiting += delta
	c.onDrain()
}

// onDrain is called when the connection has taken what it was given.
func (c *serverConn) onDrain() {
	if c.floodPaused && c.waiting <= c.highWaterMark() {
		c.floodPaused = false
		c.steer()
	}
	if m := c.current; m != nil && !m.finished && m.needDrain && m.queued() == 0 {
		m.needDrain = false
		m.emit("drain")
	}
}

// holdBack stops reading if more requests would only pile up.
func (c *serverConn) holdBack() {
	if !c.floodPaused && (c.drains || c.waiting >= c.highWaterMark()) {
		c.floodPaused = true
		c.steer()
	}
}

// steer tells the reader, or the socket, whether to go on.
func (c *serverConn) steer() {
	paused := c.bodyPaused || c.floodPaused || c.userPaused
	if r := c.reader; r != nil && r.polled {
		switch {
		case r.over:
		case paused:
			c.raw.ReadBytes(nil)
		default:
			c.raw.ReadBytes(r)
		}
		return
	}
	if c.reader != nil {
		flow := &c.reader.flow
		flow.set(func() { flow.paused = paused })
		return
	}
	if c.socket == nil || c.gone {
		return
	}
	if paused {
		c.socket.call("pause")
	} else {
		c.socket.call("resume")
	}
}
