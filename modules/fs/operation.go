package fs

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// operation is a call whose arguments have been taken.
type operation struct {
	// What the error of a failed system call names.
	syscall, path, dest string
	// work does it, on any goroutine.
	work func(ctx context.Context) (any, error)
	// wrap makes the value for JavaScript, on the loop. Nil: there is none.
	wrap func(result any) (goja.Value, error)
	// second is what callbacks get after the value, such as the buffer.
	second goja.Value
	// signal aborts it.
	signal *goja.Object
	// promised: a promise has the outcome, and not a callback.
	promised bool
}

// kind is what the hooks of node:async_hooks are told that it is.
func (op *operation) kind() string {
	if op.promised {
		return "FSREQPROMISE"
	}
	return "FSREQCALLBACK"
}

// parser takes the arguments of a call, without the callback.
type parser func(c modules.Call) (*operation, error)

// value is an operation that only has to be computed from what is at hand.
func value(v goja.Value) *operation {
	return &operation{
		work: func(context.Context) (any, error) { return nil, nil },
		wrap: func(any) (goja.Value, error) { return v, nil },
	}
}

// fail is the error of the operation in Node's words.
func (op *operation) fail(err error) error {
	var thrown *modules.ThrownError
	var exception *goja.Exception
	if errors.As(err, &thrown) || errors.As(err, &exception) {
		return err
	}
	if op.syscall == "" {
		return err
	}
	return modules.SystemError(err, op.syscall, op.path, op.dest)
}

func (op *operation) result(v any) (goja.Value, error) {
	if op.wrap == nil {
		return nil, nil
	}
	return op.wrap(v)
}

// sync is the synchronous form.
func (m *module) sync(name string, length int, parse parser) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		op, err := parse(c)
		if err != nil {
			return nil, err
		}
		v, err := op.work(m.env.Ctx)
		if err != nil {
			return nil, op.fail(err)
		}
		return op.result(v)
	})
}

// promise is the form that returns a promise; wrong arguments reject it.
func (m *module) promise(name string, length int, parse parser) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		op, err := parse(c)
		if err != nil {
			return m.env.Rejected(err), nil
		}
		op.promised = true
		p, resolve, reject := m.env.VM.NewPromise()
		m.start(op, func(v goja.Value, err error) {
			if err != nil {
				err = reject(m.env.Error(err))
			} else {
				err = resolve(v)
			}
			if err != nil {
				m.env.Host.Uncaught(err)
			}
		})
		return m.env.VM.ToValue(p), nil
	})
}

// start runs the operation off the loop. done is called on the loop, within
// a task.
func (m *module) start(op *operation, done func(goja.Value, error)) {
	if op.signal == nil {
		m.async(op.kind(), op.work, func(v any, err error) { m.finish(op, v, err, done) })
		return
	}
	settled := false
	settle := func(v goja.Value, err error) {
		if !settled {
			settled = true
			done(v, err)
		}
	}
	if op.signal.Get("aborted").ToBoolean() {
		m.env.Host.NextTick(func() error { settle(nil, m.aborted(op.signal)); return nil })
		return
	}
	ctx, cancel := context.WithCancel(m.env.Ctx)
	onAbort := m.env.Func("onAbort", 0, func(modules.Call) (goja.Value, error) {
		cancel()
		settle(nil, m.aborted(op.signal))
		return nil, nil
	})
	if _, err := m.env.Method(op.signal, "addEventListener", m.env.VM.ToValue("abort"), onAbort); err != nil {
		cancel()
		settle(nil, err)
		return
	}
	m.async(op.kind(), func(context.Context) (any, error) { return op.work(ctx) }, func(v any, err error) {
		cancel()
		if _, failed := m.env.Method(op.signal, "removeEventListener", m.env.VM.ToValue("abort"), onAbort); failed != nil {
			err = failed
		}
		m.finish(op, v, err, settle)
	})
}

func (m *module) finish(op *operation, v any, err error, done func(goja.Value, error)) {
	if err != nil {
		done(nil, op.fail(err))
		return
	}
	done(op.result(v))
}

func (m *module) aborted(signal *goja.Object) error { return modules.AbortError(signal.Get("reason")) }

// callback is the form whose last argument is called with the outcome. It is
// the first function at or behind position first, and expected before last.
func (m *module) callback(name string, length, first, last int, parse parser) modules.Export {
	return m.callbackForm(name, length, first, last, parse, false)
}

// pathFirst is callback for functions that look at the path before they look
// at the callback.
func (m *module) pathFirst(name string, length, first, last int, parse parser) modules.Export {
	return m.callbackForm(name, length, first, last, parse, true)
}

func (m *module) callbackForm(name string, length, first, last int, parse parser, argumentsFirst bool) modules.Export {
	return modules.Fn(name, length, func(c modules.Call) (goja.Value, error) {
		return m.call(c, callbackIndex(c.Arguments, first, last), parse, argumentsFirst)
	})
}

// call starts an operation whose callback is argument at.
func (m *module) call(c modules.Call, at int, parse parser, argumentsFirst bool) (goja.Value, error) {
	given := c.Argument(at)
	if !argumentsFirst && !modules.IsFunction(given) {
		return nil, m.env.InvalidArgType("cb", given, "function")
	}
	plain := c
	plain.Arguments = c.Arguments[:min(at, len(c.Arguments))]
	op, err := parse(plain)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(at, "cb")
	if err != nil {
		return nil, err
	}
	m.start(op, func(v goja.Value, err error) { m.report(op, cb, v, err) })
	return nil, nil
}

func callbackIndex(args []goja.Value, first, last int) int {
	for i := first; i < last && i < len(args); i++ {
		if modules.IsFunction(args[i]) {
			return i
		}
	}
	return last
}

// report calls the callback with the outcome.
func (m *module) report(op *operation, cb *modules.Callback, v goja.Value, err error) {
	switch {
	case err != nil && op.second != nil:
		cb.Call(m.env.Error(err), m.env.VM.ToValue(0), op.second)
	case err != nil:
		cb.Call(m.env.Error(err))
	case op.second != nil:
		cb.Call(goja.Null(), v, op.second)
	case op.wrap != nil:
		if v == nil {
			v = goja.Undefined()
		}
		cb.Call(goja.Null(), v)
	default:
		cb.Call(goja.Null())
	}
}
