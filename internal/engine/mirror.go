//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package engine

import (
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// Face is an interface value: its method table, which stands for the type, and its pointer.
type Face struct{ Table, Data unsafe.Pointer }

// Object mirrors goja.Object.
type Object struct {
	Self    Face
	Runtime *goja.Runtime
}

// Base mirrors goja's baseObject, with which every ordinary object begins.
type Base struct {
	Class             string
	Val               *goja.Object
	Prototype         *goja.Object
	Extensible        bool
	Values            map[unistring.String]goja.Value
	PropNames         []unistring.String
	LastSortedPropLen int
	IdxPropCount      int
	SymValues         unsafe.Pointer
	PrivateElements   unsafe.Pointer
}

// Property mirrors goja's valueProperty, in which goja keeps a property that is more than a plain value.
type Property struct {
	Value        goja.Value
	Writable     bool
	Configurable bool
	Enumerable   bool
	Accessor     bool
	GetterFunc   *goja.Object
	SetterFunc   *goja.Object
}

// Array mirrors goja's arrayObject.
type Array struct {
	Base           Base
	Values         []goja.Value
	Length         uint32
	ObjCount       int
	PropValueCount int
	LengthProp     Property
}

// Wrapper mirrors goja's primitiveValueObject.
type Wrapper struct {
	Base   Base
	PValue goja.Value
}

// Dynamic mirrors goja's dynamicObject, whose properties a handler answers for.
type Dynamic struct {
	Val       *goja.Object
	Prototype *goja.Object
	Handler   goja.DynamicObject
}

// Imported mirrors goja's importedString: a string of Go's that goja has not looked into yet.
type Imported struct {
	S       string
	U       []uint16
	Scanned bool
}

// The two ways in which goja calls a function written in Go.
type (
	CallFunc      = func(goja.FunctionCall) goja.Value
	ConstructFunc = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

// Native mirrors the part of goja's nativeFuncObject that follows what all functions have.
type Native struct {
	F         CallFunc
	Construct ConstructFunc
}

// Machine mirrors goja's vm but for its last field, the profiler's.
type Machine struct {
	R                *goja.Runtime
	Prg              *Program
	Pc               int
	Stack            []goja.Value
	Sp, Sb, Args     int
	Stash            unsafe.Pointer
	PrivEnv          unsafe.Pointer
	CallStack        []Context
	IterStack        []struct{}
	RefStack         []struct{}
	TryStack         []struct{}
	NewTarget        goja.Value
	Result           goja.Value
	MaxCallStackSize int
	StashAllocs      int
	Interrupted      uint32
	InterruptVal     any
	InterruptLock    sync.Mutex
	CurAsyncRunner   unsafe.Pointer
}

// Push puts a value on the stack, which grows as goja's does.
func (m *Machine) Push(v goja.Value) {
	for len(m.Stack) <= m.Sp {
		m.Stack = append(m.Stack, nil)
	}
	m.Stack[m.Sp] = v
	m.Sp++
}

// Context mirrors what goja keeps of a function while it runs another.
type Context struct {
	Prg       *Program
	Stash     unsafe.Pointer
	PrivEnv   unsafe.Pointer
	NewTarget goja.Value
	Result    goja.Value
	Pc, Sb    int
	Args      int
}

// Program mirrors goja.Program. The instructions of its code are interfaces of one method, exec.
type Program struct {
	Code     []Face
	FuncName unistring.String
	Src      *file.File
	SrcMap   []SrcMapItem
}

// SrcMapItem says from which place of the source the instructions from Pc on come.
type SrcMapItem struct{ Pc, SrcPos int }

// Template mirrors goja's objectTemplate: properties of an object, each made when it is first looked at.
type Template struct {
	PropNames    []unistring.String
	Props        map[unistring.String]func(*goja.Runtime) goja.Value
	SymProps     map[*goja.Symbol]func(*goja.Runtime) goja.Value
	SymPropNames []*goja.Symbol
	ProtoFactory func(*goja.Runtime) *goja.Object
}
