// The options of a bound socket: time to live, multicast, buffers.
'use strict';

return function addOptions(Socket, healthCheck, handleOf) {
  const apply = (socket, name, ...args) => {
    const code = handleOf(socket)[name](...args);
    if (code !== undefined) throw validate.systemError(code, name);
  };

  Socket.prototype.setBroadcast = function(arg) { apply(this, 'setBroadcast', Boolean(arg)); };

  Socket.prototype.setTTL = function(ttl) {
    validate.number(ttl, 'ttl');
    apply(this, 'setTTL', ttl);
    return ttl;
  };

  Socket.prototype.setMulticastTTL = function(ttl) {
    validate.number(ttl, 'ttl');
    apply(this, 'setMulticastTTL', ttl);
    return ttl;
  };

  Socket.prototype.setMulticastLoopback = function(arg) {
    apply(this, 'setMulticastLoopback', Boolean(arg));
    return arg;
  };

  Socket.prototype.setMulticastInterface = function(interfaceAddress) {
    healthCheck(this);
    validate.string(interfaceAddress, 'interfaceAddress');
    apply(this, 'setMulticastInterface', interfaceAddress);
  };

  for (const name of ['addMembership', 'dropMembership']) {
    Socket.prototype[name] = function(multicastAddress, interfaceAddress) {
      healthCheck(this);
      if (!multicastAddress) throw validate.missingArgs('multicastAddress');
      apply(this, name, multicastAddress, interfaceAddress);
    };
  }

  for (const name of ['addSourceSpecificMembership', 'dropSourceSpecificMembership']) {
    Socket.prototype[name] = function(sourceAddress, groupAddress, interfaceAddress) {
      healthCheck(this);
      validate.string(sourceAddress, 'sourceAddress');
      validate.string(groupAddress, 'groupAddress');
      apply(this, name, sourceAddress, groupAddress, interfaceAddress);
    };
  }

  const bufferSize = (socket, size, receive) => {
    if (size >>> 0 !== size) throw validate.typeError('ERR_SOCKET_BAD_BUFFER_SIZE', 'Buffer size must be a positive integer');
    const result = handleOf(socket).bufferSize(size, receive);
    if (typeof result === 'number') return result;
    const call = receive ? 'uv_recv_buffer_size' : 'uv_send_buffer_size';
    const text = require('util').getSystemErrorMessage(validate.errno(result));
    const err = validate.error('ERR_SOCKET_BUFFER_SIZE', `Could not get or set buffer size: ${call} returned ${result} (${text})`);
    err.name = 'SystemError';
    err.info = { errno: validate.errno(result), code: result, message: text, syscall: call };
    err.errno = err.info.errno;
    err.syscall = call;
    throw err;
  };
  Socket.prototype.setRecvBufferSize = function(size) { bufferSize(this, size, true); };
  Socket.prototype.setSendBufferSize = function(size) { bufferSize(this, size, false); };
  Socket.prototype.getRecvBufferSize = function() { return bufferSize(this, 0, true); };
  Socket.prototype.getSendBufferSize = function() { return bufferSize(this, 0, false); };
  // A datagram is sent when send is called, so none ever waits.
  Socket.prototype.getSendQueueSize = function() { return 0; };
  Socket.prototype.getSendQueueCount = function() { return 0; };
  return bufferSize;
};
