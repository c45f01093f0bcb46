'use strict';
const {
  kInspect, kMake, deferred, handled, resolved, rejected, attempt, invalidThis, invalidState, illegal, slots, enumerable, describe,
  callback, highWaterMark, sizeOf, checkSize, Queue, then, isPending, startOf, invalidRange, checkDictionary, hidden,
} = common;

const streams = slots('WritableStream');
const writers = slots('WritableStreamDefaultWriter');
const controllers = slots('WritableStreamDefaultController');
const kClose = Symbol('close');

class WritableStream {
  constructor(sink = undefined, strategy = {}) {
    if (sink === null || sink !== undefined && typeof sink !== 'object' && typeof sink !== 'function') {
      throw node.invalidArgType('sink', 'Object', sink);
    }
    checkDictionary(strategy, 'strategy');
    if (sink?.type !== undefined) throw invalidRange('type', sink.type);
    const size = sizeOf(strategy);
    const mark = highWaterMark(strategy, 1);
    const start = startOf(sink);
    const write = callback(sink, 'write', 'sink');
    const close = callback(sink, 'close', 'sink');
    const abort = callback(sink, 'abort', 'sink');
    const s = initStream(this);
    setUp(s, {
      start: start && ((c) => Reflect.apply(start, sink, [c])),
      write: write ? (chunk, c) => attempt(write, sink, chunk, c) : () => Promise.resolve(),
      close: close ? () => attempt(close, sink) : () => Promise.resolve(),
      abort: abort ? (reason) => attempt(abort, sink, reason) : () => Promise.resolve(),
    }, mark, size);
  }
  get locked() { return streams.of(this).writer !== undefined; }
  abort(reason = undefined) {
    const s = streams.get(this);
    if (!s) return Promise.reject(invalidThis('WritableStream'));
    if (s.writer) return Promise.reject(invalidState('WritableStream is locked'));
    return abortStream(s, reason);
  }
  close() {
    const s = streams.get(this);
    if (!s) return Promise.reject(invalidThis('WritableStream'));
    if (s.writer) return Promise.reject(invalidState('WritableStream is locked'));
    if (closing(s)) return Promise.reject(invalidState('Failure closing WritableStream'));
    return closeStream(s);
  }
  getWriter() {
    streams.of(this);
    return new WritableStreamDefaultWriter(this);
  }
  [kInspect](depth, options, inspect) {
    const s = streams.of(this);
    return describe(this, { locked: this.locked, state: s.state }, depth, options, inspect);
  }
}
enumerable(WritableStream.prototype, 'WritableStream', 'locked', 'abort', 'close', 'getWriter');

hidden(WritableStream.prototype, streams, {
  'nodejs.stream.errored': (s) => s.state === 'errored',
  'nodejs.stream.writable': (s) => s.state === 'writable',
  'nodejs.webstream.controllerErrorFunction': (s) => (err) => errorIfNeeded(controllers.get(s.controller), err),
  'nodejs.webstream.isClosedPromise': (s) => s.closed,
});

function initStream(object) {
  const s = streams.set(object, {
    object, state: 'writable', storedError: undefined, writer: undefined, controller: undefined, requests: [],
    inFlightWrite: undefined, closeRequest: undefined, inFlightClose: undefined, pendingAbort: undefined, backpressure: false,
    closed: deferred(),
  });
  handled(s.closed.promise);
  return s;
}

// make is a stream without a sink in JavaScript, for transforms.
function make(algorithms, mark, size) {
  const object = Object.create(WritableStream.prototype);
  const s = initStream(object);
  setUp(s, algorithms, mark, size);
  return object;
}

function setUp(s, algorithms, mark, size) {
  const controller = new WritableStreamDefaultController(kMake);
  const c = controllers.set(controller, {
    object: controller, stream: s, queue: new Queue(), started: false, mark, size, algorithms, abort: new AbortController(),
  });
  s.controller = controller;
  updateBackpressure(s, backpressure(c));
  const started = algorithms.start ? algorithms.start(controller) : undefined;
  then(Promise.resolve(started), () => {
    c.started = true;
    advance(c);
  }, (err) => {
    c.started = true;
    dealWithRejection(s, err);
  });
}

const closing = (s) => s.closeRequest !== undefined || s.inFlightClose !== undefined;
const backpressure = (c) => c.mark - c.queue.size <= 0;

function abortStream(s, reason) {
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  const c = controllers.get(s.controller);
  c.abort.abort(reason);
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  if (s.pendingAbort) return s.pendingAbort.promise;
  const wasErroring = s.state === 'erroring';
  const pending = Object.assign(deferred(), { reason: wasErroring ? undefined : reason, wasErroring });
  s.pendingAbort = pending;
  if (!wasErroring) startErroring(s, reason);
  return pending.promise;
}

