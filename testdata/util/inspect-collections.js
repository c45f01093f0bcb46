// Arrays, typed arrays, Maps, Sets, iterators and buffers.
const { inspect } = require('util');
const gaps = [1, , 3, , , 6];
const extra = Object.assign([1, 2], { key: 'v', '-1': 0 });
const circular = [1]; circular.push(circular, { circular });
const map = new Map([['a', 1], [{ k: 1 }, new Map([[1, new Set([2])]])]]); map.self = map;
class MyArray extends Array {}
class MyMap extends Map { get [Symbol.toStringTag]() { return 'Tagged'; } }
class MySet extends Set { extra = 1; }
const values = {
  empty: [], one: [1], nested: [[[[[]]]]], deep: [[[[[1]]]]], gaps, holes: new Array(5), mixed: [undefined, null, , 'x'], extra, circular,
  hundred: Array.from({ length: 100 }, (_, i) => i), more: Array.from({ length: 101 }, (_, i) => i), strings: Array.from({ length: 30 }, (_, i) => 'item' + i * i),
  words: 'The quick brown fox jumps over the lazy dog and runs away from it'.split(' '), objects: [{ a: 1 }, { b: 2 }, { c: { d: {} } }],
  long: ['x'.repeat(50), 'y'.repeat(50)], seven: [1, 2, 3, 4, 5, 6, 7], bigs: [1n, 22n, 333n, 4444n, 55555n, 666666n, 7777777n],
  negative: [-1, 10, -100, 1000, -10000, 1.5, -2.25], functions: [() => {}, function named() {}, class A {}],
  mine: MyArray.from([1, 2]), nullArray: Object.setPrototypeOf([1, 2], null), frozen: Object.freeze([1]),
  i8: new Int8Array(3), u8c: new Uint8ClampedArray([1, 300]), f32: new Float32Array([1.5, -0]), f64: new Float64Array([NaN, 0.1]), b64: new BigInt64Array([1n, -1n]),
  bigU8: new Uint8Array(200), u8extra: Object.assign(new Uint8Array(2), { p: 1 }), ab: new ArrayBuffer(4), abBig: new ArrayBuffer(100), abEmpty: new ArrayBuffer(0), dv: new DataView(new ArrayBuffer(8), 2, 3),
  buffer: Buffer.from('hello'), bufferBig: Buffer.alloc(60, 1), bufferExtra: Object.assign(Buffer.from('x'), { y: 1 }),
  map, emptyMap: new Map(), set: new Set([1, 'a', { b: 1 }, [1]]), emptySet: new Set(), bigSet: new Set(Array.from({ length: 120 }, (_, i) => i)),
  bigMap: new Map(Array.from({ length: 110 }, (_, i) => [i, i])), myMap: new MyMap([[1, 2]]), mySet: new MySet([1]),
  nullMap: Object.setPrototypeOf(new Map([[1, 2]]), null), nullSet: Object.setPrototypeOf(new Set([1]), null),
  keys: new Map([[1, 2]]).keys(), vals: new Map([[1, 2]]).values(), entries: new Map([[1, 2], [3, 4]]).entries(), setValues: new Set([1, 2]).values(), setEntries: new Set([1]).entries(),
  arrayIterator: [1, 2][Symbol.iterator](), stringIterator: 'ab'[Symbol.iterator](), 
  generator: (function* g() {})(), args: (function () { return arguments; })(1, 'b'), regexMatch: /b(c)/.exec('abcd'),
  mapOfMaps: new Map([[new Map([[{}, []]]), new Set([[]])]]), setDeep: new Set([new Set([new Set([new Set([1])])])]),
};
const options = [undefined, { showHidden: true }, { depth: 0 }, { maxArrayLength: 2 }, { compact: false }, { compact: 1 }, { breakLength: 40 }, { sorted: true, colors: true }, { maxArrayLength: 0 }];
for (const [name, v] of Object.entries(values)) {
  for (const o of options) console.log(name, inspect(v, o));
}
console.log(inspect(values.hundred, { breakLength: Infinity }), inspect(values.words, { compact: true }), inspect(values.objects, { compact: 0 }));
