'use strict';
const {
  kInspect, kMake, deferred, handled, resolved, rejected, attempt, invalidThis, invalidState, illegal, slots, enumerable, describe,
  callback, highWaterMark, sizeOf, checkSize, Queue, then, startOf, invalidRange, checkDictionary, hidden,
} = common;

const streams = slots('ReadableStream');
const readers = slots('ReadableStreamDefaultReader');
const byobReaders = slots('ReadableStreamBYOBReader');
const controllers = slots('ReadableStreamDefaultController');
// What the other scripts add once they are loaded.
const late = {};

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source === null || typeof source !== 'object' && typeof source !== 'function') throw node.invalidArgType('source', 'Object', source);
    checkDictionary(strategy, 'strategy');
    const s = initStream(this);
    const given = source.type;
    const type = given === undefined ? undefined : `${given}`;
    if (type !== undefined && type !== 'bytes') throw node.invalidArgValue('source.type', given);
    if (type === 'bytes') {
      if (strategy?.size !== undefined) throw invalidRange('strategy.size', strategy.size);
      late.setUpBytes(s, source.autoAllocateChunkSize, algorithmsOf(source), highWaterMark(strategy, 0));
      return;
    }
    const size = sizeOf(strategy);
    setUpDefault(s, algorithmsOf(source), highWaterMark(strategy, 1), size);
  }
  static from(iterable) { return late.from(iterable); }
  get locked() { return streams.of(this).reader !== undefined; }
  cancel(reason = undefined) {
    const s = streams.get(this);
    if (!s) return Promise.reject(invalidThis('ReadableStream'));
    if (s.reader) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancelStream(s, reason);
  }
  getReader(options = {}) {
    streams.of(this);
    checkDictionary(options, 'options');
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw node.invalidArgValue('options.mode', mode);
    return new late.ReadableStreamBYOBReader(this);
  }
  pipeThrough(transform, options = {}) {
    const s = streams.of(this);
    const { readable, writable } = transform ?? {};
    if (!streams.has(readable)) throw node.invalidArgType('transform.readable', 'ReadableStream', readable);
    if (!late.isWritable(writable)) throw node.invalidArgType('transform.writable', 'WritableStream', writable);
    const converted = pipeOptions(options);
    if (s.reader) throw invalidState('The ReadableStream is locked');
    if (late.isLocked(writable)) throw invalidState('The WritableStream is locked');
    handled(late.pipeTo(s, writable, converted));
    return readable;
  }
  pipeTo(destination, options = {}) {
    const s = streams.get(this);
    if (!s) return Promise.reject(invalidThis('ReadableStream'));
    let converted;
    try {
      if (!late.isWritable(destination)) throw node.invalidArgType('transform.writable', 'WritableStream', destination);
      converted = pipeOptions(options);
      if (s.reader) throw invalidState('The ReadableStream is locked');
      if (late.isLocked(destination)) throw invalidState('The WritableStream is locked');
    } catch (err) {
      return Promise.reject(err);
    }
    return late.pipeTo(s, destination, converted);
  }
  tee() { return late.tee(streams.of(this)); }
  values(options = {}) {
    const s = streams.of(this);
    checkDictionary(options, 'options');
    return iterate(s, !!options?.preventCancel);
  }
  [kInspect](depth, options, inspect) {
    const s = streams.of(this);
    return describe(this, { locked: this.locked, state: s.state, supportsBYOB: s.controller?.bytes === true }, depth, options, inspect);
  }
}
enumerable(ReadableStream.prototype, 'ReadableStream', 'locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values');
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values, writable: true, enumerable: false, configurable: true,
});
Object.defineProperty(ReadableStream, 'from', { enumerable: true });
hidden(ReadableStream.prototype, streams, {
  'nodejs.stream.disturbed': (s) => s.disturbed,
  'nodejs.stream.errored': (s) => s.state === 'errored',
  'nodejs.stream.readable': (s) => s.state === 'readable',
  'nodejs.webstream.controllerErrorFunction': (s) => (err) => s.controller.error(err),
  'nodejs.webstream.isClosedPromise': (s) => s.closed,
});

// pipeOptions reads the members of the dictionary in its order.
function pipeOptions(options) {
  checkDictionary(options, 'options');
  const preventAbort = !!options?.preventAbort;
  const preventCancel = !!options?.preventCancel;
  const preventClose = !!options?.preventClose;
  const signal = options?.signal;
  node.checkSignal(signal, 'options.signal');
  return { preventAbort, preventCancel, preventClose, signal };
}

function algorithmsOf(source) {
  const start = startOf(source);
  const pull = callback(source, 'pull', 'source');
  const cancel = callback(source, 'cancel', 'source');
  return {
    start: start && ((c) => Reflect.apply(start, source, [c])),
    pull: pull ? (c) => attempt(pull, source, c) : () => Promise.resolve(),
    cancel: cancel ? (reason) => attempt(cancel, source, reason) : () => Promise.resolve(),
  };
}

