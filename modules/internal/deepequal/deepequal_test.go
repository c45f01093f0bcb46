package deepequal_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/deepequal"
)

func newEnv() *modules.Env {
	var e *modules.Env
	e = modules.NewEnv(modules.Env{VM: goja.New()}, func(string) goja.Value { return e.VM.NewObject() })
	return e
}

func TestEqual(t *testing.T) {
	type modes struct{ loose, strict, partial bool }
	all, none := modes{true, true, true}, modes{}
	for source, want := range map[string]modes{
		`[1, '1']`:                         {loose: true},
		`[NaN, NaN]`:                       all,
		`[0, -0]`:                          {loose: true},
		`[{ a: 1, b: 2 }, { b: 2, a: 1 }]`: all,
		`[{ a: 1, b: 2 }, { a: 1 }]`:       {partial: true},
		`[{ a: undefined }, {}]`:           {partial: true},
		`[[1, 2, 3], [1, 3]]`:              {partial: true},
		`[[1, , 3], [1, undefined, 3]]`:    none,
		`[[1, 2], { 0: 1, 1: 2 }]`:         none,
		`[new (class A {}), {}]`:           {loose: true, partial: true},
		`[new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])]`:                                all,
		`[new Set([1, 2]), new Set([2])]`:                                                 {partial: true},
		`[new Set([1]), new Set(['1'])]`:                                                  {loose: true},
		`[new Map([[{ k: 1 }, 1], [2, 3]]), new Map([[2, 3], [{ k: 1 }, 1]])]`:            all,
		`[new Map([[1, { a: 1, b: 2 }]]), new Map([[1, { a: 1 }]])]`:                      {partial: true},
		`[new Date(0), new Date(0)]`:                                                      all,
		`[new Date(0), new Date(1)]`:                                                      none,
		`[new Date(NaN), new Date(NaN)]`:                                                  all,
		`[/a/g, /a/g]`:                                                                    all,
		`[/a/g, /a/i]`:                                                                    none,
		`[new Error('a'), new Error('a')]`:                                                all,
		`[new Error('a'), new TypeError('a')]`:                                            none,
		`[new Error('a', { cause: 1 }), new Error('a', { cause: 2 })]`:                    none,
		`[Object(1), Object(1)]`:                                                          all,
		`[Object(1), Object('1')]`:                                                        none,
		`[new Uint8Array([1, 2]), new Uint8Array([1, 2])]`:                                all,
		`[new Uint8Array([1, 2]), new Int8Array([1, 2])]`:                                 none,
		`[new Float32Array([0]), new Float32Array([-0])]`:                                 {loose: true},
		`[new WeakMap, new WeakMap]`:                                                      none,
		`[{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }]`:                            {loose: true},
		`[null, undefined]`:                                                               {loose: true},
		`[() => {}, () => {}]`:                                                            none,
		`(() => { const a = {}, b = {}; a.a = a; b.a = b; return [a, b] })()`:             all,
		`(() => { const a = { x: 1 }, b = { x: 2 }; a.a = a; b.a = b; return [a, b] })()`: none,
	} {
		e := newEnv()
		v, err := e.VM.RunString(source)
		if err != nil {
			t.Fatal(err)
		}
		pair := v.(*goja.Object)
		for mode, want := range map[deepequal.Mode]bool{
			deepequal.Loose: want.loose, deepequal.Strict: want.strict, deepequal.Partial: want.partial,
		} {
			got, err := deepequal.Equal(e, pair.Get("0"), pair.Get("1"), mode)
			if err != nil || got != want {
				t.Errorf("%s in mode %d: %t, %v", source, mode, got, err)
			}
		}
	}
}

func TestGetterThatThrows(t *testing.T) {
	e := newEnv()
	v, err := e.VM.RunString(`[{ get a() { throw new TypeError('no') } }, { a: 1 }]`)
	if err != nil {
		t.Fatal(err)
	}
	pair := v.(*goja.Object)
	if _, err := deepequal.Equal(e, pair.Get("0"), pair.Get("1"), deepequal.Strict); err == nil {
		t.Error("no error")
	}
}
