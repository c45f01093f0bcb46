'use strict';
// Byte streams: their controller, and readers that bring their own buffer.
const { kInspect, kMake, deferred, invalidThis, invalidState, illegal, slots, enumerable, describe, checkDictionary } = common;
const { streams, byobReaders, late, start, callPull, clearAlgorithms, desiredSize, closeStream, errorStream, acquire, readerMethods } = readable;

const controllers = slots('ReadableByteStreamController');
const requests = slots('ReadableStreamBYOBRequest');
const methods = readerMethods(byobReaders, 'ReadableStreamBYOBReader');
const outOfRange = (text) => node.coded('RangeError', 'ERR_INVALID_ARG_VALUE', text);

late.setUpBytes = (s, auto, algorithms, mark) => {
  if (auto !== undefined && (!Number.isInteger(+auto) || +auto <= 0)) throw node.invalidArgValue('source.autoAllocateChunkSize', auto);
  const object = new ReadableByteStreamController(kMake);
  const c = controllers.set(object, {
    object, stream: s, bytes: true, queue: [], total: 0, pending: [], request: null, started: false, closeRequested: false, pulling: false,
    pullAgain: false, mark, algorithms, auto: auto === undefined ? undefined : +auto,
    pull(request) {
      if (c.total > 0) {
        request.chunk(takeFirst(c));
        return;
      }
      if (c.auto !== undefined) {
        c.pending.push({
          buffer: new ArrayBuffer(c.auto), offset: 0, length: c.auto, filled: 0, minFill: 1, elementSize: 1, View: Uint8Array, kind: 'default',
        });
      }
      s.reader.requests.push(request);
      callPull(c);
    },
    cancel(reason) {
      invalidate(c);
      c.pending = [];
      reset(c);
      const { cancel } = c.algorithms;
      clearAlgorithms(c);
      return cancel(reason);
    },
    release() {
      if (c.pending.length === 0) return;
      c.pending[0].kind = 'none';
      c.pending = [c.pending[0]];
    },
    error(err) {
      if (s.state !== 'readable') return;
      invalidate(c);
      c.pending = [];
      reset(c);
      clearAlgorithms(c);
      errorStream(s, err);
    },
    wantsMore: () => s.state === 'readable' && !c.closeRequested && c.started &&
      (s.reader !== undefined && s.reader.requests.length > 0 || desiredSize(c) > 0),
  });
  start(c);
};

function reset(c) {
  c.queue = [];
  c.total = 0;
}

// invalidate takes the buffer from a request that JavaScript may still hold.
function invalidate(c) {
  if (c.request === null) return;
  const r = requests.get(c.request);
  r.controller = undefined;
  r.view = null;
  c.request = null;
}

function takeFirst(c) {
  const { buffer, offset, length } = c.queue.shift();
  c.total -= length;
  drained(c);
  return new Uint8Array(buffer, offset, length);
}

function drained(c) {
  if (c.total === 0 && c.closeRequested) {
    clearAlgorithms(c);
    closeStream(c.stream);
  } else {
    callPull(c);
  }
}

function queueChunk(c, buffer, offset, length) {
  c.queue.push({ buffer, offset, length });
  c.total += length;
}

function queueRest(c, d) {
  if (d.filled > 0) queueChunk(c, d.buffer.slice(d.offset, d.offset + d.filled), 0, d.filled);
  c.pending.shift();
}

// fill copies from the queue and reports whether the descriptor has enough.
function fill(c, d) {
  const most = Math.min(c.total, d.length - d.filled);
  const filled = d.filled + most;
  const aligned = filled - filled % d.elementSize;
  const ready = aligned >= d.minFill;
  let left = ready ? aligned - d.filled : most;
  while (left > 0) {
    const head = c.queue[0];
    const n = Math.min(left, head.length);
    new Uint8Array(d.buffer, d.offset + d.filled, n).set(new Uint8Array(head.buffer, head.offset, n));
    if (head.length === n) {
      c.queue.shift();
    } else {
      head.offset += n;
      head.length -= n;
    }
    c.total -= n;
    d.filled += n;
    left -= n;
  }
  return ready;
}

