'use strict';
const { Event, EventTarget, NodeEventTarget, defineHandler, kTrust, kNewListener, kCreateEvent, enumerable, dispatch, illegalInvocation } = base;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kMake = Symbol('make');

function mustBePort(v, name) {
  if (v instanceof MessagePort) return;
  throw new TypeError(`MessageEvent constructor: Expected eventInitDict.${name} ("${String(v)}") to be an instance of MessagePort.`);
}

class MessageEvent extends Event {
  #fields;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new TypeError('MessageEvent constructor: 1 argument required, but 0 found.');
    if (options != null && typeof options !== 'object' && typeof options !== 'function') {
      throw new TypeError(`MessageEvent constructor: Expected ${String(options)} to be one of: Null, Undefined, Object.`);
    }
    super(type, options);
    const { data = null, lastEventId = '', origin = '', ports = [], source = null } = options ?? {};
    if (typeof ports?.[Symbol.iterator] !== 'function') {
      throw new TypeError(`MessageEvent constructor: eventInitDict.ports (${String(ports)}) is not iterable.`);
    }
    const list = [...ports];
    list.forEach((port, i) => mustBePort(port, `ports[${i}]`));
    if (source !== null) mustBePort(source, 'source');
    this.#fields = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: list };
  }
  static fieldsOf(event) {
    if (typeof event !== 'object' || event === null || !(#fields in event)) throw illegalInvocation();
    return event.#fields;
  }
  get data() { return fieldsOf(this).data; }
  get origin() { return fieldsOf(this).origin; }
  get lastEventId() { return fieldsOf(this).lastEventId; }
  get source() { return fieldsOf(this).source; }
  get ports() { return fieldsOf(this).ports; }
  initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
    super.initEvent(type, bubbles, cancelable);
    this.#fields = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: [...ports] };
  }
}
const { fieldsOf } = MessageEvent;
delete MessageEvent.fieldsOf;
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

// transferList is the second argument of postMessage: a list, or options that
// have one.
function transferList(given) {
  if (given == null) return undefined;
  const iterable = (v) => typeof v === 'object' && v !== null && typeof v[Symbol.iterator] === 'function';
  const refuse = (name) => node.coded('TypeError', 'ERR_INVALID_ARG_TYPE', `Optional ${name} argument must be an iterable`);
  const list = (v, name) => {
    const found = [];
    const iterator = v[Symbol.iterator]();
    if (typeof iterator?.next !== 'function') throw refuse(name);
    for (;;) {
      const step = iterator.next();
      if (typeof step !== 'object' || step === null) throw refuse(name);
      if (step.done) return found;
      found.push(step.value);
    }
  };
  if (iterable(given)) return list(given, 'transferList');
  if (typeof given !== 'object') throw refuse('transferList');
  const { transfer } = given;
  if (transfer === undefined) return undefined;
  if (!iterable(transfer)) throw refuse('options.transfer');
  return list(transfer, 'options.transfer');
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
    const list = transferList(transfer);
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
