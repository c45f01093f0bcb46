const { Transform } = require('node:stream');
const t = new Transform({
  transform(chunk, enc, cb) {
    console.log('transform', String(chunk));
    cb(null, String(chunk).toUpperCase());
  },
  flush(cb) {
    console.log('flush');
    cb(null, 'TAIL');
  },
});
for (const n of ['data', 'end', 'prefinish', 'finish', 'close']) t.on(n, (v) => console.log(n, v && String(v)));
t.write('a');
t.write('b');
t.end('c');
process.nextTick(() => console.log('tick'));
