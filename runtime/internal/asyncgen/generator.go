package asyncgen

import (
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// The kinds of requests to a generator.
const (
	next = iota
	ret
	throw
)

// The states of a generator.
type state uint8

const (
	suspendedStart state = iota
	suspendedYield
	running
	draining
	completed
)

// Generator is the state of an AsyncGenerator object. It begins like what goja's generators keep of an iterator that
// they delegate to.
type Generator struct {
	iterator *goja.Object
	//lint:ignore U1000 it keeps the layout
	next func(goja.FunctionCall) goja.Value

	in    *intrinsics
	run   runner
	state state
	// wantsValue says that the yield it is suspended at is used as a value.
	wantsValue bool
	queue      []request
	// inner is what yield* goes through.
	inner *Iterator
}

// request is a call of next, return or throw that waits for its turn.
type request struct {
	completion
	promise         *goja.Object
	resolve, reject func(any) error
}

// completion is how a generator goes on: with a value, by throwing it, or by returning it.
type completion struct {
	kind  int
	value goja.Value
}

// generatorOf gives the state behind an AsyncGenerator object, or nil for anything else.
func (in *intrinsics) generatorOf(v goja.Value) *Generator {
	o, ok := v.(*goja.Object)
	if !ok || !in.layout.Is(o, engine.Generator) {
		return nil
	}
	d := (*driven)(unsafe.Add(engine.Mirror(o).Self.Data, in.layout.tail()))
	if d.state == executing && d.delegated != nil && d.delegated.iterator == o {
		return d.delegated
	}
	if !in.layout.isMarked(d.gen.ctx.Prg) {
		return nil
	}
	g := &Generator{iterator: o, in: in}
	g.run.gen, d.gen = d.gen, suspended{}
	g.run.promiseCap = &capability{}
	d.delegated, d.state = g, executing
	return g
}

// request is generator.next(value), return(value) or throw(value).
func (in *intrinsics) request(kind int, call goja.FunctionCall) goja.Value {
	p, resolve, reject := in.vm.NewPromise()
	promise := in.vm.ToValue(p)
	g := in.generatorOf(call.This)
	if g == nil {
		name := [...]string{next: "next", ret: "return", throw: "throw"}[kind]
		must(reject(in.vm.NewTypeError(name + " method called on incompatible receiver " + receiver(call.This))))
		return promise
	}
	value := call.Argument(0)
	if g.state == suspendedStart && kind == throw {
		g.finish()
	}
	if g.state == completed {
		switch kind {
		case next:
			must(resolve(iterResult(in.vm, goja.Undefined(), true)))
			return promise
		case throw:
			must(reject(value))
			return promise
		}
	}
	g.queue = append(g.queue, request{completion{kind, value}, promise.(*goja.Object), resolve, reject})
	switch g.state {
	case suspendedStart, completed:
		if kind == ret {
			g.finish()
			g.awaitReturn()
		} else {
			g.resume(completion{next, nil})
		}
	case suspendedYield:
		g.proceed()
	}
	return promise
}

func receiver(v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		return "#<" + o.ClassName() + ">"
	}
	return v.String()
}

// finish drops what a generator that is done needs no more.
func (g *Generator) finish() {
	g.state = completed
	g.run.gen.ctx = execCtx{}
	g.inner = nil
}

// proceed takes up the first request, at the yield the generator is suspended at.
func (g *Generator) proceed() {
	g.state = running
	c := g.queue[0].completion
	if c.kind != ret {
		g.received(c)
		return
	}
	g.await(c.value, func(v goja.Value) { g.received(completion{ret, v}) },
		func(reason goja.Value) { g.received(completion{throw, reason}) })
}

// received gives a completion to the yield that the generator is suspended at, or to what it delegates to.
func (g *Generator) received(c completion) {
	if g.inner != nil {
		g.delegate(c)
		return
	}
	g.resume(c)
}

