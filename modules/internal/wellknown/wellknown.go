// Package wellknown finds the symbols and intrinsic objects that the engine
// itself lacks and the runtime puts in place.
package wellknown

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// AsyncIterator is Symbol.asyncIterator.
func AsyncIterator(env *modules.Env) *goja.Symbol { return symbol(env, "asyncIterator") }

// Dispose is Symbol.dispose, AsyncDispose Symbol.asyncDispose.
func Dispose(env *modules.Env) *goja.Symbol      { return symbol(env, "dispose") }
func AsyncDispose(env *modules.Env) *goja.Symbol { return symbol(env, "asyncDispose") }

// symbol falls back to the registry where nothing has defined the symbol yet.
func symbol(env *modules.Env, name string) *goja.Symbol {
	if s, ok := env.VM.Get("Symbol").(*goja.Object).Get(name).(*goja.Symbol); ok {
		return s
	}
	return env.SymbolFor("Symbol." + name)
}

// NewAsyncIterator makes an async iterator with the given methods: its
// prototype is one that returns this for Symbol.asyncIterator.
func NewAsyncIterator(env *modules.Env, methods ...modules.Export) *goja.Object {
	o := env.Exports(methods...)
	env.Define(o, true, modules.Fn("[Symbol.asyncIterator]", 0, func(c modules.Call) (goja.Value, error) {
		return c.This, nil
	}).WithSymbol(AsyncIterator(env)))
	return o
}

// IterResult is the object { value, done } of an iterator.
func IterResult(vm *goja.Runtime, value goja.Value, done bool) *goja.Object {
	o := vm.NewObject()
	_ = o.Set("value", value)
	_ = o.Set("done", done)
	return o
}
