'use strict';
// The stream classes of zlib. They are functions in the old style because
// packages extend them so; what is compressed goes through binding.Handle.
const { Transform, finished } = require('stream');
const { Buffer, kMaxLength } = require('buffer');
const { constants, Handle } = binding;

const {
  Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_MIN_CHUNK, Z_DEFAULT_CHUNK,
  Z_MIN_WINDOWBITS, Z_MAX_WINDOWBITS, Z_DEFAULT_WINDOWBITS, Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_COMPRESSION,
  Z_MIN_MEMLEVEL, Z_MAX_MEMLEVEL, Z_DEFAULT_MEMLEVEL, Z_DEFAULT_STRATEGY, Z_FIXED,
  DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP, BROTLI_DECODE, BROTLI_ENCODE,
  ZSTD_COMPRESS, ZSTD_DECOMPRESS,
} = constants;

const kFlush = Symbol('kFlushFlag');
const kError = Symbol('kError');

// The flush operations of a family and the range that users may choose from.
const zlibFlushes = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH, lowest: Z_NO_FLUSH, highest: Z_BLOCK };
const brotliFlushes = {
  flush: constants.BROTLI_OPERATION_PROCESS, finishFlush: constants.BROTLI_OPERATION_FINISH,
  fullFlush: constants.BROTLI_OPERATION_FLUSH, lowest: constants.BROTLI_OPERATION_PROCESS,
  highest: constants.BROTLI_OPERATION_EMIT_METADATA,
};
const zstdFlushes = {
  flush: constants.ZSTD_e_continue, finishFlush: constants.ZSTD_e_end, fullFlush: constants.ZSTD_e_flush,
  lowest: constants.ZSTD_e_continue, highest: constants.ZSTD_e_end,
};

function extend(Class, Parent) {
  Object.setPrototypeOf(Class.prototype, Parent.prototype);
  Object.setPrototypeOf(Class, Parent);
}

function ZlibBase(opts, mode, handle, flushes) {
  let chunkSize = Z_DEFAULT_CHUNK;
  let maxOutputLength = kMaxLength;
  let { flush, finishFlush } = flushes;
  if (opts) {
    if (binding.finite(opts.chunkSize, 'options.chunkSize')) {
      chunkSize = opts.chunkSize;
      if (chunkSize < Z_MIN_CHUNK) binding.tooSmall(chunkSize);
    }
    flush = binding.range(opts.flush, 'options.flush', flushes.lowest, flushes.highest, flush);
    finishFlush = binding.range(opts.finishFlush, 'options.finishFlush', flushes.lowest, flushes.highest, finishFlush);
    maxOutputLength = binding.range(opts.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength);
    if (opts.rejectGarbageAfterEnd !== undefined) {
      binding.bool(opts.rejectGarbageAfterEnd, 'options.rejectGarbageAfterEnd');
    }
    if (opts.encoding || opts.objectMode || opts.writableObjectMode) {
      opts = { ...opts, encoding: null, objectMode: false, writableObjectMode: false };
    }
  }
  Transform.call(this, { autoDestroy: true, ...opts });
  this[kError] = null;
  this.bytesWritten = 0;
  this._handle = handle;
  this._outBuffer = null;
  this._outOffset = 0;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = flushes.fullFlush;
  this._flushes = flushes;
  this._info = opts ? opts.info : undefined;
  this._maxOutputLength = maxOutputLength;
  this._rejectGarbageAfterEnd = !!opts && opts.rejectGarbageAfterEnd === true;
}
extend(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', {
  configurable: true,
  enumerable: true,
  get() { return !this._handle; },
});

ZlibBase.prototype.reset = function () {
  if (!this._handle) binding.closed();
  return this._handle.reset();
};

ZlibBase.prototype._flush = function (callback) { this._transform(Buffer.alloc(0), '', callback); };

ZlibBase.prototype._final = function (callback) { callback(); };

