// Package eventtarget has the web's events: Event, CustomEvent, EventTarget,
// AbortController, AbortSignal and DOMException.
package eventtarget

import (
	_ "embed"
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{
		Name: "internal/event_target", Internal: true, Load: loadEvents,
		Globals: []string{"Event", "CustomEvent", "EventTarget"},
	},
	{
		Name: "internal/web_events", Internal: true, Load: loadWebEvents,
		Globals: []string{"ErrorEvent", "CloseEvent"},
	},
	{
		Name: "internal/abort_controller", Internal: true, Load: loadAbort,
		Globals: []string{"AbortController", "AbortSignal"},
	},
	{
		Name: "internal/dom_exception", Internal: true, Load: loadException,
		Globals: []string{"DOMException", "QuotaExceededError"},
	},
}

//go:embed eventtarget.js
var eventsSource string

//go:embed webevents.js
var webEventsSource string

//go:embed abort.js
var abortSource string

//go:embed domexception.js
var exceptionSource string

var (
	eventsScript = modules.NewScript("node:internal/event_target", eventsSource,
		"node", "symbols", "now", "defaultMaxListeners", "setMaxListeners", "emitWarning", "inspect")
	abortScript = modules.NewScript("node:internal/abort_controller", abortSource,
		"node", "base", "symbols", "DOMException", "setTimeout", "checkUint32")
	webEventsScript = modules.NewScript("node:internal/web_events", webEventsSource, "base")
	exceptionScript = modules.NewScript("node:internal/per_context/domexception", exceptionSource,
		"node", "kClone", "setStackHeader")
)

func symbols(env *modules.Env) *goja.Object {
	return env.Exports(
		modules.Val("kListeners", emitter.TargetListeners),
		modules.Val("kMax", emitter.MaxEventTargetListeners),
		modules.Val("kWarned", emitter.MaxEventTargetListenersWarned),
		modules.Val("kResist", emitter.StopPropagationResistant),
	)
}

func loadEvents(env *modules.Env) goja.Value {
	events := emitter.Of(env)
	delegate := func(module, method string) *goja.Object {
		return env.Func(method, 1, func(c modules.Call) (goja.Value, error) {
			return env.Method(env.RequireObject(module), method, c.Arguments...)
		})
	}
	return eventsScript.Run(env, scriptenv.Of(env), symbols(env),
		env.Func("now", 0, func(modules.Call) (goja.Value, error) {
			return env.VM.ToValue(float64(env.Loop.Clock().Now().Sub(env.Loop.Start())) / float64(time.Millisecond)), nil
		}),
		env.Func("defaultMaxListeners", 0, func(modules.Call) (goja.Value, error) { return events.MaxListeners, nil }),
		delegate("events", "setMaxListeners"), delegate("process", "emitWarning"), delegate("util", "inspect"))
}

func loadWebEvents(env *modules.Env) goja.Value {
	return webEventsScript.Run(env, env.Require("internal/event_target"))
}

func loadAbort(env *modules.Env) goja.Value {
	return abortScript.Run(env, scriptenv.Of(env), env.Require("internal/event_target"), symbols(env),
		env.RequireObject("internal/dom_exception").Get("DOMException"),
		env.RequireObject("timers").Get("setTimeout"),
		env.Func("checkUint32", 2, func(c modules.Call) (goja.Value, error) {
			_, err := c.Int(0, c.Argument(1).String(), 0, math.MaxUint32)
			return nil, err
		}))
}

func loadException(env *modules.Env) goja.Value {
	return exceptionScript.Run(env, scriptenv.Of(env), modules.CloneSymbol,
		env.Func("setStackHeader", 2, func(c modules.Call) (goja.Value, error) {
			env.Host.SetStackHeader(c.Argument(0).(*goja.Object), c.Argument(1).String())
			return nil, nil
		}))
}
