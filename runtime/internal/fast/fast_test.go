package fast

import (
	"math"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/runtime/internal/stack"
	"github.com/gonode/gonode/runtime/source"
)

// engines are a runtime with the functions of this package, and goja as it is.
func engines(t testing.TB) (fast, original *goja.Runtime) {
	t.Helper()
	fast = goja.New()
	traces, err := stack.Install(fast, source.NewCompiler(0))
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(fast, traces)
	if err != nil {
		t.Fatal(err)
	}
	list := fast.Get("Array").(*goja.Object).Get("prototype").(*goja.Object)
	b.Replace("JSON", fast.Get("JSON").(*goja.Object))
	b.Replace("Array.prototype.sort", list.Get("sort").(*goja.Object))
	b.Replace("Array.prototype.toSorted", list.Get("toSorted").(*goja.Object))
	return fast, goja.New()
}

func eval(t testing.TB, vm *goja.Runtime, code string) string {
	t.Helper()
	v, err := vm.RunString(code)
	if err != nil {
		return "throws " + strings.SplitN(err.Error(), "\n", 2)[0]
	}
	return v.String()
}

// TestAsGoja compares with what goja itself does, where that is right.
func TestAsGoja(t *testing.T) {
	t.Parallel()
	fast, original := engines(t)
	for _, code := range []string{
		`JSON.stringify({a: [1, 2.5, "x", null, undefined, true], b: {c: -0, d: NaN, e: undefined, f() {}}})`,
		`JSON.stringify([1e21, 1e-7, 1e-6, 123456789012345680000, 5e-324, 0.1 + 0.2, 2 ** 53, -1e300])`,
		`JSON.stringify({"\ud800": "\udc00\ud83d\ude00é\u2028", "\n": "\"\\/\b\f\r\t\x7f\x01"}, null, "é-")`,
		`JSON.stringify({a: [[2]], c: [[1], {}]}, null, 3)`,
		`JSON.stringify({a: 1, b: [2], c: {a: 3, d: 4}}, ["c", "a", 0, new String("b"), "a"])`,
		`JSON.stringify([1, {a: 2}], function (k, v) { return typeof v === "number" ? k + v + this.length : v })`,
		`JSON.stringify({toJSON(k) { return [k, this === undefined] }, x: 1})`,
		`JSON.stringify([new Date(0), Object(1), Object("s"), Object(false), new Map, [,1], new Uint8Array(2), () => 1, Symbol()])`,
		`var o = {b: 1, 2: 1, a: 1, 1: 2}; delete o.b; o.b = 3; JSON.stringify(o)`,
		`JSON.stringify(new Proxy({a: 1, b: [2]}, {})) + JSON.stringify(new Proxy([1, 2], {}))`,
		`JSON.stringify({get a() { Object.prototype.toJSON = () => "late"; return {} }, b: {}}) + delete Object.prototype.toJSON`,
		`class P { constructor() { this.x = 1 } toJSON() { return "P" } } JSON.stringify([new P, new (class extends P {})])`,
		`var o = Object.create({a: 1}); o.b = 2; Object.defineProperty(o, "c", {value: 3}); JSON.stringify(o)`,
		`JSON.stringify(JSON.rawJSON("1.000")) + JSON.isRawJSON(JSON.rawJSON("1"))`,
		`var p = JSON.parse('{"b":1,"2":{"x":[1,2.5e3,-7,"\\u00e9\\n"]},"1":null,"b":[true,false]}'); JSON.stringify(p) + Object.keys(p)`,
		`var [p, q] = JSON.parse('[{"a":1,"b":2},{"a":3,"b":4}]'); p.c = 1; delete q.a; q.d = 5; Object.keys(p) + " " + Object.keys(q)`,
		`var p = JSON.parse('[1,2]'); p.push(3); p.x = 1; p.length + Object.getOwnPropertyNames(p).join() + JSON.stringify(p)`,
		`Object.is(JSON.parse("-0"), -0) + " " + JSON.parse(" 123456789012345678901234567890 ") + JSON.parse("1e-400")`,
		`Object.getPrototypeOf(JSON.parse('{"__proto__":1}')) === Object.prototype`,
		`JSON.stringify(JSON.parse('{"a":[1,{"b":2}],"c":3}', (k, v) => k === "c" ? undefined : typeof v === "number" ? v + 1 : v))`,
		`[3, 20, 100, undefined, "b", "a", null, -1].sort().join()`,
		`["é", "e", "\ud83d\ude00", "\uffff", "z"].sort().map(encodeURI).join()`,
		`[5, 1.5, 20, -3, 0].sort((a, b) => a - b).join() + [5, 1, 20].sort(function (x, y) { return y - x; })`,
		`[{k: 1, v: "a"}, {k: 0, v: "b"}, {k: 1, v: "c"}, {k: 0, v: "d"}].sort((a, b) => a.k - b.k).map(o => o.v).join()`,
		`var a = [3, , 1]; a.sort(); a.length + " " + (2 in a) + a.join()`,
		`["10", "9", 1].toSorted((a, b) => a - b).join()`,
		`Object.freeze([2, 1]).toSorted().join()`,
		`try { Object.freeze([2, 1]).sort() } catch (e) { e.name }`,
		`try { [2, 1].sort(1) } catch (e) { e.name }`,
	} {
		if got, want := eval(t, fast, code), eval(t, original, code); got != want {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
}

// TestParse has what goja gets wrong, as recorded from Node.
func TestParse(t *testing.T) {
	t.Parallel()
	vm, _ := engines(t)
	for code, want := range map[string]string{
		`JSON.parse("1e400")`:                  "Infinity",
		`JSON.parse('"\\ud800"') === "\ud800"`: "true",
		`JSON.parse('"\ud800"') === "\ud800"`:  "true",
		`JSON.parse("")`:                       "throws SyntaxError: Unexpected end of JSON input",
		`JSON.parse("[1,]")`:                   `throws SyntaxError: Unexpected token ']', "[1,]" is not valid JSON`,
		`JSON.parse("01")`:                     "throws SyntaxError: Unexpected number in JSON at position 1 (line 1 column 2)",
		`JSON.parse()`:                         `throws SyntaxError: "undefined" is not valid JSON`,
		`JSON.parse("[".repeat(300000))`:       "throws SyntaxError: Unexpected end of JSON input",
		`JSON.rawJSON("")`:                     "throws SyntaxError: Invalid value for JSON.rawJSON",
		`JSON.rawJSON("{}")`:                   `throws SyntaxError: Unexpected token '{', "{}" is not valid JSON`,
		`JSON.stringify({a: 1n})`:              "throws TypeError: Do not know how to serialize a BigInt",
		`JSON.stringify(Object(Symbol()))`:     "{}",
		`var n = 100000, d = JSON.parse("[".repeat(n) + "]".repeat(n)); JSON.stringify(d).length`:                            "200000",
		`var a = []; a[0] = [a]; try { JSON.stringify(a) } catch (e) { e.name }`:                                             "TypeError",
		`var s = []; JSON.parse('{"a":[1.50,"x"],"b":-0}', (k, v, c) => { s.push(k + "=" + c.source); return v }); s.join()`: `0=1.50,1="x",a=undefined,b=-0,=undefined`,
		`var s = []; JSON.parse('[1,[2]]', function (k, v, c) { this[1] = [2]; s.push(c.source); return v }); s.join()`:      `1,,,`,
	} {
		if got := eval(t, vm, code); got != want {
			t.Errorf("%s\n got %s\nwant %s", code, got, want)
		}
	}
}

// TestSortAsks checks the sequence of comparisons, as recorded from Node.
func TestSortAsks(t *testing.T) {
	t.Parallel()
	vm, _ := engines(t)
	for list, want := range map[string]string{
		"[3, 2, 1]":          "2,3 1,3 1,2",
		"[5, 2, 4, 0, 1]":    "2,5 4,5 4,2 0,4 0,2 1,4 1,2 1,0",
		"[3, 1, 2, 5, 4, 0]": "1,3 2,3 2,1 5,2 5,3 4,3 4,5 0,3 0,2 0,1",
	} {
		code := "var asked = []; " + list + ".sort((x, y) => { asked.push(x + ',' + y); return x - y }); asked.join(' ')"
		if got := eval(t, vm, code); got != want {
			t.Errorf("%s: got %s, want %s", list, got, want)
		}
	}
	const long = `var s = 7, rnd = () => s = (s * 1103515245 + 12345) % 2147483648, out = [];
	for (let k = 0; k < 3; k++) {
		let c = 0, h = 0;
		Array.from({length: 500}, (_, i) => k === 0 ? rnd() % 500 : k === 1 ? (i % 37 < 30 ? i : rnd() % 500) : -i + rnd() % 10)
			.sort((x, y) => { c++; h = (h * 31 + x * 7 + y) | 0; return x - y });
		out.push(c, h);
	}
	out.join()`
	if got, want := eval(t, vm, long), "3812,1820105061,2914,-600610469,2588,-1275168013"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDifference(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int{
		"(a, b) => a - b": 1, "(a,b)=>b-a": -1, "function (x, y) { return x - y; }": 1, "function f(x,y){return y-x}": -1,
		"(a, b) => { return a - b }": 1,
		"(a, b) => a - a":            0, "(a, b) => a - b - 1": 0, "(a, b) => a --b": 0, "(a, b = 1) => a - b": 0, "(a, b) => a\n- b": 0,
		"async (a, b) => a - b": 0, "function* f(a, b) { return a - b }": 0, "(a, b, c) => a - b": 0, "(a, a) => a - a": 0,
		"(a, b) => { return a - b; f() }": 0, "(a, b) => a.x - b.x": 0, "": 0, "x => x": 0,
	} {
		if got := difference(source); got != want {
			t.Errorf("%q: got %d, want %d", source, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5,"x\n",null,true]}`, `"\ud800"`, `[1e5,-0,1E-3]`, `{"a":1,"a":2}`, `[`, "\u00e9"} {
		f.Add(seed)
	}
	vm, original := engines(f)
	f.Fuzz(func(t *testing.T, text string) {
		call := func(vm *goja.Runtime) string {
			if err := vm.Set("text", vm.ToValue(text)); err != nil {
				t.Fatal(err)
			}
			return eval(t, vm, `try { JSON.stringify([JSON.parse(text)]) } catch (e) { e.name }`)
		}
		got, want := call(vm), call(original)
		if got != want && !strings.ContainsAny(text, `eE\`) { // goja fails over surrogates and numbers out of range
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []float64{0, 1.5, 1e21, 1e-7, 123456.789, math.MaxFloat64} {
		f.Add(seed)
	}
	vm, _ := engines(f)
	f.Fuzz(func(t *testing.T, n float64) {
		if err := vm.Set("n", vm.ToValue(n)); err != nil {
			t.Fatal(err)
		}
		if got := eval(t, vm, `!isFinite(n) || JSON.stringify(n) === String(n) && JSON.parse(JSON.stringify(n)) === n`); got != "true" {
			t.Errorf("%v: %s", n, eval(t, vm, "JSON.stringify(n)"))
		}
	})
}

func BenchmarkParse(b *testing.B) { benchmark(b, "JSON.parse(text)") }

func BenchmarkStringify(b *testing.B) { benchmark(b, "JSON.stringify(value)") }

func BenchmarkSortNumbers(b *testing.B) { benchmark(b, "numbers.slice().sort((a, b) => a - b)") }

func BenchmarkSortTexts(b *testing.B) { benchmark(b, "numbers.slice().sort()") }

// benchmark runs code over two hundred records, with goja's own functions beside those of this package.
func benchmark(b *testing.B, code string) {
	fast, original := engines(b)
	for name, vm := range map[string]*goja.Runtime{"fast": fast, "goja": original} {
		b.Run(name, func(b *testing.B) {
			eval(b, vm, `var value = Array.from({length: 200}, (_, i) => ({id: i, name: "user " + i, tags: ["a", "b"], at: {x: i / 3, ok: true}}))
				var text = JSON.stringify(value), numbers = Array.from({length: 1000}, (_, i) => i * 7919 % 1000 / 2)`)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := vm.RunString(code); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
