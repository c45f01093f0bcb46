// Connecting: Socket.prototype.connect, with look-up of names and attempts on
// several addresses.
'use strict';

const kNormalized = Symbol('normalizedArgs');
const defaults = { autoSelectFamily: true, attemptTimeout: 500 };

let known;

// channels are those of diagnostics_channel, looked up by the first who asks.
function channels() {
  if (known === undefined) {
    const dc = require('diagnostics_channel');
    known = {
      client: dc.channel('net.client.socket'), server: dc.channel('net.server.socket'),
      listen: dc.tracingChannel('net.server.listen'),
    };
  }
  return known;
}

function toNumber(x) { return (x = Number(x)) >= 0 ? x : false; }

function isPipeName(s) { return typeof s === 'string' && toNumber(s) === false; }

// normalizeArgs sorts (options[, cb]), (path[, cb]) and (port[, host][, cb])
// into [options, cb].
function normalizeArgs(args) {
  let options = {};
  const first = args[0];
  if (args.length > 0) {
    if (typeof first === 'object' && first !== null) {
      options = first;
    } else if (isPipeName(first)) {
      options.path = first;
    } else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
  }
  const last = args[args.length - 1];
  const normalized = [options, typeof last === 'function' ? last : null];
  normalized[kNormalized] = true;
  return normalized;
}

Socket.prototype.connect = function(...args) {
  const normalized = Array.isArray(args[0]) && args[0][kNormalized] ? args[0] : normalizeArgs(args);
  const [options, callback] = normalized;
  if (channels().client.hasSubscribers) channels().client.publish({ socket: this });
  if (callback !== null) this.once('connect', callback);
  if (this._parent && this._parent.connecting) return this;
  if (options.port === undefined && (options.path === undefined || options.path === null)) {
    throw validate.typeError('ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
  }
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = null;
    this._sockname = null;
  }
  const { path } = options;
  const pipe = Boolean(path);
  if (!this._handle) {
    this._handle = pipe ? new binding.Pipe() : new binding.TCP();
    this._undestroy();
    this._sockname = null;
    this._handle.owner = this;
  }
  this._unrefTimer();
  this.connecting = true;
  if (pipe) {
    validate.string(path, 'options.path');
    attempt(this, path);
  } else {
    lookupAndConnect(this, options);
  }
  return this;
};

function checkTarget(options) {
  const { localAddress, localPort, port } = options;
  const host = options.host || 'localhost';
  validate.string(host, 'options.host');
  if (host.includes('\u0000')) {
    throw validate.invalidArgValue('options.host', host, 'must be a string without null bytes');
  }
  if (localAddress && !binding.isIP(localAddress)) {
    throw validate.typeError('ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${localAddress}`);
  }
  if (localPort) validate.number(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw validate.invalidArgType('options.port', ['number', 'string'], port);
    }
    validate.port(port);
  }
  return host;
}

function lookupAndConnect(self, options) {
  const host = checkTarget(options);
  const port = options.port | 0;
  let { autoSelectFamily, autoSelectFamilyAttemptTimeout: timeout } = options;
  if (autoSelectFamily !== undefined && autoSelectFamily !== null) {
    validate.boolean(autoSelectFamily, 'options.autoSelectFamily');
  } else {
    autoSelectFamily = defaults.autoSelectFamily;
  }
  if (timeout !== undefined && timeout !== null) {
    validate.int32(timeout, 'options.autoSelectFamilyAttemptTimeout', 1);
    timeout = Math.max(10, timeout);
  } else {
    timeout = defaults.attemptTimeout;
  }
  const local = options.localAddress || options.localPort ?
    { address: options.localAddress, port: options.localPort || 0 } : undefined;
  const version = binding.isIP(host);
  if (version) {
    process.nextTick(() => {
      if (self.connecting) attempt(self, host, port, version, local);
    });
    return;
  }
  if (options.lookup !== undefined && options.lookup !== null) validate.function(options.lookup, 'options.lookup');
  const dns = require('dns');
  const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family;
  const query = { family, hints: options.hints || 0 };
  if (process.platform !== 'win32' && family !== 4 && family !== 6 && query.hints === 0) query.hints = dns.ADDRCONFIG;
  self._host = host;
  const lookup = options.lookup || dns.lookup;
  if (family !== 4 && family !== 6 && !options.localAddress && autoSelectFamily) {
    query.all = true;
    lookup(host, query, (err, addresses) => lookedUpAll(self, err, addresses, host, port, local, timeout, options));
    return;
  }
  lookup(host, query, (err, ip, version) => {
    self.emit('lookup', err, ip, version, host);
    if (!self.connecting) return;
    err = err || checkAddress(ip, version, options);
    if (err) {
      process.nextTick(() => self.destroy(err));
      return;
    }
    self._unrefTimer();
    attempt(self, ip, port, version, local);
  });
}

