// Package stack gives the errors of a goja runtime what those of V8 have: the `stack` property of Node, V8's
// messages, Error.captureStackTrace, stackTraceLimit and prepareStackTrace with call sites, and a RangeError that
// JavaScript can catch when calls nest too deep.
//
// All of it is used from the goroutine that runs the runtime.
package stack

import (
	"github.com/dop251/goja"

	"github.com/dop251/goja/file"
	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/runtime/source"
)

// Maps tells where the code of a file comes from. A *source.Compiler does.
type Maps interface {
	Map(*file.File) *source.Map
}

// defaultLimit is Error.stackTraceLimit to begin with.
const defaultLimit = 10

// errorTypes are the constructors through which the engine makes its errors.
var errorTypes = [...]string{"Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError"}

// Traces makes the stacks of the errors of one runtime.
type Traces struct {
	vm      *goja.Runtime
	maps    Maps
	layout  *layout
	machine *machine

	errorConstructor      *goja.Object
	syntaxError           *goja.Object
	rangeErrorConstructor *goja.Object
	getter, setter        *goja.Object
	scratch               []frame
	moved                 int      // for the frame of the instruction that fails, see frame
	jobs                  []func() // storage for RunJobs

	prepare *goja.Object // Error.prepareStackTrace to begin with

	// Refused, if set, gives the words for a refusal that goja blames on a proxy, or "" if it was one.
	Refused func(message string) string

	// Original, if set, gives the place in its author's source of a place in a file that has a source map, and the line
	// there or "". Stacks that a program's own Error.prepareStackTrace makes do not show it.
	Original func(source.Position) (p source.Position, line string, ok bool)

	entry *goja.Object // see Guard

	// Made when first needed.
	forwarders []*goja.Object
	marks      *marks
	callSites  *goja.Object
}

// Install gives a runtime Node's stacks. It is called once, before any code runs. It fails if goja is not laid out
// as this package knows it.
func Install(vm *goja.Runtime, maps Maps) (*Traces, error) {
	l, err := engineLayout()
	if err != nil {
		return nil, err
	}
	t := &Traces{vm: vm, maps: maps, layout: l, machine: l.Machine(vm), moved: -1}
	global := vm.GlobalObject()
	for _, name := range errorTypes {
		constructor := global.Get(name).(*goja.Object)
		switch name {
		case "Error":
			t.errorConstructor = constructor
		case "SyntaxError":
			t.syntaxError = constructor
		case "RangeError":
			t.rangeErrorConstructor = constructor
		}
		t.graft(constructor)
	}
	functions := global.Get("Function").(*goja.Object).Get("prototype").(*goja.Object)
	t.before(functions.Get("toString"), func(c goja.FunctionCall) { t.settle(c.This) })
	return t, t.defineStatics()
}

// graft puts itself between an error constructor and all who call it, among them the engine.
func (t *Traces) graft(constructor *goja.Object) {
	n := t.layout.NativeOf(constructor)
	construct := n.Construct
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		if newTarget == constructor {
			args = t.engineMessage(constructor, args)
		}
		o := construct(args, newTarget)
		var s skip
		if newTarget != constructor {
			s.class = newTarget
		}
		t.attach(o, t.capture(o, s))
		return o
	}
	n.F = func(call goja.FunctionCall) goja.Value {
		o := construct(call.Arguments, constructor)
		t.attach(o, t.capture(o, skip{own: constructor}))
		return o
	}
}

// defineStatics adds what V8 has on Error.
func (t *Traces) defineStatics() error {
	if ex := t.vm.Try(func() {
		e := t.errorConstructor
		capture := t.function("captureStackTrace", 2, t.captureStackTrace)
		must(e.DefineDataProperty("captureStackTrace", capture, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		must(e.DefineDataProperty("stackTraceLimit", t.vm.ToValue(defaultLimit), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		t.prepare = t.function("ErrorPrepareStackTrace", 2, t.prepareStackTrace)
		must(e.DefineDataProperty("prepareStackTrace", t.prepare, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		t.getter = t.function("", 0, t.get)
		t.setter = t.function("", 1, t.set)
	}); ex != nil {
		return ex
	}
	return nil
}

// function makes a function with the name and length that JavaScript sees.
func (t *Traces) function(name string, length int, f callFunc) *goja.Object {
	o := t.vm.ToValue(f).(*goja.Object)
	must(o.DefineDataProperty("name", t.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(o.DefineDataProperty("length", t.vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return o
}

// must throws an error of goja's as the JavaScript exception it is.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// RewriteArguments lets rewrite change the arguments of a constructor written
// in Go, whoever calls it, with new or without.
func (t *Traces) RewriteArguments(constructor *goja.Object, rewrite func(args []goja.Value) []goja.Value) {
	n := t.layout.NativeOf(constructor)
	construct, f := n.Construct, n.F
	n.Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		return construct(rewrite(args), newTarget)
	}
	n.F = func(call goja.FunctionCall) goja.Value {
		call.Arguments = rewrite(call.Arguments)
		return f(call)
	}
}

// Native is a builtin function as goja calls it.
type Native = callFunc

// Replace puts another function in the place of a builtin one, under the same object.
func (t *Traces) Replace(function goja.Value, with func(original Native) Native) {
	n := t.layout.NativeOf(function.(*goja.Object))
	n.F = with(n.F)
}

// SourceOf is the text of a function written in JavaScript that has no parts outside of it, or "".
func (t *Traces) SourceOf(function *goja.Object) string {
	if s, kind := t.layout.script(function); s != nil && (kind == engine.Ordinary || kind == engine.Arrow) {
		return s.src
	}
	return ""
}

// ReplaceNative puts functions of Go in the place of those behind a builtin function. A function that is no
// constructor has nil for construct.
func (t *Traces) ReplaceNative(f *goja.Object, call callFunc, construct constructFunc) {
	n := t.layout.NativeOf(f)
	n.F, n.Construct = call, construct
}
