package stack

import (
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// traceMark tells a trace from what else may be in the slot it is kept in.
const traceMark = -0x7ace

// attach gives an error a trace and the property that shows it, as the first of its keys.
func (t *Traces) attach(o *goja.Object, tr *trace) {
	e := t.layout.errorTail(o)
	if e == nil {
		return
	}
	// The trace goes into the first of the frames that goja has recorded, and the slice is cut to none. It lives as
	// long as the error there, and nobody but this package looks behind the end. Besides, goja then records the
	// place of each throw, which is what Node shows of an uncaught error.
	if cap(e.stack) == 0 {
		e.stack = make([]stackFrame, 1)
	}
	e.stack = e.stack[:1]
	clear(e.stack[:cap(e.stack)])
	e.stack[0] = stackFrame{pc: traceMark}
	*(*unsafe.Pointer)(unsafe.Pointer(&e.stack[0].prg)) = unsafe.Pointer(tr)
	e.stack = e.stack[:0]
	if e.stackPropAdded {
		t.define(o)
		return
	}
	e.stackPropAdded = true // or goja would format its own
	t.define(o)
	stackFirst(o)
}

func (t *Traces) define(o *goja.Object) {
	must(o.DefineAccessorProperty("stack", t.getter, t.setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// traceOf finds the trace of an object.
func (t *Traces) traceOf(o *goja.Object) *trace {
	if e := t.layout.errorTail(o); e != nil {
		if len(e.stack) != 0 || cap(e.stack) == 0 || e.stack[:1][0].pc != traceMark {
			return nil
		}
		slot := &e.stack[:1][0]
		return (*trace)(*(*unsafe.Pointer)(unsafe.Pointer(&slot.prg)))
	}
	if t.marks == nil {
		return nil
	}
	tr, _ := t.marks.get(o).Export().(*trace)
	return tr
}

// SetHeader gives the stack of an error another first line, unless it has been read.
func (t *Traces) SetHeader(o *goja.Object, header string) {
	if tr := t.traceOf(o); tr != nil {
		tr.header = header
	}
}

// inherited finds the trace of an object or of the nearest one it inherits from.
func (t *Traces) inherited(v goja.Value) *trace {
	o, _ := v.(*goja.Object)
	for ; o != nil; o = o.Prototype() {
		if tr := t.traceOf(o); tr != nil {
			return tr
		}
	}
	return nil
}

// get is the getter of stack.
func (t *Traces) get(call goja.FunctionCall) goja.Value {
	tr := t.inherited(call.This)
	if tr == nil {
		return goja.Undefined()
	}
	return t.text(tr)
}

// set is the setter of stack.
func (t *Traces) set(call goja.FunctionCall) goja.Value {
	if tr := t.inherited(call.This); tr != nil {
		tr.text = call.Argument(0)
	}
	return goja.Undefined()
}

// captureStackTrace is Error.captureStackTrace(object[, function]).
func (t *Traces) captureStackTrace(call goja.FunctionCall) goja.Value {
	o, ok := call.Argument(0).(*goja.Object)
	if !ok {
		panic(t.vm.NewTypeError("invalid_argument"))
	}
	var s skip
	if s.above, ok = call.Argument(1).(*goja.Object); !ok {
		s.own = t.running()
	}
	tr := t.capture(o, s)
	if t.layout.errorTail(o) != nil {
		t.attach(o, tr)
		return goja.Undefined()
	}
	t.define(o)
	if t.marks == nil {
		t.marks = newMarks(t.vm)
	}
	t.marks.set(o, t.vm.ToValue(tr))
	return goja.Undefined()
}

// running is the topmost function.
func (t *Traces) running() *goja.Object {
	return t.frame(t.context(len(t.machine.CallStack)), len(t.machine.CallStack)).function
}

// marks ties values to objects where nothing in JavaScript sees them: in a private field, as V8 does.
type marks struct{ read, write goja.Callable }

var marksProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile(Internal+"marks", `
	(class extends (function (o) { return o }) {
		#mark;
		static get(o) { return #mark in o ? o.#mark : undefined }
		static set(o, v) { if (!(#mark in o)) new this(o); o.#mark = v }
	})`, true)
})

func newMarks(vm *goja.Runtime) *marks {
	v, err := vm.RunProgram(marksProgram())
	must(err)
	class := v.(*goja.Object)
	read, _ := goja.AssertFunction(class.Get("get"))
	write, _ := goja.AssertFunction(class.Get("set"))
	return &marks{read, func(this goja.Value, args ...goja.Value) (goja.Value, error) { return write(class, args...) }}
}

func (m *marks) get(o *goja.Object) goja.Value {
	v, err := m.read(goja.Undefined(), o)
	must(err)
	return v
}

func (m *marks) set(o *goja.Object, v goja.Value) {
	_, err := m.write(goja.Undefined(), o, v)
	must(err)
}
