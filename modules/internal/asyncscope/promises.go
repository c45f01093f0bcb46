package asyncscope

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// promises are the resources that are promises, while a hook is enabled. Their numbers stand in the promises themselves,
// where Node has them too.
type promises struct {
	id, trigger *goja.Symbol
	hooks       modules.PromiseHooks
	stop        func()  // ends the observation; nil while there is none
	outside     []Scope // the scopes in which the running reactions began
}

// observePromises begins or ends the observation, as the hooks want it.
func (s *Scopes) observePromises() {
	wanted := slices.ContainsFunc(s.hooks, func(h *Hook) bool { return !h.NoPromises })
	p := s.promises
	switch {
	case wanted && (p == nil || p.stop == nil):
		host, ok := s.env.Host.(modules.PromiseObserver)
		if !ok {
			return
		}
		if p == nil {
			p = &promises{id: goja.NewSymbol("async_id_symbol"), trigger: goja.NewSymbol("trigger_async_id_symbol")}
			s.promises = p
		}
		p.hooks = modules.PromiseHooks{Init: s.promiseMade, Before: s.beforeReaction, After: s.afterReaction}
		p.stop = host.ObservePromises(&p.hooks)
	case !wanted && p != nil && p.stop != nil:
		p.stop()
		p.stop = nil
	}
	if p != nil {
		p.hooks.Settled = nil // watching for it costs more than the rest
		if slices.ContainsFunc(s.hooks, func(h *Hook) bool { return h.PromiseResolve != nil }) {
			p.hooks.Settled = s.promiseSettled
		}
	}
}

// promiseScope is the scope of a promise that has a number.
func (s *Scopes) promiseScope(o *goja.Object) (scope Scope, ok bool) {
	id := o.GetSymbol(s.promises.id)
	if id == nil {
		return Scope{}, false
	}
	trigger := int64(0)
	if v := o.GetSymbol(s.promises.trigger); v != nil {
		trigger = v.ToInteger()
	}
	return Scope{id.ToInteger(), trigger, o}, true
}

func (s *Scopes) promiseMade(o, parent *goja.Object) {
	trigger := s.current.ID
	if parent != nil {
		if scope, ok := s.promiseScope(parent); ok {
			trigger = scope.ID
		}
	}
	s.last++
	scope := Scope{s.last, trigger, o}
	vm := s.env.VM
	_ = o.SetSymbol(s.promises.id, vm.ToValue(scope.ID))
	_ = o.SetSymbol(s.promises.trigger, vm.ToValue(trigger))
	s.tellOfPromise(func(h *Hook) goja.Callable { return h.Init },
		vm.ToValue(scope.ID), vm.ToValue("PROMISE"), vm.ToValue(trigger), o)
}

func (s *Scopes) beforeReaction(o *goja.Object) {
	p := s.promises
	p.outside = append(p.outside, s.current)
	scope, ok := s.promiseScope(o)
	if !ok {
		scope = Scope{Resource: o}
	}
	s.current = scope
	s.tellOfPromise(func(h *Hook) goja.Callable { return h.Before }, s.env.VM.ToValue(scope.ID))
}

func (s *Scopes) afterReaction(o *goja.Object) {
	p := s.promises
	if scope, ok := s.promiseScope(o); ok {
		s.tellOfPromise(func(h *Hook) goja.Callable { return h.After }, s.env.VM.ToValue(scope.ID))
	}
	last := len(p.outside) - 1
	s.current, p.outside = p.outside[last], p.outside[:last]
}

func (s *Scopes) promiseSettled(o *goja.Object) {
	if scope, ok := s.promiseScope(o); ok {
		s.tellOfPromise(func(h *Hook) goja.Callable { return h.PromiseResolve }, s.env.VM.ToValue(scope.ID))
	}
}

func (s *Scopes) tellOfPromise(which func(*Hook) goja.Callable, args ...goja.Value) {
	s.tell(func(h *Hook) goja.Callable {
		if h.NoPromises {
			return nil
		}
		return which(h)
	}, args...)
}
