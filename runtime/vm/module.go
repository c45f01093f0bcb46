package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/namespaces"
	"github.com/gonode/gonode/runtime/esm"
	"github.com/gonode/gonode/runtime/source"
)

// module is what is behind a vm.Module.
type module struct {
	record  *esm.Module
	context *context
	// linked says that the modules it asks for are known.
	linked bool
}

var moduleSlot = modules.NewSlot[module]("kWrap")

// vmModules is what the part in JavaScript gives to the one in Go.
type vmModules struct{ exports, importDynamically *goja.Object }

var vmModulesOf = modules.NewLocal(func(e *modules.Env) *vmModules {
	isContext := e.Func("isContext", 1, func(c modules.Call) (goja.Value, error) {
		return c.Env.VM.ToValue(contextOf(c.Env, c.Argument(0)) != nil), nil
	})
	newError := e.Func("error", 4, func(c modules.Call) (goja.Value, error) {
		err := &modules.Error{Class: c.Argument(0).String(), Code: c.Argument(1).String(), Message: c.Argument(2).String()}
		if c.Has(3) {
			err.Cause = c.Argument(3)
		}
		return c.Env.Error(err), nil
	})
	exports := moduleScript.Run(e, moduleBinding(e), checks(e), newError, isContext, requireFunc(e)).(*goja.Object)
	importDynamically := exports.Get("importDynamically").(*goja.Object)
	must(e, exports.Delete("importDynamically"))
	return &vmModules{exports, importDynamically}
})

func moduleBinding(e *modules.Env) *goja.Object {
	return e.Exports(
		modules.Fn("sourceText", 8, newSourceText),
		modules.Fn("synthetic", 5, newSynthetic),
		modules.Fn("identifier", 1, onModule(func(c modules.Call, m *module) (goja.Value, error) { return c.Env.VM.ToValue(m.record.URL), nil })),
		modules.Fn("status", 1, onModule(func(c modules.Call, m *module) (goja.Value, error) { return c.Env.VM.ToValue(m.status()), nil })),
		modules.Fn("namespace", 1, onModule(func(_ modules.Call, m *module) (goja.Value, error) { return m.record.Namespace(), nil })),
		modules.Fn("error", 1, onModule(func(c modules.Call, m *module) (goja.Value, error) { return c.Env.Thrown(m.record.Err()), nil })),
		modules.Fn("requests", 1, onModule(requests)),
		modules.Fn("link", 2, onModule(link)),
		modules.Fn("instantiate", 1, onModule(instantiate)),
		modules.Fn("evaluate", 3, onModule(evaluate)),
		modules.Fn("hasAsyncGraph", 1, onModule(func(c modules.Call, m *module) (goja.Value, error) {
			return c.Env.VM.ToValue(m.record.HasTopLevelAwait()), nil
		})),
		modules.Fn("hasTopLevelAwait", 1, onModule(func(c modules.Call, m *module) (goja.Value, error) {
			return c.Env.VM.ToValue(m.record.Unit.Module.Async), nil
		})),
		modules.Fn("setExport", 3, onModule(setExport)),
		modules.Fn("isNamespace", 1, func(c modules.Call) (goja.Value, error) {
			o, ok := c.Argument(0).(*goja.Object)
			return c.Env.VM.ToValue(ok && namespaces.Is(c.Env, o)), nil
		}),
		modules.Fn("experimental", 1, warnExperimental),
		modules.Fn("cacheOf", 1, cacheOf),
		modules.Fn("int32", 2, integer(-1<<31, 1<<31-1)),
		modules.Fn("positive", 2, integer(1, 1<<32-1)),
	)
}

func onModule(f func(modules.Call, *module) (goja.Value, error)) modules.Func {
	return func(c modules.Call) (goja.Value, error) { return f(c, moduleSlot.Own(c.Argument(0))) }
}

func wrap(e *modules.Env, m *module) goja.Value {
	o := e.VM.NewObject()
	moduleSlot.Set(e.VM, o, m)
	return o
}

