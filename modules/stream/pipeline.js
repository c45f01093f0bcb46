'use strict';
// pipeline, for chains of streams, iterables, functions and web streams.
const { Duplex, PassThrough, Readable, finished, destroyer, addAbortListener } = core;
const {
  isNodeStream, isReadable, isReadableNodeStream, isReadableFinished, isReadableStream, isTransformStream, isWebStream,
} = core;
const { nextTick } = node;

const isIterable = (v, async) => v != null &&
  (typeof v[Symbol.asyncIterator] === 'function' || !async && typeof v[Symbol.iterator] === 'function');

function once(f) {
  let called = false;
  return (...args) => {
    if (!called) {
      called = true;
      f(...args);
    }
  };
}

function aggregate(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const err = new AggregateError([outer, inner], outer.message);
  err.code = outer.code;
  return err;
}

// endOf watches a stream that belongs to a pipeline.
function endOf(stream, reading, writing) {
  let over = false;
  stream.on('close', () => { over = true; });
  const cleanup = finished(stream, { readable: reading, writable: writing }, (err) => { over = !err; });
  return {
    destroy(err) {
      if (over) return;
      over = true;
      destroyer(stream, err || node.coded('Error', 'ERR_STREAM_DESTROYED', 'Cannot call pipe after a stream was destroyed'));
    },
    cleanup,
  };
}

function toIterable(v) {
  if (isIterable(v)) return v;
  if (isReadableNodeStream(v)) return Readable.prototype[Symbol.asyncIterator].call(v);
  throw node.invalidArgType('val', ['Readable', 'Iterable', 'AsyncIterable'], v);
}

// each calls f with every value of an iterable, as for await does.
async function each(iterable, f) {
  const asyncMethod = iterable[Symbol.asyncIterator];
  const iterator = asyncMethod ? asyncMethod.call(iterable) : iterable[Symbol.iterator]();
  let done = true;
  try {
    for (;;) {
      const result = asyncMethod ? await iterator.next() : iterator.next();
      if (result === null || typeof result !== 'object') {
        throw new TypeError(`Iterator result ${String(result)} is not an object`);
      }
      if (result.done) break;
      const value = asyncMethod ? result.value : await result.value;
      done = false;
      const stop = await f(value);
      done = true;
      if (stop) {
        done = false;
        break;
      }
    }
  } finally {
    if (!done && typeof iterator.return === 'function') {
      const r = iterator.return();
      if (asyncMethod) await r;
    }
  }
}

async function pumpToNode(iterable, writable, finish, end) {
  let error;
  let wake = null;
  const resume = (err) => {
    if (err) error = err;
    if (wake) {
      const f = wake;
      wake = null;
      f();
    }
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) return reject(error);
    wake = () => (error ? reject(error) : resolve());
  });
  writable.on('drain', resume);
  const cleanup = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    await each(iterable, (chunk) => (writable.write(chunk) ? undefined : wait()));
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (err) {
    finish(error !== err ? aggregate(error, err) : err);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, finish, end) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    await each(readable, async (chunk) => {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    });
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (err) {
    try {
      await writer.abort(err);
      finish(err);
    } catch (err) {
      finish(err);
    }
  }
}

