'use strict';
// Bridges between Node's streams and those of the web.
const { handled, deferred } = common;
const { Readable, Writable, Duplex, finished, destroyer, isReadable, isWritable, isReadableNodeStream, isWritableNodeStream } = streams;
const { ReadableStream, ByteLengthQueuingStrategy, CountQueuingStrategy, WritableStream, TransformStream } = web;
const { nextTick } = node;

const premature = (err) => (err?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? node.abortError(err) : err);

function readableToWeb(readable, options = {}) {
  if (typeof readable?._readableState !== 'object') throw node.invalidArgType('streamReadable', 'stream.Readable', readable);
  if (options !== undefined) node.checkObject(options, 'options');
  const bytes = options?.type === 'bytes';
  if (options?.type !== undefined && !bytes) throw node.invalidArgValue('options.type', options.type);
  if (!isReadable(readable)) {
    const stream = new ReadableStream(bytes ? { type: 'bytes' } : {});
    stream.cancel();
    return stream;
  }
  const { readableObjectMode: objectMode, readableHighWaterMark: mark } = readable;
  const strategy = options?.strategy ?? (bytes ? { highWaterMark: mark } :
    objectMode ? new CountQueuingStrategy({ highWaterMark: mark }) : new ByteLengthQueuingStrategy({ highWaterMark: mark }));
  let controller;
  let closed = false;
  readable.pause();
  const cleanup = finished(readable, (err) => {
    err = premature(err);
    cleanup();
    readable.on('error', () => {});
    if (closed) return;
    closed = true;
    if (err) {
      controller.error(err);
      return;
    }
    controller.close();
    if (bytes) controller.byobRequest?.respond(0);
  });
  readable.on('data', (chunk) => {
    // A Buffer may share its memory with others, so its bytes are copied.
    if (Buffer.isBuffer(chunk) && !objectMode) chunk = new Uint8Array(chunk);
    else if (typeof chunk === 'string' && bytes) chunk = new TextEncoder().encode(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) readable.pause();
  });
  return new ReadableStream({
    type: bytes ? 'bytes' : undefined,
    start(c) { controller = c; },
    pull() { readable.resume(); },
    cancel(reason) {
      closed = true;
      destroyer(readable, reason);
    },
  }, strategy);
}

function readableFromWeb(stream, options = {}) {
  if (!(stream instanceof ReadableStream)) throw node.invalidArgType('readableStream', 'ReadableStream', stream);
  node.checkObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  node.checkBoolean(objectMode, 'options.objectMode');
  const reader = stream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode, highWaterMark, encoding, signal,
    read() {
      reader.read().then(({ value, done }) => readable.push(done ? null : value), (err) => destroyer(readable, err));
    },
    destroy(err, callback) {
      const done = () => nextTick(callback, err);
      if (closed) done();
      else reader.cancel(err).then(done, (later) => nextTick(callback, later));
    },
  });
  reader.closed.then(() => { closed = true; }, (err) => {
    closed = true;
    destroyer(readable, err);
  });
  return readable;
}

function writableToWeb(writable) {
  if (typeof writable?._writableState !== 'object') throw node.invalidArgType('streamWritable', 'stream.Writable', writable);
  if (!isWritable(writable)) {
    const stream = new WritableStream();
    stream.close();
    return stream;
  }
  const mark = writable.writableHighWaterMark;
  const strategy = writable.writableObjectMode ? new CountQueuingStrategy({ highWaterMark: mark }) : { highWaterMark: mark };
  let controller;
  let drained;
  let closed;
  const cleanup = finished(writable, (err) => {
    err = premature(err);
    cleanup();
    writable.on('error', () => {});
    if (err) {
      drained?.reject(err);
      if (closed) closed.reject(err);
      closed = undefined;
      controller.error(err);
      return;
    }
    if (closed) {
      closed.resolve();
      closed = undefined;
      return;
    }
    controller.error(node.abortError());
  });
  writable.on('drain', () => drained?.resolve());
  return new WritableStream({
    start(c) { controller = c; },
    write(chunk) {
      if (writable.writableNeedDrain || !writable.write(chunk)) {
        drained = deferred();
        return drained.promise.finally(() => { drained = undefined; });
      }
    },
    abort(reason) { destroyer(writable, reason); },
    close() {
      if (closed === undefined && !writable.writableEnded) writable.end();
      closed = deferred();
      handled(closed.promise);
      return closed.promise;
    },
  }, strategy);
}

