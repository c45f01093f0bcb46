package loader

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/whatwgurl"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/source"
)

// esmState is what the loader has of ES modules, once there is one.
type esmState struct {
	engine  *esm.Engine
	loaded  map[moduleKey]*esm.Module
	facades map[*esm.Module]*esm.Module
	// resolved is what requests have been resolved to: a program goes on with what it has loaded.
	resolved map[importRequest]string
	// main is the URL of the program's main module, mainModule that module once it evaluates.
	main       string
	mainModule *esm.Module
	// builtins are the namespaces of builtin modules, for syncBuiltinESMExports.
	builtins map[string]*esm.Module
}

// moduleKey tells modules apart: by URL, and the type that imports ask for.
type moduleKey struct{ url, kind string }

// importRequest is a specifier as a module asks for it.
type importRequest struct{ specifier, parent string }

// moduleFormat is what a URL turned out to be.
type moduleFormat string

const (
	formatModule   moduleFormat = "module"
	formatCommonJS moduleFormat = "commonjs"
	formatJSON     moduleFormat = "json"
	formatBuiltin  moduleFormat = "builtin"
)

func (l *Loader) modules() (*esmState, error) {
	if l.esm == nil {
		engine, err := esm.New(l.env)
		if err != nil {
			return nil, err
		}
		l.esm = &esmState{
			engine: engine, loaded: map[moduleKey]*esm.Module{}, facades: map[*esm.Module]*esm.Module{}, resolved: map[importRequest]string{}, builtins: map[string]*esm.Module{},
		}
	}
	return l.esm, nil
}

// Modules is the engine of ES modules, for node:vm.
func (l *Loader) Modules() (*esm.Engine, error) {
	state, err := l.modules()
	if err != nil {
		return nil, err
	}
	return state.engine, nil
}

// Link links a module of node:vm.
func (l *Loader) Link(m *esm.Module) error { return l.link(m) }

// fileURL is the URL of a file.
func fileURL(filename string) string {
	return whatwgurl.FromPath(filename, nativeStyle == windowsStyle).Href()
}

// pathOfURL is the file that a file: URL names.
func pathOfURL(u string) (string, error) {
	parsed, ok := whatwgurl.Parse(u, nil)
	if !ok {
		return "", modules.PlainError("ERR_INVALID_URL", "Invalid URL")
	}
	return parsed.Path(nativeStyle == windowsStyle, platform())
}

func protocolOf(u string) string {
	parsed, ok := whatwgurl.Parse(u, nil)
	if !ok {
		return ""
	}
	return parsed.Protocol()
}

// resolveSpecifier is the URL that a specifier means for the module at a URL.
func (l *Loader) resolveSpecifier(specifier, parent string, conditions []string) (string, error) {
	if name := l.builtinID(specifier); name != "" {
		return "node:" + name, nil
	}
	if path, err := pathOfURL(parent); err == nil {
		file, err := l.mapped(specifier, path)
		if err != nil {
			return "", err
		}
		if file != "" {
			return fileURL(file), nil
		}
	}
	found, err := l.resolve().ResolveImport(specifier, parent, conditions)
	if err != nil {
		return "", errorOf(err)
	}
	return found, nil
}

// resolveImport is resolveSpecifier through the hooks.
func (l *Loader) resolveImport(specifier, parent string, attributes []source.ModuleAttribute) (hookResolution, error) {
	if !l.hooked() {
		request := importRequest{specifier, parent}
		if u, ok := l.esm.resolved[request]; ok {
			return hookResolution{url: u}, nil
		}
		u, err := l.resolveSpecifier(specifier, parent, nil)
		if err == nil {
			l.esm.resolved[request] = u
		}
		return hookResolution{url: u}, err
	}
	return l.resolveHooked(specifier, parent, l.resolve().ImportConditions, attributes, func(specifier string, context *goja.Object) (*goja.Object, error) {
		conditions, err := l.contextConditions(context)
		if err != nil {
			return nil, err
		}
		u, err := l.resolveSpecifier(specifier, parent, conditions)
		if err != nil {
			return nil, err
		}
		format, _ := l.formatOfURL(u)
		return l.resolution(u, format), nil
	})
}

