'use strict';
const { bodyOf, extract, streamOf, isUsed, isUnusable, cloneOf, mixin, finish, encoder } = body;
const nullStatus = [101, 103, 204, 205, 304];
const redirectStatus = [301, 302, 303, 307, 308];
const kState = Symbol('state');

class Response {
  #state;
  constructor(body = null, init = {}) {
    if (body === kState) {
      this.#state = init;
      return;
    }
    this.#state = stateOf(body === null ? null : extract(body, 'Response'), init);
  }
  static error() {
    return new Response(kState, { type: 'error', url: '', status: 0, statusText: '', headers: freeze(new Headers()), body: null });
  }
  static json(data, init = {}) {
    if (arguments.length < 1) throw new TypeError('Response.json: 1 argument required, but 0 found.');
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    return new Response(kState, stateOf(bodyOf(encoder.encode(text), 'application/json'), init));
  }
  static redirect(url, status = 302) {
    if (arguments.length < 1) throw new TypeError('Response.redirect: 1 argument required, but 0 found.');
    url = `${url}`;
    status = status & 0xFFFF;
    let parsed;
    try {
      parsed = new URL(url);
    } catch (err) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: err });
    }
    if (!redirectStatus.includes(status)) throw new RangeError(`Invalid status code ${status}`);
    const headers = freeze(new Headers({ location: parsed.href }));
    return new Response(kState, { type: 'default', url: '', status, statusText: '', headers, body: null });
  }
  static get(self) {
    if (typeof self !== 'object' || self === null || !(#state in self)) throw illegal();
    return self.#state;
  }
  get type() { return get(this).type; }
  get url() { return get(this).url; }
  get redirected() {
    get(this);
    return false;
  }
  get status() { return get(this).status; }
  get ok() {
    const { status } = get(this);
    return status >= 200 && status <= 299;
  }
  get statusText() { return get(this).statusText; }
  get headers() { return get(this).headers; }
  get body() { return streamOf(get(this).body); }
  get bodyUsed() { return isUsed(get(this).body); }
  clone() {
    const state = get(this);
    if (isUnusable(state.body)) throw new TypeError('Response.clone: Body has already been consumed.');
    const headers = new Headers(state.headers);
    if (isFrozen(state.headers)) freeze(headers);
    return new Response(kState, { ...state, headers, body: cloneOf(state.body) });
  }
}
const { get } = Response;
delete Response.get;

function stateOf(body, init) {
  if (init !== null && init !== undefined && typeof init !== 'object' && typeof init !== 'function') {
    throw new TypeError(`undefined: Expected ${String(init)} to be one of: Null, Undefined, Object.`);
  }
  const headersInit = init?.headers;
  const headers = new Headers(headersInit);
  const given = init?.status;
  const status = given === undefined ? 200 : given & 0xFFFF;
  const statusText = `${init?.statusText ?? ''}`;
  if (status < 200 || status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
  if (body) {
    if (nullStatus.includes(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    if (body.type !== null && !headers.has('content-type')) headers.append('content-type', body.type);
  }
  return { type: 'default', url: '', status, statusText, headers, body };
}

Object.defineProperty(Response, 'length', { value: 0 });
for (const name of ['error', 'json', 'redirect']) Object.defineProperty(Response, name, { enumerable: true });
Object.defineProperty(Response.json, 'length', { value: 1 });
uncloneable(Response.prototype);
mixin(Response, get);
finish(Response, ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'body', 'bodyUsed', 'clone'],
  ['status', 'statusText', 'headers', 'body', 'bodyUsed', 'ok', 'redirected', 'type', 'url']);
return Response;
