// Lines: when an object stays on one, how arrays are grouped, what compact, breakLength, depth and the limits do.
const { inspect } = require('util');
let count = 0;
const show = (values, ...options) => {
  for (const name of Object.keys(values)) {
    count++;
    for (const o of options) console.log(`${name}: ${inspect(values[name], o)}`);
  }
};
const n = (length, f) => Array.from({ length }, (_, i) => f(i));
show({
  numbers6: n(6, (i) => i), numbers7: n(7, (i) => i), numbers16: n(16, (i) => i * i), numbers100: n(100, (i) => i ** 3), floats: n(20, (i) => i / 8), negatives: n(24, (i) => (i % 2 ? -i : i)), bigints: n(15, (i) => 10n ** BigInt(i)),
  words: 'the quick brown fox jumps over the lazy dog and runs far away from here'.split(' '), long: n(9, (i) => 'long entry number ' + i), uneven: n(14, (i) => 'x'.repeat(i * 3)), booleans: n(10, (i) => i % 3 === 0),
  mixedTypes: [1, 'two', 3n, null, undefined, true, Symbol('s'), NaN, -0], nulls: n(8, () => null), objects: n(8, (i) => ({ i })), pairs: n(8, (i) => [i, String(i)]), dates: n(7, (i) => new Date(i * 1e10)), regexps: n(8, (i) => new RegExp('r'.repeat(i + 1))),
  symbols: n(8, (i) => Symbol('s' + i)), functions: n(7, () => function f() {}), holes: Object.assign(new Array(20), { 3: 'c', 10: 'j' }), extra: Object.assign(n(12, (i) => i), { note: 'extra', 'a key': [1] }), nested: n(3, (i) => n(10, (j) => i * j)),
  emoji: ['😀', '👨‍👩‍👧', '🇩🇪', '漢字', 'ｆｕｌｌ', 'e\u0301', 'ok'], widths: ['日本語', 'a', 'b', 'c', 'd', '한국어', 'f', 'g'], ansi: ['\x1b[1mbold\x1b[22m', 'plain', 'a', 'b', 'c', 'd', 'e'], many: n(130, (i) => i), manyWords: n(120, (i) => 'w' + i),
  ips: n(12, (i) => `192.168.0.${i * 20}`), hex: n(16, (i) => (i * 0x1111).toString(16)), sentence: n(7, () => 'a sentence that is rather long, so that few fit'), emptyStrings: n(10, () => ''), oneLong: ['short', 'x'.repeat(90)], lines: ['a\nb', 'c\nd'],
  matrix: n(4, (i) => n(4, (j) => Number(i === j))), sparse: [, 1, , , 2, , , , 3], mostlyUndefined: n(9, (i) => (i ? undefined : 0)), tuple: ['x', { y: [1, { z: 2 }] }, [[], [[]]]],
}, {}, { compact: 1 }, { compact: false, maxArrayLength: 4 }, { breakLength: 40 }, { breakLength: 120, compact: 6 }, { colors: true, breakLength: 60 }, { sorted: true, maxArrayLength: 12 });
const user = { id: 17, name: 'Ada Lovelace', email: 'ada@example.org', roles: ['admin', 'author'], address: { street: '12 St James Square', city: 'London', geo: { lat: 51.5, lng: -0.13 } } };
const config = { server: { host: '0.0.0.0', port: 8080, tls: { cert: null, key: null, versions: ['1.2', '1.3'] } }, logging: { level: 'info', targets: [{ type: 'file', path: '/var/log/app.log' }, { type: 'stdout' }] }, features: { search: true, beta: false } };
const tree = { value: 1, left: { value: 2, left: { value: 4, left: null, right: null }, right: { value: 5, left: { value: 8 }, right: null } }, right: { value: 3 } };
const at72 = { aaaaaaaaaaaaaaaa: 'bbbbbbbbbbbbbbbbbbbbb', cccccccccccccccc: 'ddddddddddddddddd' };
const keys16 = Object.fromEntries(n(16, (i) => ['k' + i, i]));
const keys27 = Object.fromEntries(n(27, (i) => [String.fromCharCode(97 + (i % 26)) + i, 'v' + i]));
const quoted = { "it's": 1, 'double"quote': 2, 'back\\slash': 3, 'new\nline': 4, 'ünï': 5, 'a.b': 6, '1a': 7, a1: 8, '': 9, ' ': 10, '\u2028': 11, constructor: 12, toString: 13 };
const texts = { single: "it's", double: '"q"', both: `"it's"`, all: '`"it\'s"`', template: "${x} it's", tab: 'a\tb', null: '\0', esc: '\x1b', del: '\x7f', bell: '\x07', lone: '\ud800', pair: '\ud83d\ude00', bom: '\ufeff', nbsp: '\u00a0', ls: '\u2028' };
const paragraph = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.\nSed do eiusmod tempor incididunt ut labore et dolore magna aliqua.\nUt enim ad minim veniam';
const long = 'x'.repeat(60) + '\n' + 'y'.repeat(60);
const circular = { name: 'root', children: [] }; circular.children.push({ name: 'kid', parent: circular }, { name: 'kin', siblings: circular.children });
const inMap = new Map(); inMap.set('self', inMap).set('set', new Set([inMap]));
const inSet = new Set(); inSet.add(inSet).add([inSet]);
const twoCycles = { a: {}, b: {} }; twoCycles.a.b = twoCycles.b; twoCycles.b.a = twoCycles.a; twoCycles.a.a = twoCycles.a; twoCycles.root = twoCycles;
const arrayCycle = []; arrayCycle.push([arrayCycle, [arrayCycle]]);
const fnCycle = Object.assign(function cyc() {}, {}); fnCycle.self = fnCycle;
const proxyCycle = {}; proxyCycle.p = new Proxy(proxyCycle, {});
const dateCycle = new Date(0); dateCycle.me = dateCycle;
show({
  user, users: [user, user], config, tree, at72, keys16, keys27, quoted, texts, paragraph, inObject: { paragraph }, inArray: [paragraph, paragraph], long: { long }, longKey: { ['k'.repeat(80)]: 1 }, longKeyAndText: { ['k'.repeat(40)]: 'v'.repeat(40) },
  circular, inMap, inSet, twoCycles, arrayCycle, fnCycle, proxyCycle, dateCycle, emptyNested: { a: {}, b: [], c: new Map(), d: new Set(), e: '' }, deep: n(8, (i) => i).reduceRight((inner, i) => ({ ['level' + i]: inner }), 'end'),
  deepArray: n(8, (i) => i).reduceRight((inner, i) => [i, inner], 'end'), deepMap: n(5, (i) => i).reduceRight((inner, i) => new Map([[i, inner]]), 'end'), deepSet: n(5, (i) => i).reduceRight((inner, i) => new Set([i, inner]), 'end'),
  functionsIn: { a() {}, b: () => {}, async c() {}, *d() {}, async *e() {}, f: class {}, g: class G extends Array {} }, mapOfObjects: new Map([['first', user], [{ key: true }, [1, 2, 3]]]), setOfArrays: new Set([[1, 2], [3, [4, [5, [6]]]]]),
  undefinedValues: { a: undefined, b: null, c: void 0 }, symbolsAndStrings: { [Symbol('z')]: 1, a: 2, [Symbol.for('y')]: { b: 3 } }, json: JSON.parse('{"a":{"b":{"c":{"d":[1,[2,[3,[4]]]]}}},"list":[{"x":1},{"x":2}]}'), numbersAsKeys: { 2: 'b', 1: 'a', 10: 'j', '-1': 'neg', '01': 'zero' },
  fourShort: { a: { b: { c: { d: {} } } } }, oneLineLimit: { a: 'x'.repeat(20), b: 'y'.repeat(20), c: 'z'.repeat(17) }, overLimit: { a: 'x'.repeat(20), b: 'y'.repeat(20), c: 'z'.repeat(18) }, sixKeys: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, sevenObjects: n(7, (i) => ({ id: i, tag: 't'.repeat(i) })),
}, {}, { depth: 0 }, { depth: null }, { compact: 0 }, { compact: false }, { compact: true }, { compact: 1, sorted: true }, { breakLength: 30 }, { breakLength: Infinity, depth: 1 }, { maxStringLength: 7, maxArrayLength: 1 }, { colors: true, compact: 2 },
{ sorted: (a, b) => (a < b ? 1 : a > b ? -1 : 0), depth: 1 });
show({
  million: 1000000, small: 0.000001234567, decimal: 12345.678901, negative: -9876543.21, exponent: 1.5e300, huge: 123456789012345680000, big: 12345678901234567890n, negativeBig: -1234n, three: 100, four: 1000, zero: -0, nan: NaN, array: [1e6, 1234.5678, 10n ** 12n], object: { population: 8123456789 },
  boxed: Object(1234567), boxedBig: Object(1234567n), typed: new Float64Array([1e6, 0.12345]), bytes: new Uint32Array([4000000000]), map: new Map([[1000000, 2000000n]]), dateless: [new Date(1e12)],
}, { numericSeparator: true }, { numericSeparator: true, colors: true }, { numericSeparator: false });
show({ s9: 'a'.repeat(9), s10: 'a'.repeat(10), s11: 'a'.repeat(11), s12: 'a'.repeat(12), newlines: 'a\n'.repeat(12), key: { ['k'.repeat(20)]: 'v'.repeat(20) }, unicode: '😀'.repeat(8), boxed: Object('b'.repeat(20)), inSet: new Set(['c'.repeat(20)]), symbol: Symbol('d'.repeat(20)), error: Object.assign(Object.create(null), { e: 'e'.repeat(20) }) }, { maxStringLength: 10 }, { maxStringLength: 0 }, { maxStringLength: 11, colors: true });
for (const bad of [{ maxArrayLength: -1 }, { maxArrayLength: NaN }, { maxStringLength: -5 }, { depth: -1 }, { breakLength: 0 }, { compact: -1 }, { compact: 1.5 }, { depth: '1' }, { compact: 'x' }, { sorted: 'x' }, { maxArrayLength: Infinity }]) {
  for (const value of [config, n(9, (i) => i), 'some text']) {
    try { console.log(bad, inspect(value, bad)); } catch (e) { console.log(bad, e.name, e.message); }
  }
}
console.log(count, 'values');
