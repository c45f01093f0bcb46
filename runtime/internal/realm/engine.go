//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

package realm

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

type (
	machine = engine.Machine
	program = engine.Program
	face    = engine.Face
)

// scope mirrors goja's stash.
type scope struct {
	values    []goja.Value
	extraArgs []goja.Value
	names     map[unistring.String]uint32
	obj       *goja.Object
	outer     *scope
	funcType  uint8
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
	*engine.Layout
	globalObject uintptr
	globalScope  uintptr
}

// layoutOf finds and checks the layout, once a process.
var layoutOf = sync.OnceValues(inspect)

func inspect() (l *layout, err error) {
	defer engine.Recover(&err)
	known, err := engine.Load()
	if err != nil {
		return nil, err
	}
	runtimeType := reflect.TypeFor[goja.Runtime]()
	global := engine.Field(runtimeType, "global")
	stash := engine.Field(global.Type, "stash")
	engine.Mirrors(stash.Type, reflect.TypeFor[scope]())
	return &layout{known, engine.Field(runtimeType, "globalObject").Offset, global.Offset + stash.Offset}, nil
}

// global is the scope of the runtime's own scripts.
func (l *layout) global(vm *goja.Runtime) *scope {
	return engine.At[scope](unsafe.Pointer(vm), l.globalScope)
}
