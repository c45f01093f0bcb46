//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package stack

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// goja has no hook for the errors that the engine itself throws, shows neither the functions nor the receivers of the
// frames of a stack, and drains the queue of promise jobs only when its outermost call ends. This file mirrors what
// this package alone reads of it for that.

// What this package reads of goja's.
type (
	machine  = engine.Machine
	context  = engine.Context
	program  = engine.Program
	base     = engine.Base
	property = engine.Property
	native   = engine.Native

	callFunc      = engine.CallFunc
	constructFunc = engine.ConstructFunc
)

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
	*engine.Layout
	jobs    uintptr // in goja.Runtime
	offsets func() offsets
}

// offsets are where objects have what only errors and their stacks need.
type offsets struct {
	errors  uintptr // of errorTail in errorObject
	scripts uintptr // of script in a function written in JavaScript
}

// engineLayout finds and checks the layout, once a process.
var engineLayout = sync.OnceValues(inspect)

func inspect() (l *layout, err error) {
	defer engine.Recover(&err)
	known, err := engine.Load()
	if err != nil {
		return nil, err
	}
	l = &layout{Layout: known}
	engine.Mirrors(reflect.TypeFor[goja.StackFrame](), reflect.TypeFor[stackFrame]())
	jobs := engine.Field(reflect.TypeFor[goja.Runtime](), "jobQueue")
	engine.Same(jobs.Type, reflect.TypeFor[[]func()]())
	l.jobs = jobs.Offset
	l.offsets = sync.OnceValue(l.find)
	if !engine.Familiar() {
		l.offsets()
	}
	return l, nil
}

func (l *layout) find() (found offsets) {
	errorType := l.Object(engine.ErrorObject).Type
	found.errors = engine.Offset(errorType, "stack", reflect.TypeFor[[]goja.StackFrame]())
	if engine.Offset(errorType, "stackPropAdded", reflect.TypeFor[bool]()) != found.errors+unsafe.Offsetof(errorTail{}.stackPropAdded) {
		panic("fields of " + errorType.String())
	}
	found.scripts = engine.Offset(l.Object(engine.Ordinary).Type, "prg", reflect.TypeFor[*goja.Program]())
	for kind := engine.Ordinary; kind <= engine.GeneratorMethod; kind++ {
		function := l.Object(kind).Type
		prg := engine.Offset(function, "prg", reflect.TypeFor[*goja.Program]())
		text := engine.Offset(function, "src", reflect.TypeFor[string]())
		strict := engine.Offset(function, "strict", reflect.TypeFor[bool]())
		if prg != found.scripts || text != prg+unsafe.Offsetof(script{}.src) || strict != prg+unsafe.Offsetof(script{}.strict) {
			panic("fields of " + function.String())
		}
	}
	return found
}

// isNative tells whether a function is written in Go.
func (l *layout) isNative(o *goja.Object) bool { return l.Is(o, engine.NativeFunc) }

// isBound tells whether a function was made by bind.
func (l *layout) isBound(o *goja.Object) bool { return l.Is(o, engine.BoundFunc) }

// errorTail gives what an error has beside its properties, or nil for what is not an error.
func (l *layout) errorTail(o *goja.Object) *errorTail {
	if !l.Is(o, engine.ErrorObject) {
		return nil
	}
	return engine.At[errorTail](engine.Mirror(o).Self.Data, l.offsets().errors)
}

// stackFirst moves the property added last to an error to the front of its keys.
func stackFirst(o *goja.Object) {
	keys := engine.BaseOf(o).PropNames
	if last := len(keys) - 1; last > 0 {
		key := keys[last]
		copy(keys[1:], keys[:last])
		keys[0] = key
	}
}

// hasBase tells whether an object is of a kind whose own properties can be looked at without running code.
func (l *layout) hasBase(o *goja.Object) bool {
	if l.Is(o, engine.Plain) || l.isNative(o) || l.isBound(o) || l.Is(o, engine.ErrorObject) {
		return true
	}
	s, _ := l.script(o)
	return s != nil
}

// own looks at an own property of an object that hasBase.
func (l *layout) own(o *goja.Object, name unistring.String) (p property, ok bool) {
	v := engine.BaseOf(o).Values[name]
	if v == nil {
		return p, false
	}
	if p := l.PropertyOf(v); p != nil {
		return *p, true
	}
	return property{Value: v, Enumerable: true}, true
}

// script gives what a function runs and its kind, or nil for one that is not written in JavaScript.
func (l *layout) script(o *goja.Object) (*script, engine.Kind) {
	l.Settle(o)
	self := engine.Mirror(o).Self
	for kind := engine.Ordinary; kind <= engine.GeneratorMethod; kind++ {
		if self.Table == l.Object(kind).Table {
			return engine.At[script](self.Data, l.offsets().scripts), kind
		}
	}
	return nil, 0
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
