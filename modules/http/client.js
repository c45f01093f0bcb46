// http.ClientRequest. The parser of responses, and what a request has from
// OutgoingMessage, are Go.
'use strict';

const net = require('net');
const { OutgoingMessage } = binding;

const kPath = Symbol('kPath');
const kError = Symbol('kError');
const kAuthority = Symbol('kAuthority');

const invalidPath = /[^\u0021-\u00ff]/;
const lateLength = /^(?:GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/;

const channels = binding.clientChannels;

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw validate.invalidArgType(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function checkPath(path) {
  if (invalidPath.test(path)) {
    throw validate.typeError('ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  }
  return path;
}

// duration is getTimerDuration(msecs, name).
function duration(msecs, name) {
  validate.number(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) {
    throw validate.outOfRange(name, 'a non-negative finite number', msecs);
  }
  if (msecs > 2147483647) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to 2147483647.`,
                        'TimeoutOverflowWarning');
    return 2147483647;
  }
  return msecs;
}

function isURL(value) {
  return Boolean(value && typeof value === 'object' && value.href && value.protocol &&
                 value.auth === undefined && value.path === undefined);
}

// parse makes options of the arguments (url[, options][, callback]) or
// (options[, callback]).
function parse(input, options, cb) {
  const { URL, urlToHttpOptions } = require('url');
  if (typeof input === 'string') {
    input = urlToHttpOptions(new URL(input));
  } else if (isURL(input)) {
    input = urlToHttpOptions(input);
  } else {
    cb = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    cb = options;
    options = input || {};
  } else {
    options = Object.assign({ __proto__: null }, input, options);
  }
  return [options, cb];
}

function ClientRequest(input, options, cb) {
  OutgoingMessage.call(this);
  [options, cb] = parse(input, options, cb);
  if (options.highWaterMark !== undefined && options.highWaterMark !== null) {
    binding.setHighWaterMark(this, options.highWaterMark);
  }

  let { agent } = options;
  const defaultAgent = options._defaultAgent || Agent.globalAgent;
  if (agent === false) {
    agent = new defaultAgent.constructor();
  } else if (agent === null || agent === undefined) {
    if (typeof options.createConnection !== 'function') agent = defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw validate.invalidArgType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  this.agent = agent;

  const protocol = options.protocol || defaultAgent.protocol;
  const expected = this.agent && this.agent.protocol || defaultAgent.protocol;
  if (options.path) checkPath(String(options.path));
  if (protocol !== expected) {
    throw validate.typeError('ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  }

  const defaultPort = options.defaultPort || this.agent && this.agent.defaultPort;
  const connect = Object.assign({ __proto__: null }, options);
  const port = connect.port = options.port || defaultPort || 80;
  const host = connect.host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;
  this._removedConnection = options.setDefaultHeaders === false;
  this._removedContLen = options.setDefaultHeaders === false;
  this._removedTE = options.setDefaultHeaders === false;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = duration(options.timeout, 'timeout');
  if (options.signal) {
    require('stream').addAbortSignal(options.signal, this);
    delete connect.signal;
  }

  let { method } = options;
  if (method !== undefined && method !== null) validate.string(method, 'options.method');
  if (method) {
    if (!binding.isToken(method)) {
      throw validate.typeError('ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
    }
    method = this.method = method.toUpperCase();
  } else {
    method = this.method = 'GET';
  }
  parserOptions(this, options);
  this[kPath] = options.path || '/';
  if (cb) this.once('response', cb);
  this.useChunkedEncodingByDefault = !lateLength.test(method);

  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;

  if (this.agent) {
    // Keep the connection only if the agent would use it again.
    const keep = this.agent.keepAlive || Number.isFinite(this.agent.maxSockets);
    this._last = !keep;
    this.shouldKeepAlive = Boolean(keep);
  }
  setHeaders(this, options, { host, port, defaultPort, setHost, method });
  this._uniqueHeaders = options.uniqueHeaders;
  start(this, connect);
  if (channels.created && channels.created.hasSubscribers) channels.created.publish({ request: this });
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

function parserOptions(req, options) {
  if (options.maxHeaderSize !== undefined) validate.integer(options.maxHeaderSize, 'maxHeaderSize', 0);
  req.maxHeaderSize = options.maxHeaderSize;
  if (options.insecureHTTPParser !== undefined) {
    validate.boolean(options.insecureHTTPParser, 'options.insecureHTTPParser');
  }
  req.insecureHTTPParser = options.insecureHTTPParser;
  if (options.httpValidation !== undefined) {
    validate.oneOf(options.httpValidation, 'options.httpValidation', ['strict', 'relaxed', 'insecure']);
    if (options.insecureHTTPParser !== undefined) {
      throw validate.invalidArgValue('options.httpValidation', options.httpValidation,
                                     'cannot be used together with options.insecureHTTPParser');
    }
  }
  req.httpValidation = options.httpValidation;
  if (options.joinDuplicateHeaders !== undefined) {
    validate.boolean(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  }
  req.joinDuplicateHeaders = options.joinDuplicateHeaders;
}

function setHeaders(req, options, { host, port, defaultPort, setHost, method }) {
  let hostHeader = host;
  const colon = hostHeader.indexOf(':');
  if (colon !== -1 && hostHeader.includes(':', colon + 1) && hostHeader[0] !== '[') hostHeader = `[${hostHeader}]`;
  const authority = { host: hostHeader, port };
  if (port && +port !== defaultPort) hostHeader += ':' + port;
  req[kAuthority] = hostHeader;
  const { headers } = options;
  const proxy = req.agent && req.agent[binding.kProxy];
  const route = proxy && { socketPath: options.socketPath, protocol: options.protocol, host, port };
  if (Array.isArray(headers)) {
    if (proxy) binding.proxy.rewrite(req, proxy, route, authority, undefined, headers);
    req._storeHeader(firstLine(req), headers);
    return;
  }
  if (headers) Object.keys(headers).forEach((name) => req.setHeader(name, headers[name]));
  const explicitHost = proxy && req.getHeader('host');
  if (host && !req.getHeader('host') && setHost) {
    req.setHeader('Host', method === 'CONNECT' && options.path ? String(req.path) : hostHeader);
  }
  if (options.auth && !req.getHeader('Authorization')) {
    req.setHeader('Authorization', 'Basic ' + Buffer.from(options.auth).toString('base64'));
  }
  if (proxy) binding.proxy.rewrite(req, proxy, route, authority, explicitHost);
  if (req.getHeader('expect')) {
    if (req._header) throw validate.error('ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
    binding.storeHead(req, firstLine(req));
  }
}

function firstLine(req) { return `${req.method} ${req.path} HTTP/1.1\r\n`; }

// start gets the request a connection.
function start(req, options) {
  if (req.agent) {
    req.agent.addRequest(req, options);
    return;
  }
  req._last = true;
  req.shouldKeepAlive = false;
  if (options.path || options.socketPath) {
    options = Object.assign({ __proto__: null }, options);
    options.path = options.socketPath || undefined;
  }
  if (typeof options.createConnection !== 'function') {
    req.onSocket(net.createConnection(options));
    return;
  }
  let created = false;
  const oncreate = (err, socket) => {
    if (created) return;
    created = true;
    if (err) process.nextTick(() => emitError(req, err));
    else req.onSocket(socket);
  };
  try {
    const socket = options.createConnection(options, oncreate);
    if (socket) oncreate(null, socket);
  } catch (err) {
    oncreate(err);
  }
}

function emitError(req, error) {
  if (channels.error && channels.error.hasSubscribers) channels.error.publish({ request: req, error });
  req.emit('error', error);
}

Object.defineProperty(ClientRequest.prototype, 'path', {
  get() { return this[kPath]; },
  set(value) { this[kPath] = checkPath(String(value)); },
  configurable: true,
  enumerable: true,
});

ClientRequest.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this);
  if (channels.start && channels.start.hasSubscribers) channels.start.publish({ request: this });
};

ClientRequest.prototype._implicitHeader = function _implicitHeader() {
  if (this._header) throw validate.error('ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
  binding.storeHead(this, firstLine(this));
};

ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => this.emit('abort'));
  this.destroy();
};

ClientRequest.prototype.destroy = function destroy(err) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  if (this.writableFinished && this.res && this.res.complete) return this; // all is done
  this[kError] = err;
  if (this.socket) this.socket.destroy(err);
  return this;
};

function onDrain() {
  if (this._httpMessage) binding.drained(this._httpMessage);
}

function freeParser(parser, req, socket) {
  if (parser) parser.close();
  if (req) req.parser = null;
  if (socket) socket.parser = null;
}

function onSocketClose() {
  const socket = this;
  const req = socket._httpMessage;
  const parser = socket.parser; // it may be freed below
  const res = req.res;
  req.destroyed = true;
  if (res) {
    if (!res.complete) res.destroy(binding.resetError('aborted'));
    req._closed = true;
    req.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!req.socket._hadError) {
      req.socket._hadError = true;
      emitError(req, binding.resetError('socket hang up'));
    }
    req._closed = true;
    req.emit('close');
  }
  binding.dropOutput(req);
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
}

function onSocketError(err) {
  const socket = this;
  const req = socket._httpMessage;
  if (req) {
    socket._hadError = true;
    emitError(req, err);
  }
  const parser = socket.parser;
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
  socket.removeListener('data', onSocketData);
  socket.removeListener('end', onSocketEnd);
  socket.destroy();
}

function onSocketEnd() {
  const socket = this;
  const req = this._httpMessage;
  const parser = this.parser;
  if (!req.res && !req.socket._hadError) {
    req.socket._hadError = true;
    emitError(req, binding.resetError('socket hang up'));
  }
  if (parser) {
    parser.finish();
    freeParser(parser, req, socket);
  }
  socket.destroy();
}

function onSocketData(data) {
  const socket = this;
  const req = this._httpMessage;
  const parser = this.parser;
  const result = parser.execute(data);
  if (result instanceof Error) {
    freeParser(parser, req, socket);
    socket.removeListener('data', onSocketData);
    socket.removeListener('end', onSocketEnd);
    socket.destroy();
    req.socket._hadError = true;
    emitError(req, result);
    return;
  }
  const res = parser.incoming;
  if (!res) return;
  if (res.upgrade) {
    upgraded(req, res, socket, parser, result);
  } else if (res.complete && !isInformational(res.statusCode)) {
    socket.removeListener('data', onSocketData);
    socket.removeListener('end', onSocketEnd);
    socket.removeListener('drain', onDrain);
    freeParser(parser, req, socket);
  }
}

// upgraded hands the socket to the program, with what came behind the
// response.
function upgraded(req, res, socket, parser, head) {
  req.res = res;
  socket.removeListener('data', onSocketData);
  socket.removeListener('end', onSocketEnd);
  socket.removeListener('drain', onDrain);
  if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
  socket.removeListener('timeout', onResponseTimeout);
  parser.finish();
  freeParser(parser, req, socket);
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (req.listenerCount(event) === 0) {
    socket.destroy();
    return;
  }
  req.upgradeOrConnect = true;
  socket.emit('agentRemove');
  socket.removeListener('close', onSocketClose);
  socket.removeListener('error', onSocketError);
  socket._httpMessage = null;
  socket.readableFlowing = null;
  req.emit(event, res, socket, head || Buffer.alloc(0));
  req.destroyed = true;
  req._closed = true;
  req.emit('close');
}

function isInformational(status) { return status >= 100 && status < 200 && status !== 101; }

// onIncoming takes the head of a response. It returns 1 when there is no
// body, 2 when another protocol follows.
function onIncoming(res, shouldKeepAlive) {
  const socket = this.socket;
  const req = socket._httpMessage;
  if (req.res) {
    socket.destroy(); // a second response
    if (socket.parser) socket.parser.skip(req.res);
    return 0;
  }
  req.res = res;
  if (res.upgrade) return 2;
  if (req.method === 'CONNECT') {
    res.upgrade = true;
    return 2;
  }
  if (isInformational(res.statusCode)) {
    req.res = null;
    if (res.statusCode === 100) req.emit('continue');
    req.emit('information', {
      statusCode: res.statusCode,
      statusMessage: res.statusMessage,
      httpVersion: res.httpVersion,
      httpVersionMajor: res.httpVersionMajor,
      httpVersionMinor: res.httpVersionMinor,
      headers: res.headers,
      rawHeaders: res.rawHeaders,
    });
    return 1;
  }
  if (req.shouldKeepAlive && !shouldKeepAlive && !req.upgradeOrConnect) req.shouldKeepAlive = false;
  if (channels.finish && channels.finish.hasSubscribers) channels.finish.publish({ request: req, response: res });
  res.req = req;
  res.on('end', onResponseEnd);
  req.on('finish', onRequestFinish);
  socket.on('timeout', onResponseTimeout);
  if (req.aborted || !req.emit('response', res)) res._dump(); // nobody will read it
  if (req.method === 'HEAD') return 1;
  if (res.statusCode === 304) {
    res.complete = true;
    return 1;
  }
  return 0;
}

// release gives the connection back to the agent.
function release(req) {
  const socket = req.socket;
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  socket.removeListener('close', onSocketClose);
  socket.removeListener('error', onSocketError);
  socket.removeListener('data', onSocketData);
  socket.removeListener('end', onSocketEnd);
  process.nextTick(emitFree, req); // after the program's own 'end'
  req.destroyed = true;
  if (req.res) req.res.socket = null;
}

function emitFree(req) {
  req._closed = true;
  req.emit('close');
  if (req.socket) req.socket.emit('free');
}

function onResponseEnd() {
  const req = this.req;
  const socket = req.socket;
  binding.detachSignal(this);
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', onRequestTimeout);
    socket.removeListener('timeout', onResponseTimeout);
  }
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (req.writableFinished && !this.aborted) {
    release(req);
  }
}

function onResponseTimeout() {
  const req = this._httpMessage;
  if (req && req.res) req.res.emit('timeout');
}

// The response ended before the request did.
function onRequestFinish() {
  if (this.shouldKeepAlive && this._ended && !this.destroyed) release(this);
}

function onRequestTimeout() {
  if (this._httpMessage) this._httpMessage.emit('timeout');
}

function listenSocketTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = onRequestTimeout;
  if (req.socket) req.socket.once('timeout', onRequestTimeout);
  else req.on('socket', (socket) => socket.once('timeout', onRequestTimeout));
}

ClientRequest.prototype.onSocket = function onSocket(socket, err) {
  if (socket && !err) {
    socket._httpMessage = this;
    socket.on('error', onSocketError);
  }
  process.nextTick(onSocketNT, this, socket, err);
};

function onSocketNT(req, socket, err) {
  if (!req.destroyed && !err) {
    useSocket(req, socket);
    req._flush();
    return;
  }
  req.destroyed = true;
  const end = (err) => {
    if (!req.aborted && !err) err = binding.resetError('socket hang up');
    if (err && !(socket && socket._hadError)) emitError(req, err);
    req._closed = true;
    req.emit('close');
  };
  if (!socket) {
    end(err || req[kError]);
  } else if (!err && req.agent && !socket.destroyed) {
    socket.emit('free');
    socket.removeListener('error', onSocketError);
    end(req[kError]);
  } else {
    require('stream').finished(socket.destroy(err || req[kError]), (er) => {
      if (er && er.code === 'ERR_STREAM_PREMATURE_CLOSE') er = null;
      end(er || err);
    });
  }
}

function useSocket(req, socket) {
  const parser = binding.newParser(req, socket);
  req.socket = socket;
  parser.socket = socket;
  parser.outgoing = req;
  parser.onIncoming = onIncoming;
  req.parser = parser;
  socket.parser = parser;
  socket._httpMessage = req;
  socket.on('data', onSocketData);
  socket.on('end', onSocketEnd);
  socket.on('close', onSocketClose);
  socket.on('drain', onDrain);
  if (req.timeout !== undefined || req.agent && req.agent.options && req.agent.options.timeout) listenSocketTimeout(req);
  req.emit('socket', socket);
}

ClientRequest.prototype._deferToConnect = function _deferToConnect(method, args) {
  const call = () => {
    if (method) this.socket[method].apply(this.socket, args);
  };
  const onSocket = () => {
    if (this.socket.writable) call();
    else this.socket.once('connect', call);
  };
  if (this.socket) onSocket();
  else this.once('socket', onSocket);
};

ClientRequest.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this;
  listenSocketTimeout(this);
  msecs = duration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  const set = (socket) => {
    if (socket.connecting) socket.once('connect', () => socket.setTimeout(msecs));
    else socket.setTimeout(msecs);
  };
  if (this.socket) set(this.socket);
  else this.once('socket', set);
  return this;
};

ClientRequest.prototype.setNoDelay = function setNoDelay(noDelay) { this._deferToConnect('setNoDelay', [noDelay]); };

ClientRequest.prototype.setSocketKeepAlive = function setSocketKeepAlive(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

ClientRequest.prototype.clearTimeout = function clearTimeout(cb) { this.setTimeout(0, cb); };

return { ClientRequest };
