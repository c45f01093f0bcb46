package webassembly

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/gonode/gonode/modules"
)

// tag is a WebAssembly.Tag.
type tag struct {
	module api.Module
	index  uint32
	params []byte
	id     unsafe.Pointer // of wazero's tag, the same for all that import it
}

// exception is a WebAssembly.Exception.
type exception struct {
	tag    *tag
	values []uint64
	holder
	stack goja.Value
}

var (
	tagSlot       = modules.NewSlot[tag]("kTag")
	exceptionSlot = modules.NewSlot[exception]("kException")
)

// tagConstructor is new WebAssembly.Tag({ parameters }).
func (x *engine) tagConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Tag()"
	d, ok := c.Argument(0).(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Argument 0 must be a tag type")
	}
	list, ok := d.Get("parameters").(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Argument 0 must be a tag type with 'parameters'")
	}
	var params []byte
	n, err := x.toNumber(list.Get("length"))
	if err != nil {
		return nil, err
	}
	for i := 0; i < int(n); i++ {
		item := x.VM.ToValue(i)
		v := list.Get(item.String())
		t := byte(typeOther)
		if v != nil {
			t = valueTypeOf(v.String())
		}
		if t == typeOther {
			return nil, typeError(name + ": Argument 0 parameter type at index #" + item.String() + " must be a value type")
		}
		params = append(params, t)
	}
	t, err := x.newTag(params)
	if err != nil {
		return nil, err
	}
	return tagSlot.New(x.VM, c.This.Prototype(), t), nil
}

func (x *engine) newTag(params []byte) (*tag, error) {
	t := &tag{params: params}
	return t, x.ready(t)
}

// ready makes wazero's tag of a new one. That of JSTag, which few need, is made when it is needed.
func (x *engine) ready(t *tag) error {
	if t.id != nil {
		return nil
	}
	m, err := x.single(nil, external{kind: kindTag}, t.params...)
	if err != nil {
		return err
	}
	t.module, t.id = m, tagOf(m, 0)
	return nil
}

// exceptionConstructor is new WebAssembly.Exception(tag, payload[, options]).
func (x *engine) exceptionConstructor(c modules.ConstructCall) (*goja.Object, error) {
	const name = "WebAssembly.Exception()"
	t := tagSlot.Get(c.Argument(0))
	if t == nil {
		return nil, typeError(name + ": Argument 0 must be a WebAssembly tag")
	}
	if t == &x.classes.jsTag {
		return nil, typeError(name + ": Argument 0 cannot be WebAssembly.JSTag")
	}
	payload, ok := c.Argument(1).(*goja.Object)
	if !ok {
		return nil, typeError(name + ": Exception values must be an iterable object")
	}
	var values []goja.Value
	if thrown := x.VM.Try(func() {
		x.VM.ForOf(payload, func(v goja.Value) bool { values = append(values, v); return true })
	}); thrown != nil {
		return nil, thrown
	}
	if len(values) != len(t.params) {
		return nil, typeError(name + ": Number of exception values does not match signature length")
	}
	e := &exception{tag: t, stack: goja.Undefined()}
	for i, v := range values {
		bits, err := x.toWasm(t.params[i], v, &e.holder)
		if err != nil {
			return nil, err
		}
		e.values = append(e.values, bits)
	}
	if options := c.Argument(2); len(c.Arguments) > 2 && !goja.IsUndefined(options) {
		o, ok := options.(*goja.Object)
		if !ok {
			return nil, typeError(name + ": Argument 2 is not an object")
		}
		if trace := o.Get("traceStack"); trace != nil && trace.ToBoolean() {
			e.stack = x.Error(&modules.Error{}).Get("stack")
		}
	}
	return exceptionSlot.New(x.VM, c.This.Prototype(), e), nil
}

func (x *engine) thisException(c modules.Call, method string) (*exception, error) {
	if e := exceptionSlot.Get(c.This); e != nil {
		return e, nil
	}
	return nil, typeError("WebAssembly.Exception." + method + ": Receiver is not a WebAssembly.Exception")
}

// exceptionIs is exception.is(tag).
func (x *engine) exceptionIs(c modules.Call) (goja.Value, error) {
	e, err := x.thisException(c, "is()")
	if err != nil {
		return nil, err
	}
	t := tagSlot.Get(c.Argument(0))
	if t == nil {
		return nil, typeError("WebAssembly.Exception.is(): Argument 0 must be a WebAssembly.Tag")
	}
	return modules.Bool(t.id == e.tag.id), nil
}

// exceptionArgument is exception.getArg(tag, index).
func (x *engine) exceptionArgument(c modules.Call) (goja.Value, error) {
	const name = "WebAssembly.Exception.getArg()"
	e, err := x.thisException(c, "getArg()")
	if err != nil {
		return nil, err
	}
	t := tagSlot.Get(c.Argument(0))
	if t == nil {
		return nil, typeError(name + ": Argument 0 must be a WebAssembly.Tag")
	}
	i, err := x.unsigned(c.Argument(1), name, "Index")
	if err != nil {
		return nil, err
	}
	if t.id != e.tag.id {
		return nil, typeError(name + ": First argument does not match the exception tag")
	}
	if int(i) >= len(e.values) {
		return nil, rangeError(name + ": Index out of range")
	}
	return x.toJS(t.params[i], e.values[i])
}

// exceptionStack is exception.stack.
func (x *engine) exceptionStack(c modules.Call) (goja.Value, error) {
	e, err := x.thisException(c, "stack")
	if err != nil {
		return nil, err
	}
	return e.stack, nil
}

// uncaught is the exception that left a function of WebAssembly, as JavaScript sees it. wazero keeps it in the object
// that was called.
func (x *engine) uncaught(i *instance, code api.Function) error {
	pending := reflect.ValueOf(code).Elem().FieldByName("pendingException")
	if pending.Kind() != reflect.Pointer || pending.IsNil() {
		return x.newError(x.classes.runtimeError, "uncaught exception")
	}
	params := pending.Elem().FieldByName("Params")
	values := make([]uint64, params.Len())
	for n := range values {
		values[n] = params.Index(n).Uint()
	}
	thrown := pending.Elem().FieldByName("Tag")
	id := thrown.UnsafePointer()
	if id == x.classes.jsTag.id {
		return &modules.ThrownError{Value: x.values.value(values[0])}
	}
	e := &exception{values: values, stack: goja.Undefined(), tag: x.tagWith(id, thrown)}
	e.hold(i)
	return &modules.ThrownError{Value: exceptionSlot.New(x.VM, x.classes.exception, e)}
}

// tagWith describes a tag that was thrown.
func (x *engine) tagWith(id unsafe.Pointer, thrown reflect.Value) *tag {
	types := thrown.Elem().FieldByName("Type").Elem().FieldByName("Params")
	t := &tag{id: id}
	for n := range types.Len() {
		t.params = append(t.params, byte(types.Index(n).Uint()))
	}
	return t
}
