package inspect

import "github.com/dop251/goja"

// native is a built-in function called straight from Go. It panics with the
// JavaScript exception it throws.
type native = func(goja.FunctionCall) goja.Value

// intrinsics are the parts of a runtime that rendering needs. Functions are
// called without entering the interpreter.
type intrinsics struct {
	known                                          map[*goja.Object]string // well-known prototypes and their names
	custom                                         *goja.Symbol            // Symbol.for('nodejs.util.inspect.custom')
	constructorK                                   goja.Value              // "constructor"
	objectProto, arrayProto, errorProto, dataViews *goja.Object

	getOwnPropertyDescriptor, getOwnPropertySymbols, hasOwn, objectKeys, objectSeal, ownKeys native
	has, functionToString, errorToString, objectToString, regexpToString                     native
	dateToString, dateToISOString, mapForEach, setForEach, typedArrayTag                     native
	typedArrayLength, mapSize, setSize, symbolDescription                                    native
	stringValueOf, numberValueOf, booleanValueOf, bigintValueOf, symbolValueOf               native
	jsonStringify, number, parseInt, parseFloat                                              native
}

// knownPrototypes are recognised even when their constructor property was
// tampered with.
var knownPrototypes = [...]string{
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
	vm := in.vm
	n := &intrinsics{known: make(map[*goja.Object]string, len(knownPrototypes)+1)}
	in.intrinsics = n
	global := vm.GlobalObject()
	class := func(name string) *goja.Object { return global.Get(name).(*goja.Object) }
	proto := func(name string) *goja.Object { return class(name).Get("prototype").(*goja.Object) }
	method := func(of *goja.Object, name string) native { return call(of.Get(name)) }

	for _, name := range knownPrototypes {
		n.known[proto(name)] = name
	}
	typedArray := class("Uint8Array").Prototype().Get("prototype").(*goja.Object)
	n.known[typedArray] = "TypedArray"
	n.objectProto, n.arrayProto, n.errorProto, n.dataViews = proto("Object"), proto("Array"), proto("Error"), proto("DataView")
	n.constructorK = vm.ToValue("constructor")

	object, reflect := class("Object"), class("Reflect")
	n.getOwnPropertyDescriptor = method(object, "getOwnPropertyDescriptor")
	n.getOwnPropertySymbols = method(object, "getOwnPropertySymbols")
	n.hasOwn = method(object, "hasOwn")
	n.objectKeys = method(object, "keys")
	n.objectSeal = method(object, "seal")
	n.ownKeys = method(reflect, "ownKeys")
	n.has = method(reflect, "has")
	n.objectToString = method(n.objectProto, "toString")
	n.functionToString = method(proto("Function"), "toString")
	n.errorToString = method(n.errorProto, "toString")
	n.regexpToString = method(proto("RegExp"), "toString")
	n.dateToString = method(proto("Date"), "toString")
	n.dateToISOString = method(proto("Date"), "toISOString")
	n.mapForEach = method(proto("Map"), "forEach")
	n.setForEach = method(proto("Set"), "forEach")
	n.stringValueOf = method(proto("String"), "valueOf")
	n.numberValueOf = method(proto("Number"), "valueOf")
	n.booleanValueOf = method(proto("Boolean"), "valueOf")
	n.bigintValueOf = method(proto("BigInt"), "valueOf")
	n.symbolValueOf = method(proto("Symbol"), "valueOf")
	n.jsonStringify = method(class("JSON"), "stringify")
	n.number = method(global, "Number")
	n.parseInt = method(global, "parseInt")
	n.parseFloat = method(global, "parseFloat")
	n.typedArrayTag = in.getter(typedArray, goja.SymToStringTag)
	n.typedArrayLength = in.getter(typedArray, vm.ToValue("length"))
	n.mapSize = in.getter(proto("Map"), vm.ToValue("size"))
	n.setSize = in.getter(proto("Set"), vm.ToValue("size"))
	n.symbolDescription = in.getter(proto("Symbol"), vm.ToValue("description"))

	symbolFor := method(class("Symbol"), "for")
	n.custom = symbolFor(goja.FunctionCall{Arguments: []goja.Value{vm.ToValue("nodejs.util.inspect.custom")}}).(*goja.Symbol)
}

// call returns the Go function behind a built-in.
func call(v goja.Value) native { return v.Export().(native) }

// getter returns the getter of an own property of a built-in.
func (in *Inspector) getter(obj *goja.Object, key goja.Value) native {
	d := in.intrinsics.getOwnPropertyDescriptor(goja.FunctionCall{Arguments: []goja.Value{obj, key}}).(*goja.Object)
	return call(d.Get("get"))
}
