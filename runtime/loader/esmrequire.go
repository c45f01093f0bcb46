package loader

import (
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
