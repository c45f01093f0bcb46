package fast

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// author makes random programs of what the functions of this package have to do with: values that change while they
// are looked at, and arrays and objects out of the ordinary.
type author struct {
	rand  *rand.Rand
	depth int
}

func (w *author) pick(list ...string) string { return list[w.rand.IntN(len(list))] }

// mischief is a statement that something calls in the middle of an operation.
func (w *author) mischief() string {
	return w.pick(
		"", "", "", "shared.length = 1", "shared.push(9)", "delete shared[0]", "Object.freeze(shared)", "Object.preventExtensions(shared)",
		"object.late = 1", "delete object.a", "delete object[1]", "shared[0] = {b: 1}", "shared.length = 0", "object.a = [7]",
		"Object.defineProperty(shared, 1, {get() { return 5 }, set(v) {}, configurable: true})", "throw 'stop'", "shared.sort()",
		"JSON.stringify(object.deep)", "Object.setPrototypeOf(shared, null)", "object.__proto__ = {toJSON() { return 'p' }}",
	)
}

func (w *author) value() string {
	if w.depth++; w.depth > 4 {
		w.depth--
		return w.pick("1", "-0", "2.5", "1e21", `"é\ud800"`, `"a\n"`, "null", "undefined", "true", "NaN", "Symbol()", "() => 1", "-1", `"10"`)
	}
	defer func() { w.depth-- }()
	v := w.value
	switch w.rand.IntN(14) {
	case 0, 1:
		return "[" + v() + ", " + v() + ", " + v() + "]"
	case 2:
		return "[" + v() + ", , " + v() + "]"
	case 3, 4:
		return "{a: " + v() + ", 1: " + v() + ", b: " + v() + ", 0: " + v() + "}"
	case 5:
		return "{get a() { " + w.mischief() + "; return " + v() + " }, c: " + v() + "}"
	case 6:
		return "{toJSON(k) { " + w.mischief() + "; return " + w.pick("k", v()) + " }}"
	case 7:
		return "{toString() { " + w.mischief() + "; return " + w.pick(`"t"`, `"é"`, "1") + " }, valueOf() { return 3 }}"
	case 8:
		return "Object.freeze(" + w.pick("[3, 1, 2]", "{z: 1, a: 2}") + ")"
	case 9:
		return "new Proxy(" + w.pick("[3, 1, 2]", "{z: 1, a: 2}") + ", {get(t, k) { " + w.mischief() + "; return t[k] }})"
	case 10:
		return w.pick("shared", "object", "Object(5)", "Object('s')", "Object(true)", "new Date(0)", "/x/", "new Uint8Array(2)", "new Map", "arguments")
	case 11:
		return "Object.create({inherited: 1}, {hidden: {value: 1}, shown: {value: " + v() + ", enumerable: true}})"
	case 12:
		return "new (class extends Array {})(" + w.pick("3", "5, 4", "'b', 'a'") + ")"
	}
	return w.pick("3", "1", "2", `"b"`, `"a"`, `"é"`, "10", "-5.5")
}

