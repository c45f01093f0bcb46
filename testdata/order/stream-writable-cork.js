const { Writable } = require('node:stream');
const w = new Writable({
  write(c, e, cb) {
    console.log('write', String(c));
    cb();
  },
  writev(chunks, cb) {
    console.log('writev', chunks.map((c) => String(c.chunk)).join(' '));
    cb();
  },
});
w.write('first');
w.cork();
for (const s of ['a', 'b', 'c']) w.write(s, () => console.log('callback', s));
process.nextTick(() => {
  console.log('uncork');
  w.uncork();
  w.end();
});
w.on('finish', () => console.log('finish'));
