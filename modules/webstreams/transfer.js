'use strict';
// Transfer of streams: what moves is one end of a channel, to which the stream
// that stays behind is piped. https://streams.spec.whatwg.org/#transferable-streams
const get = (o, name) => Object.getOwnPropertyDescriptor(o, name).get;
const { pipeTo } = ReadableStream.prototype;
const isReadableLocked = get(ReadableStream.prototype, 'locked');
const isWritableLocked = get(WritableStream.prototype, 'locked');
const readableSide = get(TransformStream.prototype, 'readable');
const writableSide = get(TransformStream.prototype, 'writable');

const locked = (type) => new (late('DOMException'))(`Cannot transfer a locked ${type}`, 'DataCloneError');

// channel makes two ports that do not keep the program alive.
function channel() {
  const { port1, port2 } = new (late('MessageChannel'))();
  return [port1, port2];
}

function listen(port, onMessage, onFailure) {
  port.onmessage = ({ data }) => onMessage(data);
  port.onmessageerror = () => {
    const err = new (late('DOMException'))('Internal transferred stream error', 'DataCloneError');
    post(port, 'error', err);
    onFailure(err);
    port.close();
  };
  port.unref();
}

// post sends a message, or the error of sending it, which it returns.
function post(port, type, value) {
  try {
    port.postMessage({ type, value });
    return undefined;
  } catch (err) {
    if (type !== 'error') port.postMessage({ type: 'error', value: err });
    return { err };
  }
}

// readableOf is a stream of what the other end sends. The end that has moved
// keeps the program alive once it is used.
function readableOf(port, keep) {
  let c;
  const stream = new ReadableStream({
    start(controller) { c = controller; },
    pull() {
      if (keep) port.ref();
      post(port, 'pull', undefined);
    },
    cancel(reason) {
      const failed = post(port, 'error', reason);
      port.close();
      if (failed) throw failed.err;
    },
  }, { highWaterMark: 0 });
  // What comes after the stream was cancelled has nowhere to go.
  const unlessEnded = (f) => {
    try {
      f();
    } catch {}
  };
  listen(port, ({ type, value }) => {
    switch (type) {
      case 'chunk':
        unlessEnded(() => c.enqueue(value));
        break;
      case 'close':
        unlessEnded(() => c.close());
        port.close();
        break;
      case 'error':
        c.error(value);
        port.close();
    }
  }, (err) => c.error(err));
  return stream;
}

// writableOf is a stream that sends to the other end.
function writableOf(port, keep) {
  let wanted = Promise.withResolvers();
  let c;
  const go = () => {
    wanted?.resolve();
    wanted = undefined;
  };
  const stream = new WritableStream({
    start(controller) { c = controller; },
    write(chunk) {
      if (keep) port.ref();
      wanted ??= Object.assign(Promise.withResolvers(), { granted: true });
      if (wanted.granted) wanted.resolve();
      return wanted.promise.then(() => {
        wanted = Promise.withResolvers();
        const failed = post(port, 'chunk', chunk);
        if (!failed) return;
        port.close();
        throw failed.err;
      });
    },
    close() {
      post(port, 'close', undefined);
      port.close();
    },
    abort(reason) {
      const failed = post(port, 'error', reason);
      port.close();
      if (failed) throw failed.err;
    },
  });
  const fail = (err) => {
    c.error(err);
    go();
  };
  listen(port, ({ type, value }) => {
    if (type === 'pull') go();
    else if (type === 'error') fail(value);
  }, fail);
  return stream;
}

function transferReadable(stream) {
  if (isReadableLocked.call(stream)) throw locked('ReadableStream');
  const [here, there] = channel();
  pipeTo.call(stream, writableOf(here, false)).catch(() => {});
  return readableOf(there, true);
}

function transferWritable(stream) {
  if (isWritableLocked.call(stream)) throw locked('WritableStream');
  const [here, there] = channel();
  pipeTo.call(readableOf(here, false), stream).catch(() => {});
  return writableOf(there, true);
}

function define(Class, move) {
  Object.defineProperty(Class.prototype, transferSymbol, { value: move, writable: true, configurable: true });
}
define(ReadableStream, function() { return transferReadable(this); });
define(WritableStream, function() { return transferWritable(this); });
define(TransformStream, function() {
  const r = readableSide.call(this);
  const w = writableSide.call(this);
  if (isReadableLocked.call(r)) throw locked('ReadableStream');
  if (isWritableLocked.call(w)) throw locked('WritableStream');
  return join(transferReadable(r), transferWritable(w));
});
