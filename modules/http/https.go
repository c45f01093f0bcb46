package http

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/validate"
)

//go:embed https.js
var httpsSource string

var httpsScript = modules.NewScript("node:https", httpsSource, "validate", "http", "Agent", "URL", "urlToHttpOptions")

// loadHTTPS makes node:https, which has all but the connections: those need
// TLS.
func loadHTTPS(env *modules.Env) goja.Value {
	http := local.Of(env).exports()
	url := env.RequireObject("url")
	return httpsScript.Run(env, validate.Exports(env), http, http.Get("Agent"), url.Get("URL"), url.Get("urlToHttpOptions"))
}