// Flush operations from weak to strong.
const strength = [];
[Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH].forEach((flag, i) => { strength[flag] = i; });

// An empty chunk that carries a flush operation through the write queue.
function flushChunk(flag) {
  const chunk = Buffer.alloc(0);
  chunk[kFlush] = flag;
  return chunk;
}

ZlibBase.prototype.flush = function (kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  kind = binding.range(kind, 'kind', this._flushes.lowest, this._flushes.highest, this._defaultFullFlushFlag);
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushChunk(kind), '', callback);
  }
};

ZlibBase.prototype.close = function (callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

function closeHandle(stream) {
  if (stream._handle) stream._handle.close();
  stream._handle = null;
}

ZlibBase.prototype._destroy = function (err, callback) {
  closeHandle(this);
  callback(err);
};

ZlibBase.prototype._transform = function (chunk, encoding, cb) {
  let flag = this._defaultFlushFlag;
  if (typeof chunk[kFlush] === 'number') flag = chunk[kFlush];
  const last = this.writableEnded && this.writableLength === chunk.byteLength;
  if (last && !(strength[flag] > strength[this._finishFlushFlag])) flag = this._finishFlushFlag;
  processChunk(this, chunk, flag, last, cb);
};

ZlibBase.prototype._processChunk = function (chunk, flag, cb) {
  if (typeof cb === 'function') {
    processChunk(this, chunk, flag, false, cb);
    return undefined;
  }
  const result = runSync(this, chunk, flag);
  this.bytesWritten = this._used;
  return result;
};

// Writes a chunk and pushes what comes out, a piece at a time, as long as the
// reader wants more.
function processChunk(stream, chunk, flag, last, cb) {
  if (!stream._handle) {
    process.nextTick(cb);
    return;
  }
  const size = chunk.byteLength;
  const next = (input) => stream._handle.write(flag, input, last, stream._chunkSize, done);
  const done = (err, out, more, left) => {
    if (stream.destroyed) {
      cb();
      return;
    }
    if (err) {
      stream[kError] = err;
      stream.destroy(err);
      return;
    }
    let full = false;
    if (out.length > 0) full = !stream.push(out);
    if (stream.destroyed) {
      cb();
      return;
    }
    if (more) {
      if (!full) {
        next(undefined);
        return;
      }
      const read = stream._read;
      stream._read = function (n) {
        stream._read = read;
        next(undefined);
        stream._read(n);
      };
      return;
    }
    stream.bytesWritten += size - Math.min(left, size);
    if (left > 0) {
      if (stream._rejectGarbageAfterEnd) {
        const junk = binding.trailingJunk();
        stream.destroy(junk);
        cb(junk);
        return;
      }
      stream.push(null);
    }
    cb();
  };
  next(chunk);
}

function runSync(stream, buffer, flag) {
  try {
    return binding.oneShot(stream._handle, buffer, flag, stream._chunkSize, stream._maxOutputLength, stream._rejectGarbageAfterEnd);
  } finally {
    stream._used = stream._handle ? stream._handle.used : 0;
    stream._handle = null;
  }
}

function Zlib(opts, mode) {
  let windowBits = Z_DEFAULT_WINDOWBITS;
  let level = Z_DEFAULT_COMPRESSION;
  let strategy = Z_DEFAULT_STRATEGY;
  let dictionary;
  if (opts) {
    if ((opts.windowBits == null || opts.windowBits === 0) && (mode === INFLATE || mode === GUNZIP || mode === UNZIP)) {
      windowBits = 0;
    } else {
      const min = Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0);
      windowBits = binding.range(opts.windowBits, 'options.windowBits', min, Z_MAX_WINDOWBITS, Z_DEFAULT_WINDOWBITS);
    }
    level = binding.range(opts.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_COMPRESSION);
    binding.range(opts.memLevel, 'options.memLevel', Z_MIN_MEMLEVEL, Z_MAX_MEMLEVEL, Z_DEFAULT_MEMLEVEL);
    strategy = binding.range(opts.strategy, 'options.strategy', Z_DEFAULT_STRATEGY, Z_FIXED, Z_DEFAULT_STRATEGY);
    dictionary = binding.dictionary(opts.dictionary);
  }
  const handle = new Handle(mode, windowBits, level, strategy, dictionary, !!opts && opts.rejectGarbageAfterEnd === true);
  ZlibBase.call(this, opts, mode, handle, zlibFlushes);
  this._level = level;
  this._strategy = strategy;
  this._mode = mode;
}
extend(Zlib, ZlibBase);

