'use strict';
// Utf8Stream: text or bytes that a program logs, gathered and written to a file in pieces.
const EventEmitter = require('events');
const { dirname } = require('path');
const { fs, validate, errors } = binding;
const largest = 16 * 1024; // of a piece
const busyFor = 100; // milliseconds, until what was busy is tried again
const nothing = Buffer.alloc(0);
const retryAlways = () => true;
const isBusy = (err) => err.code === 'EAGAIN' || err.code === 'EBUSY';
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

// What differs between text and bytes. A piece of the queue is gathered by add and written as whole makes it.
const text = {
  empty: '',
  check(data) { validate.string(data, 'data'); },
  start: (data) => data,
  add: (piece, data) => piece + data,
  whole: (piece) => piece,
  own: (content) => content,
  write: (ops, fd, content, cb) => ops.write(fd, content, 'utf8', cb),
  writeSync: (ops, fd, content) => ops.writeSync(fd, content, 'utf8'),
  // How many characters n bytes are; one that is not complete is written again.
  units(content, n) {
    const bytes = Buffer.from(content);
    if (n >= bytes.length) return content.length;
    while (n > 0 && (bytes[n] & 0xc0) === 0x80) n--;
    return bytes.toString('utf8', 0, n).length;
  },
};
const bytes = {
  empty: nothing,
  check(data) { if (!Buffer.isBuffer(data)) throw errors.argType('data', data, 'Buffer'); },
  start: (data) => Object.assign([data], { size: data.length }),
  add(piece, data) {
    piece.push(data);
    piece.size += data.length;
    return piece;
  },
  whole: (piece) => (Array.isArray(piece) ? Buffer.concat(piece) : piece),
  own: (content) => Buffer.from(content), // the program may change what it gave meanwhile
  write: (ops, fd, content, cb) => ops.write(fd, content, cb),
  writeSync: (ops, fd, content) => ops.writeSync(fd, content),
  units: (content, n) => n,
};
const sizeOf = (piece) => piece.size ?? piece.length;

class Utf8Stream extends EventEmitter {
  #fs;
  #kind;
  #fd = -1;
  #file = null;
  #options;
  #queue = [];
  #content; // what is being written
  #length = 0; // of all that is not written
  #opening = false;
  #writing = false;
  #reopening = false;
  #ending = false;
  #destroyed = false;
  #flushing = false;
  #drainComes = false;
  #timer;

