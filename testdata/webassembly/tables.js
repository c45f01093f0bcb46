const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
// a table with two functions, one of them not exported otherwise, and a caller
const instance = new WebAssembly.Instance(new WebAssembly.Module(encode(header,
  section(1, 2, 0x60, 0, 1, 0x7f, 0x60, 1, 0x7f, 1, 0x7f), section(2, 1, 1, 'a', 1, 'f', 0, 0),
  section(3, 3, 0, 0, 1), section(4, 1, 0x70, 0, 4),
  section(7, 4, 1, 't', 1, 0, 3, 'one', 0, 1, 4, 'call', 0, 3, 1, 'f', 0, 0), section(9, 1, 0, 0x41, 0, 0x0b, 3, 1, 2, 0),
  section(10, 3, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b, 7, 0, 0x20, 0, 0x11, 0, 0, 0x0b))),
  { a: { f: () => 99 } });
const { t, one, call, f } = instance.exports;
console.log(t.length, t.get(0) === one, t.get(1) === t.get(1), t.get(1).name, t.get(1)(), t.get(2)(), t.get(2) === f, t.get(3));
console.log(call(0), call(1), call(2));
t.set(0, t.get(1));
console.log(call(0), t.get(0) === t.get(1));
try { call(3); } catch (e) { console.log(e.name, e.message); }
console.log(t.grow(2, one), t.length, call(5));
// functions of one instance in the table of another
const table = new WebAssembly.Table({ initial: 2, element: 'anyfunc' });
table.set(1, one);
const user = new WebAssembly.Instance(new WebAssembly.Module(encode(header,
  section(1, 2, 0x60, 0, 1, 0x7f, 0x60, 1, 0x7f, 1, 0x7f), section(2, 1, 1, 'a', 1, 't', 1, 0x70, 0, 1), section(3, 1, 1),
  section(7, 1, 4, 'call', 0, 0), section(10, 1, 7, 0, 0x20, 0, 0x11, 0, 0, 0x0b))), { a: { t: table } });
console.log(user.exports.call(1));
table.set(0, f);
console.log(user.exports.call(0), table.get(0) === f);
// externref
const values = new WebAssembly.Table({ initial: 1, element: 'externref' }, 'x');
const object = { a: 1 };
values.grow(3, object);
console.log(values.get(0), values.get(1) === object, values.length);
values.set(0);
values.set(2, null);
console.log(values.get(0), values.get(2));
const identity = new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 1, 0x60, 1, 0x6f, 1, 0x6f), section(3, 1, 0),
  section(7, 1, 1, 'i', 0, 0), section(10, 1, 4, 0, 0x20, 0, 0x0b)))).exports.i;
const symbol = Symbol('s');
console.log([1, 'text', null, undefined, object, symbol, 12n, true].map((v) => Object.is(identity(v), v)));
// globals
const counter = new WebAssembly.Global({ value: 'i64', mutable: true }, 5n);
const importer = new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 1, 0x60, 0, 0),
  section(2, 2, 1, 'a', 1, 'g', 3, 0x7e, 1, 1, 'a', 1, 'h', 3, 0x7f, 0), section(3, 1, 0),
  section(6, 1, 0x7f, 0, 0x23, 1, 0x0b),
  section(7, 3, 1, 'g', 3, 0, 3, 'inc', 0, 0, 1, 'k', 3, 2), section(10, 1, 9, 0, 0x23, 0, 0x42, 1, 0x7c, 0x24, 0, 0x0b))), { a: { g: counter, h: 13 } });
importer.exports.inc();
console.log(counter.value, importer.exports.g === counter, importer.exports.k.value);
counter.value = -1n;
importer.exports.inc();
console.log(counter.value);
