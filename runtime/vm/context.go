package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// context is a contextified object. There is one set of intrinsic objects for all contexts of a runtime: Array in a
// context is the Array outside. What is a context's own are its global variables: they are properties of the object.
type context struct {
	env     *modules.Env
	sandbox *goja.Object
	// global is what globalThis is in the context; lexical has what scripts declare by let, const and class.
	global, lexical *goja.Object
	bindings        map[string]*binding
	this            *goja.Object
	set, contains   goja.Callable

	// main is the global object of the runtime. While missing is in its place, the engine looks for a name that the
	// context does not have, and must not find it in main.
	main, missing *goja.Object
	name          string
}

// binding is a variable declared by let, const or class.
type binding struct {
	value    goja.Value
	constant bool
}

// intrinsics are the global names that every context has.
var intrinsics = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range [...]string{
		"Object", "Function", "Array", "Number", "parseFloat", "parseInt", "Infinity", "NaN", "undefined", "Boolean",
		"String", "Symbol", "Date", "Promise", "RegExp", "Error", "AggregateError", "EvalError", "RangeError",
		"ReferenceError", "SyntaxError", "TypeError", "URIError", "JSON", "Math", "Intl", "ArrayBuffer", "Atomics",
		"Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array",
		"Float64Array", "Uint8ClampedArray", "BigUint64Array", "BigInt64Array", "DataView", "Map", "BigInt", "Set",
		"WeakMap", "WeakSet", "WeakRef", "Proxy", "Reflect", "FinalizationRegistry", "decodeURI", "decodeURIComponent",
		"encodeURI", "encodeURIComponent", "escape", "unescape", "eval", "isFinite", "isNaN", "SharedArrayBuffer",
		"Iterator", "Float16Array", "DisposableStack", "AsyncDisposableStack", "SuppressedError", "Temporal", "WebAssembly",
	} {
		names[name] = true
	}
	return names
}()

var contexts = modules.NewSlot[context]("contextify_context_private_symbol")

// newContext contextifies an object.
func newContext(env *modules.Env, sandbox *goja.Object) *context {
	vm := env.VM
	x := &context{env: env, sandbox: sandbox, bindings: map[string]*binding{}, main: vm.GlobalObject()}
	reflect := x.main.Get("Reflect").(*goja.Object)
	x.set, _ = goja.AssertFunction(reflect.Get("set"))
	x.contains, _ = goja.AssertFunction(reflect.Get("has"))
	x.global = vm.ToValue(vm.NewProxy(sandbox, &goja.ProxyTrapConfig{
		Has: func(_ *goja.Object, name string) bool {
			if x.has(name) {
				return true
			}
			x.miss(name)
			return false
		},
		Get: func(_ *goja.Object, name string, _ goja.Value) goja.Value { return x.get(name) },
		Set: func(_ *goja.Object, name string, value, _ goja.Value) bool { return x.put(name, value) },
	})).(*goja.Object)
	x.lexical = vm.ToValue(vm.NewProxy(vm.NewObject(), &goja.ProxyTrapConfig{
		Has: func(_ *goja.Object, name string) bool { return x.bindings[name] != nil },
		Get: func(_ *goja.Object, name string, _ goja.Value) goja.Value {
			b := x.bindings[name]
			if b == nil {
				return x.get(name)
			}
			if b.value == nil {
				panic(x.env.Panic(&modules.Error{Class: "ReferenceError", Message: "Cannot access '" + name + "' before initialization"}))
			}
			return b.value
		},
		Set: func(_ *goja.Object, name string, value, _ goja.Value) bool {
			b := x.bindings[name]
			if b == nil {
				return x.put(name, value)
			}
			if b.constant && b.value != nil {
				panic(x.env.Panic(&modules.Error{Class: "TypeError", Message: "Assignment to constant variable."}))
			}
			b.value = value
			return true
		},
	})).(*goja.Object)
	x.missing = vm.ToValue(vm.NewProxy(vm.NewObject(), &goja.ProxyTrapConfig{
		Has: func(_ *goja.Object, name string) bool {
			return !x.found(name) && x.main.Get(name) != nil
		},
		Get: func(_ *goja.Object, name string, _ goja.Value) goja.Value {
			if x.found(name) {
				return nil
			}
			return x.main.Get(name)
		},
		Set: func(_ *goja.Object, name string, value, _ goja.Value) bool {
			x.found(name)
			return x.put(name, value)
		},
	})).(*goja.Object)
	x.this = env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		if v := c.Argument(0); v != x.main && v != x.missing && v != x.lexical {
			return v, nil
		}
		return x.global, nil
	})
	contexts.Set(vm, sandbox, x)
	return x
}

func (x *context) has(name string) bool {
	return x.inSandbox(name) || intrinsics[name] && x.main.Get(name) != nil || name == "globalThis"
}

func (x *context) inSandbox(name string) bool {
	found, err := x.contains(goja.Undefined(), x.sandbox, x.env.VM.ToValue(name))
	if err != nil {
		panic(x.env.Panic(err))
	}
	return found.ToBoolean()
}

func (x *context) get(name string) goja.Value {
	if v := x.sandbox.Get(name); v != nil {
		return v
	}
	if name == "globalThis" {
		return x.global
	}
	if intrinsics[name] {
		return x.main.Get(name)
	}
	return nil
}

func (x *context) put(name string, value goja.Value) bool {
	done, err := x.set(goja.Undefined(), x.sandbox, x.env.VM.ToValue(name), value)
	if err != nil {
		panic(x.env.Panic(err))
	}
	return done.ToBoolean()
}

// miss hides the runtime's own global variable of a name, for the one look-up that follows.
func (x *context) miss(name string) {
	if source.IsScopeName(name) {
		return
	}
	x.name = name
	x.env.VM.SetGlobalObject(x.missing)
}

// found puts the runtime's global object back. It reports whether the look-up was for the name that the context misses.
func (x *context) found(name string) bool {
	x.env.VM.SetGlobalObject(x.main)
	return name == x.name
}

// enter makes a program that was compiled for a context into its function there.
func (x *context) enter(unit *source.Unit) (goja.Value, error) {
	outer, err := x.env.VM.RunProgram(unit.Program)
	if err != nil {
		return nil, err
	}
	if err := x.declare(unit.Declarations); err != nil {
		return nil, err
	}
	return x.env.Invoke(outer, goja.Undefined(), x.global, x.lexical, x.this)
}

// declare makes the variables of a script.
func (x *context) declare(d *source.Declarations) error {
	if d == nil {
		return nil
	}
	for _, list := range [][]string{d.Lexical, d.Constants, d.Vars} {
		for _, name := range list {
			if x.bindings[name] != nil {
				return &modules.Error{Class: "SyntaxError", Message: "Identifier '" + name + "' has already been declared"}
			}
		}
	}
	for _, name := range d.Vars {
		if !x.inSandbox(name) {
			x.put(name, goja.Undefined())
		}
	}
	for _, name := range d.Lexical {
		x.bindings[name] = &binding{}
	}
	for _, name := range d.Constants {
		x.bindings[name] = &binding{constant: true}
	}
	return nil
}
