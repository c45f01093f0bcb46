package source_test

import (
	"testing"

	"github.com/gonode/gonode/runtime/source"
)

// moduleTexts begin the search for texts that break what reads modules.
var moduleTexts = []string{
	"import a, { b as c, default as d } from 'x' with { type: 'json' }; export * as ns from \"y\"\nexport default class {}",
	"export default async function* () {} export const { x, y: [z] } = {}; x++; [z] = [1]; for (let i of await z) import(i)",
	"exports.a = 1; module.exports = { a, 'b': c, ...require('x') }; Object.defineProperty(exports, 'q', { enumerable: true, get() { return x.y } })",
	"var _x = require('x'); Object.keys(_x).forEach(function (k) { if (k === 'default') return; exports[k] = _x[k] }) __exportStar(require('y'))",
	"`${`${a / b}`}` / /re[/]}/g; export { 'a\\u{1f600}' as b } from 'c'; import.meta; import('", "export {'", "import '", "{`${", "\\u{",
}

func FuzzModule(f *testing.F) {
	for _, text := range moduleTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		unit, err := source.NewCompiler(1).Compile(source.Source{Name: "/m.mjs", Text: text, Kind: source.Module})
		if err == nil && unit.Module == nil {
			t.Error("a module without a description")
		}
	})
}

func FuzzCommonJSExports(f *testing.F) {
	for _, text := range moduleTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		names, _ := source.CommonJSExports(text)
		for _, name := range names {
			if seen[name] {
				t.Errorf("%q twice", name)
			}
			seen[name] = true
		}
	})
}
