package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// iterator is the state of an async iterator over a stream. A call waits for
// those before it.
type iterator struct {
	reader        *reader
	stream        *readable
	preventCancel bool
	finished      bool
	last          promise
}

var iteratorSlot = modules.NewSlot[iterator]("ReadableStreamAsyncIterator")

// defineIterator makes the prototype of the iterators.
func (l *library) defineIterator() *goja.Object {
	return l.env.Exports(
		modules.Fn("next", 0, func(c modules.Call) (goja.Value, error) {
			it, err := own(iteratorSlot, "ReadableStreamAsyncIterator", c)
			if err != nil {
				return l.fail(err)
			}
			return l.value(it.after(it.next)), nil
		}),
		modules.Fn("return", 1, func(c modules.Call) (goja.Value, error) {
			it, err := own(iteratorSlot, "ReadableStreamAsyncIterator", c)
			if err != nil {
				return l.fail(err)
			}
			v := c.Argument(0)
			return l.value(it.after(func(p promise) { it.finish(p, v) })), nil
		}),
		modules.Fn("[Symbol.asyncIterator]", 0, func(c modules.Call) (goja.Value, error) { return c.This, nil }).
			WithSymbol(wellknown.AsyncIterator(l.env)).Hidden(),
	)
}

func (l *library) iterate(s *readable, preventCancel bool) (goja.Value, error) {
	r, err := s.acquire(false)
	if err != nil {
		return nil, err
	}
	return iteratorSlot.New(l.vm, l.iterators, &iterator{reader: r, stream: s, preventCancel: preventCancel}), nil
}

// after has f settle a promise, once the calls before this one are settled.
func (it *iterator) after(f func(promise)) promise {
	p := it.stream.pending()
	last := it.last
	it.last = p
	if last == nil || last.State() != goja.PromiseStatePending {
		f(p)
		return p
	}
	run := func(goja.Value) { f(p) }
	engine.React(last, run, run)
	return p
}

func (it *iterator) next(p promise) {
	l := it.stream.library
	if it.finished {
		engine.Fulfill(p, l.result(nil, true))
		return
	}
	it.reader.read(iteration{promised{l, p}, it})
}

func (it *iterator) end() {
	it.finished = true
	if it.reader.stream != nil {
		it.reader.release()
	}
}

// iteration is the request of a call of next.
type iteration struct {
	promised
	it *iterator
}

func (r iteration) end(v goja.Value) {
	r.it.end()
	r.promised.end(v)
}

func (r iteration) fail(reason goja.Value) {
	r.it.end()
	r.promised.fail(reason)
}

// finish is return(v).
func (it *iterator) finish(p promise, v goja.Value) {
	l := it.stream.library
	if it.finished {
		l.resolve(p, l.result(v, true))
		return
	}
	it.finished = true
	cancelled := l.settled
	if !it.preventCancel {
		cancelled = it.stream.cancel(v)
	}
	if it.reader.stream != nil {
		it.reader.release()
	}
	engine.React(cancelled, func(goja.Value) { l.resolve(p, l.result(v, true)) }, func(reason goja.Value) { engine.Reject(p, reason) })
}
