// Buffers that change their length, and their views.
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
const b = new ArrayBuffer(4, { maxByteLength: 8 });
console.log(b.resizable, b.maxByteLength, new ArrayBuffer(1).resizable);
const tracking = new Uint8Array(b), fixed = new Uint8Array(b, 1, 3), words = new Uint16Array(b, 2), view = new DataView(b, 1), part = tracking.subarray(1);
const show = () => console.log([tracking, fixed, words, part].map((x) => [x.length, x.byteOffset, x.byteLength].join()).join(' '), fixed.buffer === b);
tracking.set([1, 2, 3, 4]);
show(); b.resize(8); show(); tracking[7] = 9; console.log(view.byteLength, view.getUint8(6)); b.resize(3); show();
console.log([...tracking], tracking[3], 0 in fixed, Object.keys(fixed)); b.resize(4); console.log([...tracking]); show(); b.resize(0); show(); b.resize(4); show();
t(() => new ArrayBuffer(9, { maxByteLength: 8 })); t(() => b.resize(9)); t(() => new ArrayBuffer(4).resize(1)); t(() => b.resize(-1));
t(() => new Uint16Array(b, 1)); t(() => new Uint16Array(b, 6)); t(() => new Uint8Array(b, 0, 9)); t(() => new DataView(b, 5));
const moved = b.transfer(6);
console.log(moved.resizable, moved.byteLength, b.detached, b.byteLength, b.maxByteLength, b.resizable); show();
const frozen = moved.transferToFixedLength();
console.log(frozen.resizable, frozen.byteLength, new Uint8Array(frozen));
t(() => b.transfer()); t(() => b.slice()); t(() => b.resize(1)); t(() => new Uint8Array(b));
const old = new Uint8Array([1, 2, 3]);
console.log(new Uint8Array(old.buffer.transfer(5)), old.length, old.buffer.detached);
console.log(structuredClone(new ArrayBuffer(1)).detached, new ArrayBuffer(3).slice(1, -1).byteLength);
