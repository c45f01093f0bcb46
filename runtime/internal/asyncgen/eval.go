package asyncgen

import (
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"github.com/gonode/gonode/runtime/internal/instruction"
	"github.com/gonode/gonode/runtime/internal/realm"
)

// Code is a text that eval is to run.
type Code struct {
	Tree *ast.Program
	// Adopt says that what it compiles to has to go through [Adopt].
	Adopt bool
	// Function tells whether the text is nothing but one function expression.
	Function bool
}

// ParseFunc parses a text for eval, which strict code may call. It throws.
type ParseFunc func(text string, strict bool) Code

type (
	callFunc      = func(goja.FunctionCall) goja.Value
	constructFunc = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

// Replacer puts Go functions in the place of those behind builtin functions.
type Replacer interface {
	ReplaceNative(f *goja.Object, call callFunc, construct constructFunc)
}

// InstallEval makes eval, direct and indirect, and the constructors of functions take what a parser takes rather than
// what goja's own does.
func InstallEval(vm *goja.Runtime, r Replacer, parse ParseFunc) {
	in := entryOf(vm)
	in.parse, in.replace = parse, r
	in.evalFunction = vm.Get("eval").(*goja.Object)
	r.ReplaceNative(in.evalFunction, func(call goja.FunctionCall) goja.Value { return in.indirectEval(call, nil) }, nil)
	for _, c := range []struct {
		constructor *goja.Object
		start       string
	}{
		{vm.Get("Function").(*goja.Object), "(function anonymous("},
		{getAsyncFunction(vm), "(async function anonymous("},
		{getGeneratorFunction(vm), "(function* anonymous("},
	} {
		call, construct := in.functionConstructor(c.constructor, c.start)
		r.ReplaceNative(c.constructor, call, construct)
	}
}

// NewEval makes the eval of a realm.
func NewEval(r *realm.Realm, vm *goja.Runtime) *goja.Object {
	in := intrinsicsOf(vm)
	return in.function("eval", 1, func(call goja.FunctionCall) goja.Value { return in.indirectEval(call, r) })
}

// indirectEval is a call of eval that is no direct one.
func (in *intrinsics) indirectEval(call goja.FunctionCall, r *realm.Realm) goja.Value {
	text, ok := call.Argument(0).(goja.String)
	if !ok {
		return call.Argument(0)
	}
	return in.run(in.parse(escapeInvalidUtf16(text), false), r, false, false)
}

// functionConstructor is what is behind Function and its like.
func (in *intrinsics) functionConstructor(constructor *goja.Object, start string) (callFunc, constructFunc) {
	construct := func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		f := in.makeFunction(start, args)
		if newTarget != nil && newTarget != constructor {
			if proto, ok := newTarget.Get("prototype").(*goja.Object); ok {
				must(f.SetPrototype(proto))
			}
		}
		return f
	}
	return func(call goja.FunctionCall) goja.Value { return construct(call.Arguments, nil) }, construct
}

// makeFunction is CreateDynamicFunction.
func (in *intrinsics) makeFunction(start string, args []goja.Value) *goja.Object {
	var b strings.Builder
	b.WriteString(start)
	body := ""
	for i, a := range args {
		text := escapeInvalidUtf16(a.ToString().(goja.String))
		if i == len(args)-1 {
			body = text
			continue
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(text)
	}
	b.WriteString("\n) ")
	brace := b.Len()
	b.WriteString("{\n" + body + "\n})")
	code := in.parse(b.String(), false)
	if !code.Function {
		panic(in.syntaxError("Unexpected token ')'"))
	}
	if f := code.Tree.Body[0].(*ast.ExpressionStatement).Expression.(*ast.FunctionLiteral); int(f.Body.LeftBrace)-1 != brace {
		panic(in.syntaxError("Unexpected end of arg string"))
	}
	return in.run(code, realm.Of(in.vm), false, false).(*goja.Object)
}

func (in *intrinsics) syntaxError(message string) goja.Value {
	return in.newError("SyntaxError", message)
}

func (in *intrinsics) newError(class, message string) goja.Value {
	o, err := in.vm.New(in.vm.Get(class), in.vm.ToValue(message))
	must(err)
	return o
}

// run does what goja's eval does once it has parsed a text, in a realm unless that is nil.
func (in *intrinsics) run(code Code, r *realm.Realm, direct, strict bool) goja.Value {
	if in.layout == nil {
		in.fill()
	}
	m := in.machine()
	inGlobal := true
	if direct {
		for s := m.Stash; s != nil; s = *(*unsafe.Pointer)(unsafe.Add(s, in.layout.outer)) {
			if isVariable(s) {
				inGlobal = false
				break
			}
		}
	}
	var own goja.Value = goja.Undefined()
	if direct && m.Sb > 0 {
		own = m.Stack[m.Sb-1]
	}
	if r != nil && r.NoStrings {
		panic(in.newError("EvalError", "Code generation from strings disallowed for this context"))
	}
	pushCtx(m)
	if !direct {
		m.Stash = unsafe.Add(unsafe.Pointer(in.vm), in.layout.globalStash)
		if r != nil {
			m.Stash = r.Scope()
		}
		m.PrivEnv = nil
	}
	p, err := compileAST(code.Tree, strict, inGlobal, m)
	if err != nil {
		message := err.Error()
		if syntax, ok := err.(*goja.CompilerSyntaxError); ok {
			message = syntax.Error()
		}
		panic(in.syntaxError(message))
	}
	instruction.Improve(p, false)
	if code.Adopt {
		in.layout.adoptProgram(p)
	}
	if r != nil {
		realm.Adopt(p)
		r.Borrow()
	}
	m.Prg, m.Pc, m.Args = (*program)(unsafe.Pointer(p)), 0, 0
	m.Result = goja.Undefined()
	push(m, own)
	m.Sb = m.Sp
	push(m, nil)
	ex := runTry(m)
	value := m.Result
	popCtx(m)
	if ex != nil {
		panic(ex)
	}
	m.Sp -= 2
	return value
}

func execEval(n unsafe.Pointer, m *machine) {
	if !directEval(n, m, false) {
		execCallEval(n, m)
	}
}

func execEvalStrict(n unsafe.Pointer, m *machine) {
	if !directEval(n, m, true) {
		execCallEvalStrict(n, m)
	}
}

// directEval runs a direct eval of a text, if the call on top of the stack is one.
func directEval(count unsafe.Pointer, m *machine, strict bool) bool {
	n := int(*(*uint32)(count))
	callee, ok := m.Stack[m.Sp-n-1].(*goja.Object)
	if !ok || n == 0 {
		return false
	}
	text, ok := m.Stack[m.Sp-n].(goja.String)
	if !ok {
		return false
	}
	in := intrinsicsOf(m.R)
	own, r := in.evalFunction, realm.Of(in.vm)
	if r != nil {
		own = r.Eval
	}
	if in.parse == nil || callee != own {
		return false
	}
	m.Stack[m.Sp-n-2] = in.run(in.parse(escapeInvalidUtf16(text), strict), r, true, strict)
	m.Sp -= n + 1
	m.Pc++
	return true
}
