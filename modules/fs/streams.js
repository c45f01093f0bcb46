'use strict';
// ReadStream and WriteStream: streams over a descriptor. They reach the file
// through options.fs, which users replace, so they are JavaScript.
const { Readable, Writable, finished } = require('stream');
const { fs, checkPath, getOptions, errors, toPath, FileHandle, validate } = binding;

const kFs = Symbol('kFs');
const kBusy = Symbol('kIsPerformingIO');
const kIdle = Symbol('kIoDone');

function construct(callback) {
  const stream = this;
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  if (typeof stream.open === 'function') {
    // Old code replaces open(), which then emits 'open' or 'error' itself.
    const emit = stream.emit;
    stream.emit = function (event, value) {
      if (event === 'open') {
        this.emit = emit;
        callback();
      } else if (event === 'error') {
        this.emit = emit;
        callback(value);
        return true;
      }
      return emit.apply(this, arguments);
    };
    stream.open();
    return;
  }
  stream[kFs].open(stream.path, stream.flags, stream.mode, (err, fd) => {
    if (err) {
      callback(err);
      return;
    }
    stream.fd = fd;
    callback();
    stream.emit('open', fd);
    stream.emit('ready');
  });
}

// The operations of a FileHandle in the form of fs.
function handleOperations(handle) {
  return {
    open() { throw errors.notImplemented('open()'); },
    close(fd, cb) { binding.unref(handle); handle.close().then(() => cb(), cb); },
    fsync(fd, cb) { handle.sync().then(() => cb(), cb); },
    read(fd, buffer, offset, length, position, cb) {
      handle.read(buffer, offset, length, position).then((r) => cb(null, r.bytesRead, r.buffer), (err) => cb(err, 0, buffer));
    },
    write(fd, buffer, offset, length, position, cb) {
      handle.write(buffer, offset, length, position).then((r) => cb(null, r.bytesWritten, r.buffer), (err) => cb(err, 0, buffer));
    },
    writev(fd, buffers, position, cb) {
      handle.writev(buffers, position).then((r) => cb(null, r.bytesWritten, r.buffers), (err) => cb(err, 0, buffers));
    },
  };
}

function importFd(stream, options) {
  if (typeof options.fd === 'number') {
    stream[kFs] = options.fs || fs;
    return options.fd;
  }
  if (typeof options.fd === 'object' && options.fd instanceof FileHandle) {
    if (options.fs) throw errors.notImplemented('FileHandle with fs');
    stream[kFs] = handleOperations(options.fd);
    binding.ref(options.fd);
    options.fd.on('close', stream.close.bind(stream));
    return options.fd.fd;
  }
  throw errors.argType('options.fd', options.fd, 'number', 'FileHandle');
}

// What both kinds take from their options before their base is set up.
function prepare(stream, path, given, flags) {
  const options = {};
  const source = getOptions(given);
  for (const key in source) options[key] = source[key];
  if (options.fd == null) {
    stream.fd = null;
    stream[kFs] = options.fs || fs;
    validate.func(stream[kFs].open, 'options.fs.open');
    stream.path = toPath(path);
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    checkPath(stream.path);
  } else {
    stream.fd = validate.fd(importFd(stream, options));
  }
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  return options;
}

function close(stream, err, cb) {
  if (!stream.fd) {
    cb(err);
    return;
  }
  const done = (failure) => {
    stream[kFs].close(stream.fd, (closeError) => cb(closeError || err || failure));
    stream.fd = null;
  };
  if (stream.flush) stream[kFs].fsync(stream.fd, done);
  else done();
}

