package inspect

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	mirrors "github.com/gonode/gonode/internal/engine"
)

// The engine's public interface does not tell a WeakMap from a plain object, does
// not look into an iterator without using it up, and describes a property only by
// making an object. This file reads the engine's own structures, by the names of
// types and fields. Where a version of the engine differs, the callers fall back
// to the public interface; nothing here writes.

// Kind is what the engine made an object as.
type Kind uint8

const (
	KindUnknown Kind = iota
	KindPlain
	KindArray
	KindMap
	KindSet
	KindWeakMap
	KindWeakSet
	KindMapIterator
	KindSetIterator
	KindTypedArray
	KindArrayBuffer
	KindDataView
	KindPromise
	KindDate
	KindRegExp
	KindError
	KindProxy
	KindGenerator
	KindFunction
	KindAsyncFunction
	KindGeneratorFunction
	KindClass
)

// typeNames are what the engine calls its implementations of each kind.
var typeNames = map[string]Kind{
	"baseObject": KindPlain, "arrayObject": KindArray, "sparseArrayObject": KindArray,
	"mapObject": KindMap, "setObject": KindSet, "weakMapObject": KindWeakMap, "weakSetObject": KindWeakSet,
	"mapIterObject": KindMapIterator, "setIterObject": KindSetIterator,
	"typedArrayObject": KindTypedArray, "arrayBufferObject": KindArrayBuffer, "dataViewObject": KindDataView,
	"Promise": KindPromise, "dateObject": KindDate, "regexpObject": KindRegExp, "errorObject": KindError,
	"proxyObject": KindProxy, "generatorObject": KindGenerator,
	"generatorFuncObject": KindGeneratorFunction, "generatorMethodFuncObject": KindGeneratorFunction,
	"asyncFuncObject": KindAsyncFunction, "asyncArrowFuncObject": KindAsyncFunction, "asyncMethodFuncObject": KindAsyncFunction,
	"funcObject": KindFunction, "arrowFuncObject": KindFunction, "methodFuncObject": KindFunction,
	"boundFuncObject": KindFunction, "nativeFuncObject": KindFunction, "templatedFuncObject": KindFunction,
	"wrappedFuncObject": KindFunction, "classFuncObject": KindClass,
}

// layout is what was learnt of the engine's structures.
type layout struct {
	self   int          // the field of an object that holds its implementation; -1 where unknown
	plain  reflect.Type // the implementation of plain objects, where its properties can be read
	values uintptr      // the offset of their map
	array  reflect.Type // the implementation of dense arrays, where their elements can be read
	items  uintptr
	bool   reflect.Type // the type of boolean values
}

var engine = sync.OnceValue(learn)

var (
	valueType     = reflect.TypeFor[goja.Value]()
	stringType    = reflect.TypeFor[goja.String]()
	valueMapType  = reflect.TypeFor[map[unistring.String]goja.Value]()
	valueListType = reflect.TypeFor[[]goja.Value]()
)

func learn() *layout {
	l := &layout{self: -1}
	self, ok := reflect.TypeFor[goja.Object]().FieldByName("self")
	if !ok || self.Type.Kind() != reflect.Interface {
		return l
	}
	l.self = self.Index[0]
	vm := goja.New()
	l.bool = reflect.TypeOf(vm.ToValue(true))
	object := vm.NewObject()
	_ = object.Set("sample", 1)
	if t, offset, ok := l.find(object, "values", valueMapType); ok {
		l.plain, l.values = t, offset
	}
	if t, offset, ok := l.find(vm.NewArray(1), "values", valueListType); ok {
		l.array, l.items = t, offset
	}
	return l
}

func (l *layout) find(obj *goja.Object, name string, want reflect.Type) (reflect.Type, uintptr, bool) {
	t := l.implementation(obj).Type()
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return nil, 0, false
	}
	f, ok := t.Elem().FieldByName(name)
	if !ok || f.Type != want || len(f.Index) != 1 {
		return nil, 0, false
	}
	return t, f.Offset, true
}

// implementation is the value behind an object.
func (l *layout) implementation(obj *goja.Object) reflect.Value {
	return reflect.ValueOf(obj).Elem().Field(l.self).Elem()
}

func (l *layout) kindOf(obj *goja.Object) Kind {
	if l.self < 0 {
		return KindUnknown
	}
	settle(obj)
	t := l.implementation(obj).Type()
	if t == l.plain {
		return KindPlain
	}
	if t.Kind() != reflect.Pointer {
		return KindUnknown
	}
	return typeNames[t.Elem().Name()]
}

