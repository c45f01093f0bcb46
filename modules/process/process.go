// Package process is node:process, and the global process.
//
// The object takes part in the runtime through [modules.Hooks]: it offers
// uncaught exceptions and rejections to the program's handlers, and emits
// 'beforeExit' and 'exit'.
package process

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/asyncscope"
	"github.com/gonode/gonode/modules/internal/stdio"
)

// Modules are the modules of this package.
var Modules = []modules.Module{{Name: "process", Load: load, Globals: []string{"process"}}}

// process is the state behind the process object of a runtime. All of it
// belongs to the loop's goroutine.
type process struct {
	env    *modules.Env
	object *goja.Object
	scopes *asyncscope.Scopes

	exit       exitState
	exceptions exceptionState
	rejections rejectionState
	warnings   warningState
	signals    map[string]*signalWatch
	stdio      *stdio.Streams
	makeStream *goja.Object
	cwd        string
}

// local holds the process object from early on, for the modules that it
// loads while it loads itself.
var local = modules.NewLocal(func(env *modules.Env) *process {
	return &process{env: env, scopes: asyncscope.Of(env), stdio: stdio.Of(env), signals: map[string]*signalWatch{}}
})

func load(env *modules.Env) goja.Value {
	p := local.Of(env)
	if p.object != nil {
		return p.object
	}
	emitter := env.RequireObject("events")
	if inner, ok := emitter.Get("EventEmitter").(*goja.Object); ok {
		emitter = inner
	}
	proto := env.VM.CreateObject(emitter.Get("prototype").(*goja.Object))
	env.Define(proto, false, modules.Val("constructor", p.constructor(proto)))
	p.object = env.VM.CreateObject(proto)

	p.defineIdentity()
	env.Define(p.object, true, p.debugging()...)
	if _, err := env.Invoke(emitter, p.object); err != nil {
		panic(err)
	}
	env.Define(p.object, true, modules.Val("domain", nil))
	env.Define(p.object, true, p.exitProperties()...)
	p.defineConstant("config", p.config())
	env.Define(p.object, true, p.resources()...)
	env.Define(p.object, true, p.lifecycle()...)
	env.Define(p.object, true, p.credentials()...)
	env.Define(p.object, true, modules.Lazy("allowedNodeEnvironmentFlags", allowedFlags))
	p.defineFeatures()
	env.Define(p.object, true, p.exceptionMethods()...)
	env.Define(p.object, true, p.scheduling()...)
	env.Define(p.object, true, p.leftovers()...)
	env.Define(p.object, true, p.streams()...)
	env.Define(p.object, true, p.surroundings()...)
	p.defineProgram()
	must(p.object.DefineDataPropertySymbol(goja.SymToStringTag, env.VM.ToValue("process"),
		goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE))

	p.installHooks()
	p.watchListeners()
	p.watchWarnings()
	p.openChannel()
	return p.object
}

// openChannel connects a process that was forked with its parent.
func (p *process) openChannel() {
	e := p.env
	fd, forked := e.Proc.Getenv("NODE_CHANNEL_FD")
	if !forked || e.Host.Info().Embedded {
		return
	}
	mode, _ := e.Proc.Getenv("NODE_CHANNEL_SERIALIZATION_MODE")
	for _, name := range []string{"NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"} {
		must(e.Proc.Unsetenv(name))
	}
	n, err := strconv.Atoi(fd)
	if err != nil {
		return
	}
	_, err = e.Method(e.RequireObject("child_process"), "_forkChild", e.VM.ToValue(n), e.VM.ToValue(mode))
	if err != nil {
		panic(e.Panic(err))
	}
}

// constructor is the function process. Calling it has no effect.
func (p *process) constructor(proto *goja.Object) *goja.Object {
	f := p.env.Func("process", 0, func(c modules.Call) (goja.Value, error) { return c.This, nil })
	must(f.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return f
}

// defineConstant defines a property that can be deleted but not written.
func (p *process) defineConstant(name string, v goja.Value) {
	must(p.object.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// emit calls process.emit, which programs replace.
func (p *process) emit(event string, args ...goja.Value) (handled bool, err error) {
	v, err := p.env.Method(p.object, "emit", append([]goja.Value{p.env.VM.ToValue(event)}, args...)...)
	if err != nil {
		return false, err
	}
	return v.ToBoolean(), nil
}

// method calls a method of the process object by its current value, for those
// that programs replace.
func (p *process) method(name string, args ...goja.Value) (goja.Value, error) {
	return p.env.Method(p.object, name, args...)
}

func (p *process) option(name string) string { return p.env.Host.Info().Options[name] }

// must is for definitions on fresh objects, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
