// Package childprocess is node:child_process. Starting processes, waiting for
// them and the channel between them is Go; arguments, events and what
// programs see of a child are JavaScript.
package childprocess

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "child_process", Load: load}}

//go:embed child.js
var childSource string

//go:embed channel.js
var channelSource string

//go:embed spawn.js
var spawnSource string

var (
	channelScript = modules.NewScript("node:internal/child_process/channel", channelSource, "binding", "validate", "require")
	childScript   = modules.NewScript("node:internal/child_process", childSource, "binding", "validate", "require", "setupChannel")
	spawnScript   = modules.NewScript("node:child_process", spawnSource, "binding", "validate", "require", "child", "setupChannel")
)

func load(env *modules.Env) goja.Value {
	checks := validate.Exports(env)
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	binding := env.Exports(
		modules.Fn("start", 2, start),
		modules.Fn("startSync", 1, startSync),
		modules.Fn("inherited", 1, inherited),
		modules.Fn("signalNumber", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(signalNumber(c.Argument(0).String())), nil
		}),
		modules.Fn("signalName", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(signalName(int(c.Argument(0).ToInteger()))), nil
		}),
	)
	setupChannel := channelScript.Run(env, binding, checks, require)
	child := childScript.Run(env, binding, checks, require, setupChannel)
	return spawnScript.Run(env, binding, checks, require, child, setupChannel)
}
