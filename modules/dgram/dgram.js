// dgram.Socket.
'use strict';

const EventEmitter = require('events');
const net = require('net');

const UNBOUND = 0;
const BINDING = 1;
const BOUND = 2;
const DISCONNECTED = 0;
const CONNECTING = 1;
const CONNECTED = 2;
const kState = Symbol('state symbol');

function checkBlockList(list, name) {
  if (list && !net.BlockList.isBlockList(list)) throw validate.invalidArgType(name, 'net.BlockList', list);
  return list || undefined;
}

function Socket(type, listener) {
  EventEmitter.call(this);
  let options = {};
  if (type !== null && typeof type === 'object') {
    options = type;
    type = options.type;
    if (options.recvBufferSize) validate.uint32(options.recvBufferSize, 'options.recvBufferSize');
    if (options.sendBufferSize) validate.uint32(options.sendBufferSize, 'options.sendBufferSize');
  }
  const receiveBlockList = checkBlockList(options.receiveBlockList, 'options.receiveBlockList');
  const sendBlockList = checkBlockList(options.sendBlockList, 'options.sendBlockList');
  if (options.lookup !== undefined) validate.function(options.lookup, 'lookup');
  if (type !== 'udp4' && type !== 'udp6') {
    throw validate.typeError('ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6');
  }
  this.type = type;
  if (typeof listener === 'function') this.on('message', listener);
  this[kState] = {
    handle: newHandle(type), lookup: lookupOf(type, options.lookup),
    bindState: UNBOUND, connectState: DISCONNECTED, queue: undefined,
    reuseAddr: options.reuseAddr, reusePort: options.reusePort, ipv6Only: options.ipv6Only,
    recvBufferSize: options.recvBufferSize, sendBufferSize: options.sendBufferSize, receiveBlockList, sendBlockList,
  };
  if (options.signal !== undefined) closeOnAbort(this, options.signal);
  const channel = require('diagnostics_channel').channel('udp.socket');
  if (channel.hasSubscribers) channel.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

// lookupOf is a look-up of the socket's family; a literal address needs none.
function lookupOf(type, lookup) {
  const family = type === 'udp4' ? 4 : 6;
  return (address, callback) => {
    address = address || (family === 4 ? '127.0.0.1' : '::1');
    if (lookup !== undefined) lookup(address, family, callback);
    else if (net.isIP(address) === family) process.nextTick(callback, null, address, family);
    else require('dns').lookup(address, family, callback);
  };
}

function closeOnAbort(socket, signal) {
  validate.abortSignal(signal, 'options.signal');
  const abort = () => {
    if (socket[kState].handle) socket.close();
  };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', abort));
}

function healthCheck(socket) {
  if (!socket[kState].handle) throw validate.error('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
}

const bufferSize = addOptions(Socket, healthCheck, (socket) => {
  healthCheck(socket);
  return socket[kState].handle;
});

function startReceiving(socket) {
  const state = socket[kState];
  state.handle.recvStart((message, info) => {
    if (state.receiveBlockList && state.receiveBlockList.check(info.address, info.family.toLowerCase())) return;
    socket.emit('message', message, info);
  });
  state.bindState = BOUND;
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, true);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, false);
}

function addressError(code, call, address, port) { return validate.addressError(code, call, address, port); }

function alreadyBound() { return validate.error('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound'); }

Socket.prototype.bind = function(port_, address_) {
  let port = port_;
  healthCheck(this);
  const state = this[kState];
  if (state.bindState !== UNBOUND) throw alreadyBound();
  state.bindState = BINDING;
  const callback = arguments.length && arguments[arguments.length - 1];
  if (typeof callback === 'function') {
    const stop = () => {
      this.removeListener(EventEmitter.errorMonitor, stop);
      this.removeListener('listening', onListening);
    };
    const onListening = () => {
      stop();
      callback.call(this);
    };
    this.on(EventEmitter.errorMonitor, stop);
    this.on('listening', onListening);
  }
  if (port !== null && typeof port === 'object' && (port.fd > 0 || typeof port.recvStart === 'function')) {
    throw validate.notImplemented('socket.bind with a descriptor');
  }
  let address = typeof address_ === 'function' ? '' : address_;
  if (port !== null && typeof port === 'object') {
    address = port.address || '';
    port = port.port;
  }
  if (!address) address = this.type === 'udp4' ? '0.0.0.0' : '::';
  state.lookup(address, (err, ip) => {
    if (!state.handle) return;
    const code = err ? undefined : state.handle.bind(ip, port || 0, state);
    if (err || code !== undefined) {
      state.bindState = UNBOUND;
      this.emit('error', err || addressError(code, 'bind', ip, port));
      return;
    }
    startReceiving(this);
    this.emit('listening');
  });
  return this;
};

