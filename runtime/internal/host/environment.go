package host

import (
	"os"
	"slices"
	"sync"
)

// environment is a set of variables of a runtime's own, in the order in which
// they were set.
type environment struct {
	mu     sync.RWMutex
	names  []string
	values map[string]string
}

func newEnvironment(env map[string]string) *environment {
	e := &environment{values: make(map[string]string, len(env))}
	for name, value := range env {
		e.names = append(e.names, name)
		e.values[name] = value
	}
	slices.Sort(e.names)
	return e
}

func (p *Proc) Getenv(name string) (string, bool) {
	if p.env == nil {
		return os.LookupEnv(name)
	}
	p.env.mu.RLock()
	defer p.env.mu.RUnlock()
	value, ok := p.env.values[name]
	return value, ok
}

func (p *Proc) Setenv(name, value string) error {
	if p.env == nil {
		return os.Setenv(name, value)
	}
	p.env.mu.Lock()
	defer p.env.mu.Unlock()
	if _, ok := p.env.values[name]; !ok {
		p.env.names = append(p.env.names, name)
	}
	p.env.values[name] = value
	return nil
}

func (p *Proc) Unsetenv(name string) error {
	if p.env == nil {
		return os.Unsetenv(name)
	}
	p.env.mu.Lock()
	defer p.env.mu.Unlock()
	delete(p.env.values, name)
	p.env.names = slices.DeleteFunc(p.env.names, func(n string) bool { return n == name })
	return nil
}

func (p *Proc) Environ() []string {
	if p.env == nil {
		return os.Environ()
	}
	p.env.mu.RLock()
	defer p.env.mu.RUnlock()
	list := make([]string, len(p.env.names))
	for i, name := range p.env.names {
		list[i] = name + "=" + p.env.values[name]
	}
	return list
}
