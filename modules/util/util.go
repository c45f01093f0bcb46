// Package util is node:util and node:util/types.
package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "util", Load: load, Globals: []string{"TextDecoder", "TextEncoder"}},
	{Name: "util/types", Load: loadTypes},
}

// util is the state of node:util in a runtime.
type util struct {
	env     *modules.Env
	vm      *goja.Runtime
	inspect *inspect.Inspector
	// warned are the codes of deprecations that were reported already.
	warned     map[string]bool
	deprecator goja.Value

	getCallSitesFunction *goja.Object

	aborted goja.Value
	debug   debugState
}

func load(e *modules.Env) goja.Value {
	u := &util{env: e, vm: e.VM, inspect: inspect.Of(e), warned: map[string]bool{}}
	u.getCallSitesFunction = e.Func("getCallSites", 0, u.getCallSites)
	debuglog := e.Func("debuglog", 2, u.debuglog)
	exports := e.Exports(
		modules.Fn("_errnoException", 0, u.errnoException),
		modules.Fn("_exceptionWithHostPort", 0, u.exceptionWithHostPort),
		modules.Val("_extend", u.deprecated(e.Func("_extend", 2, extend), 2,
			"The `util._extend` API is deprecated. Please use Object.assign() instead.", "DEP0060")),
		modules.Fn("callbackify", 1, u.callbackify),
		modules.Fn("convertProcessSignalToExitCode", 1, u.convertProcessSignalToExitCode),
		modules.Val("debug", debuglog),
		modules.Val("debuglog", debuglog),
		modules.Fn("deprecate", 3, u.deprecate),
		modules.Fn("format", 0, u.format),
		modules.Fn("styleText", 3, u.styleText),
		modules.Fn("formatWithOptions", 1, u.formatWithOptions),
		modules.Val("getCallSites", u.getCallSitesFunction),
		modules.Fn("getSystemErrorMap", 0, u.getSystemErrorMap),
		modules.Fn("getSystemErrorName", 1, u.getSystemErrorName),
		modules.Fn("getSystemErrorMessage", 1, u.getSystemErrorMessage),
		modules.Fn("inherits", 2, u.inherits),
		modules.Val("inspect", u.inspect.Function()),
		modules.Val("isArray", u.deprecated(e.VM.Get("Array").(*goja.Object).Get("isArray").(*goja.Object), 1,
			"The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.", "DEP0044")),
		modules.Fn("isDeepStrictEqual", 3, u.isDeepStrictEqual),
		modules.Fn("markPromiseAsHandled", 1, u.markPromiseAsHandled),
		modules.Val("promisify", u.promisifyFunction(e)),
		modules.Fn("stripVTControlCharacters", 1, u.stripVTControlCharacters),
		modules.Fn("toUSVString", 1, u.toUSVString),
		modules.Getter("transferableAbortSignal", u.notTransferable("transferableAbortSignal", 1)),
		modules.Getter("transferableAbortController", u.notTransferable("transferableAbortController", 0)),
		modules.Getter("aborted", u.abortedFunction),
		modules.Val("types", e.Require("util/types")),
		modules.Fn("parseEnv", 1, u.parseEnv),
		modules.Fn("parseArgs", 0, u.parseArgs),
		modules.Val("TextDecoder", newTextDecoder(e)),
		modules.Val("TextEncoder", newTextEncoder(e)),
		modules.Val("MIMEType", mimeClasses.Of(e).mimeType),
		modules.Val("MIMEParams", mimeClasses.Of(e).mimeParams),
		modules.Fn("diff", 2, u.diff),
		modules.Getter("debounce", u.missingGetter("debounce", 2)),
		modules.Getter("throttle", u.missingGetter("throttle", 3)),
	)
	e.Define(exports, true, modules.Fn("setTraceSigInt", 1, func(modules.Call) (goja.Value, error) {
		return nil, modules.NotImplemented("util.setTraceSigInt")
	}))
	return exports
}

// missingGetter answers with a function that is not implemented.
func (u *util) missingGetter(name string, length int) modules.Func {
	var fn goja.Value
	return func(modules.Call) (goja.Value, error) {
		if fn == nil {
			fn = u.env.Func(name, length, func(modules.Call) (goja.Value, error) {
				return nil, modules.NotImplemented("util." + name)
			})
		}
		return fn, nil
	}
}

// notTransferable is missingGetter for what needs worker threads.
func (u *util) notTransferable(name string, length int) modules.Func {
	return u.missingGetter(name, length)
}

// markPromiseAsHandled is util.markPromiseAsHandled(promise).
func (u *util) markPromiseAsHandled(c modules.Call) (goja.Value, error) {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || inspect.KindOf(o) != inspect.KindPromise {
		return nil, u.env.InvalidArgType("promise", c.Argument(0), "Promise")
	}
	_, err := u.env.Method(o, "then", goja.Undefined(), u.env.Func("", 0, func(modules.Call) (goja.Value, error) { return nil, nil }))
	return nil, err
}
