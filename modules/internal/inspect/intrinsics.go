package inspect

import "github.com/dop251/goja"

// native is a built-in function called straight from Go. It panics with the
// JavaScript exception it throws.
type native = func(goja.FunctionCall) goja.Value

// intrinsics are the parts of a runtime that every rendering needs. The others are
// looked up when they are first used, as the engine makes what it has of a class
// only then.
type intrinsics struct {
	custom                  *goja.Symbol            // Symbol.for('nodejs.util.inspect.custom')
	constructorK            goja.Value              // "constructor"
	known                   map[*goja.Object]string // prototypes that need no look at their constructor
	objectProto, errorProto *goja.Object

	getOwnPropertyDescriptor, hasOwn, objectKeys, ownKeys, has native

	methods map[[2]string]native
}

// wellKnown are the classes whose prototypes are recognised even when their
// constructor property was tampered with.
var wellKnown = [...]string{
	"Array", "ArrayBuffer", "Function", "Map", "Set", "Object", "RegExp", "Date", "DataView", "Error",
	"AggregateError", "RangeError", "TypeError", "Boolean", "Number", "String", "Promise", "WeakMap", "WeakSet",
}

// real returns the intrinsics, taking them on the first call.
func (in *Inspector) real() *intrinsics {
	if in.intrinsics == nil {
		in.takeIntrinsics()
	}
	return in.intrinsics
}

func (in *Inspector) takeIntrinsics() {
	n := &intrinsics{known: map[*goja.Object]string{}, methods: map[[2]string]native{}}
	in.intrinsics = n
	for _, name := range [...]string{"Object", "Function", "Array"} {
		n.known[in.prototype(name)] = name
	}
	n.objectProto, n.errorProto = in.prototype("Object"), in.prototype("Error")
	n.constructorK = in.vm.ToValue("constructor")
	object, reflect := in.class("Object"), in.class("Reflect")
	n.getOwnPropertyDescriptor = call(object.Get("getOwnPropertyDescriptor"))
	n.hasOwn = call(object.Get("hasOwn"))
	n.objectKeys = call(object.Get("keys"))
	n.ownKeys = call(reflect.Get("ownKeys"))
	n.has = call(reflect.Get("has"))
	symbolFor := call(in.class("Symbol").Get("for"))
	key := in.vm.ToValue("nodejs.util.inspect.custom")
	n.custom = symbolFor(goja.FunctionCall{Arguments: []goja.Value{key}}).(*goja.Symbol)
}

func (in *Inspector) class(name string) *goja.Object {
	return in.vm.GlobalObject().Get(name).(*goja.Object)
}

func (in *Inspector) prototype(class string) *goja.Object {
	return in.class(class).Get("prototype").(*goja.Object)
}

// typedArrays is the prototype that all typed arrays share.
func (in *Inspector) typedArrays() *goja.Object {
	return in.class("Uint8Array").Prototype().Get("prototype").(*goja.Object)
}

// call returns the Go function behind a built-in.
func call(v goja.Value) native { return v.Export().(native) }

// method is a built-in: of the prototype of a class, or global where class is "".
func (in *Inspector) method(class, name string) native {
	key := [2]string{class, name}
	f := in.real().methods[key]
	if f == nil {
		if class == "" {
			f = call(in.vm.GlobalObject().Get(name))
		} else {
			f = call(in.prototype(class).Get(name))
		}
		in.intrinsics.methods[key] = f
	}
	return f
}

// accessor is the getter of a property of the prototype of a class.
func (in *Inspector) accessor(class, name string) native {
	key := [2]string{class, "get " + name}
	f := in.real().methods[key]
	if f == nil {
		proto, property := (*goja.Object)(nil), goja.Value(in.vm.ToValue(name))
		if class == "TypedArray" {
			proto = in.typedArrays()
		} else {
			proto = in.prototype(class)
		}
		if name == "Symbol.toStringTag" {
			property = goja.SymToStringTag
		}
		d := in.intrinsics.getOwnPropertyDescriptor(goja.FunctionCall{Arguments: []goja.Value{proto, property}})
		f = call(d.(*goja.Object).Get("get"))
		in.intrinsics.methods[key] = f
	}
	return f
}

// wellKnownName is the name of the class whose prototype obj is.
func (in *Inspector) wellKnownName(obj *goja.Object) (string, bool) {
	for _, name := range wellKnown {
		if in.prototype(name) == obj {
			return name, true
		}
	}
	if in.typedArrays() == obj {
		return "TypedArray", true
	}
	return "", false
}
