// http.Server: its options and its public methods. Connections, requests and
// responses are Go.
'use strict';

const net = require('net');
const EventEmitter = require('events');

const kOptimizeEmptyRequests = Symbol('OptimizeEmptyRequestsOption');
const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

// take reads an option that is checked, with a default.
function take(options, name, check, fallback, label) {
  const value = options[name];
  if (value === undefined) return fallback;
  if (check === 'integer') validate.integer(value, label || name, 0);
  else validate[check](value, label || 'options.' + name);
  return value;
}

function storeHTTPOptions(options) {
  this.maxHeaderSize = take(options, 'maxHeaderSize', 'integer');
  this[kOptimizeEmptyRequests] = take(options, 'optimizeEmptyRequests', 'boolean', false);
  this.insecureHTTPParser = take(options, 'insecureHTTPParser', 'boolean', undefined);
  const { httpValidation } = options;
  if (httpValidation !== undefined) {
    validate.oneOf(httpValidation, 'options.httpValidation', ['strict', 'relaxed', 'insecure']);
    if (this.insecureHTTPParser !== undefined) {
      throw validate.invalidArgValue('options.httpValidation', httpValidation,
                                     'cannot be used together with options.insecureHTTPParser');
    }
  }
  this.httpValidation = httpValidation;
  this.requestTimeout = take(options, 'requestTimeout', 'integer', 300000);
  this.headersTimeout = take(options, 'headersTimeout', 'integer', Math.min(60000, this.requestTimeout));
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw validate.outOfRange('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  this.keepAliveTimeout = take(options, 'keepAliveTimeout', 'integer', 5000);
  this.keepAliveTimeoutBuffer = take(options, 'keepAliveTimeoutBuffer', 'integer', 1000);
  this.connectionsCheckingInterval = take(options, 'connectionsCheckingInterval', 'integer', 30000);
  this.requireHostHeader = take(options, 'requireHostHeader', 'boolean', true);
  this.joinDuplicateHeaders = take(options, 'joinDuplicateHeaders', 'boolean', undefined);
  this.rejectNonStandardBodyWrites = take(options, 'rejectNonStandardBodyWrites', 'boolean', false);
  const { shouldUpgradeCallback } = options;
  if (shouldUpgradeCallback !== undefined) {
    validate.function(shouldUpgradeCallback, 'options.shouldUpgradeCallback');
    this.shouldUpgradeCallback = shouldUpgradeCallback;
  } else {
    this.shouldUpgradeCallback = function() { return this.listenerCount('upgrade') > 0; };
  }
}

function connectionListener(socket) { binding.connection(this, socket); }

// setupConnectionsTracking looks for requests that take too long.
function setupConnectionsTracking() {
  const { setInterval, clearInterval } = require('timers');
  if (this[kConnectionsCheckingInterval]) clearInterval(this[kConnectionsCheckingInterval]);
  this[kConnectionsCheckingInterval] = setInterval(() => binding.check(this), this.connectionsCheckingInterval).unref();
}

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') {
    requestListener = options;
    options = {};
  } else if (options === undefined || options === null) {
    options = {};
  } else {
    validate.object(options, 'options');
  }
  binding.newServer(this);
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay === undefined || options.noDelay === null ? true : options.noDelay,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  });
  if (requestListener) this.on('request', requestListener);
  this.httpAllowHalfOpen = false;
  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  binding.configure(this, options);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

Server.prototype.close = function close() {
  httpServerPreClose(this);
  net.Server.prototype.close.apply(this, arguments);
  return this;
};

function httpServerPreClose(server) {
  server.closeIdleConnections();
  require('timers').clearInterval(server[kConnectionsCheckingInterval]);
}

if (Symbol.asyncDispose) {
  Object.defineProperty(Server.prototype, Symbol.asyncDispose, {
    value: function() {
      return new Promise((resolve, reject) => this.close((err) => (err ? reject(err) : resolve())));
    },
    writable: true, configurable: true,
  });
}

Server.prototype.closeAllConnections = function closeAllConnections() { binding.closeAll(this); };

Server.prototype.closeIdleConnections = function closeIdleConnections() { binding.closeIdle(this); };

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, ...args) {
  if (event !== 'request') {
    net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, err, event, ...args);
    return;
  }
  const res = args[1];
  if (res.headersSent || res.writableEnded) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.statusCode = 500;
  res.end(binding.STATUS_CODES[500]);
};

return {
  STATUS_CODES: binding.STATUS_CODES,
  Server,
  ServerResponse: binding.ServerResponse,
  setupConnectionsTracking,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  httpServerPreClose,
  kConnectionsCheckingInterval,
};