Socket.prototype.bindSync = function(options = {}) {
  healthCheck(this);
  validate.object(options, 'options');
  const state = this[kState];
  if (state.bindState !== UNBOUND) throw alreadyBound();
  const port = validate.port(options.port === undefined || options.port === null ? 0 : options.port, 'options.port');
  let { address } = options;
  if (!address) {
    address = this.type === 'udp4' ? '0.0.0.0' : '::';
  } else {
    validate.string(address, 'options.address');
    if (net.isIP(address) === 0) {
      throw validate.invalidArgValue('options.address', address,
                                     'must be a numeric IP address; bindSync does not perform DNS resolution');
    }
  }
  const code = state.handle.bind(address, port, state);
  if (code !== undefined) throw addressError(code, 'bind', address, port);
  startReceiving(this);
  process.nextTick(() => {
    if (state.handle) this.emit('listening');
  });
  return this.address();
};

function alreadyConnected() { return validate.error('ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected'); }

function notConnected() { return validate.error('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected'); }

function blocked(state, ip) {
  return ip && state.sendBlockList && state.sendBlockList.check(ip, `ipv${net.isIP(ip)}`) ?
    validate.error('ERR_IP_BLOCKED', `IP(${ip}) is blocked by net.BlockList`) : undefined;
}

// enqueue waits until the socket is bound.
function enqueue(socket, action) {
  const state = socket[kState];
  if (state.queue === undefined) {
    state.queue = [];
    const failed = () => {
      socket.removeListener('listening', listening);
      state.queue = undefined;
    };
    const listening = () => {
      socket.removeListener(EventEmitter.errorMonitor, failed);
      const { queue } = state;
      state.queue = undefined;
      queue.forEach((run) => run());
    };
    socket.once(EventEmitter.errorMonitor, failed);
    socket.once('listening', listening);
  }
  state.queue.push(action);
}

Socket.prototype.connect = function(port, address, callback) {
  port = validate.port(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = '';
  } else if (address === undefined) {
    address = '';
  }
  validate.string(address, 'address');
  const state = this[kState];
  if (state.connectState !== DISCONNECTED) throw alreadyConnected();
  state.connectState = CONNECTING;
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  const connect = () => {
    if (callback) this.once('connect', callback);
    state.lookup(address, (err, ip) => {
      if (!state.handle) return;
      err = err || blocked(state, ip);
      if (!err) {
        const code = state.handle.connect(ip, port);
        if (code !== undefined) err = addressError(code, 'connect', address, port);
      }
      if (!err) {
        state.connectState = CONNECTED;
        process.nextTick(() => this.emit('connect'));
        return;
      }
      state.connectState = DISCONNECTED;
      process.nextTick(() => {
        if (callback) {
          this.removeListener('connect', callback);
          callback(err);
        } else {
          this.emit('error', err);
        }
      });
    });
  };
  if (state.bindState === BOUND) connect();
  else enqueue(this, connect);
};

Socket.prototype.connectSync = function(port, address) {
  healthCheck(this);
  port = validate.port(port, 'Port', false);
  const state = this[kState];
  if (state.connectState !== DISCONNECTED) throw alreadyConnected();
  if (address === undefined || address === null || address === '') {
    address = this.type === 'udp4' ? '127.0.0.1' : '::1';
  } else {
    validate.string(address, 'address');
    if (net.isIP(address) === 0) {
      throw validate.invalidArgValue('address', address,
                                     'must be a numeric IP address; connectSync does not perform DNS resolution');
    }
  }
  if (state.bindState === UNBOUND) this.bindSync();
  else if (state.bindState !== BOUND) throw alreadyBound();
  const refusal = blocked(state, address);
  if (refusal) throw refusal;
  const code = state.handle.connect(address, port);
  if (code !== undefined) throw addressError(code, 'connect', address, port);
  state.connectState = CONNECTED;
  process.nextTick(() => {
    if (state.handle) this.emit('connect');
  });
};

Socket.prototype.disconnect = function() {
  const state = this[kState];
  if (state.connectState !== CONNECTED) throw notConnected();
  state.handle.disconnect();
  state.connectState = DISCONNECTED;
};

