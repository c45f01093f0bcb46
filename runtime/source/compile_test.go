package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/source"
)

// call compiles a CommonJS body and runs it with the values given for exports, require and module.
func call(t *testing.T, vm *goja.Runtime, name, text string, args ...goja.Value) (goja.Value, error) {
	t.Helper()
	unit, err := source.NewCompiler(0).Compile(source.CommonJS(name, text))
	if err != nil {
		return nil, err
	}
	if unit.AsyncLoops {
		if err := source.BindAsyncLoops(vm); err != nil {
			t.Fatal(err)
		}
	}
	f, err := vm.RunProgram(unit.Program)
	if err != nil {
		t.Fatal(err)
	}
	run, ok := goja.AssertFunction(f)
	if !ok {
		t.Fatalf("program's value is %v, not a function", f)
	}
	return run(goja.Undefined(), args...)
}

func newVM(t *testing.T) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	symbol := vm.Get("Symbol").ToObject(vm)
	if err := symbol.Set("asyncIterator", goja.NewSymbol("Symbol.asyncIterator")); err != nil {
		t.Fatal(err)
	}
	return vm
}

func TestFunction(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"return at the top", "return 1", "1"},
		{"await is a name", "var await = 2; return await", "2"},
		{"comment at the end", "return 3 // and that is all", "3"},
		{"hashbang", "#!/usr/bin/env node\nreturn 4", "4"},
		{"byte order mark", "\ufeffreturn 5", "5"},
		{"sloppy", "undeclared = 6; return undeclared", "6"},
		{"strict", "'use strict'; try { undeclared = 1 } catch (e) { return e.name }", "ReferenceError"},
		{"lowered and sloppy", "async function* f() {} undeclared = 6; return undeclared", "6"},
		{"lowered and strict", "'use strict'; async function* f() {} try { undeclared = 1 } catch (e) { return e.name }", "ReferenceError"},
		{"lowered, return at the top", "async function* f() {}\nreturn f.name", "f"},
		{"lowered, await is a name", "async function* f() {} var await = 2; return await", "2"},
		{"lowered, with hashbang", "#!/usr/bin/env node\nasync function* f() {}\nreturn 4", "4"},
		{"number of parameters", "return arguments.callee.length", "5"},
		{"lowered, number of parameters", "async function* f() {} return arguments.callee.length", "5"},
		{"helpers stay inside", "async function* f() {} return Object.keys(globalThis).join()", ""},
		{"field named get", "class A { get = 7; static = 8 } return new A().get", "7"},
		{"html comment", "<!-- no\nreturn 9\n--> neither", "9"},
		{"decimal with a leading zero", "return 08", "8"},
		{"labelled function", "l: function f() {} return typeof f", "function"},
		{"accessor keyword", "class A { accessor x = 3 } return new A().x", "3"},
		{"decorator", "let n; const d = (f, c) => { n = c.kind }; @d class A {} return n", "class"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := call(t, newVM(t), "/dir/file.js", test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestFunctionCannotBeLeft(t *testing.T) {
	for _, text := range []string{"})\n(function () {", "}); x; (function () {", "}, function () {", "})(), (function () {",
		"}); async function* f() {} (function () {", "}) + (function () {"} {
		unit, err := source.NewCompiler(0).Compile(source.CommonJS("/f.js", text))
		var syntax *source.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q compiled to %v", text, unit)
		}
	}
}

func TestScriptValue(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"1; 2", "2"},
		{"var a = 1; a + 1", "2"},
		{"async function* f() {} 3", "3"},
	} {
		unit, err := source.NewCompiler(0).Compile(source.Source{Name: "[eval]", Text: test.text})
		if err != nil {
			t.Fatal(err)
		}
		v, err := newVM(t).RunProgram(unit.Program)
		if err != nil || v.String() != test.want {
			t.Errorf("%q: %v, %v", test.text, v, err)
		}
	}
}

