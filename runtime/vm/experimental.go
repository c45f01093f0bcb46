package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// experiments are the features that the program has been warned of.
type experiments struct{ warned map[string]bool }

var experimentsOf = modules.NewLocal(func(*modules.Env) *experiments { return &experiments{map[string]bool{}} })

// experimental warns of a feature when it is first used.
func experimental(e *modules.Env, feature string) error {
	x := experimentsOf.Of(e)
	if x.warned[feature] {
		return nil
	}
	x.warned[feature] = true
	_, err := e.Method(e.RequireObject("process"), "emitWarning",
		e.VM.ToValue(feature+" is an experimental feature and might change at any time"), e.VM.ToValue("ExperimentalWarning"))
	return err
}

// warnExperimental is a binding for JavaScript: (feature).
func warnExperimental(c modules.Call) (goja.Value, error) {
	return nil, experimental(c.Env, c.Argument(0).String())
}