// A descriptor is closed once nothing reads or writes it any more.
function destroy(err, cb) {
  if (this[kBusy]) this.once(kIdle, (failure) => close(this, err || failure, cb));
  else close(this, err, cb);
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = prepare(this, path, options, 'r');
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  validate.func(this[kFs].read, 'options.fs.read');
  if (options.autoDestroy) validate.func(this[kFs].close, 'options.fs.close');
  this.start = options.start;
  this.end = options.end;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validate.integer(this.start, 'start');
    this.pos = this.start;
  }
  if (this.end === undefined) {
    this.end = Infinity;
  } else if (this.end !== Infinity) {
    validate.integer(this.end, 'end');
    if (this.start !== undefined && this.start > this.end) {
      throw errors.range('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Readable.call(this, options);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

Object.defineProperty(ReadStream.prototype, 'autoClose', {
  get() { return validate.stream(this, kFs, 'ReadStream')._readableState.autoDestroy; },
  set(value) { validate.stream(this, kFs, 'ReadStream')._readableState.autoDestroy = value; },
});

ReadStream.prototype._construct = construct;

ReadStream.prototype._read = function (n) {
  const from = this.pos !== undefined ? this.pos : this.bytesRead;
  n = Math.min(this.end - from + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  this[kBusy] = true;
  this[kFs].read(this.fd, Buffer.allocUnsafeSlow(n), 0, n, this.pos, (err, bytesRead, buffer) => {
    this[kBusy] = false;
    if (this.destroyed) {
      this.emit(kIdle, err);
      return;
    }
    if (err) {
      this.destroyOrEmit(err);
    } else if (bytesRead > 0) {
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      if (bytesRead !== buffer.length) {
        // A copy does not keep the large buffer of a small read.
        const part = Buffer.allocUnsafeSlow(bytesRead);
        buffer.copy(part, 0, 0, bytesRead);
        buffer = part;
      }
      this.push(buffer);
    } else {
      this.push(null);
    }
  });
};

Object.defineProperty(ReadStream.prototype, 'destroyOrEmit', {
  configurable: true,
  value(err) {
    if (this._readableState.autoDestroy) {
      this.destroy(err);
    } else if (!this._readableState.errored) {
      this._readableState.errored = err;
      this.emit('error', err);
    }
  },
});

ReadStream.prototype._destroy = function (err, cb) { destroy.call(this, err, cb); };

ReadStream.prototype.close = function (cb) {
  if (typeof cb === 'function') finished(this, cb);
  this.destroy();
};

Object.defineProperty(ReadStream.prototype, 'pending', {
  configurable: true,
  get() { return this.fd === null; },
});

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = prepare(this, path, options, 'w');
  options.decodeStrings = true;
  const { write, writev } = this[kFs];
  if (!write && !writev) throw errors.argType('options.fs.write', write, 'function');
  if (write) validate.func(write, 'options.fs.write');
  else this._write = null;
  if (writev) validate.func(writev, 'options.fs.writev');
  else this._writev = null;
  if (options.autoDestroy) validate.func(this[kFs].close, 'options.fs.close');
  this.flush = options.flush;
  if (this.flush == null) {
    this.flush = false;
  } else {
    validate.bool(this.flush, 'options.flush');
    validate.func(this[kFs].fsync, 'options.fs.fsync');
  }
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validate.integer(this.start, 'start');
    this.pos = this.start;
  }
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', {
  get() { return validate.stream(this, kFs, 'WriteStream')._writableState.autoDestroy; },
  set(value) { validate.stream(this, kFs, 'WriteStream')._writableState.autoDestroy = value; },
});

WriteStream.prototype._construct = construct;

// Calls write until all is written; five calls in a row that write nothing
// are an error.
function writeAll(stream, what, write, rest, size, cb, idle) {
  write(rest, (err, bytesWritten) => {
    if (err && err.code === 'EAGAIN') {
      err = null;
      bytesWritten = 0;
    }
    if (stream.destroyed || err) {
      cb(err || errors.destroyed(what));
      return;
    }
    stream.bytesWritten += bytesWritten;
    idle = bytesWritten ? 0 : idle + 1;
    size -= bytesWritten;
    if (stream.pos !== undefined) stream.pos += bytesWritten;
    if (idle > 5) cb(errors.system(`${what} failed`));
    else if (size) writeAll(stream, what, write, binding.rest(rest, bytesWritten), size, cb, idle);
    else cb();
  });
}

function perform(stream, what, write, data, size, cb) {
  stream[kBusy] = true;
  writeAll(stream, what, write, data, size, (err) => {
    stream[kBusy] = false;
    cb(err);
    if (stream.destroyed) stream.emit(kIdle, err);
  }, 0);
}

WriteStream.prototype._write = function (data, encoding, cb) {
  const write = (rest, done) => this[kFs].write(this.fd, rest, 0, rest.length, this.pos, done);
  perform(this, 'write', write, data, data.length, cb);
};

WriteStream.prototype._writev = function (data, cb) {
  const chunks = new Array(data.length);
  let size = 0;
  for (var i = 0; i < data.length; i++) {
    chunks[i] = data[i].chunk;
    size += chunks[i].length;
  }
  const write = (rest, done) => this[kFs].writev(this.fd, Array.isArray(rest) ? rest : [rest], this.pos, done);
  perform(this, 'writev', write, chunks, size, cb);
};

WriteStream.prototype._destroy = function (err, cb) { destroy.call(this, err, cb); };

WriteStream.prototype.close = function (cb) {
  if (cb) {
    if (this.closed) {
      process.nextTick(cb);
      return;
    }
    this.on('close', cb);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

WriteStream.prototype.destroySoon = WriteStream.prototype.end;

Object.defineProperty(WriteStream.prototype, 'pending', {
  configurable: true,
  get() { return this.fd === null; },
});

return { ReadStream, WriteStream };
