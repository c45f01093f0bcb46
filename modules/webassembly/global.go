package webassembly

import (
	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/gonode/gonode/modules"
)

// global is a WebAssembly.Global.
type global struct {
	holder
	engine  *engine
	module  api.Module
	index   uint32
	value   byte
	mutable bool
	cell    cell
	// owner is the instance that the global is of, or nil.
	owner *instance
}

var globalSlot = modules.NewSlot[global]("kGlobal")

// globalConstructor is new WebAssembly.Global(descriptor[, value]).
func (x *engine) globalConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Global()"
	d, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Argument 0 must be a global descriptor")
	}
	mutable := d.Get("mutable")
	t := external{kind: kindGlobal, mutable: mutable != nil && mutable.ToBoolean()}
	text, err := x.property(d, "value")
	if err != nil {
		return nil, err
	}
	switch text {
	case "i32", "i64", "f32", "f64", "externref", "anyfunc":
		t.value = valueTypeOf(text)
	case "v128":
		return nil, typeError(name + ": A global of type 'v128' cannot be created in JavaScript")
	default:
		return nil, typeError(name + ": Descriptor property 'value' must be a WebAssembly type")
	}
	v := c.Argument(1)
	if len(c.Arguments) < 2 || goja.IsUndefined(v) && t.value != typeExternref {
		v = nil
	}
	if v != nil && t.value == typeFuncref && !goja.IsNull(v) && x.functionOf(v) == nil {
		return nil, typeError(name + ": " + notFunction)
	}
	if v == nil && t.value == typeExternref {
		v = goja.Undefined()
	}
	g, err := x.newGlobal(t, v)
	if err != nil {
		return nil, err
	}
	return globalSlot.New(x.VM, c.This.Prototype(), g), nil
}

// valueTypeOf is the type of a name that the JavaScript API has for it, or typeOther.
func valueTypeOf(name string) byte {
	switch name {
	case "i32":
		return typeI32
	case "i64":
		return typeI64
	case "f32":
		return typeF32
	case "f64":
		return typeF64
	case "v128":
		return typeV128
	case "externref":
		return typeExternref
	case "anyfunc", "funcref":
		return typeFuncref
	case "exnref":
		return typeExnref
	}
	return typeOther
}

// newGlobal makes a global with a value, or the default of its type if that is nil.
func (x *engine) newGlobal(t external, v goja.Value) (*global, error) {
	g := &global{engine: x, value: t.value, mutable: t.mutable}
	bits := uint64(0)
	if v != nil {
		var err error
		if bits, err = x.toWasm(t.value, v, &g.holder); err != nil {
			return nil, err
		}
	}
	m, err := x.single(nil, t)
	if err != nil {
		return nil, err
	}
	g.module, g.cell = m, globalOf(m, 0)
	setInitial(g.cell, bits)
	g.cell.SetValue(bits, 0)
	return g, nil
}

func (x *engine) thisGlobal(c modules.Call, method string) (*global, error) {
	if g := globalSlot.Get(c.This); g != nil {
		return g, nil
	}
	return nil, typeError(method + ": Receiver is not a WebAssembly.Global")
}

func (x *engine) globalGetter(method string) modules.Func {
	return func(c modules.Call) (goja.Value, error) {
		g, err := x.thisGlobal(c, method)
		if err != nil {
			return nil, err
		}
		if g.value == typeV128 || g.value == typeExnref || g.value == typeOther {
			return nil, typeError(method + ": invalid type")
		}
		lo, _ := g.cell.Value()
		return x.toJS(g.value, lo)
	}
}

// setGlobal is global.value = value. The bracket in the messages is V8's.
func (x *engine) setGlobal(c modules.Call) (goja.Value, error) {
	const name = "set WebAssembly.Global.value)"
	g, err := x.thisGlobal(c, name)
	if err != nil {
		return nil, err
	}
	if !g.mutable {
		return nil, typeError(name + ": Can't set the value of an immutable global.")
	}
	if len(c.Arguments) == 0 {
		return nil, typeError(name + ": Argument 0 is required")
	}
	if g.value == typeV128 || g.value == typeExnref || g.value == typeOther {
		return nil, typeError(name + ": invalid type")
	}
	bits, err := x.toWasm(g.value, c.Argument(0), &g.holder)
	if err != nil {
		if g.value == typeFuncref {
			err = typeError(name + ": " + notFunction)
		}
		return nil, err
	}
	g.cell.SetValue(bits, 0)
	return nil, nil
}
