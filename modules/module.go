// Package modules is the contract between the runtime and Node's builtin
// modules: what a module is, what it may touch, and how Go functions, errors
// and asynchronous work become JavaScript.
//
// A module is a folder below this one that exports a variable Modules;
// runtime/builtins.go lists them. Modules reach each other through
// [Env.Require], never by importing each other's Go package. Go code that
// several of them share lives in modules/internal.
package modules

import (
	"context"
	"io"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
)

// Module is a builtin module, such as node:path.
type Module struct {
	// Name is what require takes, without "node:".
	Name string
	// Load makes the value that require returns. It runs once a runtime, on
	// the first require.
	Load func(*Env) goja.Value
	// Globals are the global names that this module provides. Each becomes a
	// property of the global object that loads the module on first touch and
	// takes the export of that name.
	Globals []string
	// Internal modules are not visible to user code: only Env.Require finds
	// them.
	Internal bool
	// SchemeOnly modules are found by user code as node:NAME only.
	SchemeOnly bool
}

// Env is what a runtime grants its modules. All of it belongs to the loop's
// goroutine, except Ctx, and the capabilities, whose methods are safe to call
// from any goroutine.
type Env struct {
	VM   *goja.Runtime
	Loop *eventloop.Loop

	// Ctx is cancelled when the runtime closes.
	Ctx context.Context

	FS   FS
	Net  Net
	Proc Proc

	Stdin          io.Reader
	Stdout, Stderr io.Writer

	// Host is the part of the runtime that modules need and users do not.
	Host Host

	require func(name string) goja.Value
	symbols symbolCache

	codedPrototypes map[string]*goja.Object
	locals          map[any]any
}

// NewEnv completes an Env. The runtime calls it; require loads a builtin by
// its name without "node:".
func NewEnv(env Env, require func(name string) goja.Value) *Env {
	env.require = require
	return &env
}

// Require returns the exports of a builtin module, internal ones included.
func (e *Env) Require(name string) goja.Value { return e.require(name) }

// RequireObject is Require for modules that export an object or a function.
func (e *Env) RequireObject(name string) *goja.Object { return e.require(name).(*goja.Object) }

// Host is what the runtime does for modules. Everything is called on the
// loop's goroutine.
type Host interface {
	// Enter runs f as a task of its own: f, then all process.nextTick
	// callbacks, then all promise jobs, until both are done. Whatever calls
	// JavaScript from the loop does it inside Enter. Within a task, Enter
	// just calls f.
	Enter(f func())

	// NextTick queues f behind the ticks that are queued already. What f
	// panics with or returns is treated as an uncaught exception.
	NextTick(f func() error)

	// Microtask queues f behind the promise jobs that are queued already.
	Microtask(f func() error)

	// Uncaught treats err, which a callback returned or threw, as an uncaught
	// exception: 'uncaughtException' handlers, or the end of the program.
	Uncaught(err error)

	// Exit ends the program with the code, as process.reallyExit does. It
	// does not return.
	Exit(code int)

	// AsyncContext is the value that follows asynchronous work: what was
	// current when a promise reaction, tick, timer or operation was made is
	// current again when its callback runs. AsyncLocalStorage keeps its
	// stores in it. Nil when there is none.
	AsyncContext() any
	// SetAsyncContext makes ctx current and returns what was.
	SetAsyncContext(ctx any) (previous any)

	// SetStackHeader replaces the first line of an error's stack, which is
	// "Name: message" of the moment when the error was made.
	SetStackHeader(err *goja.Object, header string)

	// Info describes the program that runs.
	Info() *Info

	// Hooks are where the process module takes part in the runtime.
	Hooks() *Hooks
}

// Info describes the program that runs in a runtime.
type Info struct {
	// ExecPath is the absolute path of the executable, process.execPath.
	ExecPath string
	// Argv0 is the name that the executable was called by.
	Argv0 string
	// Args are the arguments after the executable: the script's path, unless
	// there is none, and what follows.
	Args []string
	// ExecArgv are the options that preceded the script.
	ExecArgv []string
	// Title is process.title.
	Title string
	// Options are the command line's options by their long name without
	// dashes, such as "pending-deprecation"; the value of a switch is "true".
	// Several values of disable-warning are separated by line breaks.
	Options map[string]string
	// Environment is process.env, once there is a process.
	Environment *goja.Object
	// EngineReady, EnvironmentReady and Bootstrapped are when the runtime had come so far.
	EngineReady, EnvironmentReady, Bootstrapped time.Time
	// Embedded reports that a Go program owns the process: signals and the
	// exit of the process are not this runtime's to take.
	Embedded bool
}

// Hooks are functions that a module gives to the runtime. Each may be nil.
type Hooks struct {
	// UncaughtException offers an exception to the process object's handlers.
	// origin is "uncaughtException" or "unhandledRejection". It reports
	// whether one took it.
	UncaughtException func(err goja.Value, origin string) (handled bool)
	// UnhandledRejection is told of a rejected promise without a handler, and
	// RejectionHandled of one that got its handler late.
	UnhandledRejection func(promise *goja.Promise, object *goja.Object, reason goja.Value)
	RejectionHandled   func(object *goja.Object)
	// BeforeExit and Exit emit the process's events. Exit returns the exit
	// code, which its handlers may have changed.
	BeforeExit func()
	Exit       func(code int) int
	// ExitCode is process.exitCode when the loop has run dry.
	ExitCode func() int
	// Operation begins an asynchronous resource of one of Node's kinds. The function that it gives runs the end of the
	// operation as a task in it. Nil while nobody asks for resources.
	Operation func(kind string) (end func(f func()))
	// Traced is the tracing channel of node:diagnostics_channel with a name, or nil without subscribers. It is nil itself
	// until the program has loaded that module.
	Traced func(name string) *goja.Object
}
