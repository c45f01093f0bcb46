package webstreams

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var byobSlot = modules.NewSlot[reader]("ReadableStreamBYOBReader")

func (l *library) newBYOBReader(s *readable, proto *goja.Object) (*goja.Object, error) {
	if _, bytes := s.controller.(*byteController); !bytes {
		return nil, l.env.InvalidArgValue("stream", s.object, "must be a byte stream")
	}
	r, err := s.acquire(true)
	if err != nil {
		return nil, err
	}
	return byobSlot.New(l.vm, proto, r), nil
}

// readInto reads into a view of at least min elements.
func (r *reader) readInto(view *goja.Object, min int, request readRequest) {
	s := r.stream
	s.disturbed = true
	if s.state == errored {
		request.fail(s.storedError)
		return
	}
	s.controller.(*byteController).pullInto(view, min, request)
}

func (c *byteController) pullInto(view *goja.Object, min int, request readRequest) {
	s := c.stream
	class := c.classOf(view)
	buffer, offset, length := extent(view)
	m, err := c.transfer(buffer)
	if err != nil {
		request.fail(c.env.Thrown(err))
		return
	}
	d := &pull{memory: m, offset: offset, length: length, minFill: min * class.elementSize, class: class, kind: forBYOB}
	if c.pulls.len() == 0 {
		if s.state == closed {
			request.end(c.view(class, m, offset, 0))
			return
		}
		if c.total > 0 {
			if c.fill(d) {
				filled := c.viewOf(d)
				c.drained()
				request.chunk(filled)
				return
			}
			if c.closeRequested {
				reason := c.env.Thrown(invalidState("ReadableStream closed"))
				c.fail(reason)
				request.fail(reason)
				return
			}
		}
	}
	c.pulls.push(d)
	s.reader.requests.push(request)
	c.callPull()
}

// defineBYOBReader defines ReadableStreamBYOBReader.
func (l *library) defineBYOBReader() *goja.Object {
	const name = "ReadableStreamBYOBReader"
	return l.class(name, 1, func(c modules.ConstructCall) (*goja.Object, error) {
		s := readableSlot.Own(c.Argument(0))
		if s == nil {
			return nil, l.env.InvalidArgType("stream", c.Argument(0), readableName)
		}
		return l.newBYOBReader(s, c.This.Prototype())
	},
		modules.Fn("read", 1, func(c modules.Call) (goja.Value, error) {
			r, err := own(byobSlot, name, c)
			if err != nil {
				return l.fail(err)
			}
			p := l.pending()
			if failed := l.attempt(func() { err = l.readView(r, c, p) }); failed != nil {
				err = failed
			}
			if err != nil {
				return l.fail(err)
			}
			return l.value(p), nil
		}),
		l.readerRelease(name, byobSlot),
		l.readerClosed(name, byobSlot),
		l.readerCancel(name, byobSlot),
		l.readerInspect(name, "readIntoRequests", byobSlot),
	)
}

// readView is reader.read(view[, { min }]).
func (l *library) readView(r *reader, c modules.Call, p promise) error {
	view, err := l.checkView(c.Argument(0), "view")
	if err != nil {
		return err
	}
	buffer, _, size := extent(view)
	if size == 0 {
		return invalidState("View or Viewed ArrayBuffer is zero-length or detached")
	}
	if l.isDetached(buffer) {
		return invalidState("Viewed ArrayBuffer is detached")
	}
	options, err := l.dictionary(c.Argument(1), "options")
	if err != nil {
		return err
	}
	min := 1.0
	if v := member(options, "min"); !modules.IsNullish(v) {
		if !goja.IsNumber(v) {
			return l.env.InvalidArgType("options.min", v, "number")
		}
		min = v.ToFloat()
		if min != math.Trunc(min) || math.IsInf(min, 0) {
			return l.env.InvalidArgValue("options.min", v, "must be an integer")
		}
		if min < 1 {
			return l.env.InvalidArgValue("options.min", v, "must be greater than 0")
		}
		length, unit := view.Get("length"), "length"
		if modules.IsNullish(length) {
			length, unit = l.vm.ToValue(size), "byteLength"
		}
		if min > length.ToFloat() {
			return l.env.OutOfRange("options.min", "<= view."+unit, v)
		}
	}
	if r.stream == nil {
		return invalidState("The reader is not attached to a stream")
	}
	r.readInto(view, int(min), promised{l, p})
	return nil
}
