package loader

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
)

// statFunction is Module._stat: (filename), 0 for a file, 1 for a directory, less for nothing.
func (l *Loader) statFunction(c modules.Call) (goja.Value, error) {
	if l.stat == nil {
		l.stat = c.Env.Func("stat", 1, func(c modules.Call) (goja.Value, error) {
			result := -2
			switch (resolverFS{c.Env.FS}).Stat(c.Argument(0).String()) {
			case resolve.File:
				result = 0
			case resolve.Directory:
				result = 1
			}
			return c.Env.VM.ToValue(result), nil
		})
	}
	return l.stat, nil
}

func (l *Loader) setStatFunction(c modules.Call) (goja.Value, error) {
	l.stat = c.Argument(0)
	return nil, nil
}