func TestTypeScript(t *testing.T) {
	got, err := call(t, newVM(t), "/dir/file.ts", "enum E { A = 4 } const x: number = E.A; return x as unknown")
	if err != nil || got.String() != "4" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestModule(t *testing.T) {
	unit, err := source.NewCompiler(0).Compile(source.Source{Name: "/m.mjs", Kind: source.Module,
		Text: "import x, { y } from 'dep'; export const z = x.y + y; export default import.meta.url; undeclared"})
	if err != nil {
		t.Fatal(err)
	}
	vm := newVM(t)
	f, err := vm.RunProgram(unit.Program)
	if err != nil {
		t.Fatal(err)
	}
	host, exports, dep, meta := vm.NewObject(), vm.NewObject(), vm.NewObject(), vm.NewObject()
	_ = dep.Set("y", 2)
	_ = dep.Set("default", dep)
	_ = meta.Set("url", "file:///m.mjs")
	_ = host.Set("meta", meta)
	_ = vm.Set("undeclared", 1)
	if got := unit.Module; len(got.Requests) != 1 || len(got.Imports) != 2 || len(got.Exports) != 2 || got.Async {
		t.Fatalf("%+v", got)
	}
	run, _ := goja.AssertFunction(f)
	body, err := run(goja.Undefined(), host, exports, dep, dep)
	if err != nil {
		t.Fatal(err)
	}
	next, _ := goja.AssertFunction(body.ToObject(vm).Get("next"))
	for range 2 {
		if _, err := next(body); err != nil {
			t.Fatal(err)
		}
	}
	if z, d := exports.Get("z"), exports.Get("default"); z.String() != "4" || d.String() != "file:///m.mjs" {
		t.Errorf("z = %v, default = %v", z, d)
	}
}

func TestImportCall(t *testing.T) {
	for _, text := range []string{"return import('a')", "return import /* lazily */ ('a')", "async function* f() {}\nreturn import(\n'a')"} {
		vm := newVM(t)
		var got string
		f := vm.ToValue(func(call goja.FunctionCall) goja.Value {
			got = call.Argument(0).String() + " from " + vm.CaptureCallStack(2, nil)[1].SrcName()
			return goja.Undefined()
		})
		if err := source.BindImport(vm, f.ToObject(vm)); err != nil {
			t.Fatal(err)
		}
		if _, err := call(t, vm, "/dir/file.js", text); err != nil {
			t.Errorf("%q: %v", text, err)
		} else if got != "a from /dir/file.js" {
			t.Errorf("%q imports %q", text, got)
		}
		if names, _ := vm.RunString("Object.getOwnPropertyNames(globalThis).join()"); strings.Contains(names.String(), source.ImportName) {
			t.Error("the binding shows")
		}
	}
}

func TestCompilerRemembers(t *testing.T) {
	c := source.NewCompiler(100)
	a, _ := c.Compile(source.CommonJS("/a.js", "return 1"))
	if b, _ := c.Compile(source.CommonJS("/a.js", "return 1")); a != b {
		t.Error("compiled twice")
	}
	if b, _ := c.Compile(source.CommonJS("/b.js", "return 1")); a == b {
		t.Error("two files of the same text share a program")
	}
	if b, _ := c.Compile(source.Source{Name: "/a.js", Text: "return 1", Kind: source.Function}); a == b {
		t.Error("two lists of parameters share a program")
	}
	for range 20 {
		_, _ = c.Compile(source.CommonJS("/c.js", strings.Repeat(" ", 50)))
		_, _ = c.Compile(source.CommonJS("/d.js", strings.Repeat(" ", 49)))
	}
	if b, _ := c.Compile(source.CommonJS("/a.js", "return 1")); a == b {
		t.Error("never forgets")
	}
}

// TestAsyncGenerators runs what goja lacks and compares the order of what happens with Node's.
func TestAsyncGenerators(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"for await over an async iterable", "for await (const x of g()) log(x)", "start 1 2 finally cleaned"},
		{"for await over promises", "for await (const x of [1, Promise.resolve(2)]) log(x)", "1 2"},
		{"break", "for await (const x of g()) { log(x); break }", "start 1 finally cleaned"},
		{"continue with a label", "l: for await (const a of [1, 2]) { for await (const b of [3, 4]) { if (b === 4) continue l; log(a + b) } }", "4 5"},
		{"return", "const i = g(); await i.next(); const r = await i.return('early'); log(r.value, r.done, (await i.next()).done)", "start finally cleaned early true true"},
		{"return before the start", "const r = await g().return(Promise.resolve(9)); log(r.value, r.done)", "9 true"},
		{"throw", "const i = g(); await i.next(); try { await i.throw(new Error('boom')) } catch (e) { log(e.message) }", "start finally cleaned boom"},
		{"requests queue up", "const i = g(); const r = await Promise.all([i.next(), i.next(), i.next(), i.next()]); log(...r.map(x => x.value))", "start finally cleaned 1 2 r "},
		{"yield*", "async function* o() { log(await (yield* g())) } for await (const x of o()) log(x)", "start 1 2 finally cleaned r"},
		{"yield* of a sync iterable", "async function* o() { yield* [1, Promise.resolve(2)] } for await (const x of o()) log(x)", "1 2"},
		{"return through yield*", "async function* o() { yield* g() } const i = o(); await i.next(); log((await i.return('r2')).value)", "start finally cleaned r2"},
		{"a rejected yield throws inside", "async function* y() { try { yield Promise.reject(new Error('no')) } catch (e) { yield e.message } } for await (const x of y()) log(x)", "no"},
		{"super", "class A { v() { return 5 } } class B extends A { async *m() { yield super.v() } } for await (const x of new B().m()) log(x)", "5"},
		{"this and arguments", "const o = { a: 1, async *m() { yield this.a + arguments.length } }; for await (const x of o.m(0, 0)) log(x)", "3"},
		{"using", "{ using r = { [Symbol.dispose]() { log('gone') } }; log('here') }", "here gone"},
	} {
		t.Run(test.name, func(t *testing.T) {
			vm := newVM(t)
			symbol := vm.Get("Symbol").ToObject(vm)
			_ = symbol.Set("dispose", goja.NewSymbol("Symbol.dispose"))
			var out []string
			_ = vm.Set("log", func(call goja.FunctionCall) goja.Value {
				for _, a := range call.Arguments {
					if goja.IsUndefined(a) {
						out = append(out, "")
					} else {
						out = append(out, a.String())
					}
				}
				return goja.Undefined()
			})
			_, err := call(t, vm, "/f.js", "async function* g() { try { log('start'); yield 1; yield Promise.resolve(2); return 'r' } finally { log('finally'); await null; log('cleaned') } }\n"+
				"(async () => { "+test.code+" })().catch(e => log('failed: ' + e))")
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(out, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
