// Package realm runs code with a global object of its own.
//
// goja has one global object for a runtime, and one scope for what scripts declare at their top by let, const and
// class. The chain of scopes of every function leads to the scope of the script that it is from. So a [Realm] has a
// scope, which says by its address that the code belongs to the realm; and in programs that [Adopt] went through, the
// few instructions that deal with the global object look there first.
package realm

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Realm is a global object with the code that has it. It belongs to the goroutine of its runtime.
type Realm struct {
	scope scope // the first field: a pointer to it is one to the realm

	vm     *goja.Runtime
	layout *layout
	// Global is what globalThis is.
	Global *goja.Object
	// Eval is the function eval, whose calls by that name are direct ones.
	Eval *goja.Object
	// Lookup gives the value of a global variable, or nil.
	Lookup func(name string) goja.Value
	// Declare is told the names that scripts declare by var and function, if it is not nil. They become properties that
	// can be deleted then, which is for Declare's owner to prevent.
	Declare func(name string)
	// Declared tells whether Declare was told a name.
	Declared func(name string) bool
	// NoStrings says that eval, Function and their like refuse text.
	NoStrings bool
	// Owner is the owner of code that has none of its own, see [Own].
	Owner any
}

// New makes a realm without a global object. It fails if goja is not laid out as this package knows it.
func New(vm *goja.Runtime) (*Realm, error) {
	l, err := layoutOf()
	if err != nil {
		return nil, err
	}
	return &Realm{vm: vm, layout: l}, nil
}

// NewGlobal makes an object with the properties that ECMAScript gives the global object.
func (r *Realm) NewGlobal() *goja.Object {
	o := r.vm.CreateObject(nil)
	newTemplatedObject(r.vm, getGlobalObjectTemplate(), o)
	return o
}

// Of gives the realm of the code that runs, or nil if that is the runtime's own.
func Of(vm *goja.Runtime) *Realm {
	l, err := layoutOf()
	if err != nil {
		return nil
	}
	return l.realm(vm, (*scope)(l.Machine(vm).Stash))
}

func (l *layout) realm(vm *goja.Runtime, s *scope) *Realm {
	if s == nil {
		return nil
	}
	for s.outer != nil {
		s = s.outer
	}
	if s == l.global(vm) {
		return nil
	}
	return (*Realm)(unsafe.Pointer(s))
}

// Scope is the scope of what scripts of the realm declare by let, const and class, as goja has it.
func (r *Realm) Scope() unsafe.Pointer { return unsafe.Pointer(&r.scope) }

// Borrow gives the realm the lexical variables of the runtime's own scripts that compiled code calls, by names that begin
// with a letter nobody types.
func (r *Realm) Borrow() {
	own := r.layout.global(r.vm)
	for name, i := range own.names {
		if _, have := r.scope.names[name]; have || !strings.HasPrefix(name.String(), "ǃ") {
			continue
		}
		if r.scope.names == nil {
			r.scope.names = make(map[unistring.String]uint32)
		}
		const flags = 7 << 29 // the kind of the variable
		r.scope.names[name] = i&flags | uint32(len(r.scope.names))
		r.scope.values = append(r.scope.values, own.values[i&^flags])
	}
}

// Run is [RunWith] in the realm.
func (r *Realm) Run(p *goja.Program) (goja.Value, error) { return RunWith(r.vm, r, nil, p) }

// RunWith runs a program, within a call that JavaScript has made, in the realm that it was adopted for, or in the
// runtime's own global scope if r is nil. The properties of extensions are variables that it sees, the last first. The
// value and the error are what goja.Runtime.RunProgram would return.
func RunWith(vm *goja.Runtime, r *Realm, extensions []*goja.Object, p *goja.Program) (result goja.Value, err error) {
	l, err := layoutOf()
	if err != nil {
		return nil, err
	}
	inner := l.global(vm)
	if r != nil {
		inner = &r.scope
	}
	for _, o := range extensions {
		inner = &scope{obj: o, outer: inner}
	}
	m := l.Machine(vm)
	pushCtx(m)
	defer func() {
		m.Sp -= 2
		popCtx(m)
		switch x := recover().(type) {
		case nil:
		case *goja.InterruptedError:
			err = x
		case *goja.StackOverflowError:
			err = x
		default:
			panic(x)
		}
	}()
	m.Stash, m.PrivEnv, m.NewTarget, m.Args = unsafe.Pointer(inner), nil, nil, 0
	push(m, goja.Undefined())
	m.Sb = m.Sp
	push(m, nil)
	m.Prg, m.Pc, m.Result = (*program)(unsafe.Pointer(p)), 0, goja.Undefined()
	if ex := runTry(m); ex != nil {
		return nil, ex
	}
	return m.Result, nil
}

// Assigning tells whether what runs is an assignment to a variable, and not to a property.
func (r *Realm) Assigning() bool { return r.current().assigns }

// Resolving tells whether what runs looks for a variable, and not for a property.
func (r *Realm) Resolving() bool { return r.current().resolves }

// current is the instruction that runs.
func (r *Realm) current() *instruction {
	m := r.layout.Machine(r.vm)
	if m.Prg == nil || m.Pc < 0 || m.Pc >= len(m.Prg.Code) {
		return &instruction{}
	}
	return instructionAt((*goja.Program)(unsafe.Pointer(m.Prg)), m.Pc)
}

// SetGlobal makes the engine use another global object, and gives the one that it used.
func (r *Realm) SetGlobal(o *goja.Object) (previous *goja.Object) {
	current := engine.At[*goja.Object](unsafe.Pointer(r.vm), r.layout.globalObject)
	previous, *current = *current, o
	return previous
}

// IsPlain tells whether an ordinary object has a property of its own that is nothing but a value, which can be changed.
func IsPlain(o *goja.Object, name string) bool {
	l, err := layoutOf()
	if err != nil || !l.Is(o, engine.Plain) && !l.Is(o, engine.Templated) {
		return false
	}
	v, ok := engine.BaseOf(o).Values[unistring.NewFromString(name)]
	return ok && v != nil && l.PropertyOf(v) == nil
}
