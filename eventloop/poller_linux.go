package eventloop

import (
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// poller is an epoll of the loop's own. The descriptors in it must not be in that of Go's runtime too, which would wake
// a thread for every packet.
type poller struct {
	epoll, wake int // wake is an eventfd, by which other goroutines end a wait
	watches     []*Watch
	free        []int
	count       int
	dirty       []*Watch // their interest has changed since the kernel was told
	events      [128]unix.EpollEvent
	ready       []unix.EpollEvent // part of events
}

const wakeSlot = -1

func newPoller() (*poller, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	wake, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err == nil {
		err = unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, wake, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: wakeSlot})
		if err == nil {
			return &poller{epoll: epoll, wake: wake}, nil
		}
		_ = unix.Close(wake)
	}
	_ = unix.Close(epoll)
	return nil, err
}

func (p *poller) add(w *Watch) {
	p.count++
	if n := len(p.free); n > 0 {
		w.slot = p.free[n-1]
		p.free = p.free[:n-1]
		p.watches[w.slot] = w
		return
	}
	w.slot = len(p.watches)
	p.watches = append(p.watches, w)
}

func (p *poller) remove(w *Watch) {
	p.tell(w)
	p.watches[w.slot] = nil
	p.free = append(p.free, w.slot)
	w.slot = -1
	p.count--
	// What the kernel has reported of it already must not reach the next one in its slot.
	for i := range p.ready {
		if int(p.ready[i].Pad) == w.fd {
			p.ready[i].Events = 0
		}
	}
}

// tell makes the kernel wait for what is wanted.
func (p *poller) tell(w *Watch) {
	if w.wanted == w.current {
		return
	}
	operation := unix.EPOLL_CTL_MOD
	switch {
	case w.current == 0:
		operation = unix.EPOLL_CTL_ADD
	case w.wanted == 0:
		operation = unix.EPOLL_CTL_DEL
	}
	e := unix.EpollEvent{Fd: int32(w.slot), Pad: int32(w.fd)}
	if w.wanted&reading != 0 {
		e.Events |= unix.EPOLLIN | unix.EPOLLRDHUP
	}
	if w.wanted&writing != 0 {
		e.Events |= unix.EPOLLOUT
	}
	_ = unix.EpollCtl(p.epoll, operation, w.fd, &e) // it fails for a descriptor that is closed already
	w.current = w.wanted
}

// wait waits for descriptors, a call of signal, or the timeout, which is forever if it is negative. It reports whether
// signal was called.
func (p *poller) wait(timeout time.Duration) (signalled bool) {
	for _, w := range p.dirty {
		w.dirty = false
		if w.slot >= 0 {
			p.tell(w)
		}
	}
	p.dirty = p.dirty[:0]
	p.ready = p.events[:p.look()]
	if len(p.ready) == 0 && timeout != 0 {
		milliseconds := -1
		if timeout > 0 {
			milliseconds = int(min((timeout+time.Millisecond-1)/time.Millisecond, 1<<30))
		}
		n, err := unix.EpollWait(p.epoll, p.events[:], milliseconds)
		if err != nil { // EINTR
			n = 0
		}
		p.ready = p.events[:n]
	}
	for i := range p.ready {
		if p.ready[i].Fd == wakeSlot {
			signalled = true
		}
	}
	return signalled
}

// look finds what is ready. Most often something is on a busy server, and Go's scheduler need not hear of a call that
// does not wait.
func (p *poller) look() int {
	n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.epoll), uintptr(unsafe.Pointer(&p.events)), uintptr(len(p.events)), 0, 0, 0)
	if errno != 0 {
		return 0
	}
	return int(n)
}

// run calls back for what the last wait found.
func (p *poller) run(stopped func() bool) {
	for i := range p.ready {
		e := &p.ready[i]
		if e.Fd == wakeSlot || e.Events == 0 || stopped() {
			continue
		}
		w := p.watches[e.Fd]
		if e.Events&^unix.EPOLLOUT != 0 && w.wanted&reading != 0 {
			w.readable()
		}
		if e.Events&^(unix.EPOLLIN|unix.EPOLLRDHUP) != 0 && w.slot >= 0 && w.wanted&writing != 0 {
			w.writable()
		}
	}
	p.ready = nil
}

// signal ends a wait. Any goroutine may call it until close.
func (p *poller) signal() {
	one := [8]byte{1}
	_, _ = unix.Write(p.wake, one[:]) // EAGAIN means that it is signalled
}

// drain takes a signal back.
func (p *poller) drain() {
	var count [8]byte
	_, _ = unix.Read(p.wake, count[:])
}

func (p *poller) close() {
	_ = unix.Close(p.epoll)
	_ = unix.Close(p.wake)
}
