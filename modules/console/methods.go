package console

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// call calls a method of the console that users may have replaced.
func (s *state) call(name string, args ...goja.Value) error {
	_, err := s.c.env.Method(s.object, name, args...)
	return err
}

// dir is console.dir(obj[, options]).
func (s *state) dir(c modules.Call) error {
	stream, _ := s.object.Get("_stdout").(*goja.Object)
	o := s.c.inspect.Options()
	o.CustomInspect = false
	o.Colors = s.options(stream).Colors
	if given := s.inspectOptions[stream]; given != nil {
		o = o.With(given)
	}
	return s.write("_stdout", stream, s.c.inspect.Inspect(c.Argument(0), o.With(c.Argument(1))))
}

// trace is console.trace([message][, ...args]).
func (s *state) trace(c modules.Call) error {
	stream, _ := s.object.Get("_stderr").(*goja.Object)
	env := s.c.env
	err := env.Exports(modules.Val("name", "Trace"),
		modules.Val("message", inspect.Value(s.c.vm, s.format(stream, c.Arguments))))
	if _, thrown := env.Method(s.c.vm.Get("Error").(*goja.Object), "captureStackTrace", err, s.object.Get("trace")); thrown != nil {
		return thrown
	}
	return s.call("error", err.Get("stack"))
}

// assert is console.assert(value[, ...message]).
func (s *state) assert(c modules.Call) error {
	if c.Argument(0).ToBoolean() {
		return nil
	}
	var rest []goja.Value
	if len(c.Arguments) > 1 {
		rest = append(rest, c.Arguments[1:]...)
	}
	const failed = "Assertion failed"
	if len(rest) > 0 && goja.IsString(rest[0]) {
		rest[0] = inspect.Value(s.c.vm, failed+": "+inspect.Text(rest[0]))
	} else {
		rest = append([]goja.Value{s.c.vm.ToValue(failed)}, rest...)
	}
	return s.call("warn", rest...)
}

// clear is console.clear(). It only makes sense on a terminal.
func (s *state) clear(modules.Call) error {
	stream, ok := s.object.Get("_stdout").(*goja.Object)
	if !ok {
		return nil
	}
	if tty := stream.Get("isTTY"); tty == nil || !tty.ToBoolean() {
		return nil
	}
	if term, _ := s.c.env.Proc.Getenv("TERM"); term == "dumb" {
		return nil
	}
	for _, sequence := range []string{"\x1b[1;1H", "\x1b[0J"} {
		if _, err := s.c.env.Method(stream, "write", s.c.vm.ToValue(sequence)); err != nil {
			return err
		}
	}
	return nil
}

// label is the argument as a string, "default" when there is none.
func label(c modules.Call) (string, error) {
	if !c.Has(0) {
		return "default", nil
	}
	if _, ok := c.Argument(0).(*goja.Symbol); ok {
		return "", &modules.Error{Class: "TypeError", Message: "Cannot convert a Symbol value to a string"}
	}
	return inspect.Text(c.Argument(0)), nil
}

// count is console.count([label]).
func (s *state) count(c modules.Call) error {
	name, err := label(c)
	if err != nil {
		return err
	}
	if s.counts == nil {
		s.counts = map[string]int{}
	}
	s.counts[name]++
	return s.call("log", inspect.Value(s.c.vm, name+": "+strconv.Itoa(s.counts[name])))
}

// countReset is console.countReset([label]).
func (s *state) countReset(c modules.Call) error {
	name, err := label(c)
	if err != nil {
		return err
	}
	if _, ok := s.counts[name]; !ok {
		return s.warnProcess("Count for '" + name + "' does not exist")
	}
	delete(s.counts, name)
	return nil
}

func (s *state) warnProcess(message string) error {
	_, err := s.c.env.Method(s.c.env.RequireObject("process"), "emitWarning", inspect.Value(s.c.vm, message))
	return err
}

// group is console.group([...label]), and groupCollapsed.
func (s *state) group(c modules.Call) error {
	if len(c.Arguments) > 0 {
		if err := s.call("log", c.Arguments...); err != nil {
			return err
		}
	}
	s.indent += strings.Repeat(" ", s.indentWidth)
	return nil
}

// groupEnd is console.groupEnd().
func (s *state) groupEnd(modules.Call) error {
	s.indent = s.indent[:max(len(s.indent)-s.indentWidth, 0)]
	return nil
}
