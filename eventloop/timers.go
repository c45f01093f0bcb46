package eventloop

import "container/heap"

// MaxDelay is the longest delay of a timer, in milliseconds. A longer one, or
// one that is no number of milliseconds from 1 on, counts as 1, as in Node.
const MaxDelay = 1<<31 - 1

// Task is what a timer or an immediate calls back.
type Task interface{ Run() }

type taskFunc func()

func (f taskFunc) Run() { f() }

// Timer calls back once, or again and again, after a delay. Timers of one
// delay fire in the order in which they started.
type Timer struct {
	// Delay is in milliseconds.
	Delay int64
	// Repeat makes the timer start anew after each call.
	Repeat bool

	task       Task
	loop       *Loop
	list       *timerList
	prev, next *Timer
	started    int64
	refed      bool
}

// NewTimer starts a timer that calls f after delay milliseconds, which are at
// least 1 and at most [MaxDelay].
func (l *Loop) NewTimer(delay int64, repeat bool, f func()) *Timer {
	t := new(Timer)
	l.StartTimer(t, delay, repeat, taskFunc(f))
	return t
}

// StartTimer is [Loop.NewTimer] for a timer that is a part of something else
// and has not been started yet.
func (l *Loop) StartTimer(t *Timer, delay int64, repeat bool, task Task) {
	*t = Timer{Delay: max(1, min(delay, MaxDelay)), Repeat: repeat, task: task, loop: l, refed: true}
	l.timers.insert(t, l.Now())
}

// Active reports whether the timer waits to fire.
func (t *Timer) Active() bool { return t.list != nil }

// Started is the loop's time at which the timer started last.
func (t *Timer) Started() int64 { return t.started }

// Refresh starts the timer anew, also one that has fired.
func (t *Timer) Refresh() {
	t.loop.timers.remove(t)
	t.loop.timers.insert(t, t.loop.Now())
}

// Stop cancels the timer. It takes constant time.
func (t *Timer) Stop() {
	t.Repeat = false
	if t.loop.timers.firing == t {
		t.loop.timers.firing = nil
	}
	t.loop.timers.remove(t)
}

// Ref makes the timer keep the loop alive, which it does from the start.
func (t *Timer) Ref() {
	if !t.refed {
		t.refed = true
		if t.list != nil {
			t.loop.timers.refs++
		}
	}
}

// Unref lets the loop end although the timer waits.
func (t *Timer) Unref() {
	if t.refed {
		t.refed = false
		if t.list != nil {
			t.loop.timers.refs--
		}
	}
}

// HasRef reports whether the timer keeps the loop alive while it waits.
func (t *Timer) HasRef() bool { return t.refed }

// timerQueue holds a list of timers for each delay, and a heap of the lists.
// A list is in order by itself, because time only goes forward, so starting
// and stopping a timer is constant time whatever their number.
type timerQueue struct {
	lists map[int64]*timerList
	heap  listHeap
	refs  int
	seq   int64
	// firing is the timer whose callback runs, unless it was stopped
	firing *Timer
}

type timerList struct {
	delay  int64
	expiry int64
	seq    int64 // of two lists with one expiry the older goes first
	index  int
	root   Timer // sentinel of the ring
}

func (q *timerQueue) init() { q.lists = map[int64]*timerList{} }

func (q *timerQueue) insert(t *Timer, now int64) {
	t.started = now
	list := q.lists[t.Delay]
	if list == nil {
		q.seq++
		list = &timerList{delay: t.Delay, expiry: now + t.Delay, seq: q.seq}
		list.root.prev, list.root.next = &list.root, &list.root
		q.lists[t.Delay] = list
		heap.Push(&q.heap, list)
	}
	last := list.root.prev
	t.prev, t.next, t.list = last, &list.root, list
	last.next, list.root.prev = t, t
	if t.refed {
		q.refs++
	}
}

func (q *timerQueue) remove(t *Timer) {
	if t.list == nil {
		return
	}
	list := t.list
	t.prev.next, t.next.prev = t.next, t.prev
	t.prev, t.next, t.list = nil, nil, nil
	if t.refed {
		q.refs--
	}
	if list.empty() && list.index >= 0 {
		q.drop(list)
	}
}

func (q *timerQueue) drop(list *timerList) {
	heap.Remove(&q.heap, list.index)
	delete(q.lists, list.delay)
}

func (l *timerList) empty() bool { return l.root.next == &l.root }

// next is the time of the next expiry.
func (q *timerQueue) next() (expiry int64, ok bool) {
	if len(q.heap) == 0 {
		return 0, false
	}
	return q.heap[0].expiry, true
}

// runTimers fires all timers that are due: list by list in the order of their
// expiry, and a list as far as its timers are due.
func (l *Loop) runTimers() {
	if len(l.timers.heap) == 0 {
		return
	}
	now := l.Now()
	for len(l.timers.heap) > 0 && !l.stopped {
		list := l.timers.heap[0]
		if list.expiry > now {
			now = l.Now()
			if list.expiry > now {
				return
			}
		}
		l.runTimerList(list, now)
	}
}

func (l *Loop) runTimerList(list *timerList, now int64) {
	q := &l.timers
	for ran := false; !list.empty() && !l.stopped; {
		t := list.root.next
		if now-t.started < list.delay {
			if ran {
				now = l.Now()
			}
			if now-t.started < list.delay {
				q.seq++
				list.expiry, list.seq = max(t.started+list.delay, now+1), q.seq
				heap.Fix(&q.heap, list.index)
				return
			}
		}
		l.fire(t)
		ran = true
		if list.index < 0 {
			return
		}
	}
}

// fire takes the timer from its list before it calls back, so that the
// callback may start it anew or stop it. The list itself stays while its last
// timer runs: one that the callback starts with this delay goes into it.
func (l *Loop) fire(t *Timer) {
	q := &l.timers
	started := int64(-1) // a timer that does not repeat does not pay for the clock
	if t.Repeat {
		started = l.Now()
	}
	list := t.list
	t.prev.next, t.next.prev = t.next, t.prev
	t.prev, t.next, t.list = nil, nil, nil
	if t.refed {
		q.refs--
	}
	q.firing = t
	t.task.Run()
	q.firing = nil
	if t.Repeat && t.list == nil {
		if started < 0 {
			started = l.Now()
		}
		q.insert(t, started)
	}
	if list.empty() && list.index >= 0 {
		q.drop(list)
	}
}

type listHeap []*timerList

func (h listHeap) Len() int { return len(h) }

func (h listHeap) Less(i, j int) bool {
	if h[i].expiry != h[j].expiry {
		return h[i].expiry < h[j].expiry
	}
	return h[i].seq < h[j].seq
}

func (h listHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *listHeap) Push(x any) {
	list := x.(*timerList)
	list.index = len(*h)
	*h = append(*h, list)
}

func (h *listHeap) Pop() any {
	old := *h
	list := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	list.index = -1
	return list
}
