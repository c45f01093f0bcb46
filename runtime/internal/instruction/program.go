//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

// Package instruction puts better instructions in the place of some of goja's, in a compiled program. They do what the
// originals do, with the same effect on the machine, and leave to the originals what they have no short cut for.
package instruction

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// face is an interface value: its method table, which stands for the type, and its pointer.
type face struct{ table, data unsafe.Pointer }

// instruction is what goja calls by the same name: an interface with one method, so that the method tables of both have
// the same shape.
type instruction interface{ exec(*machine) }

// machine mirrors the beginning of goja's vm.
type machine struct {
	r     *goja.Runtime
	prg   unsafe.Pointer
	pc    int
	stack []goja.Value
	sp    int

	sb, args                      int
	stash, privEnv                unsafe.Pointer
	callStack                     []context
	iterStack, refStack, tryStack []struct{}
	newTarget                     goja.Value
}

// push puts a value on the stack, which grows as goja's does.
func (vm *machine) push(v goja.Value) {
	for len(vm.stack) <= vm.sp {
		vm.stack = append(vm.stack, nil)
	}
	vm.stack[vm.sp] = v
	vm.sp++
}

// engine is what is known of goja's layout.
type engine struct {
	add      instruction // goja's own
	addFace  face        // the same, as it stands in a program
	better   face        // what takes its place
	programs sync.Map    // from the table of an instruction to the offsets of the programs in it

	function      unsafe.Pointer // table of the instruction that makes a function
	loadNewTarget unsafe.Pointer
	newTarget     face // what takes its place

	getProp, getPropCallee          unsafe.Pointer // tables of goja's own
	betterProp, betterCallee        unsafe.Pointer // and of what takes their place
	object, ascii, unicode, integer unsafe.Pointer // tables of values
	property                        unsafe.Pointer // of a property that is more than a value
	plain, typed                    unsafe.Pointer // of what objects are
}

// known is goja's layout, for the instructions that have no room for a pointer to it. It is written once, before the
// first program is improved.
var known engine

// goja's layout, nil if it is not as this package knows it: programs then run as they are.
var layout = sync.OnceValue(func() *engine {
	e, err := inspect()
	if err != nil {
		return nil
	}
	return e
})

func inspect() (e *engine, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("instruction: goja is not laid out as expected: %v", x)
		}
	}()
	code, ok := reflect.TypeFor[goja.Program]().FieldByName("code")
	if !ok || code.Offset != 0 || code.Type.Kind() != reflect.Slice || code.Type.Elem().Kind() != reflect.Interface || code.Type.Elem().NumMethod() != 1 {
		panic("code of goja.Program")
	}
	engineVM, ok := reflect.TypeFor[goja.Runtime]().FieldByName("vm")
	if !ok {
		panic("goja.Runtime has no vm")
	}
	begins(engineVM.Type.Elem(), reflect.TypeFor[machine]())
	calls, _ := engineVM.Type.Elem().FieldByName("callStack")
	begins(calls.Type.Elem(), reflect.TypeFor[context]())
	if calls.Type.Elem().Size() != unsafe.Sizeof(context{}) {
		panic("size of goja's context")
	}
	e = &engine{}
	r := goja.New()
	value := func(v goja.Value, kind reflect.Kind) unsafe.Pointer {
		if reflect.TypeOf(v).Kind() != kind {
			panic(fmt.Sprintf("%T", v))
		}
		return parts(v).table
	}
	e.ascii = value(r.ToValue("a"), reflect.String)
	e.unicode = value(goja.StringFromUTF16([]uint16{0x100}), reflect.Slice)
	e.integer = value(r.ToValue(1), reflect.Int64)
	program, err := goja.Compile("", "a + b; a.c; a.d()", false)
	if err != nil {
		panic(err)
	}
	for i, t := range types(program) {
		f := codeOf(program)[i]
		switch t.Name() {
		case "_add":
			e.addFace = f
		case "getProp", "getPropCallee":
			if t.Kind() != reflect.String {
				panic(t)
			}
			if *(*string)(f.data) == "c" {
				e.getProp = f.table
			} else {
				e.getPropCallee = f.table
			}
		}
	}
	if err := e.functions(); err != nil {
		return nil, err
	}
	if e.getProp == nil || e.getPropCallee == nil {
		panic("no instructions getProp and getPropCallee")
	}
	var prop instruction = &getProp{}
	var callee instruction = &getPropCallee{}
	e.betterProp, e.betterCallee = (*face)(unsafe.Pointer(&prop)).table, (*face)(unsafe.Pointer(&callee)).table
	e.objects(r)
	if e.addFace.table == nil {
		panic("no instruction _add")
	}
	e.add = *(*instruction)(unsafe.Pointer(&e.addFace))
	better := instruction(_add{e})
	e.better = *(*face)(unsafe.Pointer(&better))
	// Besides that it works, this tells the linker that the method is called.
	text := string(make([]byte, longText))
	vm := &machine{r: r, stack: []goja.Value{assemble(e.ascii, unsafe.Pointer(&text)), r.ToValue("a")}, sp: 2}
	better.exec(vm)
	if vm.stack[0].String() != text+"a" || vm.sp != 1 || vm.pc != 1 {
		panic("+ does not work")
	}
	known.set(e)
	o := r.NewObject()
	if err := o.Set("c", 1); err != nil {
		panic(err)
	}
	vm = &machine{r: r, stack: []goja.Value{o, nil}, sp: 1}
	prop, callee = &getProp{"c"}, &getPropCallee{"c"}
	vm.sp = 1
	callee.exec(vm)
	vm.sp = 1
	prop.exec(vm)
	if vm.stack[0] != r.ToValue(1) || vm.stack[1] != r.ToValue(1) || vm.sp != 1 || vm.pc != 2 {
		panic("property does not work")
	}
	return e, nil
}

