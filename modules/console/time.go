package console

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// started reads the time at which a timer was started. _times has it in
// milliseconds since the epoch, with fractions.
func (s *state) started(name string) (float64, bool, error) {
	v, err := s.c.env.Method(s.times, "get", inspect.Value(s.c.vm, name))
	if err != nil || !goja.IsNumber(v) {
		return 0, false, err
	}
	return v.ToFloat(), true, nil
}

func (s *state) now() float64 {
	return float64(s.c.env.Proc.Now().UnixNano()) / float64(time.Millisecond)
}

// time is console.time([label]).
func (s *state) time(c modules.Call) error {
	name, err := label(c)
	if err != nil {
		return err
	}
	if _, running, err := s.started(name); err != nil || running {
		if err != nil {
			return err
		}
		return s.warnProcess("Label '" + name + "' already exists for console.time()")
	}
	_, err = s.c.env.Method(s.times, "set", inspect.Value(s.c.vm, name), s.c.vm.ToValue(s.now()))
	return err
}

// timeLog is console.timeLog([label][, ...data]).
func (s *state) timeLog(c modules.Call) error {
	_, err := s.logTime(c, "console.timeLog()", c.Arguments[min(1, len(c.Arguments)):])
	return err
}

// timeEnd is console.timeEnd([label]).
func (s *state) timeEnd(c modules.Call) error {
	name, err := s.logTime(c, "console.timeEnd()", nil)
	if err != nil || name == "" {
		return err
	}
	_, err = s.c.env.Method(s.times, "delete", inspect.Value(s.c.vm, name))
	return err
}

// logTime prints a timer and returns its name, or "" when it does not run.
func (s *state) logTime(c modules.Call, method string, data []goja.Value) (string, error) {
	name, err := label(c)
	if err != nil {
		return "", err
	}
	start, running, err := s.started(name)
	if err != nil {
		return "", err
	}
	if !running {
		return "", s.warnProcess("No such label '" + name + "' for " + method)
	}
	args := []goja.Value{s.c.vm.ToValue("%s: %s"), inspect.Value(s.c.vm, name), s.c.vm.ToValue(formatTime(s.now() - start))}
	return name, s.call("log", append(args, data...)...)
}

// formatTime writes milliseconds in the unit that suits them.
func formatTime(ms float64) string {
	const second, minute, hour = 1000.0, 60 * 1000.0, 3600 * 1000.0
	if ms < second {
		return strconv.FormatFloat(math.Round(ms*1000)/1000, 'f', -1, 64) + "ms"
	}
	if ms < minute {
		return fmt.Sprintf("%.3fs", ms/second)
	}
	hours, rest := math.Floor(ms/hour), math.Mod(ms, hour)
	minutes, seconds := math.Floor(rest/minute), math.Mod(rest, minute)/second
	if hours > 0 {
		return fmt.Sprintf("%.0f:%02.0f:%06.3f (h:mm:ss.mmm)", hours, minutes, seconds)
	}
	return fmt.Sprintf("%.0f:%06.3f (m:ss.mmm)", minutes, seconds)
}
