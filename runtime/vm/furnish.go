package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// furnish gives the global object what the engine's template for one lacks.
func (x *context) furnish(noWasm bool) {
	e := x.env
	e.Define(x.own, false,
		modules.Val("eval", x.realm.Eval),
		modules.Val("globalThis", x.realm.Global),
		modules.Lazy("console", silentConsole),
	)
	must(e, x.own.Delete("GoError"))
	must(e, x.own.DeleteSymbol(goja.SymToStringTag))
	for _, name := range [...]string{
		"Intl", "SharedArrayBuffer", "Atomics", "Float16Array", "Iterator", "FinalizationRegistry", "WeakRef", "Temporal",
		"SuppressedError", "DisposableStack", "AsyncDisposableStack", "WebAssembly",
	} {
		if x.ops.descriptor(x.own, e.VM.ToValue(name)) == nil && x.ops.descriptor(x.main, e.VM.ToValue(name)) != nil {
			e.Define(x.own, false, modules.Lazy(name, func(*modules.Env) goja.Value { return x.main.Get(name) }))
		}
	}
	if noWasm {
		e.Define(x.own, false, modules.Lazy("WebAssembly", forbidden))
	}
}

// silentConsole is the console of a context, which talks to a debugger only.
func silentConsole(e *modules.Env) goja.Value {
	nothing := func(modules.Call) (goja.Value, error) { return nil, nil }
	var list []modules.Export
	for _, name := range [...]string{
		"debug", "error", "info", "log", "warn", "dir", "dirxml", "table", "trace", "group", "groupCollapsed", "groupEnd",
		"clear", "count", "countReset", "assert", "profile", "profileEnd", "time", "timeLog", "timeEnd", "timeStamp",
	} {
		list = append(list, modules.Fn(name, 0, nothing))
	}
	return e.Exports(append(list, modules.Fn("context", 0, nothing))...)
}

// forbidden is WebAssembly in a context that may not compile any.
func forbidden(e *modules.Env) goja.Value {
	own, _ := e.VM.GlobalObject().Get("WebAssembly").(*goja.Object)
	if own == nil {
		return nil
	}
	o := e.VM.CreateObject(own)
	refusal := func(function string) error {
		text := e.VM.ToValue("WebAssembly." + function + "(): Wasm code generation disallowed by embedder")
		err, failed := e.VM.New(own.Get("CompileError"), text)
		if failed != nil {
			return failed
		}
		return &modules.ThrownError{Value: err}
	}
	later := func(name string) modules.Export {
		return modules.Fn(name, 1, func(modules.Call) (goja.Value, error) {
			p, _, reject := e.VM.NewPromise()
			return e.VM.ToValue(p), reject(e.Thrown(refusal(name)))
		})
	}
	module := e.VM.ToValue(func(goja.ConstructorCall) *goja.Object { panic(e.Panic(refusal("Module"))) }).(*goja.Object)
	must(e, module.DefineDataProperty("name", e.VM.ToValue("Module"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(e, module.DefineDataProperty("length", e.VM.ToValue(1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	e.Define(o, false, modules.Val("Module", module), later("compile"), later("instantiate"))
	return o
}
