package process

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/diagnostics"
)

// exitState is process.exitCode and process._exiting.
type exitState struct {
	code    int
	hasCode bool
	exiting bool
}

// errorExitCode ends a program that an uncaught exception ends.
const errorExitCode = 1

func (p *process) exitProperties() []modules.Export {
	return []modules.Export{
		modules.Accessor("_exiting", func(modules.Call) (goja.Value, error) {
			return modules.Bool(p.exit.exiting), nil
		}, func(c modules.Call) (goja.Value, error) {
			p.exit.exiting = c.Argument(0).ToBoolean()
			return nil, nil
		}),
		modules.Accessor("exitCode", func(c modules.Call) (goja.Value, error) {
			if !p.exit.hasCode {
				return nil, nil
			}
			return c.Env.VM.ToValue(p.exit.code), nil
		}, func(c modules.Call) (goja.Value, error) {
			return nil, p.setExitCode(c.Argument(0))
		}).ReadOnly(),
	}
}

func (p *process) setExitCode(v goja.Value) error {
	if modules.IsNullish(v) {
		p.exit.hasCode = false
		return nil
	}
	number := v
	if goja.IsString(v) && v.String() != "" {
		if f := v.ToFloat(); !math.IsNaN(f) {
			number = p.env.VM.ToValue(f)
		}
	}
	code, err := p.env.ValidateInteger(number, "code", modules.MinSafeInteger, modules.MaxSafeInteger)
	if err != nil {
		return err
	}
	p.exit.code, p.exit.hasCode = int(int32(code)), true
	return nil
}

// exitCode is the code to end with when nothing else says one.
func (p *process) exitCode() int {
	if !p.exit.hasCode {
		return 0
	}
	return p.exit.code
}

func (p *process) lifecycle() []modules.Export {
	return []modules.Export{
		modules.Fn("kill", 2, p.kill),
		modules.Fn("exit", 1, p.exitMethod),
		modules.Fn("execve", 1, p.execve),
		modules.Fn("ref", 1, func(c modules.Call) (goja.Value, error) { return nil, p.callRef(c, "ref") }),
		modules.Fn("unref", 1, func(c modules.Call) (goja.Value, error) { return nil, p.callRef(c, "unref") }),
		modules.Lazy("finalization", p.finalization),
		p.hrtimeExport(),
		modules.Val("openStdin", p.env.Func("", 0, func(modules.Call) (goja.Value, error) {
			stdin, ok := p.object.Get("stdin").(*goja.Object)
			if !ok {
				return nil, nil
			}
			_, err := p.env.Method(stdin, "resume")
			return stdin, err
		})),
	}
}

// execve is process.execve(execPath[, args[, env]]). It returns only if it fails.
func (p *process) execve(c modules.Call) (goja.Value, error) {
	p.warnExperimental("process.execve")
	if _, err := c.String(0, "execPath"); err != nil {
		return nil, err
	}
	var args, env []string
	if c.Has(1) {
		if !modules.IsArray(c.Argument(1)) {
			return nil, c.Env.InvalidArgType("args", c.Argument(1), "Array")
		}
		list := c.Argument(1).(*goja.Object)
		for _, key := range list.Keys() {
			if arg := list.Get(key); !goja.IsString(arg) || strings.ContainsRune(arg.String(), 0) {
				return nil, c.Env.InvalidArgValue("args["+key+"]", arg, "must be a string without null bytes")
			}
			args = append(args, list.Get(key).String())
		}
	}
	if c.Has(2) {
		if err := checkExecEnv(c); err != nil {
			return nil, err
		}
		o := c.Argument(2).(*goja.Object)
		for _, key := range o.Keys() {
			env = append(env, key+"="+o.Get(key).String())
		}
	} else {
		env = p.env.Proc.Environ()
	}
	replacer, ok := p.env.Proc.(modules.ProcessReplacer)
	if !ok || p.env.Host.Info().Embedded {
		return nil, modules.NotImplemented("process.execve")
	}
	path := c.Argument(0).String()
	if err := diagnostics.Publish(p.env, "process.execve", func() goja.Value {
		return p.env.Exports(modules.Val("execPath", path), modules.Val("args", list(p.env, args)), modules.Val("env", list(p.env, env)))
	}); err != nil {
		return nil, err
	}
	return nil, execFailed(path, replacer.Exec(path, args, env))
}

