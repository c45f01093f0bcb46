// Package namespaces knows which objects are the namespaces of ES modules. To the engine they are proxies; nobody
// should see that.
package namespaces

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

type set struct{ known map[*goja.Object]struct{} }

var all = modules.NewLocal(func(*modules.Env) *set { return &set{map[*goja.Object]struct{}{}} })

// Add makes an object count as a namespace.
func Add(e *modules.Env, o *goja.Object) { all.Of(e).known[o] = struct{}{} }

// Is tells whether an object is a namespace.
func Is(e *modules.Env, o *goja.Object) bool {
	_, ok := all.Of(e).known[o]
	return ok
}
