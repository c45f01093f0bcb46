package process

import (
	_ "embed"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// flagNames are the options that Node takes from NODE_OPTIONS.
//
//go:embed flags.txt
var flagNames string

//go:embed flags.js
var flagsSource string

var flagsScript = modules.NewScript("node:internal/process/flags", flagsSource, "flags")

// allowedFlags is process.allowedNodeEnvironmentFlags.
func allowedFlags(e *modules.Env) goja.Value {
	return flagsScript.Run(e, e.Value(strings.Fields(flagNames)))
}
