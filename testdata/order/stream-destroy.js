const { Readable } = require('node:stream');
const r = new Readable({
  read() {},
  destroy(err, cb) {
    console.log('_destroy', err.message);
    setImmediate(cb, err);
  },
});
r.on('error', (e) => console.log('error', e.message, r.errored === e));
r.on('close', () => console.log('close', r.closed));
r.on('end', () => console.log('no end'));
r.destroy(new Error('first'));
r.destroy(new Error('second'));
console.log(r.destroyed, r.closed, r.push('x'), r.read());
process.nextTick(() => console.log('tick'));
