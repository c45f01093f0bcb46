package http

import (
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// millis is a time that a program may have set to anything.
func millis(v goja.Value, fallback int64) int64 {
	if !goja.IsNumber(v) {
		return fallback
	}
	f := v.ToFloat()
	if math.IsNaN(f) || math.IsInf(f, 0) || f < 0 {
		return fallback
	}
	return int64(f)
}

// touch notes that something has happened on the connection.
func (c *serverConn) touch() {
	if c.timeout > 0 && c.socket == nil {
		c.active = c.lib.env.Loop.Now()
		if c.timer == nil && !c.gone {
			c.startTimer(c.timeout)
		}
	}
	if c.socket != nil {
		c.socket.call("_unrefTimer")
	}
}

// setTimeout is socket.setTimeout(msecs). A timer that runs is not moved each
// time: when it fires, it looks how long nothing has happened.
func (c *serverConn) setTimeout(msecs int64) {
	if c.socket != nil {
		c.socket.call("setTimeout", c.lib.vm.ToValue(msecs))
		return
	}
	before := c.timeout
	c.timeout = msecs
	if msecs <= 0 || c.gone {
		return
	}
	c.active = c.lib.env.Loop.Now()
	if c.timer == nil {
		c.startTimer(msecs)
	} else if msecs < before {
		c.timer.Stop()
		c.startTimer(msecs)
	}
}

func (c *serverConn) startTimer(msecs int64) {
	c.timer = c.lib.env.Loop.NewTimer(msecs, false, c.timerFired)
	c.timer.Unref()
}

func (c *serverConn) timerFired() {
	c.timer = nil
	if c.gone || c.timeout <= 0 {
		return
	}
	if left := c.active + c.timeout - c.lib.env.Loop.Now(); left > 0 {
		c.startTimer(left)
		return
	}
	c.enter(c.onTimeout)
}

// onTimeout offers a timeout to the request, the response and the server. If
// nobody cares the connection is closed.
func (c *serverConn) onTimeout() {
	l := c.lib
	heard := false
	if in := c.parsing; in != nil && !in.complete && in.made {
		heard = l.em.Emit(in.obj, "timeout", c.object()) || heard
	}
	if m := c.current; m != nil && m.listening {
		heard = m.emit("timeout", c.object()) || heard
	}
	if l.em.Count(c.server.obj, "timeout") > 0 {
		heard = l.em.Emit(c.server.obj, "timeout", c.object()) || heard
	}
	if !heard {
		c.destroy(nil)
	}
}

// checkConnections ends connections whose request takes too long.
func (s *server) checkConnections() {
	headers, request := millis(s.get("headersTimeout"), 0), millis(s.get("requestTimeout"), 0)
	if headers == 0 && request == 0 {
		return
	}
	now := s.lib.env.Loop.Clock().Now().UnixNano()
	var expired []*serverConn
	for _, c := range s.conns {
		if c.reader == nil {
			continue
		}
		started := c.reader.started.Load()
		if started == 0 {
			continue
		}
		took := time.Duration(now - started).Milliseconds()
		if headers > 0 && !c.reader.headed.Load() && took > headers || request > 0 && took > request {
			expired = append(expired, c)
		}
	}
	for _, c := range expired {
		c.enter(func() {
			c.fail(s.lib.env.Error(modules.PlainError("ERR_HTTP_REQUEST_TIMEOUT", "Request timeout")))
		})
	}
}

// isIdle reports whether no message is being read.
func (c *serverConn) isIdle() bool {
	if c.reader != nil {
		return !c.inMessage && c.reader.started.Load() == 0
	}
	return c.feed != nil && !c.feed.parser.InMessage()
}
