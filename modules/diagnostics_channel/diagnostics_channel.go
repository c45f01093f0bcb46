// Package diagnosticschannel is node:diagnostics_channel.
package diagnosticschannel

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/diagnostics"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules is node:diagnostics_channel.
var Modules = []modules.Module{{Name: "diagnostics_channel", Load: load}}

//go:embed diagnostics_channel.js
var source string

var script = modules.NewScript("node:diagnostics_channel", source, "node", "emitWarning")

func load(env *modules.Env) goja.Value {
	diagnostics.SetLoaded(env)
	exports := script.Run(env, scriptenv.Of(env), env.Func("emitWarning", 1, func(c modules.Call) (goja.Value, error) {
		return env.Method(env.RequireObject("process"), "emitWarning", c.Arguments...)
	}))
	tracing := map[string]*goja.Object{}
	env.Host.Hooks().Traced = func(name string) *goja.Object {
		channel := tracing[name]
		if channel == nil {
			v, err := env.Method(exports.(*goja.Object), "tracingChannel", env.VM.ToValue(name))
			if err != nil {
				panic(env.Panic(err))
			}
			channel = v.(*goja.Object)
			tracing[name] = channel
		}
		if !channel.Get("hasSubscribers").ToBoolean() {
			return nil
		}
		return channel
	}
	return exports
}
