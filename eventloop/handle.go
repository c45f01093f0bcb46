package eventloop

// Handle is something long-lived, such as a listening socket, that keeps the
// loop alive while it is open and referenced, as a libuv handle does.
type Handle struct {
	loop   *Loop
	refed  bool
	closed bool
}

// NewHandle returns an open, referenced handle.
func (l *Loop) NewHandle() *Handle {
	l.refs++
	return &Handle{loop: l, refed: true}
}

// Ref makes an open handle keep the loop alive.
func (h *Handle) Ref() {
	if !h.refed {
		h.refed = true
		if !h.closed {
			h.loop.refs++
		}
	}
}

// Unref lets the loop end although the handle is open.
func (h *Handle) Unref() {
	if h.refed {
		h.refed = false
		if !h.closed {
			h.loop.refs--
		}
	}
}

// HasRef reports whether the handle is open and keeps the loop alive.
func (h *Handle) HasRef() bool { return h.refed && !h.closed }

// Close ends the handle. Closing it again does nothing.
func (h *Handle) Close() {
	if h.closed {
		return
	}
	h.closed = true
	if h.refed {
		h.loop.refs--
	}
}