Socket.prototype.sendto = function(buffer, offset, length, port, address, callback) {
  validate.number(offset, 'offset');
  validate.number(length, 'length');
  validate.number(port, 'port');
  validate.string(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
};

const bytesTypes = ['Buffer', 'TypedArray', 'DataView', 'string'];

function slice(buffer, offset, length) {
  if (typeof buffer === 'string') buffer = Buffer.from(buffer);
  else if (!ArrayBuffer.isView(buffer)) throw validate.invalidArgType('buffer', bytesTypes, buffer);
  offset = offset >>> 0;
  length = length >>> 0;
  if (offset > buffer.byteLength) throw validate.rangeError('ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  if (offset + length > buffer.byteLength) {
    throw validate.rangeError('ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  }
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

function listOf(buffer) {
  if (Array.isArray(buffer)) {
    if (buffer.some((part) => typeof part !== 'string' && !ArrayBuffer.isView(part))) {
      throw validate.invalidArgType('buffer list arguments', bytesTypes, buffer);
    }
    return buffer.map((part) => typeof part === 'string' ? Buffer.from(part) : part);
  }
  if (typeof buffer === 'string') return [Buffer.from(buffer)];
  if (!ArrayBuffer.isView(buffer)) throw validate.invalidArgType('buffer', bytesTypes, buffer);
  return [buffer];
}

// send takes (buffer[, offset, length][, port][, address][, callback]), and on
// a connected socket the same without port and address.
Socket.prototype.send = function(buffer, offset, length, port, address, callback) {
  const state = this[kState];
  const connected = state.connectState === CONNECTED;
  if (connected) {
    if (typeof length === 'number') {
      buffer = slice(buffer, offset, length);
      if (typeof port === 'function') {
        callback = port;
        port = null;
      }
    } else {
      callback = offset;
    }
    if (port || address) throw alreadyConnected();
  } else if (address || port && typeof port !== 'function') {
    buffer = slice(buffer, offset, length);
  } else {
    callback = port;
    port = offset;
    address = length;
  }
  const list = listOf(buffer);
  if (!connected) port = validate.port(port, 'Port', false);
  if (typeof callback !== 'function') callback = undefined;
  if (typeof address === 'function') {
    callback = address;
    address = undefined;
  } else if (address !== undefined && address !== null) {
    validate.string(address, 'address');
  }
  healthCheck(this);
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  if (state.bindState !== BOUND) {
    enqueue(this, () => this.send(list, port, address, callback));
    return;
  }
  const transmit = (err, ip) => {
    if (err) {
      if (callback) process.nextTick(callback, err);
      else process.nextTick(() => this.emit('error', err));
      return;
    }
    if (!state.handle) return;
    const refusal = blocked(state, ip);
    if (refusal) {
      if (callback) process.nextTick(callback, refusal);
      return;
    }
    const sent = state.handle.send(list, connected ? undefined : port, ip);
    if (!callback) return;
    if (typeof sent === 'number') process.nextTick(callback, null, sent);
    else process.nextTick(callback, addressError(sent, 'send', address, port));
  };
  if (connected) transmit(null, null);
  else state.lookup(address, transmit);
};

Socket.prototype.close = function(callback) {
  const state = this[kState];
  if (typeof callback === 'function') this.on('close', callback);
  if (state.queue !== undefined) {
    state.queue.push(() => this.close());
    return this;
  }
  healthCheck(this);
  state.handle.close();
  state.handle = null;
  process.nextTick(() => this.emit('close'));
  return this;
};

if (Symbol.asyncDispose) {
  Object.defineProperty(Socket.prototype, Symbol.asyncDispose, {
    value: async function() {
      if (this[kState].handle) await new Promise((resolve) => this.close(resolve));
    },
    writable: true, configurable: true,
  });
}

Socket.prototype.address = function() {
  healthCheck(this);
  const out = {};
  const code = this[kState].handle.getsockname(out);
  if (code !== undefined) throw validate.systemError(code, 'getsockname');
  return out;
};

Socket.prototype.remoteAddress = function() {
  healthCheck(this);
  const state = this[kState];
  if (state.connectState !== CONNECTED) throw notConnected();
  const out = {};
  state.handle.getpeername(out);
  return out;
};

Socket.prototype.ref = function() {
  if (this[kState].handle) this[kState].handle.ref();
  return this;
};

Socket.prototype.unref = function() {
  if (this[kState].handle) this[kState].handle.unref();
  return this;
};

function createSocket(type, listener) { return new Socket(type, listener); }

return { createSocket, Socket };
