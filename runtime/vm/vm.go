// Package vm is node:vm.
//
// Follows https://nodejs.org/api/vm.html
package vm

import (
	_ "embed"
	"errors"
	"hash/fnv"
	"os"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/loader"
	"github.com/gonode/gonode/runtime/source"
)

//go:embed vm.js
var text string

var script = modules.NewScript("node:vm", text, "binding", "check", "require")

// Modules has node:vm.
var Modules = []modules.Module{{Name: "vm", Load: func(e *modules.Env) goja.Value {
	binding := e.Exports(
		modules.Fn("compile", 4, compile),
		modules.Fn("run", 4, run),
		modules.Fn("compileFunction", 6, compileFunction),
		modules.Fn("contextify", 1, func(c modules.Call) (goja.Value, error) {
			newContext(c.Env, c.Argument(0).(*goja.Object))
			return nil, nil
		}),
		modules.Fn("isContext", 1, func(c modules.Call) (goja.Value, error) {
			return c.Env.VM.ToValue(contexts.Own(c.Argument(0)) != nil), nil
		}),
		modules.Fn("globalOf", 1, func(c modules.Call) (goja.Value, error) {
			return contexts.Own(c.Argument(0)).global, nil
		}),
		modules.Fn("cacheOf", 1, func(c modules.Call) (goja.Value, error) {
			h := fnv.New64a()
			h.Write([]byte(c.Argument(0).String()))
			return c.Env.VM.ToValue("gonode" + strconv.FormatUint(h.Sum64(), 16)), nil
		}),
		modules.Fn("int32", 2, integer(-1<<31, 1<<31-1)),
		modules.Fn("positive", 2, integer(1, 1<<32-1)),
		modules.Fn("notImplemented", 1, func(c modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("vm." + c.Argument(0).String())
		}),
	)
	require := e.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return c.Env.Require(c.Argument(0).String()), nil
	})
	return script.Run(e, binding, checks(e), require)
}}}

func integer(lo, hi int64) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		_, err := c.Int(0, c.Argument(1).String(), lo, hi)
		return nil, err
	}
}

var sources = modules.NewSlot[source.Source]("kSource")

// compile(code, filename, line, column) returns a handle for run.
func compile(c modules.Call) (goja.Value, error) {
	src := &source.Source{
		Name: c.Argument(1).String(), Text: c.Argument(0).String(),
		Line: int(c.Argument(2).ToInteger()), Column: int(c.Argument(3).ToInteger()),
	}
	if _, err := loaderOf(c.Env).Compile(*src); err != nil {
		return nil, err
	}
	o := c.Env.VM.NewObject()
	sources.Set(c.Env.VM, o, src)
	return o, nil
}

func loaderOf(e *modules.Env) *loader.Loader { return e.Host.(loader.Provider).Loader() }

// run(handle, context, timeout, breakOnSigint) returns the value of the script; the context may be null, the timeout -1.
func run(c modules.Call) (goja.Value, error) {
	src := *sources.Get(c.Argument(0))
	x := contexts.Own(c.Argument(1))
	src.Scoped = x != nil
	unit, err := loaderOf(c.Env).Compile(src)
	if err != nil {
		return nil, err
	}
	return limits{c.Argument(2).ToInteger(), c.Argument(3).ToBoolean()}.within(c.Env, func() (goja.Value, error) {
		if x == nil {
			return c.Env.VM.RunProgram(unit.Program)
		}
		f, err := x.enter(unit)
		if err != nil {
			return nil, err
		}
		defer c.Env.VM.SetGlobalObject(x.main)
		return c.Env.Invoke(f, x.global)
	})
}

// limits are when a script is interrupted: after a number of milliseconds, unless that is negative, or by SIGINT.
type limits struct {
	timeout int64
	sigint  bool
}

// within runs f, which runs a script, until a limit is reached.
func (l limits) within(e *modules.Env, f func() (goja.Value, error)) (goja.Value, error) {
	if l.timeout < 0 && !l.sigint {
		return f()
	}
	var expired <-chan time.Time
	if l.timeout >= 0 {
		timer := time.NewTimer(time.Duration(l.timeout) * time.Millisecond)
		defer timer.Stop()
		expired = timer.C
	}
	arrivals := make(chan os.Signal, 1)
	if l.sigint {
		defer e.Proc.Notify(arrivals, os.Interrupt)()
	}
	finished, watched := make(chan struct{}), make(chan error, 1)
	mark := new(int)
	go func() {
		var reason error
		select {
		case <-expired:
			reason = modules.PlainError("ERR_SCRIPT_EXECUTION_TIMEOUT", "Script execution timed out after %dms", l.timeout)
		case <-arrivals:
			reason = modules.PlainError("ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`")
		case <-finished:
		}
		if reason != nil {
			e.VM.Interrupt(mark)
		}
		watched <- reason
	}()
	v, err := f()
	close(finished)
	reason := <-watched
	if reason == nil {
		return v, err
	}
	e.VM.ClearInterrupt()
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) && interrupted.Value() == any(mark) {
		return nil, reason
	}
	return v, err
}

// compileFunction(code, params, filename, line, column, context) returns the function.
func compileFunction(c modules.Call) (goja.Value, error) {
	src := source.Source{
		Kind: source.Function, Text: c.Argument(0).String(), Name: c.Argument(2).String(),
		Line: int(c.Argument(3).ToInteger()), Column: int(c.Argument(4).ToInteger()),
	}
	params := c.Argument(1).(*goja.Object)
	for _, key := range params.Keys() {
		src.Params = append(src.Params, params.Get(key).String())
	}
	x := contexts.Own(c.Argument(5))
	src.Scoped = x != nil
	unit, err := loaderOf(c.Env).Compile(src)
	if err != nil {
		return nil, err
	}
	if x != nil {
		return x.enter(unit)
	}
	return c.Env.VM.RunProgram(unit.Program)
}
