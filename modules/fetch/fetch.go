// Package fetch has the classes of the Fetch Standard that hold data: Headers
// and FormData.
package fetch

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are internal: what they export are globals.
var Modules = []modules.Module{
	{Name: "internal/fetch/headers", Internal: true, Load: load("Headers", defineHeaders), Globals: []string{"Headers"}},
	{Name: "internal/fetch/formdata", Internal: true, Load: load("FormData", defineFormData), Globals: []string{"FormData"}},
}

func load(name string, define func(*modules.Env) *goja.Object) func(*modules.Env) goja.Value {
	return func(env *modules.Env) goja.Value { return env.Exports(modules.Val(name, define(env))) }
}
