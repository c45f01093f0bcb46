package runtime

import (
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules/intl"
	"github.com/gonode/gonode/runtime/internal/fast"
	"github.com/gonode/gonode/runtime/internal/stack"
)

// selfGlobals are modules whose exports are the global itself.
var selfGlobals = map[string]bool{"process": true, "console": true}

// enumerableOrder is the order in which Node has the names that a program sees when it enumerates the global object.
var enumerableOrder = strings.Fields("global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout " +
	"queueMicrotask structuredClone atob btoa performance fetch crypto navigator sessionStorage")

// globalsOf are the global names of the modules of a set.
func globalsOf(set *builtinSet) *ecma.Globals {
	list := []ecma.Global{{Name: "global", Enumerable: true}}
	for _, module := range set.names {
		for _, name := range set.byName[module].Globals {
			list = append(list, ecma.Global{Name: name, Enumerable: enumerableGlobal(name), Accessor: accessorGlobal(name)})
		}
	}
	slices.SortStableFunc(list, func(a, b ecma.Global) int {
		return slices.Index(enumerableOrder, a.Name) - slices.Index(enumerableOrder, b.Name)
	})
	return ecma.NewGlobals(list)
}

// global makes the value of a global that a module provides.
func (rt *Runtime) global(name string) goja.Value {
	if name == "global" {
		return rt.vm.GlobalObject()
	}
	module := rt.builtins.ofGlobal(name)
	exports := rt.requireBuiltin(module)
	if selfGlobals[name] && module == name {
		return exports
	}
	return exports.(*goja.Object).Get(name)
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

// accessorGlobal tells what Node defines by a getter.
func accessorGlobal(name string) bool {
	switch name {
	case "process", "Buffer", "performance", "crypto", "navigator", "localStorage", "sessionStorage":
		return true
	}
	return false
}

// withheld are the globals that an option "--no-NAME", or "--no-experimental-NAME", takes away.
var withheld = [...]struct{ option, globals string }{
	{"websocket", "WebSocket CloseEvent"},
	{"webstorage", "Storage localStorage sessionStorage"},
	{"global-navigator", "Navigator navigator"},
}

// withholdGlobals removes what the options take away.
func (rt *Runtime) withholdGlobals() {
	for _, x := range withheld {
		_, off := rt.info.Options["no-"+x.option]
		_, experimentOff := rt.info.Options["no-experimental-"+x.option]
		if off || experimentOff {
			for _, name := range strings.Fields(x.globals) {
				_ = rt.vm.GlobalObject().Delete(name)
			}
		}
	}
}

// localized carries out the engine's methods that depend on the locale.
func (rt *Runtime) localized(method string, c goja.FunctionCall) goja.Value {
	return intl.Method(rt.env, method, c)
}

// changedBuiltins are the engine's built-ins that changeBuiltin changes.
var changedBuiltins = sync.OnceValue(func() []string { return slices.Concat(stack.Guarded, fast.Replaced) })

// changeBuiltin makes one of the engine's built-ins what Node's is, when a program first looks at it.
func (rt *Runtime) changeBuiltin(name string, made *goja.Object) {
	rt.traces.GuardBuiltin(name, made)
	rt.fast.Replace(name, made)
}
