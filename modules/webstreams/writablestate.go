package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// sink is where a WritableStream has its chunks go. Each function may be nil.
type sink struct {
	write func(chunk goja.Value) promise
	close func() promise
	abort func(reason goja.Value) promise
}

// writable is the state of a WritableStream, and of its controller.
// https://streams.spec.whatwg.org/#ws-class
type writable struct {
	*library
	object       *goja.Object
	controller   *goja.Object
	state        state
	storedError  goja.Value
	writer       *writer
	requests     queue[promise]
	inFlight     promise // the write that the sink does
	closeRequest promise // of a close that has not begun
	closing      promise // of the close that the sink does
	pendingAbort *abortion
	backpressure bool
	closed       promise

	// What the standard keeps in the controller.
	queue   queue[chunk] // a nil value is the close
	total   float64
	started bool
	mark    float64
	size    sizeFunc
	sink    sink
	signal  *goja.Object // the AbortController, when somebody has asked for it
	aborted bool
	reason  goja.Value
}

// abortion is an abort that waits for what is under way.
type abortion struct {
	promise
	reason      goja.Value
	wasErroring bool
}

// writer is the state of a WritableStreamDefaultWriter.
type writer struct {
	*library
	stream        *writable
	closed, ready promise
}

func (l *library) newWritable(proto *goja.Object, s sink, mark float64, size sizeFunc) *writable {
	w := &writable{library: l, sink: s, mark: mark, size: size, closed: handled(l.pending())}
	w.object = writableSlot.New(l.vm, proto, w)
	w.controller = writableControllerSlot.New(l.vm, l.writableControllers, &writableController{w})
	w.updateBackpressure(w.full())
	return w
}

// begin goes on when the sink has started.
func (w *writable) begin(started promise) {
	engine.React(started, func(goja.Value) {
		w.started = true
		w.advance()
	}, func(reason goja.Value) {
		w.started = true
		w.dealWithRejection(reason)
	})
}

func (w *writable) clearAlgorithms() { w.sink, w.size = sink{}, nil }

func (w *writable) isClosing() bool { return w.closeRequest != nil || w.closing != nil }
func (w *writable) full() bool      { return w.mark-w.total <= 0 }

// desiredSize is null, 0 or what the queue may still take.
func (w *writable) desiredSize() goja.Value {
	switch w.state {
	case errored, erroring:
		return goja.Null()
	case closed:
		return w.vm.ToValue(0)
	}
	return w.vm.ToValue(w.mark - w.total)
}

func (w *writable) abort(reason goja.Value) promise {
	if w.state == closed || w.state == errored {
		return w.resolved(goja.Undefined())
	}
	w.signalAbort(reason)
	if w.state == closed || w.state == errored {
		return w.resolved(goja.Undefined())
	}
	if w.pendingAbort != nil {
		return w.pendingAbort.promise
	}
	pending := &abortion{promise: w.pending(), wasErroring: w.state == erroring, reason: goja.Undefined()}
	w.pendingAbort = pending
	if !pending.wasErroring {
		pending.reason = reason
		w.startErroring(reason)
	}
	return pending.promise
}

// signalAbort aborts the signal of the controller.
func (w *writable) signalAbort(reason goja.Value) {
	if !w.aborted {
		w.aborted, w.reason = true, reason
		if w.signal != nil {
			w.abortSignal()
		}
	}
}

func (w *writable) abortSignal() {
	if _, err := w.env.Method(w.signal, "abort", w.reason); err != nil {
		panic(w.env.Panic(err))
	}
}

// abortController is made when somebody asks for its signal.
func (w *writable) abortController() *goja.Object {
	if w.signal == nil {
		o, err := w.vm.New(w.env.RequireObject("internal/abort_controller").Get("AbortController"))
		if err != nil {
			panic(w.env.Panic(err))
		}
		w.signal = o
		if w.aborted {
			w.abortSignal()
		}
	}
	return w.signal
}

func (w *writable) close() promise {
	if w.state == closed || w.state == errored {
		return w.rejected(w.env.Thrown(invalidState("WritableStream is closed")))
	}
	p := w.pending()
	w.closeRequest = p
	if w.writer != nil && w.backpressure && w.state == open {
		settleOnce(w.writer.ready)
	}
	w.queue.push(chunk{})
	w.advance()
	return p
}

func (w *writable) startErroring(reason goja.Value) {
	w.state, w.storedError = erroring, reason
	if w.writer != nil {
		rejectOrReplace(w.library, &w.writer.ready, reason)
	}
	if w.inFlight == nil && w.closing == nil && w.started {
		w.finishErroring()
	}
}

// rejectOrReplace rejects a promise, or puts a rejected one in its place if it
// is settled.
func rejectOrReplace(l *library, p *promise, reason goja.Value) {
	if (*p).State() != goja.PromiseStatePending {
		*p = l.pending()
	}
	engine.Reject(handled(*p), reason)
}

func (w *writable) finishErroring() {
	w.state = errored
	w.queue.take()
	w.total = 0
	for _, request := range w.requests.take() {
		engine.Reject(request, w.storedError)
	}
	pending := w.pendingAbort
	w.pendingAbort = nil
	if pending == nil {
		w.rejectCloseAndClosed()
		return
	}
	if pending.wasErroring {
		engine.Reject(pending.promise, w.storedError)
		w.rejectCloseAndClosed()
		return
	}
	done := w.settled
	if w.sink.abort != nil {
		done = w.sink.abort(pending.reason)
	}
	w.clearAlgorithms()
	engine.React(done, func(goja.Value) {
		engine.Fulfill(pending.promise, goja.Undefined())
		w.rejectCloseAndClosed()
	}, func(reason goja.Value) {
		engine.Reject(pending.promise, reason)
		w.rejectCloseAndClosed()
	})
}

