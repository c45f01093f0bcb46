// Package dns is node:dns and node:dns/promises. Names are looked up by the
// system's rules (lookup) or by asking servers (resolve…), both by Go's
// resolver; arguments are sorted out in JavaScript.
package dns

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/validate"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "dns", Load: load},
	{Name: "dns/promises", Load: func(env *modules.Env) goja.Value {
		return env.RequireObject("dns").Get("promises")
	}},
}

//go:embed dns.js
var source string

//go:embed resolver.js
var resolverSource string

var (
	script         = modules.NewScript("node:dns", source, "binding", "validate", "resolvers")
	resolverScript = modules.NewScript("node:internal/dns/resolver", resolverSource, "binding", "validate")
)

func load(env *modules.Env) goja.Value {
	checks := validate.Exports(env)
	binding := env.Exports(
		modules.Fn("getaddrinfo", 4, getaddrinfo),
		modules.Fn("getnameinfo", 3, getnameinfo),
		modules.Fn("query", 4, query),
		modules.Fn("isIP", 1, isIP),
		modules.Fn("systemServers", 0, systemServers),
		modules.Fn("parseServer", 1, parseServer),
		modules.Val("order", env.Host.Info().Options["dns-result-order"]),
	)
	return script.Run(env, binding, checks, resolverScript.Run(env, binding, checks))
}
