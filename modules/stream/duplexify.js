'use strict';
// Streams made of other things: Duplex.from, compose, duplexPair, wrap.
const { Readable, Writable, Duplex, finished, destroyer, from, pipeline } = core;
const {
  isNodeStream, isReadable, isWritable, isReadableNodeStream, isWritableNodeStream, isDuplexNodeStream,
  isReadableStream, isWritableStream, isTransformStream, isWebStream,
} = core;
const { nextTick } = node;

const isIterable = (v) => v != null &&
  (typeof v[Symbol.asyncIterator] === 'function' || typeof v[Symbol.iterator] === 'function');

class Duplexify extends Duplex {}

function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return join({ readable: body });
  if (isWritableNodeStream(body)) return join({ writable: body });
  if (isNodeStream(body)) return join({ writable: false, readable: false });
  if (isReadableStream(body)) return join({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return join({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (typeof Blob === 'function' && body instanceof Blob) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    const readable = body.readable && (isReadableNodeStream(body.readable) ? body.readable : duplexify(body.readable));
    const writable = body.writable && (isWritableNodeStream(body.writable) ? body.writable : duplexify(body.writable));
    return join({ readable: readable || undefined, writable: writable || undefined });
  }
  if (typeof body?.then === 'function') {
    const d = new Duplexify({ objectMode: true, writable: false, read() {} });
    body.then((value) => {
      if (value != null) d.push(value);
      d.push(null);
    }, (err) => destroyer(d, err));
    return d;
  }
  throw node.invalidArgType(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
}

// written is what a function reads of a duplex: an async iterator of what is
// written to it, and the methods that feed it.
function written() {
  let promise;
  let resolve;
  const renew = () => { promise = new Promise((f) => { resolve = f; }); };
  renew();
  const controller = new AbortController();
  const { signal } = controller;
  let over = false;
  const iterable = {
    async next() {
      if (over) return { value: undefined, done: true };
      const current = promise;
      promise = null;
      const { chunk, done, cb } = await current;
      nextTick(cb);
      if (done) {
        over = true;
        return { value: undefined, done: true };
      }
      if (signal.aborted) {
        over = true;
        throw node.abortError(signal.reason);
      }
      renew();
      return { value: chunk, done: false };
    },
    async return(value) {
      over = true;
      return { value, done: true };
    },
    async throw(err) {
      over = true;
      throw err;
    },
    [Symbol.asyncIterator]() { return this; },
  };
  const take = () => {
    const f = resolve;
    resolve = null;
    return f;
  };
  return {
    iterable,
    signal,
    write(chunk, encoding, cb) { take()({ chunk, done: false, cb }); },
    final(cb) { take()({ done: true, cb }); },
    destroy(err, cb) {
      controller.abort(err);
      if (resolve !== null) take()({ done: true, cb() {} });
      cb(err);
    },
  };
}

function fromFunction(body, name) {
  const { iterable, signal, write, final, destroy } = written();
  const value = body(iterable, { signal });
  if (isDuplexNodeStream(value)) return value;
  if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  const then = value?.then;
  if (typeof then !== 'function') {
    throw node.invalidReturnValue('Iterable, AsyncIterable or AsyncFunction', name, value);
  }
  let d;
  let finalized = false;
  const promise = then.call(value, (v) => {
    if (v != null) throw node.invalidReturnValue('nully', 'body', v);
    if (!finalized) destroyer(d);
  }, (err) => destroyer(d, err));
  d = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(cb) {
      finalized = true;
      final(async () => {
        try {
          await promise;
          nextTick(cb, null);
        } catch (err) {
          nextTick(cb, err);
        }
      });
    },
    destroy,
  });
  return d;
}

// slot holds a callback until it is taken, once.
function slot() {
  let f = null;
  return {
    put(g) { f = g; },
    take(...args) {
      if (f) {
        const g = f;
        f = null;
        g(...args);
      }
    },
    clear() { f = null; },
  };
}

function join(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ? wrapStatic(pair.readable) : pair.readable;
  const w = pair.writable;
  let readable = !!isReadable(r);
  let writable = !!isWritable(w);
  const drained = slot();
  const done = slot();
  const more = slot();
  let onclose;
  const onfinished = (err) => {
    const cb = onclose;
    onclose = null;
    if (cb) cb(err);
    else if (err) d.destroy(err);
  };
  const d = new Duplexify({
    readableObjectMode: !!r?.readableObjectMode,
    writableObjectMode: !!w?.writableObjectMode,
    readable,
    writable,
  });
  if (writable) {
    finished(w, (err) => {
      writable = false;
      if (err) destroyer(r, err);
      onfinished(err);
    });
    d._write = function(chunk, encoding, callback) {
      if (w.write(chunk, encoding)) callback();
      else drained.put(callback);
    };
    d._final = function(callback) {
      w.end();
      done.put(callback);
    };
    w.on('drain', () => drained.take());
    w.on('finish', () => done.take());
  }
  if (readable) {
    finished(r, (err) => {
      readable = false;
      if (err) destroyer(w, err);
      onfinished(err);
    });
    r.on('readable', () => more.take());
    r.on('end', () => d.push(null));
    d._read = function() {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          more.put(d._read);
          return;
        }
        if (!d.push(chunk)) return;
      }
    };
  }
  d._destroy = function(err, callback) {
    if (!err && onclose !== null) err = node.abortError();
    more.clear();
    drained.clear();
    done.clear();
    if (onclose === null) {
      callback(err);
    } else {
      onclose = callback;
      destroyer(w, err);
      destroyer(r, err);
    }
  };
  return d;
}

