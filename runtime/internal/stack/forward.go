package stack

import "github.com/dop251/goja"

// forwards tells whether a function in Go only calls another, as Function.prototype.call does.
func (t *Traces) forwards(function *goja.Object) bool {
	if t.forwarders == nil {
		prototype := t.vm.Get("Function").(*goja.Object).Get("prototype").(*goja.Object)
		reflect := t.vm.Get("Reflect").(*goja.Object)
		for _, p := range []struct {
			object *goja.Object
			name   string
		}{{prototype, "call"}, {prototype, "apply"}, {reflect, "apply"}, {reflect, "construct"}} {
			o, _ := p.object.Get(p.name).(*goja.Object)
			t.forwarders = append(t.forwarders, o)
		}
	}
	for _, f := range t.forwarders {
		if f == function {
			return true
		}
	}
	return false
}
