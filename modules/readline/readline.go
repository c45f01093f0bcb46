// Package readline is node:readline and node:readline/promises. It reacts to
// what a person types, so all of it is JavaScript.
package readline

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "readline", Load: load},
	{Name: "readline/promises", Load: func(env *modules.Env) goja.Value {
		return env.RequireObject("readline").Get("promises")
	}},
}

//go:embed keypress.js
var keypressSource string

//go:embed cursor.js
var cursorSource string

//go:embed line.js
var lineSource string

//go:embed interface.js
var interfaceSource string

//go:embed readline.js
var readlineSource string

var (
	keypressScript  = modules.NewScript("node:internal/readline/keypress", keypressSource, "require")
	cursorScript    = modules.NewScript("node:internal/readline/cursor", cursorSource, "validate")
	lineScript      = modules.NewScript("node:internal/readline/line", lineSource, "require", "validate", "cursor", "stringWidth")
	interfaceScript = modules.NewScript("node:internal/readline/interface", interfaceSource,
		"require", "validate", "cursor", "line", "emitKeypressEvents")
	readlineScript = modules.NewScript("node:readline", readlineSource,
		"require", "validate", "cursor", "line", "base", "emitKeypressEvents")
)

func load(env *modules.Env) goja.Value {
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	width := env.Func("stringWidth", 1, func(c modules.Call) (goja.Value, error) {
		return c.Env.VM.ToValue(inspect.Width(c.Argument(0).String(), true)), nil
	})
	checks := validate.Exports(env)
	keypress := keypressScript.Run(env, require)
	cursor := cursorScript.Run(env, checks)
	line := lineScript.Run(env, require, checks, cursor, width)
	base := interfaceScript.Run(env, require, checks, cursor, line, keypress)
	return readlineScript.Run(env, require, checks, cursor, line, base, keypress)
}
