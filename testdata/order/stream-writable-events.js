const { Writable } = require('node:stream');
const w = new Writable({
  highWaterMark: 3,
  write(chunk, enc, cb) {
    console.log('write', String(chunk));
    setImmediate(cb);
  },
  final(cb) {
    console.log('final');
    cb();
  },
});
for (const n of ['drain', 'prefinish', 'finish', 'close']) w.on(n, () => console.log(n));
console.log(w.write('ab', () => console.log('wrote ab')));
console.log(w.write('cd', () => console.log('wrote cd')));
w.once('drain', () => {
  w.end('ef', () => console.log('ended'));
  console.log('end called');
});
