// Namespaces of modules, and what holds them.
import { inspect } from 'node:util';
import * as self from './inspect-module.mjs';
import * as path from 'node:path';
import fs, * as fsNamespace from 'node:fs';
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) {
      try { console.log(`${name}: ${inspect(values[name], o)}`); } catch (e) { console.log(`${name}: throws ${e.name} ${e.message}`); }
    }
  }
};
export const one = 1;
export let list = [1, 2, 3];
export function fn() {}
export class Klass { static s = 1; }
export const nested = { a: { b: { c: { d: 1 } } } };
export { one as 'a string name', list as $dollar };
export default async function main() {}
show({ early: self }, {}, { depth: 0 });
export const late = 'late';
const data = await import('data:text/javascript,export default 1; export const x = { y: 2 };');
const empty = await import('data:text/javascript,');
const thenable = await import('data:text/javascript,export const then = undefined; export const z = 26;');
const json = await import('data:application/json,{"a":[1,2]}', { with: { type: 'json' } });
show({
  self, data, empty, thenable, json, holder: { data, list: [empty] }, promise: import('data:text/javascript,export default 1; export const x = { y: 2 };').then((m) => m) && Promise.resolve(data), keys: Object.keys(self), descriptor: Object.getOwnPropertyDescriptor(self, 'one'), tag: self[Symbol.toStringTag],
  inMap: new Map([[data, empty]]), inSet: new Set([data]), proxied: new Proxy(data, {}), sameDefault: fs === fsNamespace.default, pathNames: Object.keys(path).slice(0, 4), meta: Object.keys(import.meta), nullProto: Object.getPrototypeOf(data), frozen: Object.isSealed(data), assigned: { ...data },
}, {}, { showHidden: true }, { colors: true }, { depth: 0, compact: false }, { sorted: true, breakLength: 20 }, { getters: true });
console.log(count, 'values');
