import * as ns from './main.mjs';
import d, { a, c, K, v } from './main.mjs';
const show = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message); } };
show(() => a); show(() => c); show(() => K); show(() => v); show(() => typeof a);
show(() => ns.a); show(() => ns.v); show(() => 'a' in ns);
show(() => Object.keys(ns)); show(() => Reflect.ownKeys(ns).length); show(() => ns);
setTimeout(() => { show(() => [a, c, v, d]); show(() => ns); }, 1);
