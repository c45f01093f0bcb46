// net.Server.
'use strict';

const EventEmitter = require('events');
const { normalizeArgs, isPipeName, toNumber, channels } = shared;

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
    this.on('connection', connectionListener);
  } else if (options === undefined || options === null || typeof options === 'object') {
    options = Object.assign({}, options);
    if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  } else {
    throw validate.invalidArgType('options', 'Object', options);
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validate.number(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validate.number(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = undefined;
  }
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark === undefined ?
    require('stream').getDefaultHighWaterMark(false) : options.highWaterMark;
  if (options.blockList) {
    if (!require('net').BlockList.isBlockList(options.blockList)) {
      throw validate.invalidArgType('options.blockList', 'net.BlockList', options.blockList);
    }
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

// Connections are counted in Go, where the HTTP engine counts its own.
Object.defineProperty(Server.prototype, '_connections', {
  get() { return binding.connections(this); },
  set(value) { binding.addConnections(this, value - binding.connections(this)); },
  configurable: true,
  enumerable: false,
});

// open makes a handle that listens, or returns an error code.
function open(server, address, port, options) {
  const handle = port === undefined ? new binding.Pipe() : new binding.TCP();
  const code = handle.listen(server, address, port, options);
  return code === undefined ? handle : code;
}

Server.prototype._listen2 = function setupListenHandle(address, port, addressType, backlog, fd, flags) {
  if (typeof fd === 'number') throw validate.notImplemented('server.listen({ fd })');
  const options = Object.assign({ backlog: backlog || 511, ipv6Only: false, reusePort: false }, flags);
  let handle;
  if (addressType === -1) {
    handle = open(this, address);
    if (handle === 'ENOENT') handle = 'EACCES'; // as libuv reports a missing folder
  } else if (!address) {
    address = '::';
    addressType = 6;
    handle = open(this, address, port, options);
    if (handle === 'EAFNOSUPPORT' || handle === 'EINVAL' || handle === 'EADDRNOTAVAIL') {
      address = '0.0.0.0';
      addressType = 4;
      handle = open(this, address, port, options);
    }
  } else {
    handle = open(this, address, port, options);
  }
  if (typeof handle === 'string') {
    const err = validate.listenError(handle, 'listen', address, port);
    if (channels().listen.hasSubscribers) channels().listen.error.publish({ server: this, error: err });
    process.nextTick(() => this.emit('error', err));
    return;
  }
  this._handle = handle;
  handle.onconnection = onconnection;
  if (channels().listen.hasSubscribers) channels().listen.asyncEnd.publish({ server: this });
  this._connectionKey = `${addressType}:${address}:${port}`;
  if (this._unref) this.unref();
  process.nextTick(() => {
    if (this._handle) this.emit('listening');
  });
};

function stopOnAbort(server, signal) {
  if (signal === undefined) return;
  validate.abortSignal(signal, 'options.signal');
  const abort = () => server.close();
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort);
  server.once('close', () => signal.removeEventListener('abort', abort));
}

Server.prototype.listen = function(...args) {
  let [options, callback] = normalizeArgs(args);
  if (this._handle) {
    throw validate.error('ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
  }
  if (channels().listen.hasSubscribers) channels().listen.asyncStart.publish({ server: this, options });
  if (callback !== null) this.once('listening', callback);
  const backlogFromArgs = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
  options = options._handle || options.handle || options;
  const flags = { ipv6Only: options.ipv6Only === true, reusePort: options.reusePort === true };
  this._listeningId++;
  if (options instanceof binding.TCP || options instanceof binding.Pipe) {
    throw validate.notImplemented('server.listen(handle)');
  }
  stopOnAbort(this, options.signal);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    this._listen2(null, null, null, backlogFromArgs, options.fd);
    return this;
  }
  if (args.length === 0 || typeof args[0] === 'function' ||
      options.port === undefined && 'port' in options || options.port === null) {
    options.port = 0;
  }
  const backlog = options.backlog || backlogFromArgs;
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validate.port(options.port, 'options.port');
    if (options.host) lookupAndListen(this, options.port | 0, options.host, backlog, flags);
    else this._listen2(null, options.port | 0, 4, backlog, undefined, flags);
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    if (options.path[0] === '\0' && (options.readableAll || options.writableAll)) {
      throw validate.invalidArgValue('options', options,
                                     'can not set readableAll or writableAllt to true when path is abstract unix socket');
    }
    this._pipeName = options.path;
    this._listen2(options.path, -1, -1, backlog);
    if (this._handle && (options.readableAll === true || options.writableAll === true)) {
      // Whoever may connect needs both, the umask aside.
      let mode = 0o700;
      if (options.readableAll === true) mode |= 0o444;
      if (options.writableAll === true) mode |= 0o222;
      require('fs').chmodSync(options.path, mode);
    }
    return this;
  }
  if (!('port' in options) && !('path' in options)) {
    throw validate.invalidArgValue('options', options, 'must have the property "port" or "path"');
  }
  throw validate.invalidArgValue('options', options);
};

function lookupAndListen(server, port, host, backlog, flags) {
  const id = server._listeningId;
  require('dns').lookup(host, { all: true }, (err, addresses) => {
    if (id !== server._listeningId) return;
    if (err) {
      server.emit('error', err);
      return;
    }
    const usable = addresses.find(({ address }) => !/^fe[89ab]/i.test(address)) || addresses[0];
    server._listen2(usable.address, port, usable.family || 4, backlog, undefined, flags);
  });
}

Object.defineProperty(Server.prototype, 'listening', {
  get: function() { return Boolean(this._handle); },
  configurable: true,
  enumerable: true,
});

Server.prototype.address = function() {
  if (this._handle && this._handle.getsockname) {
    const out = {};
    const code = this._handle.getsockname(out);
    if (code !== undefined) throw validate.systemError(code, 'address');
    return out;
  }
  return this._pipeName || null;
};


function describe(handle) {
  const data = { __proto__: null };
  const read = (get, prefix) => {
    const out = {};
    handle[get](out);
    data[prefix + 'Address'] = out.address;
    data[prefix + 'Port'] = out.port;
    data[prefix + 'Family'] = out.family;
  };
  read('getsockname', 'local');
  read('getpeername', 'remote');
  return data;
}

// onconnection makes the socket of a connection. It is a method of the
// server's handle, where programs find it.
function onconnection(err, handle) {
  const server = this.owner;
  if (err) {
    server.emit('error', validate.systemError(err, 'accept'));
    return;
  }
  if (server.maxConnections !== undefined && server.maxConnections !== null &&
      server._connections >= server.maxConnections) {
    if (handle.getsockname) server.emit('drop', describe(handle));
    else server.emit('drop');
    handle.close();
    return;
  }
  if (server.blockList && handle.getpeername) {
    const remote = {};
    handle.getpeername(remote);
    const version = binding.isIP(remote.address);
    if (version && server.blockList.check(remote.address, `ipv${version}`)) {
      handle.close();
      return;
    }
  }
  const socket = new Socket({
    handle,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay || server.keepAlive) socket._serverOptions(server);
  binding.addConnections(server, 1);
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
  if (channels().server.hasSubscribers) channels().server.publish({ socket });
}

Server.prototype.getConnections = function(callback) {
  const count = this._connections;
  process.nextTick(callback, null, count);
  return this;
};

Server.prototype.close = function(callback) {
  this._listeningId++;
  if (typeof callback === 'function') {
    if (this._handle) {
      this.once('close', callback);
    } else {
      this.once('close', function close() {
        callback(validate.error('ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      });
    }
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype._emitCloseIfDrained = function() {
  if (this._handle || this._connections) return;
  process.nextTick(() => this.emit('close'));
};

Server.prototype._setupWorker = function(socketList) {
  throw validate.notImplemented('server._setupWorker');
};

Server.prototype.ref = function() {
  this._unref = false;
  if (this._handle) this._handle.ref();
  return this;
};

Server.prototype.unref = function() {
  this._unref = true;
  if (this._handle) this._handle.unref();
  return this;
};

if (Symbol.asyncDispose) {
  Object.defineProperty(Server.prototype, Symbol.asyncDispose, {
    value: async function() {
      if (!this._handle) return;
      await new Promise((resolve, reject) => {
        this.close((err) => err ? reject(err) : resolve());
      });
    },
    writable: true, configurable: true,
  });
}

Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, socket) {
  if (event === 'connection') socket.destroy(err);
  else this.emit('error', err);
};

function createServer(options, connectionListener) { return new Server(options, connectionListener); }

class BoundSocket {
  constructor() { throw validate.notImplemented('net.BoundSocket'); }
}

return {
  _createServerHandle: function createServerHandle(address, port, addressType, fd, flags) {
    throw validate.notImplemented('net._createServerHandle');
  },
  BoundSocket,
  createServer,
  Server,
};