function closeStream(s) {
  if (s.state === 'closed' || s.state === 'errored') return Promise.reject(invalidState('WritableStream is closed'));
  s.closeRequest = deferred();
  const { promise } = s.closeRequest;
  const w = s.writer;
  if (w && s.backpressure && s.state === 'writable') w.ready.resolve();
  const c = controllers.get(s.controller);
  c.queue.push(kClose, 0);
  advance(c);
  return promise;
}

function startErroring(s, reason) {
  s.state = 'erroring';
  s.storedError = reason;
  if (s.writer) rejectReady(s.writer, reason);
  const c = controllers.get(s.controller);
  if (!s.inFlightWrite && !s.inFlightClose && c.started) finishErroring(s);
}

function rejectReady(w, err) {
  if (!isPending(w.ready.promise)) w.ready = rejected(err);
  else {
    handled(w.ready.promise);
    w.ready.reject(err);
  }
}

function rejectClosed(w, err) {
  if (!isPending(w.closed.promise)) w.closed = rejected(err);
  else {
    handled(w.closed.promise);
    w.closed.reject(err);
  }
}

function finishErroring(s) {
  s.state = 'errored';
  const c = controllers.get(s.controller);
  c.queue.clear();
  for (const request of s.requests) request.reject(s.storedError);
  s.requests = [];
  const { pendingAbort } = s;
  if (!pendingAbort) {
    rejectCloseAndClosed(s);
    return;
  }
  s.pendingAbort = undefined;
  if (pendingAbort.wasErroring) {
    pendingAbort.reject(s.storedError);
    rejectCloseAndClosed(s);
    return;
  }
  then(c.algorithms.abort(pendingAbort.reason), () => {
    pendingAbort.resolve();
    rejectCloseAndClosed(s);
  }, (err) => {
    pendingAbort.reject(err);
    rejectCloseAndClosed(s);
  });
  clearAlgorithms(c);
}

function rejectCloseAndClosed(s) {
  if (s.closeRequest) {
    s.closeRequest.reject(s.storedError);
    s.closeRequest = undefined;
  }
  s.closed.reject(s.storedError);
  if (s.writer) rejectClosed(s.writer, s.storedError);
}

function clearAlgorithms(c) {
  const nothing = () => Promise.resolve();
  c.algorithms = { write: nothing, close: nothing, abort: nothing };
  c.size = () => 1;
}

function dealWithRejection(s, err) {
  if (s.state === 'writable') startErroring(s, err);
  else if (s.state === 'erroring') finishErroring(s);
}

function updateBackpressure(s, now) {
  const w = s.writer;
  if (w && now !== s.backpressure) {
    if (now) w.ready = deferred();
    else w.ready.resolve();
  }
  s.backpressure = now;
}

function errorIfNeeded(c, err) {
  if (c.stream.state === 'writable') {
    clearAlgorithms(c);
    startErroring(c.stream, err);
  }
}

function advance(c) {
  const s = c.stream;
  if (!c.started || s.inFlightWrite) return;
  if (s.state === 'erroring') {
    finishErroring(s);
    return;
  }
  if (c.queue.empty || s.state !== 'writable') return;
  const { value } = c.queue.items[0];
  if (value === kClose) processClose(c);
  else processWrite(c, value);
}

function processClose(c) {
  const s = c.stream;
  s.inFlightClose = s.closeRequest;
  s.closeRequest = undefined;
  c.queue.shift();
  const done = c.algorithms.close();
  clearAlgorithms(c);
  then(done, () => {
    s.inFlightClose.resolve();
    s.inFlightClose = undefined;
    if (s.state === 'erroring') {
      s.storedError = undefined;
      if (s.pendingAbort) {
        s.pendingAbort.resolve();
        s.pendingAbort = undefined;
      }
    }
    s.state = 'closed';
    s.writer?.closed.resolve();
    s.closed.resolve();
  }, (err) => {
    s.inFlightClose.reject(err);
    s.inFlightClose = undefined;
    if (s.pendingAbort) {
      s.pendingAbort.reject(err);
      s.pendingAbort = undefined;
    }
    dealWithRejection(s, err);
  });
}