// newSourceText(self, code, identifier, context, line, column, importer, initializeImportMeta) returns a handle.
func newSourceText(c modules.Call) (goja.Value, error) {
	self, x := c.Argument(0), contextOf(c.Env, c.Argument(3))
	src := source.Source{
		Kind: source.Module, Text: c.Argument(1).String(), Name: c.Argument(2).String(),
		Line: int(c.Argument(4).ToInteger()), Column: int(c.Argument(5).ToInteger()),
	}
	unit, err := x.compile(c.Env, src, newImporter(c.Env, c.Argument(6), self, ""))
	if err != nil {
		return nil, err
	}
	engine, err := loaderOf(c.Env).Modules()
	if err != nil {
		return nil, err
	}
	m := engine.SourceText(src.Name, unit)
	if x != nil {
		if unit.Imports || unit.AsyncLoops {
			x.realm.Borrow()
		}
		m.Realm = x.realm
	}
	initialize := c.Argument(7)
	m.Meta = func(meta *goja.Object) error {
		if goja.IsUndefined(initialize) {
			return nil
		}
		_, err := c.Env.Invoke(initialize, goja.Undefined(), meta, self)
		return err
	}
	return wrap(c.Env, &module{record: m, context: x, linked: len(unit.Module.Requests) == 0}), nil
}

// newSynthetic(self, names, steps, identifier, context) returns a handle.
func newSynthetic(c modules.Call) (goja.Value, error) {
	self, steps := c.Argument(0), c.Argument(2)
	engine, err := loaderOf(c.Env).Modules()
	if err != nil {
		return nil, err
	}
	m := engine.Synthetic(c.Argument(3).String(), stringsOf(c.Argument(1)), func(*esm.Module) error {
		_, err := c.Env.Invoke(steps, self)
		return err
	})
	for _, name := range m.Names() {
		if err := m.Set(name, goja.Undefined()); err != nil {
			return nil, err
		}
	}
	return wrap(c.Env, &module{record: m, context: contextOf(c.Env, c.Argument(4)), linked: true}), nil
}

// status is an index of the names that vm.Module.status has.
func (m *module) status() int {
	switch {
	case m.record.Err() != nil:
		return 5
	case m.record.Started():
		return 4
	case m.record.Evaluating():
		return 3
	case m.record.Linked():
		return 2
	}
	return 0
}

// requests(handle) returns what the module asks for: specifiers, attributes and phases.
func requests(c modules.Call, m *module) (goja.Value, error) {
	vm := c.Env.VM
	var list []any
	for _, r := range m.record.Unit.Module.Requests {
		attributes, o := vm.CreateObject(nil), vm.CreateObject(nil)
		for _, a := range r.Attributes {
			must(c.Env, attributes.Set(a.Key, a.Value))
		}
		must(c.Env, o.Set("specifier", r.Specifier))
		must(c.Env, o.Set("attributes", attributes))
		must(c.Env, o.Set("phase", "evaluation"))
		list = append(list, o)
	}
	return vm.NewArray(list...), nil
}

// link(handle, handles) tells the module which modules it has asked for.
func link(c modules.Call, m *module) (goja.Value, error) {
	list := c.Argument(1).(*goja.Object)
	for i, key := range list.Keys() {
		m.record.Requested[i] = moduleSlot.Own(list.Get(key)).record
	}
	m.linked = true
	return nil, nil
}

// instantiate(handle) connects the imports of the module, and of all that it asks for.
func instantiate(c modules.Call, m *module) (goja.Value, error) {
	if !m.linked {
		return nil, modules.PlainError("ERR_VM_MODULE_LINK_FAILURE", "module is not linked")
	}
	if below, specifier := m.record.Unresolved(); below != nil {
		return nil, modules.PlainError("ERR_VM_MODULE_LINK_FAILURE",
			"request for '%s' can not be resolved on module '%s' that is not linked", specifier, below.URL)
	}
	return nil, loaderOf(c.Env).Link(m.record)
}

// evaluate(handle, timeout, breakOnSigint) returns a promise.
func evaluate(c modules.Call, m *module) (goja.Value, error) {
	limits := limits{c.Argument(1).ToInteger(), c.Argument(2).ToBoolean()}
	return limits.within(c.Env, func() (goja.Value, error) {
		return m.context.evaluate(func() (goja.Value, error) {
			p, err := m.record.Evaluate()
			if err != nil {
				return nil, err
			}
			return c.Env.VM.ToValue(p), nil
		})
	})
}

// setExport(handle, name, value) sets an export of a synthetic module.
func setExport(c modules.Call, m *module) (goja.Value, error) {
	name := c.Argument(1).String()
	if !m.record.Exports(name) {
		return nil, &modules.Error{Class: "ReferenceError", Message: "Export '" + name + "' is not defined in module"}
	}
	return nil, m.record.Set(name, c.Argument(2))
}
