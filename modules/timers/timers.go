// Package timers is node:timers and node:timers/promises, and the global
// functions for timers, immediates and microtasks.
package timers

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/asyncscope"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// Modules are node:timers, node:timers/promises and the microtask queue.
var Modules = []modules.Module{
	{
		Name: "timers", Load: load,
		Globals: []string{"setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"},
	},
	{Name: "timers/promises", Load: loadPromises},
	{Name: "internal/microtasks", Load: loadMicrotasks, Internal: true, Globals: []string{"queueMicrotask"}},
}

// timers is what the timers of a runtime share.
type timers struct {
	env *modules.Env
	vm  *goja.Runtime

	timeoutProto, immediateProto *goja.Object

	scopes *asyncscope.Scopes

	due    task   // what the loop calls back now
	runDue func() // runs it
	// byID has the timers whose number somebody asked for.
	byID map[int64]*timeout

	warnedNegative, warnedNaN bool
}

var local = modules.NewLocal(func(env *modules.Env) *timers {
	t := &timers{env: env, vm: env.VM, byID: map[int64]*timeout{}, scopes: asyncscope.Of(env)}
	t.runDue = func() { t.due.run() }
	t.timeoutProto = t.timeoutClass()
	t.immediateProto = t.immediateClass()
	return t
})

// task is a timeout or an immediate that is due.
type task interface{ run() }

// enter runs what is due as a task, in the asynchronous context it was made in.
func (t *timers) enter(due task, asyncContext any) {
	host := t.env.Host
	previous := host.SetAsyncContext(asyncContext)
	t.due = due
	host.Enter(t.runDue)
	host.SetAsyncContext(previous)
}

func load(env *modules.Env) goja.Value {
	t := local.Of(env)
	promisified := func(f *goja.Object, name string) *goja.Object {
		env.Define(f, true, modules.Getter(name, func(modules.Call) (goja.Value, error) {
			return env.RequireObject("timers/promises").Get(name), nil
		}).WithSymbol(env.SymbolFor("nodejs.util.promisify.custom")))
		return f
	}
	return env.Exports(
		modules.Val("setTimeout", promisified(env.Func("setTimeout", 2, t.setTimeout), "setTimeout")),
		modules.Fn("clearTimeout", 1, t.clearTimeout),
		modules.Val("setImmediate", promisified(env.Func("setImmediate", 1, t.setImmediate), "setImmediate")),
		modules.Fn("clearImmediate", 1, t.clearImmediate),
		modules.Fn("setInterval", 2, t.setInterval),
		modules.Fn("clearInterval", 1, t.clearTimeout),
		modules.Getter("promises", func(modules.Call) (goja.Value, error) { return env.Require("timers/promises"), nil }),
	)
}

// setTimeout is setTimeout(callback[, delay[, ...args]]).
func (t *timers) setTimeout(c modules.Call) (goja.Value, error) { return t.start(c, false) }

// setInterval is setInterval(callback[, delay[, ...args]]).
func (t *timers) setInterval(c modules.Call) (goja.Value, error) { return t.start(c, true) }

func (t *timers) start(c modules.Call, repeat bool) (goja.Value, error) {
	callback, err := c.Function(0, "callback")
	if err != nil {
		return nil, err
	}
	delay, err := t.delay(c.Argument(1))
	if err != nil {
		return nil, err
	}
	var args []goja.Value
	if len(c.Arguments) > 2 {
		args = append(args, c.Arguments[2:]...)
	}
	return t.newTimeout(callback, delay, args, repeat).Object(), nil
}

// delay is the number of milliseconds that a delay stands for, after warning
// of one that is none.
func (t *timers) delay(v goja.Value) (float64, error) {
	if goja.IsUndefined(v) {
		return 1, nil
	}
	ms := v.ToFloat()
	switch {
	case ms >= 1 && ms <= eventloop.MaxDelay:
		return ms, nil
	case ms > eventloop.MaxDelay:
		return 1, t.warn(v, ms, "does not fit into a 32-bit signed integer", "TimeoutOverflowWarning")
	case ms < 0 && !t.warnedNegative:
		t.warnedNegative = true
		return 1, t.warn(v, ms, "is a negative number", "TimeoutNegativeWarning")
	case math.IsNaN(ms) && !t.warnedNaN:
		t.warnedNaN = true
		return 1, t.warn(v, ms, "is not a number", "TimeoutNaNWarning")
	}
	return 1, nil
}

func (t *timers) warn(v goja.Value, ms float64, what, kind string) error {
	text := t.vm.ToValue(ms).String() + " " + what + ".\nTimeout duration was set to 1."
	_, err := t.env.Method(t.env.RequireObject("process"), "emitWarning", t.vm.ToValue(text), t.vm.ToValue(kind))
	return err
}

// clearTimeout is clearTimeout(timeout), which clearInterval equals.
func (t *timers) clearTimeout(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if o, ok := v.(*goja.Object); ok {
		if timer := timeoutOf(o); timer != nil {
			timer.clear()
		}
		return nil, nil
	}
	if goja.IsNumber(v) || goja.IsString(v) {
		if timer := t.byID[v.ToInteger()]; timer != nil && t.vm.ToValue(timer.scope.ID).String() == v.String() {
			timer.clear()
		}
	}
	return nil, nil
}

// setImmediate is setImmediate(callback[, ...args]).
func (t *timers) setImmediate(c modules.Call) (goja.Value, error) {
	callback, err := c.Function(0, "callback")
	if err != nil {
		return nil, err
	}
	var args []goja.Value
	if len(c.Arguments) > 1 {
		args = append(args, c.Arguments[1:]...)
	}
	return t.newImmediate(callback, args).Object(), nil
}

// clearImmediate is clearImmediate(immediate).
func (t *timers) clearImmediate(c modules.Call) (goja.Value, error) {
	if o, ok := c.Argument(0).(*goja.Object); ok {
		if im := immediateOf(o); im != nil {
			im.clear()
		}
	}
	return nil, nil
}

func loadMicrotasks(env *modules.Env) goja.Value {
	return env.Exports(modules.Fn("queueMicrotask", 1, func(c modules.Call) (goja.Value, error) {
		f, err := c.Func(0, "callback")
		if err != nil {
			return nil, err
		}
		scopes := asyncscope.Of(env)
		scope := scopes.Begin("Microtask", env.VM.NewObject)
		env.Host.Microtask(func() error {
			previous := scopes.Enter(scope)
			_, err := f(goja.Undefined())
			scopes.Leave(previous)
			scopes.Destroyed(scope.ID)
			return err
		})
		return nil, nil
	}))
}

func (t *timers) disposeSymbol() *goja.Symbol { return wellknown.Dispose(t.env) }