function initStream(object) {
  const s = streams.set(object, {
    object, state: 'readable', reader: undefined, controller: undefined, disturbed: false, storedError: undefined, closed: deferred(),
  });
  handled(s.closed.promise);
  return s;
}

// make is a stream whose source is no JavaScript object.
function make(algorithms, mark = 1, size = () => 1) {
  const object = Object.create(ReadableStream.prototype);
  setUpDefault(initStream(object), algorithms, mark, size);
  return object;
}

function setUpDefault(s, algorithms, mark, size) {
  const object = new ReadableStreamDefaultController(kMake);
  const c = controllers.set(object, {
    object, stream: s, bytes: false, queue: new Queue(), started: false, closeRequested: false, pulling: false, pullAgain: false, mark, size,
    algorithms,
    pull(request) {
      if (c.queue.empty) {
        s.reader.requests.push(request);
        callPull(c);
        return;
      }
      const chunk = c.queue.shift();
      if (c.closeRequested && c.queue.empty) {
        clearAlgorithms(c);
        closeStream(s);
      } else {
        callPull(c);
      }
      request.chunk(chunk);
    },
    cancel(reason) {
      c.queue.clear();
      const { cancel } = c.algorithms;
      clearAlgorithms(c);
      return cancel(reason);
    },
    release() {},
    error(err) {
      if (s.state !== 'readable') return;
      c.queue.clear();
      clearAlgorithms(c);
      errorStream(s, err);
    },
    wantsMore: () => s.state === 'readable' && !c.closeRequested && c.started &&
      (s.reader !== undefined && s.reader.requests.length > 0 || desiredSize(c) > 0),
  });
  start(c);
}

// start calls the source's start, for controllers of both kinds.
function start(c) {
  const s = c.stream;
  s.controller = c;
  const started = c.algorithms.start ? c.algorithms.start(c.object) : undefined;
  then(Promise.resolve(started), () => {
    c.started = true;
    callPull(c);
  }, (err) => c.error(err));
}

function callPull(c) {
  if (!c.wantsMore()) return;
  if (c.pulling) {
    c.pullAgain = true;
    return;
  }
  c.pulling = true;
  then(c.algorithms.pull(c.object), () => {
    c.pulling = false;
    if (c.pullAgain) {
      c.pullAgain = false;
      callPull(c);
    }
  }, (err) => c.error(err));
}

function clearAlgorithms(c) {
  c.algorithms = { start: undefined, pull: () => Promise.resolve(), cancel: () => Promise.resolve() };
  c.size = () => 1;
}

function desiredSize(c) {
  if (c.stream.state === 'errored') return null;
  if (c.stream.state === 'closed') return 0;
  return c.mark - (c.bytes ? c.total : c.queue.size);
}

const canEnqueue = (c) => !c.closeRequested && c.stream.state === 'readable';

function enqueue(c, chunk) {
  if (!canEnqueue(c)) return;
  const s = c.stream;
  if (s.reader !== undefined && s.reader.requests.length > 0) {
    s.reader.requests.shift().chunk(chunk);
  } else {
    try {
      c.queue.push(chunk, checkSize(c.size(chunk)));
    } catch (err) {
      c.error(err);
      throw err;
    }
  }
  callPull(c);
}

function close(c) {
  if (!canEnqueue(c)) return;
  c.closeRequested = true;
  if (c.queue.empty) {
    clearAlgorithms(c);
    closeStream(c.stream);
  }
}

class ReadableStreamDefaultController {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
  }
  get desiredSize() { return desiredSize(controllers.of(this)); }
  close() {
    const c = controllers.of(this);
    if (!canEnqueue(c)) throw invalidState('Controller is already closed');
    close(c);
  }
  enqueue(chunk = undefined) {
    const c = controllers.of(this);
    if (!canEnqueue(c)) throw invalidState('Controller is already closed');
    enqueue(c, chunk);
  }
  error(err = undefined) { controllers.of(this).error(err); }
  [kInspect](depth, options, inspect) { return describe(this, {}, depth, options, inspect); }
}
enumerable(ReadableStreamDefaultController.prototype, 'ReadableStreamDefaultController', 'desiredSize', 'close', 'enqueue', 'error');

function closeStream(s) {
  s.state = 'closed';
  s.closed.resolve();
  const r = s.reader;
  if (!r) return;
  r.closed.resolve();
  if (r.byob) return;
  const { requests } = r;
  r.requests = [];
  for (const request of requests) request.close();
}

function errorStream(s, err) {
  s.state = 'errored';
  s.storedError = err;
  s.closed.reject(err);
  const r = s.reader;
  if (!r) return;
  handled(r.closed.promise);
  r.closed.reject(err);
  const { requests } = r;
  r.requests = [];
  for (const request of requests) request.error(err);
}

