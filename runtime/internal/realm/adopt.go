package realm

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Adopt makes the code of a program that has not run, and that nobody else has, look for global variables in the realm
// that it runs in.
func Adopt(p *goja.Program) {
	code := (*program)(unsafe.Pointer(p)).code
	for i := range code {
		if code[i].table == nil {
			continue
		}
		in := instructionAt(p, i)
		for _, offset := range in.programs {
			if inner := *(**goja.Program)(unsafe.Add(code[i].data, offset)); inner != nil && inner != p {
				Adopt(inner)
			}
		}
		if in.kind != untouched {
			code[i] = face{in.adopted, unsafe.Pointer(&adopted{code[i]})}
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
	programs []uintptr // where it has pointers to programs
	adopted  *table
	assigns  bool // to a variable
	resolves bool // a variable
}

// declaration mirrors what goja's bindGlobal begins with.
type declaration struct {
	vars, funcs, lets, consts []unistring.String

	deletable bool
}

// instructions are those seen so far.
var instructions sync.Map // of *table to *instruction

func instructionAt(p *goja.Program, i int) *instruction {
	t := (*program)(unsafe.Pointer(p)).code[i].table
	if in, ok := instructions.Load(t); ok {
		return in.(*instruction)
	}
	original := reflect.ValueOf(p).Elem().FieldByName("code").Index(i).Elem().Type()
	in := &instruction{}
	if original.Kind() == reflect.Pointer {
		original = original.Elem()
		in.programs = programsIn(original, 0)
	}
	switch original.Name() {
	case "setGlobal", "setGlobalStrict", "_putValue", "_putValueP", "_initValueP":
		in.assigns = true
	case "resolveVar1", "resolveVar1Strict":
		in.resolves = true
	case "bindGlobal":
		mirrors(original, reflect.TypeFor[declaration]())
	}
	if in.kind = kindOf(original.Name()); in.kind != untouched {
		in.adopted = t.replaced([...]func(unsafe.Pointer, *machine){
			inside: execInside, declaring: execDeclaring, binding: execBinding, loading: execLoading, boxing: execBoxing,
		}[in.kind])
	}
	instructions.Store(t, in)
	return in
}

func programsIn(t reflect.Type, at uintptr) (offsets []uintptr) {
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[*goja.Program]() {
			offsets = append(offsets, at+f.Offset)
		}
		offsets = append(offsets, programsIn(f.Type, at+f.Offset)...)
	}
	return offsets
}

// replaced is the method table of an instruction like another that runs exec instead.
func (t *table) replaced(exec func(unsafe.Pointer, *machine)) *table {
	made := *t
	made.fun = **(**uintptr)(unsafe.Pointer(&exec))
	return &made
}

// adopted is an instruction in the place of another.
type adopted struct{ original face }

func (a *adopted) exec(m *machine) { (*(*executor)(unsafe.Pointer(&a.original))).exec(m) }

// realmOf gives the realm whose code runs: only instructions of adopted programs ask.
func realmOf(m *machine) *Realm {
	s := m.stash
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
	own := (*scope)(unsafe.Add(unsafe.Pointer(r.vm), r.layout.globalScope))
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
		d := *(*declaration)(a.original.data)
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
		a = &adopted{face{a.original.table, unsafe.Pointer(&d)}}
	}
	execDeclaring(unsafe.Pointer(a), m)
}

func execLoading(p unsafe.Pointer, m *machine) {
	name := *(*unistring.String)((*adopted)(p).original.data)
	s := m.stash
	for ; s.outer != nil; s = s.outer {
		if v, ok := getByName(s, name); ok {
			push(m, v)
			m.pc++
			return
		}
	}
	if v, ok := getByName(s, name); ok {
		push(m, v)
		m.pc++
		return
	}
	if v := (*Realm)(unsafe.Pointer(s)).Lookup(name.String()); v != nil {
		push(m, v)
		m.pc++
		return
	}
	execInside(p, m)
}

func execBoxing(p unsafe.Pointer, m *machine) {
	if this := m.stack[m.sb]; !goja.IsUndefined(this) && !goja.IsNull(this) {
		(*adopted)(p).exec(m)
		return
	}
	m.stack[m.sb] = realmOf(m).Global
	m.pc++
}
