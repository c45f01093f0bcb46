'use strict';
const log = (...args) => console.log(...args);
const attempt = (f) => { try { log(f()); } catch (err) { log(err.name, err.code, err.message); } };
const o = { n: 1, s: 'x', u: undefined, z: null, b: 10n, d: new Date(0), r: /a+/gi, m: new Map([[{ k: 1 }, new Set([1, 2])]]), nested: [1, , { a: [] }] };
o.self = o;
const c = structuredClone(o);
log(c, c !== o, c.self === c, c.nested !== o.nested);
log(structuredClone(new Uint16Array([1, 2])), structuredClone(Buffer.from('ab')), structuredClone(new DataView(new ArrayBuffer(2))));
log(structuredClone(Object(1)), structuredClone(Object('s')), structuredClone(Object(false)), structuredClone(-0));
class Point { constructor() { this.x = 1; } get y() { return 2; } }
log(structuredClone(new Point()), structuredClone(Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } })));
const shared = new ArrayBuffer(8);
const views = structuredClone([new Uint8Array(shared, 2, 4), new Int32Array(shared)]);
log(views[0].buffer === views[1].buffer, views[0].byteOffset, views[0].length);
const moved = new ArrayBuffer(4);
const there = structuredClone({ moved }, { transfer: [moved] });
log(moved.byteLength, there.moved.byteLength);
const err = structuredClone(Object.assign(new RangeError('r', { cause: { a: 1 } }), { extra: 1 }));
log(err instanceof RangeError, err.name, err.message, err.cause, err.extra);
class Mine extends Error {}
log(structuredClone(new Mine('m')).constructor.name, structuredClone(new DOMException('a', 'AbortError')).code);
const sparse = [1, , 3];
sparse.extra = true;
log(structuredClone(sparse));
for (const bad of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve(), { f() {} }, [Symbol.iterator], new Proxy({}, {}), new MessageChannel().port1]) attempt(() => structuredClone(bad));
attempt(() => structuredClone());
attempt(() => structuredClone(1, 1));
attempt(() => structuredClone(1, { transfer: 1 }));
attempt(() => structuredClone(1, { transfer: [{}] }));
attempt(() => structuredClone(moved));
attempt(() => structuredClone({ get a() { throw new TypeError('getter'); } }));
const file = structuredClone(new File(['abc'], 'name.txt', { type: 'text/plain', lastModified: 5 }));
log(structuredClone(new Blob(['x'], { type: 'a/b' })), file instanceof File, file.name, file.lastModified, file.size);
for (const refuses of [new URL('http://a'), new URLSearchParams('a=b'), new Headers(), new FormData(), new Response(), new Request('http://a')]) {
  attempt(() => structuredClone(refuses));
}
log(structuredClone(process.env).PATH === process.env.PATH, Object.getPrototypeOf(structuredClone(process.env)) === Object.prototype);
