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
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// The structs below mirror goja's as far as they are used; layout compares them with the originals once a process.

type machine struct {
	r                *goja.Runtime
	prg              unsafe.Pointer
	pc               int
	stack            []goja.Value
	sp, sb, args     int
	stash            unsafe.Pointer
	privEnv          unsafe.Pointer
	callStack        []context
	iterStack        []struct{}
	refStack         []struct{}
	tryStack         []struct{}
	newTarget        goja.Value
	result           goja.Value
	maxCallStackSize int
	stashAllocs      int
	interrupted      uint32
	interruptVal     any
	interruptLock    sync.Mutex
	curAsyncRunner   *runner
}

type context struct {
	prg       *program
	stash     unsafe.Pointer
	privEnv   unsafe.Pointer
	newTarget goja.Value
	result    goja.Value
	pc, sb    int
	args      int
}

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

type program struct {
	code     []face
	funcName unistring.String
	src      unsafe.Pointer
	srcMap   []struct{}
}

// newFunc mirrors what the instructions that make functions begin with.
type newFunc struct {
	prg    *program
	name   unistring.String
	source string

	length int
	strict bool
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

type object struct {
	self    face
	runtime *goja.Runtime
}

type base struct {
	class      string
	val        *goja.Object
	prototype  *goja.Object
	extensible bool
	values     map[unistring.String]goja.Value
	propNames  []unistring.String
}

type property struct {
	value        goja.Value
	writable     bool
	configurable bool
	enumerable   bool
	accessor     bool
	getterFunc   *goja.Object
	setterFunc   *goja.Object
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
	vm          uintptr // in goja.Runtime
	globalStash uintptr // in goja.Runtime
	outer       uintptr // in goja's stash
	generator   *table  // of generator objects
	tail        uintptr // of driven in a generator object
	function    *table  // of newGeneratorFunc
	method      *table  // of newGeneratorMethod
	madeFunc    *table  // what stands for them in a program that Adopt went through
	madeMethod  *table
	// callEval and callEvalStrict are direct calls of eval, and what stands for them.
	callEval, callEvalStrict, madeEval, madeEvalStrict *table
}

var inspected struct {
	once   sync.Once
	layout *layout
	err    error
}

// engine finds and checks the layout, once a process.
func engine() (*layout, error) {
	inspected.once.Do(func() { inspected.layout, inspected.err = inspect() })
	return inspected.layout, inspected.err
}

func inspect() (l *layout, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("asyncgen: goja is not laid out as expected: %v", x)
		}
	}()
	l = &layout{}
	r := goja.New()
	runtimeType := reflect.TypeFor[goja.Runtime]()
	vmType := field(runtimeType, "vm").Type.Elem()
	l.vm = field(runtimeType, "vm").Offset
	globals := field(runtimeType, "global")
	stash := field(globals.Type, "stash")
	l.globalStash = globals.Offset + stash.Offset
	l.outer = field(stash.Type, "outer").Offset
	mirrors(vmType, reflect.TypeFor[machine](), false)
	mirrors(field(vmType, "callStack").Type.Elem(), reflect.TypeFor[context](), true)
	runnerType := field(vmType, "curAsyncRunner").Type.Elem()
	mirrors(runnerType, reflect.TypeFor[runner](), true)
	mirrors(field(runnerType, "gen").Type, reflect.TypeFor[suspended](), true)
	mirrors(field(field(runnerType, "gen").Type, "ctx").Type, reflect.TypeFor[execCtx](), true)
	mirrors(field(runnerType, "promiseCap").Type.Elem(), reflect.TypeFor[capability](), true)
	reactionType := field(reflect.TypeFor[goja.Promise](), "fulfillReactions").Type.Elem().Elem()
	mirrors(reactionType, reflect.TypeFor[reaction](), true)
	mirrors(field(reactionType, "handler").Type.Elem(), reflect.TypeFor[jobCallback](), true)
	mirrors(reflect.TypeFor[goja.Program](), reflect.TypeFor[program](), true)
	mirrors(reflect.TypeFor[goja.Object](), reflect.TypeFor[object](), true)
	v, err := r.RunString("(function* () {})()")
	if err != nil {
		return nil, err
	}
	o := v.(*goja.Object)
	generatorType := reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().Elem()
	l.generator = objectOf(o).self.table
	l.tail = field(generatorType, "gen").Offset
	if field(generatorType, "delegated").Offset != l.tail+unsafe.Offsetof(driven{}.delegated) ||
		field(generatorType, "state").Offset != l.tail+unsafe.Offsetof(driven{}.state) || field(generatorType, "baseObject").Offset != 0 {
		panic("fields of " + generatorType.String())
	}
	mirrors(field(generatorType, "baseObject").Type, reflect.TypeFor[base](), false)
	accessor := baseOf(r.Get("Function").(*goja.Object)).values["prototype"]
	mirrors(reflect.TypeOf(accessor).Elem(), reflect.TypeFor[property](), true)

	for _, src := range [...]string{"(function* () {})", "({ *m() {} })", "function f() { eval('') }", "function f() { 'use strict'; eval('') }"} {
		p, err := goja.Compile("", src, false)
		if err != nil {
			return nil, err
		}
		l.learn(p)
	}
	l.madeFunc = l.replacement(l.function, execAsyncFunc)
	l.madeMethod = l.replacement(l.method, execAsyncMethod)
	l.madeEval = l.replacement(l.callEval, execEval)
	l.madeEvalStrict = l.replacement(l.callEvalStrict, execEvalStrict)
	return l, nil
}

