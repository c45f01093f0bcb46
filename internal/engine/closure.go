package engine

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// A function that a program makes costs goja seven pieces of memory, most of it a table of the properties "name" and
// "length", which hardly any callback is ever asked for. The functions of this file are one piece, and become goja's
// own when something other than a call is wanted of them.

// baseFuncObject mirrors goja's.
type baseFuncObject struct {
	Base    Base
	LenProp Property
}

// function mirrors goja's baseJsFuncObject.
type function struct {
	baseFuncObject
	Stash   unsafe.Pointer
	PrivEnv unsafe.Pointer
	Prg     *goja.Program
	Src     string
	Strict  bool
}

// arrow mirrors goja's arrowFuncObject. It has the methods of function.
type arrow struct {
	function
	FuncObj   *goja.Object
	NewTarget goja.Value
}

// NewFunc mirrors goja's newFunc, the instruction that makes a function, and what newArrowFunc begins with.
type NewFunc struct {
	Prg    *goja.Program
	Name   unistring.String
	Source string
	Length int
	Strict bool
}

// closureTables are what is known of functions and of the kinds here.
type closureTables struct {
	function, arrow           unsafe.Pointer // tables of the kinds here
	settledFunc, settledArrow unsafe.Pointer // and of goja's
	typeOf                    goja.String    // "function"
	ok                        bool
}

// Closures tells whether functions can be made here.
func (l *Layout) Closures() bool { return l.closures.ok }

// Closure is the table of functions of a kind that are made here, or nil.
func (l *Layout) Closure(kind Kind) unsafe.Pointer {
	switch kind {
	case Ordinary:
		return l.closures.function
	case Arrow:
		return l.closures.arrow
	}
	return nil
}

// findClosures compares what this file knows with goja. Functions are made as goja makes them if that fails.
func (l *Layout) findClosures() {
	var err error
	defer func() { l.closures.ok = err == nil }()
	defer Recover(&err)
	c := &l.closures
	self := Field(reflect.TypeFor[goja.Object](), "self").Type
	mine := reflect.TypeFor[implementer]()
	if self.NumMethod() != mine.NumMethod() {
		panic("methods of " + self.String())
	}
	for i := range mine.NumMethod() {
		a, b := mine.Method(i), self.Method(i)
		if a.Name != b.Name || !alike(a.Type, b.Type) {
			panic("method " + a.Name + " of " + self.String())
		}
	}
	arrows := l.Object(Arrow).Type
	functions := Field(arrows, "baseJsFuncObject").Type
	Mirrors(functions, reflect.TypeFor[function]())
	Mirrors(functions.Field(0).Type, reflect.TypeFor[baseFuncObject]())
	if Offset(arrows, "funcObj", reflect.TypeFor[*goja.Object]()) != unsafe.Offsetof(arrow{}.FuncObj) ||
		l.Target != unsafe.Offsetof(arrow{}.NewTarget) || arrows.Size() != unsafe.Sizeof(arrow{}) {
		panic("fields of " + arrows.String())
	}
	if l.Object(Ordinary).Type.Size() != functions.Size() {
		panic("fields of " + l.Object(Ordinary).Type.String())
	}
	Mirrors(l.Instruction("newFunc").Type, reflect.TypeFor[NewFunc]())
	if t := l.Instruction("newArrowFunc").Type; t.NumField() != 1 || t.Field(0).Type != l.Instruction("newFunc").Type {
		panic("fields of " + t.String())
	}
	*c = closureTables{
		function: implementerTable(&function{}), arrow: implementerTable(&arrow{}),
		settledFunc: l.Object(Ordinary).Table, settledArrow: l.Object(Arrow).Table,
		typeOf: implementerOf(l.Object(Ordinary).Sample).typeOf(),
	}
	l.tryClosure(l.Machine(l.Runtime))
}

// tryClosure makes a function and enters it.
func (l *Layout) tryClosure(m *Machine) {
	n := (*NewFunc)(l.Instruction("newFunc").Face.Data)
	o := l.MakeFunction(m, n)
	i := implementerOf(o)
	if m.R == nil {
		link(i) // never
	}
	call, ok := i.assertCallable()
	if call == nil || !ok || i.className() != functionClass || i.proto() != functionPrototype(m.R) {
		panic("a function is not what it should be")
	}
	depth := len(m.CallStack)
	m.Push(goja.Undefined())
	m.Push(o)
	i.vmCall(m, 0)
	if m.Prg != (*Program)(unsafe.Pointer(n.Prg)) || m.Pc != 0 || len(m.CallStack) != depth+1 {
		panic("a function is not entered")
	}
}

// alike tells whether values of two types are kept and passed in the same way.
func alike(a, b reflect.Type) bool {
	if a == b {
		return true
	}
	pointer := func(k reflect.Kind) bool {
		return k == reflect.Pointer || k == reflect.Func || k == reflect.UnsafePointer
	}
	switch {
	case a.Kind() == reflect.Func && b.Kind() == reflect.Func:
		if a.NumIn() != b.NumIn() || a.NumOut() != b.NumOut() || a.IsVariadic() != b.IsVariadic() {
			return false
		}
		for i := range a.NumIn() {
			if !alike(a.In(i), b.In(i)) {
				return false
			}
		}
		for i := range a.NumOut() {
			if !alike(a.Out(i), b.Out(i)) {
				return false
			}
		}
		return true
	case a == reflect.TypeFor[Face]():
		return b.Kind() == reflect.Interface && b.NumMethod() > 0
	case pointer(a.Kind()):
		return pointer(b.Kind())
	}
	return a.Kind() == reflect.Int64 && b.Kind() == reflect.Int64
}

