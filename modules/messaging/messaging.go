// Package messaging has the globals that copy and send values:
// structuredClone, MessageChannel, MessagePort, MessageEvent and
// BroadcastChannel.
package messaging

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/clone"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{Name: "internal/structured_clone", Internal: true, Load: loadClone, Globals: []string{"structuredClone"}},
	{
		Name: "internal/messaging", Internal: true, Load: loadMessaging,
		Globals: []string{"MessageChannel", "MessagePort", "MessageEvent", "BroadcastChannel"},
	},
}

//go:embed messaging.js
var source string

var script = modules.NewScript("node:internal/messaging", source, "node", "base", "clone", "transferSymbol", "post", "drain", "newHandle", "uncaught")

func loadClone(env *modules.Env) goja.Value {
	return env.Exports(modules.Fn("structuredClone", 2, func(c modules.Call) (goja.Value, error) {
		if len(c.Arguments) == 0 {
			return nil, modules.TypeError("ERR_MISSING_ARGS",
				`The "The value argument must be specified" argument must be specified`)
		}
		var list []*goja.Object
		if options := c.Argument(1); !modules.IsNullish(options) {
			o, ok := options.(*goja.Object)
			if !ok {
				return nil, modules.TypeError("ERR_INVALID_ARG_TYPE",
					"Failed to execute 'structuredClone': Options cannot be converted to a dictionary")
			}
			var err error
			if list, err = clone.List(env, o.Get("transfer"), "Failed to execute 'structuredClone': transfer in Options"); err != nil {
				return nil, err
			}
		}
		v, _, err := cloneValue(env, c.Argument(0), list)
		return v, err
	}))
}

func cloneValue(env *modules.Env, v goja.Value, list []*goja.Object) (goja.Value, []*goja.Object, error) {
	return clone.Clone(env, v, list, func(o *goja.Object) (*goja.Object, error) { return cloneHostObject(env, o) },
		func(o *goja.Object) *goja.Object {
			move := o.GetSymbol(modules.TransferSymbol)
			if !modules.IsFunction(move) {
				return nil
			}
			made, err := env.Invoke(move, o)
			if err != nil {
				panic(env.Panic(err))
			}
			moved, _ := made.(*goja.Object)
			return moved
		})
}

// cloneHostObject copies what the language does not know: exceptions of the
// DOM, and objects with a method for it.
func cloneHostObject(env *modules.Env, o *goja.Object) (*goja.Object, error) {
	if modules.IsFunction(o.GetSymbol(modules.TransferSymbol)) {
		return nil, clone.DataCloneError(env, "Object that needs transfer was found in message but not listed in transferList")
	}
	if copyMethod := o.GetSymbol(modules.CloneSymbol); modules.IsFunction(copyMethod) {
		made, err := env.Invoke(copyMethod, o)
		if err != nil {
			return nil, err
		}
		copied, _ := made.(*goja.Object)
		return copied, nil
	}
	return nil, nil
}

func loadMessaging(env *modules.Env) goja.Value {
	return script.Run(env, scriptenv.Of(env), env.Require("internal/event_target"),
		env.Func("clone", 2, func(c modules.Call) (goja.Value, error) {
			list, err := clone.List(env, c.Argument(1), "Optional transferList argument")
			if err != nil {
				return nil, err
			}
			v, moved, err := cloneValue(env, c.Argument(0), list)
			if err != nil {
				return nil, err
			}
			ports := make([]any, len(moved))
			for i, o := range moved {
				ports[i] = o
			}
			return env.VM.NewArray(v, env.VM.NewArray(ports...)), nil
		}),
		modules.TransferSymbol,
		env.Func("post", 1, func(c modules.Call) (goja.Value, error) {
			f, err := c.Func(0, "callback")
			if err != nil {
				return nil, err
			}
			callback := env.NewCallback(f)
			env.Loop.Post(func() { callback.Call() })
			return nil, nil
		}),
		env.Func("drain", 1, func(c modules.Call) (goja.Value, error) {
			f, err := c.Func(0, "callback")
			if err != nil {
				return nil, err
			}
			env.Loop.Post(func() { drain(env, f) })
			return nil, nil
		}),
		env.Func("newHandle", 0, func(modules.Call) (goja.Value, error) { return handleObject(env, env.Loop.NewHandle()), nil }),
		env.Func("uncaught", 1, func(c modules.Call) (goja.Value, error) {
			env.Host.Uncaught(&modules.ThrownError{Value: c.Argument(0)})
			return nil, nil
		}))
}

func handleObject(env *modules.Env, h *eventloop.Handle) *goja.Object {
	do := func(name string, f func()) modules.Export {
		return modules.Fn(name, 0, func(modules.Call) (goja.Value, error) {
			f()
			return nil, nil
		})
	}
	return env.Exports(do("ref", h.Ref), do("unref", h.Unref), do("close", h.Close),
		modules.Fn("hasRef", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(h.HasRef()), nil }))
}

// drain calls f, each time as a task of its own, until it returns false.
func drain(env *modules.Env, f goja.Callable) {
	for more := true; more; {
		env.Host.Enter(func() {
			v, err := f(goja.Undefined())
			more = err == nil && v.ToBoolean()
			if err != nil {
				env.Host.Uncaught(err)
			}
		})
	}
}
