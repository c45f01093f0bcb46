// Package wasi is node:wasi: system calls for WebAssembly programs, on top of node:fs and thereby on the runtime's
// capabilities.
//
// A call is one or two of node:fs with views of the program's memory, so the bytes are moved in Go; what is JavaScript
// is the translation of structures, errors and paths. A path never leaves the directory that was opened for the
// program, whatever its links say.
package wasi

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules has node:wasi.
var Modules = []modules.Module{{Name: "wasi", Load: load}}

//go:embed wasi.js
var wasiText string

//go:embed calls.js
var callsText string

var (
	wasi  = modules.NewScript("node:wasi", wasiText, "require", "process", "fail", "check", "calls")
	calls = modules.NewScript("node:internal/wasi/calls", callsText, "require", "process", "fail")
)

func load(e *modules.Env) goja.Value {
	require := e.Func("require", 1, func(c modules.Call) (goja.Value, error) { return e.Require(c.Argument(0).String()), nil })
	process, fail := e.Require("process"), e.Func("fail", 3, fail)
	// The warning is that of the module, which is loaded once.
	warn := process.(*goja.Object).Get("emitWarning")
	if _, err := e.Invoke(warn, process, e.VM.ToValue("WASI is an experimental feature and might change at any time"),
		e.VM.ToValue("ExperimentalWarning")); err != nil {
		panic(e.Panic(err))
	}
	return wasi.Run(e, require, process, fail, e.Func("check", 3, check), calls.Run(e, require, process, fail))
}

// fail(class, code, message) throws an error of Node's.
func fail(c modules.Call) (goja.Value, error) {
	return nil, &modules.Error{Class: c.Argument(0).String(), Code: c.Argument(1).String(), Message: c.Argument(2).String()}
}

// check(value, name, type) is one of Node's validators.
func check(c modules.Call) (goja.Value, error) {
	v, name := c.Argument(0), c.Argument(1).String()
	var err error
	switch kind := c.Argument(2).String(); kind {
	case "object":
		_, err = c.Env.ValidateObject(v, name)
	case "function":
		_, err = c.Env.ValidateFunction(v, name)
	case "string":
		_, err = c.String(0, name)
	case "boolean":
		_, err = c.Bool(0, name)
	case "array":
		if !modules.IsArray(v) {
			err = c.Env.InvalidArgType(name, v, "Array")
		}
	case "descriptor":
		_, err = c.Env.ValidateInteger(v, name, 0, 1<<31-1)
	case "undefined":
		if !goja.IsUndefined(v) {
			err = c.Env.InvalidArgType(name, v, "undefined")
		}
	}
	return nil, err
}
