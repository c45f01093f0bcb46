const {inspect} = require('util');
const t = (f) => { try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message) } };
t(() => new CompressionStream('x'));t(() => new CompressionStream());t(() => new DecompressionStream(Symbol()));
t(() => new CompressionStream({toString() {return 'gzip'}}));
t(() => Object.getOwnPropertyDescriptors(CompressionStream.prototype));
t(() => CompressionStream.prototype.readable);
t(() => CompressionStream.length);
async function run(C, format, chunks, o = {}) {
  const s = new C(format); const w = s.writable.getWriter(), r = s.readable.getReader();
  const show = (n, p) => p.then((v) => console.log(n, 'ok', v && v.value ? `${v.value.constructor.name} ${v.done}` : v), (e) => console.log(n, e.name, e.code, e.errno, e.message, e.cause && [e.cause.name, e.cause.code, e.cause.message], e.constructor.name));
  const ps = [];
  for (const c of chunks) ps.push(show('write', w.write(c)));
  ps.push(show('close', w.close()));
  ps.push(show('closed', w.closed)); 
  for (let i = 0; i < 3; i++) ps.push(show('read', r.read()));
  ps.push(show('rclosed', r.closed));
  await Promise.all(ps);
}
const z = require('zlib');
(async () => {
  for (const c of [undefined, null, 3, {}, [65], 'abc', new SharedArrayBuffer(3)]) { console.log('--', c); await run(CompressionStream, 'gzip', [c]); await run(DecompressionStream, 'deflate', [c]); }
  for (const f of ['gzip', 'deflate', 'deflate-raw', 'brotli']) {
    const d = {gzip: z.gzipSync, deflate: z.deflateSync, 'deflate-raw': z.deflateRawSync, brotli: z.brotliCompressSync}[f](Buffer.from('hello world hello world'));
    console.log('==', f); await run(CompressionStream, f, [Buffer.from('hello world hello world'), new Uint16Array(4).buffer]);
    await run(DecompressionStream, f, [d]);
    console.log('trunc'); await run(DecompressionStream, f, [d.subarray(0, -1)]);
    console.log('junk'); await run(DecompressionStream, f, [Buffer.concat([d, Buffer.from([1,2])])]);
    console.log('junk2'); await run(DecompressionStream, f, [d, Buffer.from([1,2])]);
    console.log('two'); await run(DecompressionStream, f, [d, d]);
    if (f !== 'deflate-raw') { console.log('bad'); await run(DecompressionStream, f, [Buffer.from([1, 2, 3, 4, 255, 255, 255])]); }
    console.log('empty'); await run(DecompressionStream, f, []);
    console.log('emptychunk'); await run(DecompressionStream, f, [new Uint8Array(0)]);
  }
})();
