package deepequal

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

// native is a built-in function called straight from Go.
type native = func(goja.FunctionCall) goja.Value

// natives are the intrinsics of a runtime that comparing needs.
type natives struct {
	inspector *inspect.Inspector
	// known are the constructors that tell prototypes apart by themselves.
	known map[*goja.Object]bool

	objectToString, hasOwnProperty, propertyIsEnumerable, ownPropertySymbols native
	ownPropertyDescriptor, getTime                                           native
	setSize, setHas, setForEach, mapSize, mapHas, mapGet, mapForEach         native
}

var knownConstructors = [...]string{
	"Array", "ArrayBuffer", "BigInt", "BigInt64Array", "BigUint64Array", "Boolean", "DataView", "Date", "Error",
	"Float32Array", "Float64Array", "Function", "Int16Array", "Int32Array", "Int8Array", "Map", "Number", "Object",
	"Promise", "RegExp", "Set", "String", "Symbol", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray",
	"WeakMap", "WeakSet",
}

var intrinsicsOf = modules.NewLocal(func(e *modules.Env) *natives {
	n := &natives{inspector: inspect.Of(e), known: map[*goja.Object]bool{}}
	class := func(name string) *goja.Object { return e.VM.Get(name).(*goja.Object) }
	for _, name := range knownConstructors {
		n.known[class(name)] = true
	}
	proto := func(name string) *goja.Object { return class(name).Get("prototype").(*goja.Object) }
	call := func(v goja.Value) native { return v.Export().(native) }
	object, set, dict := proto("Object"), proto("Set"), proto("Map")
	n.objectToString = call(object.Get("toString"))
	n.hasOwnProperty = call(object.Get("hasOwnProperty"))
	n.propertyIsEnumerable = call(object.Get("propertyIsEnumerable"))
	n.ownPropertySymbols = call(class("Object").Get("getOwnPropertySymbols"))
	n.ownPropertyDescriptor = call(class("Object").Get("getOwnPropertyDescriptor"))
	n.getTime = call(proto("Date").Get("getTime"))
	getter := func(of *goja.Object, name string) native {
		d := n.ownPropertyDescriptor(goja.FunctionCall{Arguments: []goja.Value{of, e.VM.ToValue(name)}})
		return call(d.(*goja.Object).Get("get"))
	}
	n.setSize, n.mapSize = getter(set, "size"), getter(dict, "size")
	n.setHas, n.setForEach = call(set.Get("has")), call(set.Get("forEach"))
	n.mapHas, n.mapGet, n.mapForEach = call(dict.Get("has")), call(dict.Get("get")), call(dict.Get("forEach"))
	return n
})

func (c *comparison) hasOwn(o *goja.Object, name string) bool {
	return c.hasOwnProperty(goja.FunctionCall{This: o, Arguments: []goja.Value{c.env.VM.ToValue(name)}}).ToBoolean()
}

func (c *comparison) isEnumerable(o *goja.Object, name string) bool {
	return c.propertyIsEnumerable(goja.FunctionCall{This: o, Arguments: []goja.Value{c.env.VM.ToValue(name)}}).ToBoolean()
}

// members lists a Set.
func (c *comparison) members(set *goja.Object) []goja.Value {
	var list []goja.Value
	c.setForEach(goja.FunctionCall{This: set, Arguments: []goja.Value{
		c.env.VM.ToValue(func(call goja.FunctionCall) goja.Value {
			list = append(list, call.Argument(0))
			return goja.Undefined()
		})}})
	return list
}

// An entry is one of a Map.
type entry struct{ key, value goja.Value }

// entries lists a Map.
func (c *comparison) entries(dict *goja.Object) []entry {
	var list []entry
	c.mapForEach(goja.FunctionCall{This: dict, Arguments: []goja.Value{
		c.env.VM.ToValue(func(call goja.FunctionCall) goja.Value {
			list = append(list, entry{call.Argument(1), call.Argument(0)})
			return goja.Undefined()
		})}})
	return list
}

func (c *comparison) has(f native, o *goja.Object, key goja.Value) bool {
	return f(goja.FunctionCall{This: o, Arguments: []goja.Value{key}}).ToBoolean()
}

func (c *comparison) lookup(dict *goja.Object, key goja.Value) goja.Value {
	return c.mapGet(goja.FunctionCall{This: dict, Arguments: []goja.Value{key}})
}
