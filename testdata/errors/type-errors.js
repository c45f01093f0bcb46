// V8's words for common mistakes.
'use strict';
const o = { a: { b: null }, n: 5, f() {} };
const tries = [
  'undefined.x',
  'null.x',
  'o.missing.x',
  'o.a.b.c',
  'o.missing()',
  'o.a.b()',
  'o.n()',
  'o.a.x.y()',
  'notDefined',
  'new o.n()',
  'new (() => {})()',
  '(o.f = 1, Object.freeze(o), (o.f = 2))',
  '{ const c = 1; c = 2; }',
  '[...5]',
  '{ const [x] = {}; }',
  '{ const { x } = null; }',
  '{ const { x } = undefined; }',
  '{ for (const x of {}); }',
  'new Map([1])',
  '({}) instanceof 5',
  "'x' in o.n",
  "Symbol() + ''",
  'BigInt(1) + 1',
  'null[Symbol.iterator]',
  '{ class A { constructor() { this.x; } } A(); }',
  '{ class A {} class B extends A { constructor() {} } new B(); }',
  'x + 1',
  '{ x; let x; }',
  "Object.defineProperty(1, 'x', {})",
  'JSON.stringify(1n)',
  '{ const c = {}; c.c = c; JSON.stringify(c); }',
  "decodeURIComponent('%')",
  'new Proxy({}, null)',
  'Reflect.ownKeys(1)',
  'new WeakMap().set(1, 1)',
  '[].reduce((a) => a)',
  "'x'.startsWith(/x/)",
  'delete Object.freeze([1])[0]',
  'undefined()',
  'o.a.b`x`',
  'super_()',
  '({}).x.y.z',
  'null.f()',
  'o.f.call.x.y',
  'Promise()',
  'new Promise()',
  'Symbol.keyFor(1)',
  'Array.from({ length: -1 }).at().x',
];
for (const t of tries) {
  try {
    new Function('o', `'use strict'; ${t.startsWith('{') ? t : 'return ' + t}`)(o);
    console.log('no error', t);
  } catch (e) {
    console.log(t, '|', e.name, '|', e.message);
  }
}