function processWrite(c, chunk) {
  const s = c.stream;
  s.inFlightWrite = s.requests.shift();
  then(c.algorithms.write(chunk, c.object), () => {
    s.inFlightWrite.resolve();
    s.inFlightWrite = undefined;
    c.queue.shift();
    if (!closing(s) && s.state === 'writable') updateBackpressure(s, backpressure(c));
    advance(c);
  }, (err) => {
    if (s.state === 'writable') clearAlgorithms(c);
    s.inFlightWrite.reject(err);
    s.inFlightWrite = undefined;
    dealWithRejection(s, err);
  });
}

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!streams.has(stream)) throw node.invalidArgType('stream', 'WritableStream', stream);
    const s = streams.get(stream);
    if (s.writer) throw invalidState('WritableStream is locked');
    const w = writers.set(this, { stream: s, closed: undefined, ready: undefined });
    s.writer = w;
    switch (s.state) {
      case 'writable':
        w.ready = !closing(s) && s.backpressure ? deferred() : resolved();
        w.closed = deferred();
        break;
      case 'erroring':
        w.ready = rejected(s.storedError);
        w.closed = deferred();
        break;
      case 'closed':
        w.ready = resolved();
        w.closed = resolved();
        break;
      default:
        w.ready = rejected(s.storedError);
        w.closed = rejected(s.storedError);
    }
  }
  get closed() {
    return writers.get(this)?.closed.promise ?? Promise.reject(invalidThis('WritableStreamDefaultWriter'));
  }
  get ready() {
    return writers.get(this)?.ready.promise ?? Promise.reject(invalidThis('WritableStreamDefaultWriter'));
  }
  get desiredSize() {
    const { stream: s } = writers.of(this);
    if (!s) throw invalidState('Writer is not bound to a WritableStream');
    return desiredSize(s);
  }
  abort(reason = undefined) {
    const s = bound(this);
    return s instanceof Promise ? s : abortStream(s, reason);
  }
  close() {
    const s = bound(this);
    if (s instanceof Promise) return s;
    if (closing(s)) return Promise.reject(invalidState('Failure to close WritableStream'));
    return closeStream(s);
  }
  releaseLock() {
    const w = writers.of(this);
    const s = w.stream;
    if (!s) return;
    const err = invalidState('Writer has been released');
    rejectReady(w, err);
    rejectClosed(w, err);
    s.writer = undefined;
    w.stream = undefined;
  }
  write(chunk = undefined) {
    const s = bound(this);
    return s instanceof Promise ? s : writeChunk(writers.get(this), chunk);
  }
  [kInspect](depth, options, inspect) {
    const { stream: s } = writers.of(this);
    return describe(this, { stream: s?.object, close: this.closed, ready: this.ready, desiredSize: s && desiredSize(s) }, depth, options, inspect);
  }
}
enumerable(WritableStreamDefaultWriter.prototype, 'WritableStreamDefaultWriter', 'closed', 'ready', 'desiredSize', 'abort',
  'close', 'releaseLock', 'write');

function bound(writer) {
  const w = writers.get(writer);
  if (!w) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
  return w.stream ?? Promise.reject(invalidState('Writer is not bound to a WritableStream'));
}

function desiredSize(s) {
  if (s.state === 'errored' || s.state === 'erroring') return null;
  if (s.state === 'closed') return 0;
  const c = controllers.get(s.controller);
  return c.mark - c.queue.size;
}

function writeChunk(w, chunk) {
  const s = w.stream;
  const c = controllers.get(s.controller);
  let size;
  try {
    size = c.size(chunk);
  } catch (err) {
    errorIfNeeded(c, err);
    size = 1;
  }
  if (w.stream !== s) return Promise.reject(invalidState('Mismatched WritableStreams'));
  if (s.state === 'errored') return Promise.reject(s.storedError);
  if (closing(s) || s.state === 'closed') return Promise.reject(invalidState('WritableStream is closed'));
  if (s.state === 'erroring') return Promise.reject(s.storedError);
  const request = deferred();
  s.requests.push(request);
  try {
    c.queue.push(chunk, checkSize(size));
    if (!closing(s) && s.state === 'writable') updateBackpressure(s, backpressure(c));
    advance(c);
  } catch (err) {
    errorIfNeeded(c, err);
  }
  return request.promise;
}

class WritableStreamDefaultController {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
  }
  get signal() { return controllers.of(this).abort.signal; }
  error(err = undefined) { errorIfNeeded(controllers.of(this), err); }
  [kInspect](depth, options, inspect) {
    return describe(this, { stream: controllers.of(this).stream.object }, depth, options, inspect);
  }
}
enumerable(WritableStreamDefaultController.prototype, 'WritableStreamDefaultController', 'signal', 'error');

return {
  WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, make, streams, writers, closing, writeChunk, closeStream,
  abortStream, desiredSize,
  errorStream: (s, err) => errorIfNeeded(controllers.get(s.controller), err),
};
