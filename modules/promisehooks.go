package modules

import "github.com/dop251/goja"

// PromiseHooks is told what happens to the promises of a runtime. Functions may be nil. A promise that Go code or an async
// function made is known from when a program first does something with it, such as calling its method then.
// All is called on the loop's goroutine.
type PromiseHooks struct {
	// Init is told of a new promise, and from which other it was derived, if from one.
	Init func(promise, parent *goja.Object)
	// Before and After surround a reaction; the promise is the one that it settles. An await has a promise of its own.
	Before, After func(promise *goja.Object)
	// Settled is told of a promise that was fulfilled or rejected.
	Settled func(promise *goja.Object)
}

// PromiseObserver is a [Host] that can tell of promises.
type PromiseObserver interface {
	// ObservePromises tells h from now on, until stop is called. A reaction that runs then still has its After.
	ObservePromises(h *PromiseHooks) (stop func())
}
