package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/internal/asyncgen"
	"github.com/gonode/gonode/runtime/internal/realm"
	"github.com/gonode/gonode/runtime/loader"
	"github.com/gonode/gonode/runtime/source"
)

// context is a global object of its own, with a contextified object in front of it unless it is an ordinary one.
type context struct {
	env   *modules.Env
	realm *realm.Realm
	// sandbox is the contextified object, nil for vm.constants.DONT_CONTEXTIFY.
	sandbox *goja.Object
	// own has what the language gives a global object, and what code of the context has put there.
	own *goja.Object
	// main is the global object of the runtime, for what is not code of the context.
	main *goja.Object
	// declared are the names that scripts declared by var and function, which cannot be deleted.
	declared map[string]bool
	// afterEvaluate says that the promise jobs of a script run right after it.
	afterEvaluate bool
	// jobs are what was left of them when a script ended badly.
	jobs []func()
	ops  *operations
}

var contextSlot = modules.NewSlot[context]("contextify_context_private_symbol")

// contextOf gives what an object is the contextified object or, if an ordinary one, the global object of.
func contextOf(e *modules.Env, v goja.Value) *context {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	ops := operationsOf.Of(e)
	held, err := e.Method(ops.contexts, "get", o)
	if err != nil || goja.IsUndefined(held) {
		return nil
	}
	return contextSlot.Own(held)
}

// contextOptions are those of vm.createContext that matter after it.
type contextOptions struct {
	afterEvaluate, noStrings, noWasm bool
	// importer is what import() in code of eval goes to.
	importer *importer
}

// newContext contextifies an object, or makes an ordinary global object if there is none. It returns what
// vm.createContext does.
func newContext(env *modules.Env, sandbox *goja.Object, o contextOptions) (*goja.Object, error) {
	r, err := realm.New(env.VM)
	if err != nil {
		return nil, err
	}
	x := &context{
		env: env, realm: r, sandbox: sandbox, own: r.NewGlobal(), main: env.VM.GlobalObject(),
		afterEvaluate: o.afterEvaluate, ops: operationsOf.Of(env),
	}
	r.NoStrings = o.noStrings
	r.Eval = asyncgen.NewEval(r, env.VM)
	r.Owner = o.importer
	if err := x.own.SetPrototype(env.VM.NewObject()); err != nil {
		return nil, err
	}
	r.Global = x.own
	if sandbox == nil {
		r.Lookup = x.own.Get
		sandbox = x.own
	} else {
		x.declared = map[string]bool{}
		r.Global = x.intercepted()
		r.Lookup = x.get
		r.Declare = func(name string) { x.declared[name] = true }
		r.Declared = func(name string) bool { return x.declared[name] }
	}
	x.furnish(o.noWasm)
	held := env.VM.NewObject()
	contextSlot.Set(env.VM, held, x)
	_, err = env.Method(x.ops.contexts, "set", sandbox, held)
	return sandbox, err
}

// compile compiles a source for the context, which is nil for the runtime's own.
func (x *context) compile(env *modules.Env, src source.Source, i *importer) (*source.Unit, error) {
	src.Realm = x != nil
	return loaderOf(env).CompileOwned(src, i)
}

// run runs a program that was compiled for the context.
func (x *context) run(env *modules.Env, unit *source.Unit, extensions []*goja.Object) (goja.Value, error) {
	if x == nil {
		if extensions == nil {
			return env.VM.RunProgram(unit.Program)
		}
		return realm.RunWith(env.VM, nil, extensions, unit.Program)
	}
	if unit.Imports || unit.AsyncLoops {
		x.realm.Borrow()
	}
	return realm.RunWith(env.VM, x.realm, extensions, unit.Program)
}

// evaluate runs code of the context, and after it the promise jobs that it left behind if they are the context's own.
func (x *context) evaluate(f func() (goja.Value, error)) (goja.Value, error) {
	if x == nil || !x.afterEvaluate {
		return f()
	}
	queue := x.env.Host.(jobQueue)
	others := queue.TakeJobs()
	defer func() {
		x.jobs = queue.TakeJobs()
		for _, job := range others {
			queue.QueueJob(job)
		}
	}()
	for _, job := range x.jobs {
		queue.QueueJob(job)
	}
	v, err := f()
	if err == nil {
		err = x.runJobs(queue)
	}
	return v, err
}

// jobQueue is a host whose queue of promise jobs can be run and changed.
type jobQueue interface {
	RunJobs()
	TakeJobs() []func()
	QueueJob(func())
}

func (x *context) runJobs(queue jobQueue) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case *goja.InterruptedError:
			err = x
		default:
			panic(x)
		}
	}()
	if ex := x.env.VM.Try(queue.RunJobs); ex != nil {
		return ex
	}
	return nil
}

func loaderOf(e *modules.Env) *loader.Loader { return e.Host.(loader.Provider).Loader() }
