package process

import (
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// envObject is process.env: a view of the environment that turns what is
// written to it into strings.
type envObject struct {
	p      *process
	warned bool
}

// newEnvObject makes process.env: the view behind a proxy, which refuses what
// Node refuses, in its words.
func newEnvObject(p *process) *goja.Object {
	vm := p.env.VM
	view := vm.NewDynamicObject(&envObject{p: p})
	must(view.SetPrototype(vm.NewObject()))
	proxy := vm.NewProxy(view, &goja.ProxyTrapConfig{
		Set: func(target *goja.Object, key string, v, _ goja.Value) bool {
			must(target.Set(key, v))
			return true
		},
		SetSym: func(*goja.Object, *goja.Symbol, goja.Value, goja.Value) bool {
			panic(vm.NewTypeError("Cannot convert a Symbol value to a string"))
		},
		DefineProperty: func(target *goja.Object, key string, d goja.PropertyDescriptor) bool {
			if err := checkDescriptor(d); err != nil {
				panic(p.env.Panic(err))
			}
			must(target.Set(key, d.Value))
			return true
		},
		PreventExtensions: func(*goja.Object) bool { panic(vm.NewTypeError("Cannot freeze")) },
	})
	o := vm.ToValue(proxy).(*goja.Object)
	p.env.Host.Info().Environment = o
	return o
}

func checkDescriptor(d goja.PropertyDescriptor) error {
	const code = "ERR_INVALID_OBJECT_DEFINE_PROPERTY"
	if d.Getter != nil || d.Setter != nil {
		return modules.TypeError(code, "'process.env' does not accept an accessor(getter/setter) descriptor")
	}
	if d.Configurable != goja.FLAG_TRUE || d.Writable != goja.FLAG_TRUE || d.Enumerable != goja.FLAG_TRUE {
		return modules.TypeError(code, "'process.env' only accepts a configurable, writable, and enumerable data descriptor")
	}
	return nil
}

func (x *envObject) Get(key string) goja.Value {
	v, ok := x.p.env.Proc.Getenv(key)
	if !ok {
		return nil
	}
	return x.p.env.VM.ToValue(v)
}

func (x *envObject) Set(key string, v goja.Value) bool {
	vm := x.p.env.VM
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		panic(vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	if !x.warned && !goja.IsString(v) && !goja.IsNumber(v) && !modules.IsBoolean(v) && x.p.pendingDeprecation() {
		x.warned = true
		x.p.deprecate("DEP0104", "Assigning any value other than a string, number, or boolean to a "+
			"process.env property is deprecated. Please make sure to convert the value to a string before "+
			"setting process.env with it.")
	}
	text := v.String()
	if key == "" || strings.ContainsAny(key, "=\x00") {
		return true
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		text = text[:i]
	}
	if err := x.p.env.Proc.Setenv(key, text); err != nil {
		panic(x.p.env.Error(err))
	}
	x.p.timeZoneChanged(key)
	return true
}

func (x *envObject) Has(key string) bool {
	_, ok := x.p.env.Proc.Getenv(key)
	return ok
}

func (x *envObject) Delete(key string) bool {
	if err := x.p.env.Proc.Unsetenv(key); err != nil {
		panic(x.p.env.Error(err))
	}
	x.p.timeZoneChanged(key)
	return true
}

func (x *envObject) Keys() []string {
	list := x.p.env.Proc.Environ()
	keys := make([]string, 0, len(list))
	for _, entry := range list {
		if i := strings.IndexByte(entry, '='); i > 0 {
			keys = append(keys, entry[:i])
		}
	}
	return keys
}

// timeZoneChanged makes dates follow process.env.TZ, when the process is the
// program's own.
func (p *process) timeZoneChanged(key string) {
	if key != "TZ" || p.env.Host.Info().Embedded {
		return
	}
	name, set := p.env.Proc.Getenv("TZ")
	if !set {
		name = "Local"
	}
	if location, err := time.LoadLocation(strings.TrimPrefix(name, ":")); err == nil {
		time.Local = location
	}
}
