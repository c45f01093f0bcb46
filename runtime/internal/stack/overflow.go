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
	t.entry = entry
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

// Enter calls f as if JavaScript at the bottom of the stack had called entry, a function in Go that [Traces.Guard] knows,
// and entry f. So the engine is entered once for f and all that f does: it neither runs promise jobs nor gives its stack
// away before. The error is an interrupt or another panic that no JavaScript may catch, or an exception.
func (t *Traces) Enter(entry *goja.Object, f func()) (err error) {
	m := t.machine
	depth, sp := len(m.CallStack), m.Sp
	before := context{
		Prg: m.Prg, Stash: m.Stash, PrivEnv: m.PrivEnv, NewTarget: m.NewTarget, Result: m.Result,
		Pc: m.Pc, Sb: m.Sb, Args: m.Args,
	}
	m.CallStack = append(m.CallStack, before)
	m.Push(goja.Undefined())
	m.Push(entry)
	m.Prg, m.Sb = nil, m.Sp
	defer func() {
		clear(m.CallStack[depth:])
		m.CallStack = m.CallStack[:depth]
		m.Prg, m.Stash, m.PrivEnv, m.NewTarget, m.Result = before.Prg, before.Stash, before.PrivEnv, before.NewTarget, before.Result
		m.Pc, m.Sb, m.Args, m.Sp = before.Pc, before.Sb, before.Args, sp
		if depth > 0 {
			return
		}
		if err != nil {
			t.TakeJobs()
			t.vm.ClearInterrupt()
		}
		clear(m.Stack[sp:])
		if m.Stack = m.Stack[:sp]; cap(m.Stack) > spareStack {
			m.Stack = nil
		}
	}()
	return runWrapped(t.vm, f)
}

// spareStack is the size up to which a stack stays for the next call, in values.
const spareStack = 1 << 12

//go:linkname runWrapped github.com/dop251/goja.(*Runtime).runWrapped
func runWrapped(r *goja.Runtime, f func()) error

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
