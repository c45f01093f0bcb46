package runtime

import (
	"runtime"
	"slices"
	"sync"
	"weak"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// promiseHooks tells observers of promises. A runtime has none of it before the first observer comes. It learns of promises
// from the functions of Promise, which it wraps, and of reactions from the engine's tracker of asynchronous contexts.
type promiseHooks struct {
	rt        *Runtime
	observers []*modules.PromiseHooks

	known   map[weak.Pointer[goja.Object]]struct{}
	mu      sync.Mutex
	gone    []weak.Pointer[goja.Object] // guarded by mu: what the garbage collector took
	pending []*goja.Object              // known, and not settled; kept only for observers that want to know

	deriving bool      // a call of then is under way
	made     *reaction // what the engine has kept last
	current  *reaction // runs
	ended    *reaction // has run, but the engine has not settled its promise yet
}

// reaction is the asynchronous context of a promise's reaction while promises are observed.
type reaction struct {
	context any
	promise *goja.Object
	await   bool                    // nobody else has the promise
	told    []*modules.PromiseHooks // those that have to hear of its end
}

// ObservePromises is [modules.PromiseObserver].
func (h *hostView) ObservePromises(o *modules.PromiseHooks) (stop func()) {
	rt := h.rt()
	if rt.promises == nil {
		p := &promiseHooks{rt: rt, known: map[weak.Pointer[goja.Object]]struct{}{}}
		if err := p.install(); err != nil {
			panic(err)
		}
		rt.promises = p
	}
	p := rt.promises
	p.observers = append(slices.Clip(p.observers), o)
	return func() {
		if i := slices.Index(p.observers, o); i >= 0 {
			p.observers = slices.Delete(slices.Clone(p.observers), i, i+1)
		}
		if len(p.observers) == 0 {
			p.pending = nil
		}
	}
}

// install wraps the constructor of promises and what makes others from one.
func (p *promiseHooks) install() error {
	l, err := engine.Load()
	if err != nil {
		return err
	}
	constructor := p.rt.vm.GlobalObject().Get("Promise").(*goja.Object)
	n := l.NativeOf(constructor)
	construct := n.Construct
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if len(p.observers) == 0 {
			return construct(args, newTarget)
		}
		executor, ok := goja.AssertFunction(first(args))
		if !ok {
			return construct(args, newTarget)
		}
		// The promise has to be known before the executor runs.
		var resolvers []goja.Value
		promise := construct([]goja.Value{p.rt.vm.ToValue(func(c goja.FunctionCall) goja.Value {
			resolvers = append(resolvers, c.Arguments...)
			return goja.Undefined()
		})}, newTarget)
		p.seen(promise, nil)
		if _, err := executor(goja.Undefined(), resolvers...); err != nil {
			thrown, ok := err.(*goja.Exception)
			if !ok {
				panic(err)
			}
			reject, _ := goja.AssertFunction(resolvers[1])
			if _, err := reject(goja.Undefined(), thrown.Value()); err != nil {
				panic(err)
			}
		}
		p.settle()
		return promise
	}
	for _, name := range [...]string{"resolve", "reject", "all", "allSettled", "any", "race", "try"} {
		if f, ok := constructor.Get(name).(*goja.Object); ok {
			p.wrap(l, f)
		}
	}
	p.wrapThen(l, constructor.Get("prototype").(*goja.Object).Get("then").(*goja.Object))
	return nil
}

func first(args []goja.Value) goja.Value {
	if len(args) == 0 {
		return goja.Undefined()
	}
	return args[0]
}

// wrap makes the promise that a function returns known.
func (p *promiseHooks) wrap(l *engine.Layout, f *goja.Object) {
	n := l.NativeOf(f)
	original := n.F
	n.F = func(c goja.FunctionCall) goja.Value {
		v := original(c)
		if len(p.observers) > 0 {
			p.seen(v, nil)
			p.settle()
		}
		return v
	}
}

func (p *promiseHooks) wrapThen(l *engine.Layout, then *goja.Object) {
	n := l.NativeOf(then)
	original := n.F
	n.F = func(c goja.FunctionCall) goja.Value {
		if len(p.observers) == 0 {
			return original(c)
		}
		p.seen(c.This, nil)
		outer := p.deriving
		p.deriving = true
		v := original(c)
		p.deriving = outer
		made := p.made
		p.made = nil
		parent, _ := c.This.(*goja.Object)
		p.seen(v, parent)
		if derived, ok := v.(*goja.Object); ok && made != nil {
			made.promise = derived
		}
		return v
	}
}

// seen makes a value known, if it is a promise that is not.
func (p *promiseHooks) seen(v goja.Value, parent *goja.Object) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if _, ok := o.Export().(*goja.Promise); !ok {
		return
	}
	p.sweep()
	key := weak.Make(o)
	if _, ok := p.known[key]; ok {
		return
	}
	p.known[key] = struct{}{}
	runtime.AddCleanup(o, p.collected, key)
	if slices.ContainsFunc(p.observers, func(h *modules.PromiseHooks) bool { return h.Settled != nil }) {
		p.pending = append(p.pending, o)
	}
	p.tellInit(o, parent)
}

func (p *promiseHooks) tellInit(o, parent *goja.Object) {
	for _, h := range p.observers {
		if h.Init != nil {
			h.Init(o, parent)
		}
	}
}

// collected is called by the garbage collector, on a goroutine of its own.
func (p *promiseHooks) collected(key weak.Pointer[goja.Object]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone = append(p.gone, key)
}

func (p *promiseHooks) sweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, key := range p.gone {
		delete(p.known, key)
	}
	p.gone = p.gone[:0]
}

// settle tells of known promises that are not pending any more.
func (p *promiseHooks) settle() {
	if len(p.pending) == 0 {
		return
	}
	var settled []*goja.Object
	p.pending = slices.DeleteFunc(p.pending, func(o *goja.Object) bool {
		done := o.Export().(*goja.Promise).State() != goja.PromiseStatePending
		if done {
			settled = append(settled, o)
		}
		return done
	})
	for _, o := range settled {
		for _, h := range p.observers {
			if h.Settled != nil {
				h.Settled(o)
			}
		}
	}
}

// grab is what the engine keeps for a new reaction. One that is not of then is an await.
func (p *promiseHooks) grab() *reaction {
	r := &reaction{context: p.rt.asyncContext}
	if p.deriving {
		p.made = r
	} else {
		await, _, _ := p.rt.vm.NewPromise()
		r.promise, r.await = p.rt.vm.ToValue(await).(*goja.Object), true
		p.tellInit(r.promise, nil)
	}
	return r
}

func (p *promiseHooks) resumed(r *reaction) {
	p.finish()
	p.current = r
	if r.promise == nil {
		return
	}
	r.told = p.observers
	for _, h := range r.told {
		if h.Before != nil {
			h.Before(r.promise)
		}
	}
}

// exited comes before the engine settles the promise.
func (p *promiseHooks) exited() { p.ended, p.current = p.current, nil }

// finish tells of the end of the reaction that has run last.
func (p *promiseHooks) finish() {
	p.settle()
	r := p.ended
	if r == nil {
		return
	}
	p.ended = nil
	for _, h := range p.observers {
		if r.await && h.Settled != nil {
			h.Settled(r.promise)
		}
	}
	for _, h := range r.told {
		if h.After != nil {
			h.After(r.promise)
		}
	}
}
