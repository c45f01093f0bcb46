'use strict';
// tee: two streams of the chunks of one.
const { deferred, then } = common;
const { streams, late, make, enqueue, close, cancelStream, acquire, release, read } = readable;

late.tee = (s) => (s.controller.bytes ? teeBytes(s) : teeDefault(s));

// branchState is what both kinds of tee keep: who has cancelled, and why.
function branchState(s) {
  const done = deferred();
  const state = {
    done, cancelled: [false, false],
    cancel(i) {
      return (reason) => {
        state.cancelled[i] = true;
        reasons[i] = reason;
        if (state.cancelled[1 - i]) done.resolve(cancelStream(s, reasons));
        return done.promise;
      };
    },
    // finish tells a branch that is left that the source has ended.
    finish() {
      if (!state.cancelled[0] || !state.cancelled[1]) done.resolve();
    },
  };
  const reasons = [undefined, undefined];
  return state;
}

function teeDefault(s) {
  const r = acquire(s, false);
  const state = branchState(s);
  const { cancelled } = state;
  let reading = false;
  let again = false;
  let controllers;
  const pull = () => {
    if (reading) {
      again = true;
      return Promise.resolve();
    }
    reading = true;
    read(r, {
      chunk(value) {
        queueMicrotask(() => {
          again = false;
          for (let i = 0; i < 2; i++) if (!cancelled[i]) enqueue(controllers[i], value);
          reading = false;
          if (again) pull();
        });
      },
      close() {
        reading = false;
        for (let i = 0; i < 2; i++) if (!cancelled[i]) close(controllers[i]);
        state.finish();
      },
      error() { reading = false; },
    });
    return Promise.resolve();
  };
  const branches = [0, 1].map((i) => make({ start: undefined, pull, cancel: state.cancel(i) }));
  controllers = branches.map((b) => streams.get(b).controller);
  then(r.closed.promise, undefined, (err) => {
    for (const c of controllers) c.error(err);
    state.finish();
  });
  return branches;
}

// teeBytes reads into the buffer of the branch that asks for bytes, and
// clones what came for the other one.
function teeBytes(s) {
  let r = acquire(s, false);
  const state = branchState(s);
  const { cancelled } = state;
  let reading = false;
  const again = [false, false];
  let controllers;

  const watch = (reader) => {
    then(reader.closed.promise, undefined, (err) => {
      if (reader !== r) return;
      for (const c of controllers) c.error(err);
      state.finish();
    });
  };
  const switchTo = (byob) => {
    if (r.byob === byob) return;
    release(r);
    r = acquire(s, byob);
    watch(r);
  };
  const pullAgain = () => {
    reading = false;
    if (again[0]) pull(0);
    else if (again[1]) pull(1);
  };
  // cloneOf copies a chunk, or fails all when there is no memory for it.
  const cloneOf = (chunk) => {
    try {
      return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
    } catch (err) {
      for (const c of controllers) c.error(err);
      state.done.resolve(cancelStream(s, err));
      return undefined;
    }
  };
  const pullDefault = () => {
    switchTo(false);
    read(r, {
      chunk(chunk) {
        queueMicrotask(() => {
          again[0] = again[1] = false;
          let second = chunk;
          if (!cancelled[0] && !cancelled[1] && !(second = cloneOf(chunk))) return;
          if (!cancelled[0]) bytesOf.enqueue(controllers[0], chunk);
          if (!cancelled[1]) bytesOf.enqueue(controllers[1], second);
          pullAgain();
        });
      },
      close() {
        reading = false;
        for (let i = 0; i < 2; i++) if (!cancelled[i]) bytesOf.close(controllers[i]);
        for (const c of controllers) if (c.pending.length > 0) bytesOf.respond(c, 0);
        state.finish();
      },
      error() { reading = false; },
    });
  };
  const pullInto = (view, i) => {
    switchTo(true);
    const byob = controllers[i];
    const other = controllers[1 - i];
    bytesOf.readInto(r, view, 1, {
      chunk(chunk) {
        queueMicrotask(() => {
          again[0] = again[1] = false;
          if (!cancelled[1 - i]) {
            const cloned = cloneOf(chunk);
            if (!cloned) return;
            if (!cancelled[i]) bytesOf.respondWithNewView(byob, chunk);
            bytesOf.enqueue(other, cloned);
          } else if (!cancelled[i]) {
            bytesOf.respondWithNewView(byob, chunk);
          }
          pullAgain();
        });
      },
      close(chunk) {
        reading = false;
        if (!cancelled[i]) bytesOf.close(byob);
        if (!cancelled[1 - i]) bytesOf.close(other);
        if (chunk !== undefined) {
          if (!cancelled[i]) bytesOf.respondWithNewView(byob, chunk);
          if (!cancelled[1 - i] && other.pending.length > 0) bytesOf.respond(other, 0);
        }
        state.finish();
      },
      error() { reading = false; },
    });
  };
  const pull = (i) => {
    if (reading) {
      again[i] = true;
      return Promise.resolve();
    }
    reading = true;
    const request = bytesOf.requestView(controllers[i]);
    if (request === null) pullDefault();
    else pullInto(request, i);
    return Promise.resolve();
  };
  const branches = [0, 1].map((i) => bytesOf.makeBytes({ start: undefined, pull: () => pull(i), cancel: state.cancel(i) }));
  controllers = branches.map((b) => streams.get(b).controller);
  watch(r);
  return branches;
}