// MakeFunction does what goja's instruction newFunc does but for pushing the function.
func (l *Layout) MakeFunction(m *Machine, n *NewFunc) *goja.Object {
	block := new(struct {
		object Object
		function
	})
	block.object = Object{Face{l.closures.function, unsafe.Pointer(&block.function)}, m.R}
	o := (*goja.Object)(unsafe.Pointer(&block.object))
	block.init(o, m, n)
	return o
}

// MakeArrow does what goja's instruction newArrowFunc does but for pushing the function. Nothing in the function, nor
// in functions in it, may refer to super or call eval: goja would look for the function around it then.
func (l *Layout) MakeArrow(m *Machine, n *NewFunc) *goja.Object {
	block := new(struct {
		object Object
		arrow
	})
	block.object = Object{Face{l.closures.arrow, unsafe.Pointer(&block.arrow)}, m.R}
	o := (*goja.Object)(unsafe.Pointer(&block.object))
	block.init(o, m, n)
	block.NewTarget = m.NewTarget
	if m.Sb > 0 {
		if callee := Parts(m.Stack[m.Sb-1]); callee.Table == l.ObjectValue {
			block.FuncObj = (*goja.Object)(callee.Data)
			if self := (*Object)(callee.Data).Self; self.Table == l.closures.arrow || self.Table == l.closures.settledArrow {
				block.FuncObj = (*arrow)(self.Data).FuncObj
			}
		}
	}
	return o
}

func (f *function) init(o *goja.Object, m *Machine, n *NewFunc) {
	f.Base.Class, f.Base.Val, f.Base.Prototype, f.Base.Extensible = functionClass, o, functionPrototype(m.R), true
	f.Base.SymValues = unsafe.Pointer(n) // until the function settles
	f.Stash, f.PrivEnv, f.Prg, f.Src, f.Strict = m.Stash, m.PrivEnv, n.Prg, n.Source, n.Strict
}

const functionClass = "Function"

// Settle makes a function that was made here one of goja's own. It does nothing to any other object.
func (l *Layout) Settle(o *goja.Object) {
	if self := Mirror(o).Self; self.Table == l.closures.function || self.Table == l.closures.arrow {
		(*function)(self.Data).settle()
	}
}

// settle makes the function one of goja's own, which it gives. It may be one already.
func (f *function) settle() implementer {
	l := Known()
	o := Mirror(f.Base.Val)
	table := unsafe.Pointer(nil)
	switch o.Self.Table {
	case l.closures.arrow:
		table = l.closures.settledArrow
	case l.closures.function:
		table = l.closures.settledFunc
	default:
		return implementerOf(f.Base.Val)
	}
	n := (*NewFunc)(f.Base.SymValues)
	f.Base.SymValues = nil
	o.Self.Table = table
	initFunction(unsafe.Pointer(f), n.Name, o.Runtime.ToValue(n.Length))
	return implementerOf(f.Base.Val)
}

func implementerTable(i implementer) unsafe.Pointer { return (*Face)(unsafe.Pointer(&i)).Table }

func implementerOf(o *goja.Object) implementer {
	return *(*implementer)(unsafe.Pointer(&Mirror(o).Self))
}

//go:linkname initFunction github.com/dop251/goja.(*baseFuncObject).init
func initFunction(f unsafe.Pointer, name unistring.String, length goja.Value)

//go:linkname functionPrototype github.com/dop251/goja.(*Runtime).getFunctionPrototype
func functionPrototype(r *goja.Runtime) *goja.Object

//go:linkname callFunction github.com/dop251/goja.(*baseJsFuncObject).Call
func callFunction(f *function, c goja.FunctionCall) goja.Value

//go:linkname callArrow github.com/dop251/goja.(*arrowFuncObject).Call
func callArrow(f *arrow, c goja.FunctionCall) goja.Value

//go:linkname enterFunction github.com/dop251/goja.(*baseJsFuncObject).vmCall
func enterFunction(f *function, vm *Machine, n int)

//go:linkname enterArrow github.com/dop251/goja.(*arrowFuncObject).vmCall
func enterArrow(f *arrow, vm *Machine, n int)

func (f *function) vmCall(vm *Machine, n int) { enterFunction(f, vm, n) }

func (f *arrow) vmCall(vm *Machine, n int) { enterArrow(f, vm, n) }

func (f *function) assertCallable() (func(goja.FunctionCall) goja.Value, bool) { return f.call, true }

func (f *arrow) assertCallable() (func(goja.FunctionCall) goja.Value, bool) { return f.call, true }

func (f *function) call(c goja.FunctionCall) goja.Value { return callFunction(f, c) }

func (f *arrow) call(c goja.FunctionCall) goja.Value { return callArrow(f, c) }

func (f *function) className() string { return functionClass }

func (f *function) typeOf() goja.String { return Known().closures.typeOf }

func (f *function) proto() *goja.Object { return f.Base.Prototype }
