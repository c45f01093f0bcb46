package ecma

import "github.com/dop251/goja"

// The well-known symbols that goja lacks. They belong to no runtime, as goja's own.
var (
	SymAsyncIterator = goja.NewSymbol("Symbol.asyncIterator")
	SymDispose       = goja.NewSymbol("Symbol.dispose")
	SymAsyncDispose  = goja.NewSymbol("Symbol.asyncDispose")
)

// Untransferable marks an ArrayBuffer that must keep its memory, as a property.
var Untransferable = goja.NewSymbol("untransferable_object_private_symbol")
