'use strict';
// pipeTo, tee and from: what moves chunks between streams.
const { deferred, handled, attempt, invalidState } = common;
const { streams, late, make, enqueue, close, cancelStream, acquire, release, read, readPromise } = readable;
const { WritableStreamDefaultWriter, writers, closing, writeChunk, closeStream, abortStream } = writable;

late.isWritable = (v) => writable.streams.has(v);

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
      else action().then(() => finish(failed, err), (later) => finish(true, later));
    };
    const settle = () => {
      const last = current;
      last.then(() => (last === current ? act() : settle()));
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
    w.ready.promise.then(() => {
      if (shuttingDown || check()) return;
      read(r, {
        chunk(value) {
          current = handled(writeChunk(w, value)).then(undefined, () => {});
          queueMicrotask(step);
        },
        close() {},
        error() {},
      });
    }, () => {});
  };
  handled(r.closed.promise).then(onSourceClose, onSourceError);
  handled(w.closed.promise).then(undefined, onDestError);
  step();
  return done.promise;
};

late.tee = (s) => {
  const r = acquire(s, false);
  const bytes = s.controller.bytes;
  const reasons = [];
  const cancelled = [false, false];
  const done = deferred();
  let reading = false;
  let again = false;
  let branches;
  const controllersOf = () => branches.map((b) => streams.get(b).controller);
  const each = (f) => controllersOf().forEach((c, i) => {
    if (!cancelled[i]) f(c, i);
  });
  const pull = () => {
    if (reading) {
      again = true;
      return Promise.resolve();
    }
    reading = true;
    again = false;
    read(r, {
      chunk(value) {
        queueMicrotask(() => {
          again = false;
          const chunks = [value, bytes ? value.slice() : value];
          each((c, i) => (bytes ? bytesOf.enqueue(c, chunks[i]) : enqueue(c, chunks[i])));
          reading = false;
          if (again) pull();
        });
      },
      close() {
        reading = false;
        each((c) => {
          if (!bytes) return close(c);
          bytesOf.close(c);
          if (c.pending.length > 0) bytesOf.respond(c, 0);
        });
        if (!cancelled[0] || !cancelled[1]) done.resolve();
      },
      error() { reading = false; },
    });
    return Promise.resolve();
  };
  const cancel = (i) => (reason) => {
    cancelled[i] = true;
    reasons[i] = reason;
    if (cancelled[0] && cancelled[1]) done.resolve(cancelStream(s, reasons));
    return done.promise;
  };
  const algorithms = (i) => ({ pull, cancel: cancel(i) });
  branches = bytes ? [bytesOf.makeBytes(algorithms(0)), bytesOf.makeBytes(algorithms(1))] : [make(algorithms(0)), make(algorithms(1))];
  r.closed.promise.then(undefined, (err) => {
    for (const c of controllersOf()) c.error(err);
    if (!cancelled[0] || !cancelled[1]) done.resolve();
  });
  return branches;
};

late.from = (iterable) => {
  if (iterable === null || iterable === undefined) throw node.coded('TypeError', 'ERR_ARG_NOT_ITERABLE', `${iterable} must be iterable`);
  const method = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
  if (typeof method !== 'function') throw node.coded('TypeError', 'ERR_ARG_NOT_ITERABLE', `${inspect(iterable)} must be iterable`);
  const iterator = method.call(iterable);
  if (iterator === null || typeof iterator !== 'object') throw invalidState('The iterator method must return an object');
  const { next } = iterator;
  const stream = make({
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

return { readPromise };