Zlib.prototype.params = function params(level, strategy, callback) {
  binding.range(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  binding.range(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    process.nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    if (!this._handle) binding.closed();
    this._handle.params(level, strategy);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    if (callback) callback();
  });
};

// Without new these classes work, but warn.
const warned = {};
function instantiate(Class, opts) {
  if (!warned[Class.name]) {
    warned[Class.name] = true;
    process.emitWarning(`Instantiating ${Class.name} without the 'new' keyword has been deprecated.`, 'DeprecationWarning', 'DEP0184');
  }
  return new Class(opts);
}

function Deflate(opts) {
  if (!(this instanceof Deflate)) return instantiate(Deflate, opts);
  Zlib.call(this, opts, DEFLATE);
}
function Inflate(opts) {
  if (!(this instanceof Inflate)) return instantiate(Inflate, opts);
  Zlib.call(this, opts, INFLATE);
}
function Gzip(opts) {
  if (!(this instanceof Gzip)) return instantiate(Gzip, opts);
  Zlib.call(this, opts, GZIP);
}
function Gunzip(opts) {
  if (!(this instanceof Gunzip)) return instantiate(Gunzip, opts);
  Zlib.call(this, opts, GUNZIP);
}
function DeflateRaw(opts) {
  if (opts && opts.windowBits === 8) opts.windowBits = 9;
  if (!(this instanceof DeflateRaw)) return instantiate(DeflateRaw, opts);
  Zlib.call(this, opts, DEFLATERAW);
}
function InflateRaw(opts) {
  if (!(this instanceof InflateRaw)) return instantiate(InflateRaw, opts);
  Zlib.call(this, opts, INFLATERAW);
}
function Unzip(opts) {
  if (!(this instanceof Unzip)) return instantiate(Unzip, opts);
  Zlib.call(this, opts, UNZIP);
}
[Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip].forEach((Class) => extend(Class, Zlib));

// Parameters of brotli and zstd: numbers by the number of the parameter.
function checkParams(opts, library, prefix) {
  if (!opts || !opts.params) return;
  const known = Object.keys(constants).filter((name) => name.startsWith(prefix)).map((name) => constants[name]);
  const highest = Math.max(...known);
  const seen = new Set();
  for (const name of Object.keys(opts.params)) {
    const key = +name;
    if (Number.isNaN(key) || key < 0 || key > highest || seen.has(key)) binding.invalidParam(library, name);
    seen.add(key);
    const value = opts.params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') binding.argType('options.params[key]', value, 'number');
  }
}

function Brotli(opts, mode) {
  checkParams(opts, 'Brotli', 'BROTLI_PARAM_');
  if (opts && opts.params) {
    for (const flag of [constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING, constants.BROTLI_PARAM_LARGE_WINDOW]) {
      if (mode === BROTLI_ENCODE && opts.params[flag] > 1) binding.notInitialized();
    }
  }
  if (opts && binding.dictionary(opts.dictionary)) binding.missing('brotli dictionaries');
  ZlibBase.call(this, opts, mode, new Handle(mode, opts ? opts.params : undefined), brotliFlushes);
}
extend(Brotli, Zlib);

