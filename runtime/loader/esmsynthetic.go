package loader

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/resolve"
	"github.com/gonode/gonode/runtime/source"
)

func decodeBase64(text string) string {
	text = strings.TrimRight(strings.NewReplacer(" ", "", "\n", "", "\t", "", "\r", "").Replace(text), "=")
	b, _ := base64.RawStdEncoding.DecodeString(text)
	return string(b)
}

// jsonModule makes a module of a JSON text, which is read when it is evaluated.
func (l *Loader) jsonModule(u, text string) *esm.Module {
	return l.esm.engine.Synthetic(u, []string{"default"}, func(m *esm.Module) error {
		content := strings.TrimPrefix(text, "\ufeff")
		parse := l.env.VM.Get("JSON").(*goja.Object).Get("parse")
		v, err := l.env.Invoke(parse, goja.Undefined(), l.env.VM.ToValue(content))
		if err != nil {
			if thrown, ok := l.env.Thrown(err).(*goja.Object); ok {
				name := u
				if path, err := pathOfURL(u); err == nil && strings.HasPrefix(u, "file:") {
					name = path
				}
				if err := thrown.Set("message", name+": "+stack.JSONMessage(content)); err != nil {
					return err
				}
			}
			return err
		}
		return m.Set("default", v)
	})
}

// builtinModule makes the module that shows a builtin module's exports.
func (l *Loader) builtinModule(name string) (*esm.Module, error) {
	if l.builtinID("node:"+name) == "" {
		return nil, modules.PlainError("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: node:%s", name)
	}
	exports, ok := l.env.Require(name).(*goja.Object)
	var names []string
	if ok {
		names = l.exportKeys(exports)
	}
	m := l.esm.engine.Synthetic("node:"+name, append(names, "default"), func(m *esm.Module) error {
		if err := m.Set("default", exports); err != nil {
			return err
		}
		return l.copyExports(m, exports)
	})
	l.esm.builtins[name] = m
	return m, nil
}

// exportKeys are the names of an object's properties that become exports.
func (l *Loader) exportKeys(exports *goja.Object) []string {
	return slices.DeleteFunc(exports.Keys(), func(k string) bool { return k == "default" })
}

// copyExports sets the exports of a module of a builtin one to what they are now.
func (l *Loader) copyExports(m *esm.Module, exports *goja.Object) error {
	for _, name := range m.Names() {
		if name == "default" {
			continue
		}
		v, err := l.property(exports, name)
		if err != nil {
			return err
		}
		if err := m.Set(name, v); err != nil {
			return err
		}
	}
	return nil
}

// property reads a property whose getter may throw.
func (l *Loader) property(o *goja.Object, name string) (v goja.Value, err error) {
	if ex := l.env.VM.Try(func() { v = o.Get(name) }); ex != nil {
		return nil, ex
	}
	if v == nil {
		v = goja.Undefined()
	}
	return v, nil
}

// syncBuiltins is module.syncBuiltinESMExports().
func (l *Loader) syncBuiltins(modules.Call) (goja.Value, error) {
	if l.esm == nil {
		return nil, nil
	}
	for name, m := range l.esm.builtins {
		if !m.Evaluated() {
			continue
		}
		if err := l.copyExports(m, l.env.Require(name).(*goja.Object)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// commonJSModule is a CommonJS module that was imported.
type commonJSModule struct{ filename string }

// commonJSModule makes the module that shows a CommonJS one, which runs when it is evaluated.
func (l *Loader) commonJSModule(u string, c *content) (*esm.Module, error) {
	filename, text := c.filename, c.text
	// A program whose main file is a module may have asked for no require until now.
	l.Class()
	names := l.commonJSNames(filename, text, map[string]bool{})
	names = slices.DeleteFunc(names, func(n string) bool { return n == "default" || n == "module.exports" })
	names = append(names, "default", "module.exports")
	m := l.esm.engine.Synthetic(u, names, func(m *esm.Module) error { return l.runCommonJS(m, filename) })
	m.Host = &commonJSModule{filename}
	return m, nil
}

func (l *Loader) cached(filename string) (*goja.Object, bool) {
	l.Class()
	o, ok := l.cache.Get(filename).(*goja.Object)
	return o, ok
}

// commonJSNames are the names that a file exports as far as its text tells, with those of the files it exports whole.
func (l *Loader) commonJSNames(filename, text string, seen map[string]bool) []string {
	if seen[filename] {
		return nil
	}
	seen[filename] = true
	names, reexports := source.CommonJSExports(text)
	for _, request := range reexports {
		found, err := l.resolve().ResolveFilename(request, &resolve.Parent{
			ID: filename, Filename: filename, Paths: l.resolve().NodeModulePaths(l.resolve().Style.Dirname(filename)),
		}, resolve.RequireOptions{Extensions: l.extensions.Keys()})
		if err != nil || l.builtinID(found) != "" {
			continue
		}
		switch {
		case strings.HasSuffix(found, ".json"), strings.HasSuffix(found, ".node"), strings.HasSuffix(found, ".mjs"):
			continue
		}
		content, err := l.env.FS.ReadFile(found)
		if err != nil {
			continue
		}
		for _, name := range l.commonJSNames(found, string(content), seen) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// runCommonJS loads the file as require would and sets the exports.
func (l *Loader) runCommonJS(m *esm.Module, filename string) error {
	exports, err := l.loadImported(filename, l.esm.main == m.URL)
	if err != nil {
		return err
	}
	o, isObject := exports.(*goja.Object)
	for _, name := range m.Names() {
		v := exports
		if name != "default" && name != "module.exports" {
			v = goja.Undefined()
			if isObject {
				if v, err = l.property(o, name); err != nil {
					v = goja.Undefined()
				}
			}
		}
		if err := m.Set(name, v); err != nil {
			return err
		}
	}
	return nil
}
