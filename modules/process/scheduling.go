package process

import (
	"math/big"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/internal/sourcemap"
	"github.com/gonode/gonode/modules"
)

func (p *process) scheduling() []modules.Export {
	return []modules.Export{
		modules.Fn("emitWarning", 4, p.emitWarning),
		modules.Fn("nextTick", 1, p.nextTick),
		modules.Val("_tickCallback", p.env.Func("runNextTicks", 0, func(modules.Call) (goja.Value, error) {
			return nil, modules.NotImplemented("process._tickCallback")
		})),
		modules.Getter("sourceMapsEnabled", func(modules.Call) (goja.Value, error) {
			return modules.Bool(sourcemap.Of(p.env).Enabled), nil
		}),
		modules.Fn("setSourceMapsEnabled", 1, func(c modules.Call) (goja.Value, error) {
			on, err := c.Bool(0, "enabled")
			if err == nil {
				*sourcemap.Of(p.env) = sourcemap.Support{Enabled: on, NodeModules: on, GeneratedCode: on}
			}
			return nil, err
		}),
		modules.Fn("getBuiltinModule", 1, p.getBuiltinModule),
	}
}

// nextTick is process.nextTick(callback, ...args).
func (p *process) nextTick(c modules.Call) (goja.Value, error) {
	callback, err := c.Function(0, "callback")
	if err != nil || p.exit.exiting {
		return nil, err
	}
	var args []goja.Value
	if len(c.Arguments) > 1 {
		args = append(args, c.Arguments[1:]...) // the arguments live on the engine's stack
	}
	scopes := p.scopes
	scope := scopes.Begin("TickObject", func() *goja.Object {
		list := goja.Undefined()
		if args != nil {
			list = p.env.VM.ToValue(args)
		}
		return p.env.Exports(modules.Val("callback", callback), modules.Val("args", list))
	})
	p.env.Host.NextTick(func() error {
		previous := scopes.Enter(scope)
		if _, err := engine.Call(callback, goja.Undefined(), args); err != nil {
			p.env.Host.Uncaught(err) // whose handlers run in the tick's scope
		}
		scopes.Leave(previous)
		scopes.Destroyed(scope.ID)
		return nil
	})
	return nil, nil
}

// getBuiltinModule is process.getBuiltinModule(id).
func (p *process) getBuiltinModule(c modules.Call) (goja.Value, error) {
	if _, err := c.String(0, "id"); err != nil {
		return nil, err
	}
	module := p.env.RequireObject("module")
	is, err := p.env.Method(module, "isBuiltin", c.Argument(0))
	if err != nil || !is.ToBoolean() {
		return nil, err
	}
	return p.env.Method(module, "_load", c.Argument(0))
}

// nanoseconds is the time that hrtime tells: since the loop was made.
func (p *process) nanoseconds() int64 {
	return p.env.Loop.Clock().Now().Sub(p.env.Loop.Start()).Nanoseconds()
}

func (p *process) hrtimeExport() modules.Export {
	hrtime := p.env.Func("hrtime", 1, p.hrtime)
	p.env.Define(hrtime, true, modules.Val("bigint", p.env.Func("hrtimeBigInt", 0, func(c modules.Call) (goja.Value, error) {
		return c.Env.VM.ToValue(big.NewInt(p.nanoseconds())), nil
	})))
	return modules.Val("hrtime", hrtime)
}

// hrtime is process.hrtime([time]).
func (p *process) hrtime(c modules.Call) (goja.Value, error) {
	now := p.nanoseconds()
	seconds, rest := float64(now/1e9), float64(now%1e9)
	if c.Has(0) {
		if !modules.IsArray(c.Argument(0)) {
			return nil, p.env.InvalidArgType("time", c.Argument(0), "Array")
		}
		since := c.Argument(0).(*goja.Object)
		if length := since.Get("length"); length.ToInteger() != 2 {
			return nil, p.env.OutOfRange("time", "2", length)
		}
		seconds -= since.Get("0").ToFloat()
		rest -= since.Get("1").ToFloat()
		if rest < 0 {
			seconds--
			rest += 1e9
		}
	}
	return p.env.VM.NewArray(seconds, rest), nil
}
