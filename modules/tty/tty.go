// Package tty is node:tty.
package tty

import (
	_ "embed"
	"os"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/terminal"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "tty", Load: load}}

//go:embed tty.js
var source string

//go:embed colors.js
var colorsSource string

var (
	script       = modules.NewScript("node:tty", source, "isatty", "validate", "require", "colors")
	colorsScript = modules.NewScript("node:internal/tty", colorsSource, "validate", "require")
)

func load(env *modules.Env) goja.Value {
	require := env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return env.Require(c.Argument(0).String()), nil
	})
	checks := validate.Exports(env)
	return script.Run(env, env.Func("isatty", 1, isatty), checks, require, colorsScript.Run(env, checks, require))
}

// isatty is tty.isatty(fd).
func isatty(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	standard := [...]any{c.Env.Stdin, c.Env.Stdout, c.Env.Stderr}
	fd := v.ToInteger()
	if !goja.IsNumber(v) || v.ToFloat() != float64(fd) || fd < 0 || int(fd) >= len(standard) {
		return modules.Bool(false), nil
	}
	file, ok := standard[fd].(*os.File)
	return modules.Bool(ok && terminal.Is(file)), nil
}
