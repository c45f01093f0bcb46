package process

import (
	"os"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// signalWatch delivers one signal to its listeners.
type signalWatch struct {
	stop func()
	done chan struct{}
}

// watchListeners installs a signal when it gets its first listener, and lets
// it go with the last.
func (p *process) watchListeners() {
	vm := p.env.VM
	p.on("newListener", p.env.Func("startListeningIfSignal", 1, func(c modules.Call) (goja.Value, error) {
		if name := c.Argument(0); goja.IsString(name) {
			return nil, p.startSignal(name.String())
		}
		return nil, nil
	}))
	p.on("removeListener", p.env.Func("stopListeningIfSignal", 1, func(c modules.Call) (goja.Value, error) {
		name := c.Argument(0)
		if !goja.IsString(name) || p.signals[name.String()] == nil {
			return nil, nil
		}
		count, err := p.method("listenerCount", vm.ToValue(name.String()))
		if err == nil && count.ToInteger() == 0 {
			p.stopSignal(name.String())
		}
		return nil, err
	}))
}

func (p *process) startSignal(name string) error {
	number := signalNumber(name)
	if number == 0 || p.signals[name] != nil || p.env.Host.Info().Embedded {
		return nil
	}
	if name == "SIGKILL" || name == "SIGSTOP" {
		return &modules.Error{Code: "EINVAL", Errno: errnoOf("EINVAL"), Syscall: "uv_signal_start", Message: "uv_signal_start EINVAL"}
	}
	arrivals := make(chan os.Signal, 8)
	w := &signalWatch{done: make(chan struct{})}
	w.stop = p.env.Proc.Notify(arrivals, osSignal(number))
	p.signals[name] = w
	go func() {
		for {
			select {
			case <-arrivals:
				p.env.Loop.Post(func() { p.deliver(w, name, number) })
			case <-w.done:
				return
			case <-p.env.Ctx.Done():
				w.stop()
				return
			}
		}
	}()
	return nil
}

func (p *process) deliver(w *signalWatch, name string, number int) {
	if p.signals[name] != w {
		return
	}
	p.env.Host.Enter(func() {
		p.report(p.emit(name, p.env.VM.ToValue(name), p.env.VM.ToValue(number)))
	})
}

func (p *process) stopSignal(name string) {
	w := p.signals[name]
	delete(p.signals, name)
	w.stop()
	close(w.done)
}

func errnoOf(code string) int {
	name, _ := modules.LookupErrName(code)
	return name.Errno()
}

// kill is process.kill(pid[, signal]).
func (p *process) kill(c modules.Call) (goja.Value, error) {
	vm := p.env.VM
	pid := c.Argument(0)
	if !pid.Equals(vm.ToValue(toInt32(pid))) {
		return nil, p.env.InvalidArgType("pid", pid, "number")
	}
	signal := c.Argument(1)
	number := 0
	switch {
	case goja.IsNumber(signal) && signal.ToFloat() == float64(toInt32(signal)):
		number = int(toInt32(signal))
	default:
		name := "SIGTERM"
		if signal.ToBoolean() {
			name = signal.String()
		}
		if number = signalNumber(name); number == 0 {
			return nil, modules.TypeError("ERR_UNKNOWN_SIGNAL", "Unknown signal: %s", name)
		}
	}
	result, err := p.method("_kill", pid, vm.ToValue(number))
	if err != nil {
		return nil, err
	}
	if errno := result.ToInteger(); errno != 0 {
		code := errnoName(int(errno))
		return nil, &modules.Error{Code: code, Errno: int(errno), Syscall: "kill", Message: "kill " + code}
	}
	return modules.Bool(true), nil
}

// rawKill is process._kill(pid, signal): zero, or a negative error number.
func (p *process) rawKill(c modules.Call) (goja.Value, error) {
	err := p.env.Proc.Kill(int(toInt32(c.Argument(0))), int(toInt32(c.Argument(1))))
	if err == nil {
		return p.env.VM.ToValue(0), nil
	}
	return p.env.VM.ToValue(errnoOf(modules.ErrorCode(err))), nil
}

func toInt32(v goja.Value) int32 { return int32(v.ToInteger()) }
