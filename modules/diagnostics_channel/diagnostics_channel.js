'use strict';
const channels = new Map();

function throwLater(err) {
  node.nextTick(() => { throw err; });
}

function markActive(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new Map();
}

function maybeMarkInactive(channel) {
  if (channel._subscribers.length || channel._stores.size) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

// RunStoresScope holds what a channel puts into the bound stores until it is
// disposed of.
class RunStoresScope {
  #scopes = [];
  constructor(channel, data) {
    if (channel._stores) {
      for (const [store, transform] of channel._stores) {
        let context = data;
        if (transform) {
          try {
            context = transform(data);
          } catch (err) {
            throwLater(err);
            continue;
          }
        }
        this.#scopes.push(store.withScope(context));
      }
    }
    channel.publish(data);
  }
  [Symbol.dispose]() {
    while (this.#scopes.length) this.#scopes.pop()[Symbol.dispose]();
  }
}

// within calls f and disposes of the scope after it.
function within(scope, f) {
  try {
    return f();
  } finally {
    scope[Symbol.dispose]();
  }
}

class ActiveChannel {
  subscribe(subscription) {
    node.checkFunction(subscription, 'subscription');
    this._subscribers = [...this._subscribers, subscription];
  }
  unsubscribe(subscription) {
    const index = this._subscribers.indexOf(subscription);
    if (index === -1) return false;
    this._subscribers = this._subscribers.filter((_, i) => i !== index);
    maybeMarkInactive(this);
    return true;
  }
  bindStore(store, transform) { this._stores.set(store, transform); }
  unbindStore(store) {
    if (!this._stores.delete(store)) return false;
    maybeMarkInactive(this);
    return true;
  }
  get hasSubscribers() { return true; }
  publish(data) {
    const subscribers = this._subscribers;
    const count = subscribers?.length ?? 0;
    for (let i = 0; i < count; i++) {
      try {
        const onMessage = subscribers[i];
        onMessage(data, this.name);
      } catch (err) {
        throwLater(err);
      }
    }
  }
  withStoreScope(data) { return new RunStoresScope(this, data); }
  runStores(data, fn, thisArg, ...args) {
    return within(this.withStoreScope(data), () => Reflect.apply(fn, thisArg, args));
  }
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    this._index = undefined;
    channels.set(name, this);
  }
  static [Symbol.hasInstance](instance) {
    const prototype = Object.getPrototypeOf(instance);
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  }
  subscribe(subscription) {
    node.checkFunction(subscription, 'subscription');
    markActive(this);
    this.subscribe(subscription);
  }
  unsubscribe() { return false; }
  bindStore(store, transform) {
    markActive(this);
    this.bindStore(store, transform);
  }
  unbindStore() { return false; }
  get hasSubscribers() { return false; }
  publish() {}
  runStores(data, fn, thisArg, ...args) { return Reflect.apply(fn, thisArg, args); }
  withStoreScope() { return { [Symbol.dispose]() {} }; }
}

function channel(name) {
  const found = channels.get(name);
  if (found) return found;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw node.invalidArgType('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

function subscribe(name, subscription) { return channel(name).subscribe(subscription); }
function unsubscribe(name, subscription) { return channel(name).unsubscribe(subscription); }
function hasSubscribers(name) { return channels.get(name)?.hasSubscribers ?? false; }

function channelOf(nameOrChannels, name, className) {
  if (typeof nameOrChannels === 'string') return channel(`tracing:${nameOrChannels}:${name}`);
  if (typeof nameOrChannels === 'object' && nameOrChannels !== null) {
    const found = nameOrChannels[name];
    if (!(found instanceof Channel)) {
      throw node.invalidArgType(`nameOrChannels.${name}`, ['Channel'], found);
    }
    return found;
  }
  throw node.invalidArgType('nameOrChannels', ['string', 'object', className], nameOrChannels);
}

class BoundedChannelScope {
  #context;
  #end;
  #scope;
  constructor(bounded, context) {
    if (!bounded.hasSubscribers) return;
    this.#context = context;
    this.#end = bounded.end;
    this.#scope = new RunStoresScope(bounded.start, context);
  }
  [Symbol.dispose]() {
    if (!this.#scope) return;
    this.#end.publish(this.#context);
    this.#scope[Symbol.dispose]();
    this.#scope = undefined;
  }
}

const bounds = ['start', 'end'];

class BoundedChannel {
  constructor(nameOrChannels) {
    for (const name of bounds) {
      Object.defineProperty(this, name, { value: channelOf(nameOrChannels, name, 'BoundedChannel') });
    }
  }
  get hasSubscribers() { return this.start?.hasSubscribers || this.end?.hasSubscribers; }
  subscribe(handlers) {
    for (const name of bounds) if (handlers[name]) this[name]?.subscribe(handlers[name]);
  }
  unsubscribe(handlers) {
    let done = true;
    for (const name of bounds) {
      if (handlers[name] && !this[name]?.unsubscribe(handlers[name])) done = false;
    }
    return done;
  }
  withScope(context = {}) { return new BoundedChannelScope(this, context); }
  run(context, fn, thisArg, ...args) {
    return within(this.withScope(context ?? {}), () => Reflect.apply(fn, thisArg, args));
  }
}

function boundedChannel(nameOrChannels) { return new BoundedChannel(nameOrChannels); }

function warnNonThenable(fn) {
  emitWarning(`tracePromise was called with the function '${fn.name || '<anonymous>'}', which returned a non-thenable.`);
}

class TracingChannel {
  #call;
  #continuation;
  constructor(nameOrChannels) {
    if (typeof nameOrChannels === 'string') {
      this.#call = new BoundedChannel(nameOrChannels);
      this.#continuation = new BoundedChannel({
        start: channel(`tracing:${nameOrChannels}:asyncStart`),
        end: channel(`tracing:${nameOrChannels}:asyncEnd`),
      });
    } else if (typeof nameOrChannels === 'object') {
      const { start, end, asyncStart, asyncEnd } = nameOrChannels;
      this.#call = new BoundedChannel({ start, end });
      this.#continuation = new BoundedChannel({ start: asyncStart, end: asyncEnd });
    }
    Object.defineProperty(this, 'error', { value: channelOf(nameOrChannels, 'error', 'TracingChannel') });
  }
  get start() { return this.#call.start; }
  get end() { return this.#call.end; }
  get asyncStart() { return this.#continuation.start; }
  get asyncEnd() { return this.#continuation.end; }
  get hasSubscribers() {
    return this.#call.hasSubscribers || this.#continuation.hasSubscribers || this.error?.hasSubscribers;
  }
  subscribe({ start, end, asyncStart, asyncEnd, error }) {
    this.#call.subscribe({ start, end });
    this.#continuation.subscribe({ start: asyncStart, end: asyncEnd });
    if (error) this.error.subscribe(error);
  }
  unsubscribe({ start, end, asyncStart, asyncEnd, error }) {
    let done = this.#call.unsubscribe({ start, end });
    if (!this.#continuation.unsubscribe({ start: asyncStart, end: asyncEnd })) done = false;
    if (error && !this.error.unsubscribe(error)) done = false;
    return done;
  }
  traceSync(fn, context = undefined, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    if (context === undefined) context = Object.create(null);
    return within(this.#call.withScope(context), () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        context.result = result;
        return result;
      } catch (err) {
        context.error = err;
        this.error.publish(context);
        throw err;
      }
    });
  }
  tracePromise(fn, context = undefined, thisArg, ...args) {
    if (!this.hasSubscribers) {
      const result = Reflect.apply(fn, thisArg, args);
      if (typeof result?.then !== 'function') warnNonThenable(fn);
      return result;
    }
    if (context === undefined) context = Object.create(null);
    const continuation = this.#continuation;
    const onReject = (err) => {
      context.error = err;
      this.error.publish(context);
      continuation.withScope(context)[Symbol.dispose]();
    };
    const onResolve = (result) => {
      context.result = result;
      continuation.withScope(context)[Symbol.dispose]();
      return result;
    };
    return within(this.#call.withScope(context), () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        if (typeof result?.then !== 'function') {
          warnNonThenable(fn);
          context.result = result;
          return result;
        }
        if (result instanceof Promise && Object.getPrototypeOf(result) === Promise.prototype) {
          return result.then(onResolve, (err) => {
            onReject(err);
            throw err;
          });
        }
        result.then(onResolve, onReject);
        return result;
      } catch (err) {
        context.error = err;
        this.error.publish(context);
        throw err;
      }
    });
  }
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const { error } = this;
    const continuation = this.#continuation;
    const callback = args.at(position);
    node.checkFunction(callback, 'callback');
    args.splice(position, 1, function wrappedCallback(...results) {
      const [err, res] = results;
      if (err) {
        context.error = err;
        error.publish(context);
      } else {
        context.result = res;
      }
      return within(continuation.withScope(context), () => Reflect.apply(callback, this, results));
    });
    return within(this.#call.withScope(context), () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      }
    });
  }
}

function tracingChannel(nameOrChannels) { return new TracingChannel(nameOrChannels); }

return { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, boundedChannel, Channel, BoundedChannel };
