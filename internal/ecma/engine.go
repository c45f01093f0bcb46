//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package ecma

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Each struct of this file mirrors one of goja's that only this package reads; inspect compares them with the originals.

// What this package reads of goja's objects.
type (
	face     = engine.Face
	object   = engine.Object
	base     = engine.Base
	property = engine.Property
	native   = engine.Native
	template = engine.Template
)

// factory makes a property when it is first looked at.
type factory = func(*goja.Runtime) goja.Value

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
	viewedArrayBuf *buffer
	defaultCtor    *goja.Object
	length, offset int
	elemSize       int
	typedArray     face
}

// dataView mirrors goja's dataViewObject.
type dataView struct {
	base
	viewedArrayBuf      *buffer
	byteLen, byteOffset int
}

// layout is where goja has what, and the method tables by which its kinds of objects are told apart.
type layout struct {
	*engine.Layout
	globals map[string]uintptr // offsets in goja.Runtime

	plain, function, arrayBuffer, typedArray unsafe.Pointer

	rare func() rareTables
}

// rareTables are the tables that few programs need.
type rareTables struct {
	dataView, regExp unsafe.Pointer

	// halves is the method table of the elements of a Float16Array.
	halves unsafe.Pointer
}

// inspected is the layout, found and checked once a process.
var inspected = sync.OnceValues(inspect)

// known is the layout after Install has seen that it can be used.
func known() *layout {
	l, err := inspected()
	if err != nil {
		panic(err)
	}
	return l
}

func inspect() (l *layout, err error) {
	defer engine.Recover(&err)
	shape, err := engine.Load()
	if err != nil {
		return nil, err
	}
	l = &layout{Layout: shape, globals: map[string]uintptr{}}
	globals := engine.Field(reflect.TypeFor[goja.Runtime](), "global")
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
	table := func(kind engine.Kind, mirror reflect.Type) unsafe.Pointer {
		engine.Mirrors(l.Object(kind).Type, mirror)
		return l.Object(kind).Table
	}
	table(engine.Templated, reflect.TypeFor[templated]())
	l.plain = l.Object(engine.Plain).Table
	l.function = l.Object(engine.NativeFunc).Table
	l.arrayBuffer = table(engine.ArrayBuffer, reflect.TypeFor[buffer]())
	l.typedArray = table(engine.TypedArray, reflect.TypeFor[typedArray]())
	l.rare = sync.OnceValue(func() rareTables {
		bytes := l.Object(engine.TypedArray)
		words, err := mirror(bytes.Sample).Runtime.New(mirror(bytes.Sample).Runtime.Get("Uint16Array"))
		if err != nil {
			panic(err)
		}
		elements := (*typedArray)(mirror(words).Self.Data).typedArray
		return rareTables{
			dataView: table(engine.DataView, reflect.TypeFor[dataView]()),
			regExp:   l.regExps(),
			halves:   halfTable(engine.Field(bytes.Type, "typedArray").Type, elements.Table),
		}
	})
	if !engine.Familiar() {
		l.rare()
	}
	return l, nil
}

func mirror(o *goja.Object) *object { return engine.Mirror(o) }

// global is one of the engine's intrinsic objects by goja's name for it; nil before anybody has asked for it.
func (l *layout) global(r *goja.Runtime, name string) **goja.Object {
	return (**goja.Object)(unsafe.Add(unsafe.Pointer(r), l.globals[name]))
}

// native gives the Go functions of a builtin function.
func (l *layout) native(o *goja.Object) *native {
	if mirror(o).Self.Table != l.function {
		panic("ecma: not a builtin function")
	}
	return l.NativeOf(o)
}

// bare makes an object without anything behind it.
func bare(r *goja.Runtime) *goja.Object {
	o := new(goja.Object)
	mirror(o).Runtime = r
	return o
}

func bufferOf(v goja.Value) *buffer {
	if o, ok := v.(*goja.Object); ok && mirror(o).Self.Table == known().arrayBuffer {
		return (*buffer)(mirror(o).Self.Data)
	}
	return nil
}

func typedArrayOf(v goja.Value) *typedArray {
	if o, ok := v.(*goja.Object); ok && mirror(o).Self.Table == known().typedArray {
		return (*typedArray)(mirror(o).Self.Data)
	}
	return nil
}

func dataViewOf(v goja.Value) *dataView {
	if o, ok := v.(*goja.Object); ok && mirror(o).Self.Table == known().rare().dataView {
		return (*dataView)(mirror(o).Self.Data)
	}
	return nil
}

// accessorProp is a property with a getter and, if set is not nil, a setter.
func accessorProp(r *goja.Runtime, name string, get, set callFunc, configurable bool) goja.Value {
	p := &property{Accessor: true, Configurable: configurable}
	p.GetterFunc = newNativeFunc(r, get, unistring.NewFromString("get "+name), 0)
	if set != nil {
		p.SetterFunc = newNativeFunc(r, set, unistring.NewFromString("set "+name), 1)
	}
	return engine.Assemble(known().Property, unsafe.Pointer(p))
}
