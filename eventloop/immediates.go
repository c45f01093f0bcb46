package eventloop

// Immediate calls back in the check phase, right after the poll phase.
type Immediate struct {
	task  Task
	loop  *Loop
	refed bool
	done  bool
}

// immediateQueue keeps immediates in the order of their calls. Those that a
// callback adds wait for the next iteration. A cancelled one stays queued and
// is passed over.
type immediateQueue struct {
	queue []*Immediate
	spare []*Immediate
	refs  int
}

// NewImmediate queues f for the next check phase.
func (l *Loop) NewImmediate(f func()) *Immediate {
	im := new(Immediate)
	l.StartImmediate(im, taskFunc(f))
	return im
}

// StartImmediate is [Loop.NewImmediate] for an immediate that is a part of
// something else.
func (l *Loop) StartImmediate(im *Immediate, task Task) {
	*im = Immediate{task: task, loop: l, refed: true}
	l.immediates.queue = append(l.immediates.queue, im)
	l.immediates.refs++
}

// Active reports whether the callback is still to come.
func (im *Immediate) Active() bool { return !im.done }

// Stop cancels the callback.
func (im *Immediate) Stop() {
	if im.done {
		return
	}
	im.done, im.task = true, nil
	if im.refed {
		im.loop.immediates.refs--
	}
}

// Ref makes the immediate keep the loop alive, which it does from the start.
func (im *Immediate) Ref() {
	if !im.refed {
		im.refed = true
		if !im.done {
			im.loop.immediates.refs++
		}
	}
}

// Unref lets the loop end although the callback is still to come.
func (im *Immediate) Unref() {
	if im.refed {
		im.refed = false
		if !im.done {
			im.loop.immediates.refs--
		}
	}
}

// HasRef reports whether the immediate keeps the loop alive.
func (im *Immediate) HasRef() bool { return im.refed }

func (l *Loop) runImmediates() {
	q := &l.immediates
	if len(q.queue) == 0 || l.stopped {
		return
	}
	batch := q.queue
	q.queue, q.spare = q.spare[:0], nil
	for i, im := range batch {
		if im.done {
			continue
		}
		if l.stopped {
			q.queue = append(append([]*Immediate(nil), batch[i:]...), q.queue...)
			return
		}
		task := im.task
		im.Stop()
		task.Run()
	}
	clear(batch)
	q.spare = batch[:0]
}
