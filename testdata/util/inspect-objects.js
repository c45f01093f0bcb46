// Objects: keys, accessors, classes, prototypes, depth, circles, proxies, custom functions and promises.
const util = require('util');
const { inspect } = util;
class A { constructor() { this.x = 1; } get g() { return 1; } static s = 1; }
class B extends A { #private = 1; y = 2; }
class Tagged { get [Symbol.toStringTag]() { return 'Label'; } }
class Empty {}
const circular = { name: 'c' }; circular.self = circular; circular.list = [circular, { circular }];
const two = { a: {}, b: {} }; two.a.b = two.b; two.b.a = two.a;
const nullProto = Object.create(null, { x: { value: 1, enumerable: true } });
const accessors = { get a() { return { deep: { deeper: 1 } }; }, set a(v) {}, get b() { const e = new Error('no'); e.stack = 'Error: no'; throw e; }, set c(v) {}, get d() { return 5; } };
const hidden = Object.defineProperties({ seen: 1 }, { unseen: { value: 2 }, [Symbol('hid')]: { value: 3 }, [Symbol('vis')]: { value: 4, enumerable: true } });
const proxy = new Proxy({ a: 1 }, { get: () => 2 });
const revoked = Proxy.revocable({}, {}); revoked.revoke();
const fnProps = Object.assign(function f() {}, { p: 1 });
const anonymousClass = (() => class {})();
function Old() { this.a = 1; } Old.prototype.m = function () {};
const foreign = Object.create(new Old());
const noConstructor = Object.create({ a: 1 }); Object.defineProperty(Object.getPrototypeOf(noConstructor), 'constructor', { value: undefined });
const custom = { [inspect.custom](depth, options, fn) { return 'custom ' + depth + ' ' + (fn === inspect) + ' ' + Object.keys(options).join(); } };
const customObject = { [inspect.custom]() { return { inner: 1 }; } };
const customLines = { [inspect.custom]() { return 'a\nb'; } };
const values = {
  empty: {}, one: { a: 1 }, quoted: { 'a-b': 1, 'a b': 2, 1: 3, ünï: 4, "it's": 5, class: 6, $d: 7, _e: 8, '': 9 }, symbols: { [Symbol('s')]: 1, [Symbol.iterator]: 2, [Symbol()]: 3 },
  deep: { a: { b: { c: { d: { e: 1 } } } } }, long: { first: 'x'.repeat(30), second: 'y'.repeat(30), third: 'z'.repeat(30) },
  many: Object.fromEntries(Array.from({ length: 30 }, (_, i) => ['key' + i, i])), multi: { text: 'a\nb\nc', list: ['a\nb'] },
  circular, two, nullProto, accessors, hidden, proxy, proxyFn: new Proxy(function f() {}, {}), proxyArray: new Proxy([1, 2], {}), proxyProxy: new Proxy(proxy, {}), revoked: revoked.proxy,
  a: new A(), b: new B(), classA: A, classB: B, anonymousClass, nullClass: class extends null {}, tagged: new Tagged(), emptyClass: new Empty(), nested: { a: new A(), e: new Empty() },
  old: new Old(), foreign, noConstructor, protoOfA: A.prototype, protoOfB: B.prototype, arrayProto: Array.prototype, objectProto: Object.prototype, functionProto: Function.prototype, mapProto: Map.prototype, dateProto: Date.prototype, errorProto: Error.prototype,
  fn: function () {}, named: function named() {}, arrow: () => {}, async: async () => {}, gen: function* g() {}, method: { m() {} }.m, fnProps, bound: (function b() {}).bind(null),
  nullFn: Object.setPrototypeOf(function n() {}, null), builtin: Math.max, ctor: Map,
  date: new Date(0), badDate: new Date(NaN), dateProps: Object.assign(new Date(1e12), { p: 1 }), regexp: /a\/b/gi, regexpProps: Object.assign(/x/, { p: 1 }), subRegexp: new (class R extends RegExp {})('r', 'g'), subDate: new (class D extends Date {})(0),
  promise: Promise.resolve(5), pending: new Promise(() => {}), rejected: (() => { const p = Promise.reject(3); p.catch(() => {}); return p; })(), promiseProps: Object.assign(Promise.resolve('x'), { p: 1 }),
  math: Math, json: JSON, reflect: Reflect, global: typeof globalThis, custom, customObject, customLines, nestedCustom: { a: { b: custom } },
  tag: { [Symbol.toStringTag]: 'Own' }, tagClass: Object.assign(new A(), { [Symbol.toStringTag]: 'A' }), url: new URL('http://u:p@h:8/p?q#f'), params: new URLSearchParams('a=1&b=2'),
  weakRef: new WeakRef({ a: 1 }), abort: new AbortController(), event: new Event('x').type, text: new TextDecoder().encoding, intlName: typeof Intl,
};
const options = [undefined, { showHidden: true }, { depth: 0 }, { depth: Infinity }, { compact: false }, { compact: 1, breakLength: 60 }, { sorted: true }, { getters: true }, { getters: 'get' }, { getters: 'set' }, { showProxy: true }, { customInspect: false }, { colors: true }];
for (const [name, v] of Object.entries(values)) {
  for (const o of options) {
    if (o?.showHidden && /Proto|ctor|math|json|reflect|atomics|url|params|abort|classB|proto/.test(name)) continue;
    if (o?.customInspect === false && name === 'url') continue;
    console.log(name, inspect(v, o));
  }
}
console.log(inspect({ b: 1, a: 2 }, { sorted: (x, y) => (x < y ? 1 : -1) }), inspect({ a: { b: 1 } }, false, 0, true), inspect('x', { stylize: () => 'no' }));
console.log(inspect.defaultOptions, inspect.styles, Object.keys(inspect.colors).length);