// importModule finds the module that a specifier means, and loads it if need be with all that it asks for.
func (l *Loader) importModule(specifier, parent string, attributes []source.ModuleAttribute) (*esm.Module, error) {
	if _, err := l.modules(); err != nil {
		return nil, err
	}
	l.resolve().Enter()
	defer l.resolve().Leave()
	m, err := l.request(specifier, parent, attributes)
	if err != nil {
		return nil, err
	}
	return m, l.loadRequested(m)
}

// request finds or makes a module.
func (l *Loader) request(specifier, parent string, attributes []source.ModuleAttribute) (*esm.Module, error) {
	found, err := l.resolveImport(specifier, parent, attributes)
	if err != nil {
		return nil, err
	}
	u := found.url
	kind := ""
	for _, a := range attributes {
		if a.Key == "type" {
			kind = a.Value
		}
	}
	key := moduleKey{u, kind}
	if m := l.esm.loaded[key]; m != nil {
		return m, nil
	}
	m, err := l.newESModule(found, attributes)
	if err != nil {
		return nil, err
	}
	l.esm.loaded[key] = m
	return m, nil
}

// loadRequested loads what a module asks for, and what that asks for.
func (l *Loader) loadRequested(m *esm.Module) error {
	if m.Unit == nil {
		return nil
	}
	for i, r := range m.Unit.Module.Requests {
		if m.Requested[i] != nil {
			continue
		}
		found, err := l.request(r.Specifier, m.URL, r.Attributes)
		if err != nil {
			return err
		}
		m.Requested[i] = found
		if err := l.loadRequested(found); err != nil {
			m.Requested[i] = nil
			return err
		}
	}
	return nil
}

// link links a module that has been loaded.
func (l *Loader) link(m *esm.Module) error {
	err := m.Link()
	var missing *esm.LinkError
	if errors.As(err, &missing) {
		return l.linkError(missing)
	}
	return err
}

// linkError is the SyntaxError for an import of what is not exported.
func (l *Loader) linkError(e *esm.LinkError) error {
	message := e.Error()
	if info, ok := e.From.Host.(*commonJSModule); ok && !e.Ambiguous && info != nil {
		message = commonJSHint(e)
	}
	o := l.env.Error(&modules.Error{Class: "SyntaxError", Message: message})
	m := e.Module.Unit.Map
	if p, ok := m.Position(e.Offset); ok {
		syntaxErrors.Set(l.env.VM, o, &source.SyntaxError{
			File: p.File, Message: message, Line: p.Line, Column: p.Column, Length: m.NameLength(p), SourceLine: m.Line(p.Line),
			Joined: true,
		})
	}
	return &modules.ThrownError{Value: o}
}

// commonJSHint is the message about a name that a CommonJS module was not seen to export.
func commonJSHint(e *esm.LinkError) string {
	s := "Named export '" + e.Name + "' not found. The requested module '" + e.Request.Specifier +
		"' is a CommonJS module, which may not support all module.exports as named exports.\n" +
		"CommonJS modules can always be imported via the default export, for example using:\n\n" +
		"import pkg from '" + e.Request.Specifier + "';\n"
	if names := destructured(e); names != "" {
		s += "const " + names + " = pkg;\n"
	}
	return s
}

// destructured is the import's list as a pattern, or "" if it is not on one line.
func destructured(e *esm.LinkError) string {
	p, ok := e.Module.Unit.Map.Position(e.Offset)
	if !ok {
		return ""
	}
	return source.ImportPattern(e.Module.Unit.Map.Line(p.Line))
}

// evaluate links and evaluates a module, and gives the promise of the evaluation.
func (l *Loader) evaluate(m *esm.Module) (*goja.Promise, error) {
	if err := l.link(m); err != nil {
		return nil, err
	}
	return m.Evaluate()
}
