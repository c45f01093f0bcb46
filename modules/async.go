package modules

import (
	"context"
	"fmt"

	"github.com/dop251/goja"
)

// Async runs work on a goroutine of its own and then done on the loop, as a
// task of its own. work must not touch JavaScript values; its context is
// cancelled when the runtime closes. The loop stays alive until done has run.
func Async[T any](e *Env, work func(context.Context) (T, error), done func(T, error)) {
	async(e, "", func(f func()) { go f() }, work, done)
}

// AsyncAs is [Async] of an asynchronous resource of one of Node's kinds, such as
// "ZLIB": the hooks of node:async_hooks are told of it.
func AsyncAs[T any](e *Env, kind string, work func(context.Context) (T, error), done func(T, error)) {
	async(e, kind, func(f func()) { go f() }, work, done)
}

func async[T any](e *Env, kind string, start func(f func()), work func(context.Context) (T, error), done func(T, error)) {
	finish := e.Loop.Begin()
	asyncContext := e.Host.AsyncContext()
	enter := e.Host.Enter
	if begin := e.Host.Hooks().Operation; begin != nil && kind != "" {
		enter = begin(kind)
	}
	start(func() {
		v, err := protect(e.Ctx, work)
		finish(func() {
			previous := e.Host.SetAsyncContext(asyncContext)
			enter(func() { done(v, err) })
			e.Host.SetAsyncContext(previous)
		})
	})
}

// protect turns a panic of work into an error, so that a mistake in one
// operation does not end a process that runs many runtimes.
func protect[T any](ctx context.Context, work func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = &Error{Code: "ERR_INTERNAL_ASSERTION", Message: fmt.Sprint(x)}
		}
	}()
	return work(ctx)
}

// Promise is Async that settles a promise. wrap runs on the loop and makes
// the value; nil stands for undefined.
func Promise[T any](e *Env, work func(context.Context) (T, error), wrap func(T) goja.Value) goja.Value {
	p, resolve, reject := e.VM.NewPromise()
	Async(e, work, func(v T, err error) {
		if err != nil {
			e.settle(reject(e.Error(err)))
			return
		}
		if wrap == nil {
			e.settle(resolve(goja.Undefined()))
			return
		}
		e.settle(resolve(wrap(v)))
	})
	return e.VM.ToValue(p)
}

// settle takes the error of a promise's resolve or reject function, which is
// one that ends the runtime, such as an interrupt.
func (e *Env) settle(err error) {
	if err != nil {
		e.Host.Uncaught(err)
	}
}

// Resolved returns a promise that is fulfilled with v.
func (e *Env) Resolved(v goja.Value) goja.Value {
	p, resolve, _ := e.VM.NewPromise()
	e.settle(resolve(v))
	return e.VM.ToValue(p)
}

// Rejected returns a promise that is rejected with err.
func (e *Env) Rejected(err error) goja.Value {
	p, _, reject := e.VM.NewPromise()
	e.settle(reject(e.Error(err)))
	return e.VM.ToValue(p)
}

// Callback is a JavaScript function that Go calls later, from the loop, as a
// task of its own and in the asynchronous context in which it was made.
type Callback struct {
	env          *Env
	fn           goja.Callable
	asyncContext any
}

// NewCallback prepares fn for being called from the loop.
func (e *Env) NewCallback(fn goja.Callable) *Callback {
	return &Callback{e, fn, e.Host.AsyncContext()}
}

// Call calls the function with this undefined. What it throws is an uncaught
// exception.
func (cb *Callback) Call(args ...goja.Value) { cb.CallWith(goja.Undefined(), args...) }

// CallWith is Call with a value for this.
func (cb *Callback) CallWith(this goja.Value, args ...goja.Value) {
	e := cb.env
	previous := e.Host.SetAsyncContext(cb.asyncContext)
	e.Host.Enter(func() {
		if _, err := cb.fn(this, args...); err != nil {
			e.Host.Uncaught(err)
		}
	})
	e.Host.SetAsyncContext(previous)
}

// Invoke calls a JavaScript function during a task, for instance a listener.
// What it throws is returned as an error that Env.Error gives back unchanged.
func (e *Env) Invoke(fn, this goja.Value, args ...goja.Value) (goja.Value, error) {
	f, ok := goja.AssertFunction(fn)
	if !ok {
		return nil, &Error{Class: "TypeError", Message: fmt.Sprintf("%s is not a function", Describe(fn))}
	}
	return f(this, args...)
}

// Method calls a method of an object by name.
func (e *Env) Method(o *goja.Object, name string, args ...goja.Value) (goja.Value, error) {
	return e.Invoke(o.Get(name), o, args...)
}
