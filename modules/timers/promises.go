package timers

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

func loadPromises(env *modules.Env) goja.Value {
	t := local.Of(env)
	return env.Exports(
		modules.Fn("setTimeout", 2, t.promiseTimeout),
		modules.Fn("setImmediate", 1, t.promiseImmediate),
		modules.Fn("setInterval", 2, t.promiseInterval),
		modules.Val("scheduler", t.scheduler()),
	)
}

// options are those of the promise forms.
type options struct {
	signal *goja.Object
	ref    bool
}

func (t *timers) options(c modules.Call, i int) (options, error) {
	opts := options{ref: true}
	o, err := c.OptObject(i, "options")
	if err != nil || o == nil {
		return opts, err
	}
	if v := o.Get("signal"); v != nil && !goja.IsUndefined(v) {
		signal, ok := v.(*goja.Object)
		if !ok || signal.Get("aborted") == nil {
			return opts, t.env.InvalidArgType("options.signal", v, "AbortSignal")
		}
		opts.signal = signal
	}
	if v := o.Get("ref"); v != nil && !goja.IsUndefined(v) {
		if !modules.IsBoolean(v) {
			return opts, t.env.InvalidArgType("options.ref", v, "boolean")
		}
		opts.ref = v.ToBoolean()
	}
	return opts, nil
}

func (opts options) aborted() error {
	if opts.signal != nil && opts.signal.Get("aborted").ToBoolean() {
		return opts.abortError()
	}
	return nil
}

func (opts options) abortError() error { return modules.AbortError(opts.signal.Get("reason")) }

func (t *timers) promiseDelay(c modules.Call) (float64, error) {
	v := c.Argument(0)
	if c.Has(0) && !goja.IsNumber(v) {
		return 0, t.env.InvalidArgType("delay", v, "number")
	}
	return t.delay(v)
}

// onAbort calls f when the signal is aborted, until stop is called.
func (t *timers) onAbort(signal *goja.Object, f func() error) (stop func() error, err error) {
	name := t.vm.ToValue("abort")
	listener := t.env.Func("", 0, func(modules.Call) (goja.Value, error) { return nil, f() })
	opts := t.vm.CreateObject(nil)
	if err := opts.SetSymbol(emitter.StopPropagationResistant, true); err != nil {
		return nil, err
	}
	if _, err := t.env.Method(signal, "addEventListener", name, listener, opts); err != nil {
		return nil, err
	}
	return func() error {
		_, err := t.env.Method(signal, "removeEventListener", name, listener)
		return err
	}, nil
}

// promiseTimeout is timersPromises.setTimeout([delay[, value[, options]]]).
func (t *timers) promiseTimeout(c modules.Call) (goja.Value, error) {
	if c.Has(0) && !goja.IsNumber(c.Argument(0)) {
		return t.env.Rejected(t.env.InvalidArgType("delay", c.Argument(0), "number")), nil
	}
	opts, err := t.options(c, 2)
	if err == nil {
		err = opts.aborted()
	}
	if err != nil {
		return t.env.Rejected(err), nil
	}
	delay, err := t.promiseDelay(c)
	if err != nil {
		return nil, err
	}
	return t.settleLater(opts, c.Argument(1), func(callback *goja.Object) (cancel func()) {
		x := t.newTimeout(callback, delay, nil, false)
		if !opts.ref {
			x.timer.Unref()
		}
		return x.clear
	})
}

// promiseImmediate is timersPromises.setImmediate([value[, options]]).
func (t *timers) promiseImmediate(c modules.Call) (goja.Value, error) {
	opts, err := t.options(c, 1)
	if err == nil {
		err = opts.aborted()
	}
	if err != nil {
		return t.env.Rejected(err), nil
	}
	return t.settleLater(opts, c.Argument(0), func(callback *goja.Object) (cancel func()) {
		x := t.newImmediate(callback, nil)
		if !opts.ref {
			x.handle.Unref()
		}
		return x.clear
	})
}

// settleLater makes the promise that start's callback fulfils, or that the
// signal rejects.
func (t *timers) settleLater(opts options, value goja.Value, start func(callback *goja.Object) (cancel func())) (goja.Value, error) {
	promise, resolve, reject := t.vm.NewPromise()
	stop := func() error { return nil }
	callback := t.env.Func("", 0, func(modules.Call) (goja.Value, error) {
		if err := stop(); err != nil {
			return nil, err
		}
		return nil, resolve(value)
	})
	cancel := start(callback)
	if opts.signal != nil {
		var err error
		stop, err = t.onAbort(opts.signal, func() error {
			cancel()
			if err := stop(); err != nil {
				return err
			}
			return reject(t.env.Error(opts.abortError()))
		})
		if err != nil {
			return nil, err
		}
	}
	return t.vm.ToValue(promise), nil
}

