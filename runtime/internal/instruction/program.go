// Package instruction puts better instructions in the place of some of goja's, in a compiled program. They do what the
// originals do, with the same effect on the machine, and leave to the originals what they have no short cut for.
package instruction

import (
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

// What this package reads of goja's.
type (
	face     = engine.Face
	machine  = engine.Machine
	base     = engine.Base
	property = engine.Property
)

// instruction is what goja calls by the same name: an interface with one method, so that the method tables of both have
// the same shape.
type instruction interface{ exec(*machine) }

// tables is what is known of goja's layout.
type tables struct {
	layout *engine.Layout

	add     instruction // goja's own
	addFace face        // the same, as it stands in a program
	better  face        // what takes its place

	function, arrow             unsafe.Pointer   // tables of the instructions that make a function
	betterFunction, betterArrow unsafe.Pointer   // and of what takes their place
	outer                       []unsafe.Pointer // of those that need the function around the one they are in
	loadNewTarget               unsafe.Pointer
	newTarget                   face // what takes its place

	asyncMethod, betterAsyncMethod unsafe.Pointer // tables of goja's own and of what takes its place

	getProp, getPropCallee          unsafe.Pointer // tables of goja's own
	betterProp, betterCallee        unsafe.Pointer // and of what takes their place
	concatStrings, boundedConcat    unsafe.Pointer // tables of goja's own and of what takes its place
	newRegexp                       unsafe.Pointer // table of goja's own
	object, ascii, unicode, integer unsafe.Pointer // tables of values
	float                           unsafe.Pointer
	property                        unsafe.Pointer // of a property that is more than a value
	plain, typed                    unsafe.Pointer // of what objects are

	elements elements
	swaps    map[unsafe.Pointer]face // what takes the place of other instructions, by the tables of those
}

// known is goja's layout, for the instructions that have no room for a pointer to it. It is written once, before the
// first program is improved.
var known tables

// layout is known, or nil if goja is not as this package knows it: programs then run as they are.
var layout = sync.OnceValue(func() *tables {
	if err := known.find(); err != nil {
		return nil
	}
	return &known
})

func (e *tables) find() (err error) {
	defer engine.Recover(&err)
	l, err := engine.Load()
	if err != nil {
		return err
	}
	e.object, e.ascii, e.unicode, e.integer, e.property = l.ObjectValue, l.ASCII, l.Unicode, l.Integer, l.Property
	e.float, e.elements.list = l.Float, l.Object(engine.List).Table
	e.swaps = map[unsafe.Pointer]face{}
	for _, swap := range [...]struct {
		name     string
		original *instruction
		better   instruction
	}{
		{"_getElem", &e.elements.get, _getElem{}},
		{"_setElem", &e.elements.set, _setElem{}},
		{"_setElemP", &e.elements.setP, _setElemP{}},
		{"_setElemStrict", &e.elements.setStrict, _setElemStrict{}},
		{"_setElemStrictP", &e.elements.setStrictP, _setElemStrictP{}},
	} {
		original := l.Instruction(swap.name).Face
		*swap.original = *(*instruction)(unsafe.Pointer(&original))
		e.swaps[original.Table] = parts(swap.better)
	}
	e.plain, e.typed = l.Object(engine.Plain).Table, l.Object(engine.TypedArray).Table
	e.addFace = l.Instruction("_add").Face
	e.add = *(*instruction)(unsafe.Pointer(&e.addFace))
	e.function, e.arrow = l.Instruction("newFunc").Face.Table, l.Instruction("newArrowFunc").Face.Table
	e.betterFunction, e.betterArrow = e.function, e.arrow
	if l.Closures() {
		e.betterFunction, e.betterArrow = parts(&newFunc{}).Table, parts(&newArrowFunc{}).Table
	}
	for _, name := range [...]string{
		"superCall", "_superCallVariadic", "_loadSuper", "callEval", "callEvalStrict", "_callEvalVariadic", "_callEvalVariadicStrict",
	} {
		e.outer = append(e.outer, l.Instruction(name).Face.Table)
	}
	e.layout = l
	e.loadNewTarget = l.Instruction("_loadNewTarget").Face.Table
	e.asyncMethod = l.Instruction("newAsyncMethod").Face.Table
	for _, name := range [...]string{"getProp", "getPropCallee"} {
		if l.Instruction(name).Type.Kind() != reflect.String {
			panic(name)
		}
	}
	e.getProp, e.getPropCallee = l.Instruction("getProp").Face.Table, l.Instruction("getPropCallee").Face.Table

	literal := l.Instruction("newRegexp")
	engine.Mirrors(literal.Type, reflect.TypeFor[newRegexp]())
	e.newRegexp = literal.Face.Table

	template := l.Instruction("concatStrings")
	if template.Type.Kind() != reflect.Int {
		panic("concatStrings")
	}
	e.concatStrings, e.boundedConcat = template.Face.Table, parts(concatStrings(0)).Table

	e.better, e.newTarget = parts(_add{e}), parts(_loadNewTarget{})
	e.betterProp, e.betterCallee = parts(&getProp{}).Table, parts(&getPropCallee{}).Table
	e.betterAsyncMethod = parts(&newAsyncMethod{}).Table

	// Nothing else calls the method by its interface, so the linker would leave it out.
	vm := &machine{Stack: []goja.Value{nil}}
	(*(*instruction)(unsafe.Pointer(&e.newTarget))).exec(vm)
	if vm.Stack[0] != goja.Undefined() || vm.Sp != 1 || vm.Pc != 1 {
		panic("new.target does not work")
	}
	return nil
}

// parts takes an instruction apart.
func parts(i instruction) face { return *(*face)(unsafe.Pointer(&i)) }

// Improve replaces instructions of a program that has not run and that nobody else has. function tells whether it is that
// of a function, and not of a method, an arrow function or a class.
func Improve(p *goja.Program, function bool) {
	if e := layout(); e != nil {
		e.improve(p, function)
	}
}

// improve treats a program and those in it. function: it is that of a function, and not of a method, an arrow function
// or a class, which goja calls in other ways. It tells whether something there needs the function around it.
func (e *tables) improve(p *goja.Program, function bool) (outer bool) {
	code := engine.CodeOf(p)
	for i := range code {
		switch code[i].Table {
		case e.addFace.Table:
			code[i] = e.better
			continue
		case e.concatStrings:
			code[i].Table = e.boundedConcat
			continue
		case e.getProp:
			code[i].Table = e.betterProp
			continue
		case e.getPropCallee:
			code[i].Table = e.betterCallee
			continue
		case e.newRegexp:
			if pattern := untaken((*newRegexp)(code[i].Data).src.String()); pattern != nil {
				code[i] = parts(&newRegExp{pattern})
			}
			continue
		case e.loadNewTarget:
			if function {
				code[i] = e.newTarget
			}
			continue
		}
		if better, ok := e.swaps[code[i].Table]; ok {
			code[i] = better
			continue
		}
		within := slices.Contains(e.outer, code[i].Table)
		engine.InnerPrograms(p, i, func(inner *goja.Program) {
			// A program of one instruction stands for one that is not there yet.
			if e.improve(inner, code[i].Table == e.function) || len(engine.CodeOf(inner)) == 1 {
				within = true
			}
		})
		switch code[i].Table {
		case e.asyncMethod:
			code[i].Table = e.betterAsyncMethod
		case e.function:
			code[i].Table = e.betterFunction
		case e.arrow:
			if !within {
				code[i].Table = e.betterArrow
			}
		}
		outer = outer || within
	}
	return outer
}
