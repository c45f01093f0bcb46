package hostobject

import (
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

//go:linkname newTemplatedObject github.com/dop251/goja.(*Runtime).newTemplatedObject
func newTemplatedObject(r *goja.Runtime, t *engine.Template, o *goja.Object) unsafe.Pointer

// NewLate makes an object whose properties JavaScript sees as they will be, but each of which is only made when it is
// first looked at: define defines property i on the object that it is given. It returns nil when goja's layout is not
// known. It must be called on the goroutine of vm.
func NewLate(vm *goja.Runtime, names []string, define func(i int, o *goja.Object)) *goja.Object {
	if _, err := engine.Load(); err != nil {
		return nil
	}
	o := vm.NewObject()
	prototype := o.Prototype()
	t := &engine.Template{
		Props:        make(map[unistring.String]func(*goja.Runtime) goja.Value, len(names)),
		ProtoFactory: func(*goja.Runtime) *goja.Object { return prototype },
	}
	for i, name := range names {
		key := unistring.NewFromString(name)
		t.PropNames = append(t.PropNames, key)
		t.Props[key] = func(*goja.Runtime) goja.Value {
			made := vm.NewObject()
			define(i, made)
			return engine.BaseOf(made).Values[key]
		}
	}
	newTemplatedObject(vm, t, o)
	return o
}
