//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package engine

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// The functions of this file are what goja's promises do, for Go that needs several promises a step: without the pair
// of functions that each promise of [goja.Runtime.NewPromise] has, and with Go functions for reactions. They may only
// be called below a call from JavaScript or within a promise job, after a [CheckPromises] that
// succeeded.

//go:linkname newPromise github.com/dop251/goja.(*Runtime).newPromise
func newPromise(r *goja.Runtime, prototype *goja.Object) *goja.Promise

//go:linkname getPromisePrototype github.com/dop251/goja.(*Runtime).getPromisePrototype
func getPromisePrototype(r *goja.Runtime) *goja.Object

//go:linkname fulfill github.com/dop251/goja.(*Promise).fulfill
func fulfill(p *goja.Promise, v goja.Value) goja.Value

//go:linkname reject github.com/dop251/goja.(*Promise).reject
func reject(p *goja.Promise, v goja.Value) goja.Value

//go:linkname addReactions github.com/dop251/goja.(*Promise).addReactions
func addReactions(p *goja.Promise, fulfilled, rejected *reaction)

//go:linkname newPromiseResolveThenableJob github.com/dop251/goja.(*Runtime).newPromiseResolveThenableJob
func newPromiseResolveThenableJob(r *goja.Runtime, p *goja.Promise, thenable goja.Value, then *jobCallback) func()

//go:linkname enqueuePromiseJob github.com/dop251/goja.(*Runtime).enqueuePromiseJob
func enqueuePromiseJob(r *goja.Runtime, job func())

// reaction mirrors goja's promiseReaction.
type reaction struct {
	capability  unsafe.Pointer
	typ         int
	handler     *jobCallback
	asyncRunner unsafe.Pointer
	asyncCtx    any
}

// jobCallback mirrors goja's type of that name.
type jobCallback struct {
	callback func(goja.FunctionCall) goja.Value
}

// CheckPromises says whether goja's promises are as the functions of this file take for granted.
func CheckPromises() error {
	_, err := handledAt()
	return err
}

// handledAt is the offset of a promise's mark that its rejection is handled.
var handledAt = sync.OnceValues(func() (offset uintptr, err error) {
	defer Recover(&err)
	promise := reflect.TypeFor[goja.Promise]()
	original := Field(promise, "fulfillReactions").Type.Elem().Elem()
	Mirrors(original, reflect.TypeFor[reaction]())
	Mirrors(Field(original, "handler").Type.Elem(), reflect.TypeFor[jobCallback]())
	return Offset(promise, "handled", reflect.TypeFor[bool]()), nil
})

// NewPromise makes a promise that is pending.
func NewPromise(r *goja.Runtime) *goja.Promise { return newPromise(r, getPromisePrototype(r)) }

// Fulfill fulfils a pending promise with what is no thenable.
func Fulfill(p *goja.Promise, v goja.Value) { fulfill(p, v) }

// Reject rejects a pending promise.
func Reject(p *goja.Promise, reason goja.Value) { reject(p, reason) }

// Resolve resolves a pending promise, to which nothing has been resolved yet.
func Resolve(r *goja.Runtime, p *goja.Promise, v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok {
		fulfill(p, v)
		return
	}
	var then goja.Value
	if exception := r.Try(func() { then = o.Get("then") }); exception != nil {
		reject(p, exception.Value())
		return
	}
	f, ok := then.(*goja.Object)
	if !ok || !Callable(f) {
		fulfill(p, v)
		return
	}
	callback := &jobCallback{func(c goja.FunctionCall) goja.Value {
		result, err := Call(f, c.This, c.Arguments)
		if err != nil {
			panic(err)
		}
		return result
	}}
	enqueuePromiseJob(r, newPromiseResolveThenableJob(r, p, v, callback))
}

// React has the promise call one of the functions in a job of its own when it is settled. Either may be nil. The
// promise's rejection counts as handled. No promise comes of it.
func React(p *goja.Promise, fulfilled, rejected func(goja.Value)) {
	addReactions(p, &reaction{handler: handler(fulfilled)}, &reaction{typ: 1, handler: handler(rejected)})
}

func handler(f func(goja.Value)) *jobCallback {
	return &jobCallback{func(c goja.FunctionCall) goja.Value {
		if f != nil {
			f(c.Argument(0))
		}
		return nil
	}}
}

// MarkHandled has the rejection of a promise count as handled.
func MarkHandled(p *goja.Promise) {
	offset, err := handledAt()
	if err != nil || p.State() == goja.PromiseStateRejected {
		React(p, nil, nil)
		return
	}
	*At[bool](unsafe.Pointer(p), offset) = true
}
