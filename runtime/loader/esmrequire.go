package loader

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/source"
)

// requireESM gives a CommonJS module the exports of the ES module that its file turned out to be.
func (l *Loader) requireESM(module *goja.Object, filename, text string) error {
	state, err := l.modules()
	if err != nil {
		return err
	}
	u := fileURL(filename)
	key := moduleKey{url: u}
	m := state.loaded[key]
	if m == nil {
		if m, err = l.sourceModule(u, text); err != nil {
			return err
		}
		state.loaded[key] = m
	}
	if l.main == module {
		state.main = u
		l.env.Host.Microtask(func() error {
			if err := l.loadRequested(m); err != nil {
				return err
			}
			return l.evaluateMain(m)
		})
		return nil
	}
	if err := l.loadRequested(m); err != nil {
		return err
	}
	if err := l.checkCycle(module, filename); err != nil {
		return err
	}
	if err := l.checkImported(m, map[*esm.Module]bool{}); err != nil {
		return err
	}
	l.traceRequire(module)
	parent := l.requirer(module)
	if m.HasTopLevelAwait() {
		message := "require() cannot be used on an ESM graph with top-level await. Use import() instead. " +
			"To see where the top-level await comes from, use --experimental-print-required-tla."
		if parent != "" {
			message += "\nRequired module: " + filename + "\nRequire stack:\n- " + strings.Join(requireStack(parents.Own(module).parent), "\n- ")
		}
		return modules.PlainError("ERR_REQUIRE_ASYNC_MODULE", "%s", message)
	}
	if err := l.link(m); err != nil {
		return err
	}
	if err := m.Run(); err != nil {
		return err
	}
	return l.exportNamespace(module, m)
}

// checkCycle refuses an ES module that is being evaluated to what that requires.
func (l *Loader) checkCycle(module *goja.Object, filename string) error {
	if l.esm == nil {
		return nil
	}
	m := l.esm.loaded[moduleKey{url: fileURL(filename)}]
	if m == nil || m.Unit == nil || !m.Evaluating() || m.HasTopLevelAwait() {
		return nil
	}
	from := ""
	if parent := l.requirer(module); parent != "" {
		from = " (from " + parent + ")"
	}
	return modules.PlainError("ERR_REQUIRE_CYCLE_MODULE", "Cannot require() ES Module %s in a cycle.%s", filename, from)
}

// withoutRequireModule tells whether require is not to load ES modules.
func (l *Loader) withoutRequireModule() bool {
	options := l.env.Host.Info().Options
	_, long := options["no-experimental-require-module"]
	_, short := options["no-require-module"]
	return long || short
}

// refuseESM is the error for an ES module that is required where that is not allowed.
func (l *Loader) refuseESM(module *goja.Object, filename string) error {
	from, in := "", ""
	if parent := l.requirer(module); parent != "" {
		from, in = " from "+parent, " in "+parent
	}
	advice := filename + in
	switch filepath.Ext(filename) {
	case ".mjs", ".mts":
		advice = filename
	case ".js":
		advice = filepath.Base(filename) + in
	}
	return modules.PlainError("ERR_REQUIRE_ESM", "require() of ES Module %s%s not supported.\n"+
		"Instead change the require of %s to a dynamic import() which is available in all CommonJS modules.", filename, from, advice)
}

// checkImported refuses modules that are being executed to ES modules that are required.
func (l *Loader) checkImported(m *esm.Module, seen map[*esm.Module]bool) error {
	if m == nil || m.Unit == nil || seen[m] || m.Linked() {
		return nil
	}
	seen[m] = true
	from := m.URL
	if path, err := pathOfURL(m.URL); err == nil {
		from = path
	}
	cycle := func(kind, specifier string) error {
		return modules.PlainError("ERR_REQUIRE_CYCLE_MODULE", "Cannot import %s %s in a cycle. (from %s)", kind, specifier, from)
	}
	for i, requested := range m.Requested {
		specifier := m.Unit.Module.Requests[i].Specifier
		if requested.Unit != nil && requested.Evaluating() && !requested.HasTopLevelAwait() {
			return cycle("Module", specifier)
		}
		if info, ok := requested.Host.(*commonJSModule); ok && info != nil {
			cached, ok := l.cached(info.filename)
			if ok && !loaded(cached) && executing.Own(cached) != nil {
				return cycle("CommonJS Module", specifier)
			}
		}
		if err := l.checkImported(requested, seen); err != nil {
			return err
		}
	}
	return nil
}

// traceRequire warns that an ES module is required, if --trace-require-module asks for it.
func (l *Loader) traceRequire(module *goja.Object) {
	mode, on := l.env.Host.Info().Options["trace-require-module"]
	if !on {
		return
	}
	link := parents.Own(module)
	if link == nil {
		return
	}
	parent, ok := link.parent.(*goja.Object)
	if !ok {
		return
	}
	from := stringOr(parent.Get("filename"))
	if mode == "no-node-modules" && strings.Contains(from, string(filepath.Separator)+"node_modules"+string(filepath.Separator)) {
		return
	}
	id := stringOr(parent.Get("id"))
	if from == "" {
		from = id
	}
	switch from {
	case "internal/preload":
		from = "--require"
	case "<repl>":
		from = "The REPL"
	default:
		if from = "CommonJS module " + from; id == "." {
			from = "The entry point"
		}
	}
	if !l.traced {
		l.traced = true
		l.warn(from+" is loading ES Module "+stringOr(module.Get("id"))+" using require().\n"+
			"Support for loading ES Module in require() is an experimental feature and might change at any time", "ExperimentalWarning")
	}
}

// requirer is the file that required a module.
func (l *Loader) requirer(module *goja.Object) string {
	link := parents.Own(module)
	if link == nil {
		return ""
	}
	parent, ok := link.parent.(*goja.Object)
	if !ok {
		return ""
	}
	return stringOr(parent.Get("filename"))
}

// exportNamespace makes a namespace the exports of a CommonJS module: the export "module.exports" if there is one, or
// a namespace that says what it is if there is a default export that compiled code looks for.
func (l *Loader) exportNamespace(module *goja.Object, m *esm.Module) error {
	ns := m.Namespace()
	has := func(name string) bool { return m.Exports(name) }
	switch {
	case has("module.exports"):
		return module.Set("exports", ns.Get("module.exports"))
	case !has("default") || has("__esModule"):
		return module.Set("exports", ns)
	}
	facade := l.esm.facades[m]
	if facade == nil {
		unit, err := l.compile(source.Source{
			Name: "node:internal/require_module_default_facade", Kind: source.Module,
			Text: "export * from 'original'; export { default } from 'original'; export const __esModule = true;",
		})
		if err != nil {
			return err
		}
		facade = l.esm.engine.SourceText(m.URL, unit)
		facade.Requested[0] = m
		if err := facade.Link(); err != nil {
			return err
		}
		if err := facade.Run(); err != nil {
			return err
		}
		l.esm.facades[m] = facade
	}
	return module.Set("exports", facade.Namespace())
}
