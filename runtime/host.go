package runtime

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/loader"
)

// hostView is the runtime as its modules see it.
type hostView Runtime

var _ modules.Host = (*hostView)(nil)

func (h *hostView) rt() *Runtime { return (*Runtime)(h) }

func (h *hostView) Enter(f func()) { h.tasks.Enter(f) }

func (h *hostView) NextTick(f func() error) { h.tasks.nextTick(f) }

func (h *hostView) Microtask(f func() error) { h.tasks.microtask(f) }

func (h *hostView) Uncaught(err error) { h.rt().uncaught(err) }

func (h *hostView) AsyncContext() any { return h.asyncContext }

func (h *hostView) SetAsyncContext(ctx any) any { return h.rt().setAsyncContext(ctx) }

func (h *hostView) Info() *modules.Info { return &h.info }

func (h *hostView) Hooks() *modules.Hooks { return &h.hooks }

// Loader is [loader.Provider].
func (h *hostView) Loader() *loader.Loader { return h.loader }

// UncaughtRejection is [loader.MainRunner].
func (h *hostView) UncaughtRejection(reason goja.Value) {
	h.rt().offerUncaught(&modules.ThrownError{Value: reason}, originRejection)
}

// RunJobs is [loader.JobRunner].
func (h *hostView) RunJobs() { h.traces.RunJobs() }

// TakeJobs and QueueJob take the queue of promise jobs away and bring jobs back.
func (h *hostView) TakeJobs() []func() { return h.traces.TakeJobs() }

func (h *hostView) QueueJob(job func()) { h.traces.QueueJob(job) }

// ThrownAt is where an error was thrown, with the line.
func (h *hostView) ThrownAt(err error, value goja.Value) string { return h.traces.Snippet(err, value) }

func (h *hostView) SetStackHeader(err *goja.Object, header string) { h.traces.SetHeader(err, header) }

// Exit unwinds to the entry of the task by the one panic that JavaScript
// cannot catch.
func (h *hostView) Exit(code int) {
	rt := h.rt()
	if !rt.exited {
		rt.exited = true
		rt.exitCode = code
		rt.loop.Stop()
	}
	panic(&goja.InterruptedError{})
}

func (rt *Runtime) setAsyncContext(ctx any) (previous any) {
	previous, rt.asyncContext = rt.asyncContext, ctx
	return previous
}

// asyncContextTracker carries the asynchronous context across promise
// reactions.
type asyncContextTracker struct{ rt *Runtime }

func (t asyncContextTracker) Grab() any {
	if p := t.rt.promises; p != nil && len(p.observers) > 0 {
		return p.grab()
	}
	return t.rt.asyncContext
}

func (t asyncContextTracker) Resumed(ctx any) {
	t.rt.rejections.context = nil
	if r, ok := ctx.(*reaction); ok {
		t.rt.asyncContext = r.context
		t.rt.promises.resumed(r)
		return
	}
	t.rt.asyncContext = ctx
}

func (t asyncContextTracker) Exited() {
	t.rt.rejections.context, t.rt.asyncContext = t.rt.asyncContext, nil
	if p := t.rt.promises; p != nil && p.current != nil {
		p.exited()
	}
}
