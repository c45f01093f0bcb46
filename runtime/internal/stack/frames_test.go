package stack_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/source"
)

// TestFrames compares the topmost frames of errors with those of Node 26.
func TestFrames(t *testing.T) {
	const head = `
function show(e) { print(e.stack.split('\n').slice(1, 3).map(l => l.trim()).join(' | ')) }
class Foo { static s() { show(new Error) } m() { show(new Error) } get g() { show(new Error) } #p() { show(new Error) } p() { this.#p() } }
class Bar extends Foo { constructor() { super(); show(new Error) } m() { super.m() } }
`
	for _, test := range []struct{ code, want string }{
		{"Foo.s()", "at Foo.s (/f.js:3:31) | at Object.<anonymous> (/f.js:5:5)"},
		{"new Foo().m()", "at Foo.m (/f.js:3:55) | at Object.<anonymous> (/f.js:5:11)"},
		{"new Foo().g", "at get g (/f.js:3:83) | at Object.<anonymous> (/f.js:5:11)"},
		{"new Foo().p()", "at #p (/f.js:3:108) | at Foo.p (/f.js:3:134)"},
		{"new Bar", "at new Bar (/f.js:4:55) | at Object.<anonymous> (/f.js:5:1)"},
		{"show(new Error)", "at Object.<anonymous> (/f.js:5:6)"},
		{"(function () { show(new Error) })()", "at /f.js:5:21 | at Object.<anonymous> (/f.js:5:34)"},
		{"const o = { a() { show(new Error) } }; o.a()", "at Object.a (/f.js:5:24) | at Object.<anonymous> (/f.js:5:42)"},
		{"const o = {}; o.a = function () { show(new Error) }; o.a()", "at o.a (/f.js:5:40) | at Object.<anonymous> (/f.js:5:56)"},
		{"const o = { b: function a() { show(new Error) } }; o.b()", "at Object.a [as b] (/f.js:5:36) | at Object.<anonymous> (/f.js:5:54)"},
		{"[1].map(function f() { show(new Error) })", "at f (/f.js:5:29) | at Array.map (<anonymous>)"},
		{"new Promise(() => show(new Error))", "at /f.js:5:24 | at new Promise (<anonymous>)"},
		{"JSON.stringify({ toJSON() { show(new Error) } })", "at Object.toJSON (/f.js:5:34) | at JSON.stringify (<anonymous>)"},
		{"(function f() { show(new Error) }).call(5)", "at Number.f (/f.js:5:22) | at Object.<anonymous> (/f.js:5:36)"},
		{"(function f() { show(new Error) }).bind(new Map)()", "at Map.f (/f.js:5:22) | at Object.<anonymous> (/f.js:5:49)"},
		{"Reflect.apply(function f() { show(new Error) }, null, [])", "at f (/f.js:5:35) | at Object.<anonymous> (/f.js:5:9)"},
		{"eval('show(new Error)')", "at eval (eval at <anonymous> (/f.js:5:1), <anonymous>:1:6) | at Object.<anonymous> (/f.js:5:1)"},
		{"class E extends Error { constructor() { super('x') } }; show(new E)", "at Object.<anonymous> (/f.js:5:62)"},
		{"const o = {}; (function f() { Error.captureStackTrace(o, f) })(); show(o)", "at Object.<anonymous> (/f.js:5:63)"},
		{"async function* f() {} ; /* lowered */ show(new Error)", "at Object.<anonymous> (/f.js:5:45)"},
		{"/* é𝒳 */ show(new Error)", "at Object.<anonymous> (/f.js:5:16)"},
	} {
		if got := run(t, "/f.js", head+test.code); got != test.want+"\n" {
			t.Errorf("%s\n got %s want %s", test.code, got, test.want)
		}
	}
}

func TestStackTraceLimit(t *testing.T) {
	got := run(t, "/f.js", `
function f(n) { return n ? f(n - 1) : new Error('x').stack }
const lines = () => { const s = f(20); return s === undefined ? 'none' : s.split('\n').length - 1 }
print(lines())
for (const limit of [0, 3, 2.7, -1, 'x', undefined]) { Error.stackTraceLimit = limit; print(limit, lines()) }
`)
	if want := "10\n0 0\n3 3\n2.7 2\n-1 0\nx none\nundefined none\n"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestPrepareStackTrace(t *testing.T) {
	got := run(t, "/f.js", `
Error.prepareStackTrace = (error, sites) => sites
function f() { return new Error('x').stack }
const site = f.call(new Map)[0]
print(site.getFileName(), site.getLineNumber(), site.getColumnNumber(), site.getFunctionName(), site.getTypeName(), site.getMethodName())
print(site.getFunction() === f, site.isEval(), site.isNative(), site.isConstructor(), site.isToplevel(), site.isAsync(), site.getEvalOrigin())
print(site.getEnclosingLineNumber(), site.getEnclosingColumnNumber(), String(site))
const strict = (function () { 'use strict'; return new Error().stack })()[0]
print(strict.getThis(), strict.getFunction())
Error.prepareStackTrace = undefined
const e = new Error('y'); e.stack = 'set'
print(e.stack)
`)
	want := `/f.js 3 23 f Map null
true false false false false false undefined
3 1 Map.f (/f.js:3:23)
undefined undefined
set
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestOverflow runs away in several ways from a function that Guard knows.
func TestOverflow(t *testing.T) {
	vm := goja.New()
	vm.SetMaxCallStackSize(500)
	compiler := source.NewCompiler(0)
	traces, err := stack.Install(vm, compiler)
	if err != nil {
		t.Fatal(err)
	}
	var out string
	_ = vm.Set("print", func(call goja.FunctionCall) goja.Value {
		out += call.Argument(0).String() + "\n"
		return goja.Undefined()
	})
	unit, err := compiler.Compile(source.CommonJS("/f.js", `
function f() { f() }
let depth = 0
function g() { depth++; try { g() } finally { depth-- } }
for (const run of [f, g, () => [1].map(function h() { [1].map(h) }), () => String({ toString() { return String(this) } })]) {
	try { run(); print('came back') } catch (e) { print(e instanceof RangeError && e.message) }
}
print(depth)
Promise.resolve().then(f).catch(e => print('job: ' + e.message))
`))
	if err != nil {
		t.Fatal(err)
	}
	body, err := vm.RunProgram(unit.Program)
	if err != nil {
		t.Fatal(err)
	}
	run, _ := goja.AssertFunction(body)
	entry := vm.ToValue(func(goja.FunctionCall) goja.Value {
		if _, err := run(goja.Undefined()); err != nil {
			t.Error(err)
		}
		traces.RunJobs()
		return goja.Undefined()
	}).(*goja.Object)
	traces.Guard(entry)
	_ = vm.Set("entry", entry)
	if _, err := vm.RunString("entry()"); err != nil {
		t.Fatal(err)
	}
	const message = "Maximum call stack size exceeded\n"
	if want := message + message + message + message + "0\njob: " + message; out != want {
		t.Errorf("got\n%s", out)
	}
}
