//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package realm

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// The structs below mirror goja's as far as they are used; inspect compares them with the originals once a process.

type machine struct {
	r            *goja.Runtime
	prg          *program
	pc           int
	stack        []goja.Value
	sp, sb, args int
	stash        *scope
	privEnv      unsafe.Pointer
	callStack    []context
	iterStack    []struct{}
	refStack     []struct{}
	tryStack     []struct{}
	newTarget    goja.Value
	result       goja.Value
}

type context struct {
	prg       *program
	stash     *scope
	privEnv   unsafe.Pointer
	newTarget goja.Value
	result    goja.Value
	pc, sb    int
	args      int
}

// scope mirrors goja's stash.
type scope struct {
	values    []goja.Value
	extraArgs []goja.Value
	names     map[unistring.String]uint32
	object    *goja.Object
	outer     *scope
	funcType  uint8
}

type program struct {
	code     []face
	funcName unistring.String
	src      *file.File
	srcMap   []struct{}
}

// face is an interface value: its method table and its pointer.
type face struct {
	table *table
	data  unsafe.Pointer
}

// table mirrors the method table of an interface of one method.
type table struct {
	inter, typ unsafe.Pointer
	hash       uint32
	fun        uintptr
}

// executor is goja's instruction.
type executor interface{ exec(m *machine) }

//go:linkname pushCtx github.com/dop251/goja.(*vm).pushCtx
func pushCtx(m *machine)

//go:linkname popCtx github.com/dop251/goja.(*vm).popCtx
func popCtx(m *machine)

//go:linkname push github.com/dop251/goja.(*vm).push
func push(m *machine, v goja.Value)

//go:linkname runTry github.com/dop251/goja.(*vm).runTry
func runTry(m *machine) *goja.Exception

//go:linkname getByName github.com/dop251/goja.(*stash).getByName
func getByName(s *scope, name unistring.String) (goja.Value, bool)

//go:linkname alreadyDeclared github.com/dop251/goja.(*vm).alreadyDeclared
func alreadyDeclared(m *machine, name unistring.String) goja.Value

//go:linkname newTemplatedObject github.com/dop251/goja.(*Runtime).newTemplatedObject
func newTemplatedObject(r *goja.Runtime, template unsafe.Pointer, o *goja.Object) unsafe.Pointer

//go:linkname getGlobalObjectTemplate github.com/dop251/goja.getGlobalObjectTemplate
func getGlobalObjectTemplate() unsafe.Pointer

// layout is where goja's Runtime has what.
type layout struct {
	vm           uintptr
	globalObject uintptr
	globalScope  uintptr
}

var layoutOf = sync.OnceValues(inspect)

func inspect() (l *layout, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("realm: goja is not laid out as expected: %v", x)
		}
	}()
	runtimeType := reflect.TypeFor[goja.Runtime]()
	vm, global := field(runtimeType, "vm"), field(runtimeType, "global")
	l = &layout{vm: vm.Offset, globalObject: field(runtimeType, "globalObject").Offset, globalScope: global.Offset + field(global.Type, "stash").Offset}
	mirrors(vm.Type.Elem(), reflect.TypeFor[machine]())
	mirrors(field(vm.Type.Elem(), "callStack").Type.Elem(), reflect.TypeFor[context]())
	mirrors(reflect.TypeFor[goja.Program](), reflect.TypeFor[program]())
	stash := field(global.Type, "stash").Type
	for i := range stash.NumField() {
		o, m := stash.Field(i), reflect.TypeFor[scope]().Field(i)
		if o.Offset != m.Offset || o.Type.Size() != m.Type.Size() || o.Type.Kind() != m.Type.Kind() {
			panic("field " + o.Name + " of " + stash.String())
		}
	}
	if stash.Size() != unsafe.Sizeof(scope{}) {
		panic(stash.String())
	}
	return l, nil
}

func field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

// mirrors checks that every field of a mirror is in the original, at the same place and of the same size.
func mirrors(original, mirror reflect.Type) {
	for i := range mirror.NumField() {
		m := mirror.Field(i)
		f := field(original, m.Name)
		if f.Offset != m.Offset || f.Type.Size() != m.Type.Size() {
			panic("field " + m.Name + " of " + original.String())
		}
	}
}
