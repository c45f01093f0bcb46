package loader

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// wrapper is what Module.wrap puts around a module. Modules are compiled
// without it, so that their positions are their own, until a program changes it.
var wrapper = [2]string{"(function (exports, require, module, __filename, __dirname) { ", "\n});"}

// defineWrapping defines Module.wrap and Module.wrapper. Once one of them is changed, modules are compiled as Module.wrap
// has them.
func (l *Loader) defineWrapping() {
	e := l.env
	list := e.Value(wrapper[:]).(*goja.Object)
	var around goja.Value = e.VM.ToValue(e.VM.NewProxy(list, &goja.ProxyTrapConfig{
		Set: func(target *goja.Object, name string, v, _ goja.Value) bool {
			l.wrapped = true
			return target.Set(name, v) == nil
		},
		DefineProperty: func(target *goja.Object, name string, d goja.PropertyDescriptor) bool {
			l.wrapped = true
			return target.DefineDataProperty(name, d.Value, d.Writable, d.Configurable, d.Enumerable) == nil
		},
	}))
	var wrap goja.Value = e.Func("wrap", 1, func(c modules.Call) (goja.Value, error) {
		now, ok := l.class.Get("wrapper").(*goja.Object)
		if !ok {
			return nil, e.InvalidArgType("wrapper", goja.Undefined(), "Array")
		}
		part := func(key string) string {
			if v := now.Get(key); v != nil {
				return v.String()
			}
			return "undefined"
		}
		return e.VM.ToValue(part("0") + c.Argument(0).String() + part("1")), nil
	})
	changeable := func(name string, v *goja.Value) {
		l.defineAccessor(l.class, name, func(modules.Call) (goja.Value, error) { return *v, nil }, func(c modules.Call) (goja.Value, error) {
			l.wrapped, *v = true, c.Argument(0)
			return nil, nil
		})
	}
	changeable("wrap", &wrap)
	changeable("wrapper", &around)
}

// compileWrapped compiles a module as Module.wrap has it. The value is the function around it.
func (l *Loader) compileWrapped(filename, text string) (goja.Value, error) {
	wrapped, err := l.env.Method(l.class, "wrap", l.env.VM.ToValue(text))
	if err != nil {
		return nil, err
	}
	unit, err := l.compile(source.Source{Name: filename, Text: wrapped.String()})
	if err != nil {
		return nil, err
	}
	return l.env.VM.RunProgram(unit.Program)
}
