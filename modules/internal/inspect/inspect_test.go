package inspect

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// The engine's structures must be readable with the version that go.mod names:
// otherwise everything still works, but slower and without much detail.
func TestEngineLayoutIsKnown(t *testing.T) {
	vm := goja.New()
	for source, want := range map[string]Kind{
		`[{}, Object.create(null), new (class {})]`:                   KindPlain,
		`[[], [1], (() => { const a = []; a[4e9] = 1; return a })()]`: KindArray,
		`[new Map, new (class extends Map {})]`:                       KindMap,
		`[new Set]`:                                                   KindSet,
		`[new WeakMap]`:                                               KindWeakMap,
		`[new WeakSet]`:                                               KindWeakSet,
		`[new Map().keys()]`:                                          KindMapIterator,
		`[new Set().keys()]`:                                          KindSetIterator,
		`[new Uint8Array, new BigInt64Array]`:                         KindTypedArray,
		`[new ArrayBuffer(0)]`:                                        KindArrayBuffer,
		`[new DataView(new ArrayBuffer(0))]`:                          KindDataView,
		`[new Promise(() => {})]`:                                     KindPromise,
		`[new Date(0)]`:                                               KindDate,
		`[/a/]`:                                                       KindRegExp,
		`[new Error, new TypeError, new AggregateError([])]`:          KindError,
		`[new Proxy({}, {}), new Proxy(() => {}, {})]`:                KindProxy,
		`[(function* () {})()]`:                                       KindGenerator,
		`[function* () {}, { * m() {} }.m]`:                           KindGeneratorFunction,
		`[async function () {}, async () => {}, { async m() {} }.m]`:  KindAsyncFunction,
		`[function () {}, () => {}, { m() {} }.m, (() => {}).bind(), parseInt, Map, Function.prototype]`: KindFunction,
		`[class {}, class extends Map {}]`: KindClass,
	} {
		list, err := vm.RunString(source)
		if err != nil {
			t.Fatal(err)
		}
		var values []*goja.Object
		if err := vm.ExportTo(list, &values); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if got := KindOf(v); got != want {
				t.Errorf("%d of %s is of kind %d, want %d", i, source, got, want)
			}
		}
	}
	l := learn()
	object, _ := vm.RunString("({a: 1})")
	if v := l.properties(object.(*goja.Object))["a"]; v == nil || v.ToInteger() != 1 {
		t.Errorf("property read as %v", v)
	}
	array, _ := vm.RunString("[7, , 8]")
	if items := l.elements(array.(*goja.Object)); len(items) != 3 || items[0].ToInteger() != 7 || items[1] != nil {
		t.Errorf("elements read as %v", items)
	}
}

func TestDeepNestingIsCutOff(t *testing.T) {
	vm, _, _ := bare(t)
	v, err := vm.RunString(`let o = {}, p = o; for (let i = 0; i < 1e4; i++) p = p.a = {};
		require('util').inspect(o, { depth: Infinity })`)
	if err != nil {
		t.Fatal(err)
	}
	const want = "[Object: Inspection interrupted prematurely. Maximum call stack size exceeded.]"
	if !strings.Contains(v.String(), want) {
		t.Errorf("no %q", want)
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "a\tb": 2, "日本": 4, "é": 1, "e\u0301": 1, "😀": 2, "\x1b[31mred\x1b[39m": 3, "©": 2, "\u200b": 0, "½": 1,
	} {
		if got := Width(s, true); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestStripVT(t *testing.T) {
	for s, want := range map[string]string{
		"plain":                            "plain",
		"\x1b[1;31mx\x1b[0m":               "x",
		"\u009b31mx":                       "x",
		"\x1b]8;;http://a\alink\x1b]8;;\a": "link",
		"\x1b":                             "\x1b",
		"\x1b[":                            "\x1b[",
		"\x1b[38;2;1;2;3mrgb":              "rgb",
	} {
		if got := StripVT(s); got != want {
			t.Errorf("StripVT(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%s %d %i %f %j %o %O %c %%", "%", "%%s", "a%zb", "%s%", "日%s本"} {
		f.Add(s, "arg", 1.5)
	}
	vm, in, _ := bare(f)
	object, _ := vm.RunString("({ a: [1, { b: 2 }] })")
	f.Fuzz(func(t *testing.T, format, text string, number float64) {
		args := []goja.Value{vm.ToValue(format), vm.ToValue(text), vm.ToValue(number), object}
		out := Value(vm, in.Format(args)).String()
		if !utf8.ValidString(format) || !utf8.ValidString(text) {
			return
		}
		if !utf8.ValidString(out) {
			t.Errorf("not UTF-8: %q", out)
		}
		if !strings.ContainsRune(format, '%') && !strings.HasPrefix(out, format) {
			t.Errorf("%q lost in %q", format, out)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("a\u00e9\U0001F600", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if !utf8.ValidString(s) {
			return
		}
		units := toUnits(s)
		if fromUnits(units) != s || utf16Len(s) != len(units) {
			t.Errorf("%q does not survive UTF-16", s)
		}
		if n >= 0 && n <= len(units) {
			if head := utf16Head(s, n); utf16Len(head) != n {
				t.Errorf("utf16Head(%q, %d) = %q", s, n, head)
			}
		}
		StripVT(s)
		Width(s, true)
	})
}

func benchmarkInspect(b *testing.B, source string) {
	vm, in, _ := bare(b)
	v, err := vm.RunString(source)
	if err != nil {
		b.Fatal(err)
	}
	o := in.Options()
	b.ReportAllocs()
	for b.Loop() {
		in.Inspect(v, o)
	}
}

func BenchmarkSmallObject(b *testing.B) { benchmarkInspect(b, "({ a: 1, b: 'two', c: true })") }
func BenchmarkNestedObject(b *testing.B) {
	benchmarkInspect(b, "({ a: 1, b: 'two', c: [1, 2, 3], d: { e: null, f: new Map([[1, 2]]) }, g() {} })")
}
func BenchmarkArray(b *testing.B) { benchmarkInspect(b, "Array.from({ length: 100 }, (_, i) => i)") }

func BenchmarkFormat(b *testing.B) {
	vm, in, _ := bare(b)
	args := []goja.Value{vm.ToValue("%s is %d"), vm.ToValue("x"), vm.ToValue(5)}
	b.ReportAllocs()
	for b.Loop() {
		in.Format(args)
	}
}
