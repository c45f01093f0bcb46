package engine

import (
	"fmt"
	"math/big"
	"reflect"
	"runtime/debug"
	"slices"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Kind is a kind of object in goja, each of which is a type of its own.
type Kind int

// The kinds of objects. Those from Ordinary to GeneratorMethod are functions written in JavaScript.
const (
	Plain           Kind = iota
	Templated            // a built-in whose properties are made when they are looked at
	List                 // an array without large holes
	Primitive            // an object around a number, a boolean or a bigint
	NativeFunc           // a function written in Go
	ArrayBuffer          //
	TypedArray           //
	Ordinary             // function () {}
	Arrow                //
	Method               //
	Class                // with a constructor
	AsyncArrow           //
	AsyncFunc            //
	AsyncMethod          //
	GeneratorFunc        //
	GeneratorMethod      //
	DataView             //
	RegExp               //
	ErrorObject          //
	Generator            //
	BoundFunc            // what bind makes
	kinds

	// every runtime needs the kinds before this one
	common = Class
)

// code is a script with the instructions that have a stand-in somewhere. Its value is an array with the common
// functions.
const code = `(function () {
	'use strict'; eval(''); a[a] = (a[a] = a[a]); a = /a/;
	return [(...a) => eval(...a), class extends Object { constructor() { super() } m() { return super.m } }, class extends Object { constructor(...a) { super(...a) } }]
});
(function (...a) { eval(...a) }); (function* () {}); ({ *m() {}, async n() {} });
[function (a) { eval(''); a[a] = a; return (a[a] = a) + a.c + a.d() + new.target + ` + "`${a}${a}`" + ` }, () => 0, { m() {} }.m]`

// samples is a script whose value is an array with an object of each kind that is not common.
const samples = `[class { constructor() {} }, async () => 0, async function () {}, { async m() {} }.m, function* () {}, { *m() {} }.m,
new DataView(new ArrayBuffer(2)), /a/, new Error, (function* () {})(), function () {}.bind()]`

// Implementation is how goja keeps a kind of object.
type Implementation struct {
	Type   reflect.Type   // the struct behind it
	Table  unsafe.Pointer // the method table that an [Object]'s Self has then
	Sample *goja.Object
}

// Layout is where goja has what, and the method tables by which its types are told apart. It does not change.
type Layout struct {
	VM       uintptr               // the offset of the [Machine] in goja.Runtime
	Native   uintptr               // the offset of [Native] in what is behind a function written in Go
	Target   uintptr               // the offset of an arrow function's new.target
	Property unsafe.Pointer        // of a value that is a [Property]
	Dynamic  unsafe.Pointer        // of an object that is a [Dynamic]
	Symbolic func() unsafe.Pointer // of an object that is a [Symbolic]

	// Runtime is the one that common samples belong to. It runs no code; several goroutines may make primitive values
	// with it.
	Runtime  *goja.Runtime
	closures closureTables

	// The tables of values.
	Undefined, Null, Boolean, Integer, Float, BigInt, Symbol, ObjectValue, ASCII, Unicode, Imported unsafe.Pointer

	instructions map[string]Instruction // by goja's name for the type
	common       [common]Implementation
	others       func() *rest
}

// rest is what is not common.
type rest struct {
	objects      [kinds]Implementation
	instructions map[string]Instruction
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
	l = &Layout{Runtime: goja.New()}
	l.others = sync.OnceValue(l.sample)
	l.Symbolic = sync.OnceValue(l.findSymbolic)
	Mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[Object]())
	l.programs()
	program, err := goja.Compile("", code, false)
	if err != nil {
		return nil, err
	}
	l.instructions = instructionsOf(program)
	v, err := l.Runtime.RunProgram(program)
	if err != nil {
		return nil, err
	}
	l.objects(v.(*goja.Object))
	l.dynamic()
	l.values()
	l.findClosures()
	if !Familiar() {
		l.others()
	}
	return l, nil
}

// version is the one of goja that this package was written for.
const version = "v0.0.0-20260917113740-793a2a65c13b"

// Familiar tells whether the process has the version of goja whose layout the tests of this project have seen whole.
// What is rare is not looked at in advance then.
var Familiar = sync.OnceValue(func() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	i := slices.IndexFunc(info.Deps, func(m *debug.Module) bool { return m.Path == "github.com/dop251/goja" })
	return i >= 0 && info.Deps[i].Version == version && info.Deps[i].Replace == nil
})

// Object is how goja keeps a kind of object.
func (l *Layout) Object(kind Kind) *Implementation {
	if kind < common {
		return &l.common[kind]
	}
	return &l.others().objects[kind]
}

// sample looks at what is not common.
func (l *Layout) sample() *rest {
	program, err := goja.Compile("", samples, false)
	if err != nil {
		panic(err)
	}
	v, err := goja.New().RunProgram(program)
	if err != nil {
		panic(err)
	}
	others := &rest{instructions: instructionsOf(program)}
	for i, sample := range elements(v.(*goja.Object)) {
		others.objects[common+Kind(i)] = implementation(sample.(*goja.Object))
	}
	l.embed(others.objects[common:])
	return others
}

