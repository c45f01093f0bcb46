// Package promisify holds the symbols by which a function tells util.promisify
// how to treat it.
package promisify

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// argumentNames is the key of the names that a callback's values get when there
// are several of them.
var argumentNames = goja.NewSymbol("customPromisifyArgs")

// Custom is util.promisify.custom.
func Custom(e *modules.Env) *goja.Symbol { return e.SymbolFor("nodejs.util.promisify.custom") }

// SetNames makes the promise of a promisified fn resolve to an object with these
// properties, as for fs.read: bytesRead and buffer.
func SetNames(fn *goja.Object, vm *goja.Runtime, names ...string) error {
	list := make([]any, len(names))
	for i, name := range names {
		list[i] = name
	}
	return fn.DefineDataPropertySymbol(argumentNames, vm.NewArray(list...), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// Names returns what SetNames has set, or nil.
func Names(fn *goja.Object) []string {
	list, ok := fn.GetSymbol(argumentNames).(*goja.Object)
	if !ok {
		return nil
	}
	keys := list.Keys()
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = list.Get(k).String()
	}
	return names
}
