package loader

import (
	"errors"
	"net/url"
	"path/filepath"
	"regexp"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/resolve"
	"github.com/gonode/gonode/runtime/source"
)

var moduleSyntax = regexp.MustCompile(`(?m)^\s*(import\s*[\w{*"']|export\s*[\w{*])|import\.meta`)

// hasModuleSyntax tells whether a text that is no CommonJS is meant to be an
// ES module.
func hasModuleSyntax(text string) bool { return moduleSyntax.MatchString(text) }

// runModule runs an ES module as the CommonJS that it compiles to.
func (l *Loader) runModule(module *goja.Object, filename, text string) (goja.Value, error) {
	unit, err := l.compile(source.Source{
		Name: filename, Text: text, Kind: source.Module, Language: source.LanguageOf(filename),
	})
	if err != nil {
		return nil, err
	}
	wrapper, err := l.env.VM.RunProgram(unit.Program)
	if err != nil {
		return nil, err
	}
	if l.compiled == nil {
		l.compiled = map[string]bool{}
	}
	l.compiled[filename] = true
	e := l.env
	meta := e.VM.CreateObject(nil)
	e.Define(meta, true,
		modules.Val("dirname", filepath.Dir(filename)),
		modules.Val("filename", filename),
		modules.Val("main", modules.Bool(l.main == module)),
		modules.Fn("resolve", 1, func(c modules.Call) (goja.Value, error) {
			if name := l.builtinID(c.Argument(0).String()); name != "" {
				return c.Env.VM.ToValue("node:" + name), nil
			}
			found, err := l.resolve().ResolveImport(c.Argument(0).String(), fileURL(filename), nil)
			var missing *resolve.Error
			if errors.As(err, &missing) && missing.Code == "ERR_MODULE_NOT_FOUND" && missing.URL != "" {
				return c.Env.VM.ToValue(missing.URL), nil
			}
			if err != nil {
				return nil, errorOf(err)
			}
			return c.Env.VM.ToValue(found), nil
		}),
		modules.Val("url", fileURL(filename)),
	)
	exports := module.Get("exports")
	return e.Invoke(wrapper, goja.Undefined(), exports, l.importFunc(module, filename), module, meta)
}

// importFunc is the require of a compiled ES module: it resolves as import
// does.
func (l *Loader) importFunc(module *goja.Object, filename string) *goja.Object {
	return l.env.Func("require", 1, func(c modules.Call) (goja.Value, error) {
		request := c.Argument(0).String()
		if name := l.builtinID(request); name != "" {
			return l.namespaceOf("node:"+name, l.env.Require(name))
		}
		found, err := l.resolveImport(request, filename)
		if err != nil {
			return nil, err
		}
		exports, err := l.load(found, module, false)
		if err != nil {
			return nil, err
		}
		if o, ok := exports.(*goja.Object); ok && l.compiled[found] {
			return o, nil
		}
		return l.namespaceOf(found, exports)
	})
}

func fileURL(filename string) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(filename)}
	return u.String()
}

// bindImport gives lowered code the function behind import().
func (l *Loader) bindImport() error {
	if l.importBound {
		return nil
	}
	l.importBound = true
	return source.BindImport(l.env.VM, l.env.Func("import", 1, l.dynamicImport))
}

// dynamicImport is import(specifier): a promise for the namespace of a module
// that require can load.
func (l *Loader) dynamicImport(c modules.Call) (goja.Value, error) {
	specifier := c.Argument(0)
	referrer := l.callerFile()
	p, resolve, reject := c.Env.VM.NewPromise()
	c.Env.Host.Microtask(func() error {
		namespace, err := l.importFrom(referrer, specifier)
		if err != nil {
			return reject(c.Env.Thrown(err))
		}
		return resolve(namespace)
	})
	return c.Env.VM.ToValue(p), nil
}

// callerFile is the file of the JavaScript that calls now.
func (l *Loader) callerFile() string {
	for _, frame := range l.env.VM.CaptureCallStack(4, nil) {
		if name := frame.SrcName(); filepath.IsAbs(name) {
			return name
		}
	}
	return filepath.Join(l.cwd(), "[eval1]")
}

func (l *Loader) importFrom(referrer string, specifier goja.Value) (goja.Value, error) {
	request := specifier.String()
	if name := l.builtinID(request); name != "" {
		return l.namespaceOf("node:"+name, l.env.Require(name))
	}
	filename, err := l.resolveImport(request, referrer)
	if err != nil {
		return nil, err
	}
	exports, err := l.load(filename, nil, false)
	if err != nil {
		return nil, err
	}
	return l.namespaceOf(filename, exports)
}

// namespaceOf shows exports as a namespace object: the module's own if it was
// an ES module, else one with the exports as default and their properties.
func (l *Loader) namespaceOf(key string, exports goja.Value) (goja.Value, error) {
	if ns := l.namespaces[key]; ns != nil {
		return ns, nil
	}
	e := l.env
	ns := e.VM.CreateObject(nil)
	o, isObject := exports.(*goja.Object)
	if isObject {
		for _, name := range o.Keys() {
			if name == "default" || name == "__esModule" {
				continue
			}
			e.Define(ns, true, modules.Getter(name, func(modules.Call) (goja.Value, error) { return o.Get(name), nil }))
		}
	}
	if isObject && l.compiled[key] {
		if o.Get("default") != nil {
			e.Define(ns, true, modules.Getter("default", func(modules.Call) (goja.Value, error) { return o.Get("default"), nil }))
		}
	} else {
		e.Define(ns, true, modules.Val("default", exports))
		e.Define(ns, false, modules.Val("__esModule", true))
	}
	e.Define(ns, false, modules.Val("Module", "Module").WithSymbol(goja.SymToStringTag).ReadOnly())
	if l.namespaces == nil {
		l.namespaces = map[string]*goja.Object{}
	}
	l.namespaces[key] = ns
	return ns, nil
}

func (l *Loader) resolveImport(request, referrer string) (string, error) {
	found, err := l.resolve().ResolveImport(request, fileURL(referrer), nil)
	if err != nil {
		return "", errorOf(err)
	}
	u, err := url.Parse(found)
	if err != nil || u.Scheme != "file" {
		return "", modules.PlainError("ERR_UNSUPPORTED_ESM_URL_SCHEME",
			"Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '%s'", u.Scheme+":")
	}
	return filepath.FromSlash(u.Path), nil
}
