package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// iterator is the async iterator of a readable.
type iterator struct {
	c   *Core
	o   *goja.Object
	s   *Stream
	end struct {
		over bool       // the stream has ended or failed
		err  goja.Value // how it failed, or nil
	}
	destroyOnReturn              bool
	started, completed, inFlight bool
	queue                        []iteratorRequest
	draining                     bool
	wakeup                       func()
	onReadable                   *goja.Object
	cleanup                      func()
}

type requestKind uint8

const (
	nextRequest requestKind = iota
	returnRequest
	throwRequest
)

// iteratorRequest is a call of one of the iterator's methods.
type iteratorRequest struct {
	kind            requestKind
	value           goja.Value
	resolve, reject func(any) error
}

// AsyncIterator is readable[Symbol.asyncIterator]() and readable.iterator([options]).
func (c *Core) AsyncIterator(o *goja.Object, destroyOnReturn bool) *goja.Object {
	it := &iterator{c: c, o: o, s: StreamOf(o), destroyOnReturn: destroyOnReturn}
	method := func(name string, length int, kind requestKind) modules.Export {
		return modules.Fn(name, length, func(call modules.Call) (goja.Value, error) {
			promise, resolve, reject := c.vm.NewPromise()
			it.request(iteratorRequest{kind, call.Argument(0), resolve, reject})
			return c.vm.ToValue(promise), nil
		})
	}
	made := c.env.Exports(method("next", 0, nextRequest), method("return", 1, returnRequest), method("throw", 1, throwRequest))
	c.must(made.SetPrototype(c.asyncIteratorProto()))
	c.must(made.Set("stream", o))
	return made
}

func (c *Core) asyncIteratorProto() *goja.Object {
	if c.iteratorProto == nil {
		c.iteratorProto = c.vm.NewObject()
		c.env.Define(c.iteratorProto, false, modules.Fn("[Symbol.asyncIterator]", 0, func(call modules.Call) (goja.Value, error) {
			return call.This, nil
		}).WithSymbol(wellknown.AsyncIterator(c.env)))
	}
	return c.iteratorProto
}

func (it *iterator) request(q iteratorRequest) {
	if it.inFlight {
		it.queue = append(it.queue, q)
		return
	}
	it.process(q)
}

func (it *iterator) process(q iteratorRequest) {
	switch q.kind {
	case nextRequest:
		it.processNext(q)
	case returnRequest:
		if !it.completed {
			if it.started {
				it.finalize()
			} else {
				it.completed = true
			}
		}
		it.resolve(q, q.value, true)
	case throwRequest:
		if it.completed || !it.started {
			it.completed = true
			it.c.must(q.reject(q.value))
			return
		}
		it.fail(q, q.value)
	}
}

func (it *iterator) resolve(q iteratorRequest, v goja.Value, done bool) {
	o := it.c.vm.NewObject()
	_ = o.Set("done", done)
	_ = o.Set("value", v)
	it.c.must(q.resolve(o))
}

func (it *iterator) processNext(q iteratorRequest) {
	if it.completed {
		it.resolve(q, goja.Undefined(), true)
		return
	}
	it.start()
	it.inFlight = true
	it.pump(q)
}

func (it *iterator) start() {
	if it.started {
		return
	}
	it.started = true
	c := it.c
	it.onReadable = c.env.Func("next", 0, func(modules.Call) (goja.Value, error) {
		it.wake()
		return nil, nil
	})
	c.em.Add(it.o, "on", "readable", it.onReadable)
	writable := false
	it.cleanup = c.Finished(it.o, FinishedOptions{Writable: &writable}, func(err goja.Value) {
		it.end.over = true
		it.end.err = c.aggregate(it.end.err, err)
		it.wake()
	})
}

func (it *iterator) wake() {
	if f := it.wakeup; f != nil {
		it.wakeup = nil
		f()
	}
}

// pump answers a next with a chunk, the end, or an error, or waits.
func (it *iterator) pump(q iteratorRequest) {
	c := it.c
	var chunk goja.Value = goja.Null()
	thrown := c.try(func() {
		if !truthy(it.o.Get("destroyed")) {
			chunk = c.method(it.o, "read")
		}
	})
	switch {
	case thrown != nil:
		it.inFlight = false
		it.fail(q, thrown)
	case !isNull(chunk):
		if o, ok := chunk.(*goja.Object); ok && modules.IsFunction(o.Get("then")) {
			it.awaitChunk(q, o)
			return
		}
		it.inFlight = false
		it.resolve(q, chunk, false)
	case it.end.err != nil:
		it.inFlight = false
		it.fail(q, it.end.err)
	case it.end.over:
		it.inFlight = false
		it.finalize()
		it.resolve(q, goja.Undefined(), true)
	default:
		// The chunk is read a microtask after the stream has become readable.
		it.wakeup = func() {
			c.env.Host.Microtask(func() error {
				it.pump(q)
				return nil
			})
		}
		return
	}
	it.drain()
}

func (it *iterator) awaitChunk(q iteratorRequest, o *goja.Object) {
	c := it.c
	c.method(o, "then",
		c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
			it.inFlight = false
			it.resolve(q, call.Argument(0), false)
			it.drain()
			return nil, nil
		}),
		c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
			it.inFlight = false
			it.fail(q, call.Argument(0))
			it.drain()
			return nil, nil
		}))
}

func (it *iterator) fail(q iteratorRequest, err goja.Value) {
	it.end.err = it.c.aggregate(it.end.err, err)
	it.end.over = true
	failure := it.end.err
	it.finalize()
	it.c.must(q.reject(failure))
}

func (it *iterator) drain() {
	if it.draining {
		return
	}
	it.draining = true
	for !it.inFlight && len(it.queue) > 0 {
		q := it.queue[0]
		it.queue = it.queue[1:]
		it.process(q)
	}
	it.draining = false
}

func (it *iterator) finalize() {
	it.completed = true
	autoDestroy := it.s == nil || it.s.r == nil || it.s.r.autoDestroy
	if (it.end.err != nil || it.destroyOnReturn) && (!it.end.over || autoDestroy) {
		it.c.Destroyer(it.o, nil)
		return
	}
	it.c.em.Add(it.o, "off", "readable", it.onReadable)
	it.cleanup()
}
