// Package runtime runs JavaScript written for Node inside a Go program.
//
// A [Runtime] is one isolated program: its globals, its modules, its event
// loop. Any number of them live in one process. Each is used by one goroutine
// at a time: the methods that run JavaScript must not be called concurrently,
// unless their documentation says so.
//
//	rt, err := runtime.New(runtime.Options{})
//	if err != nil { … }
//	defer rt.Close()
//	err = rt.RunFile(ctx, "app.js")
package runtime

import (
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/internal/fast"
	"github.com/gonode/gonode/runtime/internal/host"
	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/loader"
	"github.com/gonode/gonode/runtime/source"
)

// Options configure a Runtime. The zero value has the powers of the process:
// its files, network, environment and standard streams.
type Options struct {
	// Args are process.argv after the executable: the script's path and its
	// arguments. RunFile puts the path first itself.
	Args []string
	// ExecArgv are process.execArgv, the options before the script.
	ExecArgv []string
	// ExecPath is process.execPath; empty means the executable that runs.
	ExecPath string
	// Title is process.title; empty means "gonode".
	Title string
	// Flags are command line options that modules look at, by their long
	// name without dashes, such as "pending-deprecation" or "conditions".
	Flags map[string]string

	// Env is the environment; nil means the process's own. Writing to
	// process.env of a runtime with its own Env changes nothing outside.
	Env map[string]string
	// Dir is the working directory; empty means the process's own. With a Dir
	// of its own, process.chdir changes nothing outside.
	Dir string

	// Nil means the standard stream of the process.
	Stdin          io.Reader
	Stdout, Stderr io.Writer

	// FS, Net and Proc grant access to files, network and processes. Nil
	// means all that the process may do.
	FS   modules.FS
	Net  modules.Net
	Proc modules.Proc

	// Clock drives timers; nil means the system's.
	Clock eventloop.Clock

	// MaxCallDepth bounds nested JavaScript calls; going deeper throws a
	// RangeError. Zero means 10,000.
	MaxCallDepth int

	// OwnsProcess says that this runtime is the program: signals are its to
	// take. The command line sets it, a Go program that embeds gonode does
	// not.
	OwnsProcess bool

	// Modules are builtin modules that the program adds, or puts in the place
	// of gonode's own.
	Modules []modules.Module
}

// Runtime is a JavaScript program with its event loop.
type Runtime struct {
	vm     *goja.Runtime
	loop   *eventloop.Loop
	env    *modules.Env
	tasks  *tasks
	loader *loader.Loader
	traces *stack.Traces
	fast   *fast.Builtins
	info   modules.Info
	hooks  modules.Hooks

	builtins *builtinSet

	cancel    context.CancelFunc
	closeOnce sync.Once

	rejections   rejectionQueue
	asyncContext any
	promises     *promiseHooks // nil until somebody observes promises

	exiting  bool
	exited   bool
	exitCode int
	fatal    error
}

const defaultCallDepth = 10_000

// compiler remembers what the runtimes of this process have compiled.
var compiler = source.NewCompiler(0)

// New makes a runtime. Nothing runs and no goroutine starts until it is used.
func New(opts Options) (*Runtime, error) {
	rt := &Runtime{vm: goja.New(), loop: eventloop.New(eventloop.Options{Clock: opts.Clock})}
	if err := rt.describe(opts); err != nil {
		return nil, err
	}
	rt.info.EngineReady = rt.loop.Clock().Now()
	depth := opts.MaxCallDepth
	if depth == 0 {
		depth = defaultCallDepth
	}
	rt.vm.SetMaxCallStackSize(depth)
	ctx, cancel := context.WithCancel(context.Background())
	rt.cancel = cancel
	rt.builtins = newBuiltinSet(opts.Modules)
	if err := ecma.Install(rt.vm, ecma.Options{
		Post: rt.postTask, PostAlive: rt.postAlive, Done: ctx.Done(), Locale: rt.localized,
		Globals: rt.builtins.globals(), Global: rt.global, Changed: changedBuiltins(), Change: rt.changeBuiltin,
	}); err != nil {
		return nil, err
	}
	var err error
	if rt.traces, err = stack.Install(rt.vm, compiler); err != nil {
		return nil, err
	}
	if rt.fast, err = fast.New(rt.vm, rt.traces); err != nil {
		return nil, err
	}

	env := modules.Env{
		VM: rt.vm, Loop: rt.loop, Ctx: ctx,
		FS: opts.FS, Net: opts.Net, Proc: opts.Proc,
		Stdin: opts.Stdin, Stdout: opts.Stdout, Stderr: opts.Stderr,
		Host: (*hostView)(rt),
	}
	if env.Proc == nil {
		env.Proc = host.NewProc(opts.Env, opts.Dir)
	}
	if env.FS == nil {
		env.FS = host.FS{}
	}
	if env.Net == nil {
		env.Net = host.Net{}
	}
	if env.Stdin == nil {
		env.Stdin = os.Stdin
	}
	if env.Stdout == nil {
		env.Stdout = os.Stdout
	}
	if env.Stderr == nil {
		env.Stderr = os.Stderr
	}
	rt.env = modules.NewEnv(env, rt.requireBuiltin)
	rt.info.EnvironmentReady = rt.loop.Clock().Now()
	rt.start()
	return rt, nil
}

