package realm

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// Adopt makes the code of a program that has not run, and that nobody else has, look for global variables in the realm
// that it runs in.
func Adopt(p *goja.Program) {
	code := engine.CodeOf(p)
	for i := range code {
		if code[i].Table == nil {
			continue
		}
		engine.InnerPrograms(p, i, func(inner *goja.Program) {
			if inner != p {
				Adopt(inner)
			}
		})
		if in := instructionAt(p, i); in.kind != untouched {
			code[i] = face{Table: in.adopted, Data: unsafe.Pointer(&adopted{code[i]})}
		}
	}
}

// kind says what to do with an instruction.
type kind uint8

const (
	untouched kind = iota
	// inside is an instruction that needs the realm's global object in the place of the runtime's.
	inside
	// declaring is one that needs the realm's scope as well.
	declaring
	// binding is one that declares variables.
	binding
	// loading is one that reads a variable.
	loading
	// boxing is one that gives functions that are not strict their receiver.
	boxing
)

func kindOf(name string) kind {
	switch name {
	case "_loadGlobalObject", "resolveVar1", "resolveVar1Strict", "deleteVar", "deleteGlobal", "setGlobal", "setGlobalStrict",
		"loadDynamicCallee", "loadDynamicRef", "getThisDynamic":
		return inside
	case "bindGlobal":
		return binding
	case "initGlobal", "initGlobalP":
		return declaring
	case "loadDynamic":
		return loading
	case "_boxThis":
		return boxing
	}
	return untouched
}

// instruction is what is known of all instructions of a type.
type instruction struct {
	kind     kind
	adopted  unsafe.Pointer // its method table then
	assigns  bool           // to a variable
	resolves bool           // a variable
}

// declaration mirrors what goja's bindGlobal begins with.
type declaration struct {
	vars, funcs, lets, consts []unistring.String

	deletable bool
}

// instructions are those seen so far, by their method tables.
var instructions sync.Map

func instructionAt(p *goja.Program, i int) *instruction {
	t := engine.CodeOf(p)[i].Table
	if in, ok := instructions.Load(t); ok {
		return in.(*instruction)
	}
	original := reflect.ValueOf(p).Elem().FieldByName("code").Index(i).Elem().Type()
	in := &instruction{}
	if original.Kind() == reflect.Pointer {
		original = original.Elem()
	}
	switch original.Name() {
	case "setGlobal", "setGlobalStrict", "_putValue", "_putValueP", "_initValueP":
		in.assigns = true
	case "resolveVar1", "resolveVar1Strict":
		in.resolves = true
	case "bindGlobal":
		engine.Mirrors(original, reflect.TypeFor[declaration]())
	}
	if in.kind = kindOf(original.Name()); in.kind != untouched {
		in.adopted = replaced(t, [...]func(unsafe.Pointer, *machine){
			inside: execInside, declaring: execDeclaring, binding: execBinding, loading: execLoading, boxing: execBoxing,
		}[in.kind])
	}
	instructions.Store(t, in)
	return in
}

// replaced is the method table of an instruction like another that runs exec instead.
func replaced(t unsafe.Pointer, exec func(unsafe.Pointer, *machine)) unsafe.Pointer {
	made := *(*table)(t)
	made.fun = **(**uintptr)(unsafe.Pointer(&exec))
	return unsafe.Pointer(&made)
}

// adopted is an instruction in the place of another.
type adopted struct{ original face }

func (a *adopted) exec(m *machine) { (*(*executor)(unsafe.Pointer(&a.original))).exec(m) }

// realmOf gives the realm whose code runs: only instructions of adopted programs ask.
func realmOf(m *machine) *Realm {
	s := (*scope)(m.Stash)
	for s.outer != nil {
		s = s.outer
	}
	return (*Realm)(unsafe.Pointer(s))
}

func execInside(p unsafe.Pointer, m *machine) {
	r := realmOf(m)
	defer r.SetGlobal(r.SetGlobal(r.Global))
	(*adopted)(p).exec(m)
}

func execDeclaring(p unsafe.Pointer, m *machine) {
	r := realmOf(m)
	own := r.layout.global(r.vm)
	kept := *own
	*own = r.scope
	defer func() {
		r.scope = *own
		*own = kept
	}()
	defer r.SetGlobal(r.SetGlobal(r.Global))
	(*adopted)(p).exec(m)
}

func execBinding(p unsafe.Pointer, m *machine) {
	a := (*adopted)(p)
	if r := realmOf(m); r.Declare != nil {
		d := *(*declaration)(a.original.Data)
		for _, names := range [...][]unistring.String{d.lets, d.consts} {
			for _, name := range names {
				if r.Declared(name.String()) {
					panic(alreadyDeclared(m, name))
				}
			}
		}
		for _, names := range [...][]unistring.String{d.vars, d.funcs} {
			for _, name := range names {
				r.Declare(name.String())
			}
		}
		d.deletable = true
		a = &adopted{face{Table: a.original.Table, Data: unsafe.Pointer(&d)}}
	}
	execDeclaring(unsafe.Pointer(a), m)
}

func execLoading(p unsafe.Pointer, m *machine) {
	name := *(*unistring.String)((*adopted)(p).original.Data)
	s := (*scope)(m.Stash)
	for ; s.outer != nil; s = s.outer {
		if v, ok := getByName(s, name); ok {
			push(m, v)
			m.Pc++
			return
		}
	}
	if v, ok := getByName(s, name); ok {
		push(m, v)
		m.Pc++
		return
	}
	if v := (*Realm)(unsafe.Pointer(s)).Lookup(name.String()); v != nil {
		push(m, v)
		m.Pc++
		return
	}
	execInside(p, m)
}

func execBoxing(p unsafe.Pointer, m *machine) {
	if this := m.Stack[m.Sb]; !goja.IsUndefined(this) && !goja.IsNull(this) {
		(*adopted)(p).exec(m)
		return
	}
	m.Stack[m.Sb] = realmOf(m).Global
	m.Pc++
}
