'use strict';
// Mock functions: a proxy that records its calls.

class MockFunctionContext {
  #calls = [];
  #original;
  #implementation;
  #once = new Map();
  #limit;
  #undo;

  constructor(original, implementation, limit, undo) {
    this.#original = original;
    this.#implementation = implementation;
    this.#limit = limit;
    this.#undo = undo;
  }

  get calls() { return this.#calls.slice(); }
  callCount() { return this.#calls.length; }
  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }
  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    validateFunction(implementation, 'implementation');
    this.#once.set(onCall, implementation);
  }
  restore() {
    this.#implementation = this.#original;
    this.#once.clear();
    if (this.#undo) this.#undo();
  }
  resetCalls() { this.#calls = []; }

  next() {
    const n = this.#calls.length;
    if (this.#once.has(n)) {
      const f = this.#once.get(n);
      this.#once.delete(n);
      return f;
    }
    return n >= this.#limit ? this.#original : this.#implementation;
  }
  record(call) { this.#calls.push(call); }
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw env.invalidArgType(name, ['function'], value);
}

function validateTimes(times = Infinity) {
  if (typeof times !== 'number') throw env.invalidArgType('options.times', ['number'], times);
  return times;
}

const next = (context) => MockFunctionContext.prototype.next.call(context);
const record = (context, call) => MockFunctionContext.prototype.record.call(context, call);

function wrap(original, implementation, times, undo) {
  const context = new MockFunctionContext(original, implementation, times, undo);
  const run = (args, self, target, call) => {
    const entry = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: self };
    const f = next(context);
    try {
      entry.result = call(f);
      if (target !== undefined) entry.this = entry.result;
    } catch (err) {
      entry.error = err;
      throw err;
    } finally {
      record(context, entry);
    }
    return entry.result;
  };
  return { context, proxy: new Proxy(original, {
    // The engine uses the memory of a trap's arguments again, hence the copies.
    apply(_, self, list) {
      const args = list.slice();
      return run(args, self, undefined, (f) => Reflect.apply(f, self, args));
    },
    construct(target, list) {
      const args = list.slice();
      return run(args, undefined, target, (f) => Reflect.construct(f, args, target));
    },
    get: (target, key, receiver) => (key === 'mock' ? context : Reflect.get(target, key, target)),
  }) };
}

function findDescriptor(object, name) {
  for (let o = object; o !== null && o !== undefined; o = Object.getPrototypeOf(o)) {
    const d = Object.getOwnPropertyDescriptor(o, name);
    if (d) return d;
  }
  return undefined;
}

class MockTracker {
  #mocks = [];
  #timers;

  get timers() { return this.#timers ??= { enable: env.missing('mock.timers.enable'), reset() {}, tick: env.missing('mock.timers.tick') }; }

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = function() {};
      implementation = original;
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = original;
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    const { context, proxy } = wrap(original, implementation, validateTimes(options.times));
    this.#mocks.push(context);
    return proxy;
  }

  method(object, name, implementation, options = {}) {
    if (object === null || typeof object !== 'object' && typeof object !== 'function')
      throw env.invalidArgType('object', ['Object'], object);
    if (typeof name !== 'string' && typeof name !== 'symbol') throw env.invalidArgType('methodName', ['string', 'symbol'], name);
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = undefined;
    }
    const { getter = false, setter = false } = options;
    const descriptor = findDescriptor(object, name);
    const slot = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[slot];
    if (typeof original !== 'function') {
      const err = new TypeError(`The argument 'methodName' must be a method. Received ${env.require('util').inspect(original)}`);
      err.code = 'ERR_INVALID_ARG_VALUE';
      throw err;
    }
    if (implementation !== undefined) validateFunction(implementation, 'implementation');
    const own = Object.getOwnPropertyDescriptor(object, name);
    const undo = () => {
      if (own) Object.defineProperty(object, name, own);
      else delete object[name];
    };
    const { context, proxy } = wrap(original, implementation ?? original, validateTimes(options.times), undo);
    const replacement = { configurable: descriptor.configurable, enumerable: descriptor.enumerable };
    if (slot === 'value') {
      replacement.writable = descriptor.writable;
      replacement.value = proxy;
    } else {
      replacement.get = slot === 'get' ? proxy : descriptor.get;
      replacement.set = slot === 'set' ? proxy : descriptor.set;
    }
    Object.defineProperty(object, name, replacement);
    this.#mocks.push(context);
    return proxy;
  }

  getter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [options, implementation] = [implementation, undefined];
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [options, implementation] = [implementation, undefined];
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  property(object, name, value) {
    const own = Object.getOwnPropertyDescriptor(object, name);
    if (!own) {
      const err = new TypeError(`The argument 'propertyName' is not a property of the object. Received ${String(name)}`);
      err.code = 'ERR_INVALID_ARG_VALUE';
      throw err;
    }
    let current = arguments.length > 2 ? value : own.value;
    const accesses = [];
    const restore = () => Object.defineProperty(object, name, own);
    const context = {
      get accesses() { return accesses.slice(); },
      accessCount: () => accesses.length,
      resetAccesses: () => { accesses.length = 0; },
      mockImplementation: (v) => { current = v; },
      restore,
    };
    Object.defineProperty(object, name, {
      configurable: true,
      enumerable: own.enumerable,
      get() {
        accesses.push({ type: 'get', value: current, stack: new Error() });
        return current;
      },
      set(v) {
        accesses.push({ type: 'set', value: v, stack: new Error() });
        current = v;
      },
    });
    this.#mocks.push(context);
    return new Proxy(object, { get: (target, key) => (key === 'mock' ? context : target[key]) });
  }

  restoreAll() { for (const m of this.#mocks) m.restore(); }
  reset() {
    this.restoreAll();
    this.#mocks = [];
  }
}
return () => new MockTracker();
