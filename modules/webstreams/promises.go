package webstreams

import (
	"errors"
	"reflect"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// Streams are made of promises: several for each chunk. These are the engine's
// own, settled from Go and with reactions in Go.
type promise = *goja.Promise

var typePromise = reflect.TypeFor[*goja.Promise]()

func (l *library) pending() promise { return engine.NewPromise(l.vm) }

// resolved is a promise of its own that is resolved with v.
func (l *library) resolved(v goja.Value) promise {
	p := l.pending()
	l.resolve(p, v)
	return p
}

func (l *library) resolve(p promise, v goja.Value) { engine.Resolve(l.vm, p, v) }

// rejected is a rejected promise, for JavaScript to take notice of.
func (l *library) rejected(reason goja.Value) promise {
	p := l.pending()
	engine.Reject(p, reason)
	return p
}

// fail is rejected for a Go error, as what a function returns.
func (l *library) fail(err error) (goja.Value, error) {
	return l.value(l.rejected(l.env.Thrown(err))), nil
}

// value is a promise as JavaScript sees it.
func (l *library) value(p promise) goja.Value { return l.vm.ToValue(p) }

// promiseOf is Promise.resolve(v), where it does not matter what v is but for
// whether it is a promise: all others share one.
func (l *library) promiseOf(v goja.Value) promise {
	o, ok := v.(*goja.Object)
	if !ok {
		return l.settled
	}
	if o.ExportType() == typePromise && o.Get("constructor") == l.promiseClass {
		return o.Export().(*goja.Promise)
	}
	return l.resolved(v)
}

// settleOnce fulfils a promise unless it is settled.
func settleOnce(p promise) {
	if p.State() == goja.PromiseStatePending {
		engine.Fulfill(p, goja.Undefined())
	}
}

// handled marks a promise's rejection as seen.
func handled(p promise) promise {
	engine.MarkHandled(p)
	return p
}

// then is p.then(fulfilled, rejected) with the promise of what comes of it.
// rejected may be nil. What a function returns is thrown if it is no nil.
func (l *library) then(p promise, fulfilled func(goja.Value) error, rejected func(goja.Value) error) promise {
	made := l.pending()
	settle := func(err error) {
		if err == nil {
			engine.Fulfill(made, goja.Undefined())
		} else {
			engine.Reject(made, l.env.Thrown(err))
		}
	}
	engine.React(p, func(v goja.Value) { settle(fulfilled(v)) }, func(reason goja.Value) {
		if rejected == nil {
			engine.Reject(made, reason)
			return
		}
		settle(rejected(reason))
	})
	return made
}

// afterwards calls f as a promise job.
func (l *library) afterwards(f func()) { engine.React(l.settled, func(goja.Value) { f() }, nil) }

// thrown is a JavaScript value as an error that throws it.
func thrown(v goja.Value) error { return &modules.ThrownError{Value: v} }

// method is a function of a source, a sink or a transformer.
type method struct {
	f    *goja.Object
	this goja.Value
}

// call is a promise of what the method returns or throws.
func (l *library) call(m method, args ...goja.Value) promise {
	v, err := engine.Call(m.f, m.this, args)
	if err != nil {
		return l.rejected(l.caught(err))
	}
	return l.promiseOf(v)
}

// caught is what a call has thrown. An interrupt goes on.
func (l *library) caught(err error) goja.Value {
	var exception *goja.Exception
	if !errors.As(err, &exception) {
		panic(l.env.Panic(err))
	}
	return exception.Value()
}

// attempt calls f and returns what it throws.
func (l *library) attempt(f func()) error {
	if exception := l.vm.Try(f); exception != nil {
		return thrown(exception.Value())
	}
	return nil
}

// must throws.
func (l *library) must(err error) {
	if err != nil {
		panic(l.env.Panic(err))
	}
}
