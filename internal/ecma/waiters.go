package ecma

import (
	"math"
	"sync"
	"time"
	"unsafe"

	"github.com/dop251/goja"
)

// waiter waits at a place in shared memory for Atomics.notify. Wake is called once, by who takes it out of the queue.
type waiter struct{ wake func() }

// waiters are those of the process, by the address they wait at. Only waiting and notifying take the lock.
var waiters struct {
	sync.Mutex
	at map[unsafe.Pointer][]*waiter
}

// enqueue puts a waiter at the end of the queue if the element has the value.
func (e element) enqueue(value uint64, wake func()) *waiter {
	waiters.Lock()
	defer waiters.Unlock()
	if e.load() != e.cut(value) {
		return nil
	}
	if waiters.at == nil {
		waiters.at = map[unsafe.Pointer][]*waiter{}
	}
	w := &waiter{wake}
	p := unsafe.Pointer(&e.bytes()[0])
	waiters.at[p] = append(waiters.at[p], w)
	return w
}

// leave takes a waiter out. It is false if the waiter was woken.
func leave(p unsafe.Pointer, w *waiter) bool {
	waiters.Lock()
	defer waiters.Unlock()
	list := waiters.at[p]
	for i, x := range list {
		if x == w {
			list = append(list[:i:i], list[i+1:]...)
			if len(list) == 0 {
				delete(waiters.at, p)
			} else {
				waiters.at[p] = list
			}
			return true
		}
	}
	return false
}

// waiting checks the arguments of wait and waitAsync.
func waiting(r *goja.Runtime, c goja.FunctionCall, method string) (e element, value uint64, timeout float64) {
	if a := typedArrayOf(c.Argument(0)); a != nil {
		for _, kind := range integerKinds[:2] {
			probe := element{r: r, array: a}
			if *known().global(r, kind) == a.defaultCtor && !probe.shared() {
				panic(r.NewTypeError("[object %s] is not a shared typed array.", kind))
			}
		}
	}
	e = elementOf(r, c, method, true)
	if e.big() {
		value, _ = e.operand(c.Argument(2))
	} else {
		f := c.Argument(2).ToNumber()
		value, _ = e.operand(f)
	}
	timeout = math.Inf(1)
	if f := c.Argument(3).ToNumber().ToFloat(); !math.IsNaN(f) {
		timeout = math.Max(f, 0)
	}
	return e, value, timeout
}

// duration converts milliseconds; it is false for what never ends.
func duration(ms float64) (time.Duration, bool) {
	if ms > 1e12 {
		return 0, false
	}
	return time.Duration(ms * float64(time.Millisecond)), true
}

// atomicsWait is Atomics.wait(typedArray, index, value[, timeout]).
func atomicsWait(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	e, value, timeout := waiting(r, c, "wait")
	woken := make(chan struct{})
	w := e.enqueue(value, func() { close(woken) })
	if w == nil {
		return r.ToValue("not-equal")
	}
	p := unsafe.Pointer(&e.bytes()[0])
	var expired <-chan time.Time
	if d, ok := duration(timeout); ok {
		timer := time.NewTimer(d)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-woken:
		return r.ToValue("ok")
	case <-expired:
	case <-realmOf(r).options.Done:
	}
	if leave(p, w) {
		return r.ToValue("timed-out")
	}
	return r.ToValue("ok")
}

// atomicsWaitAsync is Atomics.waitAsync(typedArray, index, value[, timeout]).
func atomicsWaitAsync(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	e, value, timeout := waiting(r, c, "waitAsync")
	answer := func(async bool, v goja.Value) goja.Value {
		o := r.NewObject()
		createDataPropertyOrThrow(o, r.ToValue("async"), r.ToValue(async))
		createDataPropertyOrThrow(o, r.ToValue("value"), v)
		return o
	}
	if timeout == 0 {
		if e.load() == e.cut(value) {
			return answer(false, r.ToValue("timed-out"))
		}
		return answer(false, r.ToValue("not-equal"))
	}
	options := realmOf(r).options
	result := newPromiseCapability(r, getPromise(r))
	settled := make(chan struct{})
	settle := func(post func(func() error), outcome string) {
		post(func() error {
			call(result.resolve, goja.Undefined(), r.ToValue(outcome))
			return nil
		})
	}
	w := e.enqueue(value, func() {
		close(settled)
		settle(options.PostAlive, "ok")
	})
	if w == nil {
		return answer(false, r.ToValue("not-equal"))
	}
	p := unsafe.Pointer(&e.bytes()[0])
	go func() {
		var expired <-chan time.Time
		if d, ok := duration(timeout); ok {
			timer := time.NewTimer(d)
			defer timer.Stop()
			expired = timer.C
		}
		select {
		case <-settled:
		case <-expired:
			if leave(p, w) {
				settle(options.Post, "timed-out")
			}
		case <-options.Done:
			leave(p, w)
		}
	}()
	return answer(true, result.promise)
}

// atomicsNotify is Atomics.notify(typedArray, index[, count]).
func atomicsNotify(r *goja.Runtime, c goja.FunctionCall) goja.Value {
	e := elementOf(r, c, "notify", true)
	count := math.Inf(1)
	if v := c.Argument(2); !goja.IsUndefined(v) {
		count = math.Max(toInteger(v), 0)
	}
	if !e.shared() {
		return r.ToValue(0)
	}
	p := unsafe.Pointer(&e.bytes()[0])
	waiters.Lock()
	defer waiters.Unlock()
	list := waiters.at[p]
	n := int(math.Min(count, float64(len(list))))
	for _, w := range list[:n] {
		w.wake()
	}
	if n == len(list) {
		delete(waiters.at, p)
	} else {
		waiters.at[p] = list[n:]
	}
	return r.ToValue(n)
}
