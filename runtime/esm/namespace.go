package esm

import (
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules/namespaces"
)

// sortNames sorts by UTF-16 units.
func sortNames(names []string) {
	slices.SortFunc(names, func(a, b string) int {
		if isASCII(a) && isASCII(b) {
			switch {
			case a < b:
				return -1
			case a > b:
				return 1
			}
			return 0
		}
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Namespace is the module's namespace object. The module must be linked, or about to be.
//
// It is a proxy on an object that has the same properties, so that the engine's own operations do most of the work:
// on the module's record if everything is exported from there, else on one whose values are never read.
func (m *Module) Namespace() *goja.Object {
	if m.namespace != nil {
		return m.namespace
	}
	vm := m.engine.env.VM
	bindings := map[string]binding{}
	own := true
	for _, name := range m.exportedNames(map[*Module]bool{}) {
		if b, _ := m.resolveExport(name, nil); b.module != nil {
			bindings[name] = b
			m.keys = append(m.keys, name)
			own = own && b.module == m && b.name == name && !b.namespace
		}
	}
	sortNames(m.keys)
	target := m.record
	if !own {
		target = vm.CreateObject(nil)
		for _, name := range m.keys {
			m.must(target.DefineDataProperty(name, goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
	m.must(target.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue("Module"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	m.must(m.preventExtensions(target))
	describe := func(_ *goja.Object, name string) goja.PropertyDescriptor {
		b, ok := bindings[name]
		if !ok {
			return goja.PropertyDescriptor{}
		}
		return goja.PropertyDescriptor{Value: b.value(), Writable: goja.FLAG_TRUE, Enumerable: goja.FLAG_TRUE, Configurable: goja.FLAG_FALSE}
	}
	define := func(_ *goja.Object, name string, d goja.PropertyDescriptor) bool {
		b, ok := bindings[name]
		allowed := ok && d.Configurable != goja.FLAG_TRUE && d.Enumerable != goja.FLAG_FALSE && d.Getter == nil && d.Setter == nil &&
			d.Writable != goja.FLAG_FALSE && (d.Value == nil || d.Value.SameAs(b.value()))
		return allowed || m.engine.refuse(name)
	}
	traps := &goja.ProxyTrapConfig{
		Set:                      func(_ *goja.Object, name string, _, _ goja.Value) bool { return m.engine.refuse(name) },
		SetIdx:                   func(_ *goja.Object, i int, _, _ goja.Value) bool { return m.engine.refuse(strconv.Itoa(i)) },
		SetSym:                   func(*goja.Object, *goja.Symbol, goja.Value, goja.Value) bool { return false },
		GetOwnPropertyDescriptor: describe,
		GetOwnPropertyDescriptorIdx: func(t *goja.Object, i int) goja.PropertyDescriptor {
			return describe(t, strconv.Itoa(i))
		},
		DefineProperty: define,
		DefinePropertyIdx: func(t *goja.Object, i int, d goja.PropertyDescriptor) bool {
			return define(t, strconv.Itoa(i), d)
		},
	}
	traps.DeleteProperty = func(_ *goja.Object, name string) bool {
		_, ok := bindings[name]
		return !ok || m.engine.refuse(name)
	}
	traps.DeletePropertyIdx = func(t *goja.Object, i int) bool { return traps.DeleteProperty(t, strconv.Itoa(i)) }
	if !own {
		traps.Get = func(_ *goja.Object, name string, _ goja.Value) goja.Value {
			if b, ok := bindings[name]; ok {
				return b.value()
			}
			return goja.Undefined()
		}
		traps.GetIdx = func(t *goja.Object, i int, v goja.Value) goja.Value { return traps.Get(t, strconv.Itoa(i), v) }
	}
	m.namespace = vm.ToValue(vm.NewProxy(target, traps)).(*goja.Object)
	namespaces.Add(m.engine.env, m.namespace)
	return m.namespace
}

func (m *Module) preventExtensions(o *goja.Object) error {
	prevent := m.engine.env.VM.Get("Object").(*goja.Object).Get("preventExtensions")
	_, err := m.engine.env.Invoke(prevent, goja.Undefined(), o)
	return err
}

func (m *Module) must(err error) {
	if err != nil {
		panic(m.engine.env.Panic(err))
	}
}

// refuse remembers the property that a namespace refuses to change, for the message of the error.
func (e *Engine) refuse(name string) bool {
	e.refused = &name
	return false
}

// Refused is what V8 says about the property that a namespace has just refused to change, or "" if it was a program's
// own proxy.
func (e *Engine) Refused(message string) string {
	name := e.refused
	e.refused = nil
	switch {
	case name == nil:
		return ""
	case message == "'defineProperty' on proxy: trap returned falsish":
		return "Cannot redefine property: " + *name
	case message == "'set' on proxy: trap returned falsish for property '"+*name+"'":
		return "Cannot assign to property '" + *name + "' of [object Module]"
	case message == "'deleteProperty' on proxy: trap returned falsish for property '"+*name+"'":
		return "Cannot delete property '" + *name + "' of [object Module]"
	}
	return ""
}
