// SharedArrayBuffer and Atomics.
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
const s = new SharedArrayBuffer(8, { maxByteLength: 16 });
console.log(s.growable, s.byteLength, s.maxByteLength, Object.prototype.toString.call(s), s instanceof ArrayBuffer, ArrayBuffer.isView(new Int8Array(s)));
const all = new Int8Array(s), ia = new Int32Array(s, 0, 2);
s.grow(12); console.log(all.length, ia.length, s.slice(4).byteLength, s.slice(4).growable);
for (const A of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
  for (const buffer of [new ArrayBuffer(16), new SharedArrayBuffer(16)]) {
    const a = new A(buffer);
    console.log(A.name, Atomics.store(a, 1, 300.7), a[1], Atomics.add(a, 1, 5), Atomics.sub(a, 1, 1000), Atomics.and(a, 1, 0xff), Atomics.or(a, 1, 0x100),
      Atomics.xor(a, 1, -1), Atomics.exchange(a, 1, 7), Atomics.compareExchange(a, 1, 7, -2), Atomics.compareExchange(a, 1, 0, 1), Atomics.load(a, 1), [...a].join());
  }
}
const big = new BigInt64Array(new SharedArrayBuffer(16)), unsigned = new BigUint64Array(2);
console.log(Atomics.store(big, 0, 2n ** 64n + 5n), Atomics.sub(big, 0, 10n), Atomics.load(big, 0), Atomics.sub(unsigned, 1, 1n), unsigned[1]);
console.log([1, 2, 3, 4, 8].map(Atomics.isLockFree), Atomics.pause(), Atomics.pause(3));
t(() => Atomics.add([], 0, 0)); t(() => Atomics.add(new Float64Array(1), 0, 0)); t(() => Atomics.wait(new Int16Array(1), 0, 0));
t(() => Atomics.wait(new Int32Array(1), 0, 0)); t(() => Atomics.add(new Int8Array(1), 1, 0)); t(() => Atomics.add(new Int8Array(1), 0, 1n));
t(() => Atomics.pause(1.5)); t(() => Atomics.notify(new Int32Array(2), 0)); t(() => Atomics.notify(new Int16Array(2), 0));
t(() => s.grow(11)); t(() => s.grow(17)); t(() => new SharedArrayBuffer(1).grow(2)); t(() => SharedArrayBuffer(1)); t(() => new SharedArrayBuffer(-1));
t(() => ArrayBuffer.prototype.slice.call(s)); t(() => Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get.call(s));
t(() => Atomics.wait(ia, 0, 1)); t(() => Atomics.wait(ia, 0, 0, 1)); t(() => Atomics.waitAsync(ia, 0, 1)); t(() => Atomics.waitAsync(ia, 0, 0, 0));
Atomics.waitAsync(ia, 1, 0).value.then((v) => console.log('first', v));
Atomics.waitAsync(ia, 1, 0).value.then((v) => console.log('second', v));
console.log(Atomics.notify(ia, 1, 1), Atomics.notify(ia, 1), Atomics.notify(ia, 1));
console.log(require('util').types.isSharedArrayBuffer(s), require('util').types.isArrayBuffer(s), require('util').types.isAnyArrayBuffer(s));
const copy = structuredClone(s);
new Int8Array(s)[3] = 5;
console.log(copy !== s, new Int8Array(copy)[3], copy);
