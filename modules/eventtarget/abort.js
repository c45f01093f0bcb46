'use strict';
const { Event, EventTarget, defineHandler, kTrust, enumerable, invalidThis } = base;
const { kMax } = symbols;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kConstruct = Symbol('construct');

function describe(self, fields, depth, options, inspect) {
  if (depth < 0) return self;
  return `${self.constructor.name} ${inspect(fields, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
}

const abortReason = () => new DOMException('This operation was aborted', 'AbortError');

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  #dependents = null;
  #sources = null;

  constructor(token = undefined) {
    if (token !== kConstruct) throw node.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
    this[kMax] = 0;
  }

  static abortSignal(signal, reason) {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason;
    const dependents = [];
    for (const d of signal.#dependents ?? []) {
      if (!d.#aborted) {
        d.#aborted = true;
        d.#reason = reason;
        dependents.push(d);
      }
    }
    for (const s of [signal, ...dependents]) {
      for (const source of s.#sources ?? []) source.#dependents?.delete(s);
      s.#sources = null;
      s.dispatchEvent(new Event('abort', { [kTrust]: true }));
    }
    signal.#dependents = null;
  }
  static isSignal(v) { return typeof v === 'object' && v !== null && #aborted in v; }

  get aborted() { return check(this).#aborted; }
  get reason() { return check(this).#reason; }
  throwIfAborted() {
    if (check(this).#aborted) throw this.#reason;
  }
  [kInspect](depth, options, inspect) {
    return describe(this, { aborted: this.aborted }, depth, options, inspect);
  }

  static abort(reason = abortReason()) {
    const signal = new AbortSignal(kConstruct);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }
  static timeout(delay) {
    checkUint32(delay, 'delay');
    const signal = new AbortSignal(kConstruct);
    setTimeout(() => {
      abortSignal(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }
  static any(signals) {
    if (typeof signals !== 'object' || signals === null || typeof signals[Symbol.iterator] !== 'function') {
      throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'signals cannot be converted to sequence.');
    }
    const list = [...signals];
    list.forEach((s, i) => {
      if (!isSignal(s)) throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', `signals[${i}] is not of type AbortSignal.`);
    });
    const result = new AbortSignal(kConstruct);
    for (const s of list) {
      if (s.#aborted) {
        result.#aborted = true;
        result.#reason = s.#reason;
        return result;
      }
    }
    result.#sources = new Set();
    for (const s of list) {
      for (const source of s.#sources ?? [s]) {
        result.#sources.add(source);
        (source.#dependents ??= new Set()).add(result);
      }
    }
    return result;
  }
}
const { abortSignal, isSignal } = AbortSignal;
delete AbortSignal.abortSignal;
delete AbortSignal.isSignal;

function check(signal) {
  if (!isSignal(signal)) throw invalidThis('AbortSignal');
  return signal;
}

enumerable(AbortSignal.prototype, 'AbortSignal', 'aborted');
defineHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal;
  get signal() { return this.#signal ??= new AbortSignal(kConstruct); }
  abort(reason = abortReason()) { abortSignal(this.#signal ??= new AbortSignal(kConstruct), reason); }
  [kInspect](depth, options, inspect) {
    return describe(this, { signal: this.signal }, depth, options, inspect);
  }
}
enumerable(AbortController.prototype, 'AbortController', 'signal', 'abort');

return { AbortController, AbortSignal, isSignal };