// bufferView makes Buffers, whose own constructor is deprecated.
function bufferView(buffer, offset, length) { return Buffer.from(buffer, offset, length); }
bufferView.BYTES_PER_ELEMENT = 1;

const viewOf = (d) => new d.View(transfer(d.buffer), d.offset, d.filled / d.elementSize);

function commit(s, d) {
  const done = s.state === 'closed';
  const view = viewOf(d);
  const request = s.reader.requests.shift();
  if (done) request.close(view);
  else request.chunk(view);
}

// takeFilled takes the descriptors that the queue can fill.
function takeFilled(c) {
  const ready = [];
  while (c.pending.length > 0 && c.total > 0) {
    const d = c.pending[0];
    if (!fill(c, d)) break;
    c.pending.shift();
    ready.push(d);
  }
  return ready;
}

function commitFilled(c) {
  for (const d of takeFilled(c)) commit(c.stream, d);
}

function enqueue(c, chunk) {
  const s = c.stream;
  if (c.closeRequested || s.state !== 'readable') return;
  const { byteOffset, byteLength } = chunk;
  const buffer = transfer(chunk.buffer);
  if (c.pending.length > 0) {
    const first = c.pending[0];
    if (isDetached(first.buffer)) throw invalidState('Destination ArrayBuffer is detached');
    invalidate(c);
    first.buffer = transfer(first.buffer);
    if (first.kind === 'none') queueRest(c, first);
  }
  const r = s.reader;
  if (r && !r.byob) {
    while (r.requests.length > 0 && c.total > 0) r.requests.shift().chunk(takeFirst(c));
    if (r.requests.length === 0) {
      queueChunk(c, buffer, byteOffset, byteLength);
    } else {
      if (c.pending.length > 0) c.pending.shift();
      r.requests.shift().chunk(new Uint8Array(buffer, byteOffset, byteLength));
    }
  } else {
    queueChunk(c, buffer, byteOffset, byteLength);
    if (r) commitFilled(c);
  }
  callPull(c);
}

function close(c) {
  if (c.closeRequested || c.stream.state !== 'readable') return;
  if (c.total > 0) {
    c.closeRequested = true;
    return;
  }
  if (c.pending.length > 0 && c.pending[0].filled % c.pending[0].elementSize !== 0) {
    const err = invalidState('Partial read');
    c.error(err);
    throw err;
  }
  clearAlgorithms(c);
  closeStream(c.stream);
}

function respond(c, written) {
  const s = c.stream;
  const first = c.pending[0];
  if (s.state === 'closed') {
    if (written !== 0) throw invalidState('Controller is closed');
  } else {
    if (written === 0) throw invalidState('Controller cannot be closed');
    if (first.filled + written > first.length) throw outOfRange('bytesWritten is out of range');
  }
  first.buffer = transfer(first.buffer);
  finishResponse(c, written);
}

function finishResponse(c, written) {
  const s = c.stream;
  const first = c.pending[0];
  invalidate(c);
  if (s.state === 'closed') {
    if (first.kind === 'none') c.pending.shift();
    if (s.reader?.byob) while (s.reader.requests.length > 0) commit(s, c.pending.shift());
  } else {
    first.filled += written;
    if (first.kind === 'none') {
      queueRest(c, first);
      commitFilled(c);
    } else if (first.filled >= first.minFill) {
      c.pending.shift();
      const rest = first.filled % first.elementSize;
      if (rest > 0) {
        const end = first.offset + first.filled;
        queueChunk(c, first.buffer.slice(end - rest, end), 0, rest);
        first.filled -= rest;
      }
      const ready = takeFilled(c);
      commit(s, first);
      for (const d of ready) commit(s, d);
    }
  }
  callPull(c);
}

