package runtime

import (
	"context"
	"path/filepath"

	"github.com/gonode/gonode/modules"
)

// RunFile runs a script as the main program: it loads the modules to preload
// and then the file, runs the event loop until nothing is left to do, and
// emits the events of the process. It returns an *[ExitError] if the exit code
// is not zero, and the context's error if ctx ends the program first. Uncaught
// errors have been printed to Stderr by then, as Node prints them.
func (rt *Runtime) RunFile(ctx context.Context, path string, preload ...string) error {
	cwd, err := rt.env.Proc.Getwd()
	if err != nil {
		return err
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(cwd, path)
	}
	if len(rt.info.Args) == 0 {
		rt.info.Args = []string{path}
	}
	return rt.RunMain(ctx, func() error {
		if err := rt.loader.Preload(preload); err != nil {
			return err
		}
		return rt.loader.AfterImports(func() error { return rt.loader.RunMain(path) })
	})
}

// EvalOptions are the options of [Runtime.RunEval].
type EvalOptions struct {
	// Name is what stack traces show; empty means "[eval]".
	Name string
	// Print prints the value of the program.
	Print bool
	// Preload are modules to require first.
	Preload []string
}

// RunEval runs source text as the main program, as node -e does: require,
// module and the like are globals. See [Runtime.RunFile] for what it returns.
func (rt *Runtime) RunEval(ctx context.Context, text string, opts EvalOptions) error {
	if opts.Name == "" {
		opts.Name = "[eval]"
	}
	return rt.RunMain(ctx, func() error {
		if err := rt.loader.Preload(opts.Preload); err != nil {
			return err
		}
		return rt.loader.AfterImports(func() error { return rt.loader.RunEval(opts.Name, text, opts.Print) })
	})
}

// Check reports an error in the syntax of a file without running it. It has
// been printed to Stderr.
func (rt *Runtime) Check(path string) error {
	return rt.RunMain(context.Background(), func() error {
		text, err := rt.env.FS.ReadFile(path)
		if err != nil {
			return modules.SystemError(err, "open", path, "")
		}
		return rt.loader.Check(path, string(text))
	})
}
