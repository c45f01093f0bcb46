// Package webassembly is the global WebAssembly, on wazero.
//
// A module is compiled in a slightly changed form (rewrite.go) and linked by object (wazero.go, instance.go): memories,
// tables, globals and tags that JavaScript makes are instances of one-entry modules. A memory's ArrayBuffer has the
// very bytes that machine code works on (memory.go). Instances are left to Go's garbage collector.
package webassembly

import (
	_ "embed"
	"fmt"
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/clone"
)

// Modules has the global.
var Modules = []modules.Module{{
	Name: "internal/webassembly", Internal: true, Globals: []string{"WebAssembly"},
	Load: func(e *modules.Env) goja.Value {
		return e.Exports(modules.Val("WebAssembly", engines.Of(e).namespace()))
	},
}}

// classes are the prototypes and constructors of a runtime, and builtin functions as they were at first.
type classes struct {
	module, instance, table, memory, global, tag, exception *goja.Object // prototypes
	compileError, linkError, runtimeError                   *goja.Object // constructors
	freeze, asIntN                                          goja.Callable
	jsTag                                                   tag // of JavaScript's own exceptions
}

//go:embed webassembly.js
var scriptText string

var script = modules.NewScript("node:internal/wasm_web_api", scriptText,
	"compile", "instantiate", "invalidSource", "invalidResponse")

