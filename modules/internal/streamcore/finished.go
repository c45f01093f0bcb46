package streamcore

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// FinishedOptions are those of stream.finished.
type FinishedOptions struct {
	// Readable and Writable say which sides to wait for; nil is what the
	// stream has.
	Readable, Writable *bool
	IgnoreErrors       bool
	Signal             *goja.Object
	// Synchronous tells done at once of a stream that has ended already.
	Synchronous bool
}

// watch is a call of stream.finished.
type watch struct {
	c    *Core
	o    *goja.Object
	opts FinishedOptions
	done func(err goja.Value)

	readable, writable                 bool
	readableFinished, writableFinished bool
	willEmitClose                      bool
	asyncContext                       any

	listeners []watchListener
}

type watchListener struct {
	o    *goja.Object
	name string
	fn   *goja.Object
}

// Finished calls done, once, when a stream has ended, failed or closed, and
// returns what stops the watching. err is nil for a clean end.
func (c *Core) Finished(o *goja.Object, opts FinishedOptions, done func(err goja.Value)) (cleanup func()) {
	w := &watch{c: c, o: o, opts: opts, done: done, asyncContext: c.env.Host.AsyncContext()}
	w.readable = isReadableNodeStream(o, false)
	w.writable = isWritableNodeStream(o)
	hasReadable, hasWritable := w.readable, w.writable
	if opts.Readable != nil {
		w.readable = *opts.Readable
	}
	if opts.Writable != nil {
		w.writable = *opts.Writable
	}
	w.willEmitClose = willEmitClose(o) && hasReadable == w.readable && hasWritable == w.writable
	w.writableFinished = truthy(isWritableFinished(o, false))
	w.readableFinished = truthy(isReadableFinished(o, false))
	if err, over := w.alreadyOver(); over {
		return w.settleSoon(err, true)
	}
	if opts.Signal != nil && truthy(opts.Signal.Get("aborted")) {
		return w.settleSoon(c.env.Error(modules.AbortError(opts.Signal.Get("reason"))), false)
	}
	w.listen()
	return w.cleanup
}

// alreadyOver reports how a stream ended that will emit nothing more.
func (w *watch) alreadyOver() (err goja.Value, over bool) {
	c, o := w.c, w.o
	r, ws := o.Get("_readableState"), o.Get("_writableState")
	switch {
	case isClosed(o):
		return w.closeError(), true
	case truthy(get(ws, "errorEmitted")) || truthy(get(r, "errorEmitted")):
		if !w.willEmitClose {
			return streamError(o), true
		}
	case !w.readable && (!w.willEmitClose || truthy(c.isReadable(o))) &&
		(w.writableFinished || isFalseValue(c.isWritable(o))) && noPending(ws):
		return streamError(o), true
	case !w.writable && (!w.willEmitClose || truthy(c.isWritable(o))) &&
		(w.readableFinished || isFalseValue(c.isReadable(o))):
		return streamError(o), true
	case truthy(r) && truthy(o.Get("req")) && truthy(o.Get("aborted")):
		return streamError(o), true
	}
	return nil, false
}

func noPending(state goja.Value) bool {
	v := get(state, "pendingcb")
	return modules.IsNullish(v) || isZero(v)
}

func (w *watch) settleSoon(err goja.Value, over bool) (cleanup func()) {
	c := w.c
	if over && !w.opts.IgnoreErrors {
		w.on(w.o, "error", func(modules.Call) {})
	}
	if w.opts.Synchronous {
		w.call(err)
		return w.cleanup
	}
	c.nextTick(func() { w.call(err) })
	return w.cleanup
}

func (w *watch) call(err goja.Value) {
	if done := w.done; done != nil {
		w.done = nil
		previous := w.c.env.Host.SetAsyncContext(w.asyncContext)
		done(err)
		w.c.env.Host.SetAsyncContext(previous)
	}
}

func (w *watch) on(o *goja.Object, name string, f func(call modules.Call)) {
	fn := w.c.env.Func("", 0, func(call modules.Call) (goja.Value, error) {
		f(call)
		return nil, nil
	})
	w.listeners = append(w.listeners, watchListener{o, name, fn})
	w.c.em.Add(o, "on", name, fn)
}

func (w *watch) cleanup() {
	w.done = nil
	for _, l := range w.listeners {
		w.c.em.Add(l.o, "removeListener", l.name, l.fn)
	}
	w.listeners = nil
}

