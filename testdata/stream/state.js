'use strict';
// What packages read, and some write, of the state of streams.
const stream = require('stream');
const { Readable, Writable, Duplex, Stream } = stream;
const log = (...args) => console.log(...args);
log(new Readable()._events, Object.keys(new Readable()), Object.keys(new Writable()));
const d = new Duplex({ objectMode: true, allowHalfOpen: false });
log(d.allowHalfOpen, d.readableObjectMode, d.writableObjectMode, d.readableHighWaterMark, d.writableHighWaterMark);

const r = new Readable({ read() {} });
const s = r._readableState;
log(s.flowing, s.ended, s.endEmitted, s.length, s.objectMode, s.highWaterMark, s.reading, s.destroyed, s.pipes, s.buffer, s.constructor.name);
r.push('abc');
log(s.length, s.buffer.length, r.readableLength, 'ended' in s);
s.highWaterMark = 2;
s.custom = 1;
log(r.readableHighWaterMark, s.custom, r.readable, r.readableFlowing, r.readableAborted, r.readableDidRead);
r.readableFlowing = false;
log(r.isPaused(), s.flowing);

const w = new Writable({ write() {} });
const t = w._writableState;
w.write('abc');
w.write('de');
log(t.length, t.needDrain, t.writing, t.corked, t.finished, t.ended, t.bufferedRequestCount, t.getBuffer?.().length, w.writableBuffer?.length, w.writableLength);
w.cork();
w.cork();
log(w.writableCorked, w.writable, w.writableAborted, w.errored);

// Old code: a constructor called on an object, inheritance by util.inherits.
const util = require('util');
function Lines() { Readable.call(this, { encoding: 'utf8' }); this.left = ['one', 'two']; }
util.inherits(Lines, Readable);
Lines.prototype._read = function() { this.push(this.left.shift() ?? null); };
new Lines().on('data', (l) => log('line', l)).on('end', () => log('no more'));
log(Readable() instanceof Readable, Stream === stream, new Stream() instanceof require('events'), Object.keys(stream).length > 20);

const legacy = new Stream();
legacy.readable = true;
legacy.pipe(new Writable({ write(c, e, cb) { log('legacy', String(c)); cb(); } }));
legacy.emit('data', 'old');
legacy.emit('end');

log(stream.getDefaultHighWaterMark(false), stream.getDefaultHighWaterMark(true));
log(stream.isReadable(r), stream.isWritable(w), stream.isDisturbed(r), stream.isErrored(r), stream.isDestroyed(r), stream.isReadable({}));
r.on('error', () => log(stream.isErrored(r), stream.isReadable(r), stream.isDestroyed(r)));
r.destroy(new Error('x'));
