'use strict';
const YAML = require('yaml');
const jsYaml = require('js-yaml');
const toml = require('toml');
const { parse } = require('csv-parse');
const { parse: parseSync } = require('csv-parse/sync');
const { produce, enablePatches, produceWithPatches, applyPatches, freeze } = require('immer');
const { createStore, combineReducers, applyMiddleware, compose } = require('redux');
const R = require('ramda');
const _ = require('underscore');
const protobuf = require('protobufjs');
const qs = require('qs');

const doc = 'a: &x {n: 1, s: "two\\n"}\nb:\n  - *x\n  - <<: *x\n    m: 0x1F\n  - |\n    block\n    text\n  - >-\n    folded\n    line\nd: 2024-01-02T03:04:05Z\nt: [true, ~, .inf, 1_000]\n# end\n';
console.log(YAML.parse(doc, { merge: true }), YAML.stringify({ a: [1, { b: 'multi\nline' }], c: null, d: 'yes', e: '' }));
const d = YAML.parseDocument('# top\na: 1 # one\nb: [1, 2]\n');
d.set('a', 5);
d.addIn(['b'], { c: 3 });
console.log(String(d), YAML.parseDocument('a: [1\nb: }').errors.map((e) => [e.code, e.message]));
console.log(jsYaml.load(doc), jsYaml.dump({ date: new Date(0), list: [[1], { x: 'y: z' }], long: 'w '.repeat(60) }));
try { jsYaml.load('a: b: c'); } catch (e) { console.log(e.name, e.reason, e.message); }
console.log(toml.parse('title = "T"\n[owner]\ndob = 1979-05-27T07:32:00Z\nports = [ 8000, 8001 ]\n[[p]]\nname="a"\n[[p]]\nname="b"\n[a.b]\nc = 1.5e3'));
try { toml.parse('a = \n'); } catch (e) { console.log(e.line, e.column, e.message); }
console.log(parseSync('id,"na""me",x\r\n1,"multi\nline",\r\n2,b,3\r\n', { columns: true, cast: true }), parseSync('a;b\n#c\n 1 ; 2 ', { delimiter: ';', comment: '#', trim: true, info: true })[1].info.lines);
try { parseSync('a,b\n1\n'); } catch (e) { console.log(e.code, e.message); }
enablePatches();
const base = freeze({ list: [{ n: 1 }, { n: 2 }], map: { k: 'v' } }, true);
const next = produce(base, (s) => { s.list[0].n++; s.list.push({ n: 9 }); delete s.map.k; });
console.log(next, base.list.length, next.list[1] === base.list[1], Object.isFrozen(next));
const [, patches, inverse] = produceWithPatches(base, (s) => { s.list.shift(); s.map.z = [1]; });
console.log(patches, inverse, applyPatches(base, patches));
const reducer = combineReducers({ n: (s = 0, a) => (a.type === 'add' ? s + a.by : s), log: (s = [], a) => [...s, a.type.startsWith('@@') ? 'init' : a.type] });
const store = createStore(reducer, compose(applyMiddleware((api) => (nextOne) => (a) => (typeof a === 'function' ? a(api.dispatch, api.getState) : nextOne(a)))));
const off = store.subscribe(() => console.log('changed', store.getState().n));
store.dispatch({ type: 'add', by: 2 });
store.dispatch((dispatch, get) => dispatch({ type: 'add', by: get().n * 10 }));
off();
try { store.dispatch({}); } catch (e) { console.log(e.message); }
console.log(R.pipe(R.groupBy(R.prop('k')), R.map(R.pluck('v')), R.toPairs)([{ k: 'a', v: 1 }, { k: 'b', v: 2 }, { k: 'a', v: 3 }]), R.evolve({ a: R.inc }, { a: 1, b: 2 }), R.converge(R.divide, [R.sum, R.length])([1, 2, 3, 4]), R.path(['a', 0, 'b'], { a: [{ b: 5 }] }));
console.log(_.chain([3, 1, 2]).sortBy().map((x) => x * 2).value(), _.template('<% _.each(l, (x) => { %><li><%- x %></li><% }) %>')({ l: ['a&b'] }), _.debounce.length, _.isEqual({ a: [1] }, { a: [1] }));
const Message = protobuf.parse('syntax = "proto3"; message M { string a = 1; repeated int32 b = 2; map<string, double> c = 3; oneof o { bool d = 4; M e = 5; } enum E { X = 0; Y = 1; } E f = 6; int64 g = 7; bytes h = 8; }').root.lookupType('M');
const bytes = Message.encode(Message.fromObject({ a: 'hé', b: [1, -2, 300], c: { k: 1.5 }, e: { d: true }, f: 'Y', g: '9007199254740993', h: Buffer.from('z') })).finish();
console.log(Buffer.from(bytes).toString('hex'), JSON.stringify(Message.toObject(Message.decode(bytes), { longs: String, enums: String, bytes: String })), Message.verify({ a: 1 }));
console.log(qs.parse('a[b][]=1&a[b][]=2&c.d=3&e=%20x', { allowDots: true }), qs.stringify({ a: { b: [1, 2] }, d: new Date(0), n: null }, { arrayFormat: 'brackets' }));
const parser = parse({ columns: true });
parser.on('readable', () => { let r; while ((r = parser.read()) !== null) console.log(r); });
parser.on('end', () => console.log('end', parser.info.records));
parser.write('a,b\n1,"x');
parser.end('y"\n');