// interval is the state of an iterator that setInterval made.
type interval struct {
	t        *timers
	call     modules.Call
	value    goja.Value
	opts     options
	timer    *timeout
	stop     func() error
	started  bool
	finished bool
	due      int
	waiting  []promised
}

type promised struct{ resolve, reject func(any) error }

// promiseInterval is timersPromises.setInterval([delay[, value[, options]]]).
func (t *timers) promiseInterval(c modules.Call) (goja.Value, error) {
	c.Arguments = append([]goja.Value(nil), c.Arguments...)
	it := &interval{t: t, call: c, value: c.Argument(1)}
	return wellknown.NewAsyncIterator(t.env,
		modules.Fn("next", 1, func(modules.Call) (goja.Value, error) { return it.next() }),
		modules.Fn("return", 1, func(c modules.Call) (goja.Value, error) {
			if err := it.finish(); err != nil {
				return nil, err
			}
			return t.env.Resolved(wellknown.IterResult(t.vm, c.Argument(0), true)), nil
		}),
		modules.Fn("throw", 1, func(c modules.Call) (goja.Value, error) {
			if err := it.finish(); err != nil {
				return nil, err
			}
			promise, _, reject := t.vm.NewPromise()
			return t.vm.ToValue(promise), reject(c.Argument(0))
		}),
	), nil
}

func (it *interval) start() error {
	t := it.t
	delay, err := t.promiseDelay(it.call)
	if err != nil {
		return err
	}
	if it.opts, err = t.options(it.call, 2); err != nil {
		return err
	}
	if err := it.opts.aborted(); err != nil {
		return err
	}
	tick := t.env.Func("", 0, func(modules.Call) (goja.Value, error) {
		if len(it.waiting) == 0 {
			it.due++
			return nil, nil
		}
		first := it.waiting[0]
		it.waiting = it.waiting[1:]
		return nil, first.resolve(wellknown.IterResult(t.vm, it.value, false))
	})
	it.timer = t.newTimeout(tick, delay, nil, true)
	if !it.opts.ref {
		it.timer.timer.Unref()
	}
	if it.opts.signal == nil {
		return nil
	}
	it.stop, err = t.onAbort(it.opts.signal, func() error {
		waiting := it.waiting
		it.waiting = nil
		it.timer.clear()
		for _, w := range waiting {
			if err := it.finish(); err != nil {
				return err
			}
			if err := w.reject(t.env.Error(it.opts.abortError())); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (it *interval) next() (goja.Value, error) {
	t := it.t
	if it.finished {
		return t.env.Resolved(wellknown.IterResult(t.vm, goja.Undefined(), true)), nil
	}
	if !it.started {
		it.started = true
		if err := it.start(); err != nil {
			it.finished = true
			return t.env.Rejected(err), nil
		}
	}
	if it.due > 0 {
		it.due--
		return t.env.Resolved(wellknown.IterResult(t.vm, it.value, false)), nil
	}
	if err := it.opts.aborted(); err != nil {
		if failed := it.finish(); failed != nil {
			return nil, failed
		}
		return t.env.Rejected(err), nil
	}
	promise, resolve, reject := t.vm.NewPromise()
	it.waiting = append(it.waiting, promised{resolve, reject})
	return t.vm.ToValue(promise), nil
}

func (it *interval) finish() error {
	it.finished = true
	if it.timer != nil {
		it.timer.clear()
	}
	if stop := it.stop; stop != nil {
		it.stop = nil
		if err := stop(); err != nil {
			return err
		}
	}
	done := it.waiting
	it.waiting = nil
	for _, w := range done {
		if err := w.resolve(wellknown.IterResult(it.t.vm, goja.Undefined(), true)); err != nil {
			return err
		}
	}
	return nil
}

// scheduler makes timersPromises.scheduler, the only object of its class.
func (t *timers) scheduler() *goja.Object {
	var instance *goja.Object
	own := func(f modules.Func) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			if c.This != goja.Value(instance) {
				return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type Scheduler`)
			}
			return f(c)
		}
	}
	class := t.env.Class(modules.ClassSpec{
		Name: "Scheduler", NewOnly: true,
		Construct: func(modules.ConstructCall) (*goja.Object, error) {
			return nil, modules.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
		},
		Methods: []modules.Export{
			modules.Fn("yield", 0, own(func(c modules.Call) (goja.Value, error) {
				c.Arguments = nil
				return t.promiseImmediate(c)
			})),
			modules.Fn("wait", 2, own(func(c modules.Call) (goja.Value, error) {
				c.Arguments = []goja.Value{c.Argument(0), goja.Undefined(), c.Argument(1)}
				return t.promiseTimeout(c)
			})),
		},
	})
	instance = t.vm.CreateObject(class.Get("prototype").(*goja.Object))
	return instance
}
