// Package modulestest runs JavaScript on a few modules and an event loop,
// without the runtime: for tests of one module with capabilities of their own.
package modulestest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
)

// Run runs code until the loop is dry and returns what it printed with
// print(…values), one line a call, without the last line break. require finds
// the given modules. What escapes a callback fails the test. Capabilities
// that env leaves nil are missing.
func Run(t testing.TB, env modules.Env, list []modules.Module, code string) string {
	t.Helper()
	h := &host{t: t}
	e := h.start(env, list)
	h.Enter(func() {
		if _, err := h.vm.RunScript("test.js", code); err != nil {
			h.Uncaught(err)
		}
	})
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := e.Loop.Run(ctx); err != nil {
		t.Errorf("the loop does not end: %v", err)
	}
	h.cancel()
	e.Loop.Drain()
	return strings.Join(h.lines, "\n")
}

// host is the least that modules need of a runtime.
type host struct {
	t      testing.TB
	vm     *goja.Runtime
	cancel context.CancelFunc
	lines  []string

	ticks        []func() error
	inside       bool
	asyncContext any
	info         modules.Info
	hooks        modules.Hooks
	trampoline   goja.Callable
	job          func()
}

func (h *host) start(env modules.Env, list []modules.Module) *modules.Env {
	h.vm = goja.New()
	env.VM, env.Host = h.vm, h
	env.Loop = eventloop.New(eventloop.Options{})
	env.Ctx, h.cancel = context.WithCancel(context.Background())
	loaded := map[string]goja.Value{}
	var e *modules.Env
	require := func(name string) goja.Value {
		name = strings.TrimPrefix(name, "node:")
		if v, ok := loaded[name]; ok {
			return v
		}
		for _, m := range list {
			if m.Name == name {
				loaded[name] = m.Load(e)
				return loaded[name]
			}
		}
		panic(e.Panic(&modules.Error{Code: "MODULE_NOT_FOUND", Message: "Cannot find module '" + name + "'"}))
	}
	e = modules.NewEnv(env, require)
	e.Define(h.vm.GlobalObject(), false,
		modules.Fn("require", 1, func(c modules.Call) (goja.Value, error) { return require(c.Argument(0).String()), nil }),
		modules.Fn("print", 0, func(c modules.Call) (goja.Value, error) {
			words := make([]string, len(c.Arguments))
			for i, v := range c.Arguments {
				words[i] = v.String()
			}
			h.lines = append(h.lines, strings.Join(words, " "))
			return nil, nil
		}),
	)
	step := h.vm.ToValue(func(goja.FunctionCall) goja.Value {
		if job := h.job; job != nil {
			h.job = nil
			job()
		}
		for len(h.ticks) > 0 {
			f := h.ticks[0]
			h.ticks = h.ticks[1:]
			if err := f(); err != nil {
				h.Uncaught(err)
			}
		}
		return goja.Undefined()
	})
	enter, err := h.vm.RunString("(step => () => { step() })")
	if err != nil {
		h.t.Fatal(err)
	}
	makeTrampoline, _ := goja.AssertFunction(enter)
	v, err := makeTrampoline(nil, step)
	if err != nil {
		h.t.Fatal(err)
	}
	h.trampoline, _ = goja.AssertFunction(v)
	return e
}

func (h *host) Enter(f func()) {
	if h.inside {
		f()
		return
	}
	h.inside = true
	h.job = f
	for {
		if _, err := h.trampoline(nil); err != nil {
			h.t.Errorf("ended by %v", err)
		}
		if len(h.ticks) == 0 {
			break
		}
	}
	h.inside = false
}

func (h *host) NextTick(f func() error) { h.ticks = append(h.ticks, f) }

func (h *host) Microtask(f func() error) {
	then, err := h.vm.RunString("(f => { Promise.resolve().then(f) })")
	if err != nil {
		h.t.Fatal(err)
	}
	call, _ := goja.AssertFunction(then)
	if _, err := call(nil, h.vm.ToValue(func(goja.FunctionCall) goja.Value {
		if err := f(); err != nil {
			h.Uncaught(err)
		}
		return goja.Undefined()
	})); err != nil {
		h.t.Fatal(err)
	}
}

func (h *host) Uncaught(err error) {
	if h.hooks.UncaughtException != nil {
		var ex *goja.Exception
		if errors.As(err, &ex) && h.hooks.UncaughtException(ex.Value(), "uncaughtException") {
			return
		}
	}
	h.t.Errorf("uncaught: %v", err)
}

func (h *host) Exit(code int) { h.t.Errorf("exit with code %d", code) }

func (h *host) AsyncContext() any { return h.asyncContext }

func (h *host) SetAsyncContext(ctx any) any {
	previous := h.asyncContext
	h.asyncContext = ctx
	return previous
}

// SetStackHeader does nothing: stacks are the runtime's.
func (h *host) SetStackHeader(*goja.Object, string) {}

func (h *host) Info() *modules.Info   { return &h.info }
func (h *host) Hooks() *modules.Hooks { return &h.hooks }
