// Package hostobject makes plain JavaScript objects that carry a Go pointer
// in their own memory. goja offers a property for that, which costs a dozen
// allocations an object; a server makes two such objects a request.
//
// goja keeps an object in two structs, Object and baseObject. This package
// allocates both in one piece with the pointer behind them. It is the only
// place below modules that relies on goja's layout, which it compares with
// its own copy before the first object; [New] returns nil if they differ.
package hostobject

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Property is a data property that an object starts with: writable,
// enumerable and configurable.
type Property struct {
	Name  unistring.String
	Value goja.Value
}

// object mirrors goja.Object.
type object struct {
	self    face
	runtime *goja.Runtime
}

// face is the memory of an interface value.
type face struct{ table, data unsafe.Pointer }

// base mirrors goja's baseObject.
type base struct {
	class      string
	val        *goja.Object
	prototype  *goja.Object
	extensible bool

	values    map[unistring.String]goja.Value
	propNames []unistring.String

	lastSortedPropLen, idxPropCount int

	symValues unsafe.Pointer

	privateElements map[unsafe.Pointer]unsafe.Pointer
}

// host is an object and what it carries. The object of goja points into it,
// which keeps all of it alive.
type host struct {
	object object
	base   base
	kind   *goja.Symbol
	state  unsafe.Pointer
	names  [2]unistring.String
}

// class has the text of goja's class of plain objects, in memory of its own:
// where it lies tells our objects from goja's.
var class = string([]byte("Object"))

// plainTable is the method table of goja's plain objects, or nil when goja's
// layout is not the one that this package knows.
var plainTable = sync.OnceValue(func() unsafe.Pointer {
	sample := goja.New().CreateObject(nil)
	if !mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[object]()) {
		return nil
	}
	self := reflect.ValueOf(sample).Elem().FieldByName("self").Elem().Type()
	if self.Kind() != reflect.Pointer || !mirrors(self.Elem(), reflect.TypeFor[base]()) {
		return nil
	}
	return (*object)(unsafe.Pointer(sample)).self.table
})

// mirrors compares a struct of goja with our copy, field by field.
func mirrors(original, mirror reflect.Type) bool {
	if original.Kind() != reflect.Struct || original.NumField() != mirror.NumField() || original.Size() != mirror.Size() {
		return false
	}
	for i := range original.NumField() {
		o, m := original.Field(i), mirror.Field(i)
		same := o.Type == m.Type || o.Type.Kind() == m.Type.Kind() && o.Type.Kind() == reflect.Map ||
			o.Type.Kind() == reflect.Pointer && m.Type.Kind() == reflect.UnsafePointer ||
			o.Type.Kind() == reflect.Interface && m.Type == reflect.TypeFor[face]()
		if !same || o.Name != m.Name || o.Offset != m.Offset {
			return false
		}
	}
	return true
}

// New makes an object with the prototype and the properties, which carries
// state, a pointer to what belongs to the kind. It returns nil when goja's
// layout is not known. It must be called on the goroutine of vm.
func New(vm *goja.Runtime, prototype *goja.Object, kind *goja.Symbol, state unsafe.Pointer, properties ...Property) *goja.Object {
	table := plainTable()
	if table == nil {
		return nil
	}
	h := &host{kind: kind, state: state}
	o := (*goja.Object)(unsafe.Pointer(&h.object))
	h.object = object{self: face{table, unsafe.Pointer(&h.base)}, runtime: vm}
	h.base.class, h.base.val, h.base.prototype, h.base.extensible = class, o, prototype, true
	h.base.values = make(map[unistring.String]goja.Value)
	h.base.propNames = h.names[:0]
	for _, p := range properties {
		h.base.values[p.Name] = p.Value
		h.base.propNames = append(h.base.propNames, p.Name)
	}
	return o
}

// State is what New gave an object of this kind, or nil.
func State(o *goja.Object, kind *goja.Symbol) unsafe.Pointer {
	self := (*object)(unsafe.Pointer(o)).self
	if self.table != plainTable() {
		return nil
	}
	b := (*base)(self.data)
	if unsafe.StringData(b.class) != unsafe.StringData(class) {
		return nil
	}
	if h := (*host)(unsafe.Add(self.data, -int(unsafe.Offsetof(host{}.base)))); h.kind == kind {
		return h.state
	}
	return nil
}
