package eventloop

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// record returns a function that notes names, and the list of them.
func record() (note func(string) func(), list *[]string) {
	list = &[]string{}
	return func(name string) func() {
		return func() { *list = append(*list, name) }
	}, list
}

func run(t *testing.T, l *Loop) {
	t.Helper()
	if err := l.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func wantOrder(t *testing.T, got *[]string, want ...string) {
	t.Helper()
	if !slices.Equal(*got, want) {
		t.Errorf("order %v, want %v", *got, want)
	}
}

func TestTimersFireByDelayThenByStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		l.NewTimer(20, false, note("20a"))
		l.NewTimer(10, false, note("10a"))
		l.NewTimer(20, false, note("20b"))
		l.NewTimer(10, false, note("10b"))
		run(t, l)
		wantOrder(t, got, "10a", "10b", "20a", "20b")
		if l.Now() != 20 {
			t.Errorf("ended at %d ms, want 20", l.Now())
		}
	})
}

// Node runs a list of one delay as far as it is due before it goes on to the
// next list, so a later timer of a short delay overtakes.
func TestListRunsAsFarAsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		l.NewTimer(1, false, func() {
			note("1a")()
			time.Sleep(3 * time.Millisecond)
		})
		l.NewTimer(2, false, note("2"))
		l.NewTimer(1, false, note("1b"))
		run(t, l)
		wantOrder(t, got, "1a", "1b", "2")
	})
}

func TestTimerStartedByTimerWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		l.NewTimer(1, false, func() {
			note("a")()
			l.NewTimer(1, false, note("c"))
			l.NewImmediate(note("b"))
		})
		run(t, l)
		wantOrder(t, got, "a", "b", "c")
	})
}

func TestIntervalUntilStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		var at []int64
		var timer *Timer
		timer = l.NewTimer(5, true, func() {
			at = append(at, l.Now())
			if len(at) == 3 {
				timer.Stop()
			}
		})
		run(t, l)
		if !slices.Equal(at, []int64{5, 10, 15}) {
			t.Errorf("fired at %v", at)
		}
	})
}

func TestRefreshStartsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		slow := l.NewTimer(10, false, note("slow"))
		l.NewTimer(6, false, func() { slow.Refresh() })
		l.NewTimer(15, false, note("15"))
		run(t, l)
		wantOrder(t, got, "15", "slow")
		if l.Now() != 16 {
			t.Errorf("ended at %d ms, want 16", l.Now())
		}
	})
}

func TestUnrefLetsTheLoopEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		l.NewTimer(1, false, note("kept"))
		l.NewTimer(1000, false, note("dropped")).Unref()
		l.NewImmediate(note("immediate")).Unref()
		h := l.NewHandle()
		h.Unref()
		run(t, l)
		wantOrder(t, got, "immediate", "kept")
		h.Ref()
		if !l.Alive() {
			t.Error("a referenced handle does not keep the loop alive")
		}
		h.Close()
		h.Close()
		if l.Alive() {
			t.Error("a closed handle keeps the loop alive")
		}
	})
}

func TestPhases(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		note, got := record()
		l.NewTimer(1, false, func() {
			note("timer")()
			l.Closing(note("close"))
			l.NewImmediate(note("check"))
			l.Pending(note("pending"))
			l.Post(note("poll"))
			l.NewTimer(1, false, note("next timer"))
			time.Sleep(2 * time.Millisecond)
		})
		run(t, l)
		// The new timer goes into the list that is running, and it is due.
		wantOrder(t, got, "timer", "next timer", "pending", "poll", "check", "close")
	})
}

func TestImmediateOfImmediateWaitsForTheNextIteration(t *testing.T) {
	l := New(Options{})
	note, got := record()
	l.NewImmediate(func() {
		note("a")()
		l.NewImmediate(note("d"))
		l.Post(note("c"))
	})
	l.NewImmediate(note("b"))
	run(t, l)
	wantOrder(t, got, "a", "b", "c", "d")
}

