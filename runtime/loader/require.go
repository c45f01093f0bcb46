package loader

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
)

// requireFunc makes the require function of a module.
func (l *Loader) requireFunc(module *goja.Object) *goja.Object {
	e := l.env
	require := e.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		return e.Invoke(module.Get("require"), module, c.Argument(0))
	})
	e.Define(require, true,
		modules.Val("resolve", l.requireResolveFunc(module)),
		modules.Val("main", l.mainModule()),
		modules.Val("extensions", l.extensions),
		modules.Val("cache", l.cache),
	)
	return require
}

// mainModule is require.main.
func (l *Loader) mainModule() goja.Value {
	if l.main == nil {
		return goja.Undefined()
	}
	return l.main
}

// requireResolveFunc makes require.resolve(request[, options]).
func (l *Loader) requireResolveFunc(module *goja.Object) *goja.Object {
	e := l.env
	resolve := e.Func("resolve", 2, func(c modules.Call) (goja.Value, error) {
		if _, err := c.String(0, "request"); err != nil {
			return nil, err
		}
		if l.hooked() {
			found, err := l.resolveRequired(c.Argument(0).String(), module, false, c.Argument(1))
			if err != nil {
				return nil, err
			}
			return c.Env.VM.ToValue(found.name), nil
		}
		return e.Method(l.Class(), "_resolveFilename", c.Argument(0), module, modules.Bool(false), c.Argument(1))
	})
	e.Define(resolve, true, modules.Fn("paths", 1, func(c modules.Call) (goja.Value, error) {
		if _, err := c.String(0, "request"); err != nil {
			return nil, err
		}
		return e.Method(l.Class(), "_resolveLookupPaths", c.Argument(0), module)
	}))
	return resolve
}

// moduleRequire is module.require(id).
func (l *Loader) moduleRequire(c modules.Call) (goja.Value, error) {
	id, err := c.String(0, "id")
	if err != nil {
		return nil, err
	}
	if id == "" {
		return nil, c.Env.InvalidArgValue("id", c.Argument(0), "must be a non-empty string")
	}
	l.resolve().Enter()
	defer l.resolve().Leave()
	load := l.Class().Get("_load")
	if trace := l.channel("module.require"); trace != nil {
		context := l.env.VM.CreateObject(nil)
		filename := goja.Undefined()
		if module, ok := c.This.(*goja.Object); ok {
			if v := module.Get("filename"); v != nil {
				filename = v
			}
		}
		l.set(context, "parentFilename", filename)
		l.set(context, "id", c.Argument(0))
		return c.Env.Method(trace, "traceSync", load, context, l.class, c.Argument(0), c.This, modules.Bool(false))
	}
	return c.Env.Invoke(load, l.class, c.Argument(0), c.This, modules.Bool(false))
}

// channel is a tracing channel that somebody has subscribed to, or nil.
func (l *Loader) channel(name string) *goja.Object {
	if traced := l.env.Host.Hooks().Traced; traced != nil {
		return traced(name)
	}
	return nil
}