function respondWithNewView(c, view) {
  const s = c.stream;
  const first = c.pending[0];
  if (s.state === 'closed') {
    if (view.byteLength !== 0) throw invalidState('View is not zero-length');
  } else if (view.byteLength === 0) {
    throw invalidState('View is zero-length');
  }
  if (first.offset + first.filled !== view.byteOffset) throw outOfRange('view.byteOffset is out of range');
  if (first.filled + view.byteLength > first.length) throw outOfRange('view.byteLength is out of range');
  if (view.buffer.byteLength !== first.offset + first.length && view.buffer.byteLength < first.filled + view.byteLength) {
    throw outOfRange('view.buffer is out of range');
  }
  const { byteLength } = view;
  first.buffer = transfer(view.buffer);
  finishResponse(c, byteLength);
}

function pullInto(c, view, min, request) {
  const s = c.stream;
  const View = Buffer.isBuffer(view) ? bufferView : view.constructor;
  const elementSize = View === DataView ? 1 : View.BYTES_PER_ELEMENT;
  const { byteOffset: offset, byteLength: length } = view;
  let buffer;
  try {
    buffer = transfer(view.buffer);
  } catch (err) {
    request.error(err);
    return;
  }
  const d = { buffer, offset, length, filled: 0, minFill: min * elementSize, elementSize, View, kind: 'byob' };
  if (c.pending.length === 0) {
    if (s.state === 'closed') {
      request.close(new View(buffer, offset, 0));
      return;
    }
    if (c.total > 0) {
      if (fill(c, d)) {
        const filled = viewOf(d);
        drained(c);
        request.chunk(filled);
        return;
      }
      if (c.closeRequested) {
        const err = invalidState('ReadableStream closed');
        c.error(err);
        request.error(err);
        return;
      }
    }
  }
  c.pending.push(d);
  s.reader.requests.push(request);
  callPull(c);
}

function requestOf(c) {
  if (c.request === null && c.pending.length > 0) {
    const { buffer, offset, filled, length } = c.pending[0];
    c.request = new ReadableStreamBYOBRequest(kMake);
    requests.set(c.request, { controller: c, view: new Uint8Array(buffer, offset + filled, length - filled) });
  }
  return c.request;
}

// requestView is the view of the request for bytes, if there is one.
function requestView(c) {
  const request = requestOf(c);
  return request && requests.get(request).view;
}

// readInto reads into a view of at least min elements.
function readInto(r, view, min, request) {
  const s = r.stream;
  s.disturbed = true;
  if (s.state === 'errored') request.error(s.storedError);
  else pullInto(s.controller, view, min, request);
}

class ReadableByteStreamController {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
  }
  get byobRequest() { return requestOf(controllers.of(this)); }
  get desiredSize() { return desiredSize(controllers.of(this)); }
  close() {
    const c = controllers.of(this);
    if (c.closeRequested) throw invalidState('Controller is already closed');
    if (c.stream.state !== 'readable') throw invalidState('ReadableStream is already closed');
    close(c);
  }
  enqueue(chunk) {
    const c = controllers.of(this);
    if (!ArrayBuffer.isView(chunk)) throw node.invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], chunk);
    if (chunk.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (c.closeRequested) throw invalidState('Controller is already closed');
    if (c.stream.state !== 'readable') throw invalidState('ReadableStream is already closed');
    enqueue(c, chunk);
  }
  error(err = undefined) { controllers.of(this).error(err); }
  [kInspect](depth, options, inspect) { return describe(this, {}, depth, options, inspect); }
}
enumerable(ReadableByteStreamController.prototype, 'ReadableByteStreamController', 'byobRequest', 'desiredSize', 'close', 'enqueue', 'error');