// learn finds the instructions that matter in a program.
func (l *layout) learn(p *goja.Program) {
	code := reflect.ValueOf(p).Elem().FieldByName("code")
	for i := range code.Len() {
		t, tab := code.Index(i).Elem().Type(), (*program)(unsafe.Pointer(p)).code[i].table
		switch t.Name() {
		case "callEval":
			l.callEval = tab
		case "callEvalStrict":
			l.callEvalStrict = tab
		}
		if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
			continue
		}
		switch made := t.Elem(); made.Name() {
		case "newGeneratorFunc":
			l.function = tab
		case "newGeneratorMethod":
			l.method = tab
		case "newFunc":
			mirrors(made, reflect.TypeFor[newFunc](), true)
		}
		for _, offset := range programOffsets(t.Elem(), 0, nil) {
			if inner := *(**goja.Program)(unsafe.Add((*program)(unsafe.Pointer(p)).code[i].data, offset)); inner != nil {
				l.learn(inner)
			}
		}
	}
}

// replacement is the method table of an instruction like another that runs exec instead.
func (l *layout) replacement(of *table, exec func(unsafe.Pointer, *machine)) *table {
	if of == nil {
		panic("an instruction is missing")
	}
	made := *of
	made.fun = **(**uintptr)(unsafe.Pointer(&exec))
	return &made
}

func field(t reflect.Type, name string) reflect.StructField {
	f, ok := t.FieldByName(name)
	if !ok {
		panic(t.String() + " has no " + name)
	}
	return f
}

// mirrors checks that every field of a mirror is in the original, at the same place and of the same size.
func mirrors(original, mirror reflect.Type, whole bool) {
	for i := range mirror.NumField() {
		m := mirror.Field(i)
		f := field(original, m.Name)
		if f.Offset != m.Offset || f.Type.Size() != m.Type.Size() {
			panic("field " + m.Name + " of " + original.String())
		}
	}
	if whole && original.Size() != mirror.Size() {
		panic("size of " + original.String())
	}
}

func objectOf(o *goja.Object) *object { return (*object)(unsafe.Pointer(o)) }

func baseOf(o *goja.Object) *base { return (*base)(objectOf(o).self.data) }

func (in *intrinsics) machine() *machine {
	return *(**machine)(unsafe.Add(unsafe.Pointer(in.vm), in.layout.vm))
}
