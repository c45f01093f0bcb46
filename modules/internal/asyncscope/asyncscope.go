// Package asyncscope numbers asynchronous resources, knows which one runs,
// and tells the hooks of module async_hooks.
package asyncscope

import (
	"errors"
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

	destroyed []int64 // what the hooks are still to be told of

	promises *promises // nil until a hook is to be told of promises
}

// Scope is a resource in which code runs.
type Scope struct {
	ID, Trigger int64
	Resource    *goja.Object
}

// Hook is what async_hooks.createHook made. Absent functions are nil.
type Hook struct {
	Init, Before, After, Destroy, PromiseResolve goja.Callable

	// NoPromises leaves out what happens to promises.
	NoPromises bool
}

var local = modules.NewLocal(func(env *modules.Env) *Scopes {
	s := &Scopes{env: env, last: 1, current: Scope{ID: 1}}
	env.Host.Hooks().Operation = s.operation
	return s
})

func (s *Scopes) operation(kind string) (end func(f func())) {
	scope := s.Begin(kind, s.env.VM.NewObject)
	return func(f func()) {
		s.env.Host.Enter(func() {
			previous := s.Enter(scope)
			f()
			s.Leave(previous)
			s.Destroyed(scope.ID)
		})
	}
}

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
	s.started(scope, kind)
	return scope
}

// Begin is New for what has no object of its own: it makes one, if a hook is there to see it.
func (s *Scopes) Begin(kind string, resource func() *goja.Object) Scope {
	s.last++
	scope := Scope{ID: s.last, Trigger: s.current.ID}
	if len(s.hooks) > 0 {
		scope.Resource = resource()
		s.started(scope, kind)
	}
	return scope
}

func (s *Scopes) started(scope Scope, kind string) {
	if len(s.hooks) > 0 {
		vm := s.env.VM
		s.tell(func(h *Hook) goja.Callable { return h.Init },
			vm.ToValue(scope.ID), vm.ToValue(kind), vm.ToValue(scope.Trigger), scope.Resource)
	}
}

// Active reports whether a hook is enabled.
func (s *Scopes) Active() bool { return len(s.hooks) > 0 }

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
	s.destroyed = append(s.destroyed, id)
	if len(s.destroyed) > 1 {
		return
	}
	s.env.Loop.Begin()(func() {
		ids := s.destroyed
		s.destroyed = nil
		s.env.Host.Enter(func() {
			for _, id := range ids {
				s.tell(func(h *Hook) goja.Callable { return h.Destroy }, s.env.VM.ToValue(id))
			}
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
		s.observePromises()
	}
}

// Disable removes a hook.
func (s *Scopes) Disable(h *Hook) {
	if i := slices.Index(s.hooks, h); i >= 0 {
		s.hooks = slices.Delete(slices.Clone(s.hooks), i, i+1)
		s.observePromises()
	}
}

func (s *Scopes) tell(which func(*Hook) goja.Callable, args ...goja.Value) {
	for _, h := range s.hooks {
		f := which(h)
		if f == nil {
			continue
		}
		_, err := f(goja.Undefined(), args...)
		if err == nil {
			continue
		}
		if tooDeep(err) { // the fault of the code that made the resource, which can catch it
			panic(s.env.Panic(err))
		}
		s.env.Host.Uncaught(err)
	}
}

// tooDeep recognises the error of calls that nest too deep.
func tooDeep(err error) bool {
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		return false
	}
	o, ok := thrown.Value().(*goja.Object)
	if !ok {
		return false
	}
	message := o.Get("message")
	return message != nil && message.String() == "Maximum call stack size exceeded"
}
