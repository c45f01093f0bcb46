'use strict';
// A domain's stack of active domains travels with asynchronous work, as the store of an AsyncLocalStorage does:
// what starts while a domain is active calls back with that domain active. A state is never changed, only replaced.
const outside = { stack: [], active: null };
const storage = new AsyncLocalStorage({ defaultValue: outside });
const current = () => storage.getStore() ?? outside;
const top = (stack) => (stack.length === 0 ? undefined : stack[stack.length - 1]);
const activate = (stack, active) => storage.enterWith({ stack, active });

const mark = (object, name, value) => Object.defineProperty(object, name, {
  __proto__: null, configurable: true, enumerable: false, writable: true, value,
});

const active = {
  __proto__: null,
  enumerable: true,
  get() { return current().active; },
  set(domain) { activate(current().stack, domain); },
};
Object.defineProperty(process, 'domain', active);
Object.defineProperty(exports, '_stack', {
  __proto__: null, enumerable: true, configurable: true,
  get() { return current().stack; },
  set(stack) { activate(stack, current().active); },
});

const resources = createHook({
  init(id, type, trigger, resource) {
    const domain = current().active;
    if (domain !== null && domain !== undefined) resource.domain = domain;
  },
  trackPromises: false, // the asynchronous context carries the domain through them
});

process.addUncaughtExceptionCaptureCallback((error) => {
  const { stack, active } = current();
  const listens = stack.some((domain) => domain.listenerCount('error') > 0);
  if (listens && active) return active._errorHandler(error);
  activate([], null);
  return false;
});

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
    resources.enable();
  }
}
exports.Domain = Domain;
exports.create = exports.createDomain = function createDomain() {
  return new Domain();
};
Object.defineProperty(exports, 'active', { ...active, configurable: true });
Domain.prototype.members = undefined;

// The domain is left, with its repetitions, before its listeners run, so that they do not run within themselves.
Domain.prototype._errorHandler = function(error) {
  if ((typeof error === 'object' && error !== null) || typeof error === 'function') {
    mark(error, 'domain', this);
    error.domainThrown = true;
  }
  while (current().active === this && current().stack.includes(this)) this.exit();
  let caught = false;
  if (current().stack.length === 0) {
    if (this.listenerCount('error') > 0) caught = this.emit('error', error);
  } else {
    try {
      caught = this.emit('error', error);
    } catch (another) {
      const outer = top(current().stack);
      if (outer === undefined) throw another;
      activate(current().stack, outer);
      caught = outer._errorHandler(another);
    }
  }
  activate([], null);
  return caught;
};

Domain.prototype.enter = function() {
  activate([...current().stack, this], this);
};

Domain.prototype.exit = function() {
  const { stack } = current();
  const index = stack.lastIndexOf(this);
  if (index === -1) return;
  const rest = stack.slice(0, index);
  activate(rest, top(rest));
};

Domain.prototype.add = function(member) {
  if (member.domain === this) return;
  if (member.domain) member.domain.remove(member);
  if (this.domain && member instanceof Domain) {
    for (let outer = this.domain; outer; outer = outer.domain) {
      if (member === outer) return;
    }
  }
  mark(member, 'domain', this);
  this.members.push(member);
};

Domain.prototype.remove = function(member) {
  member.domain = null;
  const index = this.members.indexOf(member);
  if (index !== -1) this.members.splice(index, 1);
};

function within(domain, fn, receiver, args) {
  domain.enter();
  const result = Reflect.apply(fn, receiver, args);
  domain.exit();
  return result;
}

Domain.prototype.run = function(fn) {
  return within(this, fn, this, Array.prototype.slice.call(arguments, 1));
};

Domain.prototype.intercept = function(fn) {
  const domain = this;
  return function runIntercepted(error, ...args) {
    if (!(error && error instanceof Error)) return within(domain, fn, this, args);
    error.domainBound = fn;
    error.domainThrown = false;
    mark(error, 'domain', domain);
    domain.emit('error', error);
  };
};

Domain.prototype.bind = function(fn) {
  const domain = this;
  function runBound() {
    return within(domain, fn, this, arguments);
  }
  mark(runBound, 'domain', this);
  return runBound;
};

// Emitters belong to the domain in which they are made.
EventEmitter.usingDomains = true;
const { init } = EventEmitter;
EventEmitter.init = function(options) {
  mark(this, 'domain', null);
  const domain = current().active;
  if (domain && !(this instanceof Domain)) this.domain = domain;
  return init.call(this, options);
};

const emitPlain = EventEmitter.prototype.emit;
EventEmitter.prototype.emit = function emit(...args) {
  const { domain } = this;
  const type = args[0];
  if (domain === null || domain === undefined || this === process || (type === 'error' && this.listenerCount(type) > 0)) {
    return Reflect.apply(emitPlain, this, args);
  }
  if (type !== 'error') return within(domain, emitPlain, this, args);
  const error = args.length > 1 && args[1] ? args[1] : unhandledError();
  if (typeof error === 'object') {
    error.domainEmitter = this;
    mark(error, 'domain', domain);
    error.domainThrown = false;
  }
  const { stack, active } = current();
  let depth = stack.length;
  while (depth > 0 && stack[depth - 1] === active) depth--;
  const rest = stack.slice(0, depth);
  activate(rest, top(rest) ?? null);
  domain.emit('error', error);
  activate(stack, active);
  return false;
};
