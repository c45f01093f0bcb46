//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

// Package fast has builtin functions that do what goja's do, in a fraction of the time: JSON and the sorting of arrays.
// They read goja's values and make its objects in memory instead of through its interfaces, and hand what is out of
// the ordinary to the slow path that goja itself takes.
//
// All of it is used from the goroutine that runs the runtime.
package fast

import (
	"fmt"
	"math/big"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// face is an interface value: its method table, which stands for the type, and its pointer.
type face struct{ table, data unsafe.Pointer }

// object mirrors goja.Object.
type object struct {
	self    face
	runtime *goja.Runtime
}

// base mirrors goja's baseObject.
type base struct {
	class             string
	val               *goja.Object
	prototype         *goja.Object
	extensible        bool
	values            map[unistring.String]goja.Value
	propNames         []unistring.String
	lastSortedPropLen int
	idxPropCount      int
	symValues         unsafe.Pointer
	privateElements   unsafe.Pointer
}

// property mirrors goja's valueProperty, in which goja keeps a property that is more than a plain value.
type property struct {
	value        goja.Value
	writable     bool
	configurable bool
	enumerable   bool
	accessor     bool
	getterFunc   *goja.Object
	setterFunc   *goja.Object
}

// array mirrors goja's arrayObject.
type array struct {
	base           base
	values         []goja.Value
	length         uint32
	objCount       int
	propValueCount int
	lengthProp     property
}

// wrapper mirrors goja's primitiveValueObject.
type wrapper struct {
	base   base
	pValue goja.Value
}

// imported mirrors goja's importedString.
type imported struct {
	s       string
	u       []uint16
	scanned bool
}

// kinds are the tables of goja's types.
type kinds struct {
	undefined, null, boolean, integer, float, bigint, symbol, object unsafe.Pointer // of values
	ascii, unicode, imported                                         unsafe.Pointer

	property unsafe.Pointer // of a value that is a property of an object

	plain, array, wrapper unsafe.Pointer // of an object's self

	small [smallInts]int64 // storage of the integers that occur most
}

const smallInts = 1024

// layout finds and checks how goja is laid out, once a process.
var layout = sync.OnceValues(inspect)

func inspect() (k *kinds, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("fast: goja is not laid out as expected: %v", x)
		}
	}()
	r := goja.New()
	k = &kinds{}
	for i := range k.small {
		k.small[i] = int64(i)
	}
	value := func(v goja.Value, kind reflect.Kind) unsafe.Pointer {
		if got := reflect.TypeOf(v).Kind(); got != kind {
			panic(fmt.Sprintf("%T is a %s", v, got))
		}
		return table(v)
	}
	k.undefined = table(goja.Undefined())
	k.null = table(goja.Null())
	k.boolean = value(r.ToValue(true), reflect.Bool)
	k.integer = value(r.ToValue(1), reflect.Int64)
	k.float = value(r.ToValue(1.5), reflect.Float64)
	k.bigint = value(r.ToValue(big.NewInt(1)), reflect.Pointer)
	k.symbol = value(goja.NewSymbol(""), reflect.Pointer)
	k.object = value(r.NewObject(), reflect.Pointer)
	k.ascii = value(r.ToValue("a"), reflect.String)
	k.unicode = value(goja.StringFromUTF16([]uint16{0x100}), reflect.Slice)
	long := r.ToValue("a text that goja imports as it is")
	k.imported = value(long, reflect.Pointer)
	mirrors(reflect.TypeOf(long).Elem(), reflect.TypeFor[imported]())
	mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[object]())

	implementation := func(o *goja.Object) (reflect.Type, unsafe.Pointer) {
		return reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().Elem(), mirror(o).self.table
	}
	o := r.NewObject()
	if err := o.DefineAccessorProperty("a", nil, nil, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
	plain, self := implementation(o)
	k.plain = self
	mirrors(plain, reflect.TypeFor[base]())
	if t, want := field(plain, "values").Type, reflect.TypeFor[map[unistring.String]goja.Value](); t != want {
		panic(t)
	}
	accessor := ownBase(o).values["a"]
	k.property = table(accessor)
	mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[property]())

	list, self := implementation(r.NewArray())
	k.array = self
	embeds(list, plain)
	mirrors(list, reflect.TypeFor[array]())
	primitive, self := implementation(r.ToValue(1).ToObject(r))
	k.wrapper = self
	embeds(primitive, plain)
	mirrors(primitive, reflect.TypeFor[wrapper]())
	return k, nil
}

func field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

func embeds(t, first reflect.Type) {
	if f := t.Field(0); f.Type != first {
		panic("first field of " + t.String())
	}
}

// mirrors checks that a mirror has the fields of the original, at the same places and of the same kinds.
func mirrors(original, mirror reflect.Type) {
	if original.Size() != mirror.Size() {
		panic("size of " + original.String())
	}
	for i := range mirror.NumField() {
		m := mirror.Field(i)
		if m.Type == reflect.TypeFor[base]() {
			continue
		}
		f := field(original, m.Name)
		same := f.Type.Kind() == m.Type.Kind()
		switch f.Type.Kind() {
		case reflect.Interface:
			same = same || m.Type == reflect.TypeFor[face]()
		case reflect.Pointer, reflect.Map:
			same = same || m.Type.Kind() == reflect.UnsafePointer
		}
		if f.Offset != m.Offset || f.Type.Size() != m.Type.Size() || !same {
			panic("field " + m.Name + " of " + original.String())
		}
	}
}

func mirror(o *goja.Object) *object { return (*object)(unsafe.Pointer(o)) }

// ownBase is what an object of a kind that starts with goja's baseObject has.
func ownBase(o *goja.Object) *base { return (*base)(mirror(o).self.data) }

func parts(v goja.Value) face { return *(*face)(unsafe.Pointer(&v)) }

func table(v goja.Value) unsafe.Pointer { return parts(v).table }

func assemble(table, data unsafe.Pointer) goja.Value {
	f := face{table, data}
	return *(*goja.Value)(unsafe.Pointer(&f))
}
