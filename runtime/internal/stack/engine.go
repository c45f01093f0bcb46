//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package stack

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// This file is the only one that looks inside goja. goja has no hook for the errors that the engine itself throws,
// shows neither the functions nor the receivers of the frames of a stack, and drains the queue of promise jobs only
// when its outermost call ends. Each of the structs below mirrors one of goja's as far as it is used; layout compares
// them field by field with the originals and Install fails if they differ, so a new goja shows up as an error.

// machine mirrors goja's vm.
type machine struct {
	r                *goja.Runtime
	prg              *program
	pc               int
	stack            []goja.Value
	sp, sb, args     int
	stash            unsafe.Pointer
	privEnv          unsafe.Pointer
	callStack        []context
	iterStack        []struct{}
	refStack         []struct{}
	tryStack         []struct{}
	newTarget        goja.Value
	result           goja.Value
	maxCallStackSize int
	stashAllocs      int
	interrupted      uint32
	interruptVal     any
	interruptLock    sync.Mutex
	curAsyncRunner   unsafe.Pointer
}

// context mirrors what goja keeps of a function while it runs another.
type context struct {
	prg       *program
	stash     unsafe.Pointer
	privEnv   unsafe.Pointer
	newTarget goja.Value
	result    goja.Value
	pc, sb    int
	args      int
}

// program mirrors goja.Program.
type program struct {
	code     []struct{}
	funcName unistring.String
	src      *file.File
	srcMap   []srcMapItem
}

type srcMapItem struct{ pc, srcPos int }

// object mirrors goja.Object.
type object struct {
	self    face
	runtime *goja.Runtime
}

// base mirrors goja's baseObject as far as it is used.
type base struct {
	class      string
	val        *goja.Object
	prototype  *goja.Object
	extensible bool
	values     map[unistring.String]goja.Value
	propNames  []unistring.String
}

// property mirrors goja's valueProperty, in which goja keeps a property that is more than a plain value.
type property struct {
	value        goja.Value
	writable     bool
	configurable bool
	enumerable   bool
	accessor     bool
	getterFunc   *goja.Object
	setterFunc   *goja.Object
}

// face is an interface value: its method table, which stands for the type, and its pointer.
type face struct{ table, data unsafe.Pointer }

