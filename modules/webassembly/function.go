package webassembly

import (
	"context"
	"errors"
	"strconv"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/gonode/gonode/modules"
)

// function is an exported function.
type function struct {
	instance *instance
	index    uint32
	sig      *signature
	ref      uintptr
	// idle can be called; it is taken during a call, since a function that calls itself needs a second one.
	idle  api.Function
	stack []uint64
}

// function gives the function object of an index, always the same one.
func (i *instance) function(index uint32) *goja.Object {
	if o := i.functions[index]; o != nil {
		return o
	}
	f := &function{instance: i, index: index, sig: i.signatureOf(index)}
	o := i.engine.Func(strconv.Itoa(int(index)), len(f.sig.params), f.call)
	i.functions[index] = o
	i.engine.exported.put(weak.Make(o), f)
	return o
}

// reference is what tables and globals hold of the function.
func (f *function) reference() uintptr {
	if f.ref == 0 {
		f.ref = functionsOf(f.instance.module).FunctionInstanceReference(f.index)
	}
	return f.ref
}

// call is the function as JavaScript calls it.
func (f *function) call(c modules.Call) (goja.Value, error) {
	x := f.instance.engine
	if !f.sig.passable() {
		return nil, typeError(incompatible)
	}
	stack := f.stack
	f.stack = nil
	if stack == nil {
		stack = make([]uint64, max(len(f.sig.params), len(f.sig.results)))
	}
	for i, t := range f.sig.params {
		bits, err := x.toWasm(t, c.Argument(i), &f.instance.holder)
		if err != nil {
			return nil, err
		}
		stack[i] = bits
	}
	if err := f.run(stack); err != nil {
		return nil, err
	}
	v, err := x.results(f.sig.results, stack)
	f.stack = stack
	return v, err
}

// run calls the machine code. What it returns is ready to be thrown.
func (f *function) run(stack []uint64) error {
	code := f.idle
	f.idle = nil
	if code == nil {
		code = functionsOf(f.instance.module).NewFunction(f.index)
	}
	if err := code.CallWithStack(context.Background(), stack); err != nil {
		return f.instance.engine.trapped(f.instance, code, err)
	}
	f.idle = code
	return nil
}

// results is what a function that returns to JavaScript gives it.
func (x *engine) results(types []byte, stack []uint64) (goja.Value, error) {
	switch len(types) {
	case 0:
		return nil, nil
	case 1:
		return x.toJS(types[0], stack[0])
	}
	list := make([]any, len(types))
	for i, t := range types {
		v, err := x.toJS(t, stack[i])
		if err != nil {
			return nil, err
		}
		list[i] = v
	}
	return x.VM.NewArray(list...), nil
}

// passing is an error of JavaScript on its way through machine code.
type passing struct{ error }

// imported makes a JavaScript function callable from WebAssembly.
func (x *engine) imported(f goja.Callable, sig *signature, h *holder) hostFunction {
	passable := sig.passable()
	return hostFunction{api.GoModuleFunc(func(_ context.Context, _ api.Module, stack []uint64) {
		err := error(nil)
		if passable {
			err = x.callOut(f, sig, h, stack)
		} else {
			err = typeError(incompatible)
		}
		if err != nil {
			panic(&passing{err})
		}
	}), sig}
}

func (x *engine) callOut(f goja.Callable, sig *signature, h *holder, stack []uint64) error {
	args := make([]goja.Value, len(sig.params))
	for i, t := range sig.params {
		v, err := x.toJS(t, stack[i])
		if err != nil {
			return err
		}
		args[i] = v
	}
	v, err := f(goja.Undefined(), args...)
	if err != nil {
		return err
	}
	switch len(sig.results) {
	case 0:
		return nil
	case 1:
		stack[0], err = x.toWasm(sig.results[0], v, h)
		return err
	}
	if _, isObject := v.(*goja.Object); !isObject {
		return typeError(notIterable(v))
	}
	var list []goja.Value
	if exception := x.VM.Try(func() {
		x.VM.ForOf(v, func(item goja.Value) bool { list = append(list, item); return true })
	}); exception != nil {
		return exception
	}
	if len(list) != len(sig.results) {
		return typeError("multi-return length mismatch")
	}
	for i, t := range sig.results {
		if stack[i], err = x.toWasm(t, list[i], h); err != nil {
			return err
		}
	}
	return nil
}

// thrownBy is the error of JavaScript in an error of wazero, or nil.
func thrownBy(err error) error {
	var p *passing
	if errors.As(err, &p) {
		return p.error
	}
	return nil
}

// notIterable is V8's text for a value that cannot be taken apart.
func notIterable(v goja.Value) string {
	text := "undefined"
	switch {
	case goja.IsNull(v):
		text = "null"
	case goja.IsNumber(v):
		text = "number " + v.String()
	case modules.IsBoolean(v):
		text = "boolean " + v.String()
	case goja.IsBigInt(v):
		text = "bigint " + v.String()
	case goja.IsString(v):
		text = "string " + v.String()
	}
	return text + " is not iterable (cannot read property Symbol(Symbol.iterator))"
}
