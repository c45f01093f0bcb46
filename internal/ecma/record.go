package ecma

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// record is an ordinary object with Go state behind it: the internal slots of the specification. To goja it is one of
// its plain objects, which has the same fields in front.
type record struct {
	base
	state any
}

// recordClass is the class of records. It reads as that of all plain objects; where its bytes are tells them apart.
var recordClass = strings.Clone("Object")

// newRecord makes an object with internal slots.
func newRecord(r *goja.Runtime, proto *goja.Object, state any) *goja.Object {
	o := bare(r)
	x := &record{state: state}
	x.Class, x.Val, x.Prototype, x.Extensible = recordClass, o, proto, true
	x.Values = map[unistring.String]goja.Value{}
	mirror(o).Self = face{Table: known().plain, Data: unsafe.Pointer(x)}
	return o
}

// stateOf gives the internal slots of a value if it has those of this type.
func stateOf[T any](v goja.Value) (state T, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok || mirror(o).Self.Table != known().plain {
		return state, false
	}
	b := (*base)(mirror(o).Self.Data)
	if unsafe.StringData(b.Class) != unsafe.StringData(recordClass) {
		return state, false
	}
	state, ok = (*record)(mirror(o).Self.Data).state.(T)
	return state, ok
}

// HasSlots tells whether a value is an object that this package keeps state of, such as a WeakRef.
func HasSlots(v goja.Value) bool {
	_, ok := stateOf[any](v)
	return ok
}
