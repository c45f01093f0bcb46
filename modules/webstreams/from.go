package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/wellknown"
)

// from is ReadableStream.from(iterable).
func (l *library) from(v goja.Value) (goja.Value, error) {
	if modules.IsNullish(v) {
		return nil, modules.TypeError("", "Cannot read properties of %s (reading 'Symbol(Symbol.asyncIterator)')", v)
	}
	o := v.ToObject(l.vm)
	make := o.GetSymbol(wellknown.AsyncIterator(l.env))
	if modules.IsNullish(make) {
		make = o.GetSymbol(goja.SymIterator)
	}
	f, ok := make.(*goja.Object)
	if !ok || !engine.Callable(f) {
		return nil, modules.TypeError("ERR_ARG_NOT_ITERABLE", "%s must be iterable", l.env.Inspect(v))
	}
	made, err := engine.Call(f, v, nil)
	if err != nil {
		return nil, err
	}
	iterator, ok := made.(*goja.Object)
	if !ok {
		return nil, invalidState("The iterator method must return an object")
	}
	x := &iterated{library: l, iterator: iterator, next: iterator.Get("next")}
	s, c := l.newSourced(source{pull: x.pull, cancel: x.cancel}, 0, nil)
	x.controller = c
	return s.object, nil
}

// iterated is the source of a stream of an iterable's values.
type iterated struct {
	*library
	iterator   *goja.Object
	next       goja.Value
	controller *defaultController
}

// invoke is a promise of what a method of the iterator returns, which it
// awaits before take has it.
func (x *iterated) invoke(f goja.Value, args []goja.Value, take func(result *goja.Object, done func(error))) promise {
	made := x.pending()
	v, err := x.env.Invoke(f, x.iterator, args...)
	if err != nil {
		engine.Reject(made, x.caught(err))
		return made
	}
	finish := func(err error) {
		if err != nil {
			engine.Reject(made, x.env.Thrown(err))
		} else {
			engine.Fulfill(made, goja.Undefined())
		}
	}
	engine.React(x.resolvedOnce(v), func(v goja.Value) {
		result, _ := v.(*goja.Object)
		if failed := x.attempt(func() { take(result, finish) }); failed != nil {
			finish(failed)
		}
	}, func(reason goja.Value) { engine.Reject(made, reason) })
	return made
}

// resolvedOnce is Promise.resolve(v).
func (l *library) resolvedOnce(v goja.Value) promise {
	if _, ok := v.(*goja.Object); ok {
		return l.promiseOf(v)
	}
	return l.resolved(v)
}

func (x *iterated) pull() promise {
	return x.invoke(x.next, nil, func(result *goja.Object, done func(error)) {
		if result == nil {
			done(invalidState("The promise returned by the iterator.next() method must fulfill with an object"))
			return
		}
		if member(result, "done").ToBoolean() {
			x.controller.close()
			done(nil)
			return
		}
		engine.React(x.resolvedOnce(member(result, "value")), func(v goja.Value) {
			done(x.controller.enqueue(v))
		}, func(reason goja.Value) { done(thrown(reason)) })
	})
}

func (x *iterated) cancel(reason goja.Value) (p promise) {
	var f goja.Value
	if failed := x.attempt(func() { f = x.iterator.Get("return") }); failed != nil {
		return x.rejected(x.env.Thrown(failed))
	}
	if modules.IsNullish(f) {
		return x.settled
	}
	return x.invoke(f, []goja.Value{reason}, func(result *goja.Object, done func(error)) {
		if result == nil {
			done(invalidState("The promise returned by the iterator.return() method must fulfill with an object"))
			return
		}
		done(nil)
	})
}
