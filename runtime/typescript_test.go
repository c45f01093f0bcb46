package runtime_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/gonode/gonode/runtime"
)

// TestTypeScriptProject runs what Node does not: JSX, and TypeScript as tsconfig.json has it.
func TestTypeScriptProject(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"paths and legacy decorators", map[string]string{
			"tsconfig.json": `{ "extends": ["./base"], "compilerOptions": { "experimentalDecorators": true, } } // end`,
			"base.json":     `{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }`,
			"lib/a.ts":      "export const v: number = 5; export type T = string",
			"main.ts": "import { v, type T } from '@lib/a';\nimport { T as Unused } from './lib/a.ts'\n" +
				"function dec(target: object, key: string) { console.log(key) }\nclass A { @dec m() {} constructor(public x: T) {} }\n" +
				"enum E { One = 1 }\nnamespace N { export const q = E[1] }\nconsole.log(v, new A('x').x, N.q)",
		}, "m\n5 x One\n"},
		{"paths in CommonJS", map[string]string{
			"tsconfig.json": `{ "compilerOptions": { "baseUrl": "src" } }`,
			"src/b.ts":      "module.exports = 7 satisfies number",
			"main.cts":      "console.log(require('b'))",
		}, "7\n"},
		{"JSX by a factory", map[string]string{
			"tsconfig.json": `{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }`,
			"main.tsx":      "const h = (...a: unknown[]) => a.length\nconsole.log(<div id='1'>x</div>)",
		}, "3\n"},
		{"JSX by the automatic runtime", map[string]string{
			"tsconfig.json":                  `{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "rx" } }`,
			"node_modules/rx/jsx-runtime.js": "exports.jsx = (type, props) => type + props.id",
			"main.tsx":                       "console.log(<a id='1' />)",
		}, "a1\n"},
		{"stacks of async generators", map[string]string{
			"main.ts": "interface A {}\nasync function* g(n: number): AsyncGenerator<number> {\n\n  yield n\n  await null; throw new Error('boom' as string)\n}\n" +
				"async function run() {\n  for await (const x of g(2)) ;\n}\n" +
				"run().catch(e => console.log(e.stack.replace(/\\/.*\\//g, '').split('\\n').slice(0, 3).join('\\n')))",
		}, "Error: boom\n    at g (main.ts:5:21)\n    at async run (main.ts:8:20)\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			main := ""
			for name, text := range test.files {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
				if filepath.Base(name)[:4] == "main" {
					main = path
				}
			}
			var out bytes.Buffer
			rt, err := runtime.New(runtime.Options{Stdout: &out, Stderr: &out})
			if err != nil {
				t.Fatal(err)
			}
			defer rt.Close()
			if err := rt.RunFile(context.Background(), main); err != nil {
				t.Error(err)
			}
			if out.String() != test.want {
				t.Errorf("got %s\nwant %s", out.String(), test.want)
			}
		})
	}
}
