'use strict';
// CompressionStream and DecompressionStream: zlib's streams, as the web has them.
const kInspect = Symbol.for('nodejs.util.inspect.custom');

function enumerable(proto, tag, ...names) {
  for (const name of names) Object.defineProperty(proto, name, { enumerable: true });
  Object.defineProperty(proto, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
}

function describe(self, fields, depth, options, inspect) {
  if (depth < 0) return undefined;
  return `${self.constructor.name} ${inspect(fields, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

const formats = ['deflate', 'deflate-raw', 'gzip', 'brotli'];

function convertFormat(format, type) {
  const context = `Failed to construct '${type}': 1st argument`;
  if (typeof format === 'symbol') {
    throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', `${context} is a Symbol and cannot be converted to a string.`);
  }
  format = `${format}`;
  if (!formats.includes(format)) {
    throw node.coded('TypeError', 'ERR_INVALID_ARG_VALUE', `${context} '${format}' is not a valid enum value of type CompressionFormat.`);
  }
  return format;
}

function rejectShared(chunk) {
  if (late('types').isSharedArrayBuffer(ArrayBuffer.isView(chunk) ? chunk.buffer : chunk)) {
    throw node.invalidArgType('chunk', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
}

const pair = (maker, options) => late('duplexToWeb')(late('zlib')[maker](options), undefined, rejectShared);

class CompressionStream {
  #transform;
  constructor(format) {
    switch (convertFormat(format, 'CompressionStream')) {
      case 'deflate': this.#transform = pair('createDeflate'); break;
      case 'deflate-raw': this.#transform = pair('createDeflateRaw'); break;
      case 'gzip': this.#transform = pair('createGzip'); break;
      case 'brotli': this.#transform = pair('createBrotliCompress'); break;
    }
  }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
  [kInspect](depth, options, inspect) {
    const { readable, writable } = this.#transform;
    return describe(this, { readable, writable }, depth, options, inspect);
  }
}
enumerable(CompressionStream.prototype, 'CompressionStream', 'readable', 'writable');

class DecompressionStream {
  #transform;
  constructor(format) {
    const options = { rejectGarbageAfterEnd: true };
    switch (convertFormat(format, 'DecompressionStream')) {
      case 'deflate': this.#transform = pair('createInflate', options); break;
      case 'deflate-raw': this.#transform = pair('createInflateRaw', options); break;
      case 'gzip': this.#transform = pair('createGunzip', options); break;
      case 'brotli': this.#transform = pair('createBrotliDecompress', options); break;
    }
  }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
  [kInspect](depth, options, inspect) {
    const { readable, writable } = this.#transform;
    return describe(this, { readable, writable }, depth, options, inspect);
  }
}
enumerable(DecompressionStream.prototype, 'DecompressionStream', 'readable', 'writable');

return { CompressionStream, DecompressionStream };
