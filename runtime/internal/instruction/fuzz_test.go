package instruction

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// writer makes random programs of what the instructions of this package have to do with.
type writer struct {
	rand  *rand.Rand
	depth int
}

func (w *writer) pick(list ...string) string { return list[w.rand.IntN(len(list))] }

var names = []string{"a", "b", "length", "x", "name", "toString", "constructor", "é", "NaN", "Infinity", "_", "slice", "call", "prototype", "__proto__", "valueOf"}

func (w *writer) expression() string {
	if w.depth++; w.depth > 6 {
		w.depth--
		return w.pick("1", "2.5", `"s"`, `"é"`, "v0", "v1", "v2", "v3", "undefined", "null", "-0", "7n", "[]", "({}).x", "true")
	}
	defer func() { w.depth-- }()
	e := w.expression
	switch w.rand.IntN(22) {
	case 20:
		return "(" + w.pick("v1", "v2", e()) + ")[" + w.pick("0", "1", "2", "-1", "1.5", "n", "2 ** 32", `"1"`, `"length"`, e()) + "]"
	case 21:
		return "(" + w.pick("v1", "v2", "new Float64Array(2)", "new BigInt64Array(2)", "new Uint8Array(3)", "("+e()+")") + "[" + w.pick("0", "1", "2", "7", "-1", e()) + "] = " + e() + ")"
	case 0, 1, 2:
		return "(" + e() + " + " + e() + ")"
	case 3:
		return "(" + w.pick("v0", "v1", "v2", "v3") + " += " + e() + ")"
	case 4, 5:
		return "(" + e() + ")." + w.pick(names...)
	case 6:
		return "(" + e() + ")." + w.pick(names...) + "(" + e() + ")"
	case 7:
		return "({a: " + e() + ", b: " + e() + ", get x() { return " + e() + " }, set x(y) { v1 = y }})"
	case 8:
		return "new Uint8Array([" + e() + ", 3])"
	case 9:
		return "Object.create(" + w.pick("null", "{}", "[]", "new Uint8Array(2)", "function () {}", "v0 instanceof Object ? v0 : null") + ")"
	case 10:
		return "new Proxy({a: 5}, {get(t, k, r) { return typeof k === 'symbol' ? undefined : " + w.pick("t[k]", "k", "(log(k), 1)", "v2") + " }})"
	case 11, 12:
		return "(" + w.pick("a", "(a, b)", "(...a)", "()") + " => " + w.pick(e(), "{ return "+e()+" }", "new.target", "this") + ")"
	case 13, 14:
		return "(function " + w.pick("", "f", "a") + "(a) { " + w.pick("return "+e(), "throw "+e(), "this.a = "+e()+"; return this", "return () => "+e()) + " })"
	case 15:
		return w.pick("Object.freeze", "Object.keys", "log", "String", "Object.getOwnPropertyNames", "[1, 2].map", "typeof ", "Object.getPrototypeOf") + "(" + e() + ")"
	case 16:
		return "new (" + e() + ")(" + e() + ")"
	case 17:
		return "`${" + e() + "}|${" + e() + "}`"
	case 18:
		return "class { static a = " + e() + "; b = " + e() + "; x() { return " + w.pick(e(), "super.x", "(() => super.toString)()") + " } get name() { return 1 } }"
	}
	return "[" + e() + ", " + e() + "]"
}

func (w *writer) program() string {
	var b strings.Builder
	b.WriteString(`(function () {
var out = [], n = 0, v0 = "x".repeat(300), v1 = {}, v2 = [1, 2], v3 = "";
function show(v, d) {
	d = d || 0;
	if (d > 3) return "…";
	if (typeof v === "string") return v.length > 60 ? v.length + v.slice(-40) : v;
	if (typeof v === "symbol") return "symbol";
	if (v === null || typeof v !== "object" && typeof v !== "function") return Object.is(v, -0) ? "-0" : typeof v + v;
	return typeof v + "{" + Object.getOwnPropertyNames(v).sort().map(k => {
		var p = Object.getOwnPropertyDescriptor(v, k);
		return k + (p ? (p.writable ? "w" : "") + (p.enumerable ? "e" : "") + (p.configurable ? "c" : "") + ("value" in p && k !== "constructor" ? show(p.value, d + 1) : "") : "");
	}) + "}";
}
function log(v) { if (n++ < 200) out.push(show(v)); return v }
`)
	for range 2 + w.rand.IntN(6) {
		fmt.Fprintf(&b, "try { %s } catch (e) { out.push(e instanceof Error ? e.name : show(e)) }\n", w.pick(
			"log("+w.expression()+")",
			"(() => { "+w.pick("", "'use strict'; ")+w.pick("v1", "v2", "v3")+"["+w.pick("0", "1", "3", w.expression())+"] = "+w.expression()+" })(); log(v2)",
			w.pick("Object.freeze", "Object.seal", "Object.preventExtensions", "delete v2[1], ", "v2.length = 1, ", "Object.defineProperty(v2, 0, {get() { return 5 }, set(v) { v3 = v }}), ")+"(v2); log(v2[0]); log(v2[1])",
			w.pick("v0", "v1", "v2", "v3")+" = "+w.expression(),
			"for (var i = 0; i < 12; i++) { "+w.pick("v3 += ", "v0 = v0 + ")+w.expression()+" } log(v3)",
			"Object.defineProperty("+w.expression()+", "+w.pick(`"a"`, `"x"`, `"length"`, `"name"`)+", {value: "+w.expression()+"})",
			"(function* () { log(yield "+w.expression()+"); log("+w.expression()+") })().next().value",
		))
	}
	b.WriteString("log(v0); log(v1); log(v2); log(v3); return out.join('\\n') })()")
	return b.String()
}

// FuzzPrograms compares programs with and without the instructions of this package.
func FuzzPrograms(f *testing.F) {
	for seed := range uint64(400) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		w := &writer{rand: rand.New(rand.NewPCG(seed, 1))}
		code := w.program()
		if got, want := run(t, code, true), run(t, code, false); got != want {
			t.Errorf("seed %d\n%s\n got %.2000s\nwant %.2000s", seed, code, got, want)
		}
	})
}
