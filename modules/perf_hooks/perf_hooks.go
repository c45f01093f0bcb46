// Package perfhooks is node:perf_hooks and the global performance.
package perfhooks

import (
	_ "embed"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules is node:perf_hooks.
var Modules = []modules.Module{{
	Name: "perf_hooks", Load: load,
	Globals: []string{
		"performance", "Performance", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver",
		"PerformanceObserverEntryList", "PerformanceResourceTiming",
	},
}}

//go:embed perf_hooks.js
var source string

var script = modules.NewScript("node:perf_hooks", source, "node", "base", "entries", "now", "timeOrigin", "milestone", "uvMetricsInfo", "idleTime",
	"emitWarning", "structuredClone", "setImmediate", "DOMException", "missing",
	"createHistogram", "monitorEventLoopDelay")

func load(env *modules.Env) goja.Value {
	milliseconds := func(name string, get func() time.Duration) *goja.Object {
		return env.Func(name, 0, func(modules.Call) (goja.Value, error) {
			return env.VM.ToValue(float64(get()) / float64(time.Millisecond)), nil
		})
	}
	loop := env.Loop
	delegate := func(get func() goja.Value) *goja.Object {
		return env.Func("", 1, func(c modules.Call) (goja.Value, error) {
			return env.Invoke(get(), goja.Undefined(), c.Arguments...)
		})
	}
	return script.Run(env, scriptenv.Of(env), env.Require("internal/event_target"), entriesObject(env),
		milliseconds("now", func() time.Duration { return loop.Clock().Now().Sub(loop.Start()) }),
		env.VM.ToValue(float64(loop.Start().UnixMicro())/1000),
		milestone(env),
		env.Func("uvMetricsInfo", 0, func(modules.Call) (goja.Value, error) {
			m := loop.Metrics()
			return env.Exports(modules.Val("loopCount", m.Turns), modules.Val("events", m.Events), modules.Val("eventsWaiting", m.EventsWaiting)), nil
		}),
		milliseconds("idleTime", loop.Idle),
		env.Func("emitWarning", 1, func(c modules.Call) (goja.Value, error) {
			return env.Method(env.RequireObject("process"), "emitWarning", c.Arguments...)
		}),
		delegate(func() goja.Value { return env.VM.GlobalObject().Get("structuredClone") }),
		delegate(func() goja.Value { return env.RequireObject("timers").Get("setImmediate") }),
		env.RequireObject("internal/dom_exception").Get("DOMException"),
		env.Func("missing", 1, func(c modules.Call) (goja.Value, error) {
			name := c.Argument(0).String()
			return env.Func(name, 0, func(modules.Call) (goja.Value, error) {
				return nil, modules.NotImplemented("perf_hooks." + name)
			}), nil
		}),
		env.Func("createHistogram", 0, func(c modules.Call) (goja.Value, error) { return histogramsOf.Of(env).createHistogram(c) }),
		env.Func("monitorEventLoopDelay", 0, func(c modules.Call) (goja.Value, error) { return histogramsOf.Of(env).monitorEventLoopDelay(c) }))
}

// milestone tells when the program had come to one of the milestones of PerformanceNodeTiming, in milliseconds; -1 for what
// has not been yet.
func milestone(env *modules.Env) *goja.Object {
	return env.Func("milestone", 1, func(c modules.Call) (goja.Value, error) {
		info, loop := env.Host.Info(), env.Loop
		at := time.Duration(0)
		switch c.Argument(0).String() {
		case "v8Start":
			at = info.EngineReady.Sub(loop.Start())
		case "environment":
			at = info.EnvironmentReady.Sub(loop.Start())
		case "bootstrapComplete":
			at = info.Bootstrapped.Sub(loop.Start())
		case "loopStart":
			at = loop.Metrics().Began
		case "loopExit":
			at = loop.Metrics().Ended
		}
		if at < 0 {
			return env.VM.ToValue(-1), nil
		}
		return env.VM.ToValue(float64(at) / float64(time.Millisecond)), nil
	})
}
