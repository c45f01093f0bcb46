// The channel between a process and one that it forked: send, disconnect,
// 'message' and 'disconnect' on either side.
'use strict';

const EventEmitter = require('events');

const kPendingMessages = Symbol('kPendingMessages');
const HIGH_WATER_MARK = 65536 * 2;

// Control is subprocess.channel and process.channel. As long as nobody has
// said otherwise, the channel of a child keeps it alive while somebody
// listens for messages.
class Control extends EventEmitter {
  constructor(channel) {
    super();
    const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    hidden('_channel', channel);
    hidden('_refs', 0);
    hidden('_refExplicitlySet', false);
    hidden(kPendingMessages, []);
  }
  refCounted() {
    if (++this._refs === 1 && !this._refExplicitlySet) this._channel.ref();
  }
  unrefCounted() {
    if (--this._refs === 0 && !this._refExplicitlySet) this._channel.unref();
  }
  ref() {
    this._refExplicitlySet = true;
    this._channel.ref();
  }
  unref() {
    this._refExplicitlySet = true;
    this._channel.unref();
  }
  get fd() { return this._channel.fd; }
}

function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.length > 5 && message.cmd.startsWith('NODE_');
}

function send(message, handle, options, callback) {
  if (typeof handle === 'function') {
    callback = handle;
    handle = undefined;
    options = undefined;
  } else if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined) {
    validate.object(options, 'options');
  }
  options = Object.assign({ swallowErrors: false }, options);
  if (this.connected) return this._send(message, handle, options, callback);
  const err = validate.error('ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
  if (typeof callback === 'function') process.nextTick(callback, err);
  else process.nextTick(() => this.emit('error', err));
  return false;
}

function checkMessage(message, handle) {
  if (message === undefined) throw validate.missingArgs('message');
  const type = typeof message;
  if (type !== 'string' && type !== 'object' && type !== 'number' && type !== 'boolean') {
    throw validate.invalidArgType('message', ['string', 'object', 'number', 'boolean'], message);
  }
  if (!handle) return;
  const net = require('net');
  if (handle instanceof net.Socket || handle instanceof net.Server) {
    throw validate.notImplemented('subprocess.send with a handle');
  }
  throw validate.typeError('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent');
}

function setupChannel(target, channel, serialization, closed) {
  if (serialization === 'advanced') throw validate.notImplemented("child_process with serialization 'advanced'");
  const control = new Control(channel);
  target.channel = control;
  target._handleQueue = null;
  target._pendingMessage = null;

  const deliver = (event, message) => {
    if (event === 'internalMessage' || target.listenerCount('message')) {
      target.emit(event, message, undefined);
    } else if (target.channel) {
      target.channel[kPendingMessages].push([event, message, undefined]);
    }
  };
  channel.onmessage = (text) => {
    const message = JSON.parse(text);
    if (target.channel) process.nextTick(deliver, isInternal(message) ? 'internalMessage' : 'message', message);
  };
  channel.onend = () => {
    if (target.connected) target.disconnect();
    channel.close();
    target.channel = null;
    closed();
  };
  target.on('newListener', () => {
    process.nextTick(() => {
      if (!target.channel || !target.listenerCount('message')) return;
      const messages = target.channel[kPendingMessages];
      target.channel[kPendingMessages] = [];
      messages.forEach((args) => target.emit(...args));
    });
  });

  target.send = send;

  target._send = function(message, handle, options, callback) {
    checkMessage(message, handle);
    if (typeof options === 'boolean') options = { swallowErrors: options };
    const result = channel.write(JSON.stringify(message), (code) => {
      control.unrefCounted();
      if (typeof callback === 'function') callback(code === undefined ? null : validate.systemError(code, 'write'));
    });
    if (result === false) {
      control.refCounted();
    } else if (result === true) {
      if (typeof callback === 'function') process.nextTick(callback, null);
    } else if (!options.swallowErrors) {
      const err = validate.systemError(result, 'write');
      if (typeof callback === 'function') process.nextTick(callback, err);
      else process.nextTick(() => this.emit('error', err));
    }
    return channel.writeQueueSize < HIGH_WATER_MARK;
  };

  target.connected = true;

  target.disconnect = function() {
    if (!this.connected) {
      this.emit('error', validate.error('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
      return;
    }
    this.connected = false;
    this._disconnect();
  };

  target._disconnect = function() {
    this.channel = null;
    process.nextTick(() => {
      channel.onend = undefined;
      channel.close();
      target.emit('disconnect');
      closed();
    });
  };

  channel.start();
  return control;
}

return setupChannel;
