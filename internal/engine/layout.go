package engine

import (
	"fmt"
	"math/big"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Kind is a kind of object in goja, each of which is a type of its own.
type Kind int

// The kinds of objects. From Ordinary on they are functions written in JavaScript.
const (
	Plain         Kind = iota
	Templated          // a built-in whose properties are made when they are looked at
	ArrayBuffer        //
	TypedArray         //
	DataView           //
	RegExp             //
	List               // an array without large holes
	Primitive          // an object around a number, a boolean or a bigint
	ErrorObject        //
	Generator          //
	NativeFunc         // a function written in Go
	BoundFunc          // what bind makes
	Ordinary           // function () {}
	Class              // with a constructor
	Arrow              //
	AsyncArrow         //
	Method             //
	AsyncFunc          //
	AsyncMethod        //
	GeneratorFunc      //
	GeneratorMethod
	kinds
)

// samples is a script whose value is an array with one object of each kind, but for List and Primitive.
const samples = `[{ get a() { return 1 } }, Math, new ArrayBuffer(2), new Uint16Array(2), new DataView(new ArrayBuffer(2)), /a/,
[], Object(1), new Error, (function* () {})(), isNaN, function () {}.bind(),
function () {}, class { constructor() {} }, () => 0, async () => 0, { m() {} }.m, async function () {}, { async m() {} }.m,
function* () {}, { *m() {} }.m,
function (a) { eval(''); return a + a.c + a.d() + new.target },
function () { 'use strict'; eval('') }]`

// Implementation is how goja keeps a kind of object.
type Implementation struct {
	Type   reflect.Type   // the struct behind it
	Table  unsafe.Pointer // the method table that an [Object]'s Self has then
	Sample *goja.Object
}

// Layout is where goja has what, and the method tables by which its types are told apart. It does not change.
type Layout struct {
	VM       uintptr // the offset of the [Machine] in goja.Runtime
	Native   uintptr // the offset of [Native] in what is behind a function written in Go
	Target   uintptr // the offset of an arrow function's new.target
	Objects  [kinds]Implementation
	Property unsafe.Pointer // of a value that is a [Property]
	Dynamic  unsafe.Pointer // of an object that is a [Dynamic]

	// The tables of values.
	Undefined, Null, Boolean, Integer, Float, BigInt, Symbol, ObjectValue, ASCII, Unicode, Imported unsafe.Pointer

	// Instructions has one of each type of instruction that the samples use, by goja's name for the type.
	Instructions map[string]Instruction
}

// Instruction is an instruction as it stands in a program.
type Instruction struct {
	Face Face
	Type reflect.Type
}

var load = sync.OnceValues(inspect)

// Load finds and checks the layout, once a process. The error says where goja is not as this package knows it.
func Load() (*Layout, error) { return load() }

// Known is the layout, for those who run after a [Load] that succeeded.
func Known() *Layout {
	l, err := load()
	if err != nil {
		panic(err)
	}
	return l
}

func inspect() (l *Layout, err error) {
	defer Recover(&err)
	l = &Layout{Instructions: map[string]Instruction{}}
	Mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[Object]())
	l.programs()

	program, err := goja.Compile("", samples, false)
	if err != nil {
		return nil, err
	}
	l.learn(program)
	r := goja.New()
	v, err := r.RunProgram(program)
	if err != nil {
		return nil, err
	}
	list := v.(*goja.Object)
	self := reflect.ValueOf(list).Elem().FieldByName("self")
	l.Objects[List] = implementation(self, list)
	Mirrors(l.Objects[List].Type, reflect.TypeFor[Array]())
	for kind, sample := range (*Array)(Mirror(list).Self.Data).Values[:kinds] {
		l.Objects[kind] = implementation(self, sample.(*goja.Object))
	}
	l.objects()
	dynamic := implementation(self, r.NewDynamicObject(nil))
	l.Dynamic = dynamic.Table
	object, offset := reflect.TypeFor[*goja.Object](), func(name string, t reflect.Type) uintptr { return Offset(dynamic.Type, name, t) }
	if offset("val", object) != unsafe.Offsetof(Dynamic{}.Val) || offset("prototype", object) != unsafe.Offsetof(Dynamic{}.Prototype) ||
		offset("d", reflect.TypeFor[goja.DynamicObject]()) != unsafe.Offsetof(Dynamic{}.Handler) || dynamic.Type.Size() != unsafe.Sizeof(Dynamic{}) {
		panic("fields of " + dynamic.Type.String())
	}
	l.values(r)
	return l, nil
}

