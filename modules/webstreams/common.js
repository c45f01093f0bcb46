'use strict';
// What the kinds of web streams share. https://streams.spec.whatwg.org
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kMake = Symbol('make');
const { then, deferred, isPending, attempt } = promises;

// handled marks a promise's rejection as seen.
function handled(promise) {
  then(promise, undefined, () => {});
  return promise;
}

function resolved(v) {
  const d = deferred();
  d.resolve(v);
  return d;
}

function rejected(err) {
  const d = deferred();
  handled(d.promise);
  d.reject(err);
  return d;
}

const invalidThis = (type) => node.coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);
const invalidState = (text) => node.coded('TypeError', 'ERR_INVALID_STATE', `Invalid state: ${text}`);
const illegal = () => node.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');

// slots gives objects of a class their internal slots.
function slots(type) {
  const map = new WeakMap();
  return {
    set(o, state) {
      map.set(o, state);
      return state;
    },
    has: (o) => map.has(o),
    of(o) {
      const state = map.get(o);
      if (state === undefined) throw invalidThis(type);
      return state;
    },
    // reject is of for methods that return promises.
    get: (o) => map.get(o),
  };
}

function enumerable(proto, tag, ...names) {
  for (const name of names) Object.defineProperty(proto, name, { enumerable: true });
  Object.defineProperty(proto, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
}

// hidden defines what the rest of the library asks of a stream, by symbol.
function hidden(proto, table, properties) {
  for (const key of Object.keys(properties)) {
    const get = properties[key];
    Object.defineProperty(proto, Symbol.for(key), {
      get() {
        const s = table.get(this);
        return s && get(s);
      },
      configurable: true,
    });
  }
}

function describe(self, fields, depth, options, inspect) {
  if (depth < 0) return self;
  return `${self.constructor.name} ${inspect(fields, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

function callback(source, name, type) {
  const f = source?.[name];
  if (f === undefined || f === null) return undefined;
  if (typeof f !== 'function') throw node.invalidArgType(`${type}.${name}`, 'Function', f);
  return f;
}

// startOf is the start of a source, which is called at once.
function startOf(source) {
  const f = source?.start;
  if (f === undefined || f === null) return undefined;
  if (typeof f !== 'function') throw new TypeError('Bind must be called on a function');
  return f;
}

// invalidRange is ERR_INVALID_ARG_VALUE as a RangeError.
const invalidRange = (name, value) => node.coded('RangeError', 'ERR_INVALID_ARG_VALUE', node.invalidArgValue(name, value).message);

// checkDictionary takes what the web takes for a dictionary: null is one.
function checkDictionary(v, name) {
  if (v === undefined || v === null || typeof v === 'object' || typeof v === 'function') return;
  node.checkObject(v, name);
}

function highWaterMark(strategy, fallback) {
  const n = strategy?.highWaterMark;
  if (n === undefined) return fallback;
  const mark = +n;
  if (Number.isNaN(mark) || mark < 0) throw invalidRange('strategy.highWaterMark', n);
  return mark;
}

function sizeOf(strategy) {
  const size = strategy?.size;
  if (size === undefined) return () => 1;
  if (typeof size !== 'function') throw node.invalidArgType('strategy.size', 'Function', size);
  return (chunk) => size(chunk);
}

function checkSize(size) {
  size = +size;
  if (Number.isNaN(size) || size < 0 || size === Infinity) throw node.coded('RangeError', 'ERR_INVALID_ARG_VALUE', `The argument 'size' is invalid. Received ${size}`);
  return size;
}

// Queue is the queue of a controller, with the total size of its chunks.
class Queue {
  items = [];
  size = 0;
  push(value, size) {
    this.items.push({ value, size });
    this.size += size;
  }
  shift() {
    const { value, size } = this.items.shift();
    this.size -= size;
    if (this.size < 0 || this.items.length === 0) this.size = 0;
    return value;
  }
  get empty() { return this.items.length === 0; }
  clear() {
    this.items = [];
    this.size = 0;
  }
}

function strategyClass(name, sizeField, size) {
  const marks = new WeakMap();
  const check = (o, field) => {
    if (!marks.has(o)) throw new TypeError(`Cannot read private member #${field} from an object whose class did not declare it`);
  };
  const shared = { [name]: size }[name];
  Object.defineProperty(shared, 'name', { value: 'size' });
  const made = {
    [name]: class {
      constructor(init) {
        if (init === null || typeof init !== 'object' && typeof init !== 'function') throw node.invalidArgType('init', 'Object', init);
        if (init.highWaterMark === undefined) {
          throw node.coded('TypeError', 'ERR_MISSING_OPTION', 'init.highWaterMark is required');
        }
        marks.set(this, +init.highWaterMark);
      }
      get highWaterMark() {
        check(this, 'state');
        return marks.get(this);
      }
      get size() {
        check(this, sizeField);
        return shared;
      }
      [kInspect](depth, options, inspect) {
        return describe(this, { highWaterMark: this.highWaterMark }, depth, options, inspect);
      }
    },
  }[name];
  enumerable(made.prototype, name, 'highWaterMark', 'size');
  return made;
}
const ByteLengthQueuingStrategy = strategyClass('ByteLengthQueuingStrategy', 'byteSizeFunction', (chunk) => chunk.byteLength);
const CountQueuingStrategy = strategyClass('CountQueuingStrategy', 'countSizeFunction', () => 1);

return {
  kInspect, kMake, deferred, handled, resolved, rejected, attempt, invalidThis, invalidState, illegal, slots, enumerable, describe,
  callback, highWaterMark, sizeOf, checkSize, Queue, then, isPending, startOf, invalidRange, checkDictionary, hidden, ByteLengthQueuingStrategy, CountQueuingStrategy,
};