// list is an array of texts.
func list(env *modules.Env, texts []string) *goja.Object {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return env.VM.NewArray(values...)
}

// execFailed is the error of the call in Node's old form, which is not that of other system calls.
func execFailed(path string, err error) error {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return err
	}
	text, code := errno.Error(), modules.ErrorCode(err)
	return &modules.Error{
		Message: fmt.Sprintf("%s, %s '%s'", code, strings.ToUpper(text[:1])+text[1:], path),
		Props:   []modules.Prop{{Name: "errno", Value: int(errno)}, {Name: "code", Value: code}, {Name: "path", Value: path}, {Name: "syscall", Value: "execve"}},
	}
}

func checkExecEnv(c modules.Call) error {
	env, err := c.Object(2, "env")
	if err != nil {
		return err
	}
	for _, key := range env.Keys() {
		if v := env.Get(key); !goja.IsString(v) || strings.ContainsRune(key+v.String(), 0) {
			return c.Env.InvalidArgValue("env", env, "must be an object with string keys and values without null bytes")
		}
	}
	return nil
}

// exitMethod is process.exit([code]).
func (p *process) exitMethod(c modules.Call) (goja.Value, error) {
	if len(c.Arguments) > 0 {
		if err := p.setExitCode(c.Argument(0)); err != nil {
			return nil, err
		}
	}
	if !p.exit.exiting {
		p.exit.exiting = true
		if _, err := p.emit("exit", p.env.VM.ToValue(p.exitCode())); err != nil {
			return nil, err
		}
	}
	_, err := p.method("reallyExit", p.env.VM.ToValue(p.exitCode()))
	return nil, err
}

// reallyExit is process.reallyExit([code]): the end, without 'exit'.
func (p *process) reallyExit(c modules.Call) (goja.Value, error) {
	p.env.Host.Exit(int(int32(c.Argument(0).ToInteger())))
	return nil, nil
}

// callRef is process.ref(x) and process.unref(x): the method of that name, or
// the one behind the symbol nodejs.ref or nodejs.unref.
func (p *process) callRef(c modules.Call, name string) error {
	if modules.IsNullish(c.Argument(0)) {
		return nil
	}
	o := c.Argument(0).ToObject(p.env.VM)
	f := o.GetSymbol(p.env.SymbolFor("nodejs." + name))
	if modules.IsNullish(f) || !f.ToBoolean() {
		f = o.Get(name)
	}
	if !modules.IsFunction(f) {
		return nil
	}
	_, err := p.env.Invoke(f, c.Argument(0))
	return err
}

func (p *process) installHooks() {
	h := p.env.Host.Hooks()
	h.UncaughtException = p.uncaughtException
	h.UnhandledRejection = p.unhandledRejection
	h.RejectionHandled = p.rejectionHandled
	h.BeforeExit = func() {
		p.report(p.emit("beforeExit", p.env.VM.ToValue(p.exitCode())))
	}
	h.Exit = func(code int) int {
		if !p.exit.exiting {
			p.exit.exiting = true
			if code != 0 {
				p.exit.code, p.exit.hasCode = code, true
			}
			p.report(p.emit("exit", p.env.VM.ToValue(code)))
		}
		if p.exit.hasCode {
			return p.exit.code
		}
		return code
	}
	h.ExitCode = p.exitCode
}

// report treats what an event's listener threw as an uncaught exception.
func (p *process) report(_ bool, err error) {
	if err != nil {
		p.env.Host.Uncaught(err)
	}
}