func TestStoppedImmediateDoesNotRun(t *testing.T) {
	l := New(Options{})
	note, got := record()
	var second *Immediate
	l.NewImmediate(func() { second.Stop() })
	second = l.NewImmediate(note("stopped"))
	run(t, l)
	wantOrder(t, got)
}

func TestPostFromManyGoroutines(t *testing.T) {
	const producers, each = 8, 2000
	l := New(Options{})
	finish := l.Begin()
	sum := 0
	var producing sync.WaitGroup
	for range producers {
		producing.Go(func() {
			for range each {
				l.Post(func() { sum++ })
			}
		})
	}
	go func() {
		producing.Wait()
		finish(nil)
	}()
	run(t, l)
	if sum != producers*each {
		t.Errorf("ran %d callbacks, want %d", sum, producers*each)
	}
}

func TestFinishRunsOnceAndKeepsAlive(t *testing.T) {
	l := New(Options{})
	note, got := record()
	finish := l.Begin()
	go finish(note("done"))
	run(t, l)
	wantOrder(t, got, "done")
	defer func() {
		if recover() == nil {
			t.Error("the second finish does not panic")
		}
	}()
	finish(nil)
}

func TestStopLeavesTheRestForTheNextRun(t *testing.T) {
	l := New(Options{})
	note, got := record()
	l.NewImmediate(func() {
		note("a")()
		l.Stop()
	})
	l.NewImmediate(note("b"))
	run(t, l)
	wantOrder(t, got, "a")
	run(t, l)
	wantOrder(t, got, "a", "b")
}

func TestCancellationEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(Options{})
		defer l.NewHandle().Close()
		cause := errors.New("enough")
		ctx, cancel := context.WithCancelCause(context.Background())
		go func() {
			time.Sleep(time.Second)
			cancel(cause)
		}()
		if err := l.Run(ctx); !errors.Is(err, cause) {
			t.Errorf("Run returned %v, want the cause", err)
		}
	})
}

func TestInjectedClock(t *testing.T) {
	clock := &fakeClock{now: time.Unix(0, 0)}
	l := New(Options{Clock: clock})
	note, got := record()
	l.NewTimer(60_000, false, note("minute"))
	run(t, l)
	wantOrder(t, got, "minute")
	if clock.slept != time.Minute {
		t.Errorf("slept %v, want a minute", clock.slept)
	}
}

// fakeClock goes forward at once when somebody waits.
type fakeClock struct {
	now   time.Time
	slept time.Duration
}

func (c *fakeClock) Now() time.Time { return c.now }

func (c *fakeClock) NewTimer(d time.Duration) ClockTimer {
	c.now = c.now.Add(d)
	c.slept += d
	ch := make(chan time.Time, 1)
	ch <- c.now
	return fakeTimer{ch}
}

type fakeTimer struct{ c chan time.Time }

func (t fakeTimer) C() <-chan time.Time { return t.c }
func (t fakeTimer) Stop() bool          { return false }

func TestDrainWaitsForWork(t *testing.T) {
	l := New(Options{})
	finish := l.Begin()
	ran := false
	go finish(func() { ran = true })
	l.NewTimer(1000, false, func() { ran = true })
	l.Drain()
	if ran || l.Alive() {
		t.Errorf("after Drain: a callback ran %v, alive %v", ran, l.Alive())
	}
}

func BenchmarkTimerStartStop(b *testing.B) {
	for _, pending := range []int{0, 1_000_000} {
		b.Run(strconv.Itoa(pending)+"Pending", func(b *testing.B) {
			l := New(Options{})
			for i := range pending {
				l.NewTimer(int64(1000+i%5000), false, func() {})
			}
			b.ReportAllocs()
			for b.Loop() {
				l.NewTimer(50, false, func() {}).Stop()
			}
		})
	}
}

func BenchmarkPost(b *testing.B) {
	l := New(Options{})
	finish := l.Begin()
	go func() {
		for b.Loop() {
			l.Post(func() {})
		}
		finish(nil)
	}()
	if err := l.Run(context.Background()); err != nil {
		b.Fatal(err)
	}
}
