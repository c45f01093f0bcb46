'use strict';
// The array-like methods of Readable.
const { Readable, finished } = core;
const kStop = Symbol('stop');
const kEmpty = Symbol('empty');
const kEnd = Symbol('end');

// generate is an async generator: body gets a function that yields.
function generate(body) {
  const queue = [];
  let state = 'new';
  let current = null;
  let suspended = null;
  let returned;
  const settle = (f) => {
    const request = current;
    current = null;
    f(request);
    step();
  };
  const emit = (value) => new Promise((resolve, reject) => {
    suspended = { resolve, reject };
    settle((request) => request.resolve({ value, done: false }));
  });
  const end = (value) => {
    state = 'done';
    settle((request) => request.resolve({ value, done: true }));
  };
  const fail = (err) => {
    state = 'done';
    settle((request) => request.reject(err));
  };
  function step() {
    if (current || queue.length === 0) return;
    current = queue.shift();
    const { kind, value } = current;
    if (state === 'done' || state === 'new' && kind !== 'next') {
      state = 'done';
      settle((request) => {
        if (kind === 'throw') request.reject(value);
        else request.resolve({ value: kind === 'return' ? value : undefined, done: true });
      });
    } else if (state === 'new') {
      state = 'running';
      body(emit).then(() => end(undefined), (err) => (err === kStop ? end(returned) : fail(err)));
    } else {
      const { resolve, reject } = suspended;
      suspended = null;
      if (kind === 'next') {
        resolve();
      } else if (kind === 'return') {
        returned = value;
        reject(kStop);
      } else {
        reject(value);
      }
    }
  }
  const ask = (kind) => (value) => new Promise((resolve, reject) => {
    queue.push({ kind, value, resolve, reject });
    step();
  });
  return {
    next: ask('next'), return: ask('return'), throw: ask('throw'),
    [Symbol.asyncIterator]() { return this; },
  };
}

// each calls f with every value until f's promise is true, as a for await
// with a break does.
async function each(iterable, f) {
  const make = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
  if (typeof make !== 'function') throw new TypeError(`${String(iterable)} is not async iterable`);
  const iterator = make.call(iterable);
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) return;
    let stop = true;
    try {
      stop = await f(value);
    } catch (err) {
      try {
        await iterator.return?.();
      } catch {
        // The first error counts.
      }
      throw err;
    }
    if (stop) {
      await iterator.return?.();
      return;
    }
  }
}

function checkOptions(options) {
  if (options != null) node.checkObject(options, 'options');
  if (options?.signal != null) node.checkSignal(options.signal, 'options.signal');
}

function mapped(stream, fn, options) {
  node.checkFunction(fn, 'fn');
  checkOptions(options);
  const concurrency = options?.concurrency != null ? Math.floor(options.concurrency) : 1;
  let highWaterMark = options?.highWaterMark != null ? Math.floor(options.highWaterMark) : concurrency - 1;
  node.checkInteger(concurrency, 'options.concurrency', 1);
  node.checkInteger(highWaterMark, 'options.highWaterMark', 0);
  highWaterMark += concurrency;

  return generate(async (emit) => {
    const signal = AbortSignal.any([options?.signal].filter(Boolean));
    const queue = [];
    let next = null;
    let resume = null;
    let done = false;
    let running = 0;
    const wake = () => {
      if (next) {
        const f = next;
        next = null;
        f();
      }
    };
    const maybeResume = () => {
      if (resume && !done && running < concurrency && queue.length < highWaterMark) {
        const f = resume;
        resume = null;
        f();
      }
    };
    const settled = () => {
      running--;
      maybeResume();
    };
    const failed = () => {
      done = true;
      settled();
    };
    const pump = async () => {
      try {
        await each(stream, async (value) => {
          if (done) return true;
          if (signal.aborted) throw node.abortError();
          let result;
          try {
            result = fn(value, { signal });
            if (result === kEmpty) return false;
            result = Promise.resolve(result);
          } catch (err) {
            result = Promise.reject(err);
          }
          running++;
          result.then(settled, failed);
          queue.push(result);
          wake();
          if (!done && (queue.length >= highWaterMark || running >= concurrency)) {
            await new Promise((resolve) => { resume = resolve; });
          }
          return false;
        });
        queue.push(kEnd);
      } catch (err) {
        const result = Promise.reject(err);
        result.then(settled, failed);
        queue.push(result);
      } finally {
        done = true;
        wake();
      }
    };
    pump();
    try {
      for (;;) {
        while (queue.length > 0) {
          const value = await queue[0];
          if (value === kEnd) return;
          if (signal.aborted) throw node.abortError();
          if (value !== kEmpty) await emit(value);
          queue.shift();
          maybeResume();
        }
        await new Promise((resolve) => { next = resolve; });
      }
    } finally {
      done = true;
      if (resume) {
        const f = resume;
        resume = null;
        f();
      }
    }
  });
}

