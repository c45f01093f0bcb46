package esm

import (
	"github.com/gonode/gonode/runtime/source"
)

// LinkError is an import of something that the other module does not export.
type LinkError struct {
	// Module is the one that imports, Request its request.
	Module  *Module
	Request source.ModuleRequest
	// From is the module that lacks the name.
	From *Module
	Name string
	// Ambiguous says that it has the name more than once, Circle that it comes from itself, by this specifier.
	Ambiguous bool
	Circle    string
	// Offset is where the name stands in the compiled text of Module.
	Offset int
}

func (e *LinkError) Error() string {
	if e.Ambiguous {
		return "The requested module '" + e.Request.Specifier + "' contains conflicting star exports for name '" + e.Name + "'"
	}
	if e.Circle != "" {
		return "Detected cycle while resolving name '" + e.Name + "' in '" + e.Circle + "'"
	}
	return "The requested module '" + e.Request.Specifier + "' does not provide an export named '" + e.Name + "'"
}

func (m *Module) missing(request int, name string, offset int, b binding) error {
	return &LinkError{
		Module: m, Request: m.Unit.Module.Requests[request], From: m.Requested[request],
		Name: name, Ambiguous: b.ambiguous, Circle: b.circle, Offset: offset,
	}
}

// Link connects the module and all that it asks for. They must have been loaded.
func (m *Module) Link() error {
	var stack []*Module
	_, err := m.innerLink(&stack, 0)
	if err != nil {
		for _, s := range stack {
			s.status = unlinked
		}
	}
	return err
}

// Unresolved gives a module below this one, or this one, and a specifier that it asks for and has no module for yet.
func (m *Module) Unresolved() (*Module, string) { return m.findUnresolved(map[*Module]bool{}) }

func (m *Module) findUnresolved(seen map[*Module]bool) (*Module, string) {
	if seen[m] {
		return nil, ""
	}
	seen[m] = true
	for i, r := range m.Requested {
		if r == nil {
			return m, m.Unit.Module.Requests[i].Specifier
		}
		if found, specifier := r.findUnresolved(seen); found != nil {
			return found, specifier
		}
	}
	return nil, ""
}

func (m *Module) innerLink(stack *[]*Module, index int) (int, error) {
	if m.status != unlinked {
		return index, nil
	}
	m.status = linking
	m.index, m.ancestor = index, index
	index++
	*stack = append(*stack, m)
	for _, r := range m.Requested {
		var err error
		if index, err = r.innerLink(stack, index); err != nil {
			return index, err
		}
		if r.status == linking {
			m.ancestor = min(m.ancestor, r.ancestor)
		}
	}
	if err := m.instantiate(); err != nil {
		return index, err
	}
	if m.ancestor == m.index {
		pop(stack, m, func(s *Module) { s.status = linked })
	}
	return index, nil
}

// pop takes modules from the stack up to and including one.
func pop(stack *[]*Module, last *Module, do func(*Module)) {
	for {
		s := (*stack)[len(*stack)-1]
		*stack = (*stack)[:len(*stack)-1]
		do(s)
		if s == last {
			return
		}
	}
}