function compose(...streams) {
  if (streams.length === 0) throw node.missingArgs('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const given = streams.slice();
  const last = streams.length - 1;
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  if (typeof streams[last] === 'function') streams[last] = Duplex.from(streams[last]);
  const canRead = (s) => !!(isReadable(s) || isReadableStream(s) || isTransformStream(s));
  const canWrite = (s) => !!(isWritable(s) || isWritableStream(s) || isTransformStream(s));
  for (let n = 0; n <= last; n++) {
    if (!isNodeStream(streams[n]) && !isWebStream(streams[n])) continue;
    if (n < last && !canRead(streams[n])) throw node.invalidArgValue(`streams[${n}]`, given[n], 'must be readable');
    if (n > 0 && !canWrite(streams[n])) throw node.invalidArgValue(`streams[${n}]`, given[n], 'must be writable');
  }
  const drained = slot();
  const done = slot();
  let onclose;
  let d;
  const onfinished = (err) => {
    const cb = onclose;
    onclose = null;
    if (cb) cb(err);
    else if (err) d.destroy(err);
    else if (!readable && !writable) d.destroy();
  };
  const head = streams[0];
  const tail = pipeline(streams, onfinished);
  const writable = canWrite(head);
  const readable = canRead(tail);
  d = new Duplex({
    writableObjectMode: !!head?.writableObjectMode,
    readableObjectMode: !!tail?.readableObjectMode,
    writable,
    readable,
  });
  if (writable) {
    if (isNodeStream(head)) {
      d._write = function(chunk, encoding, callback) {
        if (head.write(chunk, encoding)) callback();
        else drained.put(callback);
      };
      d._final = function(callback) {
        head.end();
        done.put(callback);
      };
      head.on('drain', () => drained.take());
    } else {
      const writer = (isTransformStream(head) ? head.writable : head).getWriter();
      d._write = async function(chunk, encoding, callback) {
        try {
          await writer.ready;
          writer.write(chunk).catch(() => {});
          callback();
        } catch (err) {
          callback(err);
        }
      };
      d._final = async function(callback) {
        try {
          await writer.ready;
          writer.close().catch(() => {});
          done.put(callback);
        } catch (err) {
          callback(err);
        }
      };
    }
    finished(isTransformStream(tail) ? tail.readable : tail, () => done.take());
  }
  if (readable) {
    if (isNodeStream(tail)) {
      d._read = function() { tail.resume(); };
      tail.on('data', (chunk) => {
        if (!d.push(chunk)) tail.pause();
      });
      tail.on('end', () => d.push(null));
    } else {
      const reader = (isTransformStream(tail) ? tail.readable : tail).getReader();
      d._read = async function() {
        for (;;) {
          try {
            const { value, done } = await reader.read();
            if (done) {
              d.push(null);
              return;
            }
            if (!d.push(value)) return;
          } catch {
            return;
          }
        }
      };
    }
  }
  d._destroy = function(err, callback) {
    if (!err && onclose !== null) err = node.abortError();
    drained.clear();
    done.clear();
    if (isNodeStream(tail)) destroyer(tail, err);
    if (onclose === null) callback(err);
    else onclose = callback;
  };
  return d;
}

function composeMethod(stream, options) {
  if (options != null) node.checkObject(options, 'options');
  if (options?.signal != null) node.checkSignal(options.signal, 'options.signal');
  const composed = compose(this, stream);
  if (options?.signal) abortWith(options.signal, composed);
  return composed;
}

function abortWith(signal, stream) {
  const abort = () => stream.destroy(node.abortError(signal.reason));
  if (signal.aborted) {
    abort();
    return;
  }
  const disposable = core.addAbortListener(signal, abort);
  finished(stream, () => disposable[Symbol.dispose]());
}

class DuplexSide extends Duplex {
  #other = null;
  #callback = null;
  connect(other) { this.#other = other; }
  receive(chunk, callback) {
    this.push(chunk);
    this.#callback = callback;
  }
  _read() {
    const callback = this.#callback;
    if (callback) {
      this.#callback = null;
      callback();
    }
  }
  _write(chunk, encoding, callback) {
    if (chunk.length === 0) nextTick(callback);
    else this.#other.receive(chunk, callback);
  }
  _final(callback) {
    this.#other.on('end', callback);
    this.#other.push(null);
  }
  _destroy(err, callback) {
    const other = this.#other;
    if (other !== null && !other.destroyed) {
      nextTick(() => {
        if (other.destroyed) return;
        if (err) other.destroy();
        else other.push(null);
      });
    }
    callback(err);
  }
}

function duplexPair(options) {
  const sides = [new DuplexSide(options), new DuplexSide(options)];
  sides[0].connect(sides[1]);
  sides[1].connect(sides[0]);
  return sides;
}

// wrap makes this readable one of an old-style stream.
function wrap(stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (err) => core.errorOrDestroy(this, err));
  stream.on('close', () => this.destroy());
  stream.on('destroy', () => this.destroy());
  this._read = () => {
    if (paused && stream.resume) {
      paused = false;
      stream.resume();
    }
  };
  for (const key of Object.keys(stream)) {
    if (this[key] === undefined && typeof stream[key] === 'function') this[key] = stream[key].bind(stream);
  }
  return this;
}

function wrapStatic(stream, options) {
  return new Readable({
    objectMode: stream.readableObjectMode ?? stream.objectMode ?? true,
    ...options,
    destroy(err, callback) {
      destroyer(stream, err);
      callback(err);
    },
  }).wrap(stream);
}

async function disposeReadable() {
  let error;
  if (!this.destroyed) {
    error = this.readableEnded ? null : node.abortError();
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    finished(this, (err) => (err && err !== error ? reject(err) : resolve(null)));
  });
}

async function disposeWritable() {
  if (!this.destroyed) this.destroy(this.writableFinished ? null : node.abortError());
  await new Promise((resolve, reject) => {
    finished(this, (err) => (err && err.name !== 'AbortError' ? reject(err) : resolve(null)));
  });
}

function finishedPromise(stream, options) {
  let cleanupAfter = false;
  if (options === null) options = {};
  if (options?.cleanup) {
    node.checkBoolean(options.cleanup, 'cleanup');
    cleanupAfter = options.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = finished(stream, options, (err) => {
      if (cleanupAfter) cleanup();
      if (err) reject(err);
      else resolve();
    });
  });
}

return {
  duplexify, compose, composeMethod, duplexPair, wrap, wrapStatic, disposeReadable, disposeWritable, finishedPromise,
};
