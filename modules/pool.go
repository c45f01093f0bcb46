package modules

import (
	"context"
	"sync"
)

// Pool runs functions on a limited number of goroutines, in the order in
// which they came. A goroutine ends when it finds nothing to do. The zero
// value with a Limit is ready.
type Pool struct {
	// Limit is how many goroutines there are at most.
	Limit int

	mu      sync.Mutex
	queue   []func()
	workers int
}

func (p *Pool) run(f func()) {
	p.mu.Lock()
	p.queue = append(p.queue, f)
	start := p.workers < p.Limit
	if start {
		p.workers++
	}
	p.mu.Unlock()
	if start {
		go p.work()
	}
}

func (p *Pool) work() {
	for {
		p.mu.Lock()
		if len(p.queue) == 0 {
			p.workers--
			p.mu.Unlock()
			return
		}
		f := p.queue[0]
		p.queue[0] = nil
		p.queue = p.queue[1:]
		p.mu.Unlock()
		f()
	}
}

// AsyncOn is [AsyncAs] on a goroutine of the pool.
func AsyncOn[T any](e *Env, p *Pool, kind string, work func(context.Context) (T, error), done func(T, error)) {
	async(e, kind, p.run, work, done)
}
