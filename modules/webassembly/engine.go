package webassembly

import (
	"context"
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/gonode/gonode/modules"
)

// cache has the machine code of all runtimes of the process. What no module uses any more leaves it.
var cache = sync.OnceValue(wazero.NewCompilationCache)

// features are what wazero can beyond version 2 of WebAssembly. It has no garbage-collected types, no 64-bit memories,
// no second memory and no relaxed SIMD.
const features = api.CoreFeaturesV2 | experimental.CoreFeaturesThreads | experimental.CoreFeaturesTailCall |
	experimental.CoreFeaturesExtendedConst | experimental.CoreFeaturesExceptionHandling |
	experimental.CoreFeaturesTypedFunctionReferences

// engine is WebAssembly in one JavaScript runtime.
type engine struct {
	*modules.Env
	machine func() *machine
	nothing goja.Callable // a JavaScript function that does nothing

	instances registry[uintptr, instance]
	exported  registry[weak.Pointer[goja.Object], function]
	// known has functions by references to them. A reference is not reused as long as its function lives.
	known   registry[uintptr, function]
	values  externs
	classes classes
}

// machine is wazero's part. It is made for the first module.
type machine struct {
	wazero.Runtime
	// check is the instance with the function that compiled code calls once in a while.
	check     api.Module
	reference uintptr
}

var engines = modules.NewLocal(func(e *modules.Env) *engine {
	x := &engine{Env: e}
	x.nothing, _ = goja.AssertFunction(nothing.Run(e))
	x.machine = sync.OnceValue(x.newMachine)
	return x
})

func (x *engine) newMachine() *machine {
	config := wazero.NewRuntimeConfig().WithCoreFeatures(features).WithDebugInfoEnabled(false).WithCompilationCache(cache())
	m := &machine{Runtime: wazero.NewRuntimeWithConfig(context.Background(), config)}
	var err error
	if m.check, err = m.host([]hostFunction{{api.GoModuleFunc(x.interrupt), &signature{}}}); err == nil {
		err = checkLayout(m.check)
	}
	if err != nil {
		panic(err) // the version of wazero is fixed: the tests would have told
	}
	m.reference = functionsOf(m.check).FunctionInstanceReference(0)
	return m
}

var nothing = modules.NewScript("node:internal/wasm_web_api", "return () => {}")

// interrupt is what compiled code calls once in a while: if JavaScript is to be interrupted, so is it. The engine
// knows that best itself.
func (x *engine) interrupt(context.Context, api.Module, []uint64) {
	if _, err := x.nothing(goja.Undefined()); err != nil {
		panic(&passing{err})
	}
}

type hostFunction struct {
	code api.GoModuleFunction
	sig  *signature
}

// host makes an instance with functions of Go; the exports do not matter, [offer] makes them.
func (m *machine) host(list []hostFunction) (api.Module, error) {
	ctx := context.Background()
	b := m.NewHostModuleBuilder("js")
	for i, f := range list {
		b.NewFunctionBuilder().WithGoModuleFunction(f.code, f.sig.params, f.sig.results).Export(string(rune(i + 1)))
	}
	compiled, err := b.Compile(ctx)
	if err != nil {
		return nil, err
	}
	instance, err := m.InstantiateModule(ctx, compiled, moduleConfig())
	if err != nil {
		return nil, err
	}
	release(instance)
	_ = compiled.Close(ctx)
	return instance, nil
}

func moduleConfig() wazero.ModuleConfig {
	return wazero.NewModuleConfig().WithName("").WithStartFunctions()
}

// compile makes machine code of a module. Any goroutine may call it.
func (x *engine) compile(ctx context.Context, code []byte) (*compiled, error) {
	b, err := parse(code)
	if err != nil {
		return nil, err
	}
	if !b.sound() {
		// The compiler finds the words for what is wrong.
		if _, err := x.machine().CompileModule(ctx, code); err != nil {
			return nil, err
		}
	}
	rewritten, err := b.rewrite()
	if err != nil {
		return nil, err
	}
	if len(rewritten) > 1<<18 {
		ctx = experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0))
	}
	machine, err := x.machine().CompileModule(ctx, rewritten)
	if err != nil {
		return nil, err
	}
	c := &compiled{binary: b, machine: machine}
	runtime.AddCleanup(c, func(m wazero.CompiledModule) { _ = m.Close(context.Background()) }, machine)
	return c, nil
}

// compiled is a module, ready for instances.
type compiled struct {
	*binary
	machine wazero.CompiledModule
}

// single makes the instance that has one memory, table, global or tag.
func (x *engine) single(l experimental.MemoryAllocator, t external, params ...byte) (api.Module, error) {
	ctx := context.Background()
	c, err := x.machine().CompileModule(ctx, moduleOf(t, params...))
	if err != nil {
		return nil, err
	}
	m, err := x.machine().InstantiateModule(experimental.WithMemoryAllocator(ctx, l), c, moduleConfig())
	if err != nil {
		return nil, err
	}
	release(m)
	_ = c.Close(ctx)
	return m, nil
}

// registry finds what lives only as long as something else refers to it.
type registry[K comparable, T any] struct {
	mu    sync.Mutex
	items map[K]weak.Pointer[T]
}

func (r *registry[K, T]) put(key K, item *T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.items == nil {
		r.items = map[K]weak.Pointer[T]{}
	}
	r.items[key] = weak.Make(item)
	runtime.AddCleanup(item, r.drop, key)
}

func (r *registry[K, T]) drop(key K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.items[key].Value() == nil {
		delete(r.items, key)
	}
}

func (r *registry[K, T]) get(key K) *T {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.items[key].Value()
}

func (r *registry[K, T]) find(f func(*T) bool) *T {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.items {
		if item := p.Value(); item != nil && f(item) {
			return item
		}
	}
	return nil
}