// resume runs the function up to its next await, yield or end.
func (g *Generator) resume(c completion) {
	g.state = running
	m := g.run.gen.vm
	before := m.CurAsyncRunner
	if len(g.queue) > 0 {
		g.run.promiseCap.promise = g.queue[0].promise
	}
	m.CurAsyncRunner = unsafe.Pointer(&g.run)
	res, ended, ex := g.step(c)
	m.CurAsyncRunner = before
	switch {
	case ex != nil:
		g.complete(completion{throw, ex.Value()}, true)
		g.drain()
		return
	case ended == returned:
		g.complete(completion{next, res}, true)
		g.drain()
		return
	}
	g.wantsValue = ended == awaiting || ended == yieldedForValue || ended == delegatingForValue
	resume := func(v goja.Value) { g.resume(completion{next, v}) }
	fail := func(reason goja.Value) { g.resume(completion{throw, reason}) }
	switch ended {
	case awaiting:
		g.await(res, resume, fail)
	case yielded, yieldedForValue:
		g.await(res, g.yield, fail)
	default:
		g.startDelegate(res)
	}
}

// step is what goja's own generator objects do, without their idea of what comes next.
func (g *Generator) step(c completion) (goja.Value, uint8, *goja.Exception) {
	gen := &g.run.gen
	switch c.kind {
	case next:
		if !g.wantsValue {
			c.value = nil
		}
		return generatorNext(gen, c.value)
	case throw:
		return generatorThrow(gen, c.value)
	}
	gen.returning = c.value
	m := gen.vm
	generatorEnter(gen)
	if generatorFinally(gen) {
		res, ended, ex := generatorStep(gen)
		popTryFrame(m)
		popCtx(m)
		return res, ended, ex
	}
	popTryFrame(m)
	gen.returning = nil
	ex := restoreStacks(m, gen.iterStackLen, gen.refStackLen)
	m.CallStack = m.CallStack[:len(m.CallStack)-1]
	m.Sp = m.Sb - 1
	popCtx(m)
	return c.value, returned, ex
}

// yield gives a value to the first request, and goes on at once if there is another.
func (g *Generator) yield(v goja.Value) {
	g.complete(completion{next, v}, false)
	if len(g.queue) > 0 {
		g.proceed()
	} else {
		g.state = suspendedYield
	}
}

// complete answers the first request.
func (g *Generator) complete(c completion, done bool) {
	first := g.queue[0]
	g.queue[0] = request{}
	g.queue = g.queue[1:]
	if done && g.state == running {
		g.finish()
		g.state = draining
	}
	if c.kind == throw {
		must(first.reject(c.value))
		return
	}
	must(first.resolve(iterResult(g.in.vm, c.value, done)))
}

// drain answers what came while the generator ended.
func (g *Generator) drain() {
	for len(g.queue) > 0 {
		switch c := g.queue[0].completion; c.kind {
		case ret:
			g.awaitReturn()
			return
		case next:
			g.complete(completion{next, goja.Undefined()}, true)
		case throw:
			g.complete(c, true)
		}
	}
	g.finish()
}

// awaitReturn answers a call of return of a generator that is done.
func (g *Generator) awaitReturn() {
	g.state = draining
	g.await(g.queue[0].value, func(v goja.Value) {
		g.complete(completion{next, v}, true)
		g.drain()
	}, func(reason goja.Value) {
		g.complete(completion{throw, reason}, true)
		g.drain()
	})
}

// await calls one of two functions in a job, once a value is settled. What is wrong with asking the value to be a
// promise goes to the second function at once.
func (g *Generator) await(v goja.Value, fulfilled, rejected func(goja.Value)) {
	var promise *goja.Object
	if ex := g.in.vm.Try(func() { promise = promiseResolve(g.in.vm, getPromise(g.in.vm), v) }); ex != nil {
		rejected(ex.Value())
		return
	}
	g.in.then(promise, &g.run, fulfilled, rejected)
}

// then performs a promise's then with functions of Go and no promise for the result.
func (in *intrinsics) then(promise *goja.Object, waiting *runner, fulfilled, rejected func(goja.Value)) {
	handler := func(f func(goja.Value)) *jobCallback {
		return &jobCallback{func(call goja.FunctionCall) goja.Value {
			f(call.Argument(0))
			return goja.Undefined()
		}}
	}
	addReactions(promise.Export().(*goja.Promise), &reaction{typ: 0, handler: handler(fulfilled), asyncRunner: waiting},
		&reaction{typ: 1, handler: handler(rejected), asyncRunner: waiting})
}