function filtered(stream, fn, options) {
  node.checkFunction(fn, 'fn');
  return mapped(stream, async (value, options) => (await fn(value, options) ? value : kEmpty), options);
}

function count(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw node.outOfRange('number', '>= 0', number);
  return number;
}

function limited(stream, options, visit) {
  return generate(async (emit) => {
    if (options?.signal?.aborted) throw node.abortError();
    await each(stream, async (value) => {
      if (options?.signal?.aborted) throw node.abortError();
      return visit(value, emit);
    });
  });
}

const operators = {
  map(fn, options) { return Readable.from(mapped(this, fn, options)); },
  filter(fn, options) { return Readable.from(filtered(this, fn, options)); },
  flatMap(fn, options) {
    const values = mapped(this, fn, options);
    return Readable.from(generate((emit) => each(values, async (inner) => {
      await each(inner, async (value) => { await emit(value); });
    })));
  },
  drop(number, options) {
    checkOptions(options);
    let left = count(number);
    return Readable.from(limited(this, options, async (value, emit) => {
      if (left-- <= 0) await emit(value);
    }));
  },
  take(number, options) {
    checkOptions(options);
    let left = count(number);
    return Readable.from(limited(this, options, async (value, emit) => {
      if (left-- > 0) await emit(value);
      return left <= 0;
    }));
  },
  async some(fn, options) {
    let found = false;
    await each(filtered(this, fn, options), () => (found = true));
    return found;
  },
  async every(fn, options) {
    node.checkFunction(fn, 'fn');
    return !(await operators.some.call(this, async (...args) => !(await fn(...args)), options));
  },
  async find(fn, options) {
    let result;
    await each(filtered(this, fn, options), (value) => {
      result = value;
      return true;
    });
    return result;
  },
  async forEach(fn, options) {
    node.checkFunction(fn, 'fn');
    await each(mapped(this, async (value, options) => {
      await fn(value, options);
      return kEmpty;
    }, options), () => false);
  },
  async reduce(reducer, initialValue, options) {
    node.checkFunction(reducer, 'reducer');
    checkOptions(options);
    let hasInitial = arguments.length > 1;
    if (options?.signal?.aborted) {
      const err = node.abortError(options.signal.reason);
      this.once('error', () => {});
      await new Promise((resolve) => { finished(this.destroy(err), () => resolve()); });
      throw err;
    }
    const controller = new AbortController();
    const { signal } = controller;
    options?.signal?.addEventListener('abort', () => controller.abort(), { once: true });
    let got = false;
    try {
      await each(this, async (value) => {
        got = true;
        if (options?.signal?.aborted) throw node.abortError();
        if (hasInitial) {
          initialValue = await reducer(initialValue, value, { signal });
        } else {
          initialValue = value;
          hasInitial = true;
        }
      });
      if (!got && !hasInitial) {
        throw node.coded('TypeError', 'ERR_MISSING_ARGS', 'Reduce of an empty stream requires an initial value');
      }
    } finally {
      controller.abort();
    }
    return initialValue;
  },
  async toArray(options) {
    checkOptions(options);
    const result = [];
    await each(this, (value) => {
      if (options?.signal?.aborted) throw node.abortError(options.signal.reason);
      result.push(value);
    });
    return result;
  },
};

return operators;
