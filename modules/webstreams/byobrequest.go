package webstreams

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// byobRequest is the state of a ReadableStreamBYOBRequest. It has neither
// controller nor view once it was answered.
type byobRequest struct {
	object     *goja.Object
	controller *byteController
	view       *goja.Object
}

var requestSlot = modules.NewSlot[byobRequest]("ReadableStreamBYOBRequest")

// requestOf is the request for the bytes of the first pull, or nil.
func (c *byteController) requestOf() *byobRequest {
	if c.request == nil && c.pulls.len() > 0 {
		d := *c.pulls.first()
		r := &byobRequest{controller: c, view: c.view(c.bytesClass(), d.memory, d.offset+d.filled, d.length-d.filled)}
		r.object = requestSlot.New(c.vm, c.byobRequests, r)
		c.request = r
	}
	return c.request
}

// respond says that so many bytes were written into the request's view.
func (c *byteController) respond(written int) error {
	first := *c.pulls.first()
	if c.stream.state == closed {
		if written != 0 {
			return invalidState("Controller is closed")
		}
	} else {
		if written == 0 {
			return invalidState("Controller cannot be closed")
		}
		if first.filled+written > first.length {
			return outOfRange("bytesWritten is out of range")
		}
	}
	first.memory = c.retransfer(first.memory)
	c.finishResponse(written)
	return nil
}

func (c *byteController) finishResponse(written int) {
	s := c.stream
	first := *c.pulls.first()
	c.invalidate()
	if s.state == closed {
		if first.kind == forNone {
			c.pulls.shift()
		}
		if r := s.reader; r != nil && r.byob {
			for r.requests.len() > 0 {
				c.commit(c.pulls.shift())
			}
		}
		return
	}
	first.filled += written
	if first.kind == forNone {
		c.addRest(first)
		c.commitFilled()
	} else if first.filled >= first.minFill {
		c.pulls.shift()
		if rest := first.filled % first.class.elementSize; rest > 0 {
			end := first.offset + first.filled
			c.add(c.copyOf(first.memory, end-rest, end), 0, rest)
			first.filled -= rest
		}
		ready := c.takeFilled()
		c.commit(first)
		for _, d := range ready {
			c.commit(d)
		}
	}
	c.callPull()
}

// respondWithView is respond with another view of the same memory.
func (c *byteController) respondWithView(view *goja.Object) error {
	first := *c.pulls.first()
	buffer, offset, length := extent(view)
	if c.stream.state == closed {
		if length != 0 {
			return invalidState("View is not zero-length")
		}
	} else if length == 0 {
		return invalidState("View is zero-length")
	}
	if first.offset+first.filled != offset {
		return outOfRange("view.byteOffset is out of range")
	}
	if first.filled+length > first.length {
		return outOfRange("view.byteLength is out of range")
	}
	size := int(buffer.(*goja.Object).Get("byteLength").ToInteger())
	if size != first.offset+first.length && size < first.filled+length {
		return outOfRange("view.buffer is out of range")
	}
	m, err := c.transfer(buffer)
	if err != nil {
		return err
	}
	first.memory = m
	c.finishResponse(length)
	return nil
}

// defineBYOBRequest defines ReadableStreamBYOBRequest.
func (l *library) defineBYOBRequest() *goja.Object {
	const name = "ReadableStreamBYOBRequest"
	viewOf := func(r *byobRequest) goja.Value {
		if r.view == nil {
			return goja.Null()
		}
		return r.view
	}
	return l.class(name, 0, illegal,
		modules.Getter("view", func(c modules.Call) (goja.Value, error) {
			r, err := own(requestSlot, name, c)
			if err != nil {
				return nil, err
			}
			return viewOf(r), nil
		}),
		modules.Fn("respond", 1, func(c modules.Call) (goja.Value, error) {
			r, err := own(requestSlot, name, c)
			if err != nil {
				return nil, err
			}
			if r.controller == nil {
				return nil, invalidState("This BYOB request has been invalidated")
			}
			if l.isDetached(r.view.Get("buffer")) {
				return nil, invalidState("Viewed ArrayBuffer is detached")
			}
			n := c.Argument(0).ToNumber().ToFloat()
			if n != math.Trunc(n) || math.IsInf(n, 0) || n < 0 {
				return nil, l.env.InvalidArgValue("bytesWritten", c.Argument(0), "")
			}
			return nil, r.controller.respond(int(n))
		}),
		modules.Fn("respondWithNewView", 1, func(c modules.Call) (goja.Value, error) {
			r, err := own(requestSlot, name, c)
			if err != nil {
				return nil, err
			}
			view, err := l.checkView(c.Argument(0), "view")
			if err != nil {
				return nil, err
			}
			if r.controller == nil {
				return nil, invalidState("This BYOB request has been invalidated")
			}
			if l.isDetached(view.Get("buffer")) {
				return nil, invalidState("Viewed ArrayBuffer is detached")
			}
			return nil, r.controller.respondWithView(view)
		}),
		inspected(l, requestSlot, name, func(_ *goja.Object, r *byobRequest) []modules.Export {
			controller := goja.Value(goja.Undefined())
			if r.controller != nil {
				controller = r.controller.object
			}
			return []modules.Export{modules.Val("view", viewOf(r)), modules.Val("controller", controller)}
		}),
	)
}
