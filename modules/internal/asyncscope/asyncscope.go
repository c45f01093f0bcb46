// Package asyncscope numbers asynchronous resources, knows which one runs,
// and tells the hooks of module async_hooks.
package asyncscope

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Scopes are the resources of one runtime.
type Scopes struct {
	env  *modules.Env
	last int64

	current Scope
	hooks   []*Hook
}

// Scope is a resource in which code runs.
type Scope struct {
	ID, Trigger int64
	Resource    *goja.Object
}

// Hook is what async_hooks.createHook made. Absent functions are nil.
type Hook struct {
	Init, Before, After, Destroy, PromiseResolve goja.Callable
}

var local = modules.NewLocal(func(env *modules.Env) *Scopes {
	return &Scopes{env: env, last: 1, current: Scope{ID: 1}}
})

// Of returns the scopes of a runtime.
func Of(env *modules.Env) *Scopes { return local.Of(env) }

// Current is the scope that runs now. The main script's has the number 1.
func (s *Scopes) Current() Scope { return s.current }

// SetResource gives the current scope the object that stands for it.
func (s *Scopes) SetResource(o *goja.Object) { s.current.Resource = o }

// New numbers a resource that was made in the current scope. Where hooks are
// enabled they are told of it.
func (s *Scopes) New(kind string, trigger int64, resource *goja.Object) Scope {
	s.last++
	scope := Scope{s.last, trigger, resource}
	if len(s.hooks) > 0 {
		vm := s.env.VM
		s.tell(func(h *Hook) goja.Callable { return h.Init },
			vm.ToValue(scope.ID), vm.ToValue(kind), vm.ToValue(trigger), resource)
	}
	return scope
}

// Enter makes a scope the current one and returns the one before, for Leave.
func (s *Scopes) Enter(scope Scope) (previous Scope) {
	previous = s.current
	s.current = scope
	if len(s.hooks) > 0 {
		s.tell(func(h *Hook) goja.Callable { return h.Before }, s.env.VM.ToValue(scope.ID))
	}
	return previous
}

// Leave goes back to the scope that was current before.
func (s *Scopes) Leave(previous Scope) {
	if len(s.hooks) > 0 {
		s.tell(func(h *Hook) goja.Callable { return h.After }, s.env.VM.ToValue(s.current.ID))
	}
	s.current = previous
}

// Destroyed tells the hooks that a resource is gone, after the current tick.
func (s *Scopes) Destroyed(id int64) {
	if !slices.ContainsFunc(s.hooks, func(h *Hook) bool { return h.Destroy != nil }) {
		return
	}
	s.env.Loop.NewImmediate(func() {
		s.env.Host.Enter(func() {
			s.tell(func(h *Hook) goja.Callable { return h.Destroy }, s.env.VM.ToValue(id))
		})
	})
}

// HasInit reports whether a hook wants to know of new resources.
func (s *Scopes) HasInit() bool {
	return slices.ContainsFunc(s.hooks, func(h *Hook) bool { return h.Init != nil })
}

// Enable adds a hook, Disable removes it.
func (s *Scopes) Enable(h *Hook) {
	if !slices.Contains(s.hooks, h) {
		s.hooks = append(slices.Clip(s.hooks), h)
	}
}

// Disable removes a hook.
func (s *Scopes) Disable(h *Hook) {
	if i := slices.Index(s.hooks, h); i >= 0 {
		s.hooks = slices.Delete(slices.Clone(s.hooks), i, i+1)
	}
}

func (s *Scopes) tell(which func(*Hook) goja.Callable, args ...goja.Value) {
	for _, h := range s.hooks {
		f := which(h)
		if f == nil {
			continue
		}
		if _, err := f(goja.Undefined(), args...); err != nil {
			s.env.Host.Uncaught(err)
		}
	}
}
