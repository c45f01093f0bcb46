// Package sys is node:sys, the old name of node:util.
package sys

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "sys", Load: load}}

func load(env *modules.Env) goja.Value {
	vm := env.VM
	_, err := env.Method(env.RequireObject("process"), "emitWarning",
		vm.ToValue("sys is deprecated. Use `node:util` instead."), vm.ToValue("DeprecationWarning"), vm.ToValue("DEP0025"))
	if err != nil {
		panic(env.Panic(err))
	}
	return env.Require("util")
}
