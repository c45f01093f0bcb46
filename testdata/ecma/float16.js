// Half-precision numbers: rounding, the array, the view.
console.log([0, -0, 1, 1 / 3, 65504, 65519.99, 65520, 5.9e-8, 2.9e-8, 2.98e-8, 6.1e-5, 1e9, -1e9, NaN].map(Math.f16round));
const half = new Float16Array([1.1, 2.2, -0, NaN, Infinity]);
console.log(half, half.length, half.byteLength, Float16Array.BYTES_PER_ELEMENT);
console.log(new Uint16Array(half.buffer));
console.log(Float16Array.from([3, 1, NaN, -0, 0, 2]).sort(), half.map((x) => x * 2), half.includes(NaN), half.indexOf(NaN));
console.log(Float16Array.of(1, 2).toSorted((a, b) => b - a), new Float16Array(new Float64Array([1.001])), [...half.subarray(1, 3)]);
console.log(Object.prototype.toString.call(half), Object.getPrototypeOf(Float16Array) === Object.getPrototypeOf(Int8Array));
const view = new DataView(new ArrayBuffer(4));
view.setFloat16(0, 1.5);
view.setFloat16(2, 1.5, true);
console.log(new Uint8Array(view.buffer), view.getFloat16(0), view.getFloat16(2), view.getFloat16(2, true));
for (const f of [() => view.getFloat16(3), () => view.setFloat16(-1, 0), () => Float16Array(1), () => new Float16Array([1n])]) {
  try { f(); } catch (e) { console.log(e.name + ': ' + e.message); }
}
console.log(structuredClone(half), Buffer.from(new Float16Array([1, 2]).buffer));
