package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// state is that of a stream: a ReadableStream is readable at first, a
// WritableStream writable, which is the same here.
type state uint8

const (
	open state = iota
	erroring
	errored
	closed
)

func (s state) text(open string) string {
	return [...]string{open, "erroring", "errored", "closed"}[s]
}

// readable is the state of a ReadableStream.
// https://streams.spec.whatwg.org/#rs-class
type readable struct {
	*library
	object      *goja.Object
	state       state
	reader      *reader
	controller  readableController
	disturbed   bool
	storedError goja.Value
	closed      promise
}

// readableController is what the two kinds of controllers have in common.
type readableController interface {
	// pullSteps gives the request a chunk, at once or when there is one.
	pullSteps(readRequest)
	cancelSteps(reason goja.Value) promise
	releaseSteps()
	fail(reason goja.Value)
	common() *controller
}

// readRequest waits for a chunk. end has the view of a BYOB reader, or
// undefined.
type readRequest interface {
	chunk(v goja.Value)
	end(v goja.Value)
	fail(reason goja.Value)
}

// reader is the state of a reader of either kind.
type reader struct {
	stream   *readable
	byob     bool
	requests queue[readRequest]
	closed   promise
}

func (l *library) newReadable(proto *goja.Object) *readable {
	s := &readable{library: l, closed: handled(l.pending())}
	s.object = readableSlot.New(l.vm, proto, s)
	return s
}

func (s *readable) waiting() bool { return s.reader != nil && s.reader.requests.len() > 0 }

func (s *readable) close() {
	s.state = closed
	engine.Fulfill(s.closed, goja.Undefined())
	r := s.reader
	if r == nil {
		return
	}
	engine.Fulfill(r.closed, goja.Undefined())
	if r.byob {
		return
	}
	for _, request := range r.requests.take() {
		request.end(goja.Undefined())
	}
}

func (s *readable) fail(reason goja.Value) {
	s.state, s.storedError = errored, reason
	engine.Reject(s.closed, reason)
	r := s.reader
	if r == nil {
		return
	}
	engine.Reject(handled(r.closed), reason)
	for _, request := range r.requests.take() {
		request.fail(reason)
	}
}

func (s *readable) cancel(reason goja.Value) promise {
	s.disturbed = true
	switch s.state {
	case closed:
		return s.resolved(goja.Undefined())
	case errored:
		return s.rejected(s.storedError)
	}
	s.close()
	if r := s.reader; r != nil && r.byob {
		for _, request := range r.requests.take() {
			request.end(goja.Undefined())
		}
	}
	return s.then(s.controller.cancelSteps(reason), func(goja.Value) error { return nil }, nil)
}

// acquire makes a reader.
func (s *readable) acquire(byob bool) (*reader, error) {
	if s.reader != nil {
		return nil, invalidState("ReadableStream is locked")
	}
	r := &reader{stream: s, byob: byob}
	s.reader = r
	switch s.state {
	case open:
		r.closed = s.pending()
	case closed:
		r.closed = s.resolved(goja.Undefined())
	default:
		r.closed = handled(s.rejected(s.storedError))
	}
	return r, nil
}

func (r *reader) release() {
	s := r.stream
	lost := s.env.Thrown(invalidState("Reader released"))
	if s.state == open {
		engine.Reject(handled(r.closed), lost)
	} else {
		r.closed = handled(s.rejected(lost))
	}
	s.controller.releaseSteps()
	s.reader, r.stream = nil, nil
	if r.requests.len() > 0 {
		reason := s.env.Thrown(invalidState("Releasing reader"))
		for _, request := range r.requests.take() {
			request.fail(reason)
		}
	}
}

func (r *reader) read(request readRequest) {
	s := r.stream
	s.disturbed = true
	switch s.state {
	case closed:
		request.end(goja.Undefined())
	case errored:
		request.fail(s.storedError)
	default:
		s.controller.pullSteps(request)
	}
}

// promised is a request whose outcome is a promise of { done, value }.
type promised struct {
	*library
	promise
}

func (p promised) chunk(v goja.Value)     { p.resolve(p.promise, p.result(v, false)) }
func (p promised) end(v goja.Value)       { p.resolve(p.promise, p.result(v, true)) }
func (p promised) fail(reason goja.Value) { engine.Reject(p.promise, reason) }