const premature = () => node.coded('Error', 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close');

function pipe(src, dst, finish, finishOnError, end) {
  let ended = false;
  dst.on('close', () => {
    if (!ended) finishOnError(premature());
  });
  src.pipe(dst, { end: false });
  if (end) {
    const endDst = () => {
      ended = true;
      dst.end();
    };
    if (isReadableFinished(src)) nextTick(endDst);
    else src.once('end', endDst);
  } else {
    finish();
  }
  finished(src, { readable: true, writable: false }, (err) => {
    const state = src._readableState;
    if (err && err.code === 'ERR_STREAM_PREMATURE_CLOSE' && state && state.ended && !state.errored && !state.errorEmitted) {
      // The source has ended all the same; whether with an error is to be seen.
      src.once('end', finish).once('error', finish);
    } else {
      finish(err);
    }
  });
  return finished(dst, { readable: false, writable: true }, finish);
}

function run(streams, callback, opts) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw node.missingArgs('streams');

  // Only functions among the streams see the signal.
  let controller = null;
  const signal = () => (controller ??= new AbortController()).signal;
  const outer = opts?.signal;
  const lastCleanup = [];
  node.checkSignal(outer, 'options.signal');

  let disposable;
  let error;
  let value;
  const destroys = [];
  let pending = 0;

  const finish = (err) => settle(err, --pending === 0);
  const finishOnError = (err) => settle(err, false);
  const abort = () => settle(node.abortError(outer?.reason));
  if (outer) disposable = addAbortListener(outer, abort);

  function settle(err, final) {
    if (err && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.name === 'AbortError')) error = err;
    if (!error && !final) return;
    while (destroys.length) destroys.shift()(error);
    disposable?.[Symbol.dispose]();
    controller?.abort();
    if (final) {
      if (!error) lastCleanup.forEach((f) => f());
      nextTick(callback, error, value);
    }
  }

  const isUnusual = () => node.invalidArgType(
    'val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);

  let ret;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const next = reading ? streams[i + 1] : null;
    const end = reading || opts?.end !== false;
    const last = !reading;

    if (isNodeStream(stream)) {
      if (next !== null && (next?.closed || next?.destroyed)) {
        throw node.coded('Error', 'ERR_STREAM_UNABLE_TO_PIPE', 'Cannot pipe to a closed or destroyed stream');
      }
      if (end) {
        const { destroy, cleanup } = endOf(stream, reading, writing);
        destroys.push(destroy);
        if (isReadable(stream) && last) lastCleanup.push(cleanup);
      }
      const onError = (err) => {
        if (err && err.name !== 'AbortError' && err.code !== 'ERR_STREAM_PREMATURE_CLOSE') finishOnError(err);
      };
      stream.on('error', onError);
      if (isReadable(stream) && last) lastCleanup.push(() => stream.removeListener('error', onError));
    }

    if (i === 0) {
      if (typeof stream === 'function') {
        ret = stream({ signal: signal() });
        if (!isIterable(ret)) throw node.invalidReturnValue('Iterable, AsyncIterable or Stream', 'source', ret);
      } else if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) {
        ret = stream;
      } else {
        ret = Duplex.from(stream);
      }
    } else if (typeof stream === 'function') {
      ret = toIterable(isTransformStream(ret) ? ret?.readable : ret);
      ret = stream(ret, { signal: signal() });
      if (reading) {
        if (!isIterable(ret, true)) throw node.invalidReturnValue('AsyncIterable', `transform[${i - 1}]`, ret);
      } else {
        const through = new PassThrough({ objectMode: true });
        const then = ret?.then;
        if (typeof then === 'function') {
          pending++;
          then.call(ret, (v) => {
            value = v;
            if (v != null) through.write(v);
            if (end) through.end();
            nextTick(finish);
          }, (err) => {
            through.destroy(err);
            nextTick(finish, err);
          });
        } else if (isIterable(ret, true)) {
          pending++;
          pumpToNode(ret, through, finish, end);
        } else if (isReadableStream(ret) || isTransformStream(ret)) {
          pending++;
          pumpToNode(ret.readable || ret, through, finish, end);
        } else {
          throw node.invalidReturnValue('AsyncIterable or Promise', 'destination', ret);
        }
        ret = through;
        const { destroy, cleanup } = endOf(ret, false, true);
        destroys.push(destroy);
        if (last) lastCleanup.push(cleanup);
      }
    } else if (isNodeStream(stream)) {
      if (isReadableNodeStream(ret)) {
        pending += 2;
        const cleanup = pipe(ret, stream, finish, finishOnError, end);
        if (isReadable(stream) && last) lastCleanup.push(cleanup);
      } else if (isTransformStream(ret) || isReadableStream(ret)) {
        pending++;
        pumpToNode(ret.readable || ret, stream, finish, end);
      } else if (isIterable(ret)) {
        pending++;
        pumpToNode(ret, stream, finish, end);
      } else {
        throw isUnusual();
      }
      ret = stream;
    } else if (isWebStream(stream)) {
      if (isReadableNodeStream(ret)) {
        pending++;
        pumpToWeb(toIterable(ret), stream, finish, end);
      } else if (isReadableStream(ret) || isIterable(ret)) {
        pending++;
        pumpToWeb(ret, stream, finish, end);
      } else if (isTransformStream(ret)) {
        pending++;
        pumpToWeb(ret.readable, stream, finish, end);
      } else {
        throw isUnusual();
      }
      ret = stream;
    } else {
      ret = Duplex.from(stream);
    }
  }
  if (controller?.signal.aborted || outer?.aborted) nextTick(abort);
  return ret;
}

return {
  pipeline(...streams) {
    node.checkFunction(streams[streams.length - 1], 'streams[stream.length - 1]');
    return run(streams, once(streams.pop()));
  },
  pipelinePromise(...streams) {
    return new Promise((resolve, reject) => {
      let signal;
      let end;
      const last = streams[streams.length - 1];
      if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) {
        ({ signal, end } = streams.pop());
      }
      run(streams, (err, value) => (err ? reject(err) : resolve(value)), { signal, end });
    });
  },
};
