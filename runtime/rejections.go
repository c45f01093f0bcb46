package runtime

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// rejectionQueue collects promises that were rejected without a handler. They
// are reported when ticks and promise jobs are done, as in Node's
// lib/internal/process/promises.js.
type rejectionQueue struct {
	pending  []rejection
	reported map[*goja.Promise]struct{}
	handled  []*goja.Promise
	// context is that of the reaction that has run last, until the next one: the engine rejects its promise afterwards.
	context any
}

// rejection is a rejected promise, and the asynchronous context it was rejected in.
type rejection struct {
	promise      *goja.Promise
	asyncContext any
}

func (rt *Runtime) trackRejection(p *goja.Promise, operation goja.PromiseRejectionOperation) {
	q := &rt.rejections
	if operation == goja.PromiseRejectionReject {
		context := rt.asyncContext
		if context == nil {
			context = q.context
		}
		q.pending = append(q.pending, rejection{p, context})
		return
	}
	for i, waiting := range q.pending {
		if waiting.promise == p {
			q.pending = append(q.pending[:i:i], q.pending[i+1:]...)
			return
		}
	}
	if _, ok := q.reported[p]; ok {
		delete(q.reported, p)
		q.handled = append(q.handled, p)
	}
}

// processRejections reports what has been collected. It returns whether
// anything was reported, so that ticks may be queued again.
func (rt *Runtime) processRejections() bool {
	q := &rt.rejections
	if len(q.pending) == 0 && len(q.handled) == 0 {
		return false
	}
	rt.tasks.job = func() {
		for len(q.handled) > 0 {
			p := q.handled[0]
			q.handled = q.handled[1:]
			if rt.hooks.RejectionHandled != nil {
				rt.hooks.RejectionHandled(rt.promiseObject(p))
			}
		}
		// What is rejected meanwhile waits for the ticks of these.
		batch := q.pending
		q.pending = nil
		for _, r := range batch {
			if q.reported == nil {
				q.reported = map[*goja.Promise]struct{}{}
			}
			q.reported[r.promise] = struct{}{}
			previous := rt.setAsyncContext(r.asyncContext)
			rt.reportRejection(r.promise)
			rt.setAsyncContext(previous)
		}
	}
	rt.tasks.run()
	return true
}

func (rt *Runtime) reportRejection(p *goja.Promise) {
	rt.loadProcess()
	if rt.hooks.UnhandledRejection != nil {
		rt.hooks.UnhandledRejection(p, rt.promiseObject(p), p.Result())
		return
	}
	rt.offerUncaught(&modules.ThrownError{Value: p.Result()}, originRejection)
}

func (rt *Runtime) promiseObject(p *goja.Promise) *goja.Object {
	return rt.vm.ToValue(p).(*goja.Object)
}