func (w *writable) rejectCloseAndClosed() {
	if w.closeRequest != nil {
		engine.Reject(w.closeRequest, w.storedError)
		w.closeRequest = nil
	}
	engine.Reject(w.closed, w.storedError)
	if w.writer != nil {
		rejectOrReplace(w.library, &w.writer.closed, w.storedError)
	}
}

func (w *writable) dealWithRejection(reason goja.Value) {
	switch w.state {
	case open:
		w.startErroring(reason)
	case erroring:
		w.finishErroring()
	}
}

func (w *writable) updateBackpressure(now bool) {
	if w.writer != nil && now != w.backpressure {
		if now {
			w.writer.ready = w.pending()
		} else {
			settleOnce(w.writer.ready)
		}
	}
	w.backpressure = now
}

// fail errors the stream if it is not errored yet.
func (w *writable) fail(reason goja.Value) {
	if w.state == open {
		w.clearAlgorithms()
		w.startErroring(reason)
	}
}

func (w *writable) advance() {
	if !w.started || w.inFlight != nil {
		return
	}
	if w.state == erroring {
		w.finishErroring()
		return
	}
	if w.queue.len() == 0 || w.state != open {
		return
	}
	if v := w.queue.first().value; v == nil {
		w.processClose()
	} else {
		w.processWrite(v)
	}
}

func (w *writable) processClose() {
	w.closing, w.closeRequest = w.closeRequest, nil
	w.queue.shift()
	done := w.settled
	if w.sink.close != nil {
		done = w.sink.close()
	}
	w.clearAlgorithms()
	engine.React(done, func(goja.Value) {
		engine.Fulfill(w.closing, goja.Undefined())
		w.closing = nil
		if w.state == erroring {
			w.storedError = nil
			if w.pendingAbort != nil {
				engine.Fulfill(w.pendingAbort.promise, goja.Undefined())
				w.pendingAbort = nil
			}
		}
		w.state = closed
		if w.writer != nil {
			settleOnce(w.writer.closed)
		}
		engine.Fulfill(w.closed, goja.Undefined())
	}, func(reason goja.Value) {
		engine.Reject(w.closing, reason)
		w.closing = nil
		if w.pendingAbort != nil {
			engine.Reject(w.pendingAbort.promise, reason)
			w.pendingAbort = nil
		}
		w.dealWithRejection(reason)
	})
}

func (w *writable) processWrite(v goja.Value) {
	w.inFlight = w.requests.shift()
	done := w.settled
	if w.sink.write != nil {
		done = w.sink.write(v)
	}
	engine.React(done, func(goja.Value) {
		engine.Fulfill(w.inFlight, goja.Undefined())
		w.inFlight = nil
		if w.queue.len() > 0 {
			w.total = max(0, w.total-w.queue.shift().size)
			if w.queue.len() == 0 {
				w.total = 0
			}
		}
		if !w.isClosing() && w.state == open {
			w.updateBackpressure(w.full())
		}
		w.advance()
	}, func(reason goja.Value) {
		if w.state == open {
			w.clearAlgorithms()
		}
		engine.Reject(w.inFlight, reason)
		w.inFlight = nil
		w.dealWithRejection(reason)
	})
}

// newWriter makes the state of a writer.
func (w *writable) newWriter() (*writer, error) {
	if w.writer != nil {
		return nil, invalidState("WritableStream is locked")
	}
	r := &writer{library: w.library, stream: w}
	w.writer = r
	failed := func() promise { return handled(w.rejected(w.storedError)) }
	done := func() promise { return w.resolved(goja.Undefined()) }
	switch w.state {
	case open:
		r.closed = w.pending()
		if !w.isClosing() && w.backpressure {
			r.ready = w.pending()
		} else {
			r.ready = done()
		}
	case erroring:
		r.ready, r.closed = failed(), w.pending()
	case closed:
		r.ready, r.closed = done(), done()
	default:
		r.ready, r.closed = failed(), failed()
	}
	return r, nil
}

func (r *writer) release() {
	w := r.stream
	reason := r.env.Thrown(invalidState("Writer has been released"))
	rejectOrReplace(r.library, &r.ready, reason)
	rejectOrReplace(r.library, &r.closed, reason)
	w.writer, r.stream = nil, nil
}

func (r *writer) write(v goja.Value) promise {
	w := r.stream
	size, err := w.sizeOfChunk(w.size, v)
	if err != nil {
		w.fail(w.env.Thrown(err))
		size = nil
	}
	refuse := func(text string) promise { return r.rejected(r.env.Thrown(invalidState(text))) }
	switch {
	case r.stream != w:
		return refuse("Mismatched WritableStreams")
	case w.state == errored:
		return r.rejected(w.storedError)
	case w.isClosing() || w.state == closed:
		return refuse("WritableStream is closed")
	case w.state == erroring:
		return r.rejected(w.storedError)
	}
	p := w.pending()
	w.requests.push(p)
	n, err := w.checkSize(size)
	if err != nil {
		w.fail(w.env.Thrown(err))
		return p
	}
	w.queue.push(chunk{v, n})
	w.total += n
	if !w.isClosing() && w.state == open {
		w.updateBackpressure(w.full())
	}
	w.advance()
	return p
}