function cancelStream(s, reason) {
  s.disturbed = true;
  if (s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.storedError);
  closeStream(s);
  const r = s.reader;
  if (r?.byob) {
    const { requests } = r;
    r.requests = [];
    for (const request of requests) request.close(undefined);
  }
  return then(s.controller.cancel(reason), () => {});
}

// acquire makes the internal state of a reader.
function acquire(s, byob) {
  if (s.reader) throw invalidState('ReadableStream is locked');
  const r = { stream: s, byob, requests: [], closed: undefined };
  s.reader = r;
  if (s.state === 'readable') r.closed = deferred();
  else if (s.state === 'closed') r.closed = resolved();
  else r.closed = rejected(s.storedError);
  return r;
}

function release(r) {
  const s = r.stream;
  const err = invalidState('Releasing reader');
  const lost = node.coded('TypeError', 'ERR_INVALID_STATE', 'Invalid state: Reader released');
  if (s.state === 'readable') {
    handled(r.closed.promise);
    r.closed.reject(lost);
  } else {
    r.closed = rejected(lost);
  }
  s.controller.release();
  s.reader = undefined;
  r.stream = undefined;
  const { requests } = r;
  r.requests = [];
  for (const request of requests) request.error(err);
}

// read asks for a chunk by the request's functions.
function read(r, request) {
  const s = r.stream;
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else s.controller.pull(request);
}

class ReadRequest {
  deferred = deferred();
  chunk(value) { this.deferred.resolve({ done: false, value }); }
  close() { this.deferred.resolve({ done: true, value: undefined }); }
  error(err) { this.deferred.reject(err); }
}

// readPromise is read with an iterator's result.
function readPromise(r) {
  const request = new ReadRequest();
  read(r, request);
  return request.deferred.promise;
}

// readerMethods are what both kinds of readers have.
function readerMethods(table, type) {
  return {
    closed: (self) => table.get(self)?.closed.promise ?? Promise.reject(invalidThis(type)),
    cancel(self, reason) {
      const r = table.get(self);
      if (!r) return Promise.reject(invalidThis(type));
      if (!r.stream) return Promise.reject(invalidState('The reader is not attached to a stream'));
      return cancelStream(r.stream, reason);
    },
    releaseLock(self) {
      const r = table.of(self);
      if (r.stream) release(r);
    },
  };
}
const methods = readerMethods(readers, 'ReadableStreamDefaultReader');

class ReadableStreamDefaultReader {
  constructor(stream) {
    if (!streams.has(stream)) throw node.invalidArgType('stream', 'ReadableStream', stream);
    readers.set(this, acquire(streams.get(stream), false));
  }
  get closed() { return methods.closed(this); }
  cancel(reason = undefined) { return methods.cancel(this, reason); }
  read() {
    const r = readers.get(this);
    if (!r) return Promise.reject(invalidThis('ReadableStreamDefaultReader'));
    if (!r.stream) return Promise.reject(invalidState('The reader is not attached to a stream'));
    return readPromise(r);
  }
  releaseLock() { methods.releaseLock(this); }
  [kInspect](depth, options, inspect) {
    const r = readers.of(this);
    return describe(this, { stream: r.stream?.object, readRequests: r.requests.length, close: r.closed.promise }, depth, options, inspect);
  }
}
enumerable(ReadableStreamDefaultReader.prototype, 'ReadableStreamDefaultReader', 'closed', 'cancel', 'read', 'releaseLock');

const iteratorProto = Object.defineProperties({
  next() { return this[kMake].next(); },
  return(value) { return this[kMake].return(value); },
}, {
  [Symbol.asyncIterator]: { value() { return this; }, writable: true, configurable: true },
});

function iterate(s, preventCancel) {
  const r = acquire(s, false);
  let finished = false;
  let last = Promise.resolve();
  const next = () => {
    if (finished) return Promise.resolve({ done: true, value: undefined });
    const d = deferred();
    const end = (f) => {
      finished = true;
      if (r.stream) release(r);
      f();
    };
    read(r, {
      chunk: (value) => d.resolve({ done: false, value }),
      close: () => end(() => d.resolve({ done: true, value: undefined })),
      error: (err) => end(() => d.reject(err)),
    });
    return d.promise;
  };
  const finish = (value) => {
    if (finished) return Promise.resolve({ done: true, value });
    finished = true;
    const cancelled = preventCancel ? Promise.resolve() : cancelStream(s, value);
    if (r.stream) release(r);
    return then(cancelled, () => ({ done: true, value }));
  };
  // Calls wait for those before them.
  const after = (f) => (last = then(last, f, f));
  const iterator = Object.create(iteratorProto);
  Object.defineProperty(iterator, kMake, { value: { next: () => after(next), return: (value) => after(() => finish(value)) } });
  return iterator;
}

return {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, late, streams, byobReaders, controllers, make,
  initStream, start, callPull, clearAlgorithms, desiredSize, canEnqueue, enqueue, close, closeStream, errorStream, cancelStream, acquire,
  release, read, readPromise, readerMethods,
};
