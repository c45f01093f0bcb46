// Package traceevents is node:trace_events. Of Node's categories it has node.async_hooks and node.bootstrap; others may be
// enabled, and have no events.
package traceevents

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/scriptenv"
)

// Modules is node:trace_events.
var Modules = []modules.Module{{Name: "trace_events", Load: load}}

//go:embed trace_events.js
var source string

var script = modules.NewScript("node:trace_events", source, "node", "createHook", "executionAsyncId", "emitWarning", "format",
	"change", "isEnabled", "getEnabledCategories", "write", "given")

// tracing is which categories are enabled how many times, and the log.
type tracing struct {
	env     *modules.Env
	enabled map[string]int
	log     *traceLog // nil until something is enabled
}

func load(env *modules.Env) goja.Value {
	t := &tracing{env: env, enabled: map[string]int{}}
	given := []any{}
	if categories := env.Host.Info().Options["trace-event-categories"]; categories != "" {
		for _, category := range strings.Split(categories, ",") {
			given = append(given, category)
		}
	}
	hooks := env.RequireObject("async_hooks")
	in := inspect.Of(env)
	return script.Run(env, scriptenv.Of(env), hooks.Get("createHook"), hooks.Get("executionAsyncId"),
		env.Func("emitWarning", 1, func(c modules.Call) (goja.Value, error) {
			return env.Method(env.RequireObject("process"), "emitWarning", c.Arguments...)
		}),
		env.Func("format", 1, func(c modules.Call) (goja.Value, error) { return inspect.Value(env.VM, in.Format(c.Arguments)), nil }),
		env.Func("change", 2, t.change),
		env.Func("isEnabled", 1, func(c modules.Call) (goja.Value, error) { return modules.Bool(t.has(c.Argument(0).String())), nil }),
		env.Func("getEnabledCategories", 0, t.getEnabledCategories),
		env.Func("write", 5, t.write),
		env.VM.NewArray(given...))
}

// change is change(categories, by), which enables or disables once more.
func (t *tracing) change(c modules.Call) (goja.Value, error) {
	list, by := c.Argument(0).(*goja.Object), int(c.Argument(1).ToInteger())
	for _, i := range list.Keys() {
		category := list.Get(i).String()
		if category == "" {
			continue
		}
		if t.enabled[category] += by; t.enabled[category] == 0 {
			delete(t.enabled, category)
		}
	}
	if t.log == nil && len(t.enabled) > 0 {
		t.log = t.newLog()
	}
	return nil, nil
}

// has reports whether a category, such as "node.async_hooks", or the whole that it is part of is enabled.
func (t *tracing) has(category string) bool {
	whole, _, _ := strings.Cut(category, ".")
	return t.enabled[category] > 0 || t.enabled[whole] > 0
}

// getEnabledCategories is trace_events.getEnabledCategories().
func (t *tracing) getEnabledCategories(modules.Call) (goja.Value, error) {
	if len(t.enabled) == 0 {
		return nil, nil
	}
	names := make([]string, 0, len(t.enabled))
	for name := range t.enabled {
		names = append(names, name)
	}
	slices.Sort(names)
	return t.env.VM.ToValue(strings.Join(names, ",")), nil
}

// write is write(phase, categories, name, id, args).
func (t *tracing) write(c modules.Call) (goja.Value, error) {
	args, err := t.env.Method(t.env.VM.GlobalObject().Get("JSON").(*goja.Object), "stringify", c.Argument(4))
	if err != nil {
		return nil, err
	}
	t.log.add(event{
		phase: c.Argument(0).String(), categories: c.Argument(1).String(), name: c.Argument(2).String(),
		id: c.Argument(3).ToInteger(), hasID: true, args: args.String(),
	})
	return nil, nil
}