// settle makes a function one that the engine knows.
func settle(obj *goja.Object) {
	if l, err := mirrors.Load(); err == nil {
		l.Settle(obj)
	}
}

// properties returns the own string properties of a plain object. Values of a
// special type stand for properties that are not plain data.
func (l *layout) properties(obj *goja.Object) map[unistring.String]goja.Value {
	if l.plain == nil {
		return nil
	}
	impl := l.implementation(obj)
	if impl.Type() != l.plain {
		return nil
	}
	return *(*map[unistring.String]goja.Value)(unsafe.Add(impl.UnsafePointer(), l.values))
}

// elements returns the elements of a dense array; nil ones are holes.
func (l *layout) elements(obj *goja.Object) []goja.Value {
	if l.array == nil {
		return nil
	}
	impl := l.implementation(obj)
	if impl.Type() != l.array {
		return nil
	}
	return *(*[]goja.Value)(unsafe.Add(impl.UnsafePointer(), l.items))
}

// onlyElements reports whether an array or typed array certainly has no string keys
// but its indices and its length.
func (l *layout) onlyElements(obj *goja.Object) bool {
	if l.plain == nil {
		return false
	}
	impl := l.implementation(obj)
	t := impl.Type()
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || t.Elem().NumField() == 0 {
		return false
	}
	if base := t.Elem().Field(0); !base.Anonymous || base.Type != l.plain.Elem() {
		return false
	}
	named := *(*map[unistring.String]goja.Value)(unsafe.Add(impl.UnsafePointer(), l.values))
	switch t.Elem().Name() {
	case "typedArrayObject":
		return len(named) == 0
	case "arrayObject":
		_, length := named["length"]
		return length && len(named) == 1
	}
	return false
}

// isData reports whether a stored value is the value of a plain data property.
func (l *layout) isData(v goja.Value) bool {
	switch v.(type) {
	case *goja.Object, goja.String, *goja.Symbol:
		return true
	}
	return goja.IsNumber(v) || goja.IsUndefined(v) || goja.IsNull(v) || goja.IsBigInt(v) ||
		reflect.TypeOf(v) == l.bool
}

// remaining lists what a Map or Set iterator has yet to give. pairs reports that
// it gives entries; values then holds keys and values in turn.
func (l *layout) remaining(obj *goja.Object) (values []goja.Value, pairs, known bool) {
	if l.self < 0 {
		return nil, false, false
	}
	self := l.implementation(obj)
	iter, how := field(self, "iter"), field(self, "kind")
	if !iter.IsValid() || !how.IsValid() || !how.CanInt() {
		return nil, false, false
	}
	const keys, vals = 0, 1
	pairs = how.Int() != keys && how.Int() != vals
	if iter.IsNil() {
		return nil, pairs, true
	}
	entry := field(iter, "cur")
	given := entry.IsValid() && !entry.IsNil() // cur is the entry given last
	if !given {
		entry = field(field(iter, "m"), "iterFirst")
	}
	for ; entry.IsValid() && !entry.IsNil(); entry = field(entry, "iterNext") {
		k, v := peek(field(entry, "key")), peek(field(entry, "value"))
		if given || k == nil { // a deleted entry has no key
			given = false
			continue
		}
		if v == nil { // the entry of a Set
			v = k
		}
		switch {
		case pairs:
			values = append(values, k, v)
		case how.Int() == vals:
			values = append(values, v)
		default:
			values = append(values, k)
		}
	}
	return values, pairs, true
}

// source is the source of a regular expression as it was written.
func (l *layout) source(obj *goja.Object) (string, bool) {
	if l.self < 0 {
		return "", false
	}
	v := field(l.implementation(obj), "source")
	if !v.IsValid() || v.Type() != stringType || !v.CanAddr() || v.IsNil() {
		return "", false
	}
	return Text(*(*goja.String)(unsafe.Pointer(v.UnsafeAddr()))), true
}

// field follows pointers and interfaces to a struct's field; the result is
// invalid where there is none.
func field(v reflect.Value, name string) reflect.Value {
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		v = v.Elem()
	}
	if !v.IsValid() || v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return v.FieldByName(name)
}

// peek reads a JavaScript value from an unexported field.
func peek(v reflect.Value) goja.Value {
	if !v.IsValid() || v.Type() != valueType || !v.CanAddr() || v.IsNil() {
		return nil
	}
	return *(*goja.Value)(unsafe.Pointer(v.UnsafeAddr()))
}
