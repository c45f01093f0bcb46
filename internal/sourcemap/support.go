package sourcemap

import "github.com/gonode/gonode/modules"

// Support is what a program asked for by module.setSourceMapsSupport.
type Support struct {
	Enabled, NodeModules, GeneratedCode bool
}

// Of is the support of a runtime. With --enable-source-maps it is there to begin with.
func Of(e *modules.Env) *Support { return support.Of(e) }

var support = modules.NewLocal(func(e *modules.Env) *Support {
	on := e.Host.Info().Options["enable-source-maps"] != ""
	return &Support{on, on, on}
})
