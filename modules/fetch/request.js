'use strict';
const { extract, streamOf, isUsed, isUnusable, cloneOf, mixin, finish } = body;
const kState = Symbol('state');
const choices = {
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  redirect: ['follow', 'manual', 'error'],
  referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
    'strict-origin-when-cross-origin', 'unsafe-url'],
  duplex: ['half'],
};
let warned = false;

class Request {
  #state;
  constructor(input, init = {}) {
    if (input === kState) {
      this.#state = init;
      return;
    }
    if (arguments.length < 1) throw new TypeError('Request constructor: 1 argument required, but 0 found.');
    this.#state = stateOf(input, init);
  }
  static get(self) {
    if (!is(self)) throw illegal();
    return self.#state;
  }
  static is(v) { return typeof v === 'object' && v !== null && #state in v; }
  get method() { return get(this).method; }
  get url() { return get(this).url; }
  get headers() { return get(this).headers; }
  get destination() {
    get(this);
    return '';
  }
  get referrer() { return get(this).referrer; }
  get referrerPolicy() { return get(this).referrerPolicy; }
  get mode() { return get(this).mode; }
  get credentials() { return get(this).credentials; }
  get cache() { return get(this).cache; }
  get redirect() { return get(this).redirect; }
  get integrity() { return get(this).integrity; }
  get keepalive() { return get(this).keepalive; }
  get isReloadNavigation() {
    get(this);
    return false;
  }
  get isHistoryNavigation() {
    get(this);
    return false;
  }
  get signal() { return get(this).signal; }
  get body() { return streamOf(get(this).body); }
  get bodyUsed() { return isUsed(get(this).body); }
  get duplex() {
    get(this);
    return 'half';
  }
  clone() {
    const state = get(this);
    if (isUnusable(state.body)) throw new TypeError('unusable');
    return new Request(kState, {
      ...state, headers: new Headers(state.headers), body: cloneOf(state.body), signal: AbortSignal.any([state.signal]),
    });
  }
}
const { get, is } = Request;
delete Request.get;
delete Request.is;

const defaults = {
  method: 'GET', referrer: 'about:client', referrerPolicy: '', mode: 'cors', credentials: 'same-origin', cache: 'default',
  redirect: 'follow', integrity: '', keepalive: false,
};

function parse(url) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch (err) {
    throw new TypeError(`Failed to parse URL from ${url}`, { cause: err });
  }
  if (parsed.username || parsed.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${url}`);
  }
  return parsed.href;
}

function stateOf(input, init) {
  if (init !== null && init !== undefined && typeof init !== 'object' && typeof init !== 'function') {
    throw new TypeError(`undefined: Expected ${String(init)} to be one of: Null, Undefined, Object.`);
  }
  init ??= {};
  for (const name of Object.keys(choices)) {
    if (init[name] !== undefined && !choices[name].includes(`${init[name]}`)) {
      throw new TypeError(`undefined: ${init[name]} is not an accepted type. Expected one of ${choices[name].join(', ')}.`);
    }
  }
  const { signal: given } = init;
  if (given !== undefined && given !== null && !(given instanceof AbortSignal)) {
    throw new TypeError(`RequestInit: Expected signal ("${typeof given === 'string' ? `"${given}"` : inspect(given)}") to be an instance of AbortSignal.`);
  }
  const from = is(input) ? get(input) : undefined;
  const url = from ? from.url : parse(`${input}`);
  if (init.window !== undefined && init.window !== null) throw new TypeError('\'window\' option \'client\' must be null');
  const state = { ...(from ?? defaults), url, headers: undefined, body: null, signal: undefined };
  if (init.referrer !== undefined) state.referrer = referrerOf(`${init.referrer}`);
  for (const name of ['referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity']) {
    if (init[name] !== undefined) state[name] = `${init[name]}`;
  }
  if (init.keepalive !== undefined) state.keepalive = !!init.keepalive;
  if (init.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
  if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') {
    throw new TypeError('\'only-if-cached\' can be set only with \'same-origin\' mode');
  }
  if (init.method !== undefined) state.method = methodOf(`${init.method}`);
  const signal = given === undefined ? from?.signal : given;
  state.signal = signal ? AbortSignal.any([signal]) : new AbortController().signal;
  state.headers = new Headers(init.headers ?? from?.headers);
  const bodyInit = init.body ?? null;
  const fromBody = from?.body ?? null;
  if ((bodyInit !== null || fromBody !== null) && (state.method === 'GET' || state.method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (bodyInit !== null) {
    state.body = extract(bodyInit, 'Request');
    if (state.body.type !== null && !state.headers.has('content-type')) state.headers.append('content-type', state.body.type);
    if (state.body.source === undefined && init.duplex === undefined) {
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    }
  } else if (fromBody !== null) {
    if (isUnusable(fromBody)) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    if (fromBody.stream) {
      state.body = { ...fromBody, source: undefined, stream: fromBody.stream.pipeThrough(new TransformStream()) };
    } else {
      state.body = { ...fromBody };
      fromBody.used = true;
    }
  }
  return state;
}

function referrerOf(referrer) {
  if (referrer === '') return '';
  try {
    const parsed = new URL(referrer);
    return parsed.protocol === 'about:' && parsed.pathname === 'client' ? 'about:client' : parsed.href;
  } catch (err) {
    throw new TypeError(`Referrer "${referrer}" is not a valid URL.`, { cause: err });
  }
}

function methodOf(method) {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new TypeError(`'${method}' HTTP method is unsupported.`);
  if (method === 'patch' && !warned) {
    warned = true;
    process.emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.',
      { code: 'UNDICI-FETCH-patch' });
  }
  return ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'].includes(upper) ? upper : method;
}

Object.defineProperty(Request, 'length', { value: 1 });
uncloneable(Request.prototype);
mixin(Request, get);
Object.defineProperty(Request.prototype, 'attribute', { enumerable: true });
finish(Request, ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity',
  'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal', 'body', 'bodyUsed', 'duplex', 'clone'],
['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive',
  'isReloadNavigation', 'isHistoryNavigation', 'signal']);
return Request;
