'use strict';
// Transfer of streams: what moves is one end of a channel, to which the stream
// that stays behind is piped. https://streams.spec.whatwg.org/#transferable-streams
const { deferred, handled, then } = common;

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
  const stream = readable.make({
    start: undefined,
    pull() {
      if (keep) port.ref();
      post(port, 'pull', undefined);
      return Promise.resolve();
    },
    cancel(reason) {
      const failed = post(port, 'error', reason);
      port.close();
      return failed ? Promise.reject(failed.err) : Promise.resolve();
    },
  }, 0);
  const c = readable.streams.get(stream).controller;
  listen(port, ({ type, value }) => {
    switch (type) {
      case 'chunk':
        readable.enqueue(c, value);
        break;
      case 'close':
        readable.close(c);
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
  let wanted = deferred();
  const go = () => {
    wanted?.resolve();
    wanted = undefined;
  };
  const stream = writable.make({
    start: undefined,
    write(chunk) {
      if (keep) port.ref();
      wanted ??= Object.assign(deferred(), { granted: true });
      if (wanted.granted) wanted.resolve();
      return then(wanted.promise, () => {
        wanted = deferred();
        const failed = post(port, 'chunk', chunk);
        if (!failed) return;
        port.close();
        throw failed.err;
      });
    },
    close() {
      post(port, 'close', undefined);
      port.close();
      return Promise.resolve();
    },
    abort(reason) {
      const failed = post(port, 'error', reason);
      port.close();
      return failed ? Promise.reject(failed.err) : Promise.resolve();
    },
  }, 1, () => 1);
  const s = writable.streams.get(stream);
  const fail = (err) => {
    writable.errorStream(s, err);
    go();
  };
  listen(port, ({ type, value }) => {
    if (type === 'pull') go();
    else if (type === 'error') fail(value);
  }, fail);
  return stream;
}

function transferReadable(object) {
  const s = readable.streams.of(object);
  if (s.reader) throw locked('ReadableStream');
  const [here, there] = channel();
  handled(readable.late.pipeTo(s, writableOf(here, false), {}));
  return readableOf(there, true);
}

function transferWritable(object) {
  if (writable.streams.of(object).writer) throw locked('WritableStream');
  const [here, there] = channel();
  handled(readable.late.pipeTo(readable.streams.get(readableOf(here, false)), object, {}));
  return writableOf(there, true);
}

function define(Class, move) {
  Object.defineProperty(Class.prototype, transferSymbol, { value: move, writable: true, configurable: true });
}
define(readable.ReadableStream, function() { return transferReadable(this); });
define(writable.WritableStream, function() { return transferWritable(this); });
define(transform.TransformStream, function() {
  const { readable: r, writable: w } = this;
  if (readable.streams.of(r).reader) throw locked('ReadableStream');
  if (writable.streams.of(w).writer) throw locked('WritableStream');
  return transform.join(transferReadable(r), transferWritable(w));
});
