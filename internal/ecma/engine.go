//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package ecma

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// This file knows how goja keeps objects. Each struct mirrors one of goja's; inspect compares them field by field
// with the originals, and Install fails if they differ, so a new goja shows up as an error and not as a crash.

// face is an interface value: its method table, which stands for the type, and its pointer.
type face struct{ table, data unsafe.Pointer }

// object mirrors goja.Object.
type object struct {
	self    face
	runtime *goja.Runtime
}

// base mirrors goja's baseObject.
type base struct {
	class           string
	val             *goja.Object
	prototype       *goja.Object
	extensible      bool
	values          map[unistring.String]goja.Value
	propNames       []unistring.String
	lastSorted      int
	indexes         int
	symbols         unsafe.Pointer
	privateElements unsafe.Pointer
}

// factory makes a property when it is first looked at.
type factory = func(*goja.Runtime) goja.Value

// template mirrors goja's objectTemplate: properties that an object has, each made when it is first looked at.
type template struct {
	propNames    []unistring.String
	props        map[unistring.String]factory
	symProps     map[*goja.Symbol]factory
	symPropNames []*goja.Symbol
	protoFactory func(*goja.Runtime) *goja.Object
}

// templated mirrors goja's templatedObject.
type templated struct {
	base
	tmpl              *template
	protoMaterialised bool
}

// buffer mirrors goja's arrayBufferObject.
type buffer struct {
	base
	detached bool
	data     []byte
}

// typedArray mirrors goja's typedArrayObject. Offset and length count elements.
type typedArray struct {
	base
	buffer         *buffer
	constructor    *goja.Object
	length, offset int
	size           int
	elements       face
}

// dataView mirrors goja's dataViewObject.
type dataView struct {
	base
	buffer             *buffer
	byteLen, byteStart int
}

// property mirrors goja's valueProperty.
type property struct {
	value        goja.Value
	writable     bool
	configurable bool
	enumerable   bool
	accessor     bool
	getterFunc   *goja.Object
	setterFunc   *goja.Object
}

// native mirrors the part of goja's nativeFuncObject that follows what all functions have.
type native struct {
	f         callFunc
	construct constructFunc
}

// layout is where goja has what, and the method tables by which its kinds of objects are told apart.
type layout struct {
	globals map[string]uintptr // offsets in goja.Runtime
	tail    uintptr            // of native in nativeFuncObject

	plain, function, arrayBuffer, typedArray, dataView, regExp unsafe.Pointer
	property                                                   unsafe.Pointer

	// halves is the method table of the elements of a Float16Array.
	halves unsafe.Pointer
}

// engine is the layout, found and checked once a process.
var engine = sync.OnceValues(inspect)

// known is the layout after Install has seen that it can be used.
var known = sync.OnceValue(func() *layout {
	l, err := engine()
	if err != nil {
		panic(err)
	}
	return l
})

func inspect() (l *layout, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("ecma: goja is not laid out as expected: %v", x)
		}
	}()
	l = &layout{globals: map[string]uintptr{}}
	runtimeType := reflect.TypeFor[goja.Runtime]()
	globals := field(runtimeType, "global")
	for i := range globals.Type.NumField() {
		if f := globals.Type.Field(i); f.Type == reflect.TypeFor[*goja.Object]() {
			l.globals[f.Name] = globals.Offset + f.Offset
		}
	}
	for _, name := range [...]string{"IteratorPrototype", "ArrayBufferPrototype"} {
		if l.globals[name] == 0 {
			panic("no " + name)
		}
	}
	mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[object]())

	r := goja.New()
	implementation := func(src string) (reflect.Type, unsafe.Pointer) {
		v, err := r.RunString(src)
		if err != nil {
			panic(err)
		}
		o := v.(*goja.Object)
		return reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().Elem(), mirror(o).self.table
	}
	plain, table := implementation("({})")
	mirrors(plain, reflect.TypeFor[base]())
	l.plain = table
	templatedType, _ := implementation("Math")
	mirrors(templatedType, reflect.TypeFor[templated]())
	mirrors(field(templatedType, "tmpl").Type.Elem(), reflect.TypeFor[template]())
	bufferType, table := implementation("new ArrayBuffer(2)")
	mirrors(bufferType, reflect.TypeFor[buffer]())
	l.arrayBuffer = table
	arrayType, table := implementation("new Uint16Array(2)")
	mirrors(arrayType, reflect.TypeFor[typedArray]())
	l.typedArray = table
	viewType, table := implementation("new DataView(new ArrayBuffer(2))")
	mirrors(viewType, reflect.TypeFor[dataView]())
	l.dataView = table
	regExpType, table := implementation("/a/")
	mirrors(regExpType, reflect.TypeFor[regExp]())
	l.regExp = table
	functionType, table := implementation("Map")
	l.function = table
	if promoted(functionType, "class") != 0 {
		panic("fields of " + functionType.String())
	}
	l.tail = promoted(functionType, "f")
	if promoted(functionType, "construct") != l.tail+unsafe.Offsetof(native{}.construct) {
		panic("fields of " + functionType.String())
	}
	o, err := r.RunString("({ get a() { return 1 } })")
	if err != nil {
		panic(err)
	}
	accessor := (*base)(mirror(o.(*goja.Object)).self.data).values["a"]
	mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[property]())
	l.property = (*face)(unsafe.Pointer(&accessor)).table

	sample, err := r.RunString("new Uint16Array(2)")
	if err != nil {
		panic(err)
	}
	elements := (*typedArray)(mirror(sample.(*goja.Object)).self.data).elements
	l.halves = halfTable(field(arrayType, "typedArray").Type, elements.table)
	return l, nil
}