class ReadableStreamBYOBRequest {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
  }
  get view() { return requests.of(this).view; }
  respond(bytesWritten) {
    const { controller, view } = requests.of(this);
    if (!controller) throw invalidState('This BYOB request has been invalidated');
    if (isDetached(view.buffer)) throw invalidState('Viewed ArrayBuffer is detached');
    const n = Number(bytesWritten);
    if (!Number.isInteger(n) || n < 0) throw node.invalidArgValue('bytesWritten', bytesWritten);
    respond(controller, n);
  }
  respondWithNewView(view) {
    const { controller } = requests.of(this);
    if (!ArrayBuffer.isView(view)) throw node.invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
    if (!controller) throw invalidState('This BYOB request has been invalidated');
    if (isDetached(view.buffer)) throw invalidState('Viewed ArrayBuffer is detached');
    respondWithNewView(controller, view);
  }
  [kInspect](depth, options, inspect) {
    const { view, controller } = requests.of(this);
    return describe(this, { view, controller: controller?.object }, depth, options, inspect);
  }
}
enumerable(ReadableStreamBYOBRequest.prototype, 'ReadableStreamBYOBRequest', 'view', 'respond', 'respondWithNewView');

class ReadableStreamBYOBReader {
  constructor(stream) {
    if (!streams.has(stream)) throw node.invalidArgType('stream', 'ReadableStream', stream);
    const s = streams.get(stream);
    if (!s.controller.bytes) throw node.invalidArgValue('stream', stream, 'must be a byte stream');
    byobReaders.set(this, acquire(s, true));
  }
  get closed() { return methods.closed(this); }
  cancel(reason = undefined) { return methods.cancel(this, reason); }
  read(view, options = {}) {
    const r = byobReaders.get(this);
    if (!r) return Promise.reject(invalidThis('ReadableStreamBYOBReader'));
    try {
      if (!ArrayBuffer.isView(view)) throw node.invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
      if (view.byteLength === 0) throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
      if (isDetached(view.buffer)) throw invalidState('Viewed ArrayBuffer is detached');
      checkDictionary(options, 'options');
      const min = options?.min ?? 1;
      if (typeof min !== 'number') throw node.invalidArgType('options.min', 'number', min);
      if (!Number.isInteger(min)) throw node.invalidArgValue('options.min', min, 'must be an integer');
      if (min < 1) throw node.invalidArgValue('options.min', min, 'must be greater than 0');
      if (min > (view.length ?? view.byteLength)) throw node.outOfRange('options.min', `<= view.${view.length === undefined ? 'byteLength' : 'length'}`, min);
      if (!r.stream) throw invalidState('The reader is not attached to a stream');
      const d = deferred();
      readInto(r, view, min, {
        chunk: (value) => d.resolve({ done: false, value }),
        close: (value) => d.resolve({ done: true, value }),
        error: d.reject,
      });
      return d.promise;
    } catch (err) {
      return Promise.reject(err);
    }
  }
  releaseLock() { methods.releaseLock(this); }
  [kInspect](depth, options, inspect) {
    const r = byobReaders.of(this);
    return describe(this, { stream: r.stream?.object, readIntoRequests: r.requests.length, close: r.closed.promise }, depth, options, inspect);
  }
}
enumerable(ReadableStreamBYOBReader.prototype, 'ReadableStreamBYOBReader', 'closed', 'cancel', 'read', 'releaseLock');
late.ReadableStreamBYOBReader = ReadableStreamBYOBReader;

// makeBytes is a byte stream whose source is no JavaScript object.
function makeBytes(algorithms) {
  const object = Object.create(readable.ReadableStream.prototype);
  const s = readable.initStream(object);
  late.setUpBytes(s, undefined, algorithms, 0);
  return object;
}

return {
  ReadableByteStreamController, ReadableStreamBYOBRequest, ReadableStreamBYOBReader, makeBytes, enqueue, close, respond, respondWithNewView,
  requestView, readInto,
};