func (w *author) program() string {
	var b strings.Builder
	b.WriteString(`(function () {
var out = [], shared = [3, 1, 2], object = {a: 1, 1: 2, deep: {x: [1]}};
function log(v) { if (out.length < 100) out.push(typeof v === "symbol" ? "symbol" : v === undefined ? "undefined" : typeof v === "object" && v ? show(v, 0) : String(v)) }
function show(v, d) {
	if (typeof v === "symbol") return "symbol";
	if (v === null || typeof v !== "object") return Object.is(v, -0) ? "-0" : typeof v + String(v);
	if (d > 3) return "…";
	return (Array.isArray(v) ? "A" : "O") + Object.getOwnPropertyNames(v).map(k => {
		var p = Object.getOwnPropertyDescriptor(v, k);
		return p && k + (p.writable ? "w" : "") + (p.enumerable ? "e" : "") + (p.configurable ? "c" : "") + ("value" in p ? show(p.value, d + 1) : "");
	}) + Object.isExtensible(v);
}
`)
	for range 1 + w.rand.IntN(4) {
		v := w.value()
		fmt.Fprintf(&b, "try { %s } catch (e) { log(e instanceof Error ? e.name : e) }\n", w.pick(
			"log(JSON.stringify("+v+"))",
			"log(JSON.stringify("+v+", null, "+w.pick("2", `"--"`, "20")+"))",
			"log(JSON.stringify("+v+", (k, v) => { "+w.mischief()+"; return "+w.pick("v", "k === 'a' ? undefined : v", "typeof v === 'number' ? [v] && String(v) : v")+" }))",
			"log(JSON.stringify("+v+", ["+w.pick(`"a", 1`, `"b", "a"`, `"length"`, `0, new String("c")`)+"]))",
			"log(JSON.parse(JSON.stringify("+v+")))",
			"var t = JSON.parse(JSON.stringify([object, object, {1: 1, a: 2, deep: 3}])); delete t[0].a; t[1].n = 1; t[1][0] = 2; log(t)",
			"log(JSON.parse(JSON.stringify("+v+"), function (k, v) { "+w.mischief()+"; return "+w.pick("v", "k === 'a' ? undefined : v", "Array.isArray(v) ? v.length : v")+" }))",
			"var s = ["+v+", "+w.value()+", "+w.value()+", 2, 1]; s = s.filter(x => typeof x !== 'symbol'); log(s.sort())",
			"log(shared.sort((x, y) => { "+w.mischief()+"; return "+w.pick("x - y", "y - x", "NaN", "undefined", "{valueOf() { return x - y }}")+" }))",
			"log(shared.toSorted((x, y) => { "+w.mischief()+"; return y - x }))",
			"log(["+w.pick("3, 1, 2.5, -0, Infinity, 7", "'b', 'a', 'é'", "3, undefined, 1", "3, , 1", "1n, 2n, 0n")+"].sort("+w.pick("", "(a, b) => a - b", "function (x, y) { return y - x }", "(a, b) => b - a", "(a, b) => a > b ? 1 : -1")+"))",
		))
		b.WriteString("log(shared); log(object);\n")
	}
	b.WriteString("return out.join('\\n') })(4, 3)")
	return b.String()
}

// record runs the programs in $NODE and keeps what it says.
var record = flag.Bool("record", false, "record what $NODE does")

const recorded = "testdata/programs.txt"

// TestPrograms compares random programs with what Node made of them: a line has the start of a program's number, and of
// the hash of its output.
func TestPrograms(t *testing.T) {
	t.Parallel()
	const programs = 1000
	write := func(seed uint64) string { return (&author{rand: rand.New(rand.NewPCG(seed, 2))}).program() }
	if *record {
		var all strings.Builder
		for seed := range uint64(programs) {
			fmt.Fprintf(&all, "console.log(require('crypto').hash('sha256', %s).slice(0, 8));\n", write(seed))
		}
		node := exec.Command(os.Getenv("NODE"), "-")
		node.Stdin = strings.NewReader(all.String())
		out, err := node.Output()
		if err == nil {
			err = os.WriteFile(recorded, out, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.ReadFile(recorded)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(list))
	if len(want) != programs {
		t.Fatalf("%d programs are recorded", len(want))
	}
	for seed, want := range want {
		vm, _ := engines(t)
		code := write(uint64(seed))
		output := eval(t, vm, code)
		if got := fmt.Sprintf("%x", sha256.Sum256([]byte(output)))[:8]; got != want {
			t.Errorf("seed %d: Node does something else than\n%s\n%.3000s", seed, code, output)
		}
	}
}

// FuzzPrograms wants every program to end: what goes wrong within is an exception of JavaScript's.
func FuzzPrograms(f *testing.F) {
	f.Add(uint64(1 << 32))
	f.Fuzz(func(t *testing.T, seed uint64) {
		vm, _ := engines(t)
		eval(t, vm, (&author{rand: rand.New(rand.NewPCG(seed, 2))}).program())
	})
}
