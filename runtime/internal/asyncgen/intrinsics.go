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

	// Set by InstallEval.
	parse        ParseFunc
	replace      Replacer
	evalFunction *goja.Object
	loop         loopMethods
}

// known finds the intrinsics of a runtime.
var known sync.Map // of weak.Pointer[goja.Runtime] to weak.Pointer[intrinsics]

func intrinsicsOf(vm *goja.Runtime) *intrinsics {
	in := entryOf(vm)
	if in.layout == nil {
		in.fill()
	}
	return in
}

// entryOf gives the intrinsics of a runtime, whose objects need not be there yet.
func entryOf(vm *goja.Runtime) *intrinsics {
	key := weak.Make(vm)
	if v, ok := known.Load(key); ok {
		if in := v.(weak.Pointer[intrinsics]).Value(); in != nil {
			return in
		}
	}
	in := &intrinsics{vm: vm}
	if _, again := known.Swap(key, weak.Make(in)); !again {
		runtime.AddCleanup(vm, func(k weak.Pointer[goja.Runtime]) { known.Delete(k) }, key)
	}
	return in
}

// fill makes the objects.
func (in *intrinsics) fill() {
	l, err := inspected()
	if err != nil {
		panic(err)
	}
	vm := in.vm
	in.layout = l
	in.asyncIterator, _ = vm.Get("Symbol").(*goja.Object).Get("asyncIterator").(*goja.Symbol)
	function := vm.Get("Function").(*goja.Object)

	in.iteratorPrototype = vm.NewObject()
	self := in.function("[Symbol.asyncIterator]", 0, func(call goja.FunctionCall) goja.Value { return call.This })
	if in.asyncIterator != nil {
		must(in.iteratorPrototype.DefineDataPropertySymbol(in.asyncIterator, self, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	in.generatorPrototype = vm.CreateObject(in.iteratorPrototype)
	in.functionPrototype = vm.CreateObject(function.Get("prototype").(*goja.Object))
	in.constructor = in.function("AsyncGeneratorFunction", 1, in.construct)
	must(in.constructor.SetPrototype(function))
	for _, p := range []struct {
		of           *goja.Object
		name         string
		v            goja.Value
		configurable goja.Flag
	}{
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
	if in.replace != nil {
		call, construct := in.functionConstructor(in.constructor, "(async function* anonymous(")
		in.replace.ReplaceNative(in.constructor, call, construct)
	}
}

// construct is AsyncGeneratorFunction(...parameters, body), which InstallEval makes work.
func (in *intrinsics) construct(goja.FunctionCall) goja.Value {
	panic(in.vm.NewTypeError("Code generation from strings disallowed for this context"))
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
