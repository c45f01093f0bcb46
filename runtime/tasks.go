package runtime

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/dop251/goja"
)

// tasks runs callbacks in the order that Node gives them: a callback, then all
// process.nextTick callbacks, then all promise jobs, until both are done.
//
// goja runs promise jobs by itself when the outermost call into it returns,
// which would be right after the callback. So a task enters the engine once,
// as if a function in Go were called there, and runs the callback, the ticks
// and the jobs below that function's frame.
type tasks struct {
	rt     *Runtime
	entry  *goja.Object // the function
	step   func()       // runJob
	job    func()
	inside bool
	cut    bool
	held   []func() // promise jobs that a cut left over
	ticks  tickQueue
}

type tick struct {
	f            func() error
	asyncContext any
}

func newTasks(rt *Runtime) *tasks {
	t := &tasks{rt: rt}
	t.entry = rt.vm.ToValue(func(goja.FunctionCall) goja.Value { return nil }).(*goja.Object)
	t.step = t.runJob
	rt.traces.Guard(t.entry)
	return t
}

// runJob is what a task does within the engine.
func (t *tasks) runJob() {
	for _, job := range t.held {
		t.rt.traces.QueueJob(job)
	}
	t.held = nil
	if job := t.job; job != nil {
		t.job = nil
		job()
	}
	for !t.cut {
		t.drainTicks()
		if t.cut {
			break
		}
		t.rt.traces.RunJobs()
		t.rt.rejections.context = nil
		if t.rt.promises != nil {
			t.rt.promises.finish()
		}
		if t.ticks.empty() {
			break
		}
	}
	if t.cut {
		t.held = t.rt.traces.TakeJobs()
	}
}

// Enter is [modules.Host.Enter].
func (t *tasks) Enter(f func()) {
	if t.inside {
		f()
		return
	}
	if t.rt.exited {
		return
	}
	t.inside = true
	t.job = f
	for {
		t.run()
		if t.rt.exited || t.cut {
			break
		}
		if t.ticks.empty() && !t.rt.processRejections() && t.ticks.empty() {
			break
		}
	}
	t.inside, t.cut = false, false
}

// cutShort ends the task without running its ticks and promise jobs, which
// the next task does.
func (t *tasks) cutShort() { t.cut = true }

// run enters the engine once. What comes back as an error is no
// exception, since callbacks treat theirs, but the end of the program.
func (t *tasks) run() {
	defer func() {
		if x := recover(); x != nil {
			t.rt.crash(fmt.Errorf("internal error: %v", x), debug.Stack())
		}
	}()
	if err := t.rt.traces.Enter(t.entry, t.step); err != nil {
		t.rt.abandoned(err)
	}
}

func (t *tasks) drainTicks() {
	for {
		next, ok := t.ticks.take()
		if !ok {
			return
		}
		previous := t.rt.setAsyncContext(next.asyncContext)
		if err := next.f(); err != nil {
			t.rt.uncaught(err)
		}
		t.rt.setAsyncContext(previous)
		if t.cut {
			return
		}
	}
}

func (t *tasks) nextTick(f func() error) {
	t.ticks.put(tick{f, t.rt.asyncContext})
	t.comeBy()
}

// comeBy makes sure that the loop comes by for what was queued between tasks.
func (t *tasks) comeBy() {
	if !t.inside {
		t.rt.loop.Begin()(func() { t.Enter(func() {}) })
	}
}

// microtask queues f as a promise job.
func (t *tasks) microtask(f func() error) {
	asyncContext := t.rt.asyncContext
	t.rt.traces.QueueJob(func() {
		if t.rt.promises != nil {
			t.rt.promises.finish()
		}
		t.rt.rejections.context = nil
		previous := t.rt.setAsyncContext(asyncContext)
		if err := f(); err != nil {
			// The value alone: Node shows where the error was made.
			t.rt.offerUncaught(t.rt.valueOf(err), originException)
		}
		t.rt.setAsyncContext(previous)
	})
	t.comeBy()
}

// tickQueue is a first-in first-out queue that reuses its storage.
type tickQueue struct {
	items []tick
	head  int
}

func (q *tickQueue) empty() bool { return q.head == len(q.items) }

func (q *tickQueue) put(t tick) { q.items = append(q.items, t) }

func (q *tickQueue) take() (tick, bool) {
	if q.empty() {
		return tick{}, false
	}
	t := q.items[q.head]
	q.items[q.head] = tick{}
	q.head++
	if q.head == len(q.items) {
		q.items, q.head = q.items[:0], 0
	} else if q.head > 1024 && q.head*2 > len(q.items) {
		n := copy(q.items, q.items[q.head:])
		clear(q.items[n:])
		q.items, q.head = q.items[:n], 0
	}
	return t, true
}

// abandoned treats an error that ended a call into the engine from outside
// JavaScript: an exit, or the cancellation of a context.
func (rt *Runtime) abandoned(err error) {
	if rt.exited {
		return
	}
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		rt.loop.Stop()
		return
	}
	rt.uncaught(err)
}
