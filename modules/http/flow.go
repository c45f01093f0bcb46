package http

import "sync"

// readAhead bounds, in bytes, what has been parsed and not been taken.
const readAhead = 128 << 10

// flow is how the loop steers the goroutine that reads a connection.
type flow struct {
	mu      sync.Mutex
	changed *sync.Cond
	// paused holds the next read back.
	paused bool
	// stop asks the goroutine to end, after what it has read.
	stop   bool
	closed bool
	// used counts bytes that the loop has not seen yet.
	used int
}

func (f *flow) init() { f.changed = sync.NewCond(&f.mu) }

func (f *flow) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	f.changed.Broadcast()
}

func (f *flow) take(n int) {
	f.mu.Lock()
	f.used += n
	f.mu.Unlock()
}

// give tells that the loop has seen n bytes.
func (f *flow) give(n int) {
	f.mu.Lock()
	f.used -= n
	f.mu.Unlock()
	f.changed.Signal()
}

// wait blocks until there may be another read. It reports false when there
// shall be none.
func (f *flow) wait() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for (f.paused || f.used >= readAhead) && !f.closed && !f.stop {
		f.changed.Wait()
	}
	return !f.closed && !f.stop
}

func (f *flow) stopped() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stop || f.closed
}
