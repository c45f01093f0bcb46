package esm

import (
	"errors"
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// capability is a promise with the functions that settle it.
type capability struct {
	promise         *goja.Promise
	resolve, reject func(any) error
}

func (e *Engine) newCapability() *capability {
	p, resolve, reject := e.env.VM.NewPromise()
	return &capability{p, resolve, reject}
}

// ends tells whether an error ends the program rather than a module.
func ends(err error) bool {
	var interrupted *goja.InterruptedError
	return errors.As(err, &interrupted)
}

// Evaluate evaluates the module, which must be linked, and what it asks for. It gives a promise, which is settled if
// nothing had to be awaited. An error is only one that ends the program.
func (m *Module) Evaluate() (*goja.Promise, error) {
	if m.status >= evaluatingAsync && m.root != nil {
		m = m.root
	}
	if m.promise != nil {
		return m.promise.promise, nil
	}
	m.promise = m.engine.newCapability()
	if m.err != nil {
		return m.promise.promise, m.promise.reject(m.engine.env.Thrown(m.err))
	}
	var stack []*Module
	_, err := m.innerEvaluate(&stack, 0)
	if err != nil {
		for _, s := range stack {
			s.status, s.err = evaluated, err
		}
		if ends(err) {
			return nil, err
		}
		m.err = err
		return m.promise.promise, m.promise.reject(m.engine.env.Thrown(err))
	}
	if m.order == 0 {
		return m.promise.promise, m.promise.resolve(goja.Undefined())
	}
	return m.promise.promise, nil
}

func (m *Module) innerEvaluate(stack *[]*Module, index int) (int, error) {
	switch m.status {
	case evaluatingAsync, evaluated:
		return index, m.err
	case evaluating:
		return index, nil
	}
	m.status = evaluating
	m.index, m.ancestor = index, index
	index++
	*stack = append(*stack, m)
	for _, r := range m.Requested {
		var err error
		if index, err = r.innerEvaluate(stack, index); err != nil {
			return index, err
		}
		if r.status == evaluating {
			m.ancestor = min(m.ancestor, r.ancestor)
		} else {
			if r.root != nil {
				r = r.root
			}
			if r.err != nil {
				return index, r.err
			}
		}
		if r.order > 0 {
			m.pending++
			r.asyncParents = append(r.asyncParents, m)
		}
	}
	if m.pending > 0 || m.async() {
		m.engine.order++
		m.order = m.engine.order
		if m.pending == 0 {
			if err := m.executeAsync(); err != nil {
				return index, err
			}
		}
	} else if err := m.execute(); err != nil {
		return index, err
	}
	if m.ancestor == m.index {
		pop(stack, m, func(s *Module) {
			s.status, s.root = evaluated, m
			if s.order != 0 {
				s.status = evaluatingAsync
			}
		})
	}
	return index, nil
}

// execute runs a module that does not await.
func (m *Module) execute() error {
	if m.Unit == nil {
		return m.steps(m)
	}
	_, err := m.engine.env.Invoke(m.engine.next, m.body)
	m.body = nil
	return err
}

// executeAsync runs a module up to its first await, and arranges for the rest.
func (m *Module) executeAsync() error { return m.step(m.engine.next, goja.Undefined()) }

// step runs the module on from an await.
func (m *Module) step(how, value goja.Value) error {
	e := m.engine.env
	result, err := e.Invoke(how, m.body, value)
	if err != nil {
		if !ends(err) {
			m.body = nil
			e.Host.Microtask(func() error { return m.rejected(err) })
			return nil
		}
		return err
	}
	o := result.(*goja.Object)
	if o.Get("done").ToBoolean() {
		m.body = nil
		e.Host.Microtask(m.fulfilled)
		return nil
	}
	promise, err := e.Invoke(m.engine.resolve, m.engine.promise, o.Get("value"))
	if err != nil {
		if ends(err) {
			return err
		}
		return m.step(m.engine.throw, e.Thrown(err))
	}
	_, err = e.Invoke(m.engine.then, promise, m.continued(m.engine.next), m.continued(m.engine.throw))
	return err
}

func (m *Module) continued(how goja.Value) goja.Value {
	return m.engine.env.VM.ToValue(func(c goja.FunctionCall) goja.Value {
		if err := m.step(how, c.Argument(0)); err != nil {
			panic(m.engine.env.Panic(err))
		}
		return goja.Undefined()
	})
}

// fulfilled goes on with the modules that waited for this one.
func (m *Module) fulfilled() error {
	if m.status == evaluated {
		return nil
	}
	if err := m.settle(); err != nil {
		return err
	}
	var ready []*Module
	m.gather(&ready)
	slices.SortFunc(ready, func(a, b *Module) int { return a.order - b.order })
	for _, r := range ready {
		switch {
		case r.status == evaluated:
		case r.async():
			if err := r.executeAsync(); err != nil {
				return err
			}
		default:
			if err := r.execute(); err != nil {
				if ends(err) {
					return err
				}
				if err := r.rejected(err); err != nil {
					return err
				}
				continue
			}
			if err := r.settle(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *Module) settle() error {
	m.order, m.status = -1, evaluated
	if m.promise != nil {
		return m.promise.resolve(goja.Undefined())
	}
	return nil
}

// gather collects the modules for which this was the last to wait for.
func (m *Module) gather(list *[]*Module) {
	for _, p := range m.asyncParents {
		if slices.Contains(*list, p) || p.root != nil && p.root.err != nil {
			continue
		}
		if p.pending--; p.pending == 0 {
			*list = append(*list, p)
			if !p.async() {
				p.gather(list)
			}
		}
	}
}

// rejected fails the module and those that waited for it.
func (m *Module) rejected(err error) error {
	if m.status == evaluated {
		return nil
	}
	m.err = err
	m.order, m.status = -1, evaluated
	if m.promise != nil {
		if err := m.promise.reject(m.engine.env.Thrown(err)); err != nil {
			return err
		}
	}
	for _, p := range m.asyncParents {
		if err := p.rejected(err); err != nil {
			return err
		}
	}
	return nil
}

// Run evaluates a module that awaits nothing and gives its error.
func (m *Module) Run() error {
	p, err := m.Evaluate()
	if err != nil {
		return err
	}
	if p.State() == goja.PromiseStateRejected {
		m.engine.handled(p)
		if m.err != nil {
			return m.err
		}
		return &modules.ThrownError{Value: p.Result()}
	}
	return nil
}

// handled keeps a rejection that is thrown from counting as unhandled.
func (e *Engine) handled(p *goja.Promise) {
	nothing := e.env.VM.ToValue(func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	_, _ = e.env.Invoke(e.then, e.env.VM.ToValue(p), goja.Undefined(), nothing)
}

// Then is promise.then as it was before the program could change it.
func (e *Engine) Then(p *goja.Promise, fulfilled, rejected goja.Value) error {
	_, err := e.env.Invoke(e.then, e.env.VM.ToValue(p), fulfilled, rejected)
	return err
}
