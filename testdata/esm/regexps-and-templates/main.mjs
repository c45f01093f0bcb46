import { a } from './a.mjs';
const re = /import { x } from 'y'/g, t = `${a} export const z = ${`import(${a})`}`, d = a / 2 / 1;
if (a) /export/.test(t); else /}/.test('}');
const o = { import: 1, export: 2, from: 3, as: 4, async import() { return 5; } };
class C { static export = 6; import(x) { return x; } get export() { return 7; } }
console.log(re.source, t, d, typeof o.import, o.export, await o.import(), C.export, new C().import(8), new C().export);
export let from = 1, as = 2, of = 3, async = 4;
export { o as import, o as default }; import * as ns from './main.mjs'
console.log(Object.keys(ns))
/* export const comment = 1 */
