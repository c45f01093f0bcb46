package runtime

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/intl"
)

// defineGlobals gives the global object the names of all modules that provide
// globals. Each loads its module on first touch.
func (rt *Runtime) defineGlobals() {
	rt.defineSymbols()
	rt.defineLegacyAccessors()
	global := rt.vm.GlobalObject()
	rt.env.Define(global, true, modules.Val("global", global))
	for _, name := range rt.builtins.names {
		for _, export := range rt.builtins.byName[name].Globals {
			rt.defineGlobal(global, name, export)
		}
	}
}

// defineSymbols adds the well-known symbols that the engine lacks. They are
// in place before any module asks for them.
func (rt *Runtime) defineSymbols() {
	symbol := rt.vm.Get("Symbol").(*goja.Object)
	for i, name := range missingSymbols {
		if symbol.Get(name) == nil {
			rt.env.Define(symbol, false, modules.Val(name, symbols[i]).ReadOnly())
		}
	}
}

var missingSymbols = [...]string{"asyncIterator", "dispose", "asyncDispose"}

var symbols = [len(missingSymbols)]*goja.Symbol{ecma.SymAsyncIterator, ecma.SymDispose, ecma.SymAsyncDispose}

// selfGlobals are modules whose exports are the global itself.
var selfGlobals = map[string]bool{"process": true, "console": true}

func (rt *Runtime) defineGlobal(global *goja.Object, module, name string) {
	load := func(e *modules.Env) goja.Value {
		exports := rt.requireBuiltin(module)
		if selfGlobals[name] && module == name {
			return exports
		}
		return exports.(*goja.Object).Get(name)
	}
	rt.env.Define(global, enumerableGlobal(name), modules.Lazy(name, load))
}

// enumerableGlobal tells functions, which are enumerable, from classes and the
// few objects that are not.
func enumerableGlobal(name string) bool {
	switch name {
	case "process", "console", "localStorage":
		return false
	}
	return name[0] >= 'a'
}

// localized carries out the engine's methods that depend on the locale.
func (rt *Runtime) localized(method string, c goja.FunctionCall) goja.Value {
	return intl.Method(rt.env, method, c)
}
