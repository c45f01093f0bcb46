package loader

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/whatwgurl"
)

// JobRunner is a host that can run promise jobs while JavaScript waits for one.
type JobRunner interface{ RunJobs() }

// wait gives what a promise is settled with, once the promise jobs that are due have run.
func (l *Loader) wait(v goja.Value) (goja.Value, error) {
	p, ok := v.Export().(*goja.Promise)
	if !ok {
		return v, nil
	}
	if p.State() == goja.PromiseStatePending {
		l.env.Host.(JobRunner).RunJobs()
	}
	switch p.State() {
	case goja.PromiseStateFulfilled:
		return p.Result(), nil
	case goja.PromiseStateRejected:
		nothing := l.env.Func("", 0, func(modules.Call) (goja.Value, error) { return nil, nil })
		if err := l.esm.engine.Then(p, goja.Undefined(), nothing); err != nil {
			return nil, err
		}
		return nil, &modules.ThrownError{Value: p.Result()}
	}
	return nil, modules.NotImplemented("module.register with hooks that wait for the event loop")
}

// register is module.register(specifier[, parentURL][, options]). The hooks run in the program's own thread, so they
// can wait for promises, but for nothing that the event loop brings.
func (l *Loader) register(c modules.Call) (goja.Value, error) {
	parent := c.Argument(1)
	options, _ := parent.(*goja.Object)
	if options == nil || options.Get("href") != nil {
		options, _ = c.Argument(2).(*goja.Object)
	} else {
		parent = options.Get("parentURL")
	}
	var data goja.Value = goja.Undefined()
	if options != nil {
		if v := options.Get("data"); v != nil {
			data = v
		}
	}
	parentURL := "data:"
	if parent != nil && !goja.IsUndefined(parent) {
		parentURL = parent.String()
	}
	return nil, l.registerModule(c.Argument(0).String(), parentURL, data)
}

func (l *Loader) registerModule(specifier, parent string, data goja.Value) error {
	if _, ok := whatwgurl.Parse(parent, nil); !ok {
		return &modules.Error{Class: "TypeError", Code: "ERR_INVALID_URL", Message: "Invalid URL"}
	}
	m, err := l.importModule(specifier, parent, nil)
	if err != nil {
		return err
	}
	evaluation, err := l.evaluate(m)
	if err != nil {
		return err
	}
	if _, err := l.wait(l.env.VM.ToValue(evaluation)); err != nil {
		return err
	}
	pair := &hookPair{waits: true}
	ns := m.Namespace()
	function := func(name string) goja.Value {
		if !m.Exports(name) {
			return nil
		}
		return ns.Get(name)
	}
	if initialize := function("initialize"); initialize != nil {
		v, err := l.env.Invoke(initialize, goja.Undefined(), data)
		if err != nil {
			return err
		}
		if _, err := l.wait(v); err != nil {
			return err
		}
	}
	pair.resolve, pair.load = function("resolve"), function("load")
	l.asyncHooks = append(l.asyncHooks, pair)
	return nil
}

// registerLoaders registers the modules of --experimental-loader.
func (l *Loader) registerLoaders() error {
	list := l.env.Host.Info().Options["loader"]
	if list == "" {
		return nil
	}
	l.warn("`--experimental-loader` may be removed in the future; instead use `register()`:\n"+
		"--import 'data:text/javascript,import { register } from \"node:module\"; import { pathToFileURL } from \"node:url\"; "+
		"register("+strings.ReplaceAll(list, "\n", ", ")+", pathToFileURL(\"./\"));'", "ExperimentalWarning")
	for _, specifier := range strings.Split(list, "\n") {
		if err := l.registerModule(specifier, fileURL(l.cwd()+string(filepath.Separator)), goja.Undefined()); err != nil {
			return err
		}
	}
	return nil
}

// findPackageJSON is module.findPackageJSON(specifier[, base]).
func (l *Loader) findPackageJSON(c modules.Call) (goja.Value, error) {
	if !c.Has(0) {
		return nil, modules.MissingArgs("specifier")
	}
	specifier := c.Argument(0).String()
	base := ""
	if c.Has(1) {
		base = c.Argument(1).String()
		if filepath.IsAbs(base) {
			base = fileURL(base)
		}
	}
	parsedBase, _ := whatwgurl.Parse(base, nil)
	path := ""
	switch {
	case strings.HasPrefix(specifier, "file:"):
		file, err := pathOfURL(specifier)
		if err != nil {
			return nil, err
		}
		path = file
	case filepath.IsAbs(specifier):
		path = specifier
	case strings.HasPrefix(specifier, ".") && parsedBase != nil:
		u, ok := whatwgurl.Parse(specifier, parsedBase)
		if !ok {
			return nil, nil
		}
		file, err := pathOfURL(u.Href())
		if err != nil {
			return nil, err
		}
		path = file
	case parsedBase != nil:
		found, _, err := l.resolve().FindPackageJSON(specifier, parsedBase)
		if err != nil {
			return nil, errorOf(err)
		}
		return c.Env.VM.ToValue(found), nil
	default:
		return nil, nil
	}
	if info, err := l.env.FS.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "noop.js")
	}
	p, err := l.resolve().NearestPackage(path)
	if err != nil {
		return nil, errorOf(err)
	}
	if p == nil {
		return nil, nil
	}
	return c.Env.VM.ToValue(p.Path), nil
}
