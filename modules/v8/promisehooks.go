package v8

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// promiseHooks is v8.promiseHooks.
func promiseHooks(env *modules.Env) *goja.Object {
	on := func(name string, set func(*modules.PromiseHooks, goja.Callable)) modules.Export {
		return modules.Val("on"+strings.ToUpper(name[:1])+name[1:], env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			stop, err := observe(env, c.Argument(0), name, set)
			if err != nil {
				return nil, err
			}
			return env.Func("bound stop", 0, func(modules.Call) (goja.Value, error) { stop(); return nil, nil }), nil
		}))
	}
	call := func(f goja.Callable, args ...goja.Value) {
		if _, err := f(goja.Undefined(), args...); err != nil {
			env.Host.Uncaught(err)
		}
	}
	one := func(f goja.Callable) func(*goja.Object) { return func(promise *goja.Object) { call(f, promise) } }
	kinds := []struct {
		name string
		set  func(*modules.PromiseHooks, goja.Callable)
	}{
		{"init", func(h *modules.PromiseHooks, f goja.Callable) {
			h.Init = func(promise, parent *goja.Object) {
				if parent == nil {
					call(f, promise, goja.Undefined())
					return
				}
				call(f, promise, parent)
			}
		}},
		{"before", func(h *modules.PromiseHooks, f goja.Callable) { h.Before = one(f) }},
		{"after", func(h *modules.PromiseHooks, f goja.Callable) { h.After = one(f) }},
		{"settled", func(h *modules.PromiseHooks, f goja.Callable) { h.Settled = one(f) }},
	}
	exports := []modules.Export{
		// createHook is promiseHooks.createHook(callbacks).
		modules.Fn("createHook", 0, func(c modules.Call) (goja.Value, error) {
			var stops []func()
			if callbacks, ok := c.Argument(0).(*goja.Object); ok {
				for _, k := range kinds {
					f := callbacks.Get(k.name)
					if f == nil || !f.ToBoolean() {
						continue
					}
					stop, err := observe(env, f, k.name, k.set)
					if err != nil {
						return nil, err
					}
					stops = append(stops, stop)
				}
			} else if goja.IsNull(c.Argument(0)) {
				return nil, &modules.Error{Class: "TypeError",
					Message: "Cannot destructure property 'init' of '(intermediate value)(intermediate value)(intermediate value)' as it is null."}
			}
			return env.Func("", 0, func(modules.Call) (goja.Value, error) {
				for _, stop := range stops {
					stop()
				}
				return nil, nil
			}), nil
		}),
	}
	for _, k := range kinds {
		exports = append(exports, on(k.name, k.set))
	}
	return env.Exports(exports...)
}

// observe begins to call a function, until stop. The function may not be async.
func observe(env *modules.Env, f goja.Value, name string, set func(*modules.PromiseHooks, goja.Callable)) (stop func(), err error) {
	fn, ok := goja.AssertFunction(f)
	if !ok || strings.HasPrefix(env.Inspect(f), "[Async") {
		return nil, env.InvalidArgType(name+"Hook", f, "function")
	}
	host, ok := env.Host.(modules.PromiseObserver)
	if !ok {
		return nil, modules.NotImplemented("v8.promiseHooks." + name)
	}
	h := &modules.PromiseHooks{}
	set(h, fn)
	end := host.ObservePromises(h)
	return func() {
		end()
		*h = modules.PromiseHooks{}
	}, nil
}
