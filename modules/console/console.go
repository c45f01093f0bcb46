// Package console is node:console and the global console.
package console

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/stdio"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "console", Load: load, Globals: []string{"console"}},
}

// state is what a console remembers.
type state struct {
	c      *consoles
	object *goja.Object
	// colorMode is "auto", or undefined's opposite as a boolean.
	colorMode goja.Value
	// inspectOptions belong to a stream; nil when there are none.
	inspectOptions map[*goja.Object]*goja.Object
	indentWidth    int
	indent         string
	counts         map[string]int
	times          *goja.Object // the Map _times
	// stdio and streams, by descriptor, are the global console's only.
	stdio   *stdio.Streams
	streams [3]goja.Value
}

// consoles is the module in a runtime.
type consoles struct {
	env       *modules.Env
	vm        *goja.Runtime
	inspect   *inspect.Inspector
	class     *goja.Object
	prototype *goja.Object
	noop      *goja.Object
	methods   []method
}

// states finds the state behind a console.
var states = modules.NewSlot[state]("console")

// A method of a console.
type method struct {
	name string
	call func(s *state, c modules.Call) error
}

func load(e *modules.Env) goja.Value {
	c := &consoles{env: e, vm: e.VM, inspect: inspect.Of(e)}
	c.noop = e.Func("noop", 0, func(modules.Call) (goja.Value, error) { return nil, nil })
	c.methods = []method{
		{"log", printer("_stdout", "console.log")}, {"info", printer("_stdout", "console.info")},
		{"debug", printer("_stdout", "console.debug")},
		{"warn", printer("_stderr", "console.warn")}, {"error", printer("_stderr", "console.error")},
		{"dir", (*state).dir}, {"time", (*state).time}, {"timeEnd", (*state).timeEnd}, {"timeLog", (*state).timeLog},
		{"trace", (*state).trace}, {"assert", (*state).assert}, {"clear", (*state).clear},
		{"count", (*state).count}, {"countReset", (*state).countReset},
		{"group", (*state).group}, {"groupEnd", (*state).groupEnd}, {"table", (*state).table},
		{"dirxml", printer("_stdout", "console.log")}, {"groupCollapsed", (*state).group},
	}
	return c.global()
}

// global makes the global console. Its methods need no receiver.
func (c *consoles) global() *goja.Object {
	e := c.env
	o := c.vm.CreateObject(c.vm.NewObject())
	s := &state{c: c, object: o, colorMode: c.vm.ToValue("auto"), indentWidth: 2, stdio: stdio.Of(e)}
	for _, m := range c.methods {
		e.Define(o, true, modules.Val(m.name, c.bound(s, m)))
	}
	states.Set(c.vm, o, s)
	c.defineProperties(s, true)
	nothing := func(modules.Call) (goja.Value, error) { return nil, nil }
	e.Define(o, true,
		modules.Val("Console", c.constructor()),
		modules.Fn("profile", 0, nothing),
		modules.Fn("profileEnd", 0, nothing),
		modules.Fn("timeStamp", 0, nothing),
		modules.Fn("context", 1, func(modules.Call) (goja.Value, error) { return nil, modules.NotImplemented("console.context") }),
		modules.Fn("createTask", 0, createTask),
	)
	c.defineStream(s, "stdout", 1)
	c.defineStream(s, "stderr", 2)
	return o
}

// bound makes a method of one console.
func (c *consoles) bound(s *state, m method) *goja.Object {
	return c.env.Func(m.name, 0, func(call modules.Call) (goja.Value, error) { return nil, m.call(s, call) })
}

// defineStream defines _stdout or _stderr of the global console, which is the
// process's stream until another is assigned.
func (c *consoles) defineStream(s *state, name string, fd int) {
	c.env.Define(s.object, false, modules.Accessor("_"+name,
		func(modules.Call) (goja.Value, error) {
			if s.streams[fd] == nil {
				s.streams[fd] = c.env.RequireObject("process").Get(name)
			}
			return s.streams[fd], nil
		},
		func(call modules.Call) (goja.Value, error) {
			s.streams[fd] = call.Argument(0)
			return nil, nil
		}))
}

// defineProperties defines what every console has besides methods and streams.
func (c *consoles) defineProperties(s *state, ignoreErrors bool) {
	times, err := c.vm.New(c.vm.Get("Map"))
	if err != nil {
		panic(err)
	}
	s.times = times
	handler := func(name string) *goja.Object {
		return c.env.Func("", 1, func(call modules.Call) (goja.Value, error) {
			return nil, s.onWritten(call.Argument(0), s.object.Get(name))
		})
	}
	c.env.Define(s.object, false,
		modules.Val("_stdoutErrorHandler", handler("_stdout")),
		modules.Val("_stderrErrorHandler", handler("_stderr")),
		modules.Val("_ignoreErrors", ignoreErrors),
		modules.Val("_times", times),
	)
	if err := s.object.DefineDataPropertySymbol(goja.SymToStringTag, c.vm.ToValue("console"),
		goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// createTask is console.createTask(name).
func createTask(c modules.Call) (goja.Value, error) {
	if !goja.IsString(c.Argument(0)) || c.Argument(0).String() == "" {
		return nil, &modules.Error{Message: "First argument must be a non-empty string."}
	}
	return c.Env.Exports(modules.Fn("run", 0, func(c modules.Call) (goja.Value, error) {
		if !modules.IsFunction(c.Argument(0)) {
			return nil, &modules.Error{Message: "First argument must be a function."}
		}
		return c.Env.Invoke(c.Argument(0), goja.Undefined())
	})), nil
}
