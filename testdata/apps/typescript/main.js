'use strict';
// Transpiles, checks a small program against a library of its own (the real one
// is most of a compiler's time), emits JavaScript and declarations, walks a tree.
const ts = require('typescript');

const lib = `
interface Array<T> { length: number; push(...items: T[]): number; map<U>(f: (x: T) => U): U[]; [n: number]: T }
interface ReadonlyArray<T> { readonly length: number; readonly [n: number]: T }
interface Boolean {} interface Function {} interface CallableFunction extends Function {} interface NewableFunction extends Function {}
interface IArguments {} interface Number { toFixed(digits?: number): string } interface Object {} interface RegExp {}
interface String { readonly length: number; toUpperCase(): string }
type Partial<T> = { [P in keyof T]?: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
declare const console: { log(...args: any[]): void };
`;
const files = {
  '/lib.d.ts': lib,
  '/shapes.ts': `
export interface Shape { readonly name: string; area(): number }
export enum Unit { Metre = 'm', Foot = 'ft' }
export abstract class Base implements Shape {
  constructor(public readonly name: string, protected unit: Unit = Unit.Metre) {}
  abstract area(): number;
  toString() { return \`\${this.name}: \${this.area().toFixed(2)} \${this.unit}\`; }
}
export class Circle extends Base {
  #r: number;
  constructor(r: number) { super('circle'); this.#r = r; }
  area() { return 3.14159 * this.#r ** 2; }
}
export function pick<T, K extends keyof T>(o: T, ...keys: K[]): { [P in K]: T[P] } {
  const r = {} as { [P in K]: T[P] };
  keys.map((k) => (r[k] = o[k]));
  return r;
}
`,
  '/main.ts': `
import { Circle, pick, type Shape, Unit } from './shapes';
const shapes: Shape[] = [new Circle(2), new Circle('3')];
const n: string = shapes[0].area();
shapes[0].name = 'square';
pick({ a: 1, b: 'x' }, 'a', 'c');
const u: Unit = 'm';
function f(x: string | number) {
  if (typeof x === 'string') return x.toUpperCase();
  return x.toUpperCase();
}
let never: Partial<Record<'a' | 'b', number>> = { a: 1, c: 2 };
console.log(missing, f(1), never, n, u);
`,
};

const host = {
  fileExists: (f) => f in files,
  readFile: (f) => files[f],
  getSourceFile: (f, target) => (f in files ? ts.createSourceFile(f, files[f], target, true) : undefined),
  getDefaultLibFileName: () => '/lib.d.ts',
  writeFile: (f, text) => console.log(`--- ${f}\n${text}`),
  getCurrentDirectory: () => '/',
  getCanonicalFileName: (f) => f,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
};
const options = {
  target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.CommonJS, strict: true, declaration: true, types: [],
};
const program = ts.createProgram(['/main.ts'], options, host);
const diagnostics = ts.getPreEmitDiagnostics(program);
console.log(ts.formatDiagnostics(diagnostics, host));
console.log(ts.formatDiagnosticsWithColorAndContext(diagnostics.slice(0, 2), host));
console.log(program.emit().emitSkipped);

const checker = program.getTypeChecker();
ts.forEachChild(program.getSourceFile('/shapes.ts'), (node) => {
  if (!node.name) return;
  const symbol = checker.getSymbolAtLocation(node.name);
  console.log(ts.SyntaxKind[node.kind], symbol.name, checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, node)));
});

const jsx = ts.transpileModule('const x = <A b={1} {...c}>t</A>; async function* g() { yield* await x?.y ?? 1 } export { x, g }', {
  fileName: 'x.tsx', compilerOptions: { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES5, sourceMap: true }, reportDiagnostics: true,
});
console.log(jsx.outputText, jsx.sourceMapText, jsx.diagnostics.length);