func implementation(self reflect.Value, o *goja.Object) Implementation {
	face := Mirror(o).Self
	held := reflect.New(self.Type())
	*(*Face)(held.UnsafePointer()) = face
	return Implementation{held.Elem().Elem().Type().Elem(), face.Table, o}
}

// programs checks what runs: machines and programs.
func (l *Layout) programs() {
	vm := Field(reflect.TypeFor[goja.Runtime](), "vm")
	l.VM = vm.Offset
	Begins(vm.Type.Elem(), reflect.TypeFor[Machine]())
	Mirrors(Field(vm.Type.Elem(), "callStack").Type.Elem(), reflect.TypeFor[Context]())
	program := reflect.TypeFor[goja.Program]()
	Mirrors(program, reflect.TypeFor[Program]())
	Mirrors(Field(program, "srcMap").Type.Elem(), reflect.TypeFor[SrcMapItem]())
	if code := Field(program, "code").Type.Elem(); code.Kind() != reflect.Interface || code.NumMethod() != 1 {
		panic("code of " + program.String())
	}
}

// objects checks what is behind objects.
func (l *Layout) objects() {
	plain := l.Objects[Plain]
	Mirrors(plain.Type, reflect.TypeFor[Base]())
	Same(Field(plain.Type, "values").Type, reflect.TypeFor[map[unistring.String]goja.Value]())
	Same(Field(plain.Type, "propNames").Type, reflect.TypeFor[[]unistring.String]())
	for kind := range l.Objects {
		first := l.Objects[kind].Type
		for first != plain.Type {
			if first.Kind() != reflect.Struct || first.Field(0).Offset != 0 {
				panic("fields of " + l.Objects[kind].Type.String())
			}
			first = first.Field(0).Type
		}
	}
	Mirrors(l.Objects[Primitive].Type, reflect.TypeFor[Wrapper]())
	Mirrors(Field(l.Objects[Templated].Type, "tmpl").Type.Elem(), reflect.TypeFor[Template]())
	native := l.Objects[NativeFunc].Type
	l.Native = Offset(native, "f", reflect.TypeFor[CallFunc]())
	if Offset(native, "construct", reflect.TypeFor[ConstructFunc]()) != l.Native+unsafe.Offsetof(Native{}.Construct) {
		panic("fields of " + native.String())
	}
	l.Target = Offset(l.Objects[Arrow].Type, "newTarget", reflect.TypeFor[goja.Value]())
	accessor := BaseOf(plain.Sample).Values["a"]
	Mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[Property]())
	l.Property = Table(accessor)
}

// values finds the types of values.
func (l *Layout) values(r *goja.Runtime) {
	table := func(v goja.Value, kind reflect.Kind) unsafe.Pointer {
		if reflect.TypeOf(v).Kind() != kind {
			panic(fmt.Sprintf("%T", v))
		}
		return Table(v)
	}
	l.Undefined, l.Null = Table(goja.Undefined()), Table(goja.Null())
	l.Boolean = table(r.ToValue(true), reflect.Bool)
	l.Integer = table(r.ToValue(1), reflect.Int64)
	l.Float = table(r.ToValue(1.5), reflect.Float64)
	l.BigInt = table(r.ToValue(big.NewInt(1)), reflect.Pointer)
	l.Symbol = table(goja.SymIterator, reflect.Pointer)
	l.ObjectValue = table(l.Objects[Plain].Sample, reflect.Pointer)
	l.ASCII = table(r.ToValue("a"), reflect.String)
	l.Unicode = table(goja.StringFromUTF16([]uint16{0x100}), reflect.Slice)
	long := r.ToValue("a text that goja imports as it is")
	l.Imported = table(long, reflect.Pointer)
	Mirrors(reflect.TypeOf(long).Elem(), reflect.TypeFor[Imported]())
}

// learn collects the instructions of a program and of those in it.
func (l *Layout) learn(p *goja.Program) {
	code := reflect.ValueOf(p).Elem().FieldByName("code")
	for i, face := range CodeOf(p) {
		t := code.Index(i).Elem().Type()
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		l.Instructions[t.Name()] = Instruction{face, t}
		InnerPrograms(p, i, l.learn)
	}
}

// Instruction is the instruction of a type that goja calls by the name. It panics if the samples have none.
func (l *Layout) Instruction(name string) Instruction {
	i, ok := l.Instructions[name]
	if !ok {
		panic("no instruction " + name)
	}
	return i
}
