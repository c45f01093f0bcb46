// Package ecma is what the ECMAScript standard library has and goja lacks, written in Go. A runtime pays for a
// built-in when it is first touched: the objects that goja makes from templates get longer templates, which are made
// once a process.
//
// All of it is used from the goroutine that runs the runtime.
package ecma

import (
	"strings"

	"github.com/dop251/goja"
)

// The templates of this process, which no runtime changes.
var (
	globalTemplate, stringTemplate, mathTemplate, dateTemplate, viewTemplate, objectTemplate, typedTemplate extension
	numberTemplate, bigIntTemplate, arrayTemplate, objectPrototypeTemplate                                  extension
)

// Options are what built-ins need of the host.
type Options struct {
	// Post queues a task, from any goroutine, without keeping the program alive for it. An error that the task
	// returns is an uncaught exception.
	Post func(task func() error)
	// PostAlive is Post for a task that the program waits for.
	PostAlive func(task func() error)
	// Done is closed when the runtime is, and ends Atomics.wait.
	Done <-chan struct{}
	// Locale carries out a method that depends on the locale, such as "Date.toLocaleString".
	Locale func(method string, c goja.FunctionCall) goja.Value
	// Globals, if not nil, are properties that the host gives the global object, and Global makes the value of one.
	Globals *Globals
	Global  func(name string) goja.Value
	// Changed are built-ins of goja's, such as "Set", "Array.from" and "Array.prototype.join", that the host changes when
	// a program first looks at one. All runtimes of a process have the same.
	Changed []string
	Change  func(name string, made *goja.Object)
}

// Install gives a runtime the built-ins. It is called once, before any code runs. It fails if goja is not laid out
// as this package knows it.
func Install(r *goja.Runtime, options Options) error {
	if _, err := inspected(); err != nil {
		return err
	}
	root(r, options)
	changed := func(owner string, list func(*additions)) func(*additions) {
		return func(a *additions) {
			list(a)
			for _, name := range options.Changed {
				if key, ok := strings.CutPrefix(name, owner); ok && !strings.Contains(key, ".") {
					a.wrapped(key, func(made *goja.Object) { realmOf(mirror(made).Runtime).options.Change(name, made) })
				}
			}
		}
	}
	globalTemplate.extend(r.GlobalObject(), changed("", addGlobals))
	if options.Globals != nil {
		options.Globals.template.extend(r.GlobalObject(), options.Globals.add)
	}
	stringTemplate.extend(getStringPrototype(r), changed("String.prototype.", addStringMethods))
	mathTemplate.extend(getMath(r), addMathFunctions)
	dateTemplate.extend(getDatePrototype(r), addDateMethods)
	viewTemplate.extend(getDataViewPrototype(r), addViewMethods)
	*known().global(r, "ArrayBufferPrototype") = newTemplated(r, arrayBufferTemplate())
	typedTemplate.extend(getTypedArrayPrototype(r), func(a *additions) {
		a.method("subarray", 2, subarray)
		localized("TypedArray", "toLocaleString")(a)
	})
	objectTemplate.extend(getObject(r), addObjectFunctions)
	objectPrototypeTemplate.extend(*known().global(r, "ObjectPrototype"), addLegacyAccessors)
	extendLocalized(r)
	arrayTemplate.extend(getArrayPrototype(r), changed("Array.prototype.", localized("Array", "toLocaleString")))
	return nil
}

func addGlobals(a *additions) {
	a.global("Float16Array", newFloat16Array)
	a.global("Iterator", iteratorConstructor)
	a.global("SuppressedError", newSuppressedError)
	a.global("DisposableStack", newDisposableStack)
	a.global("AsyncDisposableStack", newAsyncDisposableStack)
	a.extended("Array", func(a *additions) { a.method("fromAsync", 1, arrayFromAsync) })
	a.wrapped("RegExp", wrapRegExp)
	a.wrapped("ArrayBuffer", wrapArrayBuffer)
	a.wrapped("Reflect", func(o *goja.Object) { settlesAccessors(o.Get("defineProperty").(*goja.Object)) })
	a.global("SharedArrayBuffer", newSharedArrayBuffer)
	a.global("Atomics", newAtomics)
	a.global("WeakRef", newWeakRef)
	a.global("FinalizationRegistry", newFinalizationRegistry)
	for name, list := range map[string]func(*additions){
		"Promise": addPromiseFunctions, "Map": addMapFunctions, "WeakMap": addWeakMapFunctions, "Symbol": addSymbols,
	} {
		a.extended(name, list)
	}
}

func addMathFunctions(a *additions) {
	a.method("f16round", 1, f16round)
}

func addViewMethods(a *additions) {
	a.method("getFloat16", 1, getFloat16)
	a.method("setFloat16", 2, setFloat16)
}

func addObjectFunctions(a *additions) {
	a.method("groupBy", 2, objectGroupBy)
	a.wrapped("defineProperty", settlesAccessors)
	a.wrapped("defineProperties", settlesAccessors)
}

func addPromiseFunctions(a *additions) {
	a.method("try", 1, promiseTry)
	a.method("withResolvers", 0, promiseWithResolvers)
}
