const { Writable } = require('node:stream');
const w = new Writable({
  write(chunk, enc, cb) {
    console.log('write', String(chunk));
    cb();
  },
});
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
w.write('a', () => console.log('callback a'));
w.write('b', () => console.log('callback b'));
process.nextTick(() => console.log('tick'));
w.end(() => console.log('ended'));
Promise.resolve().then(() => console.log('job'));
console.log('main', w.writableEnded, w.writableFinished);
