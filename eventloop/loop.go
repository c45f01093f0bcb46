// Package eventloop is the loop that a JavaScript host stands on: the phases
// of libuv (timers, pending, poll, check, close), keep-alive by reference
// counting, and posting from any goroutine. It knows nothing of JavaScript.
//
// One goroutine owns a [Loop]: the one that calls [Loop.Run]. Everything is
// called on that goroutine, unless a method says that any goroutine may.
//
// The phases follow https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop,
// the order of timers follows Node's lib/internal/timers.js.
package eventloop

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Options configure a Loop. The zero value is a loop on the system clock.
type Options struct {
	// Clock tells the time and wakes the loop. Nil means the system clock.
	Clock Clock
}

// Loop is an event loop. Make one with [New].
type Loop struct {
	clock  Clock
	system bool // the clock is the system's
	start  time.Time
	now    int64 // milliseconds since start, as of the last update

	timers     timerQueue
	immediates immediateQueue
	pending    []func()
	closing    []func()

	refs    int // handles and unfinished work that keep the loop alive
	inbox   inbox
	poller  *poller // once there is something to watch
	scratch []byte

	stopped bool
	idle    time.Duration
	metrics Metrics
}

// Metrics are what a loop counts. The times are since [Loop.Start], and -1 for what has not been yet.
type Metrics struct {
	Began, Ended time.Duration
	// Turns are the iterations begun. Events are the callbacks that others posted; EventsWaiting those that were there
	// already when the loop came to look for them.
	Turns, Events, EventsWaiting int
}

// New returns a loop that is not running yet.
func New(opts Options) *Loop {
	l := &Loop{clock: opts.Clock, metrics: Metrics{Began: -1, Ended: -1}}
	if l.clock == nil {
		l.clock, l.system = systemClock{}, true
	}
	l.start = l.clock.Now()
	l.inbox.wake = make(chan struct{}, 1)
	l.timers.init()
	return l
}

// Run runs callbacks until nothing keeps the loop alive, Stop is called, or
// ctx is cancelled, in which case it returns the cause of the cancellation.
// It may be called again after it returned.
func (l *Loop) Run(ctx context.Context) error {
	l.stopped = false
	if l.metrics.Began < 0 {
		l.metrics.Began = l.clock.Now().Sub(l.start)
	}
	l.metrics.Ended = -1
	defer func() { l.metrics.Ended = l.clock.Now().Sub(l.start) }()
	if l.Alive() {
		l.runTimers()
	}
	defer context.AfterFunc(ctx, func() { l.Post(func() {}) })() // ends a wait for descriptors
	for l.Alive() && !l.stopped {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		l.metrics.Turns++
		l.runPending()
		l.poll(ctx)
		l.runImmediates()
		l.runClosing()
		l.runTimers()
	}
	if ctx.Err() != nil && !l.stopped {
		return context.Cause(ctx)
	}
	return nil
}

// Stop makes Run return after the callback that runs now.
func (l *Loop) Stop() { l.stopped = true }

// Alive reports whether anything keeps the loop running.
func (l *Loop) Alive() bool {
	return l.refs > 0 || l.timers.refs > 0 || l.immediates.refs > 0 ||
		len(l.pending) > 0 || len(l.closing) > 0 || l.inbox.held.Load() > 0
}

// Pendings are the numbers of timers and of immediates that keep the loop
// alive. A timer whose callback runs is among them until it is stopped.
func (l *Loop) Pendings() (timers, immediates int) {
	timers = l.timers.refs
	if t := l.timers.firing; t != nil && t.refed && t.list == nil {
		timers++
	}
	return timers, l.immediates.refs
}

// Now is the time in whole milliseconds since the loop was made. It reads the
// clock, as Node does whenever a timer starts.
func (l *Loop) Now() int64 {
	if l.system {
		l.now = int64(time.Since(l.start) / time.Millisecond) // asks for the monotonic clock only
	} else {
		l.now = int64(l.clock.Now().Sub(l.start) / time.Millisecond)
	}
	return l.now
}

// Start is the clock's time at which the loop was made.
func (l *Loop) Start() time.Time { return l.start }

// Idle is the time that the loop has spent waiting.
func (l *Loop) Idle() time.Duration { return l.idle }

// Metrics are the counts up to now.
func (l *Loop) Metrics() Metrics { return l.metrics }

// Clock is the clock that the loop was made with.
func (l *Loop) Clock() Clock { return l.clock }

// Pending queues f for the next iteration's pending phase, where libuv
// reports the outcome of operations that failed at once. It keeps the loop
// alive.
func (l *Loop) Pending(f func()) { l.pending = append(l.pending, f) }

// Closing queues f for the close phase, where 'close' events are emitted. It
// keeps the loop alive.
func (l *Loop) Closing(f func()) { l.closing = append(l.closing, f) }

func (l *Loop) runPending() {
	if len(l.pending) == 0 {
		return
	}
	batch := l.pending
	l.pending = nil
	l.runBatch(batch, func(rest []func()) { l.pending = append(rest, l.pending...) })
}

func (l *Loop) runClosing() {
	if len(l.closing) == 0 {
		return
	}
	batch := l.closing
	l.closing = nil
	l.runBatch(batch, func(rest []func()) { l.closing = append(rest, l.closing...) })
}

// runBatch runs the callbacks in order. What a Stop leaves over goes back.
func (l *Loop) runBatch(batch []func(), putBack func([]func())) {
	for i, f := range batch {
		if l.stopped {
			putBack(batch[i:])
			return
		}
		f()
	}
}