type (
	callFunc      = func(goja.FunctionCall) goja.Value
	constructFunc = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

// native mirrors the part of goja's nativeFuncObject that follows what all functions have.
type native struct {
	f         callFunc
	construct constructFunc
}

// errorTail mirrors the part of goja's errorObject that follows what all objects have.
type errorTail struct {
	stack          []stackFrame
	stackPropAdded bool
}

// stackFrame mirrors goja.StackFrame.
type stackFrame struct {
	prg      *program
	funcName unistring.String
	pc       int
}

// script mirrors the part of goja's functions written in JavaScript that says what they run.
type script struct {
	prg    *program
	src    string
	strict bool
}

// layout is where goja has what.
type layout struct {
	vm           uintptr // in goja.Runtime
	jobs         uintptr // in goja.Runtime
	tail         uintptr // of native in nativeFuncObject
	errors       uintptr // of errorTail in errorObject
	scriptOffset uintptr // of script in a function written in JavaScript

	plainTable, nativeTable, boundTable, errorTable unsafe.Pointer
	propertyTable                                   unsafe.Pointer
	scripts                                         [9]unsafe.Pointer
}

// The kinds of functions written in JavaScript that matter here, as indexes of layout.scripts.
const (
	ordinary = iota
	class
	arrow
	asyncArrow
)

// engineLayout finds and checks the layout, once a process.
var engineLayout = sync.OnceValues(inspect)

func inspect() (l *layout, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("stack: goja is not laid out as expected: %v", x)
		}
	}()
	l = &layout{}
	runtimeType := reflect.TypeFor[goja.Runtime]()
	vm := field(runtimeType, "vm")
	l.vm = vm.Offset
	mirrors(vm.Type.Elem(), reflect.TypeFor[machine]())
	mirrors(field(vm.Type.Elem(), "callStack").Type.Elem(), reflect.TypeFor[context]())
	mirrors(reflect.TypeFor[goja.Program](), reflect.TypeFor[program]())
	mirrors(field(reflect.TypeFor[goja.Program](), "srcMap").Type.Elem(), reflect.TypeFor[srcMapItem]())
	mirrors(reflect.TypeFor[goja.StackFrame](), reflect.TypeFor[stackFrame]())
	mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[object]())
	jobs := field(runtimeType, "jobQueue")
	same(jobs.Type, reflect.TypeFor[[]func()]())
	l.jobs = jobs.Offset

	r := goja.New()
	implementation := func(src string) (reflect.Type, unsafe.Pointer) {
		v, err := r.RunString(src)
		if err != nil {
			panic(err)
		}
		o := v.(*goja.Object)
		must(r.Set("o", o))
		return reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().Elem(), mirror(o).self.table
	}
	nativeType, table := implementation("TypeError")
	l.nativeTable = table
	f, construct := field(nativeType, "f"), field(nativeType, "construct")
	same(f.Type, reflect.TypeFor[callFunc]())
	same(construct.Type, reflect.TypeFor[constructFunc]())
	l.tail = f.Offset
	if construct.Offset != l.tail+unsafe.Offsetof(native{}.construct) {
		panic("fields of " + nativeType.String())
	}
	boundType, table := implementation("(function () {}).bind()")
	l.boundTable = table
	if field(boundType, "nativeFuncObject").Offset != 0 {
		panic("fields of " + boundType.String())
	}
	errorType, table := implementation("new Error")
	l.errorTable = table
	stack, added := field(errorType, "stack"), field(errorType, "stackPropAdded")
	same(stack.Type, reflect.TypeFor[[]goja.StackFrame]())
	l.errors = stack.Offset
	if added.Offset != l.errors+unsafe.Offsetof(errorTail{}.stackPropAdded) {
		panic("fields of " + errorType.String())
	}
	plainType, table := implementation("({ get a() { return 1 } })")
	l.plainTable = table
	mirrors(plainType, reflect.TypeFor[base]())
	for _, t := range []reflect.Type{nativeType, errorType} {
		if promoted(t, "class") != 0 {
			panic("fields of " + t.String())
		}
	}
	same(field(plainType, "values").Type, reflect.TypeFor[map[unistring.String]goja.Value]())
	same(field(plainType, "propNames").Type, reflect.TypeFor[[]unistring.String]())
	accessor := l.base(r.Get("o").(*goja.Object)).values["a"]
	mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[property]())
	l.propertyTable = (*face)(unsafe.Pointer(&accessor)).table
	for i, src := range [len(l.scripts)]string{
		ordinary: "(function () {})", class: "(class { constructor() {} })", arrow: "(() => 0)",
		asyncArrow: "(async () => 0)", 4: "({ m() {} }).m", 5: "(async function () {})", 6: "({ async m() {} }).m",
		7: "(function* () {})", 8: "({ *m() {} }).m",
	} {
		functionType, table := implementation(src)
		prg, text, strict := promoted(functionType, "prg"), promoted(functionType, "src"), promoted(functionType, "strict")
		if i == 0 {
			l.scriptOffset = prg
		}
		if promoted(functionType, "class") != 0 || prg != l.scriptOffset || text != prg+unsafe.Offsetof(script{}.src) || strict != prg+unsafe.Offsetof(script{}.strict) {
			panic("fields of " + functionType.String())
		}
		l.scripts[i] = table
	}
	return l, nil
}

// promoted is the offset of a field that may be in embedded structs.
func promoted(t reflect.Type, name string) uintptr {
	f := field(t, name)
	index := f.Index
	sum := uintptr(0)
	for _, i := range index {
		f = t.Field(i)
		sum += f.Offset
		t = f.Type
	}
	return sum
}

func field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

func same(got, want reflect.Type) {
	if got != want {
		panic("found " + got.String() + " where " + want.String() + " was expected")
	}
}