func elements(list *goja.Object) []goja.Value { return (*Array)(Mirror(list).Self.Data).Values }

func implementation(o *goja.Object) Implementation {
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	return Implementation{self.Elem().Type().Elem(), Mirror(o).Self.Table, o}
}

// embed wants what is behind objects to begin with goja's baseObject.
func (l *Layout) embed(list []Implementation) {
	for i := range list {
		first := list[i].Type
		for first != l.common[Plain].Type {
			if first.Kind() != reflect.Struct || first.Field(0).Offset != 0 {
				panic("fields of " + list[i].Type.String())
			}
			first = first.Field(0).Type
		}
	}
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

// objects looks at the common kinds of objects.
func (l *Layout) objects(functions *goja.Object) {
	r := l.Runtime
	plain := r.NewObject()
	if err := plain.DefineAccessorProperty("a", nil, nil, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
	bytes, err := r.New(r.Get("Uint8Array"), r.ToValue(1))
	if err != nil {
		panic(err)
	}
	for kind, sample := range [common]*goja.Object{
		Plain: plain, Templated: r.Get("Math").(*goja.Object), List: functions, Primitive: r.ToValue(1).ToObject(r),
		NativeFunc: r.ToValue(func(goja.FunctionCall) goja.Value { return nil }).(*goja.Object),
		TypedArray: bytes, ArrayBuffer: bytes.Get("buffer").(*goja.Object),
	} {
		if sample != nil {
			l.common[kind] = implementation(sample)
		}
	}
	for i, f := range elements(functions) {
		l.common[int(Ordinary)+i] = implementation(f.(*goja.Object))
	}
	l.Target = Offset(l.common[Arrow].Type, "newTarget", reflect.TypeFor[goja.Value]())
	l.embed(l.common[:])
	base := l.common[Plain].Type
	Mirrors(base, reflect.TypeFor[Base]())
	Same(Field(base, "values").Type, reflect.TypeFor[map[unistring.String]goja.Value]())
	Same(Field(base, "propNames").Type, reflect.TypeFor[[]unistring.String]())
	Mirrors(l.common[List].Type, reflect.TypeFor[Array]())
	Mirrors(l.common[Primitive].Type, reflect.TypeFor[Wrapper]())
	Mirrors(Field(l.common[Templated].Type, "tmpl").Type.Elem(), reflect.TypeFor[Template]())
	native := l.common[NativeFunc].Type
	l.Native = Offset(native, "f", reflect.TypeFor[CallFunc]())
	if Offset(native, "construct", reflect.TypeFor[ConstructFunc]()) != l.Native+unsafe.Offsetof(Native{}.Construct) {
		panic("fields of " + native.String())
	}
	accessor := BaseOf(plain).Values["a"]
	Mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[Property]())
	l.Property = Table(accessor)
}

// dynamic looks at objects that ask Go for their properties.
func (l *Layout) dynamic() {
	dynamic := implementation(l.Runtime.NewDynamicObject(nil))
	l.Dynamic = dynamic.Table
	object := reflect.TypeFor[*goja.Object]()
	offset := func(name string, t reflect.Type) uintptr { return Offset(dynamic.Type, name, t) }
	if offset("val", object) != unsafe.Offsetof(Dynamic{}.Val) || offset("prototype", object) != unsafe.Offsetof(Dynamic{}.Prototype) ||
		offset("d", reflect.TypeFor[goja.DynamicObject]()) != unsafe.Offsetof(Dynamic{}.Handler) || dynamic.Type.Size() != unsafe.Sizeof(Dynamic{}) {
		panic("fields of " + dynamic.Type.String())
	}
}

// values finds the types of values.
func (l *Layout) values() {
	r := l.Runtime
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
	l.ObjectValue = table(l.common[Plain].Sample, reflect.Pointer)
	l.ASCII = table(r.ToValue("a"), reflect.String)
	l.Unicode = table(goja.StringFromUTF16([]uint16{0x100}), reflect.Slice)
	long := r.ToValue("a text that goja imports as it is")
	l.Imported = table(long, reflect.Pointer)
	Mirrors(reflect.TypeOf(long).Elem(), reflect.TypeFor[Imported]())
}

// instructionsOf collects the instructions of a program and of those in it.
func instructionsOf(p *goja.Program) map[string]Instruction {
	found := map[string]Instruction{}
	var learn func(p *goja.Program)
	learn = func(p *goja.Program) {
		code := reflect.ValueOf(p).Elem().FieldByName("code")
		for i, face := range CodeOf(p) {
			t := code.Index(i).Elem().Type()
			if t.Kind() == reflect.Pointer {
				t = t.Elem()
			}
			found[t.Name()] = Instruction{face, t}
			InnerPrograms(p, i, learn)
		}
	}
	learn(p)
	return found
}

// Instruction is the instruction of a type that goja calls by the name. It panics for one that nobody has asked for
// yet: one of the scripts above has to have it.
func (l *Layout) Instruction(name string) Instruction {
	i, ok := l.instructions[name]
	if !ok {
		i, ok = l.others().instructions[name]
	}
	if !ok {
		panic("no instruction " + name)
	}
	return i
}
