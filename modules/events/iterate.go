package events

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// iteration is the state of an iterator that events.on made.
type iteration struct {
	x       *events
	emitter goja.Value
	low     int64
	high    int64

	values   []goja.Value
	waiting  []waiter
	err      goja.Value
	finished bool
	paused   bool
	cleanup  []func() error
}

type waiter struct{ resolve, reject func(any) error }

// firstParameter is the option of events.on that makes it yield the first
// argument of each event, not the array of them.
var firstParameter = goja.NewSymbol("kFirstEventParam")

// on is events.on(emitter, eventName[, options]).
func (x *events) on(c modules.Call) (goja.Value, error) {
	options, err := c.OptObject(2, "options")
	if err != nil {
		return nil, err
	}
	signal, err := x.signalOption(options)
	if err != nil {
		return nil, err
	}
	it := &iteration{x: x, emitter: c.Argument(0), low: 1, high: modules.MaxSafeInteger}
	first := false
	if options != nil {
		if it.high, err = x.watermark(options, "highWaterMark", "highWatermark", it.high); err != nil {
			return nil, err
		}
		if it.low, err = x.watermark(options, "lowWaterMark", "lowWatermark", it.low); err != nil {
			return nil, err
		}
		v := options.GetSymbol(firstParameter)
		first = v != nil && v.ToBoolean()
	}
	iterator := wellknown.NewAsyncIterator(x.env,
		modules.Fn("next", 0, it.next),
		modules.Fn("return", 0, func(modules.Call) (goja.Value, error) { return it.close() }),
		modules.Fn("throw", 1, it.throw),
	)
	it.exposeWatermarks(iterator)

	onEvent := x.env.Func("", 0, func(c modules.Call) (goja.Value, error) {
		if first {
			return nil, it.event(c.Argument(0))
		}
		return nil, it.event(x.array(c.Arguments))
	})
	onError := x.env.Func("errorHandler", 1, func(c modules.Call) (goja.Value, error) {
		return nil, it.fail(c.Argument(0))
	})
	onClose := x.env.Func("closeHandler", 0, func(modules.Call) (goja.Value, error) { return it.close() })
	if err := it.listen(c.Argument(1), onEvent); err != nil {
		return nil, err
	}
	if o, ok := it.emitter.(*goja.Object); ok && modules.IsFunction(o.Get("on")) && c.Argument(1).String() != "error" {
		if err := it.listen(x.env.VM.ToValue("error"), onError); err != nil {
			return nil, err
		}
	}
	if err := it.listenClose(options, onClose); err != nil {
		return nil, err
	}
	if signal != nil {
		onAbort := x.env.Func("abortListener", 0, func(modules.Call) (goja.Value, error) {
			return nil, it.fail(x.env.Error(modules.AbortError(signal.Get("reason"))))
		})
		remove, err := x.abortListener(signal, onAbort)
		if err != nil {
			return nil, err
		}
		it.cleanup = append(it.cleanup, remove)
	}
	return iterator, nil
}

func (x *events) watermark(options *goja.Object, name, old string, fallback int64) (int64, error) {
	v := options.Get(name)
	if modules.IsNullish(v) {
		v = options.Get(old)
	}
	if modules.IsNullish(v) {
		return fallback, nil
	}
	return x.env.ValidateInteger(v, "options."+name, 1, modules.MaxSafeInteger)
}

func (it *iteration) listen(name goja.Value, fn *goja.Object) error {
	if err := it.x.listen(it.emitter, name, fn, false); err != nil {
		return err
	}
	it.cleanup = append(it.cleanup, func() error { return it.x.unlisten(it.emitter, name, fn) })
	return nil
}

func (it *iteration) listenClose(options, fn *goja.Object) error {
	if options == nil {
		return nil
	}
	list, ok := options.Get("close").(*goja.Object)
	if !ok {
		return nil
	}
	var failed error
	it.x.env.VM.ForOf(list, func(name goja.Value) bool {
		failed = it.listen(name, fn)
		return failed == nil
	})
	return failed
}

func (it *iteration) exposeWatermarks(iterator *goja.Object) {
	vm := it.x.env.VM
	number := func(name string, get func() int64) modules.Export {
		return modules.Getter(name, func(modules.Call) (goja.Value, error) { return vm.ToValue(get()), nil })
	}
	marks := it.x.env.Exports(
		number("size", func() int64 { return int64(len(it.values)) }),
		number("low", func() int64 { return it.low }),
		number("high", func() int64 { return it.high }),
		modules.Getter("isPaused", func(modules.Call) (goja.Value, error) { return modules.Bool(it.paused), nil }),
	)
	_ = iterator.SetSymbol(it.x.env.SymbolFor("nodejs.watermarkData"), marks)
}

func (it *iteration) next(modules.Call) (goja.Value, error) {
	x := it.x
	if len(it.values) > 0 {
		value := it.values[0]
		it.values = it.values[1:]
		if it.paused && int64(len(it.values)) < it.low {
			if _, err := x.env.Method(it.emitter.(*goja.Object), "resume"); err != nil {
				return nil, err
			}
			it.paused = false
		}
		return x.env.Resolved(x.result(value, false)), nil
	}
	if it.err != nil {
		promise, _, reject := x.env.VM.NewPromise()
		err := reject(it.err)
		it.err = nil
		return x.env.VM.ToValue(promise), err
	}
	if it.finished {
		return it.close()
	}
	promise, resolve, reject := x.env.VM.NewPromise()
	it.waiting = append(it.waiting, waiter{resolve, reject})
	return x.env.VM.ToValue(promise), nil
}

// throw is iterator.throw(error).
func (it *iteration) throw(c modules.Call) (goja.Value, error) {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || !it.x.env.VM.InstanceOf(o, it.x.env.VM.Get("Error").(*goja.Object)) {
		return nil, it.x.env.InvalidArgType("EventEmitter.AsyncIterator", c.Argument(0), "Error")
	}
	return nil, it.fail(o)
}

func (it *iteration) event(value goja.Value) error {
	if w, ok := it.firstWaiting(); ok {
		return w.resolve(it.x.result(value, false))
	}
	it.values = append(it.values, value)
	if !it.paused && int64(len(it.values)) > it.high {
		it.paused = true
		_, err := it.x.env.Method(it.emitter.(*goja.Object), "pause")
		return err
	}
	return nil
}

func (it *iteration) firstWaiting() (waiter, bool) {
	if len(it.waiting) == 0 {
		return waiter{}, false
	}
	w := it.waiting[0]
	it.waiting = it.waiting[1:]
	return w, true
}

func (it *iteration) fail(err goja.Value) error {
	if w, ok := it.firstWaiting(); !ok {
		it.err = err
	} else if err := w.reject(err); err != nil {
		return err
	}
	_, failed := it.close()
	return failed
}

// close stops listening and ends everybody who waits.
func (it *iteration) close() (goja.Value, error) {
	for i := len(it.cleanup) - 1; i >= 0; i-- {
		if err := it.cleanup[i](); err != nil {
			return nil, err
		}
	}
	it.cleanup = nil
	it.finished, it.paused = true, false
	done := it.x.result(goja.Undefined(), true)
	for {
		w, ok := it.firstWaiting()
		if !ok {
			return it.x.env.Resolved(done), nil
		}
		if err := w.resolve(done); err != nil {
			return nil, err
		}
	}
}

// result is an iterator's result, its properties in the order of Node's.
func (x *events) result(value goja.Value, done bool) *goja.Object {
	o := x.env.VM.NewObject()
	_ = o.Set("done", done)
	_ = o.Set("value", value)
	return o
}
