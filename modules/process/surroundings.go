package process

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func (p *process) debugging() []modules.Export {
	return []modules.Export{
		modules.Fn("_rawDebug", 0, p.rawDebug),
		modules.Val("moduleLoadList", p.env.VM.NewArray()),
		modules.Fn("binding", 1, func(c modules.Call) (goja.Value, error) {
			return nil, &modules.Error{Message: "No such module: " + c.Argument(0).String()}
		}),
		modules.Fn("_linkedBinding", 1, func(c modules.Call) (goja.Value, error) {
			return nil, modules.PlainError("ERR_INVALID_MODULE", "No such binding was linked: %s", c.Argument(0).String())
		}),
	}
}

// rawDebug is process._rawDebug(...args): to stderr, whatever it is.
func (p *process) rawDebug(c modules.Call) (goja.Value, error) {
	text, err := p.env.Method(p.env.RequireObject("util"), "format", c.Arguments...)
	if err != nil {
		return nil, err
	}
	_, err = p.env.Stderr.Write([]byte(text.String() + "\n"))
	return nil, err
}

// leftovers are names of the debugger and the profiler. Those of the profiler
// do nothing in Node either.
func (p *process) leftovers() []modules.Export {
	nothing := func(modules.Call) (goja.Value, error) { return nil, nil }
	return append(modules.Missing("process", "_debugProcess", "_debugEnd"),
		modules.Val("_startProfilerIdleNotifier", p.env.Func("", 0, nothing)),
		modules.Val("_stopProfilerIdleNotifier", p.env.Func("", 0, nothing)),
	)
}

// surroundings are what the process shares with the system.
func (p *process) surroundings() []modules.Export {
	list := []modules.Export{
		modules.Fn("abort", 0, func(modules.Call) (goja.Value, error) { return nil, p.abort() }),
		modules.Val("umask", p.env.Func("wrappedUmask", 1, p.umask)),
		modules.Val("chdir", p.env.Func("wrappedChdir", 1, p.chdir)),
		modules.Val("cwd", p.env.Func("wrappedCwd", 0, func(c modules.Call) (goja.Value, error) {
			dir, err := p.workingDirectory()
			if err != nil {
				return nil, err
			}
			return c.Env.VM.ToValue(dir), nil
		})),
	}
	return append(list, p.setters()...)
}

// abort ends the process by SIGABRT, without any event.
func (p *process) abort() error {
	if !p.env.Host.Info().Embedded {
		if err := p.env.Proc.Kill(p.env.Proc.Pid(), signalNumber("SIGABRT")); err != nil {
			return modules.SystemError(err, "abort", "", "")
		}
	}
	p.env.Host.Exit(134)
	return nil
}

// umask is process.umask([mask]).
func (p *process) umask(c modules.Call) (goja.Value, error) {
	mask := int64(-1)
	if c.Has(0) {
		n, err := p.fileMode(c.Argument(0), "mask")
		if err != nil {
			return nil, err
		}
		mask = n & 0o777
	}
	old, err := p.env.Proc.Umask(int(mask))
	if err != nil {
		return nil, modules.SystemError(err, "umask", "", "")
	}
	return c.Env.VM.ToValue(old), nil
}

// fileMode is parseFileMode of Node: a number, or a string in octal.
func (p *process) fileMode(v goja.Value, name string) (int64, error) {
	if goja.IsString(v) {
		n, err := strconv.ParseUint(v.String(), 8, 32)
		if err != nil {
			return 0, p.env.InvalidArgValue(name, v, "must be a 32-bit unsigned integer or an octal string")
		}
		return int64(n), nil
	}
	return p.env.ValidateInteger(v, name, 0, 1<<32-1)
}

// chdir is process.chdir(directory).
func (p *process) chdir(c modules.Call) (goja.Value, error) {
	dir, err := c.String(0, "directory")
	if err != nil {
		return nil, err
	}
	if err := p.env.Proc.Chdir(dir); err != nil {
		from, _ := p.workingDirectory()
		return nil, modules.SystemError(err, "chdir", from, dir)
	}
	p.cwd = ""
	return nil, nil
}

// finalization is process.finalization. What is registered is kept until the
// end, which Node does not promise and programs cannot tell.
func (p *process) finalization(e *modules.Env) goja.Value {
	registry := &finalizers{p: p}
	return e.Exports(
		modules.Fn("register", 2, func(c modules.Call) (goja.Value, error) {
			return registry.add(c, "register", "exit")
		}),
		modules.Fn("registerBeforeExit", 2, func(c modules.Call) (goja.Value, error) {
			return registry.add(c, "registerBeforeExit", "beforeExit")
		}),
		modules.Fn("unregister", 1, registry.remove),
	)
}

type finalizers struct {
	p       *process
	entries []finalizer
	events  map[string]bool
}

type finalizer struct {
	object *goja.Object
	fn     goja.Value
	event  string
}

func (r *finalizers) add(c modules.Call, name, event string) (goja.Value, error) {
	r.p.warnExperimental("process.finalization." + name)
	object, ok := c.Argument(0).(*goja.Object)
	if !ok || modules.IsArray(object) {
		return nil, c.Env.InvalidArgType("obj", c.Argument(0), "Object")
	}
	r.entries = append(r.entries, finalizer{object, c.Argument(1), event})
	if !r.events[event] {
		if r.events == nil {
			r.events = map[string]bool{}
		}
		r.events[event] = true
		r.p.on(event, c.Env.Func("on"+event, 0, func(modules.Call) (goja.Value, error) { return nil, r.run(event) }))
	}
	return nil, nil
}

func (r *finalizers) run(event string) error {
	var kept []finalizer
	for _, f := range r.entries {
		if f.event != event {
			kept = append(kept, f)
			continue
		}
		if _, err := r.p.env.Invoke(f.fn, goja.Undefined(), f.object, r.p.env.VM.ToValue(event)); err != nil {
			return err
		}
	}
	r.entries = kept
	return nil
}

func (r *finalizers) remove(c modules.Call) (goja.Value, error) {
	r.p.warnExperimental("process.finalization.unregister")
	var kept []finalizer
	for _, f := range r.entries {
		if !f.object.SameAs(c.Argument(0)) {
			kept = append(kept, f)
		}
	}
	r.entries = kept
	return nil, nil
}
