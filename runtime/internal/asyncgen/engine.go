//lint:file-ignore U1000 the fields nobody reads keep the layout of goja's

// Package asyncgen runs async generators and for await on goja, which parses them but cannot compile them.
//
// goja's generators suspend at any instruction, an await included, and only the object that drives one does not know
// what to do with an await. So an async generator function is compiled as a generator function, and [Adopt] replaces
// the instructions that make the function object and marks its program. What JavaScript sees as an AsyncGenerator is
// goja's generator object with a prototype whose methods drive it as ECMAScript has it for async generators: a queue
// of requests, promises for results, one job an await.
package asyncgen

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"

	"github.com/gonode/gonode/internal/engine"
)

// What this package reads of goja's.
type (
	machine  = engine.Machine
	context  = engine.Context
	program  = engine.Program
	base     = engine.Base
	property = engine.Property
)

// The structs below mirror goja's as far as they are used; layout compares them with the originals once a process.

type execCtx struct {
	context
	stack     []goja.Value
	tryStack  []struct{}
	iterStack []struct{}
	refStack  []struct{}
}

// suspended mirrors goja's generator: the state of a suspended function.
type suspended struct {
	ctx       execCtx
	vm        *machine
	returning goja.Value

	tryStackLen, iterStackLen, refStackLen uint32
}

// runner mirrors goja's asyncRunner: a suspended function and who waits for it, by which stacks find callers.
type runner struct {
	gen        suspended
	promiseCap *capability
	f          *goja.Object
	vmCall     func(*machine, int)
}

type capability struct {
	promise               *goja.Object
	resolveObj, rejectObj *goja.Object
}

// reaction mirrors goja's promiseReaction.
type reaction struct {
	capability  *capability
	typ         int
	handler     *jobCallback
	asyncRunner *runner
	asyncCtx    any
}

type jobCallback struct {
	callback func(goja.FunctionCall) goja.Value
}

// newFunc mirrors what the instructions that make functions begin with.
type newFunc struct {
	prg    *program
	name   unistring.String
	source string

	length int
	strict bool
}

// table mirrors the method table of an interface of one method.
type table struct {
	inter, typ unsafe.Pointer
	hash       uint32
	fun        uintptr
}

// driven mirrors the part of goja's generatorObject that follows what all objects have.
type driven struct {
	gen       suspended
	delegated *Generator
	state     uint8
}

// executing is the state in which goja's own methods of generators refuse to touch one.
const executing = 2

// What a step of a suspended function ends with.
const (
	returned uint8 = iota
	yielded
	yieldedForValue // a yield whose value is used
	delegating
	delegatingForValue
	awaiting
)

//go:linkname generatorNext github.com/dop251/goja.(*generator).next
func generatorNext(g *suspended, v goja.Value) (goja.Value, uint8, *goja.Exception)

//go:linkname generatorThrow github.com/dop251/goja.(*generator).nextThrow
func generatorThrow(g *suspended, v any) (goja.Value, uint8, *goja.Exception)

//go:linkname generatorStep github.com/dop251/goja.(*generator).step
func generatorStep(g *suspended) (goja.Value, uint8, *goja.Exception)

//go:linkname generatorEnter github.com/dop251/goja.(*generator).enterNext
func generatorEnter(g *suspended)

//go:linkname generatorFinally github.com/dop251/goja.(*generator).enterNextFinallyFrame
func generatorFinally(g *suspended) bool

//go:linkname restoreStacks github.com/dop251/goja.(*vm).restoreStacks
func restoreStacks(m *machine, iterLen, refLen uint32) *goja.Exception

//go:linkname popCtx github.com/dop251/goja.(*vm).popCtx
func popCtx(m *machine)

//go:linkname popTryFrame github.com/dop251/goja.(*vm).popTryFrame
func popTryFrame(m *machine)

//go:linkname promiseResolve github.com/dop251/goja.(*Runtime).promiseResolve
func promiseResolve(r *goja.Runtime, constructor *goja.Object, x goja.Value) *goja.Object

//go:linkname getPromise github.com/dop251/goja.(*Runtime).getPromise
func getPromise(r *goja.Runtime) *goja.Object

//go:linkname addReactions github.com/dop251/goja.(*Promise).addReactions
func addReactions(p *goja.Promise, fulfilled, rejected *reaction)

//go:linkname iterResult github.com/dop251/goja.(*Runtime).createIterResultObject
func iterResult(r *goja.Runtime, value goja.Value, done bool) goja.Value

//go:linkname execGeneratorFunc github.com/dop251/goja.(*newGeneratorFunc).exec
func execGeneratorFunc(n unsafe.Pointer, m *machine)

//go:linkname execGeneratorMethod github.com/dop251/goja.(*newGeneratorMethod).exec
func execGeneratorMethod(n unsafe.Pointer, m *machine)

//go:linkname execCallEval github.com/dop251/goja.(*callEval).exec
func execCallEval(n unsafe.Pointer, m *machine)

