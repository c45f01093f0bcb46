package runtime

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// origins of an uncaught exception, as 'uncaughtException' handlers get them.
const (
	originException = "uncaughtException"
	originRejection = "unhandledRejection"
)

// Exit codes of Node: https://nodejs.org/api/process.html#exit-codes.
const (
	exitUncaught          = 1
	exitHandlerThrew      = 7
	exitUnsettledTopLevel = 13
)

// uncaught treats an exception that no JavaScript caught and that ended the
// callback of a task. It returns when a handler took it, and otherwise ends
// the program, by unwinding to the entry of the task. As in Node, ticks and
// promise jobs then wait for the next task.
func (rt *Runtime) uncaught(err error) {
	rt.offerUncaught(err, originException)
	rt.tasks.cutShort()
}

// offerUncaught is uncaught for what did not end the callback: the rest of the
// task goes on if a handler took the exception.
func (rt *Runtime) offerUncaught(err error, origin string) {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		panic(interrupted)
	}
	value := rt.env.Thrown(err)
	handled := false
	if ex := rt.vm.Try(func() {
		rt.loadProcess()
		if rt.hooks.UncaughtException != nil {
			handled = rt.hooks.UncaughtException(value, origin)
		}
	}); ex != nil {
		rt.exiting = true // Node emits no 'exit' then.
		rt.end(ex, ex.Value(), exitHandlerThrew)
	}
	if !handled {
		rt.end(err, value, exitUncaught)
	}
	rt.loop.NewImmediate(func() { rt.tasks.Enter(func() {}) })
}

// valueOf is err without the place where it was thrown. An interrupt stays.
func (rt *Runtime) valueOf(err error) error {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		return &modules.ThrownError{Value: exception.Value()}
	}
	return err
}

// loadProcess makes sure that the process object has given its hooks.
func (rt *Runtime) loadProcess() {
	if _, ok := rt.builtins.byName["process"]; ok {
		rt.requireBuiltin("process")
	}
}

// end emits 'exit', prints an exception and ends the program.
func (rt *Runtime) end(err error, value goja.Value, code int) {
	rt.fatal = &modules.ThrownError{Value: value}
	if !rt.exiting && rt.hooks.Exit != nil {
		rt.exiting = true
		// What exit handlers throw now is lost, as in Node.
		_ = rt.vm.Try(func() { code = rt.hooks.Exit(code) })
	}
	rt.printUncaught(err, value)
	(*hostView)(rt).Exit(code)
}

// exit ends the program after it has run dry. It returns.
func (rt *Runtime) exit(code int) {
	rt.exiting = true
	if rt.hooks.Exit != nil {
		if ex := rt.vm.Try(func() { code = rt.hooks.Exit(code) }); ex != nil {
			rt.uncaught(ex)
		}
	}
	if !rt.exited {
		rt.exited, rt.exitCode = true, code
	}
}

// crash ends the program after a mistake of gonode's own. The stack of Go goes
// to the embedding program, in its ExitError, and not to the user.
func (rt *Runtime) crash(err error, stack []byte) {
	if rt.exited {
		return
	}
	rt.exited, rt.exitCode, rt.fatal = true, exitHandlerThrew, fmt.Errorf("%w\n%s", err, stack)
	rt.loop.Stop()
	fmt.Fprintf(rt.env.Stderr, "%s: %v\n", rt.programName(), err)
}

// printUncaught prints what Node prints: where it was thrown, with the line,
// then the error, then the version.
func (rt *Runtime) printUncaught(err error, value goja.Value) {
	var b strings.Builder
	object, isObject := value.(*goja.Object)
	if arrow := rt.arrow(err, value); arrow != "" {
		if !isObject || !isError(object) {
			b.WriteString("\n")
		}
		b.WriteString(arrow)
		if isObject && isError(object) {
			b.WriteString("\n")
		}
	} else if !isObject {
		b.WriteString("Uncaught:\n")
	}
	switch {
	case isObject:
		if stack := object.GetSymbol(modules.UncaughtStack); stack != nil {
			_ = object.Set("stack", stack)
		}
		b.WriteString(rt.errorText(object))
		b.WriteString("\n")
	default:
		b.WriteString(value.String())
		b.WriteString("\n(Use `" + rt.programName() + " --trace-uncaught ...` to show where the exception was thrown)\n")
	}
	b.WriteString("\nNode.js " + modules.NodeVersion + "\n")
	io.WriteString(rt.env.Stderr, b.String())
}

// errorText is the text of an object that was thrown. An error without frames
// is not put in brackets, since Node's own frames would be there; one whose
// stack the program has replaced is.
func (rt *Runtime) errorText(o *goja.Object) string {
	text := rt.inspect(o)
	stack, message := o.Get("stack"), o.Get("message")
	if stack == nil || message == nil || !isError(o) || !strings.HasSuffix(stack.String(), message.String()) {
		return text
	}
	if rest, ok := strings.CutPrefix(text, "["+stack.String()+"]"); ok {
		return stack.String() + rest
	}
	return text
}

// programName is the name that the program was called by.
func (rt *Runtime) programName() string {
	name := strings.TrimSuffix(filepath.Base(rt.info.Argv0), ".exe")
	if name == "" || name == "." {
		return "node"
	}
	return name
}

func isError(o *goja.Object) bool { return o.ClassName() == "Error" }

// arrow is the position of a throw with its source line.
func (rt *Runtime) arrow(err error, value goja.Value) string {
	var syntax *source.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Frame()
	}
	if frame, shown := rt.loader.Snippet(value); shown {
		return ""
	} else if frame != "" {
		return frame
	}
	return rt.traces.Snippet(err, value)
}

// inspect is util.inspect, but for when even that fails.
func (rt *Runtime) inspect(v goja.Value) (text string) {
	if ex := rt.vm.Try(func() { text = rt.env.Inspect(v) }); ex != nil {
		return v.String()
	}
	return text
}
