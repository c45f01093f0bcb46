package engine

import (
	"unsafe"

	"github.com/dop251/goja"
)

//go:linkname call github.com/dop251/goja.(*baseJsFuncObject).__call
func call(f unsafe.Pointer, args []goja.Value, newTarget, this goja.Value) (goja.Value, *goja.Exception)

// Call calls a function as a [goja.Callable] does, and costs a third of that if the function is written in JavaScript.
// It may only be called below a call from JavaScript, whose interrupt passes through as a panic. What is no function
// is not called.
func Call(f *goja.Object, this goja.Value, args []goja.Value) (goja.Value, error) {
	l := Known()
	target, self := goja.Value(nil), Mirror(f).Self
	switch self.Table {
	case l.Object(Ordinary).Table, l.Object(Method).Table, l.closures.function:
	case l.Object(Arrow).Table, l.closures.arrow:
		target, this = *At[goja.Value](self.Data, l.Target), nil
	default:
		return slowCall(f, this, args)
	}
	m := l.Machine(Mirror(f).Runtime)
	sp := m.Sp
	v, exception := call(self.Data, args, target, this)
	if exception != nil {
		m.Sp = sp // goja leaves the arguments on the stack
		return nil, exception
	}
	return v, nil
}

func slowCall(f *goja.Object, this goja.Value, args []goja.Value) (goja.Value, error) {
	if callable, ok := goja.AssertFunction(f); ok {
		return callable(this, args...)
	}
	return goja.Undefined(), nil
}

// Callable tells whether an object is a function.
func Callable(o *goja.Object) bool {
	l := Known()
	switch Mirror(o).Self.Table {
	case l.closures.function, l.closures.arrow, l.Object(Ordinary).Table, l.Object(Arrow).Table, l.Object(NativeFunc).Table, l.Object(Method).Table:
		return true
	case l.Object(Plain).Table:
		return false
	}
	_, ok := goja.AssertFunction(o)
	return ok
}
