// Package resources knows what is open and keeps a program alive, for
// process.getActiveResourcesInfo and process._getActiveHandles. Timers and
// immediates are the loop's to tell.
package resources

import (
	"cmp"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Resource is something open. Its methods are called on the loop's goroutine.
type Resource interface {
	// ResourceName is such as "TCPSocketWrap".
	ResourceName() string
	// Active reports whether it keeps the program alive.
	Active() bool
	// Owner is the object that the program knows, or nil.
	Owner() *goja.Object
}

// Registry lists the resources of a runtime, the oldest first.
type Registry struct {
	open map[Resource]int
	last int
}

var local = modules.NewLocal(func(*modules.Env) *Registry { return &Registry{open: map[Resource]int{}} })

// Of returns the registry of a runtime.
func Of(e *modules.Env) *Registry { return local.Of(e) }

// Add lists a resource until Remove.
func (r *Registry) Add(x Resource) {
	r.last++
	r.open[x] = r.last
}

// Remove takes a resource from the list, if it is there.
func (r *Registry) Remove(x Resource) { delete(r.open, x) }

// Active are the resources that keep the program alive.
func (r *Registry) Active() []Resource {
	var list []Resource
	for x := range r.open {
		if x.Active() {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b Resource) int { return cmp.Compare(r.open[a], r.open[b]) })
	return list
}
