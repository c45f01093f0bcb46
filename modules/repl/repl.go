// Package repl is node:repl. It reacts to what a person types, so all of it
// is JavaScript, on top of node:readline and node:vm.
package repl

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "repl", Load: func(env *modules.Env) goja.Value { return states.Of(env).exports }}}

//go:embed evaluate.js
var evaluateSource string

//go:embed commands.js
var commandsSource string

//go:embed complete.js
var completeSource string

//go:embed history.js
var historySource string

//go:embed server.js
var serverSource string

//go:embed standalone.js
var standaloneSource string

var (
	evaluateScript = modules.NewScript("node:internal/repl/evaluate", evaluateSource, "require")
	commandsScript = modules.NewScript("node:internal/repl/commands", commandsSource, "require")
	completeScript = modules.NewScript("node:internal/repl/complete", completeSource, "require")
	historyScript  = modules.NewScript("node:internal/repl/history", historySource, "require")
	serverScript   = modules.NewScript("node:repl", serverSource, "require", "validate", "evaluate", "complete",
		"defineCommands", "setupHistory", "standalone")
	standaloneScript = modules.NewScript("node:internal/main/repl", standaloneSource, "repl", "standalone")
)

// state is the module of a runtime.
type state struct {
	exports    goja.Value
	standalone *goja.Symbol // the option of the session that is the program itself
}

var states = modules.NewLocal(func(env *modules.Env) *state {
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	s := &state{standalone: goja.NewSymbol("standalone")}
	s.exports = serverScript.Run(env, require, validate.Exports(env), evaluateScript.Run(env, require),
		completeScript.Run(env, require), commandsScript.Run(env, require), historyScript.Run(env, require), s.standalone)
	return s
})

// Start starts the session that a program without a script is, on the
// standard streams. It must be called within a task.
func Start(env *modules.Env) {
	s := states.Of(env)
	standaloneScript.Run(env, s.exports, s.standalone)
}
