'use strict';
// pipeTo and from: what moves chunks between streams.
const { deferred, handled, attempt, invalidState, then } = common;
const { streams, late, make, enqueue, close, cancelStream, acquire, release, read } = readable;
const { WritableStreamDefaultWriter, writers, closing, writeChunk, closeStream, abortStream } = writable;

late.isWritable = (v) => writable.streams.has(v);
late.isLocked = (v) => writable.streams.of(v).writer !== undefined;

late.pipeTo = (source, destination, { preventClose, preventAbort, preventCancel, signal }) => {
  const r = acquire(source, false);
  const writer = new WritableStreamDefaultWriter(destination);
  const w = writers.get(writer);
  const dest = w.stream;
  source.disturbed = true;
  const done = deferred();
  let shuttingDown = false;
  let current = Promise.resolve();

  // shutDown waits for the writes under way, does the action, and ends.
  const shutDown = (action, failed, err) => {
    if (shuttingDown) return;
    shuttingDown = true;
    const finish = (failed, err) => {
      writer.releaseLock();
      if (r.stream) release(r);
      signal?.removeEventListener('abort', onAbort);
      if (failed) done.reject(err);
      else done.resolve();
    };
    const act = () => {
      if (!action) finish(failed, err);
      else then(action(), () => finish(failed, err), (later) => finish(true, later));
    };
    const settle = () => {
      const last = current;
      then(last, () => (last === current ? act() : settle()));
    };
    if (dest.state === 'writable' && !closing(dest)) settle();
    else act();
  };

  const onAbort = () => {
    const { reason } = signal;
    shutDown(() => {
      const actions = [];
      if (!preventAbort) actions.push(dest.state === 'writable' ? abortStream(dest, reason) : Promise.resolve());
      if (!preventCancel) actions.push(source.state === 'readable' ? cancelStream(source, reason) : Promise.resolve());
      return Promise.all(actions);
    }, true, reason);
  };
  if (signal) {
    if (signal.aborted) {
      onAbort();
      return done.promise;
    }
    signal.addEventListener('abort', onAbort);
  }

  const onSourceError = (err) => shutDown(preventAbort ? undefined : () => abortStream(dest, err), true, err);
  const onSourceClose = () => shutDown(preventClose ? undefined : () => {
    if (closing(dest) || dest.state === 'closed') return Promise.resolve();
    if (dest.state === 'errored') return Promise.reject(dest.storedError);
    return closeStream(dest);
  }, false);
  const onDestError = (err) => shutDown(preventCancel ? undefined : () => cancelStream(source, err), true, err);
  const check = () => {
    if (source.state === 'errored') onSourceError(source.storedError);
    else if (dest.state === 'errored' || dest.state === 'erroring') onDestError(dest.storedError);
    else if (source.state === 'closed') onSourceClose();
    else if (closing(dest) || dest.state === 'closed') {
      const err = invalidState('Destination WritableStream is closed');
      onDestError(err);
    }
    return shuttingDown;
  };
  const step = () => {
    if (shuttingDown || check()) return;
    then(w.ready.promise, () => {
      if (shuttingDown || check()) return;
      read(r, {
        // The chunk may come within the source's enqueue, which must not
        // call the sink.
        chunk(value) {
          const written = deferred();
          current = written.promise;
          queueMicrotask(() => {
            then(writeChunk(w, value), written.resolve, written.resolve);
            step();
          });
        },
        close() {},
        error() {},
      });
    }, () => {});
  };
  then(handled(r.closed.promise), onSourceClose, onSourceError);
  then(handled(w.closed.promise), undefined, onDestError);
  step();
  return done.promise;
};

late.from = (iterable) => {
  const method = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
  if (typeof method !== 'function') throw node.coded('TypeError', 'ERR_ARG_NOT_ITERABLE', `${inspect(iterable)} must be iterable`);
  const iterator = method.call(iterable);
  if (iterator === null || typeof iterator !== 'object') throw invalidState('The iterator method must return an object');
  const { next } = iterator;
  const stream = make({
    start: undefined,
    async pull() {
      const result = await Reflect.apply(next, iterator, []);
      if (result === null || typeof result !== 'object') throw invalidState('The promise returned by the iterator.next() method must fulfill with an object');
      const c = streams.get(stream).controller;
      if (result.done) close(c);
      else enqueue(c, await result.value);
    },
    async cancel(reason) {
      const method = iterator.return;
      if (method === undefined) return;
      const result = await attempt(method, iterator, reason);
      if (result === null || typeof result !== 'object') throw invalidState('The promise returned by the iterator.return() method must fulfill with an object');
    },
  }, 0);
  return stream;
};