func (rt *Runtime) describe(opts Options) error {
	rt.info = modules.Info{
		ExecPath: opts.ExecPath, Argv0: opts.ExecPath, Args: opts.Args, ExecArgv: opts.ExecArgv,
		Title: opts.Title, Options: opts.Flags, Embedded: !opts.OwnsProcess,
	}
	if rt.info.ExecPath == "" {
		path, err := os.Executable()
		if err != nil {
			return err
		}
		rt.info.ExecPath = path
		rt.info.Argv0 = os.Args[0]
	}
	if rt.info.Title == "" {
		rt.info.Title = "gonode"
	}
	return nil
}

// start prepares the way into JavaScript.
func (rt *Runtime) start() {
	rt.teachEval()
	rt.tasks = newTasks(rt)
	rt.vm.SetPromiseRejectionTracker(rt.trackRejection)
	rt.vm.SetAsyncContextTracker(asyncContextTracker{rt})
	rt.loader = loader.New(rt.env, rt.builtins, compiler)
	rt.traces.Refused = rt.loader.Refused
	if rt.info.Options["trace-event-categories"] != "" {
		rt.requireBuiltin("trace_events")
	}
	rt.traces.Original = rt.loader.Original
	rt.withholdGlobals()
	if _, ok := rt.info.Options["experimental-eventsource"]; ok {
		class := rt.requireBuiltin("internal/fetch").(*goja.Object).Get("EventSource")
		_ = rt.vm.GlobalObject().DefineDataProperty("EventSource", class, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

// VM is the JavaScript engine of the runtime. Use it on the goroutine that
// uses the runtime.
func (rt *Runtime) VM() *goja.Runtime { return rt.vm }

// ErrClosed is returned by the methods of a closed runtime.
var ErrClosed = errors.New("gonode: runtime is closed")

// ExitError reports that a program ended with an exit code other than zero.
type ExitError struct {
	Code int
	// Err is the exception that ended the program, if one did.
	Err error
}

func (e *ExitError) Error() string {
	if e.Err != nil {
		return e.Err.Error()
	}
	return "gonode: exit code " + strconv.Itoa(e.Code)
}

// Unwrap returns the exception.
func (e *ExitError) Unwrap() error { return e.Err }

// RunMain runs main as the first task of a program, and then the program to
// its end, as RunFile does. An error that main returns is an uncaught
// exception.
func (rt *Runtime) RunMain(ctx context.Context, main func() error) error {
	defer rt.watch(ctx)()
	rt.info.Bootstrapped = rt.loop.Clock().Now()
	rt.tasks.Enter(func() {
		if err := main(); err != nil {
			rt.offerUncaught(err, originException)
		}
	})
	rt.runToExit(ctx)
	return rt.outcome(ctx)
}

// runToExit runs the loop until the program ends.
func (rt *Runtime) runToExit(ctx context.Context) {
	for !rt.exited {
		if rt.loop.Run(ctx) != nil || rt.exited {
			return
		}
		if rt.hooks.BeforeExit != nil {
			rt.tasks.Enter(rt.hooks.BeforeExit)
		}
		if !rt.loop.Alive() && !rt.exited {
			break
		}
	}
	if rt.exited {
		return
	}
	code := 0
	if rt.hooks.ExitCode != nil {
		code = rt.hooks.ExitCode()
	}
	warning := ""
	if code == 0 {
		if warning = rt.loader.Unsettled(); warning != "" {
			code = exitUnsettledTopLevel
		}
	}
	rt.tasks.Enter(func() { rt.exit(code) })
	if rt.exitCode == exitUnsettledTopLevel {
		io.WriteString(rt.env.Stderr, warning)
	}
}

func (rt *Runtime) outcome(ctx context.Context) error {
	switch {
	case ctx.Err() != nil && !rt.exited:
		return context.Cause(ctx)
	case rt.exitCode != 0:
		return &ExitError{Code: rt.exitCode, Err: rt.fatal}
	}
	return nil
}

// Eval runs source text as a script in the global scope and returns its
// value. Callbacks that it leaves behind run in [Runtime.Wait].
func (rt *Runtime) Eval(ctx context.Context, name, source string) (goja.Value, error) {
	return rt.do(ctx, func() (goja.Value, error) { return rt.loader.EvalScript(name, source) })
}

// Require loads a module from the working directory, or a builtin one, and
// returns its exports.
func (rt *Runtime) Require(ctx context.Context, specifier string) (goja.Value, error) {
	return rt.do(ctx, func() (goja.Value, error) { return rt.loader.RequireFromDir(specifier) })
}

// Call calls a JavaScript function. If it returns a promise, Call runs the
// loop until the promise is settled, and returns its value or its reason as
// an error.
func (rt *Runtime) Call(ctx context.Context, fn, this goja.Value, args ...goja.Value) (goja.Value, error) {
	return rt.await(ctx, func() (goja.Value, error) { return rt.env.Invoke(fn, this, args...) })
}

// Await runs the loop until v, if it is a promise, is settled.
func (rt *Runtime) Await(ctx context.Context, v goja.Value) (goja.Value, error) {
	return rt.await(ctx, func() (goja.Value, error) { return v, nil })
}

// await runs f as a task, and the loop until the promise that f returned is
// settled. The promise gets its handler in the task, so that a rejection does
// not count as unhandled.
func (rt *Runtime) await(ctx context.Context, f func() (goja.Value, error)) (goja.Value, error) {
	var promise *goja.Promise
	v, err := rt.do(ctx, func() (goja.Value, error) {
		v, err := f()
		if err != nil {
			return nil, err
		}
		p, ok := v.Export().(*goja.Promise)
		if !ok {
			return v, nil
		}
		promise = p
		stop := rt.env.Func("", 0, func(modules.Call) (goja.Value, error) {
			rt.loop.Stop()
			return nil, nil
		})
		_, err = rt.env.Method(v.(*goja.Object), "then", stop, stop)
		return v, err
	})
	if err != nil || promise == nil {
		return v, err
	}
	if promise.State() == goja.PromiseStatePending {
		defer rt.watch(ctx)()
		if err := rt.loop.Run(ctx); err != nil {
			return nil, err
		}
		if err := rt.outcome(ctx); err != nil {
			return nil, err
		}
	}
	switch promise.State() {
	case goja.PromiseStateFulfilled:
		return promise.Result(), nil
	case goja.PromiseStateRejected:
		return nil, &modules.ThrownError{Value: promise.Result()}
	}
	return nil, ErrPending
}

// ErrPending is returned for a promise that is pending when nothing is left to
// run.
var ErrPending = errors.New("gonode: the promise is pending and nothing is left to run")

// Wait runs the event loop until nothing is left to do. It does not end the
// program: Eval, Call and Wait may follow.
func (rt *Runtime) Wait(ctx context.Context) error {
	defer rt.watch(ctx)()
	if err := rt.loop.Run(ctx); err != nil {
		return err
	}
	return rt.outcome(ctx)
}

// Post queues f for the event loop, which must be running or run later. Any
// goroutine may call it. f may use the VM.
func (rt *Runtime) Post(f func()) {
	rt.loop.Post(func() { rt.tasks.Enter(f) })
}

// postTask queues a task of the engine's own, from any goroutine.
func (rt *Runtime) postTask(task func() error) {
	rt.Post(func() { rt.runTask(task) })
}

// postAlive is postTask for a task that the loop waits for.
func (rt *Runtime) postAlive(task func() error) {
	rt.loop.Begin()(func() {
		rt.tasks.Enter(func() { rt.runTask(task) })
	})
}

func (rt *Runtime) runTask(task func() error) {
	if err := task(); err != nil {
		rt.offerUncaught(err, originException)
	}
}

// do runs f as a task and returns its result.
func (rt *Runtime) do(ctx context.Context, f func() (goja.Value, error)) (v goja.Value, err error) {
	if rt.env.Ctx.Err() != nil {
		return nil, ErrClosed
	}
	defer rt.watch(ctx)()
	rt.tasks.Enter(func() { v, err = f() })
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err == nil && rt.exited {
		return nil, rt.outcome(ctx)
	}
	return v, err
}

// watch interrupts JavaScript when ctx ends, until the function that it
// returns is called.
func (rt *Runtime) watch(ctx context.Context) (stop func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	stopWatching := context.AfterFunc(ctx, func() { rt.vm.Interrupt(context.Cause(ctx)) })
	return func() {
		if !stopWatching() {
			rt.vm.ClearInterrupt()
		}
	}
}

// Close ends the runtime: it cancels what goes on in the background and waits
// until that has stopped. Any goroutine may call it, but not while another
// uses the runtime. Closing again does nothing.
func (rt *Runtime) Close() error {
	rt.closeOnce.Do(func() {
		rt.cancel()
		rt.loop.Drain()
	})
	return nil
}
