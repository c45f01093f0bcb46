package process

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// exceptionState is who catches what nobody caught.
type exceptionState struct {
	capture   goja.Value   // setUncaughtExceptionCaptureCallback, or nil
	auxiliary []goja.Value // addUncaughtExceptionCaptureCallback
	// fromPromise makes the next uncaught exception one of a rejection.
	fromPromise bool
}

func (p *process) exceptionMethods() []modules.Export {
	return []modules.Export{
		modules.Val("_fatalException", p.env.Func("", 2, func(c modules.Call) (goja.Value, error) {
			origin := originException
			if c.Argument(1).ToBoolean() {
				origin = originRejection
			}
			return modules.Bool(p.uncaughtException(c.Argument(0), origin)), nil
		})),
		modules.Fn("setUncaughtExceptionCaptureCallback", 1, p.setCapture),
		modules.Fn("addUncaughtExceptionCaptureCallback", 1, func(c modules.Call) (goja.Value, error) {
			if _, err := c.Func(0, "fn"); err != nil {
				return nil, err
			}
			p.exceptions.auxiliary = append(p.exceptions.auxiliary, c.Argument(0))
			return nil, nil
		}),
		modules.Fn("hasUncaughtExceptionCaptureCallback", 0, func(modules.Call) (goja.Value, error) {
			return modules.Bool(p.exceptions.capture != nil), nil
		}),
	}
}

// setCapture is process.setUncaughtExceptionCaptureCallback(fn).
func (p *process) setCapture(c modules.Call) (goja.Value, error) {
	fn := c.Argument(0)
	if goja.IsNull(fn) {
		p.exceptions.capture = nil
		return nil, nil
	}
	if !modules.IsFunction(fn) {
		return nil, p.env.InvalidArgType("fn", fn, "Function", "null")
	}
	if p.exceptions.capture != nil {
		return nil, modules.PlainError("ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET",
			"`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active")
	}
	p.exceptions.capture = fn
	return nil, nil
}

// Origins of an uncaught exception, as its handlers are told them.
const (
	originException = "uncaughtException"
	originRejection = "unhandledRejection"
)

// uncaughtException offers an exception to the handlers, in Node's order. When
// nobody takes it, the program is about to end, and 'exit' is emitted. What a
// handler throws goes up as the end of the program.
func (p *process) uncaughtException(err goja.Value, origin string) bool {
	if p.exceptions.fromPromise {
		p.exceptions.fromPromise = false
		origin = originRejection
	}
	vm := p.env.VM
	aborting := p.option("abort-on-uncaught-exception") != ""
	if !aborting {
		if _, failure := p.emit("uncaughtExceptionMonitor", err, vm.ToValue(origin)); failure != nil {
			panic(p.env.Panic(failure))
		}
	}
	if capture := p.exceptions.capture; capture != nil {
		if _, failure := p.env.Invoke(capture, goja.Undefined(), err); failure != nil {
			panic(p.env.Panic(failure))
		}
		return true
	}
	took, failure := p.offerAuxiliary(err)
	if failure != nil {
		if aborting {
			p.abortOn(p.env.Thrown(failure))
		}
		panic(p.env.Panic(failure))
	}
	if took {
		return true
	}
	if aborting {
		p.abortOn(err)
	}
	handled, failure := p.emit("uncaughtException", err, vm.ToValue(origin))
	if failure != nil {
		panic(p.env.Panic(failure))
	}
	if handled {
		return true
	}
	if !p.exit.exiting {
		p.exit.exiting = true
		p.exit.code, p.exit.hasCode = errorExitCode, true
		// A listener that throws cannot make the end any worse.
		_, _ = p.emit("exit", vm.ToValue(errorExitCode))
	}
	return false
}

// offerAuxiliary offers an exception to the auxiliary callbacks, the last one first.
func (p *process) offerAuxiliary(err goja.Value) (took bool, failure error) {
	for i := len(p.exceptions.auxiliary) - 1; i >= 0; i-- {
		v, failure := p.env.Invoke(p.exceptions.auxiliary[i], goja.Undefined(), err)
		if failure != nil || v.StrictEquals(modules.Bool(true)) {
			return failure == nil, failure
		}
	}
	return false, nil
}

// abortOn ends the process as V8 does with --abort-on-uncaught-exception: before any handler has run.
func (p *process) abortOn(err goja.Value) {
	head, frames := err.String(), ""
	if o, ok := err.(*goja.Object); ok {
		if stack := o.Get("stack"); stack != nil && goja.IsString(stack) {
			if _, rest, ok := strings.Cut(stack.String(), "\n    at "); ok {
				frames = strings.ReplaceAll(rest, "\n    at ", "\n")
			}
		}
	}
	fmt.Fprintf(p.env.Stderr, "Uncaught %s\n\nFROM\n%s\n", head, frames)
	if failure := p.abort(); failure != nil {
		panic(p.env.Panic(failure))
	}
}