// mirrors checks that every field of a mirror is in the original, at the same place and of the same kind and size.
func mirrors(original, mirror reflect.Type) {
	for i := range mirror.NumField() {
		m := mirror.Field(i)
		f := field(original, m.Name)
		interfaces := m.Type == reflect.TypeFor[face]() && f.Type.Kind() == reflect.Interface
		pointers := m.Type.Kind() == reflect.UnsafePointer && f.Type.Kind() == reflect.Pointer
		if f.Offset != m.Offset || f.Type.Size() != m.Type.Size() || f.Type.Kind() != m.Type.Kind() && !interfaces && !pointers {
			panic("field " + m.Name + " of " + original.String())
		}
	}
	whole := mirror != reflect.TypeFor[machine]() && mirror != reflect.TypeFor[base]()
	if whole && original.Size() != mirror.Size() {
		panic("size of " + original.String())
	}
}

func mirror(o *goja.Object) *object { return (*object)(unsafe.Pointer(o)) }

// at gives a pointer into what a pointer points to.
func at[T any](base unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(base, offset)) }

func (l *layout) machine(vm *goja.Runtime) *machine {
	return *at[*machine](unsafe.Pointer(vm), l.vm)
}

// native gives the Go functions of a builtin function.
func (l *layout) native(o *goja.Object) *native {
	return at[native](mirror(o).self.data, l.tail)
}

// isNative tells whether a function is written in Go.
func (l *layout) isNative(o *goja.Object) bool { return mirror(o).self.table == l.nativeTable }

// isBound tells whether a function was made by bind.
func (l *layout) isBound(o *goja.Object) bool { return mirror(o).self.table == l.boundTable }

// errorTail gives what an error has beside its properties, or nil for what is not an error.
func (l *layout) errorTail(o *goja.Object) *errorTail {
	self := mirror(o).self
	if self.table != l.errorTable {
		return nil
	}
	return at[errorTail](self.data, l.errors)
}

// base gives what all objects have. It must be one of the kinds that ownProperties lists.
func (l *layout) base(o *goja.Object) *base { return (*base)(mirror(o).self.data) }

// stackFirst moves the property added last to an error to the front of its keys.
func (l *layout) stackFirst(o *goja.Object) {
	keys := l.base(o).propNames
	if last := len(keys) - 1; last > 0 {
		key := keys[last]
		copy(keys[1:], keys[:last])
		keys[0] = key
	}
}

// hasBase tells whether an object is of a kind whose own properties can be looked at without running code.
func (l *layout) hasBase(o *goja.Object) bool {
	switch mirror(o).self.table {
	case l.plainTable, l.nativeTable, l.boundTable, l.errorTable:
		return true
	}
	s, _ := l.script(o)
	return s != nil
}

// own looks at an own property of an object that hasBase.
func (l *layout) own(o *goja.Object, name unistring.String) (p property, ok bool) {
	v := l.base(o).values[name]
	if v == nil {
		return p, false
	}
	if f := (*face)(unsafe.Pointer(&v)); f.table == l.propertyTable {
		return *(*property)(f.data), true
	}
	return property{value: v, enumerable: true}, true
}

// script gives what a function runs and its kind, or nil for one that is not written in JavaScript.
func (l *layout) script(o *goja.Object) (*script, int) {
	self := mirror(o).self
	for kind, t := range l.scripts {
		if self.table == t {
			return at[script](self.data, l.scriptOffset), kind
		}
	}
	return nil, 0
}

// offset is the place in its file's text of the instruction at pc.
func (p *program) offset(pc int) int {
	low, high := 0, len(p.srcMap)
	for low < high {
		if middle := (low + high) / 2; p.srcMap[middle].pc > pc {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low == 0 {
		return 0
	}
	return p.srcMap[low-1].srcPos
}

// stackFrameOf gives what a frame of goja's has.
func stackFrameOf(f *goja.StackFrame) *stackFrame { return (*stackFrame)(unsafe.Pointer(f)) }

// textBefore is what a text has in front of a part of it, which must be in the same memory.
func textBefore(text, part string) string {
	start := uintptr(unsafe.Pointer(unsafe.StringData(part))) - uintptr(unsafe.Pointer(unsafe.StringData(text)))
	if start > uintptr(len(text)) {
		return ""
	}
	return text[:start]
}
