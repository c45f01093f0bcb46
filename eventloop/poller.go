package eventloop

import "errors"

// ErrNoPoller is what [Loop.Watch] returns where the loop cannot wait for descriptors: on systems other than Linux,
// and on a clock that is not the system's.
var ErrNoPoller = errors.New("eventloop: cannot wait for descriptors")

// Watch is a descriptor that the loop waits for, as libuv does, in the poll phase. Its callbacks run on the loop's
// goroutine. It does not keep the loop alive: a [Handle] does.
type Watch struct {
	fd              int
	readable        func()
	writable        func()
	wanted, current interest
	slot            int // in the poller, -1 when closed
	dirty           bool
	poller          *poller
}

type interest uint8

const (
	reading interest = 1 << iota
	writing
)

// Watch makes the loop wait for a descriptor that does not block. Nothing is called before Read or Write asks for it.
func (l *Loop) Watch(fd int, readable, writable func()) (*Watch, error) {
	if !l.system {
		return nil, ErrNoPoller
	}
	if l.poller == nil {
		p, err := newPoller()
		if err != nil {
			return nil, err
		}
		l.poller = p
	}
	w := &Watch{fd: fd, readable: readable, writable: writable, poller: l.poller}
	l.poller.add(w)
	return w, nil
}

// Read calls readable whenever there is something to read, or the end, until it is turned off.
func (w *Watch) Read(on bool) { w.want(reading, on) }

// Write calls writable whenever something can be written, until it is turned off.
func (w *Watch) Write(on bool) { w.want(writing, on) }

func (w *Watch) want(what interest, on bool) {
	if on {
		w.wanted |= what
	} else {
		w.wanted &^= what
	}
	if w.slot >= 0 && !w.dirty && w.wanted != w.current {
		w.dirty = true
		w.poller.dirty = append(w.poller.dirty, w)
	}
}

// Close ends the watch. The descriptor must still be open.
func (w *Watch) Close() {
	if w.slot >= 0 {
		w.wanted = 0
		w.poller.remove(w)
	}
}

// Scratch is room to read into, for the time of a callback.
func (l *Loop) Scratch() []byte {
	if l.scratch == nil {
		l.scratch = make([]byte, scratchSize)
	}
	return l.scratch
}

const scratchSize = 64 << 10
