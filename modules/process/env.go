package process

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// envObject is process.env: a view of the environment that turns what is
// written to it into strings.
type envObject struct {
	p      *process
	warned bool
}

func newEnvObject(p *process) *goja.Object {
	o := p.env.VM.NewDynamicObject(&envObject{p: p})
	must(o.SetPrototype(symbolGuard(p.env)))
	return o
}

// symbolGuard is the prototype of process.env. A dynamic object leaves symbols
// to its prototype, and there writing one throws, as it does in Node.
func symbolGuard(e *modules.Env) *goja.Object {
	target := e.VM.NewObject()
	guard := e.VM.NewProxy(target, &goja.ProxyTrapConfig{
		SetSym: func(*goja.Object, *goja.Symbol, goja.Value, goja.Value) bool {
			panic(e.VM.NewTypeError("Cannot convert a Symbol value to a string"))
		},
	})
	return e.VM.ToValue(guard).(*goja.Object)
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
