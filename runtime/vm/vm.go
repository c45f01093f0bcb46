// Package vm is node:vm.
//
// Follows https://nodejs.org/api/vm.html
package vm

import (
	_ "embed"
	"hash/fnv"
	"runtime"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

//go:embed vm.js
var text string

//go:embed modules.js
var modulesText string

var (
	script       = modules.NewScript("node:vm", text, "binding", "check", "require", "vmModules")
	moduleScript = modules.NewScript("node:internal/vm/module", modulesText, "binding", "check", "error", "isContext", "require")
)

// Modules has node:vm.
var Modules = []modules.Module{{Name: "vm", Load: func(e *modules.Env) goja.Value {
	vmModules := goja.Undefined()
	if _, on := e.Host.Info().Options["experimental-vm-modules"]; on {
		vmModules = e.Func("vmModules", 1, func(c modules.Call) (goja.Value, error) { return vmModulesOf.Of(c.Env).exports, nil })
	}
	return script.Run(e, scriptBinding(e), checks(e), requireFunc(e), vmModules)
}}}

func scriptBinding(e *modules.Env) *goja.Object {
	return e.Exports(
		modules.Fn("compile", 6, compile),
		modules.Fn("run", 5, run),
		modules.Fn("compileFunction", 8, compileFunction),
		modules.Fn("makeContext", 5, makeContext),
		modules.Fn("isContext", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(contextOf(c.Env, c.Argument(0)) != nil), nil
		}),
		modules.Fn("cacheOf", 1, cacheOf),
		modules.Fn("int32", 2, integer(-1<<31, 1<<31-1)),
		modules.Fn("positive", 2, integer(1, 1<<32-1)),
		modules.Fn("experimental", 1, warnExperimental),
		modules.Fn("heapSize", 0, func(c modules.Call) (goja.Value, error) {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			return c.Env.VM.ToValue(stats.HeapAlloc), nil
		}),
	)
}

func integer(lo, hi int64) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		_, err := c.Int(0, c.Argument(1).String(), lo, hi)
		return nil, err
	}
}

func requireFunc(e *modules.Env) goja.Value {
	return e.Func("require", 1, func(c modules.Call) (goja.Value, error) { return c.Env.Require(c.Argument(0).String()), nil })
}

// cacheOf(code) returns what stands for compiled code in cached data.
func cacheOf(c modules.Call) (goja.Value, error) {
	h := fnv.New64a()
	h.Write([]byte(c.Argument(0).String()))
	return c.Env.VM.ToValue("gonode" + strconv.FormatUint(h.Sum64(), 16)), nil
}
