package console

import (
	"errors"
	"io"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/colors"
	"github.com/gonode/gonode/modules/internal/diagnostics"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// printer is console.log([data][, ...args]), or info, debug, warn, error, dirxml. It
// publishes what is logged on a diagnostics channel.
func printer(stream, channel string) func(*state, modules.Call) error {
	return func(s *state, c modules.Call) error {
		err := diagnostics.Publish(s.c.env, channel, func() goja.Value {
			args := make([]any, len(c.Arguments))
			for i, v := range c.Arguments {
				args[i] = v
			}
			return s.c.vm.NewArray(args...)
		})
		if err != nil {
			return err
		}
		return s.print(stream, c.Arguments)
	}
}

// print formats the arguments and writes them to _stdout or _stderr.
func (s *state) print(name string, args []goja.Value) error {
	if w := s.direct(name); w != nil {
		// As with the stream, what cannot be written is lost.
		_, _ = io.WriteString(w, inspect.UTF8(s.indented(s.format(nil, args)))+"\n")
		return nil
	}
	stream, _ := s.object.Get(name).(*goja.Object)
	return s.write(name, stream, s.format(stream, args))
}

// direct is where the global console can print without making a stream, or
// nil.
func (s *state) direct(name string) io.Writer {
	fd := 1
	if name == "_stderr" {
		fd = 2
	}
	if s.stdio == nil || s.streams[fd] != nil {
		return nil
	}
	return s.stdio.Direct(fd)
}

// indented is text below the groups that are open.
func (s *state) indented(text string) string {
	if s.indent == "" {
		return text
	}
	return s.indent + strings.ReplaceAll(text, "\n", "\n"+s.indent)
}

// format is the text of a message.
func (s *state) format(stream *goja.Object, args []goja.Value) string {
	in := s.c.inspect
	if len(args) == 1 {
		if text, ok := args[0].(goja.String); ok {
			return inspect.Text(text)
		}
	}
	if !needsOptions(args) {
		return in.Format(args)
	}
	return in.FormatOptions(s.options(stream), args)
}

// needsOptions reports whether anything but strings is to be formatted.
func needsOptions(args []goja.Value) bool {
	for _, v := range args {
		if !goja.IsString(v) {
			return true
		}
	}
	return false
}

// options are the inspect options for a stream.
func (s *state) options(stream *goja.Object) inspect.Options {
	o := s.c.inspect.Options()
	color := s.colorMode.ToBoolean()
	if goja.IsString(s.colorMode) {
		color = colors.Enabled(s.c.env, stream)
	}
	if given := s.inspectOptions[stream]; given != nil {
		if v := given.Get("colors"); v == nil || goja.IsUndefined(v) {
			_ = given.Set("colors", color)
		}
		return o.With(given)
	}
	o.Colors = color
	return o
}

// write writes a message and a line break. Unless the console was told otherwise,
// errors of the stream are ignored: a console is for debugging.
func (s *state) write(name string, stream *goja.Object, text string) error {
	env := s.c.env
	line := inspect.Value(s.c.vm, s.indented(text)+"\n")
	if stream == nil {
		return nil
	}
	if v := s.object.Get("_ignoreErrors"); v != nil && !v.ToBoolean() {
		_, err := env.Method(stream, "write", line)
		return err
	}
	handled := false
	err := func() error {
		count, err := env.Method(stream, "listenerCount", errorEvent(s.c.vm))
		if err != nil {
			return err
		}
		if count.ToInteger() == 0 {
			handled = true
			if _, err := env.Method(stream, "once", errorEvent(s.c.vm), s.c.noop); err != nil {
				return err
			}
		}
		_, err = env.Method(stream, "write", line, s.object.Get(name+"ErrorHandler"))
		return err
	}()
	if isFatal(err) {
		return err
	}
	if handled || err != nil {
		_, err = env.Method(stream, "removeListener", errorEvent(s.c.vm), s.c.noop)
	}
	return err
}

func errorEvent(vm *goja.Runtime) goja.Value { return vm.ToValue("error") }

// isFatal reports whether an error is not to be swallowed: one that ends the
// program, or tells that calls went too deep.
func isFatal(err error) bool {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		o, ok := exception.Value().(*goja.Object)
		if !ok {
			return false
		}
		name, message := o.Get("name"), o.Get("message")
		return name != nil && name.String() == "RangeError" && message != nil &&
			message.String() == "Maximum call stack size exceeded"
	}
	var ours *modules.Error
	return err != nil && !errors.As(err, &ours)
}

// onWritten is told how a write went. An error that the stream is yet to emit
// must not become an uncaught exception.
func (s *state) onWritten(err, stream goja.Value) error {
	o, ok := stream.(*goja.Object)
	if !ok || modules.IsNullish(err) {
		return nil
	}
	if w, ok := o.Get("_writableState").(*goja.Object); ok && w.Get("errorEmitted") != nil && w.Get("errorEmitted").ToBoolean() {
		return nil
	}
	count, e := s.c.env.Method(o, "listenerCount", errorEvent(s.c.vm))
	if e == nil && count.ToInteger() == 0 {
		_, e = s.c.env.Method(o, "once", errorEvent(s.c.vm), s.c.noop)
	}
	return e
}
