// Package dgram is node:dgram. The socket itself is Go; arguments, events and
// the states of binding and connecting are JavaScript.
package dgram

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "dgram", Load: load}}

//go:embed dgram.js
var source string

//go:embed options.js
var optionsSource string

var (
	script        = modules.NewScript("node:dgram", source, "newHandle", "validate", "require", "addOptions")
	optionsScript = modules.NewScript("node:internal/dgram", optionsSource, "validate", "require")
)

func load(env *modules.Env) goja.Value {
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	newHandle := env.Func("newHandle", 1, func(c modules.Call) (goja.Value, error) {
		return newSocket(c.Env, c.Argument(0).String() == "udp6").object(), nil
	})
	checks := validate.Exports(env)
	return script.Run(env, newHandle, checks, require, optionsScript.Run(env, checks, require))
}