// poll waits for posted callbacks and for descriptors, as long as nothing else is due, and runs those that are there.
func (l *Loop) poll(ctx context.Context) {
	if l.stopped {
		return
	}
	batch := l.inbox.take()
	l.metrics.EventsWaiting += len(batch)
	switch wait := len(batch) == 0 && l.mayWait(); {
	case l.poller != nil && l.poller.count > 0:
		if wait {
			batch = l.waitForDescriptors(ctx)
		} else {
			l.poller.wait(0)
			l.metrics.EventsWaiting += len(l.poller.ready)
		}
		l.metrics.Events += len(l.poller.ready)
		defer l.poller.run(func() bool { return l.stopped })
	case wait:
		batch = l.wait(ctx)
	}
	l.metrics.Events += len(batch)
	for i, m := range batch {
		if l.stopped {
			l.inbox.putBack(batch[i:])
			return
		}
		if m.held {
			l.inbox.held.Add(-1)
		}
		m.f()
	}
	l.inbox.recycle(batch)
}

// mayWait reports whether the loop has nothing to do before the next timer.
func (l *Loop) mayWait() bool {
	return len(l.pending) == 0 && len(l.closing) == 0 && l.immediates.refs == 0 && l.Alive()
}

// untilTimer is the time until the next timer, negative if there is none.
func (l *Loop) untilTimer() time.Duration {
	expiry, ok := l.timers.next()
	if !ok {
		return -1
	}
	return max(0, l.start.Add(time.Duration(expiry)*time.Millisecond).Sub(l.clock.Now()))
}

func (l *Loop) wait(ctx context.Context) []message {
	var timeout <-chan time.Time
	switch d := l.untilTimer(); {
	case d == 0:
		return nil
	case d > 0:
		timer := l.clock.NewTimer(d)
		defer timer.Stop()
		timeout = timer.C()
	}
	if !l.inbox.sleep(nil) {
		return l.inbox.take()
	}
	began := l.clock.Now()
	select {
	case <-l.inbox.wake:
	case <-timeout:
	case <-ctx.Done():
	}
	l.idle += l.clock.Now().Sub(began)
	l.inbox.awake()
	return l.inbox.take()
}

// waitForDescriptors is wait while the loop watches descriptors.
func (l *Loop) waitForDescriptors(ctx context.Context) []message {
	p := l.poller
	if !l.inbox.sleep(p) {
		p.wait(0)
		return l.inbox.take()
	}
	timeout := l.untilTimer()
	if ctx.Err() != nil {
		timeout = 0 // its cancellation posts, but may have done so before the wait
	}
	began := l.clock.Now()
	p.wait(timeout)
	l.idle += l.clock.Now().Sub(began)
	l.inbox.awake()
	return l.inbox.take()
}

// Post queues f for the poll phase. Any goroutine may call it. A posted
// callback alone does not keep the loop alive: a [Handle] or [Loop.Begin] does.
func (l *Loop) Post(f func()) { l.inbox.put(message{f: f}) }

// Begin announces work that goes on elsewhere and keeps the loop alive until
// finish is called. finish may be called from any goroutine, once; it queues
// done for the poll phase. Calling it again panics. A nil done only ends the
// work.
func (l *Loop) Begin() (finish func(done func())) {
	l.inbox.held.Add(1)
	var finished atomic.Bool
	return func(done func()) {
		if finished.Swap(true) {
			panic("eventloop: finish called twice")
		}
		if done == nil {
			done = func() {}
		}
		l.inbox.put(message{f: done, held: true})
	}
}

// inbox is the queue of callbacks that other goroutines post: many producers,
// one consumer. A producer signals only when the loop sleeps.
type inbox struct {
	mu       sync.Mutex
	queue    []message
	spare    []message
	sleeping bool
	poller   *poller // what the loop sleeps in, if not in wake
	wake     chan struct{}
	held     atomic.Int64
}

type message struct {
	f    func()
	held bool
}

func (b *inbox) put(m message) {
	b.mu.Lock()
	b.queue = append(b.queue, m)
	wake := b.sleeping
	b.sleeping = false
	if wake && b.poller != nil {
		b.poller.signal()
		wake = false
	}
	b.mu.Unlock()
	if wake {
		b.wake <- struct{}{}
	}
}

func (b *inbox) take() []message {
	b.mu.Lock()
	batch := b.queue
	b.queue, b.spare = b.spare[:0], nil
	b.mu.Unlock()
	return batch
}

// recycle gives the storage of a batch that has run back to the queue.
func (b *inbox) recycle(batch []message) {
	if cap(batch) == 0 || cap(batch) > 4096 {
		return
	}
	clear(batch)
	b.mu.Lock()
	if b.spare == nil {
		b.spare = batch[:0]
	}
	b.mu.Unlock()
}

func (b *inbox) putBack(rest []message) {
	b.mu.Lock()
	b.queue = append(append([]message(nil), rest...), b.queue...)
	b.mu.Unlock()
}

// sleep announces that the loop is about to wait, in a poller or for wake. It
// reports false when there is something to take already.
func (b *inbox) sleep(in *poller) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) > 0 {
		return false
	}
	b.sleeping, b.poller = true, in
	return true
}

// awake ends the wait and drops a signal that crossed with it.
func (b *inbox) awake() {
	b.mu.Lock()
	signalled, in := !b.sleeping, b.poller
	b.sleeping, b.poller = false, nil
	b.mu.Unlock()
	switch {
	case !signalled:
	case in != nil:
		in.drain()
	default:
		select {
		case <-b.wake:
		default:
		}
	}
}
