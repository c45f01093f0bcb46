package asyncgen

import (
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"
)

// intrinsics are the objects of one runtime: %AsyncGeneratorFunction.prototype%, %AsyncGeneratorPrototype%,
// %AsyncIteratorPrototype%. Their functions keep them alive, as long as anything else does.
type intrinsics struct {
	vm     *goja.Runtime
	layout *layout

	constructor, functionPrototype, generatorPrototype, iteratorPrototype *goja.Object

	asyncIterator *goja.Symbol
	loop          loopMethods
}

// known finds the intrinsics of a runtime.
var known sync.Map // of weak.Pointer[goja.Runtime] to weak.Pointer[intrinsics]

func intrinsicsOf(vm *goja.Runtime) *intrinsics {
	key := weak.Make(vm)
	if v, ok := known.Load(key); ok {
		if in := v.(weak.Pointer[intrinsics]).Value(); in != nil {
			return in
		}
	}
	in := newIntrinsics(vm)
	if _, again := known.Swap(key, weak.Make(in)); !again {
		runtime.AddCleanup(vm, func(k weak.Pointer[goja.Runtime]) { known.Delete(k) }, key)
	}
	return in
}

func newIntrinsics(vm *goja.Runtime) *intrinsics {
	l, err := engine()
	if err != nil {
		panic(err)
	}
	in := &intrinsics{vm: vm, layout: l}
	in.asyncIterator, _ = vm.Get("Symbol").(*goja.Object).Get("asyncIterator").(*goja.Symbol)
	function := vm.Get("Function").(*goja.Object)

	in.iteratorPrototype = vm.NewObject()
	self := in.function("[Symbol.asyncIterator]", 0, func(call goja.FunctionCall) goja.Value { return call.This })
	if in.asyncIterator != nil {
		must(in.iteratorPrototype.DefineDataPropertySymbol(in.asyncIterator, self, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	in.generatorPrototype = vm.CreateObject(in.iteratorPrototype)
	in.functionPrototype = vm.CreateObject(function.Get("prototype").(*goja.Object))
	in.constructor = vm.ToValue(in.construct).(*goja.Object)
	must(in.constructor.SetPrototype(function))
	for _, p := range []struct {
		of           *goja.Object
		name         string
		v            goja.Value
		configurable goja.Flag
	}{
		{in.constructor, "name", vm.ToValue("AsyncGeneratorFunction"), goja.FLAG_TRUE},
		{in.constructor, "length", vm.ToValue(1), goja.FLAG_TRUE},
		{in.constructor, "prototype", in.functionPrototype, goja.FLAG_FALSE},
		{in.functionPrototype, "constructor", in.constructor, goja.FLAG_TRUE},
		{in.functionPrototype, "prototype", in.generatorPrototype, goja.FLAG_TRUE},
		{in.generatorPrototype, "constructor", in.functionPrototype, goja.FLAG_TRUE},
	} {
		must(p.of.DefineDataProperty(p.name, p.v, goja.FLAG_FALSE, p.configurable, goja.FLAG_FALSE))
	}
	for kind, name := range [...]string{next: "next", ret: "return", throw: "throw"} {
		f := in.function(name, 1, func(call goja.FunctionCall) goja.Value { return in.request(kind, call) })
		must(in.generatorPrototype.DefineDataProperty(name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	tag := func(o *goja.Object, name string) {
		must(o.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	tag(in.functionPrototype, "AsyncGeneratorFunction")
	tag(in.generatorPrototype, "AsyncGenerator")
	in.loop = in.newLoopMethods()
	return in
}

// construct is AsyncGeneratorFunction(...parameters, body).
func (in *intrinsics) construct(call goja.ConstructorCall) *goja.Object {
	panic(in.vm.NewTypeError("AsyncGeneratorFunction cannot be called yet"))
}

// function makes a function with the name and length that JavaScript sees.
func (in *intrinsics) function(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	o := in.vm.ToValue(f).(*goja.Object)
	must(o.DefineDataProperty("name", in.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(o.DefineDataProperty("length", in.vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return o
}

// must throws an error of goja's as the JavaScript exception it is.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
