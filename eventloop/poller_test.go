//go:build linux

package eventloop

import (
	"context"
	"testing"

	"golang.org/x/sys/unix"
)

// pipe is one that does not block.
func pipe(t *testing.T) (r, w int) {
	t.Helper()
	var fds [2]int
	if err := unix.Pipe2(fds[:], unix.O_CLOEXEC|unix.O_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = unix.Close(fds[0]), unix.Close(fds[1]) })
	return fds[0], fds[1]
}

func watch(t *testing.T, l *Loop, fd int, readable, writable func()) *Watch {
	t.Helper()
	w, err := l.Watch(fd, readable, writable)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWatchReads(t *testing.T) {
	l := New(Options{})
	defer l.Drain()
	r, w := pipe(t)
	keep := l.NewHandle()
	keep.Ref()
	var got []byte
	var in *Watch
	in = watch(t, l, r, func() {
		n, _ := unix.Read(r, l.Scratch())
		if n == 0 {
			in.Close()
			keep.Close()
			return
		}
		got = append(got, l.Scratch()[:n]...)
	}, nil)
	in.Read(true)
	go func() {
		for _, s := range []string{"a", "b", "c"} {
			_, _ = unix.Write(w, []byte(s))
		}
		l.Post(func() { _ = unix.Close(w) }) // a post ends the wait too
	}()
	run(t, l)
	if string(got) != "abc" {
		t.Errorf("got %q", got)
	}
}

func TestWatchStopsAndGoesOn(t *testing.T) {
	l := New(Options{})
	defer l.Drain()
	r, w := pipe(t)
	_, _ = unix.Write(w, []byte("x"))
	note, order := record()
	keep := l.NewHandle()
	keep.Ref()
	var in *Watch
	in = watch(t, l, r, func() {
		note("readable")()
		in.Read(false) // although there is more
		immediate := l.NewImmediate(func() {
			note("check")()
			if len(*order) > 3 {
				in.Close()
				keep.Close()
				return
			}
			in.Read(true)
		})
		immediate.Ref()
	}, nil)
	in.Read(true)
	run(t, l)
	wantOrder(t, order, "readable", "check", "readable", "check")
}

func TestWatchWrites(t *testing.T) {
	l := New(Options{})
	defer l.Drain()
	r, w := pipe(t)
	keep := l.NewHandle()
	keep.Ref()
	full := make([]byte, 64<<10)
	for {
		if _, err := unix.Write(w, full); err != nil {
			break
		}
	}
	emptied, written := false, false
	var in, out *Watch
	in = watch(t, l, r, func() {
		emptied = true
		for {
			if n, err := unix.Read(r, full); n <= 0 || err != nil {
				return
			}
		}
	}, nil)
	out = watch(t, l, w, nil, func() {
		written = emptied
		in.Close()
		out.Close()
		keep.Close()
	})
	in.Read(true)
	out.Write(true)
	run(t, l)
	if !written {
		t.Error("writable before anything was read")
	}
}

// A watch that another's callback closes is not called for what the kernel has reported of it.
func TestClosedWatchIsSilent(t *testing.T) {
	l := New(Options{})
	defer l.Drain()
	keep := l.NewHandle()
	keep.Ref()
	var watches [2]*Watch
	calls := 0
	for i := range watches {
		r, w := pipe(t)
		_, _ = unix.Write(w, []byte("x"))
		watches[i] = watch(t, l, r, func() {
			calls++
			watches[0].Close()
			watches[1].Close()
			keep.Close()
		}, nil)
		watches[i].Read(true)
	}
	run(t, l)
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}

func TestTimersAndCancellationEndTheWaitForDescriptors(t *testing.T) {
	l := New(Options{})
	defer l.Drain()
	r, _ := pipe(t)
	in := watch(t, l, r, func() { t.Error("readable") }, nil)
	in.Read(true)
	defer in.Close()
	keep := l.NewHandle()
	keep.Ref()
	ctx, cancel := context.WithCancel(t.Context())
	fired := false
	l.NewTimer(1, false, func() {
		fired = true
		go cancel()
	})
	if err := l.Run(ctx); err != context.Canceled || !fired {
		t.Errorf("Run: %v; the timer fired: %v", err, fired)
	}
}
