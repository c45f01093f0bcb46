// net.Socket. _write, _writev, _writeGeneric and _unrefTimer are Go, in
// sockio.go, as is the handle.
'use strict';

const { Duplex } = require('stream');

const kHandle = Symbol('kHandle');
const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kKeepAliveArguments = Symbol('kKeepAliveArguments');
const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');
const kLastWriteQueueSize = Symbol('lastWriteQueueSize');

const hidden = (target, name, value) =>
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

function checkOptions(options) {
  if (options === undefined || options === null || typeof options !== 'object') return;
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options[name]) {
      const shown = name === 'objectMode' ? options.objectMode : options.readableObjectMode || options.writableObjectMode;
      throw validate.invalidArgValue('options.' + name, shown, 'is not supported');
    }
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validate.number(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
}

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  checkOptions(options);
  this.connecting = false;
  this._hadError = false;
  this[kHandle] = null;
  this._parent = null;
  this._host = null;
  this[kLastWriteQueueSize] = 0;
  this._closeAfterHandlingError = false;

  options = typeof options === 'number' ? { fd: options } : Object.assign({}, options);
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  Duplex.call(this, options);

  if (options.handle) {
    this._handle = options.handle;
  } else if (options.fd !== undefined) {
    validate.int32(options.fd, 'fd', 0);
    this._handle = binding.openStandard(options.fd);
    if (this._handle === undefined) {
      this._handle = null;
      throw validate.notImplemented('net.Socket with a file descriptor above 2');
    }
  }
  useBuffer(this, options.onread);

  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kKeepAliveArguments] = [~~(options.keepAliveInitialDelay / 1000)];
  if (options.typeOfService !== undefined) validate.int32(options.typeOfService, 'options.typeOfService', 0, 255);

  this.on('end', onReadableStreamEnd);
  this._sockname = null;
  if (this._handle) this._handle.owner = this;
  this._pendingData = null;
  this._pendingEncoding = '';

  if (this._handle && options.readable !== false) {
    if (options.pauseOnCreate) {
      this._handle.readStop();
      this.readableFlowing = false;
    } else if (!options.manualStart) {
      this.read(0);
    }
  }
  if (options.signal) abortWith(this, options.signal);

  this.server = null;
  this._server = null;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
  if (options.blockList) {
    checkBlockList(options.blockList);
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

function checkBlockList(list) {
  if (!require('net').BlockList.isBlockList(list)) {
    throw validate.invalidArgType('options.blockList', 'net.BlockList', list);
  }
}

// useBuffer is option onread: what arrives is copied to the caller's buffer.
function useBuffer(socket, onread) {
  if (onread === null || typeof onread !== 'object' || typeof onread.callback !== 'function') return;
  const generate = typeof onread.buffer === 'function' ? onread.buffer : null;
  if (generate === null && !(onread.buffer instanceof Uint8Array)) return;
  let buffer = generate === null ? onread.buffer : generate();
  if (!(buffer instanceof Uint8Array)) return;
  hidden(socket, '_onUserBuffer', function(chunk) {
    const size = Math.min(chunk.length, buffer.length);
    chunk.copy(buffer, 0, 0, size);
    const more = onread.callback(size, buffer) !== false;
    if (generate !== null) {
      const next = generate();
      if (next instanceof Uint8Array) buffer = next;
    }
    return more ? size : -size;
  });
}

function abortWith(socket, signal) {
  validate.abortSignal(signal, 'options.signal');
  const abort = () => {
    signal.removeEventListener('abort', abort);
    socket._aborted = true;
  };
  process.nextTick(() => {
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}

// The other side has ended: a write fails with a message that says so.
function writeAfterFIN(chunk, encoding, callback) {
  if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, callback);
  if (typeof encoding === 'function') callback = encoding;
  const err = validate.error('EPIPE', 'This socket has been ended by the other party');
  if (typeof callback === 'function') process.nextTick(callback, err);
  this.destroy(err);
  return false;
}

function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

Socket.prototype._final = function(callback) {
  if (this.connecting) return this.once('connect', () => this._final(callback));
  if (!this._handle) return callback();
  const failed = this._handle.shutdown((code) => callback());
  if (failed !== undefined) callback();
};

Socket.prototype.setTimeout = function setStreamTimeout(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  validate.number(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) throw validate.outOfRange('msecs', 'a non-negative finite number', msecs);
  if (msecs > 2147483647) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to 2147483647.`,
                        'TimeoutOverflowWarning');
    msecs = 2147483647;
  }
  binding.setTimer(this, msecs === 0 ? 0 : Math.max(1, Math.trunc(msecs)));
  if (callback !== undefined) {
    validate.function(callback, 'callback');
    if (msecs === 0) this.removeListener('timeout', callback);
    else this.once('timeout', callback);
  }
  return this;
};

Socket.prototype._onTimeout = function() {
  const handle = this._handle;
  if (handle) {
    // A write that makes progress is no inactivity.
    const size = handle.writeQueueSize;
    const last = this[kLastWriteQueueSize];
    this[kLastWriteQueueSize] = size;
    if (size > 0 && last !== size) {
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

Socket.prototype.setNoDelay = function(enable) {
  enable = enable === undefined ? true : Boolean(enable);
  if (this._handle && this._handle.setNoDelay && enable !== this[kSetNoDelay]) this._handle.setNoDelay(enable);
  this[kSetNoDelay] = enable;
  return this;
};

Socket.prototype.setKeepAlive = function(enable, initialDelayMsecs, intervalMsecs, count) {
  if (enable !== null && typeof enable === 'object') {
    ({ enable, initialDelay: initialDelayMsecs, interval: intervalMsecs, count } = enable);
  }
  enable = Boolean(enable);
  const args = [~~(initialDelayMsecs / 1000), intervalMsecs === undefined ? undefined : ~~(intervalMsecs / 1000), count];
  if (this._handle) {
    if (!this._handle.setKeepAlive) return this;
    const before = this[kKeepAliveArguments];
    if (enable !== this[kSetKeepAlive] || enable && args.some((value, i) => value !== before[i])) {
      this._handle.setKeepAlive(enable, ...args);
    }
  }
  this[kSetKeepAlive] = enable;
  this[kKeepAliveArguments] = args;
  return this;
};

Socket.prototype.setTypeOfService = function(tos) {
  if (Number.isNaN(tos)) throw validate.invalidArgType('tos', 'number', tos);
  validate.int32(tos, 'tos', 0, 255);
  throw validate.notImplemented('socket.setTypeOfService');
};

Socket.prototype.getTypeOfService = function() {
  throw validate.notImplemented('socket.getTypeOfService');
};

Socket.prototype.address = function() { return this._getsockname(); };

Object.defineProperty(Socket.prototype, '_connecting', { get: function() { return this.connecting; } });

Object.defineProperty(Socket.prototype, 'pending', {
  get() { return !this._handle || this.connecting; },
  configurable: true,
});

Object.defineProperty(Socket.prototype, 'readyState', {
  get: function() {
    if (this.connecting) return 'opening';
    if (this.readable) return this.writable ? 'open' : 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  },
});

Object.defineProperty(Socket.prototype, 'bufferSize', {
  get: function() { return this._handle ? this.writableLength : undefined; },
});

function startReading(socket) {
  const code = socket._handle.readStart();
  if (code !== undefined) socket.destroy(validate.systemError(code, 'read'));
}

Socket.prototype._read = function(n) {
  if (this.connecting || !this._handle) this.once('connect', () => this._read(n));
  else if (!this._handle.reading) startReading(this);
};

Socket.prototype.end = function(data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

Socket.prototype.resetAndDestroy = function() {
  if (!this._handle) {
    this.destroy(validate.error('ERR_SOCKET_CLOSED', 'Socket is closed'));
  } else if (!(this._handle instanceof binding.TCP)) {
    throw validate.typeError('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent');
  } else if (this.connecting) {
    this.once('connect', () => this._reset());
  } else {
    this._reset();
  }
  return this;
};

// startWithBuffer: with option onread there is no 'data' that would start it.
function startWithBuffer(socket) {
  if (socket._onUserBuffer && !socket.connecting && socket._handle && !socket._handle.reading) startReading(socket);
}

Socket.prototype.pause = function() {
  if (this._onUserBuffer && !this.connecting && this._handle && this._handle.reading) this._handle.readStop();
  return Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function() {
  startWithBuffer(this);
  return Duplex.prototype.resume.call(this);
};

Socket.prototype.read = function(n) {
  startWithBuffer(this);
  return Duplex.prototype.read.call(this, n);
};

// The first call loads the code, which puts the method in this one's place.
Socket.prototype.connect = function(...args) {
  binding.loadConnect();
  return this.connect(...args);
};

Socket.prototype.destroySoon = function() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype._destroy = function(exception, callback) {
  this.connecting = false;
  for (let s = this; s !== null && s !== undefined; s = s._parent) binding.setTimer(s, 0);
  if (this._handle) {
    const handle = this._handle;
    const hadError = Boolean(exception);
    this[kBytesRead] = handle.bytesRead;
    this[kBytesWritten] = handle.bytesWritten;
    const closed = () => this.emit('close', hadError);
    if (this.resetAndClosing) {
      this.resetAndClosing = false;
      const code = handle.reset(closed);
      if (code !== undefined) this.emit('error', validate.systemError(code, 'reset'));
    } else if (this._closeAfterHandlingError) {
      // The socket stays usable for those who handle 'error'.
      queueMicrotask(() => handle.close(() => {
        closed();
        this._handle = null;
        this._sockname = null;
      }));
    } else {
      handle.close(closed);
    }
    if (!this._closeAfterHandlingError) {
      this._handle = null;
      this._sockname = null;
    }
    callback(exception);
  } else {
    callback(exception);
    process.nextTick(emitCloseNT, this);
  }
  if (this._server) {
    this._server._connections--;
    if (this._server._emitCloseIfDrained) this._server._emitCloseIfDrained();
  }
};

function emitCloseNT(self) { self.emit('close'); }

Socket.prototype._reset = function() {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype._getpeername = function() {
  if (!this._handle || !this._handle.getpeername || this.connecting) return this._peername || {};
  if (!this._peername) {
    const out = {};
    if (this._handle.getpeername(out) !== undefined) return out;
    this._peername = out;
  }
  return this._peername;
};

Socket.prototype._getsockname = function() {
  if (!this._handle || !this._handle.getsockname) return {};
  if (!this._sockname) {
    this._sockname = {};
    this._handle.getsockname(this._sockname);
  }
  return this._sockname;
};

const getters = {
  bytesRead() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; },
  remoteAddress() { return this._getpeername().address; },
  remoteFamily() { return this._getpeername().family; },
  remotePort() { return this._getpeername().port; },
  localAddress() { return this._getsockname().address; },
  localPort() { return this._getsockname().port; },
  localFamily() { return this._getsockname().family; },
  _bytesDispatched() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; },
  bytesWritten() {
    let bytes = this._bytesDispatched;
    const queued = this.writableBuffer;
    if (!queued) return undefined;
    const add = (chunk, encoding) => {
      bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
    };
    for (const entry of queued) add(entry.chunk, entry.encoding);
    const data = this._pendingData;
    if (Array.isArray(data)) data.forEach((entry) => add(entry.chunk === undefined ? entry : entry.chunk, entry.encoding));
    else if (data) add(data, this._pendingEncoding);
    return bytes;
  },
};
Object.keys(getters).forEach((name) => {
  Object.defineProperty(Socket.prototype, name, { get: getters[name], enumerable: true });
});

// Until the connection is there, a write waits for it.
hidden(Socket.prototype, '_writeLater', function(list, data, encoding, callback) {
  this._pendingData = data;
  this._pendingEncoding = encoding;
  const onClose = () => {
    callback(validate.error('ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established'));
  };
  this.once('connect', () => {
    this.off('close', onClose);
    this._pendingData = null;
    this._pendingEncoding = '';
    this._writeGeneric(list, data, encoding, callback);
  });
  this.once('close', onClose);
});

// The other side has sent all it will send.
hidden(Socket.prototype, '_onEnd', function() {
  if (this.readableEnded || this.destroyed) return;
  this.push(null);
  this.read(0);
});

Socket.prototype.ref = function() {
  if (this._handle) this._handle.ref();
  else this.once('connect', this.ref);
  return this;
};

Socket.prototype.unref = function() {
  if (this._handle) this._handle.unref();
  else this.once('connect', this.unref);
  return this;
};

Object.defineProperty(Socket.prototype, '_handle', {
  get() { return this[kHandle]; },
  set(value) { this[kHandle] = value; },
});

// applyOptions sets on the handle what was asked for before it connected.
hidden(Socket.prototype, '_applyOptions', function() {
  const handle = this._handle;
  if (this[kSetNoDelay] && handle.setNoDelay) handle.setNoDelay(true);
  if (this[kSetKeepAlive] && handle.setKeepAlive) handle.setKeepAlive(true, ...this[kKeepAliveArguments]);
});

// serverOptions sets what the server wants on an accepted connection.
hidden(Socket.prototype, '_serverOptions', function(server) {
  this[kSetNoDelay] = server.noDelay;
  this[kSetKeepAlive] = server.keepAlive;
  this[kKeepAliveArguments] = [server.keepAliveInitialDelay];
  this._applyOptions();
});

return Socket;
