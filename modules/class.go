package modules

import "github.com/dop251/goja"

// CloneSymbol is the symbol of a method by which structuredClone copies an
// object that only its module knows, such as a Blob or a DOMException. It
// returns the copy.
var CloneSymbol = goja.NewSymbol("messaging_clone_symbol")

// TransferSymbol is the symbol of a method by which an object such as a
// MessagePort moves: it returns the object that takes its place.
var TransferSymbol = goja.NewSymbol("messaging_transfer_symbol")

// ClassSpec describes a constructor that is written in Go. JavaScript can
// call it with new, extend it, and call it on an object of its own as old
// code does (Parent.call(this)).
type ClassSpec struct {
	Name   string
	Length int
	// Parent is the constructor that this one extends, or nil.
	Parent *goja.Object
	// Construct sets up c.This, whose prototype is right already. It returns
	// another object to take its place, or nil.
	Construct func(c ConstructCall) (*goja.Object, error)
	// NewOnly makes a call without new throw, as for a class. Otherwise it is
	// a function in the old style.
	NewOnly bool
	// PlainCall is what such a call throws; nil stands for the error of a
	// class.
	PlainCall error
	// CallError is thrown instead by a call without new, if not nil.
	CallError error
	// Methods are the properties of the prototype, Static those of the
	// constructor. They are not enumerable, unless EnumerableMethods is set,
	// as for functions in the old style.
	Methods           []Export
	Static            []Export
	EnumerableMethods bool
}

// ConstructCall is a call of a constructor.
type ConstructCall struct {
	goja.ConstructorCall
	Env *Env
}

// Call views the arguments as those of a plain call, for their accessors.
func (c ConstructCall) Call() Call {
	return Call{FunctionCall: goja.FunctionCall{This: c.This, Arguments: c.Arguments}, Env: c.Env}
}

// Class makes the constructor.
func (e *Env) Class(spec ClassSpec) *goja.Object {
	construct := spec.Construct
	var proto *goja.Object
	ctor := e.VM.ToValue(func(c goja.ConstructorCall) *goja.Object {
		if spec.NewOnly && c.NewTarget == nil && (c.This.Prototype() != proto || e.calledPlainly(spec.Name)) {
			if spec.CallError != nil {
				panic(e.Panic(spec.CallError))
			}
			if spec.PlainCall != nil {
				panic(e.Panic(spec.PlainCall))
			}
			panic(e.VM.NewTypeError("Class constructor %s cannot be invoked without 'new'", spec.Name))
		}
		if construct == nil {
			return nil
		}
		o, err := construct(ConstructCall{ConstructorCall: c, Env: e})
		if err != nil {
			panic(e.Panic(err))
		}
		return o
	}).(*goja.Object)
	e.nameFunc(ctor, spec.Name, spec.Length)
	proto = ctor.Get("prototype").(*goja.Object)
	if spec.NewOnly {
		classesOf.Of(e).made[ctor] = true
		must(ctor.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	if spec.Parent != nil {
		must(ctor.SetPrototype(spec.Parent))
		must(proto.SetPrototype(spec.Parent.Get("prototype").(*goja.Object)))
	}
	e.Define(proto, spec.EnumerableMethods, spec.Methods...)
	e.Define(ctor, spec.EnumerableMethods, spec.Static...)
	return ctor
}

// madeClasses are the constructors that behave as classes do.
type madeClasses struct{ made map[*goja.Object]bool }

var classesOf = NewLocal(func(*Env) *madeClasses { return &madeClasses{map[*goja.Object]bool{}} })

// IsClass reports whether a constructor is one that [Env.Class] has made and that
// only works with new, as a class in JavaScript.
func (e *Env) IsClass(ctor *goja.Object) bool { return classesOf.Of(e).made[ctor] }

// calledPlainly reports whether the running native constructor was called
// without new. The engine has no new.target for either of new C() and C(), but
// only a plain call puts the constructor itself on top of the call stack.
func (e *Env) calledPlainly(name string) bool {
	var buffer [1]goja.StackFrame
	frames := e.VM.CaptureCallStack(1, buffer[:0])
	return len(frames) == 1 && frames[0].SrcName() == "<native>" && frames[0].FuncName() == name
}
