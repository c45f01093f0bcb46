// Proxies, accessors with the option getters, custom functions and stylize.
const util = require('util');
const { inspect } = util;
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) console.log(`${name}: ${inspect(values[name], o)}`);
  }
};
const trap = () => { throw new Error('trapped'); };
const noisy = { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap, apply: trap, construct: trap };
const revoked = Proxy.revocable({}, {}); revoked.revoke();
const revokedFunction = Proxy.revocable(() => {}, {}); revokedFunction.revoke();
class Store { items = [1, 2]; }
const proxyOfProxy = new Proxy(new Proxy(new Proxy({ deep: 1 }, { a: 1 }), { b: 2 }), { c: 3 });
show({
  object: new Proxy({ a: 1, b: { c: { d: {} } } }, {}), noisyObject: new Proxy({ a: 1 }, noisy), array: new Proxy([1, 2, 3], {}), noisyArray: new Proxy([1], noisy), fn: new Proxy(function fun() {}, {}), arrow: new Proxy(() => {}, noisy), klass: new Proxy(class Klass {}, {}), map: new Proxy(new Map([[1, 2]]), {}), set: new Proxy(new Set([1]), {}),
  date: new Proxy(new Date(0), {}), regexp: new Proxy(/x/, {}), error: new Proxy(Object.assign(new Error('e'), { stack: 'Error: e' }), {}), promise: new Proxy(Promise.resolve(1), {}), instance: new Proxy(new Store(), { get: (t, k, r) => Reflect.get(t, k, r) }), nullProto: new Proxy(Object.create(null), {}), typed: new Proxy(new Uint8Array(2), {}), boxed: new Proxy(Object('s'), {}),
  proxyOfProxy, revoked: revoked.proxy, revokedFunction: revokedFunction.proxy, revokedInside: { r: revoked.proxy, list: [revoked.proxy] }, asPrototype: Object.create(new Proxy({}, {})), asPrototypeNamed: Object.create(new Proxy(new Store(), {}), { own: { value: 1, enumerable: true } }), inMap: new Map([[new Proxy({}, {}), new Proxy([], {})]]), nested: { p: { q: { r: new Proxy({ s: { t: 1 } }, {}) } } },
  virtual: new Proxy({}, { ownKeys: () => ['x', 'y'], getOwnPropertyDescriptor: (t, k) => ({ value: k, enumerable: true, configurable: true }), get: (t, k) => k }), handlerWithProps: new Proxy({}, { get() {}, meta: { a: 1 } }), handlerProxy: new Proxy({ v: 1 }, new Proxy({}, {})),
}, {}, { showProxy: true }, { showProxy: true, depth: 0 }, { showProxy: 1, compact: false, depth: null }, { showHidden: true, showProxy: false });
const throwing = (e) => ({ get bad() { throw e; }, good: 1 });
const bare = (m) => Object.assign(new TypeError(m), { stack: `TypeError: ${m}` });
const counter = { n: 0, get next() { return ++this.n; } };
const self = { get me() { return this; } };
const inherited = Object.create({ get up() { return 1; } }, { own: { get() { return 'own'; }, enumerable: true } });
show({
  primitive: { get a() { return 1; }, get b() { return 'text'; }, get c() { return undefined; }, get d() { return null; }, get e() { return Symbol('x'); }, get f() { return 1n; } }, objects: { get a() { return { x: { y: { z: 1 } } }; }, get list() { return [1, [2, [3]]]; }, get fn() { return () => {}; } }, pair: { get p() { return 1; }, set p(v) {} }, setOnly: { set s(v) {} },
  throwsError: throwing(bare('thrown')), throwsString: throwing('a string'), throwsObject: throwing({ code: 1 }), throwsNull: throwing(null), throwsLong: throwing(bare('x'.repeat(90))), counter, self, inherited, symbolGetter: { get [Symbol('g')]() { return 1; } }, arrayGetter: Object.defineProperty([1, 2], 1, { get: () => 'got', enumerable: true }),
  mapGetter: Object.defineProperty(new Map([[1, 2]]), 'size2', { get: () => 2, enumerable: true }), functionGetter: Object.defineProperty(function fg() {}, 'lazy', { get: () => 'lazy', enumerable: true }), hiddenGetter: Object.defineProperty({}, 'hid', { get: () => 1, enumerable: false }), classGetter: new (class { get proto() { return 1; } })(), staticGetter: class S { static get s() { return { deep: 1 }; } },
  colonKey: { get 'a-b'() { return 1; } }, long: { get text() { return 'x'.repeat(100); } }, deepGetter: { a: { b: { get c() { return { d: 1 }; } } } }, dateGetter: { get at() { return new Date(0); } }, errorGetter: { get err() { return bare('as value'); } },
}, {}, { getters: true }, { getters: 'get' }, { getters: 'set' }, { getters: true, showHidden: true, compact: false }, { getters: true, depth: 0, colors: true });
const custom = inspect.custom;
const options = {};
show({
  string: { [custom]: () => 'CUSTOM' }, lines: { [custom]: () => 'one\ntwo\nthree' }, object: { [custom]: () => ({ shown: { as: { this: { deep: 1 } } } }) }, itself: { [custom]() { return this; }, kept: 1 }, number: { [custom]: () => 42 }, nothing: { [custom]: () => {} }, array: { [custom]: () => [1, 2] }, another: { [custom]: () => ({ [custom]: () => 'second' }) },
  depths: { [custom]: (depth) => `<${depth}>` }, nestedDepths: { a: { b: { [custom]: (depth) => `<${depth}>` } } }, tooDeep: { a: { b: { c: { [custom]: (depth) => `<${depth}>` } } } }, forwards: { [custom](depth, o, insp) { return `Fwd ${insp({ x: { y: { z: 1 } } }, { ...o, depth: depth === null ? null : depth - 1 })}`; } },
  stylized: { [custom]: (d, o) => ['special', 'number', 'bigint', 'boolean', 'undefined', 'null', 'string', 'symbol', 'date', 'regexp', 'module', 'name', 'nope'].map((s) => o.stylize(s, s)).join(' ') }, inherited: Object.create({ [custom]: () => 'from prototype' }), klass: new (class Temperature { constructor() { this.c = 21; } [custom]() { return `${this.c}°C`; } })(), statics: class { static [custom]() { return 'static custom'; } },
  inList: [{ [custom]: () => 'item' }, { [custom]: () => 'multi\nline' }], inMap: new Map([[{ [custom]: () => 'key' }, { [custom]: () => 'value' }]]), asGetter: { get [custom]() { return () => 'through a getter'; } }, notFunction: { [custom]: 'text', x: 1 }, legacy: { inspect() { return 'not called'; } }, onFunction: Object.assign(() => {}, { [custom]: () => 'function custom' }), onArray: Object.assign([1], { [custom]: () => 'array custom' }),
  onProxy: new Proxy({ [custom]: () => 'target custom' }, {}), toJSON: { toJSON() { return 'not used'; } }, dateCustom: Object.assign(new Date(0), { [custom]: () => 'date custom' }), cycle: (() => { const o = { [custom](d, opts, insp) { return insp({ again: o, plain: 1 }, { ...opts, customInspect: false }); } }; return o; })(), utilInspect: { [custom]: util.inspect }, empty: { [custom]: () => '' }, symbol: { [custom]: () => Symbol('s') },
}, options, { customInspect: false }, { depth: 0 }, { colors: true }, { depth: null, compact: false });
const tag = (text, style) => `<${style}>${text}</${style}>`;
show({ all: { n: 1, b: 1n, s: 'x', y: Symbol('y'), t: true, u: undefined, z: null, d: new Date(0), r: /r/, f() {}, c: class C {}, get g() { return 1; }, a: [1, , 2], m: new Map([['k', 'v']]), deep: { er: { est: { end: 1 } } } }, circ: (() => { const c = {}; c.c = c; return c; })(), list: Array.from({ length: 110 }, (_, i) => i) }, { stylize: tag }, { stylize: tag, compact: false });
console.log(count, 'values');
