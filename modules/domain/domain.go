// Package domain is node:domain.
package domain

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules is node:domain.
var Modules = []modules.Module{{Name: "domain", Load: load}}

//go:embed domain.js
var code string

var script = modules.NewScript("node:domain", code,
	"exports", "process", "EventEmitter", "AsyncLocalStorage", "createHook", "unhandledError")

func load(env *modules.Env) goja.Value {
	exports := env.VM.NewObject()
	hooks := env.RequireObject("async_hooks")
	script.Run(env, exports, env.Require("process"), env.Require("events"),
		hooks.Get("AsyncLocalStorage"), hooks.Get("createHook"),
		env.Func("unhandledError", 0, func(modules.Call) (goja.Value, error) {
			return env.Error(modules.PlainError("ERR_UNHANDLED_ERROR", "Unhandled error. (undefined)")), nil
		}))
	return exports
}
