package runtime

import (
	"context"

	"github.com/gonode/gonode/modules/repl"
)

// RunREPL runs an interactive session on the standard streams as the main
// program, after loading the modules to preload. See [Runtime.RunFile] for
// what it returns.
func (rt *Runtime) RunREPL(ctx context.Context, preload ...string) error {
	return rt.RunMain(ctx, func() error {
		if err := rt.loader.Preload(preload); err != nil {
			return err
		}
		repl.Start(rt.env)
		return nil
	})
}
