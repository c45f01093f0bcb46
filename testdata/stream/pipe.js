'use strict';
const { Readable, Writable, PassThrough } = require('stream');
const log = (...args) => console.log(...args);
const sink = (name, options) => {
  const w = new Writable({ write(chunk, e, cb) { log(name, String(chunk)); setImmediate(cb); }, ...options });
  for (const event of ['pipe', 'unpipe', 'finish', 'close', 'error']) w.on(event, (x) => log(name, event, x instanceof Error ? x.message : x === source));
  return w;
};
const source = new Readable({ read() {} });
const one = sink('one', { highWaterMark: 1 });
const two = sink('two');
log(source.pipe(one) === one);
source.pipe(two, { end: false });
source.push('a');
source.push('b');
source.push('c');
setTimeout(() => {
  source.unpipe(one);
  source.push('d');
  source.push(null);
  source.on('close', () => {
    log('source closed', one.writableEnded, two.writableEnded);
    two.end();
  });
}, 20);

// An error of the destination unpipes it, and is thrown without a listener.
const broken = new Readable({ read() { this.push('x'); this.push(null); } });
const bad = new Writable({ write(c, e, cb) { cb(new Error('broken pipe')); } });
bad.on('error', (err) => log('bad', err.message, broken._readableState.pipes.length));
broken.pipe(bad);

const writeOnly = new Writable({ write() {} });
writeOnly.on('error', (err) => log(err.code, err.message));
writeOnly.pipe(one);

new PassThrough().on('pipe', (src) => log('piped', src.constructor.name)).on('unpipe', () => log('unpiped'))
  .on('data', (d) => log(String(d))).on('end', () => log('through end'));
Readable.from(['p', 'q']).pipe(new PassThrough({ objectMode: true })).on('data', (d) => log(d)).on('end', () => log('from end'));
