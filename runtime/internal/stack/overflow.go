package stack

import (
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// Guard makes calls that nest too deep (goja.Runtime.SetMaxCallStackSize) throw a RangeError that JavaScript can catch,
// as long as entry, a function in Go, is somewhere down the stack.
//
// goja itself gives up with a Go panic that no catch or finally sees. But before that it records the stack, and to do
// so asks every function in Go for its name. So the name of entry is a getter, and the getter throws.
func (t *Traces) Guard(entry *goja.Object) {
	rangeError := t.vm.GlobalObject().Get("RangeError").(*goja.Object)
	message := t.vm.ToValue("Maximum call stack size exceeded")
	throwing := false
	getter := t.function("get name", 0, func(goja.FunctionCall) goja.Value {
		if throwing || len(t.machine.CallStack) <= t.machine.MaxCallStackSize {
			return goja.Undefined()
		}
		throwing = true // the RangeError records the stack as well
		defer func() { throwing = false }()
		e, err := t.vm.New(rangeError, message)
		must(err)
		panic(e)
	})
	must(entry.DefineAccessorProperty("name", getter, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// RunJobs runs the promise jobs that are queued, and those that they queue. goja does so by itself when its outermost
// call ends. A host that does it further in, from a function that Guard knows, has the jobs guarded too, and saves the
// way out of the engine and back in.
func (t *Traces) RunJobs() {
	queue := engine.At[[]func()](unsafe.Pointer(t.vm), t.layout.jobs)
	for len(*queue) > 0 {
		jobs := *queue
		*queue, t.jobs = t.jobs[:0], nil
		for i, job := range jobs {
			jobs[i] = nil
			job()
		}
		t.jobs = jobs
	}
}

// QueueJob queues f behind the promise jobs that are queued already.
func (t *Traces) QueueJob(f func()) {
	queue := engine.At[[]func()](unsafe.Pointer(t.vm), t.layout.jobs)
	*queue = append(*queue, f)
}

// TakeJobs takes the queued promise jobs away, so that the engine does not run
// them on its way out. [Traces.QueueJob] brings them back.
func (t *Traces) TakeJobs() []func() {
	queue := engine.At[[]func()](unsafe.Pointer(t.vm), t.layout.jobs)
	jobs := *queue
	*queue = nil
	return jobs
}