function BrotliCompress(opts) {
  if (!(this instanceof BrotliCompress)) return instantiate(BrotliCompress, opts);
  Brotli.call(this, opts, BROTLI_ENCODE);
}
function BrotliDecompress(opts) {
  if (!(this instanceof BrotliDecompress)) return instantiate(BrotliDecompress, opts);
  Brotli.call(this, opts, BROTLI_DECODE);
}
extend(BrotliCompress, Brotli);
extend(BrotliDecompress, Brotli);

function zstd(stream, opts, mode, prefix) {
  checkParams(opts, 'zstd', prefix);
  const dictionary = opts ? binding.dictionary(opts.dictionary) : undefined;
  ZlibBase.call(stream, opts, mode, new Handle(mode, opts ? opts.params : undefined, dictionary, opts ? opts.pledgedSrcSize : undefined), zstdFlushes);
}
function ZstdCompress(opts) {
  if (!new.target) throw new TypeError("Class constructor ZstdCompress cannot be invoked without 'new'");
  zstd(this, opts, ZSTD_COMPRESS, 'ZSTD_c_');
}
function ZstdDecompress(opts) {
  if (!new.target) throw new TypeError("Class constructor ZstdDecompress cannot be invoked without 'new'");
  zstd(this, opts, ZSTD_DECOMPRESS, 'ZSTD_d_');
}
extend(ZstdCompress, ZlibBase);
extend(ZstdDecompress, ZlibBase);

function sync(Class) {
  return function syncBufferWrapper(buffer, opts) {
    const engine = new Class(opts);
    buffer = runSync(engine, binding.input(buffer), engine._finishFlushFlag);
    engine.bytesWritten = engine._used;
    return engine._info ? { buffer, engine } : buffer;
  };
}

function async(Class) {
  return function asyncBufferWrapper(buffer, opts, callback) {
    if (typeof opts === 'function') {
      callback = opts;
      opts = {};
    }
    const engine = new Class(opts);
    binding.callback(callback);
    const handle = engine._handle;
    const input = binding.input(buffer);
    engine._handle = null;
    binding.oneShot(handle, input, engine._finishFlushFlag, engine._chunkSize, engine._maxOutputLength,
      engine._rejectGarbageAfterEnd, (err, result) => {
        engine.bytesWritten = handle.used;
        if (err) callback(err);
        else callback(null, engine._info ? { buffer: result, engine } : result);
      });
  };
}

const exports = {
  crc32: binding.crc32,
  Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip,
  BrotliCompress, BrotliDecompress, ZstdCompress, ZstdDecompress,
  deflate: async(Deflate), deflateSync: sync(Deflate),
  gzip: async(Gzip), gzipSync: sync(Gzip),
  deflateRaw: async(DeflateRaw), deflateRawSync: sync(DeflateRaw),
  unzip: async(Unzip), unzipSync: sync(Unzip),
  inflate: async(Inflate), inflateSync: sync(Inflate),
  gunzip: async(Gunzip), gunzipSync: sync(Gunzip),
  inflateRaw: async(InflateRaw), inflateRawSync: sync(InflateRaw),
  brotliCompress: async(BrotliCompress), brotliCompressSync: sync(BrotliCompress),
  brotliDecompress: async(BrotliDecompress), brotliDecompressSync: sync(BrotliDecompress),
  zstdCompress: async(ZstdCompress), zstdCompressSync: sync(ZstdCompress),
  zstdDecompress: async(ZstdDecompress), zstdDecompressSync: sync(ZstdDecompress),
};

[Deflate, Inflate, DeflateRaw, InflateRaw, Gzip, Gunzip, Unzip, BrotliCompress, BrotliDecompress, ZstdCompress, ZstdDecompress]
  .forEach((Class) => {
    const create = function (options) { return new Class(options); };
    Object.defineProperty(create, 'name', { value: `create${Class.name}`, configurable: true });
    Object.defineProperty(exports, create.name, { value: create, configurable: true, enumerable: true });
  });

return exports;