//go:linkname execCallEvalStrict github.com/dop251/goja.(*callEvalStrict).exec
func execCallEvalStrict(n unsafe.Pointer, m *machine)

//go:linkname pushCtx github.com/dop251/goja.(*vm).pushCtx
func pushCtx(m *machine)

//go:linkname push github.com/dop251/goja.(*vm).push
func push(m *machine, v goja.Value)

//go:linkname runTry github.com/dop251/goja.(*vm).runTry
func runTry(m *machine) *goja.Exception

//go:linkname isVariable github.com/dop251/goja.(*stash).isVariable
func isVariable(s unsafe.Pointer) bool

//go:linkname compileAST github.com/dop251/goja.compileAST
func compileAST(tree *ast.Program, strict, inGlobal bool, m *machine) (*goja.Program, error)

//go:linkname escapeInvalidUtf16 github.com/dop251/goja.escapeInvalidUtf16
func escapeInvalidUtf16(s goja.String) string

//go:linkname getAsyncFunction github.com/dop251/goja.(*Runtime).getAsyncFunction
func getAsyncFunction(r *goja.Runtime) *goja.Object

//go:linkname getGeneratorFunction github.com/dop251/goja.(*Runtime).getGeneratorFunction
func getGeneratorFunction(r *goja.Runtime) *goja.Object

type layout struct {
	*engine.Layout
	globalStash uintptr        // in goja.Runtime
	outer       uintptr        // in goja's stash
	tail        func() uintptr // of driven in a generator object

	// The tables of instructions: of generator functions and methods, of direct calls of eval, and of what stands for
	// them in a program that Adopt went through.
	function, method, callEval, callEvalStrict     unsafe.Pointer
	madeFunc, madeMethod, madeEval, madeEvalStrict unsafe.Pointer
}

var found struct {
	once   sync.Once
	layout *layout
	err    error
}

// inspected is the layout, found and checked once a process.
func inspected() (*layout, error) {
	found.once.Do(func() { found.layout, found.err = inspect() })
	return found.layout, found.err
}

func inspect() (l *layout, err error) {
	defer engine.Recover(&err)
	known, err := engine.Load()
	if err != nil {
		return nil, err
	}
	l = &layout{Layout: known}
	runtimeType := reflect.TypeFor[goja.Runtime]()
	globals := engine.Field(runtimeType, "global")
	stash := engine.Field(globals.Type, "stash")
	l.globalStash = globals.Offset + stash.Offset
	l.outer = engine.Field(stash.Type, "outer").Offset
	runnerType := engine.Field(engine.Field(runtimeType, "vm").Type.Elem(), "curAsyncRunner").Type.Elem()
	engine.Mirrors(runnerType, reflect.TypeFor[runner]())
	engine.Mirrors(engine.Field(runnerType, "gen").Type, reflect.TypeFor[suspended]())
	engine.Mirrors(engine.Field(engine.Field(runnerType, "gen").Type, "ctx").Type, reflect.TypeFor[execCtx]())
	engine.Mirrors(engine.Field(runnerType, "promiseCap").Type.Elem(), reflect.TypeFor[capability]())
	reactionType := engine.Field(reflect.TypeFor[goja.Promise](), "fulfillReactions").Type.Elem().Elem()
	engine.Mirrors(reactionType, reflect.TypeFor[reaction]())
	engine.Mirrors(engine.Field(reactionType, "handler").Type.Elem(), reflect.TypeFor[jobCallback]())
	l.tail = sync.OnceValue(func() uintptr {
		generator := l.Object(engine.Generator).Type
		tail := engine.Field(generator, "gen").Offset
		if engine.Field(generator, "delegated").Offset != tail+unsafe.Offsetof(driven{}.delegated) ||
			engine.Field(generator, "state").Offset != tail+unsafe.Offsetof(driven{}.state) {
			panic("fields of " + generator.String())
		}
		return tail
	})
	if !engine.Familiar() {
		l.tail()
	}
	engine.Begins(l.Instruction("newFunc").Type, reflect.TypeFor[newFunc]())
	l.function, l.madeFunc = l.replace("newGeneratorFunc", execAsyncFunc)
	l.method, l.madeMethod = l.replace("newGeneratorMethod", execAsyncMethod)
	l.callEval, l.madeEval = l.replace("callEval", execEval)
	l.callEvalStrict, l.madeEvalStrict = l.replace("callEvalStrict", execEvalStrict)
	return l, nil
}

// replace gives the method table of an instruction, and that of one like it that runs exec instead.
func (l *layout) replace(name string, exec func(unsafe.Pointer, *machine)) (old, made unsafe.Pointer) {
	old = l.Instruction(name).Face.Table
	replacement := *(*table)(old)
	replacement.fun = **(**uintptr)(unsafe.Pointer(&exec))
	return old, unsafe.Pointer(&replacement)
}

func baseOf(o *goja.Object) *base { return engine.BaseOf(o) }

func (in *intrinsics) machine() *machine { return in.layout.Machine(in.vm) }
