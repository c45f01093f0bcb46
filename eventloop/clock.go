package eventloop

import "time"

// Clock tells the time and makes timers. Its methods may be called from any
// goroutine.
type Clock interface {
	Now() time.Time
	NewTimer(time.Duration) ClockTimer
}

// ClockTimer fires once on C, unless stopped before.
type ClockTimer interface {
	C() <-chan time.Time
	Stop() bool
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) NewTimer(d time.Duration) ClockTimer {
	return systemTimer{time.NewTimer(d)}
}

type systemTimer struct{ *time.Timer }

func (t systemTimer) C() <-chan time.Time { return t.Timer.C }