func (w *watch) listen() {
	o := w.o
	onFinish := func(modules.Call) { w.onFinish() }
	onClose := func(modules.Call) { w.call(w.closeError()) }
	if isClientRequest(o) {
		w.on(o, "complete", onFinish)
		if !w.willEmitClose {
			w.on(o, "abort", onClose)
		}
		if req, ok := o.Get("req").(*goja.Object); ok {
			w.on(req, "finish", onFinish)
		} else {
			w.on(o, "request", func(modules.Call) {
				if req, ok := o.Get("req").(*goja.Object); ok {
					w.on(req, "finish", onFinish)
				}
			})
		}
	} else if w.writable && !truthy(o.Get("_writableState")) {
		legacy := func(modules.Call) {
			if !truthy(o.Get("writable")) {
				w.onFinish()
			}
		}
		w.on(o, "end", legacy)
		w.on(o, "close", legacy)
	}
	if !w.willEmitClose && modules.IsBoolean(o.Get("aborted")) {
		w.on(o, "aborted", onClose)
	}
	w.on(o, "end", func(modules.Call) { w.onEnd() })
	w.on(o, "finish", onFinish)
	if !w.opts.IgnoreErrors {
		w.on(o, "error", func(call modules.Call) { w.call(call.Argument(0)) })
	}
	w.on(o, "close", onClose)
	if w.opts.Signal != nil {
		w.listenSignal()
	}
}

func (w *watch) listenSignal() {
	signal := w.opts.Signal
	stop := w.c.OnAbort(signal, func() {
		done := w.done
		w.cleanup()
		if done != nil {
			done(w.c.env.Error(modules.AbortError(signal.Get("reason"))))
		}
	})
	inner := w.done
	w.done = func(err goja.Value) {
		stop()
		inner(err)
	}
}

// OnAbort calls f when the signal, which is not aborted yet, is, until stop
// is called.
func (c *Core) OnAbort(signal *goja.Object, f func()) (stop func()) {
	fn := c.env.Func("", 0, func(modules.Call) (goja.Value, error) {
		f()
		return nil, nil
	})
	disposable := c.method(c.em.Constructor, "addAbortListener", signal, fn).(*goja.Object)
	return func() {
		c.invoke(disposable.GetSymbol(wellknown.Dispose(c.env)), disposable)
	}
}

func (w *watch) onFinish() {
	w.writableFinished = true
	if truthy(w.o.Get("destroyed")) {
		w.willEmitClose = false
	}
	if w.willEmitClose && (!truthy(w.o.Get("readable")) || w.readable) {
		return
	}
	if !w.readable || w.readableFinished {
		w.call(nil)
	}
}

func (w *watch) onEnd() {
	w.readableFinished = true
	if truthy(w.o.Get("destroyed")) {
		w.willEmitClose = false
	}
	if w.willEmitClose && (!truthy(w.o.Get("writable")) || w.writable) {
		return
	}
	if !w.writable || w.writableFinished {
		w.call(nil)
	}
}

// closeError is the error of a stream that is closed now, or nil.
func (w *watch) closeError() goja.Value {
	if err := streamError(w.o); err != nil {
		return err
	}
	if w.readable && !w.readableFinished && isReadableNodeStream(w.o, true) && !truthy(isReadableFinished(w.o, false)) ||
		w.writable && !w.writableFinished && !truthy(isWritableFinished(w.o, false)) {
		return w.c.env.Error(modules.PlainError("ERR_STREAM_PREMATURE_CLOSE", "Premature close"))
	}
	return nil
}

// FinishedMethod is stream.finished(stream[, options], callback).
func (c *Core) FinishedMethod(call modules.Call) (goja.Value, error) {
	options, cb := call.Argument(1), call.Argument(2)
	if len(call.Arguments) == 2 {
		options, cb = goja.Undefined(), options
	}
	opts, err := c.finishedOptions(options)
	if err != nil {
		return nil, err
	}
	f, err := c.env.ValidateFunction(cb, "callback")
	if err != nil {
		return nil, err
	}
	if opts.Signal == nil && opts.signalValue != nil {
		return nil, c.env.InvalidArgType("options.signal", opts.signalValue, "AbortSignal")
	}
	o, _ := call.Argument(0).(*goja.Object)
	if isWebReadable(o) || isWebWritable(o) {
		return c.finishedWeb(o, opts.FinishedOptions, f)
	}
	if !isNodeStream(o) {
		return nil, c.env.InvalidArgType("stream", call.Argument(0), "ReadableStream", "WritableStream", "Stream")
	}
	cleanup := c.Finished(o, opts.FinishedOptions, func(err goja.Value) {
		var args []goja.Value
		if err != nil {
			args = []goja.Value{err}
		}
		_, failed := f(o, args...)
		c.must(failed)
	})
	return c.env.Func("cleanup", 0, func(modules.Call) (goja.Value, error) {
		cleanup()
		return nil, nil
	}), nil
}

type parsedFinished struct {
	FinishedOptions
	signalValue goja.Value
}