function checkAddress(ip, version, options) {
  if (typeof ip !== 'string' || !binding.isIP(ip)) {
    return validate.typeError('ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${ip}`);
  }
  if (version !== 4 && version !== 6) {
    const err = validate.rangeError('ERR_INVALID_ADDRESS_FAMILY',
                                    `Invalid address family: ${version} ${options.host}:${options.port}`);
    err.host = options.host;
    err.port = options.port;
    return err;
  }
  return null;
}

function lookedUpAll(self, err, addresses, host, port, local, timeout, options) {
  if (!self.connecting) return;
  if (err) {
    self.emit('lookup', err, undefined, undefined, host);
    process.nextTick(() => self.destroy(err));
    return;
  }
  // Families take turns, that of the first address first.
  const byFamily = [[], []];
  let first;
  for (const { address, family } of addresses) {
    self.emit('lookup', err, address, family, host);
    if (!self.connecting) return;
    if (!binding.isIP(address) || family !== 4 && family !== 6) continue;
    first = first === undefined ? family : first;
    const list = byFamily[family === first ? 0 : 1];
    if (!list.some((known) => known.address === address)) list.push({ address, family });
  }
  if (first === undefined) {
    const failure = checkAddress(addresses[0].address, addresses[0].family, options);
    process.nextTick(() => self.destroy(failure));
    return;
  }
  const targets = [];
  for (let i = 0; i < Math.max(byFamily[0].length, byFamily[1].length); i++) {
    for (const list of byFamily) if (i < list.length) targets.push(list[i]);
  }
  self._unrefTimer();
  if (targets.length === 1) {
    attempt(self, targets[0].address, port, targets[0].family, local);
    return;
  }
  self.autoSelectFamilyAttemptedAddresses = [];
  attemptNext({ socket: self, targets, current: 0, port, local, timeout, errors: [], timer: undefined });
}

function blocked(self, address, version) {
  return version !== undefined && self.blockList && self.blockList.check(address, `ipv${version}`) ?
    validate.error('ERR_IP_BLOCKED', `IP(${address}) is blocked by net.BlockList`) : null;
}

function connectionError(code, address, port, local) {
  const from = local && local.address && local.port ? `${local.address}:${local.port}` : undefined;
  const err = validate.addressError(code, 'connect', address, port, from);
  if (from !== undefined) {
    err.localAddress = local.address;
    err.localPort = local.port;
  }
  return err;
}

// attempt connects to the one address there is.
function attempt(self, address, port, version, local) {
  self.emit('connectionAttempt', address, port, version);
  const refusal = blocked(self, address, version);
  if (refusal) {
    self.destroy(refusal);
    return;
  }
  const handle = self._handle;
  handle.connect((code) => {
    if (self.destroyed || self._handle !== handle) return;
    if (code === undefined) {
      connected(self);
      return;
    }
    self.connecting = false;
    self._sockname = null;
    const err = connectionError(code, address, port, local);
    self.emit('connectionAttemptFailed', address, port, version, err);
    self.destroy(err);
  }, address, port, local);
}

function attemptNext(context) {
  clearTimeout(context.timer);
  const self = context.socket;
  if (self._aborted) return;
  if (context.canceled || context.current === context.targets.length) {
    self.destroy(context.errors.length === 0 ?
      validate.error('ERR_SOCKET_CONNECTION_TIMEOUT', 'Socket connection timeout') : aggregate(context.errors));
    return;
  }
  const index = context.current++;
  if (index > 0) {
    self._handle.close();
    self._handle = new binding.TCP();
    self._handle.owner = self;
    self._undestroy();
    self._sockname = null;
  }
  const { address, family } = context.targets[index];
  const { port } = context;
  const fail = (err) => {
    context.errors.push(err);
    self.emit('connectionAttemptFailed', address, port, family, err);
    if (self.connecting) attemptNext(context);
  };
  const refusal = blocked(self, address, family);
  if (refusal) {
    fail(refusal);
    return;
  }
  self.emit('connectionAttempt', address, port, family);
  self.autoSelectFamilyAttemptedAddresses.push(`${address}:${port}`);
  const handle = self._handle;
  let timedOut = false;
  handle.connect((code) => {
    if (timedOut) return;
    clearTimeout(context.timer);
    if (self.destroyed) return;
    if (code === undefined) {
      connected(self);
      return;
    }
    context.canceled = code === 'ECANCELED';
    fail(connectionError(code, address, port, context.local));
  }, address, port, context.local);
  if (index < context.targets.length - 1) {
    context.timer = setTimeout(() => {
      timedOut = true;
      self.emit('connectionAttemptTimeout', address, port, family);
      context.errors.push(connectionError('ETIMEDOUT', address, port, context.local));
      handle.close();
      if (self.connecting) attemptNext(context);
    }, context.timeout);
  }
}

function aggregate(errors) {
  const err = new AggregateError(errors);
  err.code = errors[0] && errors[0].code;
  return err;
}

function connected(self) {
  self.connecting = false;
  self._sockname = null;
  self._unrefTimer();
  self._applyOptions();
  self.emit('connect');
  self.emit('ready');
  if (!self.isPaused()) self.read(0);
}

function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

function getDefaultAutoSelectFamily() { return defaults.autoSelectFamily; }

function setDefaultAutoSelectFamily(value) {
  validate.boolean(value, 'value');
  defaults.autoSelectFamily = value;
}

function getDefaultAutoSelectFamilyAttemptTimeout() { return defaults.attemptTimeout; }

function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  validate.int32(value, 'value', 1);
  defaults.attemptTimeout = Math.max(10, value);
}

return {
  normalizeArgs, isPipeName, toNumber, connect, channels,
  getDefaultAutoSelectFamily, setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout,
};
