'use strict';
const { Transform, PassThrough, Duplex } = require('stream');
const log = (...args) => console.log(...args);

const upper = new Transform({
  transform(chunk, encoding, cb) { cb(null, String(chunk).toUpperCase()); },
  flush(cb) { log('flush'); cb(null, '!'); },
});
upper.setEncoding('utf8');
upper.on('data', (s) => log('upper', s)).on('end', () => log('end')).on('finish', () => log('finish')).on('close', () => log('close'));
upper.write('abc');
upper.end('def');

// Backpressure: a transform waits while nobody reads.
const narrow = new Transform({
  readableHighWaterMark: 2, writableHighWaterMark: 2,
  transform(chunk, encoding, cb) { log('transform', String(chunk)); cb(null, chunk); },
});
log(narrow.write('ab'), narrow.write('cd'), narrow.write('ef'), narrow.writableLength, narrow.readableLength);
setImmediate(() => {
  log(String(narrow.read()));
  setImmediate(() => log(String(narrow.read())));
});

const objects = new Transform({
  objectMode: true,
  transform(n, encoding, cb) {
    this.push(n);
    this.push(n * 10);
    cb();
  },
});
objects.on('data', (n) => log('object', n));
objects.write(1);
objects.write(2);

const failing = new Transform({ transform(chunk, encoding, cb) { cb(new Error('bad chunk')); } });
failing.on('error', (err) => log(err.message, failing.destroyed)).on('close', () => log('failed close'));
failing.write('x');

class Count extends Transform {
  constructor() { super({ readableObjectMode: true }); this.n = 0; }
  _transform(chunk, encoding, cb) { this.n += chunk.length; cb(); }
  _flush(cb) { this.push({ n: this.n }); cb(); }
}
const count = new Count();
count.on('data', (o) => log(o, count.readableObjectMode, count.writableObjectMode));
count.write('12345');
count.end(Buffer.alloc(10));

const through = new PassThrough();
through.end('straight');
log(String(through.read()), through instanceof Transform, through instanceof Duplex, through instanceof require('stream').Writable);

const none = new Transform();
none.on('error', (err) => log(err.code, err.message));
try { none.write('x'); } catch (err) { log('thrown', err.code); }

const half = new Duplex({ allowHalfOpen: false, read() { this.push(null); }, write(c, e, cb) { cb(); } });
half.on('finish', () => log('half finish')).on('close', () => log('half close')).resume();
