package engine

import (
	"runtime"
	"testing"

	"github.com/dop251/goja"
)

// TestClosures fails when goja no longer has the methods of its objects, or functions, as this package knows them.
func TestClosures(t *testing.T) {
	if !Known().Closures() {
		t.Fatal("functions are not made here")
	}
}

// empty is the instruction that makes a function which does nothing.
func empty(t testing.TB) *NewFunc {
	t.Helper()
	p, err := goja.Compile("", "(function empty(a) {})", false)
	if err != nil {
		t.Fatal(err)
	}
	return (*NewFunc)(instructionsOf(p)["newFunc"].Face.Data)
}

// made runs a script in which make gives functions made here of empty's instruction.
func made(t *testing.T, code string) string {
	t.Helper()
	l := Known()
	vm := goja.New()
	function := empty(t)
	if err := vm.Set("make", func(goja.FunctionCall) goja.Value { return l.MakeFunction(l.Machine(vm), function) }); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString(code)
	if err != nil {
		return err.Error()
	}
	return v.String()
}

// TestSettle looks at functions in all the ways in which goja asks an object.
func TestSettle(t *testing.T) {
	for code, want := range map[string]string{
		`typeof make()`:                          "function",
		`Object.prototype.toString.call(make())`: "[object Function]",
		`make() instanceof Function`:             "true",
		`Reflect.ownKeys(make()).sort().join()`:  "length,name,prototype",
		`Object.keys(make()).length`:             "0",
		`var f = make(); f.x = 1; f[0] = 2; f[Symbol.iterator] = 3; [f.x, f[0], f[Symbol.iterator], Object.keys(f)].join()`: "1,2,3,0,x",
		`var f = make(); delete f.name; f.hasOwnProperty("name")`:                                                           "false",
		`var f = make(); f.prototype.constructor === f`:                                                                     "true",
		`var f = make(); new f() instanceof f`:                                                                              "true",
		`Object.isFrozen(Object.freeze(make()))`:                                                                            "true",
		`Object.getPrototypeOf(Object.setPrototypeOf(make(), null))`:                                                        "null",
		`var f = make(); f.call() === f.apply() && f.bind()() === undefined`:                                                "true",
		`var s = ""; for (var k in Object.assign(make(), {a: 1, b: 2})) s += k; s`:                                          "ab",
		`var f = make(), g = make(); f === f && f !== g && new Set([f, g, f]).size`:                                         "2",
		`"name" in make() && 0 in make()`:                                                                                   "false",
		`Object.getOwnPropertySymbols(make()).length`:                                                                       "0",
		`var f = make(); Object.defineProperty(f, "name", {value: "n"}); f.name`:                                            "n",
		`class A extends make() {} ; new A() instanceof A`:                                                                  "true",
		`JSON.stringify([make(), {a: make()}])`:                                                                             "[null,{}]",
		`var p = new Proxy(make(), {}); typeof p + p()`:                                                                     "functionundefined",
		`Object.create(make()).length`:                                                                                      "1",
	} {
		if got := made(t, code); got != want {
			t.Errorf("%s: got %s, want %s", code, got, want)
		}
	}
}

// TestClosuresAndGarbage keeps functions by nothing but what they are inside of.
func TestClosuresAndGarbage(t *testing.T) {
	l := Known()
	vm := goja.New()
	n := empty(t)
	list := vm.NewArray()
	for i := range 2000 {
		f := l.MakeFunction(l.Machine(vm), n)
		if i%2 == 0 {
			l.Settle(f)
		}
		if err := list.Set(vm.ToValue(i).String(), f); err != nil {
			t.Fatal(err)
		}
		if i%500 == 0 {
			runtime.GC()
		}
	}
	if err := vm.Set("list", list); err != nil {
		t.Fatal(err)
	}
	v, err := vm.RunString(`list.every(f => f.length === list[0].length && typeof f === "function" && f.prototype.constructor === f)`)
	if err != nil || !v.ToBoolean() {
		t.Error("functions are damaged", err)
	}
}

func BenchmarkMakeFunction(b *testing.B) {
	l := Known()
	m := l.Machine(goja.New())
	n := empty(b)
	b.ReportAllocs()
	for b.Loop() {
		l.MakeFunction(m, n)
	}
}
