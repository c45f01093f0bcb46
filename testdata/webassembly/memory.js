const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
// exports memory m, load(i32) -> i32, store(i32, i32), grow(i32) -> i32
const bytes = encode(header,
  section(1, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 2, 0x7f, 0x7f, 0),
  section(3, 3, 0, 1, 0), section(5, 1, 1, 1, 4),
  section(7, 4, 1, 'm', 2, 0, 4, 'load', 0, 0, 5, 'store', 0, 1, 4, 'grow', 0, 2),
  section(10, 3, 7, 0, 0x20, 0, 0x28, 2, 0, 0x0b, 9, 0, 0x20, 0, 0x20, 1, 0x36, 2, 0, 0x0b, 6, 0, 0x20, 0, 0x40, 0, 0x0b),
  section(11, 1, 0, 0x41, 8, 0x0b, 2, 'hi'));
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
const { m, load, store, grow } = instance.exports;
const first = m.buffer;
console.log(first === m.buffer, first.byteLength, Buffer.from(first, 8, 2).toString());
const words = new Int32Array(first);
words[3] = 77;
console.log(load(12));
store(16, -5);
console.log(words[4]);
console.log(grow(1), first.byteLength, first.detached, words.length, m.buffer === first, m.buffer.byteLength);
console.log(load(12), new Int32Array(m.buffer)[4]);
const second = m.buffer;
console.log(m.grow(2), second.byteLength, m.buffer.byteLength, grow(1), m.buffer.byteLength);
store(4 * 65536 - 4, 9);
console.log(new Int32Array(m.buffer)[65535]);
const third = m.buffer;
console.log(m.grow(0), third.byteLength, m.buffer === third);
for (const take of [() => structuredClone(m.buffer, { transfer: [m.buffer] }), () => m.buffer.transfer()]) {
  try { take(); } catch (e) { console.log(e.name); }
}
// a memory of JavaScript, shared by two instances
const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
const importing = new WebAssembly.Module(encode(header,
  section(1, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 2, 0x7f, 0x7f, 0), section(2, 1, 1, 'a', 1, 'm', 2, 1, 1, 2),
  section(3, 2, 0, 1), section(7, 3, 4, 'load', 0, 0, 5, 'store', 0, 1, 1, 'm', 2, 0),
  section(10, 2, 7, 0, 0x20, 0, 0x28, 2, 0, 0x0b, 9, 0, 0x20, 0, 0x20, 1, 0x36, 2, 0, 0x0b)));
const one = new WebAssembly.Instance(importing, { a: { m: memory } }).exports;
const two = new WebAssembly.Instance(importing, { a: { m: one.m } }).exports;
one.store(0, 42);
console.log(two.load(0), new Uint8Array(memory.buffer)[0], one.m === memory, two.m === memory);
memory.grow(1);
two.store(65536, 7);
console.log(one.load(65536), new Uint8Array(memory.buffer)[65536]);
try { one.load(2 * 65536); } catch (e) { console.log(e.name, e.message); }
const shared = new WebAssembly.Memory({ initial: 1, maximum: 3, shared: true });
const before = shared.buffer;
console.log(before instanceof SharedArrayBuffer, Object.isFrozen(before), before === shared.buffer);
new Uint8Array(before)[1] = 3;
shared.grow(1);
console.log(before.byteLength, shared.buffer.byteLength, new Uint8Array(shared.buffer)[1], before === shared.buffer);