// promoted is the offset of a field that may be in embedded structs.
func promoted(t reflect.Type, name string) uintptr {
	sum := uintptr(0)
	for _, i := range field(t, name).Index {
		f := t.Field(i)
		sum += f.Offset
		t = f.Type
	}
	return sum
}

func field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

// mirrors checks that a mirror has the fields of the original in the same places, with the same sizes and kinds.
func mirrors(original, mirror reflect.Type) {
	if original.Size() != mirror.Size() || original.NumField() != mirror.NumField() {
		panic("size of " + original.String())
	}
	for i := range mirror.NumField() {
		m, f := mirror.Field(i), original.Field(i)
		opaque := m.Type.Kind() == reflect.UnsafePointer && (f.Type.Kind() == reflect.Pointer || f.Type.Kind() == reflect.Map)
		interfaces := m.Type == reflect.TypeFor[face]() && f.Type.Kind() == reflect.Interface
		if f.Offset != m.Offset || f.Type.Size() != m.Type.Size() || f.Type.Kind() != m.Type.Kind() && !opaque && !interfaces {
			panic("field " + f.Name + " of " + original.String())
		}
	}
}

func mirror(o *goja.Object) *object { return (*object)(unsafe.Pointer(o)) }

// global is one of the engine's intrinsic objects by goja's name for it; nil before anybody has asked for it.
func (l *layout) global(r *goja.Runtime, name string) **goja.Object {
	return (**goja.Object)(unsafe.Add(unsafe.Pointer(r), l.globals[name]))
}

// native gives the Go functions of a builtin function.
func (l *layout) native(o *goja.Object) *native {
	if mirror(o).self.table != l.function {
		panic("ecma: not a builtin function")
	}
	return (*native)(unsafe.Add(mirror(o).self.data, l.tail))
}

// bare makes an object without anything behind it.
func bare(r *goja.Runtime) *goja.Object {
	o := new(goja.Object)
	mirror(o).runtime = r
	return o
}

func bufferOf(v goja.Value) *buffer {
	if o, ok := v.(*goja.Object); ok && mirror(o).self.table == known().arrayBuffer {
		return (*buffer)(mirror(o).self.data)
	}
	return nil
}

func typedArrayOf(v goja.Value) *typedArray {
	if o, ok := v.(*goja.Object); ok && mirror(o).self.table == known().typedArray {
		return (*typedArray)(mirror(o).self.data)
	}
	return nil
}

func dataViewOf(v goja.Value) *dataView {
	if o, ok := v.(*goja.Object); ok && mirror(o).self.table == known().dataView {
		return (*dataView)(mirror(o).self.data)
	}
	return nil
}

// accessorProp is a property with a getter and, if set is not nil, a setter.
func accessorProp(r *goja.Runtime, name string, get, set callFunc, configurable bool) goja.Value {
	p := &property{accessor: true, configurable: configurable}
	p.getterFunc = newNativeFunc(r, get, unistring.NewFromString("get "+name), 0)
	if set != nil {
		p.setterFunc = newNativeFunc(r, set, unistring.NewFromString("set "+name), 1)
	}
	var v goja.Value
	*(*face)(unsafe.Pointer(&v)) = face{known().property, unsafe.Pointer(p)}
	return v
}