// createRequire is module.createRequire(filename).
func (l *Loader) createRequire(c modules.Call) (goja.Value, error) {
	text := c.Argument(0).String()
	_, isObject := c.Argument(0).(*goja.Object)
	filename := text
	if isObject || strings.HasPrefix(text, "file:") {
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "file" {
			return nil, invalidFilename(c)
		}
		filename = filepath.FromSlash(u.Path)
	}
	if !goja.IsString(c.Argument(0)) && !isObject || !filepath.IsAbs(filename) {
		return nil, invalidFilename(c)
	}
	isFolder := strings.HasSuffix(filename, "/") || filepath.Separator == '\\' && strings.HasSuffix(filename, `\`)
	if isFolder {
		filename = filepath.Join(filename, "noop.js")
	}
	module, err := l.newModule(filename, nil)
	if err != nil {
		return nil, err
	}
	l.set(module, "filename", filename)
	l.set(module, "paths", l.resolve().NodeModulePaths(filepath.Dir(filename)))
	if text != filename {
		moduleURLs.Set(l.env.VM, module, &text)
	}
	return l.requireFunc(module), nil
}

func invalidFilename(c modules.Call) error {
	return c.Env.InvalidArgValue("filename", c.Argument(0), "must be a file URL object, file URL string, or absolute path string")
}

// resolveFilename is Module._resolveFilename(request, parent, isMain, options).
func (l *Loader) resolveFilename(c modules.Call) (goja.Value, error) {
	request, err := c.String(0, "request")
	if err != nil {
		return nil, err
	}
	o := resolve.RequireOptions{Extensions: l.extensions.Keys(), Main: c.Argument(2).ToBoolean()}
	if options, ok := c.Argument(3).(*goja.Object); ok {
		if err := l.readOptions(options, &o); err != nil {
			return nil, err
		}
	}
	parent := l.parentOf(c.Argument(1))
	if parent != nil {
		file, err := l.mapped(request, parent.Filename)
		if err != nil {
			return nil, err
		}
		if file != "" {
			return c.Env.VM.ToValue(file), nil
		}
	}
	filename, err := l.resolve().ResolveFilename(request, parent, o)
	if err != nil {
		return nil, errorOf(err)
	}
	return c.Env.VM.ToValue(filename), nil
}

func (l *Loader) readOptions(options *goja.Object, o *resolve.RequireOptions) error {
	if paths := options.Get("paths"); paths != nil && !goja.IsUndefined(paths) {
		if !modules.IsArray(paths) {
			return l.env.InvalidArgValue("options.paths", paths, "")
		}
		array := paths.(*goja.Object)
		for _, key := range array.Keys() {
			if v := array.Get(key); !goja.IsString(v) {
				return l.env.InvalidArgType("paths["+key+"]", v, "string")
			}
		}
		o.Paths, o.HasPaths = stringsOf(array), true
	}
	if conditions, ok := options.Get("conditions").(*goja.Object); ok {
		l.env.VM.ForOf(conditions, func(v goja.Value) bool {
			o.Conditions = append(o.Conditions, v.String())
			return true
		})
	}
	return nil
}

// findPath is Module._findPath(request, paths, isMain).
func (l *Loader) findPath(c modules.Call) (goja.Value, error) {
	var paths []string
	if array, ok := c.Argument(1).(*goja.Object); ok {
		paths = stringsOf(array)
	}
	found, err := l.resolve().FindPath(c.Argument(0).String(), paths,
		resolve.RequireOptions{Extensions: l.extensions.Keys(), Main: c.Argument(2).ToBoolean()})
	if err != nil {
		return nil, errorOf(err)
	}
	if found == "" {
		return modules.Bool(false), nil
	}
	return c.Env.VM.ToValue(found), nil
}

// nodeModulePaths is Module._nodeModulePaths(from).
func (l *Loader) nodeModulePaths(c modules.Call) (goja.Value, error) {
	from, err := c.String(0, "path")
	if err != nil {
		return nil, err
	}
	return c.Env.Value(l.resolve().NodeModulePaths(from)), nil
}

// resolveLookupPaths is Module._resolveLookupPaths(request, parent).
func (l *Loader) resolveLookupPaths(c modules.Call) (goja.Value, error) {
	request := c.Argument(0).String()
	if l.builtinID(request) != "" {
		return goja.Null(), nil
	}
	return c.Env.Value(l.resolve().LookupPaths(request, l.parentOf(c.Argument(1)))), nil
}

// initPaths is Module._initPaths(), which reads NODE_PATH anew.
func (l *Loader) initPaths(c modules.Call) (goja.Value, error) {
	l.resolve().GlobalPaths = l.globalPaths()
	return nil, l.class.Set("globalPaths", c.Env.Value(l.resolve().GlobalPaths))
}

// preloadModules is Module._preloadModules(requests), for gonode -r.
func (l *Loader) preloadModules(c modules.Call) (goja.Value, error) {
	array, ok := c.Argument(0).(*goja.Object)
	if !ok || !modules.IsArray(array) {
		return nil, nil
	}
	return nil, l.Preload(stringsOf(array))
}

// Preload requires modules before the main one, as seen from the working
// directory.
func (l *Loader) Preload(requests []string) error {
	if len(requests) == 0 {
		return nil
	}
	parent, err := l.newModule("internal/preload", nil)
	if err != nil {
		return err
	}
	l.set(parent, "paths", l.resolve().NodeModulePaths(l.cwd()))
	l.preloading = true
	defer func() { l.preloading = false }()
	for _, request := range requests {
		if _, err := l.env.Method(parent, "require", l.env.VM.ToValue(request)); err != nil {
			return err
		}
	}
	return nil
}

// runMain is Module.runMain([main]).
func (l *Loader) runMain(c modules.Call) (goja.Value, error) {
	path := c.Argument(0).String()
	if !c.Has(0) {
		args := l.env.Host.Info().Args
		if len(args) == 0 {
			return nil, modules.MissingArgs("main")
		}
		path = args[0]
	}
	return nil, l.RunMain(path)
}
