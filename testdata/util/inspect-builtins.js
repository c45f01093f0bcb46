// The language's own objects: collections, iterators, generators, buffers, boxed primitives, dates, functions, weak things.
const { inspect } = require('util');
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) console.log(`${name}: ${inspect(values[name], o)}`);
  }
};
const map = new Map([['a', 1], [{ k: 'object' }, [1, 2]], [Symbol('s'), new Map([['inner', new Set([1])]])], [null, undefined], [NaN, -0]]);
const set = new Set(['a', { b: 1 }, [2], new Set([3]), null]);
const advanced = (it, times = 1) => { for (let i = 0; i < times; i++) it.next(); return it; };
function* generator() { yield 1; }
async function* asyncGenerator() { yield 1; }
const finished = generator(); [...finished];
const weakKey = { weak: true };
const shared = new SharedArrayBuffer(4); new Uint8Array(shared).set([1, 2, 3, 4]);
const detached = new ArrayBuffer(8); structuredClone(detached, { transfer: [detached] });
const buffer = Uint8Array.from([0, 1, 127, 128, 255, 16]).buffer;
const sparseMap = new Map([[undefined, undefined]]); sparseMap.extra = 'x'; sparseMap[Symbol('k')] = new Map();
show({
  map, set, empty: new Map(), emptySet: new Set(), sparseMap, keys: map.keys(), values: map.values(), entries: map.entries(), advanced: advanced(map.entries(), 2), exhausted: advanced(map.keys(), 9), setValues: set.values(), setEntries: set.entries(), advancedSet: advanced(set[Symbol.iterator](), 3),
  iteratorExtra: Object.assign(new Map([[1, 2]]).entries(), { extra: true }), arrayIterator: [1, 2][Symbol.iterator](), arrayKeys: [].keys(), arrayEntries: ['x'].entries(), stringIterator: 'abc'[Symbol.iterator](), matchAll: 'aXbX'.matchAll(/X/g), typedIterator: new Uint8Array(2).values(),
  generator: generator(), finished, generatorFunction: generator, asyncGeneratorFunction: asyncGenerator, asyncGenerator: asyncGenerator(), generatorExtra: Object.assign(generator(), { x: 1 }), helper: [1, 2].values().map((x) => x), taken: [1].values().take(1), iteratorFrom: Iterator.from({ next() { return { done: true }; } }),
  resolved: Promise.resolve({ a: { b: { c: 1 } } }), resolvedUndefined: Promise.resolve(), pending: new Promise(() => {}), promiseExtra: Object.assign(Promise.resolve('x'), { id: 1 }), nestedPromise: Promise.resolve([Promise.resolve(1)]),
  weakRef: new WeakRef(weakKey), registry: new FinalizationRegistry(() => {}), symbolObject: Object(Symbol('boxed')), bigintObject: Object(10n), numberObject: Object(-0), stringObject: Object('text'), booleanObject: Object(true),
  stringExtra: Object.assign(Object('text'), { extra: 1, 10: 'index' }), numberExtra: Object.assign(Object(5), { unit: 'ms' }), date: new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 123)), oldDate: new Date(-62198755200000), farDate: new Date(8.64e15), invalid: new Date('nope'), dateExtra: Object.assign(new Date(0), { zone: 'UTC' }),
  regexp: /a(?<name>b)[c-f]+?/dgimsuy, regexpV: /[\p{L}--[a-z]]/v, regexpExtra: Object.assign(/x/, { y: 1 }), regexpLast: (() => { const r = /a/g; r.test('aa'); return r; })(), match: 'x-abc-1'.match(/(?<word>[a-z]+)-(\d)/), matchGlobal: 'a1b2'.match(/\d/g), exec: /b/.exec('abc'),
  split: 'a,b'.split(','), templateStrings: ((s) => s)`a${1}\n${2}b`, args: (function () { return arguments; })(1, { a: 1 }, [2]), strictArgs: (function () { 'use strict'; return arguments; })(), argsExtra: (function () { arguments.x = 1; return arguments; })('a'),
}, {}, { showHidden: true }, { compact: false }, { colors: true, depth: 0 });
show({
  buffer, emptyBuffer: new ArrayBuffer(0), bigBuffer: new ArrayBuffer(120), bufferExtra: Object.assign(new ArrayBuffer(2), { name: 'two' }), resizable: new ArrayBuffer(2, { maxByteLength: 8 }), shared, detached, view: new DataView(buffer, 2, 3), emptyView: new DataView(new ArrayBuffer(0)),
  i8: new Int8Array(buffer), u8: new Uint8Array(buffer), u8c: new Uint8ClampedArray([300, -5]), i16: new Int16Array([-1, 2]), u16: new Uint16Array([65535]), i32: new Int32Array([1 << 31]), u32: new Uint32Array([2 ** 32 - 1]), f32: new Float32Array([0.1, 1e30]), f64: new Float64Array([Math.PI, -0, NaN, -Infinity]),
  bi64: new BigInt64Array([-1n, 2n ** 40n]), bu64: new BigUint64Array([2n ** 64n - 1n]), f16: typeof Float16Array === 'function' ? new Float16Array([1.5]) : 0, longTyped: new Uint16Array(110).map((_, i) => i), typedExtra: Object.assign(new Uint8Array(3), { tag: 't' }), subarray: new Uint8Array(buffer, 1, 3), sharedView: new Uint8Array(shared),
  nodeBuffer: Buffer.from('hello'), emptyNodeBuffer: Buffer.alloc(0), longNodeBuffer: Buffer.alloc(60, 'ab'), bufferProps: Object.assign(Buffer.from('x'), { inspectMe: true }), inObject: { b: Buffer.from([1, 2]), u: new Uint8Array([1, 2]) }, inArray: [Buffer.from('a'), new Float32Array(1), new ArrayBuffer(1)],
}, {}, { showHidden: true }, { maxArrayLength: 3 }, { maxArrayLength: 0, depth: 0 }, { compact: false, breakLength: 40 }, { colors: true });
show({
  f: function () {}, named: function named(a, b) {}, arrow: (a) => a, asyncArrow: async () => {}, asyncFunction: async function af() {}, method: { m() {} }.m, getter: Object.getOwnPropertyDescriptor({ get g() { return 1; } }, 'g').get, setter: Object.getOwnPropertyDescriptor({ set g(v) {} }, 'g').set, boundF: function bf() {}.bind(null, 1),
  native: Array.prototype.map, nativeFunction: parseInt, symbolMethod: Array.prototype[Symbol.iterator], fnProps: Object.assign(function fp() {}, { a: 1, b: { c: { d: 1 } } }), fnNull: Object.setPrototypeOf(function nul() {}, null), fnTag: Object.assign(() => {}, { [Symbol.toStringTag]: 'Tag' }), newFunction: new Function('a', 'return a'), constructed: Reflect.construct(Function, [], class Sub extends Function {}),
  fnRenamed: Object.defineProperty(function original() {}, 'name', { value: 'renamed' }), fnSymbolName: Object.defineProperty(function original() {}, 'name', { value: Symbol('n') }), fnNoName: (() => { const f = function x() {}; delete f.name; return f; })(), fnLong: Object.assign(function withALongName() {}, { first: 'x'.repeat(40), second: 'y'.repeat(40) }),
  symbol: Symbol('desc'), symbolEmpty: Symbol(''), symbolNone: Symbol(), symbolFor: Symbol.for('app.key'), wellKnown: Symbol.asyncIterator, symbolLines: Symbol('a\nb'), bigint: 2n ** 100n, negativeZero: -0, max: Number.MAX_VALUE, epsilon: Number.EPSILON, string: 'plain', quotes: `a'b"c\`d`, undef: undefined, nul: null, truth: true,
}, {}, { colors: true }, { showHidden: true });
show({
  Math, JSON, Reflect, Atomics, objectProto: Object.prototype, arrayProto: Array.prototype, functionProto: Function.prototype, mapProto: Map.prototype, setProto: Set.prototype, promiseProto: Promise.prototype, dateProto: Date.prototype, regexpProto: RegExp.prototype, errorProto: Error.prototype, typeErrorProto: TypeError.prototype,
  stringProto: String.prototype, numberProto: Number.prototype, booleanProto: Boolean.prototype, symbolProto: Symbol.prototype, bigintProto: BigInt.prototype, typedProto: Uint8Array.prototype, abProto: ArrayBuffer.prototype, dvProto: DataView.prototype, wmProto: WeakMap.prototype, generatorProto: Object.getPrototypeOf(generator), iteratorProto: Iterator.prototype,
  mapIteratorProto: Object.getPrototypeOf(new Map().keys()), arrayIteratorProto: Object.getPrototypeOf([][Symbol.iterator]()), namespaceOfFunctions: { Object, Array, Map, isNaN, eval, parseInt },
}, {}, { depth: 0 });
show({ weakMap: new WeakMap([[weakKey, 'v']]), weakSet: new WeakSet([weakKey]), nativeConstructor: Map }, {}, { depth: 0, colors: true });
console.log(count, 'values');
