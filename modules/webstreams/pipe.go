package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// pipeOptions are the options of pipeTo and pipeThrough.
type pipeOptions struct {
	preventAbort, preventCancel, preventClose bool
	signal                                    *goja.Object
}

// pipeOptions reads the members of the dictionary in its order.
func (l *library) pipeOptions(v goja.Value) (pipeOptions, error) {
	var x pipeOptions
	o, err := l.dictionary(v, "options")
	if err != nil {
		return x, err
	}
	x.preventAbort = member(o, "preventAbort").ToBoolean()
	x.preventCancel = member(o, "preventCancel").ToBoolean()
	x.preventClose = member(o, "preventClose").ToBoolean()
	if signal := member(o, "signal"); !goja.IsUndefined(signal) {
		given, ok := signal.(*goja.Object)
		if !ok || given.Get("aborted") == nil {
			return x, l.env.InvalidArgType("options.signal", signal, "AbortSignal")
		}
		x.signal = given
	}
	return x, nil
}

// pipeThrough is readable.pipeThrough(transform[, options]).
func (l *library) pipeThrough(c modules.Call) (goja.Value, error) {
	s, err := own(readableSlot, readableName, c)
	if err != nil {
		return nil, err
	}
	transform, _ := c.Argument(0).(*goja.Object)
	readable, writable := member(transform, "readable"), member(transform, "writable")
	if readableSlot.Own(readable) == nil {
		return nil, l.env.InvalidArgType("transform.readable", readable, readableName)
	}
	w := writableSlot.Own(writable)
	if w == nil {
		return nil, l.env.InvalidArgType("transform.writable", writable, writableName)
	}
	options, err := l.pipeOptions(c.Argument(1))
	if err != nil {
		return nil, err
	}
	if err := unlocked(s, w); err != nil {
		return nil, err
	}
	handled(l.pipeTo(s, w, options))
	return readable, nil
}

// readablePipeTo is readable.pipeTo(destination[, options]).
func (l *library) readablePipeTo(c modules.Call) (goja.Value, error) {
	s, err := own(readableSlot, readableName, c)
	if err != nil {
		return l.fail(err)
	}
	w := writableSlot.Own(c.Argument(0))
	if w == nil {
		return l.fail(l.env.InvalidArgType("transform.writable", c.Argument(0), writableName))
	}
	var options pipeOptions
	if failed := l.attempt(func() { options, err = l.pipeOptions(c.Argument(1)) }); failed != nil {
		err = failed
	}
	if err == nil {
		err = unlocked(s, w)
	}
	if err != nil {
		return l.fail(err)
	}
	return l.value(l.pipeTo(s, w, options)), nil
}

func unlocked(s *readable, w *writable) error {
	if s.reader != nil {
		return invalidState("The ReadableStream is locked")
	}
	if w.writer != nil {
		return invalidState("The WritableStream is locked")
	}
	return nil
}

// pipe moves the chunks of one stream to another.
// https://streams.spec.whatwg.org/#readable-stream-pipe-to
type pipe struct {
	*library
	pipeOptions
	source *readable
	dest   *writable
	reader *reader
	writer *writer
	done   promise
	// onAbort listens to the signal.
	onAbort      *goja.Object
	shuttingDown bool
	// writing counts the writes under way; idle waits for their end.
	writing int
	idle    func()
}

// pipeTo starts a pipe between two streams that are not locked.
func (l *library) pipeTo(source *readable, dest *writable, options pipeOptions) promise {
	p := &pipe{library: l, pipeOptions: options, source: source, dest: dest, done: l.pending()}
	var err error
	p.reader, err = source.acquire(false)
	must(err)
	p.writer, err = dest.newWriter()
	must(err)
	source.disturbed = true
	if p.signal != nil {
		if p.signal.Get("aborted").ToBoolean() {
			p.abort()
			return p.done
		}
		p.onAbort = l.env.Func("", 0, func(modules.Call) (goja.Value, error) {
			p.abort()
			return nil, nil
		})
		p.listen("addEventListener")
	}
	engine.React(p.reader.closed, func(goja.Value) { p.sourceClosed() }, p.sourceFailed)
	engine.React(p.writer.closed, nil, p.destFailed)
	p.step()
	return p.done
}

