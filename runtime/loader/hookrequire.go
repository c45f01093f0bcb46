package loader

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// requireResolution is what a request of require means: a builtin module, or a file with its URL.
type requireResolution struct {
	hookResolution
	// name is the file's path, or the id of a builtin module.
	name    string
	builtin bool
}

// resolveRequired resolves a request of require by the hooks.
func (l *Loader) resolveRequired(request string, parent goja.Value, isMain bool, options goja.Value) (*requireResolution, error) {
	vm := l.env.VM
	at, err := l.resolveHooked(request, l.parentURL(parent), l.resolve().RequireConditions, nil, func(request string, context *goja.Object) (*goja.Object, error) {
		if name := l.builtinID(request); name != "" {
			return l.resolution("node:"+name, formatBuiltin), nil
		}
		if name, scheme := strings.CutPrefix(request, "node:"); scheme {
			return nil, modules.PlainError("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: node:%s", name)
		}
		conditions, err := l.contextConditions(context)
		if err != nil {
			return nil, err
		}
		resolveOptions := options
		if conditions != nil && (options == nil || goja.IsUndefined(options)) {
			o := vm.NewObject()
			l.env.Define(o, true, modules.Val("conditions", l.env.Value(conditions)))
			resolveOptions = o
		}
		if resolveOptions == nil {
			resolveOptions = goja.Undefined()
		}
		found, err := l.env.Method(l.Class(), "_resolveFilename", vm.ToValue(request), parent, modules.Bool(isMain), resolveOptions)
		if err != nil {
			return nil, err
		}
		if name := l.builtinID(found.String()); name != "" {
			return l.resolution("node:"+name, formatBuiltin), nil
		}
		return l.resolution(fileURL(found.String()), ""), nil
	})
	if err != nil {
		return nil, err
	}
	r := &requireResolution{hookResolution: at, name: at.url}
	switch {
	case strings.HasPrefix(at.url, "node:"):
		r.builtin = true
		if id := strings.TrimPrefix(at.url, "node:"); l.builtinID(id) != "" {
			r.name = id
		}
	case strings.HasPrefix(at.url, "file:"):
		if r.name, err = pathOfURL(at.url); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// parentURL is the URL of a module that requires.
func (l *Loader) parentURL(parent goja.Value) string {
	o, ok := parent.(*goja.Object)
	if !ok {
		return ""
	}
	if u := moduleURLs.Own(o); u != nil {
		return *u
	}
	if filename := stringOr(o.Get("filename")); filename != "" {
		return fileURL(filename)
	}
	return ""
}

// moduleURLs are the URLs of modules, where they say more than the file.
var moduleURLs = modules.NewSlot[string]("kURL")

// loadRequired is Module._load where there are hooks.
func (l *Loader) loadRequired(request string, parent goja.Value, isMain bool) (goja.Value, error) {
	found, err := l.resolveRequired(request, parent, isMain, nil)
	if err != nil {
		return nil, err
	}
	if found.builtin {
		return l.loadBuiltin(found)
	}
	if cached, ok := l.cache.Get(found.name).(*goja.Object); ok {
		if err := l.checkCycle(cached, found.name); err != nil {
			return nil, err
		}
		return l.reuse(cached, parent)
	}
	l.pending = &found.hookResolution
	return l.loadFile(found.name, parent, isMain)
}

// loadBuiltin loads a builtin module, or what the hooks put in its place.
func (l *Loader) loadBuiltin(found *requireResolution) (goja.Value, error) {
	id := strings.TrimPrefix(found.url, "node:")
	format, text, err := l.loadHooked(found.url, found.format, l.resolve().RequireConditions, nil, func(u string, _ *goja.Object) (*goja.Object, error) {
		if strings.HasPrefix(u, "node:") {
			return l.loaded(formatBuiltin, nil)
		}
		return l.loadedFile(u)
	})
	if err != nil {
		return nil, err
	}
	if format == formatBuiltin {
		if l.builtinID("node:"+id) == "" {
			return nil, modules.PlainError("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: node:%s", id)
		}
		return l.env.Require(id), nil
	}
	module, err := l.newModule(found.url, nil)
	if err != nil {
		return nil, err
	}
	if err := l.compileAs(module, found.url, format, text); err != nil {
		return nil, err
	}
	return module.Get("exports"), nil
}

// loadedFile reads a file for the hooks of require.
func (l *Loader) loadedFile(u string) (*goja.Object, error) {
	if !strings.HasPrefix(u, "file:") {
		return nil, modules.PlainError("ERR_UNSUPPORTED_ESM_URL_SCHEME",
			"Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '%s'", protocolOf(u))
	}
	filename, err := pathOfURL(u)
	if err != nil {
		return nil, err
	}
	text, err := l.env.FS.ReadFile(filename)
	if err != nil {
		return nil, modules.SystemError(err, "open", filename, "")
	}
	format, err := l.fileFormat(filename)
	if err != nil {
		format = ""
	}
	content := string(text)
	return l.loaded(format, &content)
}

// loadByHooks loads the text of a file by the hooks and runs it.
func (l *Loader) loadByHooks(module *goja.Object, filename string) (done bool, err error) {
	if text, ok := l.texts[filename]; ok {
		delete(l.texts, filename)
		return true, l.compileAs(module, filename, formatCommonJS, text)
	}
	at := hookResolution{url: fileURL(filename)}
	if l.pending != nil {
		at, l.pending = *l.pending, nil
	}
	format, text, err := l.loadHooked(at.url, at.format, l.resolve().RequireConditions, nil, func(u string, _ *goja.Object) (*goja.Object, error) {
		return l.loadedFile(u)
	})
	if err != nil {
		return false, err
	}
	return true, l.compileAs(module, filename, format, text)
}

// compileAs runs the text of a module in a format, "" for whatever it is.
func (l *Loader) compileAs(module *goja.Object, filename string, format moduleFormat, text string) error {
	switch format {
	case formatJSON:
		return l.setJSON(module, filename, text)
	case formatBuiltin:
		return module.Set("exports", l.env.Require(l.builtinID(filename)))
	}
	vm := l.env.VM
	_, err := l.env.Method(module, "_compile", vm.ToValue(text), vm.ToValue(filename), l.formatValue(format))
	return err
}

// loadImported loads a CommonJS file that was imported.
func (l *Loader) loadImported(filename string, isMain bool) (goja.Value, error) {
	if !l.hooked() {
		l.resolve().Enter()
		defer l.resolve().Leave()
		return l.env.Method(l.Class(), "_load", l.env.VM.ToValue(filename), goja.Undefined(), modules.Bool(isMain))
	}
	if cached, ok := l.cached(filename); ok {
		return l.reuse(cached, goja.Undefined())
	}
	return l.loadFile(filename, goja.Undefined(), isMain)
}