// writeTo gives the methods of a Writable that writes to a web stream.
function writeTo(writer, stream) {
  return {
    write(chunk, encoding, callback) {
      const done = (err) => nextTick(callback, err);
      writer.ready.then(() => writer.write(chunk).then(() => done(), done), done);
    },
    writev(chunks, callback) {
      const done = (err) => {
        err = err?.filter?.((e) => e);
        nextTick(callback, err?.length ? err[0] : undefined);
      };
      writer.ready.then(() => Promise.all(chunks.map((d) => writer.write(d.chunk))).then(done, (err) => done([err])), (err) => done([err]));
    },
    final(callback) {
      const done = (err) => nextTick(callback, err);
      writer.close().then(() => done(), done);
    },
  };
}

function writableFromWeb(stream, options = {}) {
  if (!(stream instanceof WritableStream)) throw node.invalidArgType('writableStream', 'WritableStream', stream);
  node.checkObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  node.checkBoolean(objectMode, 'options.objectMode');
  node.checkBoolean(decodeStrings, 'options.decodeStrings');
  const writer = stream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    ...writeTo(writer),
    destroy(err, callback) {
      const done = () => nextTick(callback, err);
      if (closed) done();
      else if (err != null) writer.abort(err).then(done, done);
      else writer.close().then(done, done);
    },
  });
  writer.closed.then(() => {
    closed = true;
    if (!writable.writableEnded) destroyer(writable, node.coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  }, (err) => {
    closed = true;
    destroyer(writable, err);
  });
  return writable;
}

function duplexToWeb(duplex, options) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw node.invalidArgType('duplex', 'stream.Duplex', duplex);
  }
  const type = options?.readableType ?? options?.type;
  const writable = isWritable(duplex) ? writableToWeb(duplex) : new WritableStream();
  if (!isWritable(duplex)) writable.close();
  const readable = readableToWeb(duplex, type === undefined ? undefined : { type });
  return { writable, readable };
}

function duplexFromWeb(pair, options = {}) {
  node.checkObject(pair, 'pair');
  const { readable: source, writable: sink } = pair;
  if (!(source instanceof ReadableStream)) throw node.invalidArgType('pair.readable', 'ReadableStream', source);
  if (!(sink instanceof WritableStream)) throw node.invalidArgType('pair.writable', 'WritableStream', sink);
  node.checkObject(options, 'options');
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  const writer = sink.getWriter();
  const reader = source.getReader();
  let writerClosed = false;
  let readerClosed = false;
  const duplex = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    ...writeTo(writer),
    read() {
      reader.read().then(({ value, done }) => duplex.push(done ? null : value), (err) => destroyer(duplex, err));
    },
    destroy(err, callback) {
      const done = () => nextTick(callback, err);
      const actions = [];
      if (!writerClosed) actions.push(writer.abort(err));
      if (!readerClosed) actions.push(reader.cancel(err));
      Promise.all(actions).then(done, done);
    },
  });
  writer.closed.then(() => {
    writerClosed = true;
    if (!duplex.writableEnded) destroyer(duplex, node.coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  }, (err) => {
    writerClosed = readerClosed = true;
    destroyer(duplex, err);
  });
  reader.closed.then(() => { readerClosed = true; }, (err) => {
    writerClosed = readerClosed = true;
    destroyer(duplex, err);
  });
  return duplex;
}

// compression makes the classes that run zlib's streams.
function compression(name, makers) {
  const table = new WeakMap();
  const made = {
    [name]: class {
      constructor(format) {
        if (!Object.hasOwn(makers, format)) throw node.invalidArgValue('format', format, 'must be one of: ' + Object.keys(makers).map((f) => `'${f}'`).join(', '));
        table.set(this, duplexToWeb(zlib()[makers[format]](), { readableType: undefined }));
      }
      get readable() { return table.get(this).readable; }
      get writable() { return table.get(this).writable; }
    },
  }[name];
  common.enumerable(made.prototype, name, 'readable', 'writable');
  return made;
}
const CompressionStream = compression('CompressionStream', {
  'deflate': 'createDeflate', 'deflate-raw': 'createDeflateRaw', 'gzip': 'createGzip', 'brotli': 'createBrotliCompress',
});
const DecompressionStream = compression('DecompressionStream', {
  'deflate': 'createInflate', 'deflate-raw': 'createInflateRaw', 'gzip': 'createGunzip', 'brotli': 'createBrotliDecompress',
});

return {
  readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb, CompressionStream, DecompressionStream,
};