// namespace makes the object WebAssembly.
func (x *engine) namespace() *goja.Object {
	builtin := func(object, name string) goja.Callable {
		f, _ := goja.AssertFunction(x.VM.Get(object).(*goja.Object).Get(name))
		return f
	}
	k := &x.classes
	k.freeze, k.asIntN = builtin("Object", "freeze"), builtin("BigInt", "asIntN")
	o := x.VM.NewObject()
	x.Define(o, true, modules.Fn("compile", 1, x.compilePromise("WebAssembly.compile()")), modules.Fn("validate", 1, x.validate),
		modules.Fn("instantiate", 1, x.instantiatePromise("WebAssembly.instantiate()")))
	k.module = x.class(o, modules.ClassSpec{Name: "Module", Construct: x.moduleConstructor, Parent: x.moduleSource()})
	module := o.Get("Module").(*goja.Object)
	x.Define(module, true, modules.Fn("imports", 1, x.moduleImports), modules.Fn("exports", 1, x.moduleExports),
		modules.Fn("customSections", 2, x.moduleSections))
	k.instance = x.class(o, modules.ClassSpec{Name: "Instance", Construct: x.instanceConstructor},
		modules.Getter("exports", x.instanceExports))
	k.table = x.class(o, modules.ClassSpec{Name: "Table", Construct: x.tableConstructor},
		modules.Getter("length", x.tableLength), modules.Fn("grow", 1, x.tableGrow),
		modules.Fn("set", 1, x.tableSet), modules.Fn("get", 1, x.tableGet))
	k.memory = x.class(o, modules.ClassSpec{Name: "Memory", Construct: x.memoryConstructor},
		modules.Fn("grow", 1, x.memoryGrow), modules.Getter("buffer", x.memoryBuffer),
		modules.Fn("toFixedLengthBuffer", 0, x.memoryFixed), absent("toResizableBuffer", 0, "WebAssembly.Memory.toResizableBuffer"))
	k.global = x.class(o, modules.ClassSpec{Name: "Global", Construct: x.globalConstructor},
		modules.Fn("valueOf", 0, x.globalGetter("WebAssembly.Global.valueOf()")),
		modules.Accessor("value", x.globalGetter("get WebAssembly.Global.value)"), x.setGlobal))
	k.tag = x.class(o, modules.ClassSpec{Name: "Tag", Construct: x.tagConstructor})
	k.jsTag.params = []byte{typeExternref}
	must(o.DefineDataProperty("JSTag", tagSlot.New(x.VM, k.tag, &k.jsTag), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	k.exception = x.class(o, modules.ClassSpec{Name: "Exception", Length: 2, Construct: x.exceptionConstructor},
		modules.Fn("getArg", 2, x.exceptionArgument), modules.Fn("is", 1, x.exceptionIs),
		modules.Getter("stack", x.exceptionStack))
	for _, prototype := range [...]*goja.Object{k.instance, k.table, k.global, k.tag, k.exception} {
		clone.MarkClass(x.Env, prototype)
	}
	made := script.Run(x.Env, x.Func("", 1, x.compilePromise("WebAssembly.compileStreaming()")),
		x.Func("", 1, x.instantiatePromise("WebAssembly.instantiateStreaming()")),
		x.Func("", 1, x.invalidSource), x.Func("", 2, x.invalidResponse)).(*goja.Object)
	errorClass := func(name string) *goja.Object {
		c := made.Get(name).(*goja.Object)
		x.Define(o, false, modules.Val(name, c))
		return c
	}
	k.compileError, k.linkError, k.runtimeError = errorClass("CompileError"), errorClass("LinkError"), errorClass("RuntimeError")
	x.Define(o, true, modules.Val("compileStreaming", made.Get("compileStreaming")),
		modules.Val("instantiateStreaming", made.Get("instantiateStreaming")))
	x.class(o, modules.ClassSpec{Name: "Suspending", Construct: func(modules.ConstructCall) (*goja.Object, error) {
		return nil, modules.NotImplemented("WebAssembly.Suspending")
	}})
	x.Define(o, true, absent("promising", 1, "WebAssembly.promising"))
	errorClass("SuspendError")
	tagged(o, "WebAssembly")
	return o
}

// moduleSource makes %AbstractModuleSource%, which classes of modules in source form extend.
func (x *engine) moduleSource() *goja.Object {
	c := x.Class(modules.ClassSpec{Name: "AbstractModuleSource", NewOnly: true, CallError: typeError("Illegal invocation"),
		Construct: func(modules.ConstructCall) (*goja.Object, error) { return nil, typeError("Illegal invocation") }})
	x.Define(c.Get("prototype").(*goja.Object), false, modules.Getter("[Symbol.toStringTag]",
		func(c modules.Call) (goja.Value, error) {
			if moduleSlot.Get(c.This) == nil {
				return nil, nil
			}
			return x.VM.ToValue("WebAssembly.Module"), nil
		}).WithSymbol(goja.SymToStringTag))
	return c
}

func absent(name string, length int, full string) modules.Export {
	return modules.Fn(name, length, func(modules.Call) (goja.Value, error) { return nil, modules.NotImplemented(full) })
}

// class adds a class to the namespace and returns its prototype.
func (x *engine) class(namespace *goja.Object, spec modules.ClassSpec, members ...modules.Export) *goja.Object {
	full := "WebAssembly." + spec.Name
	spec.NewOnly, spec.Length = true, max(spec.Length, 1)
	spec.CallError = typeError(full + "(): " + full + " must be invoked with 'new'")
	c := x.Class(spec)
	prototype := c.Get("prototype").(*goja.Object)
	x.Define(prototype, true, members...)
	tagged(prototype, full)
	x.Define(namespace, false, modules.Val(spec.Name, c))
	return prototype
}

func tagged(o *goja.Object, name string) {
	must(o.DefineDataPropertySymbol(goja.SymToStringTag, goja.New().ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// must is for definitions on fresh objects, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// newError makes an error of one of the three classes.
func (x *engine) newError(class *goja.Object, text string) error {
	o, err := x.VM.New(class, x.VM.ToValue(text))
	if err != nil {
		return err
	}
	return &modules.ThrownError{Value: o}
}

func rangeError(text string) error { return &modules.Error{Class: "RangeError", Message: text} }

// invalidSource(value) throws for what compileStreaming cannot read.
func (x *engine) invalidSource(c modules.Call) (goja.Value, error) {
	return nil, modules.TypeError("ERR_INVALID_ARG_TYPE",
		`The "source" argument must be an instance of Response or an Promise resolving to Response. Received %s`,
		x.Received(c.Argument(0)))
}

// invalidResponse(text) throws for a response that is not a module.
func (x *engine) invalidResponse(c modules.Call) (goja.Value, error) {
	return nil, modules.TypeError("ERR_WEBASSEMBLY_RESPONSE", "WebAssembly response %s", c.Argument(0).String())
}

// property is the string value of an option.
func (x *engine) property(o *goja.Object, name string) (s string, err error) {
	if exception := x.VM.Try(func() {
		if v := o.Get(name); v != nil {
			s = v.String()
		}
	}); exception != nil {
		return "", exception
	}
	return s, nil
}

// limits are the properties initial and maximum of a descriptor.
func (x *engine) limits(d *goja.Object, name string, bound uint32) (l limits, err error) {
	initial := d.Get("initial")
	if initial == nil || goja.IsUndefined(initial) {
		return l, typeError(name + ": Property 'initial' is required")
	}
	if l.min, err = x.unsigned(initial, name, "Property 'initial'"); err != nil {
		return l, err
	}
	if l.min > bound {
		return l, rangeError(fmt.Sprintf("%s: Property 'initial': value %d is above the upper bound %d", name, l.min, bound))
	}
	maximum := d.Get("maximum")
	if maximum == nil || goja.IsUndefined(maximum) {
		return l, nil
	}
	l.hasMax = true
	if l.max, err = x.unsigned(maximum, name, "Property 'maximum'"); err != nil {
		return l, err
	}
	if l.max < l.min {
		return l, rangeError(fmt.Sprintf("%s: Property 'maximum': value %d is below the lower bound %d", name, l.max, l.min))
	}
	if bound == maxPages && l.max > bound {
		return l, rangeError(fmt.Sprintf("%s: Property 'maximum': value %d is above the upper bound %d", name, l.max, bound))
	}
	return l, nil
}

// unsigned converts to an unsigned long, and refuses what is out of its range.
func (x *engine) unsigned(v goja.Value, name, what string) (uint32, error) {
	n, err := x.toNumber(v)
	switch {
	case err != nil:
		return 0, err
	case math.IsNaN(n), math.IsInf(n, 0):
		return 0, typeError(name + ": " + what + " must be convertible to a valid number")
	}
	switch n = math.Trunc(n); {
	case n < 0:
		return 0, typeError(name + ": " + what + " must be non-negative")
	case n > math.MaxUint32:
		return 0, typeError(name + ": " + what + " must be in the unsigned long range")
	}
	return uint32(n), nil
}
