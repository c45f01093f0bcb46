package util

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/ecma"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/namespaces"
)

// loadTypes is node:util/types.
func loadTypes(e *modules.Env) goja.Value {
	in := inspect.Of(e)
	var list []modules.Export
	add := func(name, function string, length int, is func(*goja.Object) bool) {
		list = append(list, modules.Val(name, e.Func(function, length, func(c modules.Call) (goja.Value, error) {
			o, ok := c.Argument(0).(*goja.Object)
			return modules.Bool(ok && is(o)), nil
		})))
	}
	kind := func(name string, kinds ...inspect.Kind) {
		add(name, "", 0, func(o *goja.Object) bool { return isOneOf(inspect.KindOf(o), kinds) })
	}
	boxed := func(name string, types ...string) {
		add(name, "", 0, func(o *goja.Object) bool { return isBoxed(in, o, types) })
	}
	never := func(*goja.Object) bool { return false }

	add("isArgumentsObject", "", 0, func(o *goja.Object) bool {
		return inspect.KindOf(o) != inspect.KindProxy && o.ClassName() == "Arguments"
	})
	add("isArrayBuffer", "", 0, func(o *goja.Object) bool {
		return inspect.KindOf(o) == inspect.KindArrayBuffer && ecma.SharedOf(o) == nil
	})
	add("isAsyncFunction", "", 0, func(o *goja.Object) bool {
		k := inspect.KindOf(o)
		return k == inspect.KindAsyncFunction || k == inspect.KindGeneratorFunction && in.IsAsyncGenerator(o)
	})
	boxed("isBigIntObject", "BigInt")
	boxed("isBooleanObject", "Boolean")
	kind("isDate", inspect.KindDate)
	add("isExternal", "", 0, never)
	kind("isGeneratorFunction", inspect.KindGeneratorFunction)
	kind("isGeneratorObject", inspect.KindGenerator)
	kind("isMap", inspect.KindMap)
	kind("isMapIterator", inspect.KindMapIterator)
	add("isModuleNamespaceObject", "", 0, in.IsNamespace)
	kind("isNativeError", inspect.KindError)
	boxed("isNumberObject", "Number")
	kind("isPromise", inspect.KindPromise)
	add("isProxy", "", 0, func(o *goja.Object) bool {
		return inspect.KindOf(o) == inspect.KindProxy && !namespaces.Is(e, o) && !namespaces.IsConcealed(e, o)
	})
	kind("isRegExp", inspect.KindRegExp)
	kind("isSet", inspect.KindSet)
	kind("isSetIterator", inspect.KindSetIterator)
	add("isSharedArrayBuffer", "", 0, func(o *goja.Object) bool { return ecma.SharedOf(o) != nil })
	boxed("isStringObject", "String")
	boxed("isSymbolObject", "Symbol")
	kind("isWeakMap", inspect.KindWeakMap)
	kind("isWeakSet", inspect.KindWeakSet)
	kind("isAnyArrayBuffer", inspect.KindArrayBuffer)
	boxed("isBoxedPrimitive", "Number", "String", "Boolean", "BigInt", "Symbol")
	add("isArrayBufferView", "isView", 1, func(o *goja.Object) bool {
		return isOneOf(inspect.KindOf(o), []inspect.Kind{inspect.KindTypedArray, inspect.KindDataView})
	})
	add("isDataView", "isDataView", 1, func(o *goja.Object) bool { return inspect.KindOf(o) == inspect.KindDataView })
	add("isTypedArray", "isTypedArray", 1, func(o *goja.Object) bool { return inspect.KindOf(o) == inspect.KindTypedArray })
	for _, name := range []string{"Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array",
		"Int32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"} {
		add("is"+name, "is"+name, 1, func(o *goja.Object) bool { return in.TypedArrayName(o) == name })
	}
	exports := e.Exports(list...)
	e.Define(exports, true,
		modules.Fn("isKeyObject", 1, func(c modules.Call) (goja.Value, error) { return isOf(c, "KeyObject") }).ReadOnly(),
		modules.Fn("isCryptoKey", 1, func(c modules.Call) (goja.Value, error) { return isOf(c, "CryptoKey") }).ReadOnly(),
	)
	return exports
}

func isOneOf(k inspect.Kind, kinds []inspect.Kind) bool {
	for _, want := range kinds {
		if k == want {
			return true
		}
	}
	return false
}

func isBoxed(in *inspect.Inspector, o *goja.Object, types []string) bool {
	if k := inspect.KindOf(o); k != inspect.KindUnknown && k != inspect.KindPlain {
		return false
	}
	name, _ := in.Boxed(o)
	for _, want := range types {
		if name == want {
			return true
		}
	}
	return false
}

// isOf asks whether the argument is an object of a class of node:crypto. Only an
// object whose prototype is not the language's own can be one; nothing else loads
// the module.
func isOf(c modules.Call, class string) (goja.Value, error) {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || inspect.KindOf(o) != inspect.KindPlain {
		return modules.Bool(false), nil
	}
	ctor, ok := o.Get("constructor").(*goja.Object)
	if !ok || inspect.KindOf(ctor) < inspect.KindFunction {
		return modules.Bool(false), nil
	}
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if own, ok := p.Get("constructor").(*goja.Object); ok {
			if name := own.Get("name"); name != nil && name.String() == class {
				return isCryptoClass(c.Env, o, class)
			}
		}
	}
	return modules.Bool(false), nil
}

func isCryptoClass(e *modules.Env, o *goja.Object, class string) (goja.Value, error) {
	crypto := e.RequireObject("crypto")
	ctor, ok := crypto.Get(class).(*goja.Object)
	if !ok {
		if webcrypto, is := crypto.Get("webcrypto").(*goja.Object); is {
			ctor, ok = webcrypto.Get(class).(*goja.Object)
		}
	}
	return modules.Bool(ok && e.VM.InstanceOf(o, ctor)), nil
}