// listen adds or removes the listener of the signal.
func (p *pipe) listen(method string) {
	if p.onAbort == nil {
		return
	}
	if _, err := p.env.Method(p.signal, method, p.vm.ToValue("abort"), p.onAbort); err != nil {
		panic(p.env.Panic(err))
	}
}

// shutDown waits for the writes under way, does the action, and ends. A nil
// reason is success.
func (p *pipe) shutDown(action func() promise, reason goja.Value) {
	if p.shuttingDown {
		return
	}
	p.shuttingDown = true
	act := func() {
		if action == nil {
			p.finish(reason)
			return
		}
		engine.React(action(), func(goja.Value) { p.finish(reason) }, p.finish)
	}
	switch {
	case p.dest.state != open || p.dest.isClosing():
		act()
	case p.writing > 0:
		p.idle = act
	default:
		p.afterwards(act)
	}
}

func (p *pipe) finish(reason goja.Value) {
	if p.writer.stream != nil {
		p.writer.release()
	}
	if p.reader.stream != nil {
		p.reader.release()
	}
	p.listen("removeEventListener")
	if reason != nil {
		engine.Reject(p.done, reason)
	} else {
		engine.Fulfill(p.done, goja.Undefined())
	}
}

// abort is what the signal does.
func (p *pipe) abort() {
	reason := p.signal.Get("reason")
	if reason == nil {
		reason = goja.Undefined()
	}
	p.shutDown(func() promise {
		var actions []promise
		if !p.preventAbort && p.dest.state == open {
			actions = append(actions, p.dest.abort(reason))
		}
		if !p.preventCancel && p.source.state == open {
			actions = append(actions, p.source.cancel(reason))
		}
		return p.all(actions)
	}, reason)
}

// all is a promise of all promises, or of the first rejection.
func (l *library) all(list []promise) promise {
	if len(list) == 0 {
		return l.settled
	}
	made, left := l.pending(), len(list)
	for _, p := range list {
		engine.React(p, func(goja.Value) {
			if left--; left == 0 {
				settleOnce(made)
			}
		}, func(reason goja.Value) {
			if made.State() == goja.PromiseStatePending {
				engine.Reject(made, reason)
			}
		})
	}
	return made
}

func (p *pipe) sourceFailed(reason goja.Value) {
	var action func() promise
	if !p.preventAbort {
		action = func() promise { return p.dest.abort(reason) }
	}
	p.shutDown(action, reason)
}

func (p *pipe) sourceClosed() {
	var action func() promise
	if !p.preventClose {
		action = func() promise {
			switch {
			case p.dest.isClosing() || p.dest.state == closed:
				return p.settled
			case p.dest.state == errored:
				return p.rejected(p.dest.storedError)
			}
			return p.dest.close()
		}
	}
	p.shutDown(action, nil)
}

func (p *pipe) destFailed(reason goja.Value) {
	var action func() promise
	if !p.preventCancel {
		action = func() promise { return p.source.cancel(reason) }
	}
	p.shutDown(action, reason)
}

// ended shuts down if one of the streams has ended, and reports that.
func (p *pipe) ended() bool {
	switch {
	case p.shuttingDown:
	case p.source.state == errored:
		p.sourceFailed(p.source.storedError)
	case p.dest.state == errored || p.dest.state == erroring:
		p.destFailed(p.dest.storedError)
	case p.source.state == closed:
		p.sourceClosed()
	case p.dest.isClosing() || p.dest.state == closed:
		p.destFailed(p.env.Thrown(invalidState("Destination WritableStream is closed")))
	}
	return p.shuttingDown
}

func (p *pipe) step() {
	if p.ended() {
		return
	}
	engine.React(p.writer.ready, func(goja.Value) {
		if !p.ended() {
			p.reader.read(p)
		}
	}, nil)
}

// chunk writes what was read. It may have come within the source's enqueue,
// which must not call the sink.
func (p *pipe) chunk(v goja.Value) {
	p.writing++
	p.afterwards(func() {
		written := func(goja.Value) {
			if p.writing--; p.writing == 0 && p.idle != nil {
				p.afterwards(p.idle)
			}
		}
		engine.React(p.writer.write(v), written, written)
		p.step()
	})
}

func (p *pipe) end(goja.Value)  {}
func (p *pipe) fail(goja.Value) {}
