const { Readable, Writable } = require('node:stream');
const r = Readable.from(['a', 'b'], { objectMode: false });
const w = new Writable({
  write(c, e, cb) {
    console.log('write', String(c));
    cb();
  },
});
r.on('end', () => console.log('source end'));
r.on('close', () => console.log('source close'));
for (const n of ['pipe', 'unpipe', 'finish', 'close']) w.on(n, () => console.log(n));
console.log(r.pipe(w) === w);
