package vm

import (
	"errors"
	"os"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// limits are when a script is interrupted: after a number of milliseconds, unless that is negative, or by SIGINT.
type limits struct {
	timeout int64
	sigint  bool
}

// within runs f, which runs a script, until a limit is reached.
func (l limits) within(e *modules.Env, f func() (goja.Value, error)) (goja.Value, error) {
	if l.timeout < 0 && !l.sigint {
		return f()
	}
	var expired <-chan time.Time
	if l.timeout >= 0 {
		timer := time.NewTimer(time.Duration(l.timeout) * time.Millisecond)
		defer timer.Stop()
		expired = timer.C
	}
	arrivals := make(chan os.Signal, 1)
	if l.sigint {
		defer e.Proc.Notify(arrivals, os.Interrupt)()
	}
	finished, watched := make(chan struct{}), make(chan error, 1)
	mark := new(int)
	go func() {
		var reason error
		select {
		case <-expired:
			reason = modules.PlainError("ERR_SCRIPT_EXECUTION_TIMEOUT", "Script execution timed out after %dms", l.timeout)
		case <-arrivals:
			reason = modules.PlainError("ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`")
		case <-finished:
		}
		if reason != nil {
			e.VM.Interrupt(mark)
		}
		watched <- reason
	}()
	v, err := f()
	close(finished)
	reason := <-watched
	if reason == nil {
		return v, err
	}
	e.VM.ClearInterrupt()
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) && interrupted.Value() == any(mark) {
		return nil, reason
	}
	return v, err
}