func (c *Core) finishedOptions(v goja.Value) (opts parsedFinished, err error) {
	if modules.IsNullish(v) {
		return opts, nil
	}
	o, err := c.env.ValidateObject(v, "options")
	if err != nil {
		return opts, err
	}
	side := func(name string) *bool {
		if v := o.Get(name); !modules.IsNullish(v) {
			b := v.ToBoolean()
			return &b
		}
		return nil
	}
	opts.Readable, opts.Writable = side("readable"), side("writable")
	opts.IgnoreErrors = isFalseValue(o.Get("error"))
	if v := o.Get("signal"); v != nil && !goja.IsUndefined(v) {
		opts.signalValue = v
		if signal, ok := v.(*goja.Object); ok && signal.Get("aborted") != nil {
			opts.Signal = signal
		}
	}
	return opts, nil
}

// finishedWeb waits for a web stream, by the promise that it keeps.
func (c *Core) finishedWeb(o *goja.Object, opts FinishedOptions, f goja.Callable) (goja.Value, error) {
	w := &watch{c: c, o: o, opts: opts, asyncContext: c.env.Host.AsyncContext()}
	w.done = func(err goja.Value) {
		var args []goja.Value
		if err != nil {
			args = []goja.Value{err}
		}
		_, failed := f(o, args...)
		c.must(failed)
	}
	if signal := opts.Signal; signal != nil {
		if truthy(signal.Get("aborted")) {
			c.nextTick(func() { w.call(c.env.Error(modules.AbortError(signal.Get("reason")))) })
		} else {
			w.listenSignal()
		}
	}
	closed, ok := o.GetSymbol(c.env.SymbolFor("nodejs.webstream.isClosedPromise")).(*goja.Object)
	if !ok {
		return nil, modules.NotImplemented("stream.finished of this web stream")
	}
	settled := func(call modules.Call) (goja.Value, error) {
		var err goja.Value
		if len(call.Arguments) > 0 && !goja.IsUndefined(call.Arguments[0]) {
			err = call.Arguments[0]
		}
		c.nextTick(func() { w.call(err) })
		return nil, nil
	}
	c.method(closed.Get("promise").(*goja.Object), "then", c.env.Func("", 0, settled), c.env.Func("", 0, settled))
	return c.env.Func("nop", 0, func(modules.Call) (goja.Value, error) { return nil, nil }), nil
}

// AddAbortSignal is stream.addAbortSignal(signal, stream).
func (c *Core) AddAbortSignal(call modules.Call) (goja.Value, error) {
	signal, ok := call.Argument(0).(*goja.Object)
	if !ok || signal.Get("aborted") == nil {
		return nil, c.env.InvalidArgType("signal", call.Argument(0), "AbortSignal")
	}
	o, _ := call.Argument(1).(*goja.Object)
	if !isNodeStream(o) && !isWebStream(o) {
		return nil, c.env.InvalidArgType("stream", call.Argument(1), "ReadableStream", "WritableStream", "Stream")
	}
	c.abortWith(signal, o)
	return o, nil
}

// abortWith destroys the stream when the signal is aborted.
func (c *Core) abortWith(signal, o *goja.Object) {
	abort := func() {
		err := c.env.Error(modules.AbortError(signal.Get("reason")))
		if isNodeStream(o) {
			c.method(o, "destroy", err)
			return
		}
		c.invoke(o.GetSymbol(c.env.SymbolFor("nodejs.webstream.controllerErrorFunction")), o, err)
	}
	if truthy(signal.Get("aborted")) {
		abort()
		return
	}
	stop := c.OnAbort(signal, abort)
	if isNodeStream(o) {
		c.Finished(o, FinishedOptions{}, func(goja.Value) { stop() })
	}
}

func (c *Core) signalOption(o, options *goja.Object) {
	v := options.Get("signal")
	if !truthy(v) {
		return
	}
	signal, ok := v.(*goja.Object)
	if !ok || signal.Get("aborted") == nil {
		c.must(c.env.InvalidArgType("signal", v, "AbortSignal"))
	}
	c.abortWith(signal, o)
}

// Destroyer is destroyer(stream, err), which ends streams of any make.
func (c *Core) Destroyer(o *goja.Object, err goja.Value) {
	if o == nil || truthy(c.isDestroyed(o)) {
		return
	}
	if !truthy(err) && !truthy(c.isFinished(o)) {
		err = c.env.Error(modules.AbortError(nil))
	}
	arg := undefinedIfNil(err)
	switch {
	case isServerRequest(o):
		c.must(o.Set("socket", goja.Null()))
		c.method(o, "destroy", arg)
	case isClientRequest(o):
		c.method(o, "abort")
	case isClientRequest(o.Get("req")):
		c.method(o.Get("req").(*goja.Object), "abort")
	case isFunc(o, "destroy"):
		c.method(o, "destroy", arg)
	case isFunc(o, "close"):
		c.method(o, "close")
	case truthy(err):
		c.nextTick(func() {
			c.em.Emit(o, "error", err)
			c.nextTick(func() { c.em.Emit(o, "close") })
		})
	default:
		c.nextTick(func() { c.em.Emit(o, "close") })
	}
	if !truthy(o.Get("destroyed")) {
		c.must(o.SetSymbol(c.env.SymbolFor(symIsDestroyed), true))
	}
}
