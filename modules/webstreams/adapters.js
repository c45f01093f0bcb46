'use strict';
// Bridges between Node's streams and those of the web.
const { Readable, Writable, Duplex, finished, destroyer, isReadable, isWritable, isReadableNodeStream, isWritableNodeStream } = streams;
const { ReadableStream, ByteLengthQueuingStrategy, CountQueuingStrategy, WritableStream, TransformStream } = web;
const { nextTick } = node;
const deferred = () => Promise.withResolvers();

const zlibFailures = new Set(['Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR', 'Z_VERSION_ERROR']);

// webError is what a web stream fails with when Node's fails with err: what
// the standards say for streams that end too soon or cannot be decompressed.
function webError(err) {
  const code = err?.code;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return node.abortError(err);
  if (!zlibFailures.has(code) && !String(code).startsWith('ERR__ERROR_')) return err;
  const made = new TypeError(undefined, { cause: err });
  made.code = code;
  return made;
}

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
    err = webError(err);
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

// check, if given, throws for a chunk that the destination shall not see. The
// stream is destroyed then, and when write itself throws.
function writableToWeb(writable, check) {
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
    err = webError(err);
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
      try {
        check?.(chunk);
        if (!writable.writableObjectMode && isAnyArrayBuffer(chunk)) chunk = new Uint8Array(chunk);
        if (writable.writableNeedDrain || !writable.write(chunk)) {
          drained = deferred();
          if (!writable.writableNeedDrain) drained.resolve();
          return drained.promise.finally(() => { drained = undefined; });
        }
      } catch (err) {
        if (check) destroyer(writable, err);
        throw err;
      }
    },
    abort(reason) { destroyer(writable, reason); },
    close() {
      if (closed === undefined && !writable.writableEnded) writable.end();
      closed = deferred();
      closed.promise.catch(() => {});
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

function duplexToWeb(duplex, options, check) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw node.invalidArgType('duplex', 'stream.Duplex', duplex);
  }
  const type = options?.readableType ?? options?.type;
  const writable = isWritable(duplex) ? writableToWeb(duplex, check) : new WritableStream();
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

return { readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb };
