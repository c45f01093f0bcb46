'use strict';
// navigator.locks. https://w3c.github.io/web-locks
const kName = Symbol('kName');
const kMode = Symbol('kMode');
const kMake = Symbol('make');
const illegal = () => node.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
const unsupported = (text) => new DOMException(text, 'NotSupportedError');
const aborted = () => new DOMException('The operation was aborted', 'AbortError');

class Lock {
  constructor(token = undefined, name = undefined, mode = undefined) {
    if (token !== kMake) throw illegal();
    this[kName] = name;
    this[kMode] = mode;
  }
  get name() { return this[kName]; }
  get mode() { return this[kMode]; }
}

// The state of the manager: what is held, in the order in which it was
// granted, and for each name the requests that wait.
const held = [];
const pending = [];

const grantable = (request) => !held.some((h) => h.name === request.name && (h.mode === 'exclusive' || request.mode === 'exclusive'));

// release lets a lock go and grants what waited for it.
function release(hold) {
  const at = held.indexOf(hold);
  if (at < 0) return;
  held.splice(at, 1);
  grantPending(hold.name);
}

function grantPending(name) {
  for (let i = 0; i < pending.length;) {
    const request = pending[i];
    if (request.name !== name) {
      i++;
      continue;
    }
    if (!grantable(request)) return;
    pending.splice(i, 1);
    grant(request);
  }
}

// grant makes a request a held lock and calls its callback. The lock is held
// until the callback's promise settles, or returns when it gives no promise.
function grant(request) {
  const fulfil = (value) => {
    release(request);
    request.resolve(value);
  };
  const fail = (err) => {
    release(request);
    request.reject(err);
  };
  held.push(request);
  let result;
  try {
    result = request.callback(request);
  } catch (err) {
    fail(err);
    return;
  }
  if (result instanceof Promise) result.then(fulfil, fail);
  else fulfil(result);
}

function submit(request, steal, ifAvailable) {
  return new Promise((resolve, reject) => {
    request.resolve = resolve;
    request.reject = reject;
    if (steal) {
      for (const h of held.filter((h) => h.name === request.name)) {
        held.splice(held.indexOf(h), 1);
        h.reject(aborted());
      }
      grant(request);
    } else if (grantable(request) && !pending.some((p) => p.name === request.name)) {
      grant(request);
    } else if (ifAvailable) {
      let result;
      try {
        result = request.callback(null);
      } catch (err) {
        reject(err);
        return;
      }
      resolve(result);
    } else {
      pending.push(request);
    }
  });
}

function convertName(name) {
  if (typeof name === 'symbol') {
    throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'Value is a Symbol and cannot be converted to a string.');
  }
  return `${name}`;
}

// convertOptions reads the members of the dictionary in its order.
function convertOptions(options) {
  if (options == null) options = {};
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'Value cannot be converted to a dictionary');
  }
  const { ifAvailable } = options;
  let { mode } = options;
  if (mode === undefined) {
    mode = 'exclusive';
  } else {
    mode = convertName(mode);
    if (mode !== 'exclusive' && mode !== 'shared') {
      throw node.coded('TypeError', 'ERR_INVALID_ARG_VALUE', `mode '${mode}' is not a valid enum value of type LockMode.`);
    }
  }
  const { signal, steal } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' && typeof signal !== 'function')) {
    throw node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'signal is not an object.');
  }
  return { ifAvailable: !!ifAvailable, mode, signal, steal: !!steal };
}

const brands = new WeakSet();
const brand = (manager) => {
  if (!brands.has(manager)) throw node.coded('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type LockManager');
};

class LockManager {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
    brands.add(this);
  }

  async request(name, options, callback = undefined) {
    brand(this);
    if (callback === undefined) {
      callback = options;
      options = undefined;
    }
    name = convertName(name);
    node.checkFunction(callback, 'callback');
    const { mode, ifAvailable, steal, signal } = convertOptions(options);
    node.checkSignal(signal, 'options.signal');
    signal?.throwIfAborted();
    if (name[0] === '-') throw unsupported('Lock name may not start with hyphen');
    if (ifAvailable && steal) throw unsupported('ifAvailable and steal are mutually exclusive');
    if (mode !== 'exclusive' && steal) throw unsupported('mode: "shared" and steal are mutually exclusive');
    if (signal && (steal || ifAvailable)) throw unsupported('signal cannot be used with steal or ifAvailable');
    const report = (point, rest) => publish(`locks.request.${point}`, () => ({ name, mode, ...rest }));
    const ended = (error) => report('end', { ifAvailable, steal, error });
    report('start');
    const request = { name, mode, clientId, callback: undefined, resolve: undefined, reject: undefined };
    const call = (hold) => {
      if (hold === null) report('miss');
      else report('grant');
      return callback(hold && new Lock(kMake, name, mode));
    };
    let result;
    try {
      result = await (signal ? untilAborted(request, call, signal) : (request.callback = call, submit(request, steal, ifAvailable)));
    } catch (err) {
      ended(err);
      throw err;
    }
    ended(undefined);
    return result;
  }

  async query() {
    brand(this);
    const describe = ({ name, mode, clientId }) => ({ name, mode, clientId });
    return { held: held.map(describe), pending: pending.map(describe) };
  }
}

// untilAborted is a request that the signal takes back while it waits.
async function untilAborted(request, call, signal) {
  let granted = false;
  // Between the grant and its callback lies a microtask, in which the signal
  // may still abort.
  request.callback = (hold) => Promise.resolve().then(() => {
    if (signal.aborted) return undefined;
    granted = true;
    return call(hold);
  });
  const done = submit(request, false, false);
  let abort;
  const cancelled = new Promise((_, reject) => {
    abort = () => {
      if (granted) return;
      const at = pending.indexOf(request);
      if (at >= 0) {
        pending.splice(at, 1);
        grantPending(request.name);
      }
      reject(signal.reason);
    };
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([done, cancelled]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function webIDL(proto, tag, ...names) {
  for (const name of names) Object.defineProperty(proto, name, { enumerable: true });
  Object.defineProperty(proto, Symbol.toStringTag, { value: tag, configurable: true });
}
webIDL(Lock.prototype, 'Lock', 'name', 'mode');
webIDL(LockManager.prototype, 'LockManager', 'request', 'query');

return new LockManager(kMake);
