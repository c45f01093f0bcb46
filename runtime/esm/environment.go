package esm

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// newRecord makes the object that has the exports of a module as properties. Until a property has its value it is an
// accessor, which throws when it is read.
func (e *Engine) newRecord(names []string) *goja.Object {
	record := e.env.VM.CreateObject(nil)
	names = slices.Clone(names)
	sortNames(names)
	for _, name := range names {
		a := e.uninitialized(name)
		if err := record.DefineAccessorProperty(name, a.get, a.set, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
			panic(e.env.Panic(err))
		}
	}
	return record
}

// uninitialized is the accessor for a name, shared by all modules that export it.
func (e *Engine) uninitialized(name string) accessor {
	a, ok := e.accessors[name]
	if ok {
		return a
	}
	vm := e.env.VM
	a.get = vm.ToValue(func(goja.FunctionCall) goja.Value {
		panic(e.env.Panic(&modules.Error{Class: "ReferenceError", Message: "Cannot access '" + name + "' before initialization"}))
	})
	a.set = vm.ToValue(func(c goja.FunctionCall) goja.Value {
		err := c.This.(*goja.Object).DefineDataProperty(name, c.Argument(0), goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE)
		if err != nil {
			panic(e.env.Panic(err))
		}
		return goja.Undefined()
	})
	e.accessors[name] = a
	return a
}

// host makes the first argument of a module's function.
func (m *Module) host() *goja.Object {
	e := m.engine.env
	o := e.VM.CreateObject(nil)
	e.Define(o, true,
		modules.Lazy("meta", func(*modules.Env) goja.Value {
			meta := e.VM.CreateObject(nil)
			if m.Meta != nil {
				if err := m.Meta(meta); err != nil {
					panic(e.Panic(err))
				}
			}
			return meta
		}),
		modules.Accessor("constant", func(modules.Call) (goja.Value, error) { return nil, nil }, func(modules.Call) (goja.Value, error) {
			return nil, &modules.Error{Class: "TypeError", Message: "Assignment to constant variable."}
		}),
		modules.Getter("typeofArguments", func(modules.Call) (goja.Value, error) {
			return m.global("arguments"), nil
		}),
		modules.Getter("arguments", func(modules.Call) (goja.Value, error) {
			if v := m.global("arguments"); v != nil {
				return v, nil
			}
			return nil, &modules.Error{Class: "ReferenceError", Message: "arguments is not defined"}
		}),
		modules.Fn("target", 2, func(c modules.Call) (goja.Value, error) {
			return nil, o.DefineAccessorProperty(c.Argument(0).String(), nil, c.Argument(1), goja.FLAG_TRUE, goja.FLAG_TRUE)
		}),
	)
	return o
}

// global gives a global variable, or nil.
func (m *Module) global(name string) goja.Value {
	if m.Realm != nil {
		return m.Realm.Lookup(name)
	}
	return m.engine.env.VM.GlobalObject().Get(name)
}

// instantiate makes the environment of a module: it connects its imports and declares its functions.
func (m *Module) instantiate() error {
	if m.Unit == nil {
		return nil
	}
	info := m.Unit.Module
	for _, x := range info.Exports {
		if x.Request < 0 || x.Star || x.Namespace {
			continue
		}
		if b, _ := m.resolveExport(x.Name, nil); b.module == nil {
			return m.missing(x.Request, x.Import, x.Offset, b)
		}
	}
	args := make([]goja.Value, 2, 2+len(info.Imports))
	args[0], args[1] = m.host(), m.record
	for _, i := range info.Imports {
		from := m.Requested[i.Request]
		if i.Namespace {
			args = append(args, from.Namespace())
			continue
		}
		b, _ := from.resolveExport(i.Name, nil)
		if b.module == nil {
			return m.missing(i.Request, i.Name, i.Offset, b)
		}
		args = append(args, m.bound(i.Name, b))
	}
	run := m.engine.env.VM.RunProgram
	if m.Realm != nil {
		run = m.Realm.Run
	}
	function, err := run(m.Unit.Program)
	if err != nil {
		return err
	}
	body, err := m.engine.env.Invoke(function, goja.Undefined(), args...)
	if err != nil {
		return err
	}
	m.body = body.(*goja.Object)
	_, err = m.engine.env.Invoke(m.engine.next, m.body)
	return err
}

// bound is an object that has a binding under the name that an import gives it.
func (m *Module) bound(name string, b binding) *goja.Object {
	if !b.namespace && b.name == name {
		return b.module.record
	}
	alias := m.engine.env.VM.CreateObject(nil)
	get := m.engine.env.VM.ToValue(func(goja.FunctionCall) goja.Value { return b.value() })
	if err := alias.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
		panic(m.engine.env.Panic(err))
	}
	return alias
}

// binding is where an export comes from: a property of a module's record, or its namespace.
type binding struct {
	module    *Module
	name      string
	local     string // the variable, by which two bindings are told apart
	namespace bool
	ambiguous bool
	circle    string // the specifier that led back, of one that comes from itself
}

func (b binding) same(o binding) bool {
	return b.module == o.module && b.namespace == o.namespace && b.local == o.local
}

func (b binding) value() goja.Value {
	if b.namespace {
		return b.module.Namespace()
	}
	return b.module.record.Get(b.name)
}

type visit struct {
	module *Module
	name   string
}

// resolveExport finds the binding behind an export. It gives none for one that does not exist, or that leads in a
// circle, or that stars make ambiguous.
func (m *Module) resolveExport(name string, seen []visit) (binding, []visit) {
	v := visit{m, name}
	if slices.Contains(seen, v) {
		return binding{}, seen
	}
	seen = append(seen, v)
	if m.Unit == nil {
		if slices.Contains(m.names, name) {
			return binding{module: m, name: name, local: name}, seen
		}
		return binding{}, seen
	}
	for _, x := range m.Unit.Module.Exports {
		if x.Star || x.Name != name {
			continue
		}
		switch {
		case x.Request < 0:
			return binding{module: m, name: name, local: x.Local}, seen
		case x.Namespace:
			return binding{module: m.Requested[x.Request], namespace: true}, seen
		}
		from := m.Requested[x.Request]
		if slices.Contains(seen, visit{from, x.Import}) {
			return binding{circle: m.Unit.Module.Requests[x.Request].Specifier}, seen
		}
		return from.resolveExport(x.Import, seen)
	}
	if name == "default" {
		return binding{}, seen
	}
	var found binding
	for _, x := range m.Unit.Module.Exports {
		if !x.Star {
			continue
		}
		var b binding
		b, seen = m.Requested[x.Request].resolveExport(name, seen)
		switch {
		case b.ambiguous:
			return b, seen
		case b.module == nil:
		case found.module == nil:
			found = b
		case !found.same(b):
			return binding{ambiguous: true}, seen
		}
	}
	return found, seen
}

// exportedNames lists what the module exports, stars followed.
func (m *Module) exportedNames(seen map[*Module]bool) []string {
	if seen[m] {
		return nil
	}
	seen[m] = true
	if m.Unit == nil {
		return m.names
	}
	var names []string
	for _, x := range m.Unit.Module.Exports {
		if !x.Star {
			names = append(names, x.Name)
		}
	}
	for _, x := range m.Unit.Module.Exports {
		if x.Star {
			for _, name := range m.Requested[x.Request].exportedNames(seen) {
				if name != "default" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

// Exports tells whether the module exports a name.
func (m *Module) Exports(name string) bool {
	b, _ := m.resolveExport(name, nil)
	return b.module != nil
}
