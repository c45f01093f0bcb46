'use strict';
// destroy in its states: with and without error, while constructing, twice.
const { Readable, Writable, Duplex, finished } = require('stream');
const log = (...args) => console.log(...args);
const watch = (name, s) => {
  for (const event of ['error', 'close', 'end', 'finish']) s.on(event, (err) => log(name, event, err?.message ?? ''));
  return s;
};
const a = watch('a', new Readable({ read() {}, destroy(err, cb) { log('a _destroy', err.message); cb(err); } }));
a.destroy(new Error('gone'), (err) => log('a cb', err?.message));
a.destroy();
log(a.destroyed, a.errored.message, a.closed, a.push('x'));
process.nextTick(() => log('tick', a.closed));

const b = watch('b', new Writable({ write(c, e, cb) { setImmediate(cb); } }));
b.write('1', (err) => log('b write 1', err?.code));
b.write('2', (err) => log('b write 2', err?.code));
b.end((err) => log('b end', err?.code));
b.destroy();

const c = watch('c', new Duplex({
  construct(cb) { log('c constructing'); setImmediate(cb); },
  read() {}, write(chunk, e, cb) { log('c write'); cb(); }, final(cb) { log('c final'); cb(); },
}));
c.write('early');
c.end();
c.push(null);
c.resume();

const d = watch('d', new Readable({ construct(cb) { setImmediate(cb, new Error('cannot')); }, read() { log('never'); } }));
d.resume();

const e = watch('e', new Readable({ autoDestroy: false, read() { this.push(null); } }));
e.resume();

const f = watch('f', new Readable({ emitClose: false, read() {} }));
f.destroy();

const g = new Readable({ read() { throw new Error('in read'); } });
watch('g', g).resume();

const h = watch('h', new Writable({ destroy(err, cb) { cb(new Error('in destroy')); } }));
h.destroy();

const ac = new AbortController();
const i = new Readable({ signal: ac.signal, read() {} });
i.on('error', (err) => log('i', err.name, err.code, err.cause.name));
finished(i, (err) => log('finished', err.name));
ac.abort();
