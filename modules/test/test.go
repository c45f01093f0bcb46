// Package test is node:test: running tests, in JavaScript, as nothing of it is on
// a hot path.
package test

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "test", Load: load, SchemeOnly: true}}

//go:embed mock.js
var mockSource string

//go:embed report.js
var reportSource string

//go:embed runner.js
var runnerSource string

var (
	mockScript   = modules.NewScript("node:internal/test_runner/mock", mockSource, "env")
	reportScript = modules.NewScript("node:internal/test_runner/report", reportSource, "env")
	runnerScript = modules.NewScript("node:internal/test_runner/test", runnerSource, "env")
)

func load(e *modules.Env) goja.Value {
	env := e.Exports(
		modules.Fn("require", 1, func(c modules.Call) (goja.Value, error) { return e.Require(c.Argument(0).String()), nil }),
		modules.Fn("invalidArgType", 3, func(c modules.Call) (goja.Value, error) {
			var expected []string
			if err := e.VM.ExportTo(c.Argument(1), &expected); err != nil {
				return nil, err
			}
			return e.Error(e.InvalidArgType(c.Argument(0).String(), c.Argument(2), expected...)), nil
		}),
		modules.Fn("error", 2, func(c modules.Call) (goja.Value, error) {
			return e.Error(&modules.Error{Code: c.Argument(0).String(), Message: c.Argument(1).String()}), nil
		}),
		modules.Fn("missing", 1, func(c modules.Call) (goja.Value, error) {
			name := c.Argument(0).String()
			return e.Func(name, 0, func(modules.Call) (goja.Value, error) { return nil, modules.NotImplemented("test." + name) }), nil
		}),
	)
	mock := mockScript.Run(e, env)
	report := reportScript.Run(e, env)
	e.Define(env, true, modules.Val("createMock", mock), modules.Val("createReport", report))
	return runnerScript.Run(e, env)
}
