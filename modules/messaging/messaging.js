'use strict';
const { Event, EventTarget, NodeEventTarget, defineHandler, kTrust, kNewListener, kCreateEvent, enumerable, dispatch } = base;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kMake = Symbol('make');

class MessageEvent extends Event {
  #fields;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw node.missingArgs('type');
    super(type, options);
    const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = options ?? {};
    if (source !== null && !(source instanceof MessagePort)) throw node.invalidArgType('init.source', 'MessagePort', source);
    this.#fields = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: [...ports] };
  }
  get data() { return this.#fields.data; }
  get origin() { return this.#fields.origin; }
  get lastEventId() { return this.#fields.lastEventId; }
  get source() { return this.#fields.source; }
  get ports() { return this.#fields.ports; }
  initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
    super.initEvent(type, bubbles, cancelable);
    this.#fields = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: [...ports] };
  }
}
enumerable(MessageEvent.prototype, 'MessageEvent', 'data', 'origin', 'lastEventId', 'source', 'ports', 'initMessageEvent');

// end is one end of a channel; it outlives the port that stands for it when
// the port is transferred.
const newEnd = () => ({ queue: [], other: null, port: null, closed: false, scheduled: false });

function pump(end) {
  if (end.scheduled || end.closed || end.port === null || !end.port[kMake].receiving || end.queue.length === 0) return;
  end.scheduled = true;
  // What has gathered by then arrives at once, each message as a task.
  let left = -1;
  drain(() => {
    if (left < 0) left = end.queue.length;
    deliver(end);
    if (--left > 0 && end.queue.length > 0) return true;
    end.scheduled = false;
    pump(end);
    return false;
  });
}

// deliver hands over one message: each is a task of its own.
function deliver(end) {
  const { port } = end;
  if (end.closed || port === null || !port[kMake].receiving) return;
  const message = end.queue.shift();
  if (message !== undefined) dispatch(port, message.data, 'message', messageEvent(message));
}

const messageEvent = ({ data, ports }) => new MessageEvent('message', { data, ports, [kTrust]: true });

function close(end) {
  if (end.closed) return;
  end.closed = true;
  const { port, other } = end;
  if (port) {
    const { handle } = port[kMake];
    post(() => {
      handle?.close();
      dispatch(port, undefined, 'close', new Event('close', { [kTrust]: true }));
    });
  }
  // What is under way still arrives.
  if (other && !other.closed) {
    const finish = () => {
      if (other.queue.length > 0 && other.port?.[kMake].receiving) post(finish);
      else close(other);
    };
    post(finish);
  }
}

class MessagePort extends NodeEventTarget {
  constructor(token = undefined, end = undefined) {
    if (token !== kMake) throw node.coded('TypeError', 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
    super();
    const state = {
      end, receiving: false, handle: null,
      keep() {
        if (!state.handle) state.handle = newHandle();
      },
    };
    Object.defineProperty(this, kMake, { value: state });
    end.port = this;
  }
  postMessage(message, transfer) {
    if (arguments.length === 0) {
      throw node.coded('TypeError', 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    }
    const { end } = this[kMake];
    const list = transfer !== null && typeof transfer === 'object' && !transfer[Symbol.iterator] ? transfer.transfer : transfer;
    if (list != null && typeof list === 'object') {
      for (const o of list) {
        if (o === this) throw new DOMException('Transfer list contains source port', 'DataCloneError');
      }
    }
    const [data, ports] = clone(message, list);
    const { other } = end;
    if (end.closed || other === null || other.closed) return;
    other.queue.push({ data, ports });
    pump(other);
  }
  start() {
    const state = this[kMake];
    if (state.end === null || state.end.closed) return;
    state.receiving = true;
    pump(state.end);
  }
  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    if (this[kMake].end) close(this[kMake].end);
  }
  ref() {
    const state = this[kMake];
    if (!state.end || state.end.closed) return;
    state.keep();
    state.handle.ref();
  }
  unref() { this[kMake].handle?.unref(); }
  hasRef() { return this[kMake].handle?.hasRef() ?? false; }
  [kNewListener](size, type) {
    super[kNewListener](size, type);
    if (type === 'message' && size === 1) {
      this.ref();
      this.start();
    }
  }
  [kCreateEvent](data, type) {
    return type === 'message' || type === 'messageerror' ? new MessageEvent(type, { data }) : super[kCreateEvent](data, type);
  }
  [transferSymbol]() {
    const state = this[kMake];
    const { end } = state;
    if (end === null || end.closed) throw new DOMException('MessagePort in transfer list is already detached', 'DataCloneError');
    state.handle?.close();
    state.receiving = false;
    state.end = null;
    return new MessagePort(kMake, end);
  }
  [kInspect](depth, options, inspect) {
    const { end } = this[kMake];
    return `MessagePort [EventTarget] ${inspect({ active: !!end && !end.closed, refed: this.hasRef() }, options)}`;
  }
}
defineHandler(MessagePort.prototype, 'message');
defineHandler(MessagePort.prototype, 'messageerror');

class MessageChannel {
  constructor() {
    const a = newEnd();
    const b = newEnd();
    a.other = b;
    b.other = a;
    this.port1 = new MessagePort(kMake, a);
    this.port2 = new MessagePort(kMake, b);
  }
}

const channels = new Map();

class BroadcastChannel extends EventTarget {
  #name;
  #handle;
  constructor(name) {
    if (arguments.length === 0) throw node.missingArgs('name');
    super();
    this.#name = `${name}`;
    this.#handle = newHandle();
    if (!channels.has(this.#name)) channels.set(this.#name, new Set());
    channels.get(this.#name).add(this);
  }
  get name() { return this.#name; }
  postMessage(message) {
    if (arguments.length === 0) throw node.missingArgs('message');
    if (!channels.get(this.#name)?.has(this)) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    for (const channel of channels.get(this.#name)) {
      if (channel === this) continue;
      const [data] = clone(message);
      post(() => {
        if (channels.get(channel.#name)?.has(channel)) {
          channel.dispatchEvent(new MessageEvent('message', { data, [kTrust]: true }));
        }
      });
    }
  }
  close() {
    const all = channels.get(this.#name);
    if (!all?.delete(this)) return;
    if (all.size === 0) channels.delete(this.#name);
    this.#handle.close();
  }
  ref() {
    this.#handle.ref();
    return this;
  }
  unref() {
    this.#handle.unref();
    return this;
  }
  [kInspect](depth, options, inspect) {
    if (depth < 0) return 'BroadcastChannel';
    return `BroadcastChannel ${inspect({ name: this.#name, active: !!channels.get(this.#name)?.has(this) },
      { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
enumerable(BroadcastChannel.prototype, 'BroadcastChannel', 'name', 'close', 'postMessage');
defineHandler(BroadcastChannel.prototype, 'message');
defineHandler(BroadcastChannel.prototype, 'messageerror');

// receiveMessageOnPort takes a message without an event.
function receiveMessageOnPort(port) {
  if (!(port instanceof MessagePort)) throw node.invalidArgType('port', 'MessagePort', port);
  const message = port[kMake].end?.queue.shift();
  return message === undefined ? undefined : { message: message.data };
}

return { MessageChannel, MessagePort, MessageEvent, BroadcastChannel, receiveMessageOnPort };
