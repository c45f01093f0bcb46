package events

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// listen adds a listener to an EventEmitter or to an EventTarget.
func (x *events) listen(target, name goja.Value, fn *goja.Object, once bool) error {
	if o, ok := target.(*goja.Object); ok {
		if modules.IsFunction(o.Get("on")) {
			method := "on"
			if once {
				method = "once"
			}
			_, err := x.env.Method(o, method, name, fn)
			return err
		}
		if add := o.Get("addEventListener"); modules.IsFunction(add) {
			options := x.env.VM.NewObject()
			if once {
				_ = options.Set("once", true)
				_ = options.SetSymbol(emitter.StopPropagationResistant, true)
			}
			_, err := x.env.Invoke(add, o, name, fn, options)
			return err
		}
	}
	return x.notEmitter(target, "on", "EventEmitter")
}

// unlisten removes what listen added.
func (x *events) unlisten(target, name goja.Value, fn *goja.Object) error {
	if o, ok := target.(*goja.Object); ok {
		if remove := o.Get("removeListener"); modules.IsFunction(remove) {
			_, err := x.env.Invoke(remove, o, name, fn)
			return err
		}
		if remove := o.Get("removeEventListener"); modules.IsFunction(remove) {
			_, err := x.env.Invoke(remove, o, name, fn)
			return err
		}
	}
	return x.env.InvalidArgType("emitter", target, "EventEmitter")
}

// signalOption is the validated option signal, or nil. An aborted one is an
// error.
func (x *events) signalOption(options *goja.Object) (*goja.Object, error) {
	if options == nil {
		return nil, nil
	}
	v := options.Get("signal")
	if v == nil || goja.IsUndefined(v) {
		return nil, nil
	}
	signal, ok := v.(*goja.Object)
	if !ok || signal.Get("aborted") == nil {
		return nil, x.env.InvalidArgType("options.signal", v, "AbortSignal")
	}
	if signal.Get("aborted").ToBoolean() {
		return nil, modules.AbortError(signal.Get("reason"))
	}
	return signal, nil
}

// once is events.once(emitter, name[, options]).
func (x *events) once(c modules.Call) (goja.Value, error) {
	options, err := c.OptObject(1+1, "options")
	if err != nil {
		return x.env.Rejected(err), nil
	}
	signal, err := x.signalOption(options)
	if err != nil {
		return x.env.Rejected(err), nil
	}
	target, name := c.Argument(0), c.Argument(1)
	promise, resolve, reject := x.env.VM.NewPromise()
	value := x.env.VM.ToValue(promise)
	abortName := x.env.VM.ToValue("abort")
	errorName := x.env.VM.ToValue("error")
	var onEvent, onError, onAbort *goja.Object
	onError = x.env.Func("errorListener", 1, func(c modules.Call) (goja.Value, error) {
		if err := x.unlisten(target, name, onEvent); err != nil {
			return nil, err
		}
		if signal != nil {
			if err := x.unlisten(signal, abortName, onAbort); err != nil {
				return nil, err
			}
		}
		return nil, reject(c.Argument(0))
	})
	onEvent = x.env.Func("resolver", 0, func(c modules.Call) (goja.Value, error) {
		if o, ok := target.(*goja.Object); ok && modules.IsFunction(o.Get("removeListener")) {
			if err := x.unlisten(target, errorName, onError); err != nil {
				return nil, err
			}
		}
		if signal != nil {
			if err := x.unlisten(signal, abortName, onAbort); err != nil {
				return nil, err
			}
		}
		return nil, resolve(x.array(c.Arguments))
	})
	onAbort = x.env.Func("abortListener", 0, func(modules.Call) (goja.Value, error) {
		if err := x.unlisten(target, name, onEvent); err != nil {
			return nil, err
		}
		if err := x.unlisten(target, errorName, onError); err != nil {
			return nil, err
		}
		return nil, reject(x.env.Error(modules.AbortError(signal.Get("reason"))))
	})
	if err := x.listen(target, name, onEvent, true); err != nil {
		return x.env.Rejected(err), nil
	}
	isError := goja.IsString(name) && name.String() == "error"
	if o, ok := target.(*goja.Object); ok && !isError && modules.IsFunction(o.Get("once")) {
		if _, err := x.env.Method(o, "once", errorName, onError); err != nil {
			return x.env.Rejected(err), nil
		}
	}
	if signal != nil {
		if err := x.listen(signal, abortName, onAbort, true); err != nil {
			return x.env.Rejected(err), nil
		}
	}
	return value, nil
}

func (x *events) array(values []goja.Value) goja.Value {
	items := make([]any, len(values))
	for i, v := range values {
		items[i] = v
	}
	return x.env.VM.NewArray(items...)
}

// addAbortListener is events.addAbortListener(signal, listener).
func (x *events) addAbortListener(c modules.Call) (goja.Value, error) {
	signal, ok := c.Argument(0).(*goja.Object)
	if !ok || signal.Get("aborted") == nil {
		return nil, x.env.InvalidArgType("signal", c.Argument(0), "AbortSignal")
	}
	if _, err := c.Func(1, "listener"); err != nil {
		return nil, err
	}
	fn := c.Argument(1).(*goja.Object)
	remove, err := x.abortListener(signal, fn)
	if err != nil {
		return nil, err
	}
	disposable := x.env.VM.CreateObject(nil)
	x.env.Define(disposable, true, modules.Fn("[Symbol.dispose]", 0, func(modules.Call) (goja.Value, error) {
		return nil, remove()
	}).WithSymbol(wellknown.Dispose(x.env)))
	return disposable, nil
}

// abortListener calls fn when the signal is aborted, soon if it is already.
func (x *events) abortListener(signal, fn *goja.Object) (remove func() error, err error) {
	if signal.Get("aborted").ToBoolean() {
		x.env.Host.Microtask(func() error {
			_, err := x.env.Invoke(fn, goja.Undefined())
			return err
		})
		return func() error { return nil }, nil
	}
	name := x.env.VM.ToValue("abort")
	if err := x.listen(signal, name, fn, true); err != nil {
		return nil, err
	}
	return func() error { return x.unlisten(signal, name, fn) }, nil
}