// functions finds the instructions that make a function and that read new.target in it.
func (e *engine) functions() error {
	program, err := goja.Compile("", "(function () { return new.target })", false)
	if err != nil {
		return err
	}
	for i, t := range types(program) {
		if t.Name() != "newFunc" {
			continue
		}
		e.function = codeOf(program)[i].table
		inner := innerProgram(codeOf(program)[i], e.programsIn(program, i)[0])
		for j, t := range types(inner) {
			if t.Name() == "_loadNewTarget" {
				e.loadNewTarget = codeOf(inner)[j].table
			}
		}
	}
	if e.loadNewTarget == nil {
		panic("no instruction _loadNewTarget")
	}
	better := instruction(_loadNewTarget{})
	e.newTarget = *(*face)(unsafe.Pointer(&better))
	vm := &machine{stack: []goja.Value{nil}}
	better.exec(vm)
	if vm.stack[0] != goja.Undefined() || vm.sp != 1 || vm.pc != 1 {
		panic("new.target does not work")
	}
	return nil
}

// begins checks that a type begins with the fields of its mirror.
func begins(original, mirror reflect.Type) {
	for i := range mirror.NumField() {
		m := mirror.Field(i)
		f, ok := original.FieldByName(m.Name)
		pointers := f.Type != nil && f.Type.Kind() == reflect.Pointer && m.Type.Kind() == reflect.UnsafePointer
		if !ok || f.Offset != m.Offset || f.Type.Size() != m.Type.Size() || f.Type.Kind() != m.Type.Kind() && !pointers {
			panic("field " + m.Name + " of " + original.String())
		}
	}
}

// objects finds the tables of objects.
func (e *engine) objects(r *goja.Runtime) {
	original := reflect.TypeFor[goja.Object]()
	if f, ok := original.FieldByName("self"); !ok || f.Offset != 0 || original.Size() != unsafe.Sizeof(object{}) {
		panic("goja.Object")
	}
	e.object = parts(r.NewObject()).table
	implementation := func(o *goja.Object) (reflect.Type, face) {
		return reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().Elem(), (*object)(unsafe.Pointer(o)).self
	}
	o := r.NewObject()
	if err := o.DefineAccessorProperty("a", nil, nil, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
	plain, self := implementation(o)
	begins(plain, reflect.TypeFor[base]())
	if f, _ := plain.FieldByName("values"); f.Type != reflect.TypeFor[map[unistring.String]goja.Value]() {
		panic(f.Type)
	}
	e.plain = self.table
	accessor := (*base)(self.data).values["a"]
	e.property = parts(accessor).table
	begins(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[property]())
	v, err := r.RunString("new Uint8Array(1)")
	if err != nil {
		panic(err)
	}
	typed, self := implementation(v.(*goja.Object))
	if typed.Field(0).Type != plain {
		panic(typed)
	}
	e.typed = self.table
}

// set copies what the instructions need.
func (e *engine) set(from *engine) {
	e.getProp, e.getPropCallee, e.object, e.ascii = from.getProp, from.getPropCallee, from.object, from.ascii
	e.property, e.plain, e.typed = from.property, from.plain, from.typed
}

// Improve replaces instructions of a program that has not run and that nobody else has.
func Improve(p *goja.Program) {
	if e := layout(); e != nil {
		e.improve(p, false)
	}
}

// improve treats a program and those in it. function: it is that of a function, and not of a method, an arrow function
// or a class, which goja calls in other ways.
func (e *engine) improve(p *goja.Program, function bool) {
	code := codeOf(p)
	for i := range code {
		switch code[i].table {
		case e.addFace.table:
			code[i] = e.better
			continue
		case e.getProp:
			code[i].table = e.betterProp
			continue
		case e.getPropCallee:
			code[i].table = e.betterCallee
			continue
		case e.loadNewTarget:
			if function {
				code[i] = e.newTarget
			}
			continue
		}
		for _, offset := range e.programsIn(p, i) {
			if inner := innerProgram(code[i], offset); inner != nil {
				e.improve(inner, code[i].table == e.function)
			}
		}
	}
}

func innerProgram(i face, offset uintptr) *goja.Program {
	return *(**goja.Program)(unsafe.Add(i.data, offset))
}

// programsIn is where an instruction has pointers to programs: those of functions.
func (e *engine) programsIn(p *goja.Program, i int) []uintptr {
	table := codeOf(p)[i].table
	if offsets, ok := e.programs.Load(table); ok {
		return offsets.([]uintptr)
	}
	offsets := pointers(typeOf(p, i), 0)
	e.programs.Store(table, offsets)
	return offsets
}

func pointers(t reflect.Type, at uintptr) (offsets []uintptr) {
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[*goja.Program]() {
			offsets = append(offsets, at+f.Offset)
		}
		offsets = append(offsets, pointers(f.Type, at+f.Offset)...)
	}
	return offsets
}

func codeOf(p *goja.Program) []face { return *(*[]face)(unsafe.Pointer(p)) }

// typeOf is the type of an instruction, or what it points to.
func typeOf(p *goja.Program, i int) reflect.Type {
	t := reflect.ValueOf(p).Elem().FieldByName("code").Index(i).Elem().Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func types(p *goja.Program) (list []reflect.Type) {
	for i := range codeOf(p) {
		list = append(list, typeOf(p, i))
	}
	return list
}

func parts(v goja.Value) face { return *(*face)(unsafe.Pointer(&v)) }

func assemble(table, data unsafe.Pointer) goja.Value {
	f := face{table, data}
	return *(*goja.Value)(unsafe.Pointer(&f))
}
