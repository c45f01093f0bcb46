// Package fetch has the classes of the Fetch Standard that hold data: Headers,
// FormData, Request and Response.
package fetch

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/clone"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{Name: "internal/fetch/headers", Internal: true, Load: load("Headers", defineHeaders), Globals: []string{"Headers"}},
	{Name: "internal/fetch/formdata", Internal: true, Load: load("FormData", defineFormData), Globals: []string{"FormData"}},
	{Name: "internal/fetch/messages", Internal: true, Load: loadMessages, Globals: []string{"Request", "Response"}},
}

func load(name string, define func(*modules.Env) *goja.Object) func(*modules.Env) goja.Value {
	return func(env *modules.Env) goja.Value { return env.Exports(modules.Val(name, define(env))) }
}

//go:embed body.js
var bodySource string

//go:embed request.js
var requestSource string

//go:embed response.js
var responseSource string

// What the messages are made of, which a program may have replaced in the
// global object.
var ingredients = []string{
	"Headers", "FormData", "Blob", "File", "URL", "URLSearchParams", "ReadableStream", "TransformStream", "TextEncoder", "TextDecoder",
	"TextDecoderStream", "AbortController", "AbortSignal",
}

var (
	bodyScript    = modules.NewScript("node:internal/fetch/body", bodySource, append(ingredients, "inspect", "parseMediaType", "parseMultipart")...)
	requestScript = modules.NewScript("node:internal/fetch/request", requestSource,
		append(ingredients, "body", "inspect", "illegal", "uncloneable", "process")...)
	responseScript = modules.NewScript("node:internal/fetch/response", responseSource,
		append(ingredients, "body", "illegal", "uncloneable", "freeze", "isFrozen")...)
)

// sources are the modules that export the ingredients.
var sources = [...]string{
	"internal/fetch/headers", "internal/fetch/formdata", "buffer", "buffer", "url", "url", "stream/web", "stream/web", "util", "util",
	"stream/web", "internal/abort_controller", "internal/abort_controller",
}

func loadMessages(env *modules.Env) goja.Value {
	var parts []goja.Value
	for i, module := range sources {
		parts = append(parts, env.RequireObject(module).Get(ingredients[i]))
	}
	with := func(more ...goja.Value) []goja.Value { return append(parts[:len(parts):len(parts)], more...) }
	inspect := env.RequireObject("util").Get("inspect")
	illegal := env.Func("illegal", 0, func(modules.Call) (goja.Value, error) { return env.Error(illegalInvocation), nil })
	uncloneable := env.Func("uncloneable", 1, func(c modules.Call) (goja.Value, error) {
		clone.MarkClass(env, c.Argument(0).(*goja.Object))
		return nil, nil
	})
	body := bodyScript.Run(env, with(inspect, env.Func("parseMediaType", 1, parseMediaType), env.Func("parseMultipart", 2, parseMultipart))...)
	return env.Exports(
		modules.Late("Request", func(*modules.Env) goja.Value {
			return requestScript.Run(env, with(body, inspect, illegal, uncloneable, env.Require("process"))...)
		}),
		modules.Late("Response", func(*modules.Env) goja.Value {
			return responseScript.Run(env, with(body, illegal, uncloneable,
				env.Func("freeze", 1, func(c modules.Call) (goja.Value, error) {
					headersSlot.Own(c.Argument(0)).immutable = true
					return c.Argument(0), nil
				}),
				env.Func("isFrozen", 1, func(c modules.Call) (goja.Value, error) {
					return modules.Bool(headersSlot.Own(c.Argument(0)).immutable), nil
				}))...)
		}),
	)
}
