'use strict';
const { kListeners, kMax, kWarned, kResist } = symbols;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kNodeStyle = Symbol('kIsNodeStyleListener');
const kTrust = Symbol('kTrustEvent');
const kNewListener = Symbol('kNewListener');
const kCreateEvent = Symbol('kCreateEvent');

const illegalInvocation = () => node.coded('TypeError', 'ERR_INVALID_THIS', 'Illegal invocation');
const invalidThis = (type) => node.coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);

function enumerable(proto, tag, ...names) {
  for (const name of names) Object.defineProperty(proto, name, { enumerable: true });
  Object.defineProperty(proto, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
}

function nested(options) {
  return { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
}

class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #timeStamp = now();
  #canceled = false;
  #stopped = false;
  #stoppedNow = false;
  #target = null;
  #dispatching = false;
  #passive = false;
  #trusted = false;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw node.missingArgs('type');
    if (options != null) node.checkObject(options, 'options');
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
    this.#type = `${type}`;
    if (options?.[kTrust]) this.#trusted = true;
  }

  // What the target does with an event, past what a subclass may override.
  static begin(event, target) {
    event.#target = target;
    event.#dispatching = true;
  }
  static end(event) { event.#dispatching = false; }
  static isDispatching(event) { return event.#dispatching; }
  static isStopped(event) { return event.#stoppedNow; }
  static setPassive(event, passive) { event.#passive = passive; }
  static has(event) { return typeof event === 'object' && event !== null && #type in event; }
  static trusted(event) { return check(event).#trusted; }
  static check(event, type = 'Event') {
    if (typeof event !== 'object' || event === null || !(#type in event)) throw invalidThis(type);
    return event;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw node.missingArgs('type');
    if (check(this).#dispatching) return;
    this.#type = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }
  [kInspect](depth, options, inspect) {
    check(this);
    const { name } = this.constructor;
    if (depth < 0) return name;
    return `${name} ${inspect({
      type: this.#type,
      defaultPrevented: this.#canceled,
      cancelable: this.#cancelable,
      timeStamp: this.#timeStamp,
    }, nested(options))}`;
  }
  stopImmediatePropagation() {
    check(this).stopPropagation();
    this.#stoppedNow = true;
  }
  preventDefault() {
    if (check(this).#cancelable && !this.#passive) this.#canceled = true;
  }
  get target() { return check(this).#target; }
  get currentTarget() { return check(this).#dispatching ? this.#target : null; }
  get srcElement() { return check(this).#target; }
  get type() { return check(this).#type; }
  get cancelable() { return check(this).#cancelable; }
  get defaultPrevented() { return check(this).#cancelable && this.#canceled; }
  get timeStamp() { return check(this).#timeStamp; }
  composedPath() { return check(this).#dispatching ? [this.#target] : []; }
  get returnValue() { return !check(this).#cancelable || !this.#canceled; }
  set returnValue(value) {
    check(this);
    if (!value) this.preventDefault();
  }
  get bubbles() { return check(this).#bubbles; }
  get composed() { return check(this).#composed; }
  get eventPhase() { return check(this).#dispatching ? 2 : 0; }
  get cancelBubble() { return check(this).#stopped; }
  set cancelBubble(value) {
    check(this);
    if (value) this.#stopped = true;
  }
  stopPropagation() { check(this).#stopped = true; }
}
const { begin, end, isDispatching, isStopped, setPassive, has, check, trusted } = Event;
for (const name of ['begin', 'end', 'isDispatching', 'isStopped', 'setPassive', 'has', 'check', 'trusted']) delete Event[name];

enumerable(Event.prototype, 'Event', 'initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget',
  'srcElement', 'type', 'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles',
  'composed', 'eventPhase', 'cancelBubble', 'stopPropagation');
Object.defineProperty(Event.prototype, 'isTrusted', {
  get: Object.getOwnPropertyDescriptor({ get isTrusted() { return trusted(this); } }, 'isTrusted').get,
  enumerable: true, configurable: false,
});
['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].forEach((name, value) => {
  Object.defineProperty(Event, name, { value, enumerable: true });
});

class CustomEvent extends Event {
  #detail;
  constructor(type, options = {}) {
    if (arguments.length === 0) throw node.missingArgs('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    if (typeof this !== 'object' || this === null || !(#detail in this)) throw invalidThis('CustomEvent');
    return this.#detail;
  }
}
enumerable(CustomEvent.prototype, 'CustomEvent', 'detail');

function listenerOptions(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options === null) return {};
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw node.invalidArgType('options', 'Object', options);
  }
  return {
    once: Boolean(options.once), capture: Boolean(options.capture), passive: Boolean(options.passive),
    signal: options.signal, resist: Boolean(options[kResist]), nodeStyle: Boolean(options[kNodeStyle]),
  };
}

function isListener(listener) {
  if (typeof listener === 'function' || typeof listener === 'object' && listener !== null) return true;
  if (listener == null) return false;
  throw node.invalidArgType('listener', 'EventListener', listener);
}

function throwLater(err) {
  node.nextTick(() => { throw err; });
}

class EventTarget {
  #events = new Map();
  #handlers = new Map();

  constructor() {
    this[kMax] = defaultMaxListeners();
    this[kWarned] = false;
  }

  // The lists of listeners and the event handlers, for what is not a method.
  static events(target) {
    if (target === null || typeof target !== 'object' && typeof target !== 'function' || !(#events in target)) {
      throw invalidThis('EventTarget');
    }
    return target.#events;
  }
  static handlers(target) {
    events(target);
    return target.#handlers;
  }

  [kListeners](type) {
    return (this.#events.get(type) ?? []).map((l) => l.listener);
  }

  [kNewListener](size, type) {
    const max = this[kMax];
    if (max > 0 && size > max && !this[kWarned]) {
      this[kWarned] = true;
      const w = new Error(`Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
        `${inspect(this, { depth: -1 })}. MaxListeners is ${max}. Use events.setMaxListeners() to increase limit`);
      w.name = 'MaxListenersExceededWarning';
      w.target = this;
      w.type = type;
      w.count = size;
      emitWarning(w);
    }
  }

  addEventListener(type, listener, options = undefined) {
    const lists = events(this);
    if (arguments.length < 2) throw node.missingArgs('type', 'listener');
    const given = options === undefined ? {} : listenerOptions(options);
    const { signal } = given;
    node.checkSignal(signal, 'options.signal');
    if (signal?.aborted) return;
    if (!isListener(listener)) {
      const w = new Error(`addEventListener called with ${listener} which has no effect.`);
      w.name = 'AddEventListenerArgumentTypeWarning';
      w.target = this;
      w.type = type;
      emitWarning(w);
      return;
    }
    type = `${type}`;
    if (signal) {
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true, [kResist]: true });
    }
    let list = lists.get(type);
    if (list === undefined) lists.set(type, list = []);
    const capture = given.capture === true;
    for (const l of list) if (l.listener === listener && l.capture === capture) return;
    list.push({
      listener, capture, once: given.once === true, passive: given.passive === true, resist: given.resist === true,
      nodeStyle: given.nodeStyle === true, removed: false,
    });
    this[kNewListener](list.length, type);
  }

  removeEventListener(type, listener, options = undefined) {
    const lists = events(this);
    if (arguments.length < 2) throw node.missingArgs('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const list = lists.get(type);
    if (list === undefined) return;
    const capture = typeof options === 'boolean' ? options : Boolean(options?.capture);
    drop(lists, type, list, list.findIndex((l) => l.listener === listener && l.capture === capture));
  }

  dispatchEvent(event) {
    events(this);
    if (arguments.length < 1) throw node.missingArgs('event');
    if (!has(event)) throw node.invalidArgType('event', 'Event', event);
    if (isDispatching(event)) {
      throw node.coded('Error', 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    }
    dispatch(this, event, event.type, event);
    return event.defaultPrevented !== true;
  }

  [kCreateEvent](value, type) { return new CustomEvent(type, { detail: value }); }

  [kInspect](depth, options, inspect) {
    const { name } = this.constructor;
    return depth < 0 ? name : `${name} ${inspect({}, nested(options))}`;
  }
}
const { events, handlers } = EventTarget;
delete EventTarget.events;
delete EventTarget.handlers;
enumerable(EventTarget.prototype, 'EventTarget', 'addEventListener', 'removeEventListener', 'dispatchEvent');

function drop(lists, type, list, i) {
  if (i < 0) return;
  list[i].removed = true;
  if (list.length === 1) lists.delete(type);
  else lists.set(type, list.filter((_, j) => j !== i));
}

// dispatch calls the listeners of an event. Node's own listeners get value,
// and the event is made only when another one needs it.
function dispatch(target, value, type, event) {
  const lists = events(target);
  if (event !== undefined) begin(event, target);
  const list = lists.get(type);
  for (const l of list ?? []) {
    if (l.removed || event !== undefined && isStopped(event) && !l.resist) continue;
    if (l.once) {
      const current = lists.get(type);
      if (current) drop(lists, type, current, current.indexOf(l));
    }
    let arg = value;
    if (!l.nodeStyle) {
      if (event === undefined) {
        event = target[kCreateEvent](value, type);
        begin(event, target);
      }
      arg = event;
      if (l.passive) setPassive(event, true);
    }
    try {
      const { listener } = l;
      const result = typeof listener === 'function' ? listener.call(target, arg) : callHandler(listener, arg);
      // As in Node, later listeners see an event whose dispatch is over.
      if (!l.nodeStyle) end(event);
      if (result != null && typeof result.then === 'function') result.then(undefined, throwLater);
    } catch (err) {
      throwLater(err);
    }
    if (l.passive && event !== undefined) setPassive(event, false);
  }
  if (event !== undefined) end(event);
}

function callHandler(listener, event) {
  const { handleEvent } = listener;
  if (typeof handleEvent === 'function') return handleEvent.call(listener, event);
  if (handleEvent !== undefined) throw new TypeError('listener.handleEvent is not a function');
}

// NodeEventTarget also has the methods of an EventEmitter.
class NodeEventTarget extends EventTarget {
  setMaxListeners(n) { setMaxListeners(n, this); }
  getMaxListeners() { return this[kMax]; }
  eventNames() { return [...events(this).keys()]; }
  listenerCount(type) { return events(this).get(String(type))?.length ?? 0; }
  off(type, listener, options) {
    this.removeEventListener(type, listener, options);
    return this;
  }
  removeListener(type, listener, options) {
    this.removeEventListener(type, listener, options);
    return this;
  }
  on(type, listener) {
    this.addEventListener(type, listener, { [kNodeStyle]: true });
    return this;
  }
  addListener(type, listener) {
    this.addEventListener(type, listener, { [kNodeStyle]: true });
    return this;
  }
  once(type, listener) {
    this.addEventListener(type, listener, { once: true, [kNodeStyle]: true });
    return this;
  }
  emit(type, arg) {
    node.checkString(type, 'type');
    const had = this.listenerCount(type) > 0;
    dispatch(this, arg, type, undefined);
    return had;
  }
  removeAllListeners(type) {
    if (type !== undefined) events(this).delete(String(type));
    else events(this).clear();
    return this;
  }
}
enumerable(NodeEventTarget.prototype, 'EventTarget', 'setMaxListeners', 'getMaxListeners', 'eventNames', 'listenerCount',
  'off', 'removeListener', 'on', 'addListener', 'once', 'emit', 'removeAllListeners');

// defineHandler defines an attribute such as onabort.
function defineHandler(proto, name, type = name) {
  const property = `on${name}`;
  const accessor = {
    get [property]() { return handlers(this).get(type)?.handler ?? null; },
    set [property](value) {
      const all = handlers(this);
      if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) value = null;
      let wrapper = all.get(type);
      if (wrapper === undefined) {
        wrapper = function(...args) {
          if (typeof wrapper.handler === 'function') return wrapper.handler.apply(this, args);
        };
        all.set(type, wrapper);
      }
      wrapper.handler = value;
      if (typeof value === 'function') this.addEventListener(type, wrapper);
      else this.removeEventListener(type, wrapper);
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessor, property);
  Object.defineProperty(proto, property, { get, set, enumerable: true, configurable: true });
}

return {
  Event, CustomEvent, EventTarget, NodeEventTarget, defineHandler, kTrust, kNewListener, kCreateEvent, dispatch, enumerable,
  invalidThis, illegalInvocation,
};