  constructor(options = { __proto__: null }) {
    validate.object(options, 'options');
    const { dest, append = true, contentMode = 'utf8', fs: own = {}, mode, retryEAGAIN } = options;
    const fd = options.fd ?? dest;
    super();
    validate.object(own, 'options.fs');
    this.#fs = { ...fs, ...own };
    for (const name of ['write', 'writeSync', 'fsync', 'fsyncSync', 'close', 'open', 'mkdir', 'mkdirSync']) {
      validate.func(this.#fs[name], `options.fs.${name}`);
    }
    const o = this.#options = {
      hwm: Math.max(options.minLength || 0, 16387), minLength: options.minLength || 0, maxLength: options.maxLength || 0,
      maxWrite: options.maxWrite || largest, periodicFlush: options.periodicFlush || 0, sync: options.sync || false,
      fsync: options.fsync || false, append: append || false, mkdir: options.mkdir || false, mode,
      retryEAGAIN: retryEAGAIN || retryAlways, contentMode,
    };
    for (const name of ['hwm', 'minLength', 'maxLength', 'maxWrite', 'periodicFlush']) validate.uint32(o[name], `options.${name}`);
    for (const name of ['sync', 'fsync', 'append', 'mkdir']) validate.bool(o[name], `options.${name}`);
    validate.func(o.retryEAGAIN, 'options.retryEAGAIN');
    if (contentMode !== 'buffer' && contentMode !== 'utf8') {
      throw errors.argValue('TypeError', 'options.contentMode', contentMode, "must be one of: 'buffer', 'utf8'");
    }
    this.#kind = contentMode === 'buffer' ? bytes : text;
    this.#content = this.#kind.empty;
    if (typeof fd === 'number') {
      this.#fd = fd;
      process.nextTick(() => this.emit('ready'));
    } else if (typeof fd === 'string') {
      this.#open(fd);
    } else {
      throw errors.argType('fd', fd, 'number', 'string');
    }
    if (o.minLength >= o.maxWrite) {
      throw errors.argValue('RangeError', 'minLength', o.minLength, `should be smaller than maxWrite (${o.maxWrite})`);
    }
    this.on('newListener', (name) => { if (name === 'drain') this.#drainComes = false; });
    if (o.periodicFlush !== 0) this.#timer = setInterval(() => this.flush(), o.periodicFlush).unref();
  }

  write(data) {
    this.#checkAlive();
    this.#kind.check(data);
    const { maxLength, maxWrite, minLength, hwm } = this.#options;
    const length = this.#length + data.length;
    if (maxLength && length > maxLength) {
      this.emit('drop', data);
      return this.#length < hwm;
    }
    const last = this.#queue.length - 1;
    if (last < 0 || sizeOf(this.#queue[last]) + data.length > maxWrite) this.#queue.push(this.#kind.start(data));
    else this.#queue[last] = this.#kind.add(this.#queue[last], data);
    this.#length = length;
    if (!this.#writing && length >= minLength) this.#writeNext();
    return this.#length < hwm;
  }

  flush(cb = () => {}) {
    validate.func(cb, 'cb');
    if (this.#destroyed) {
      cb(errors.state('Utf8Stream is destroyed'));
      return;
    }
    if (this.#options.minLength <= 0) {
      cb();
      return;
    }
    this.#whenDrained(cb);
    if (!this.#writing) this.#writeNext();
  }

  flushSync() {
    this.#checkAlive();
    if (this.#fd < 0) throw errors.state('Invalid file descriptor');
    const kind = this.#kind;
    if (!this.#writing && this.#content.length > 0) {
      this.#queue.unshift(this.#content);
      this.#content = kind.empty;
    }
    while (this.#queue.length > 0) {
      let content = kind.whole(this.#queue[0]);
      while (content.length > 0) {
        try {
          const n = kind.units(content, kind.writeSync(this.#fs, this.#fd, content));
          content = content.slice(n);
          this.#length = Math.max(this.#length - n, 0);
        } catch (err) {
          if (!isBusy(err) || !this.#options.retryEAGAIN(err, content.length, this.#length - content.length)) {
            this.#queue[0] = content;
            throw err;
          }
          sleep(busyFor);
        }
      }
      this.#queue.shift();
    }
    try { this.#fs.fsyncSync(this.#fd); } catch { /* not every descriptor can */ }
  }

  reopen(file) {
    this.#checkAlive();
    if (this.#opening) {
      this.once('ready', () => this.reopen(file));
      return;
    }
    if (this.#ending) return;
    if (!this.#file) throw errors.operation('Unable to reopen a file descriptor, you must pass a file to SonicBoom');
    if (file) this.#file = file;
    this.#reopening = true;
    if (this.#writing) return;
    const before = this.#fd;
    this.once('ready', () => {
      if (before !== this.#fd) this.#fs.close(before, (err) => { if (err) this.emit('error', err); });
    });
    this.#open(this.#file);
  }

  end() {
    this.#checkAlive();
    if (this.#opening) {
      this.once('ready', () => this.end());
      return;
    }
    if (this.#ending) return;
    this.#ending = true;
    if (this.#writing) return;
    if (this.#length > 0 && this.#fd >= 0) this.#writeNext();
    else this.#close();
  }

  destroy() { if (!this.#destroyed) this.#close(); }

  get mode() { return this.#options.mode; }
  get file() { return this.#file; }
  get fd() { return this.#fd; }
  get minLength() { return this.#options.minLength; }
  get maxLength() { return this.#options.maxLength; }
  get writing() { return this.#writing; }
  get sync() { return this.#options.sync; }
  get fsync() { return this.#options.fsync; }
  get append() { return this.#options.append; }
  get periodicFlush() { return this.#options.periodicFlush; }
  get contentMode() { return this.#options.contentMode; }
  get mkdir() { return this.#options.mkdir; }
  [Symbol.dispose]() { this.destroy(); }

  #checkAlive() { if (this.#destroyed) throw errors.state('Utf8Stream is destroyed'); }

  #open(file) {
    const { append, mkdir, mode, sync } = this.#options;
    const flags = append ? 'a' : 'w';
    this.#opening = this.#writing = true;
    this.#drainComes = false;
    if (sync) {
      let fd;
      try {
        if (mkdir) this.#fs.mkdirSync(dirname(file), { recursive: true });
        fd = this.#fs.openSync(file, flags, mode);
      } catch (err) {
        this.#opened(file, err);
        throw err;
      }
      this.#opened(file, null, fd);
      return;
    }
    const open = (err) => {
      if (err) this.#opened(file, err);
      else this.#fs.open(file, flags, mode, (err, fd) => this.#opened(file, err, fd));
    };
    if (mkdir) this.#fs.mkdir(dirname(file), { recursive: true }, open);
    else open(null);
  }

  #opened(file, err, fd) {
    const { sync, minLength } = this.#options;
    const reopened = this.#reopening;
    this.#opening = this.#writing = this.#reopening = false;
    if (err) {
      if (!sync) this.emit('error', err);
      else process.nextTick(() => { if (this.listenerCount('error') > 0) this.emit('error', err); });
      return;
    }
    this.#fd = fd;
    this.#file = file;
    if (sync) process.nextTick(() => this.emit('ready'));
    else this.emit('ready');
    if (this.#destroyed) return;
    if (!this.#writing && this.#length > minLength || this.#flushing) this.#writeNext();
    else if (reopened && !this.#writing) process.nextTick(() => this.emit('drain'));
  }

  #writeNext() {
    const kind = this.#kind;
    this.#writing = true;
    if (this.#content.length === 0) this.#content = kind.whole(this.#queue.shift() ?? kind.empty);
    if (!this.#options.sync) this.#content = kind.own(this.#content);
    this.#writeContent();
  }

  #writeContent() {
    const kind = this.#kind;
    if (!this.#options.sync) {
      kind.write(this.#fs, this.#fd, this.#content, (err, n) => this.#written(err, n));
      return;
    }
    let n;
    try {
      n = kind.writeSync(this.#fs, this.#fd, this.#content);
    } catch (err) {
      this.#written(err);
      return;
    }
    this.#written(null, n);
  }

  #written(err, n) {
    if (err) {
      this.#failed(err);
      return;
    }
    this.emit('write', n);
    const done = this.#kind.units(this.#content, n);
    this.#length = Math.max(this.#length - done, 0);
    this.#content = this.#content.slice(done);
    if (this.#content.length > 0) {
      this.#writeContent();
      return;
    }
    if (this.#options.fsync) this.#fs.fsyncSync(this.#fd);
    if (this.#reopening) {
      this.#writing = this.#reopening = false;
      this.reopen();
    } else if (this.#length > this.#options.minLength || this.#ending && this.#length > 0) {
      this.#writeNext();
    } else {
      this.#writing = false;
      if (this.#ending) this.#close();
      else this.#drained();
    }
  }

  #failed(err) {
    const { retryEAGAIN, sync } = this.#options;
    if (!isBusy(err) || !retryEAGAIN(err, this.#content.length, this.#length - this.#content.length)) {
      this.#writing = false;
      this.emit('error', err);
    } else if (sync) {
      sleep(busyFor);
      this.#writeContent();
    } else {
      setTimeout(() => this.#writeContent(), busyFor);
    }
  }

  #drained() {
    if (!this.#options.sync) {
      this.emit('drain');
    } else if (!this.#drainComes) {
      this.#drainComes = true;
      process.nextTick(() => {
        if (this.listenerCount('drain') === 0) return;
        this.#drainComes = false;
        this.emit('drain');
      });
    }
  }

  // A flush ends with the next drain, once the system has the bytes on the disk.
  #whenDrained(cb) {
    this.#flushing = true;
    const done = (err) => {
      this.#flushing = false;
      if (err?.code === 'EBADF') cb();
      else cb(err);
    };
    const drained = () => {
      this.off('error', failed);
      if (this.#options.fsync || this.#destroyed) {
        done();
        return;
      }
      try { this.#fs.fsync(this.#fd, done); } catch (err) { done(err); }
    };
    const failed = (err) => {
      this.off('drain', drained);
      done(err);
    };
    this.once('drain', drained);
    this.once('error', failed);
  }

  #close() {
    if (this.#fd === -1) {
      this.once('ready', () => this.#close());
      return;
    }
    clearInterval(this.#timer);
    this.#destroyed = true;
    this.#queue = [];
    const closed = (err) => {
      if (err) {
        this.emit('error', err);
        return;
      }
      if (this.#ending && !this.#writing) this.emit('finish');
      this.emit('close');
    };
    const close = () => {
      if (this.#fd === 1 || this.#fd === 2) closed();
      else this.#fs.close(this.#fd, closed);
    };
    try { this.#fs.fsync(this.#fd, close); } catch { /* the fsync that a program gave */ }
  }
}

return { Utf8Stream };
