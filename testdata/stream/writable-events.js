'use strict';
// The order of a writable's calls and events.
const { Writable } = require('stream');
const log = (...args) => console.log(...args);
const watch = (name, w) => {
  for (const event of ['drain', 'prefinish', 'finish', 'close', 'error', 'pipe']) w.on(event, (x) => log(name, event, x?.code ?? x?.message ?? ''));
  return w;
};

const slow = watch('slow', new Writable({
  highWaterMark: 4,
  write(chunk, encoding, cb) { log('write', chunk, encoding); setImmediate(cb); },
  final(cb) { log('final'); cb(); },
}));
log(slow.write('ab', () => log('cb ab')), slow.write('cd', 'latin1', () => log('cb cd')), slow.write('ef'));
log(slow.writableLength, slow.writableNeedDrain, slow.writableHighWaterMark);
slow.on('drain', () => {
  if (!slow.writableEnded) slow.end('last', () => log('end cb'));
});

const sync = watch('sync', new Writable({ write(chunk, encoding, cb) { cb(); } }));
sync.write('1', () => log('sync cb 1'));
sync.write('2', () => log('sync cb 2'));
sync.end(() => log('sync end'));
log('after end', sync.writableEnded, sync.writableFinished);

const corked = watch('corked', new Writable({
  decodeStrings: false,
  writev(chunks, cb) { log('writev', chunks.map((c) => [c.chunk, c.encoding]), chunks.allBuffers); cb(); },
}));
corked.cork();
corked.write('a');
corked.write('b', 'hex');
corked.write(Buffer.from('c'));
process.nextTick(() => { corked.uncork(); corked.end(); });

const failing = watch('failing', new Writable({ write(chunk, encoding, cb) { cb(new Error('disk full')); } }));
failing.write('x', (err) => log('failing cb', err.message));
failing.write('y', (err) => log('failing cb 2', err.code ?? err.message));

const ended = watch('ended', new Writable({ write(c, e, cb) { cb(); } }));
ended.end();
log(ended.write('late', (err) => log('late cb', err.code)));
ended.end((err) => log('second end', err?.code));

const attempt = (f) => { try { log(f()); } catch (err) { log(err.name, err.code, err.message); } };
const w = new Writable({ write(c, e, cb) { cb(); } });
attempt(() => w.write(null));
attempt(() => w.write(1));
attempt(() => w.write('a', 'nope'));
attempt(() => new Writable({ highWaterMark: -1 }));
attempt(() => new Writable({ defaultEncoding: 'nope' }));
attempt(() => w.setDefaultEncoding('nope'));
const bare = new Writable();
bare.on('error', (err) => log(err.code, err.message));
attempt(() => bare.write('x'));
