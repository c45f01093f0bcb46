package instruction

import (
	"sync"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
)

func TestLayout(t *testing.T) {
	if err := new(tables).find(); err != nil {
		t.Fatal(err)
	}
}

func run(t testing.TB, code string, improve bool) string {
	t.Helper()
	p, err := goja.Compile("", code, false)
	if err != nil {
		t.Fatal(err)
	}
	if improve {
		Improve(p, false)
	}
	v, err := goja.New().RunProgram(p)
	if err != nil {
		return "throws " + err.Error()
	}
	return v.String()
}

var cases = []string{
	`var s = ""; for (var i = 0; i < 2000; i++) s += i + ","; s`,
	`var s = "é"; for (var i = 0; i < 2000; i++) s += i % 3 ? i : "ü\ud83d\ude00"; s`,
	`var s = ""; for (var i = 0; i < 2000; i++) s = s + (i === 1500 ? "é" : "x"); s`,
	// Two texts that go on from the same one must not see each other.
	`var s = "x".repeat(300), all = []; for (var i = 0; i < 50; i++) { s += i; all.push(s + "a", s + "b", s) } all.join("\n")`,
	`var s = "é".repeat(300), all = []; for (var i = 0; i < 50; i++) { s += i; all.push(s + "a", s + "ü", s) } all.join("\n")`,
	`var s = "x".repeat(300); s += "y"; s += "z"; var t = s.slice(0, 300); t += "1"; t += "2"; s += "w"; s + t`,
	`var s = "x".repeat(300); s += null; s += undefined; s += 1.5; s += true; s += -7; s += {}; s += [1]; s`,
	`function f(s) { return (() => s += "a")() + "b" } class A { m(s) { return s + f(s) } static x = f("y".repeat(400)) } new A().m("z".repeat(300)) + A.x`,
	`var o = {a: 1, get b() { return this.a + 1 }}; class A { get x() { return 5 } m() { return this } } var p = Object.create(o), q = new A;
		[o.a, o.b, p.a, p.b, p.c, q.x, q.m() === q, o.toString(), typeof q.constructor, o.hasOwnProperty("a")].join()`,
	`var t = new Uint8Array([1, 2]); t.foo = 3; t.Infinity = 4; t["-0"] = 5; Object.defineProperty(t, "y", {get() { return 9 }});
		[t.length, t.byteLength, t.foo, t.Infinity, t.NaN, t.x, t.y, t.slice(1).join(), t.map(x => x * 2).join(), t.constructor === Uint8Array].join()`,
	`class B extends Uint8Array { get z() { return this.length } m() { return this[0] } } var b = new B([7]); [b.z, b.m(), b.length].join()`,
	`var t = new Uint8Array(1); Object.setPrototypeOf(t, null); [t.length, t.x].join()`,
	`var t = new Uint8Array(1); Object.setPrototypeOf(t, new Proxy({}, {get(_, k, r) { return r === t ? k : "no" }})); [t.abc, t[0]].join()`,
	`undefined.x`, `null.x()`, `({}).x()`, `new Uint8Array(1).x()`, `({x: undefined}).x`, `"abc".length + (5).toFixed(1)`,
	// Functions of one piece, and those that need the function around them.
	`class A { m() { return (() => () => super.toString === Object.prototype.toString)()() } s() { return eval("(() => super.toString)()") === Object.prototype.toString } static z = (() => super.name)() }
		class B extends A { constructor() { const k = () => { super(); return this }; k(); this.q = (() => new.target === B)() } }
		[new A().m(), new A().s(), A.z, new B().q].join()`,
	`class A { constructor(x) { this.x = x } } class B extends A { constructor(...a) { const f = async () => 1; (() => super(...a))(); f() } } new B(3).x`,
	`var o = { __proto__: { p: 7 }, m() { return [1].map(() => async () => super.p).length + (() => super.p)() } }; o.m()`,
	`function T() { return (() => new.target)() } [new T() instanceof T, T(), Reflect.construct(function () { return { t: new.target } }, [], Array).t === Array].join()`,
	`function f(a) { this.v = a } f.prototype.w = 2; var x = new f(1); [x.v, x.w, x.constructor === f, Object.keys(f).length, f.name, f.length].join()`,
	`var fs = []; for (let i = 0; i < 3; i++) fs.push(() => i++); fs[0](); fs.map(f => f()).join() + fs.map(f => f.name + f.length)`,
	`var f = () => 1, o = { f, g: () => 2, h: function () {}, ["i" + 1]: () => 3, j: class {} }; Object.values(o).map(f => f.name).join()`,
	`(() => { throw new Error("x") })()`, `new (() => 1)`, `class X extends (() => 1) {}`, `(function r() { return r.x.y })()`,
	`1 + 2 + "a" + 1n`, `Symbol() + ""`, `1n + 1`, `"x".repeat(300) + Symbol()`,
}

func TestAdd(t *testing.T) {
	t.Parallel()
	for _, code := range cases {
		if got, want := run(t, code, true), run(t, code, false); got != want {
			t.Errorf("%s\n got %.300s\nwant %.300s", code, got, want)
		}
	}
}

// TestNested checks that functions inside of functions and classes are found.
func TestNested(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"function f() { return a + b }", "() => a + b", "({ m() { return a + b }, get g() { return a + b } })", "async () => a + b",
		"function* f() { a + b }", "class A { m() { a + b } constructor() { a + b } }", "class A { x = a + b }", "class A { static { a + b } }",
		"class A extends B { static x = a + b }", "function f() { return () => a + b }",
	} {
		p, err := goja.Compile("", code, false)
		if err != nil {
			t.Fatal(err)
		}
		Improve(p, false)
		if n := count(layout(), p); n == 0 {
			t.Errorf("%s: not found", code)
		}
	}
}

func count(e *tables, p *goja.Program) (n int) {
	for i, c := range engine.CodeOf(p) {
		if c.Table == e.better.Table {
			n++
		}
		engine.InnerPrograms(p, i, func(inner *goja.Program) { n += count(e, inner) })
	}
	return n
}

// TestShared grows one text in several runtimes at a time.
func TestShared(t *testing.T) {
	t.Parallel()
	p, err := goja.Compile("", `(function (s) { for (var i = 0; i < 200; i++) s += i; return s })`, false)
	if err != nil {
		t.Fatal(err)
	}
	Improve(p, false)
	want := ""
	for round := range 20 {
		base := goja.New()
		v, err := base.RunString(`"x".repeat(400) + "y"`)
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		results := make([]string, 4)
		for i := range results {
			group.Go(func() {
				vm := goja.New()
				f, err := vm.RunProgram(p)
				if err != nil {
					return
				}
				call, _ := goja.AssertFunction(f)
				if r, err := call(goja.Undefined(), v); err == nil {
					results[i] = r.String()
				}
			})
		}
		group.Wait()
		if round == 0 {
			want = results[0]
		}
		for _, r := range results {
			if r != want || want == "" {
				t.Fatal("texts differ")
			}
		}
	}
}

func BenchmarkGrow(b *testing.B) {
	for _, improve := range []bool{true, false} {
		b.Run(map[bool]string{true: "here", false: "goja"}[improve], func(b *testing.B) {
			for b.Loop() {
				run(b, `var s = ""; for (var i = 0; i < 20000; i++) s += "line " + i + "\n"; s.length`, improve)
			}
		})
	}
}
