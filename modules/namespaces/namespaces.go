// Package namespaces knows which objects are the namespaces of ES modules. To the engine they are proxies; nobody
// should see that.
package namespaces

import (
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

type set struct{ known map[*goja.Object]struct{} }

var all = modules.NewLocal(func(*modules.Env) *set { return &set{map[*goja.Object]struct{}{}} })

// Add makes an object count as a namespace.
func Add(e *modules.Env, o *goja.Object) { all.Of(e).known[o] = struct{}{} }

// concealed has the other proxies that are objects of their own to everybody but the engine.
var concealed = modules.NewLocal(func(*modules.Env) *sync.Map { return &sync.Map{} })

// Conceal makes a proxy of the engine's count as an ordinary object, as the global object of a context is.
func Conceal(e *modules.Env, o *goja.Object) {
	known, key := concealed.Of(e), weak.Make(o)
	known.Store(key, nil)
	runtime.AddCleanup(o, func(key weak.Pointer[goja.Object]) { known.Delete(key) }, key)
}

// IsConcealed tells whether a proxy counts as an ordinary object.
func IsConcealed(e *modules.Env, o *goja.Object) bool {
	_, ok := concealed.Of(e).Load(weak.Make(o))
	return ok
}

// Is tells whether an object is a namespace.
func Is(e *modules.Env, o *goja.Object) bool {
	_, ok := all.Of(e).known[o]
	return ok
}
