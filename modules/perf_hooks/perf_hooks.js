'use strict';
const { Event, EventTarget, defineHandler, kTrust, invalidThis } = base;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kMake = Symbol('make');
const illegal = () => node.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
const badTime = (v) => node.coded('TypeError', 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${v} is not a valid timestamp`);
const nested = (options) => ({ ...options, depth: options.depth == null ? null : options.depth - 1 });

function enumerable(proto, tag, ...names) {
  for (const name of names) Object.defineProperty(proto, name, { enumerable: true });
  if (tag) Object.defineProperty(proto, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
}

class PerformanceEntry {
  constructor(token = undefined, name = undefined, entryType = undefined, startTime = undefined, duration = undefined) {
    if (token !== kMake) throw illegal();
    entries.set(this, name, entryType, startTime, duration);
  }
  get name() { return entries.name(this); }
  get entryType() { return entries.entryType(this); }
  get startTime() { return entries.startTime(this); }
  get duration() { return entries.duration(this); }
  [kInspect](depth, options, inspect) {
    if (depth < 0) return this;
    return `${this.constructor.name} ${inspect(this.toJSON(), nested(options))}`;
  }
  toJSON() { return entries.fields(this); }
}
const { fields } = entries;
enumerable(PerformanceEntry.prototype, undefined, 'name', 'entryType', 'startTime', 'duration', 'toJSON');

class PerformanceNodeEntry extends PerformanceEntry {
  #detail;
  constructor(token, name, type, start, duration, detail) {
    super(token, name, type, start, duration);
    this.#detail = detail;
  }
  get detail() { return this.#detail; }
  toJSON() { return { ...fields(this), detail: this.#detail }; }
}

const milestones = new Set(['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']);

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw node.missingArgs('name');
    name = `${name}`;
    if (milestones.has(name)) throw node.invalidArgValue('name', name);
    if (options != null) node.checkObject(options, 'options');
    const startTime = options?.startTime ?? now();
    node.checkNumber(startTime, 'startTime');
    if (startTime < 0) throw badTime(startTime);
    const detail = options?.detail != null ? structuredClone(options.detail) : null;
    super(kMake, name, 'mark', startTime, 0);
    entries.setMark(this, detail);
  }
  get detail() { return entries.detail(this); }
  toJSON() { return { ...fields(this), detail: entries.detail(this) }; }
}
const markPrototype = PerformanceMark.prototype;
enumerable(PerformanceMark.prototype, 'PerformanceMark', 'detail');

class PerformanceMeasure extends PerformanceEntry {
  #detail;
  constructor(token = undefined, name = undefined, type = undefined, start = undefined, duration = undefined, detail = null) {
    if (token !== kMake) throw illegal();
    super(token, name, type, start, duration);
    this.#detail = detail;
  }
  get detail() {
    if (!(#detail in this)) throw invalidThis('PerformanceMeasure');
    return this.#detail;
  }
  toJSON() { return { ...fields(this), detail: this.#detail }; }
}
enumerable(PerformanceMeasure.prototype, 'PerformanceMeasure', 'detail');

// A resource's timing answers from what the fetch handed over (the fetch timing info of the Fetch standard).
class PerformanceResourceTiming extends PerformanceEntry {
  #given;
  constructor(token = undefined, given = undefined) {
    if (token !== kMake) throw illegal();
    const { startTime, endTime } = given.info;
    super(kMake, given.url, 'resource', startTime, endTime - startTime);
    this.#given = given;
  }
  static given(entry) {
    if (entry === null || typeof entry !== 'object' || !(#given in entry)) throw invalidThis('PerformanceResourceTiming');
    return entry.#given;
  }
  toJSON() {
    const given = givenOf(this);
    const list = { ...fields(this) };
    for (const [name, read] of resourceTimings) list[name] = read(given);
    return list;
  }
}
const givenOf = PerformanceResourceTiming.given;
delete PerformanceResourceTiming.given;
const resourceTimings = Object.entries({
  initiatorType: ({ initiatorType }) => initiatorType,
  nextHopProtocol: ({ info }) => info.finalConnectionTimingInfo?.ALPNNegotiatedProtocol,
  workerStart: ({ info }) => info.finalServiceWorkerStartTime,
  redirectStart: ({ info }) => info.redirectStartTime,
  redirectEnd: ({ info }) => info.redirectEndTime,
  fetchStart: ({ info }) => info.postRedirectStartTime,
  domainLookupStart: ({ info }) => info.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: ({ info }) => info.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: ({ info }) => info.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: ({ info }) => info.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: ({ info }) => info.finalConnectionTimingInfo?.secureConnectionStartTime,
  requestStart: ({ info }) => info.finalNetworkRequestStartTime,
  finalResponseHeadersStart: ({ info }) => info.finalNetworkResponseStartTime,
  firstInterimResponseStart: ({ info }) => info.firstInterimNetworkResponseStartTime ?? 0,
  responseStart: ({ info }) => info.firstInterimNetworkResponseStartTime || info.finalNetworkResponseStartTime,
  responseEnd: ({ info }) => info.endTime,
  transferSize: ({ info, cacheMode }) => (cacheMode === 'local' ? 0 : info.encodedBodySize + 300),
  encodedBodySize: ({ info }) => info.encodedBodySize,
  decodedBodySize: ({ info }) => info.decodedBodySize,
  deliveryType: ({ deliveryType }) => deliveryType,
  responseStatus: ({ status }) => status,
  renderBlockingStatus: ({ info }) => (info.renderBlocking === true ? 'blocking' : 'non-blocking'),
  contentType: ({ body }) => body?.contentType ?? '',
  contentEncoding: ({ body }) => body?.contentEncoding ?? '',
});
for (const [name, read] of resourceTimings) {
  const { get } = Object.getOwnPropertyDescriptor({ get [name]() { return read(givenOf(this)); } }, name);
  Object.defineProperty(PerformanceResourceTiming.prototype, name, { configurable: true, enumerable: true, get });
}
enumerable(PerformanceResourceTiming.prototype, 'PerformanceResourceTiming', 'toJSON');

class PerformanceNodeTiming extends PerformanceEntry {
  constructor() {
    super(kMake, 'node', 'node', 0, undefined);
    const read = (name, get) => Object.defineProperty(this, name, { enumerable: true, configurable: true, get });
    for (const name of ['name', 'entryType', 'startTime']) read(name, () => fields(this)[name]);
    read('duration', now);
    for (const name of ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete']) {
      read(name, () => milestone(name));
    }
    read('idleTime', idleTime);
    read('uvMetricsInfo', uvMetricsInfo);
  }
  [kInspect](depth, options, inspect) {
    if (depth < 0) return this;
    return `PerformanceNodeTiming ${inspect(this.toJSON(), nested(options))}`;
  }
  toJSON() {
    const names = ['name', 'entryType', 'startTime', 'duration', 'nodeStart', 'v8Start', 'bootstrapComplete', 'environment',
      'loopStart', 'loopExit', 'idleTime'];
    return Object.fromEntries(names.map((name) => [name, this[name]]));
  }
}

// The timeline: what was recorded, and who observes it.
const buffers = { mark: [], measure: [], resource: [] };
const observers = new Set();
const pending = new Set();
const byStart = (a, b) => a.startTime - b.startTime;
const supported = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource']);
const warned = new Set();

function later() {
  if (pending.size !== 1) return;
  setImmediate(() => {
    const list = [...pending];
    pending.clear();
    for (const observer of list) dispatch(observer);
  });
}

function enqueue(entry) {
  if (observers.size === 0) return;
  for (const observer of observers) offer(observer, entry);
}

function record(entry) {
  enqueue(entry);
  const { entryType } = entry;
  const buffer = buffers[entryType];
  buffer.push(entry);
  if (buffer.length > 1e6 && !warned.has(entryType)) {
    warned.add(entryType);
    const clear = entryType === 'mark' ? 'performance.clearMarks' : 'performance.clearMeasures';
    const w = new Error(`Possible perf_hooks memory leak detected. ${buffer.length} ${entryType} entries added to the ` +
      `global performance entry buffer. Use ${clear} to clear the buffer.`);
    w.name = 'MaxPerformanceEntryBufferExceededWarning';
    w.entryType = entryType;
    w.count = buffer.length;
    emitWarning(w);
  }
  return entry;
}

// Resources have a buffer of their own size. Those that do not fit wait until the program, told by an event, has made
// room, or are lost.
let resourceLimit = 250;
let overflow = [];

function drain() {
  while (overflow.length) {
    const before = overflow.length;
    exports.performance.dispatchEvent(new Event('resourcetimingbufferfull', { [kTrust]: true }));
    const room = Math.min(Math.max(resourceLimit - buffers.resource.length, 0), overflow.length);
    buffers.resource.push(...overflow.slice(0, room));
    if (before <= overflow.length - room) overflow = [];
  }
}

function recordResource(entry) {
  enqueue(entry);
  if (buffers.resource.length < resourceLimit && !overflow.length) buffers.resource.push(entry);
  else if (overflow.push(entry) === 1) setImmediate(drain);
  return entry;
}

function markResourceTiming(info, url, initiatorType, global, cacheMode, body, status, deliveryType = '') {
  if (cacheMode !== '' && cacheMode !== 'local') {
    throw node.coded('Error', 'ERR_INTERNAL_ASSERTION', "cache must be an empty string or 'local'\n" +
      'This is caused by either a bug in Node.js or incorrect usage of Node.js internals.\n' +
      'Please open an issue with this stack trace at https://github.com/nodejs/node/issues\n');
  }
  return recordResource(new PerformanceResourceTiming(kMake, { info, url, initiatorType, cacheMode, body, status, deliveryType }));
}

function find(name, type) {
  let list = type === undefined ? [...buffers.mark, ...buffers.measure, ...buffers.resource] : buffers[type]?.slice() ?? [];
  if (name !== undefined) list = list.filter((e) => e.name === name);
  return list.sort(byStart);
}

function clear(type, name) {
  buffers[type] = name === undefined ? [] : buffers[type].filter((e) => e.name !== `${name}`);
}

class PerformanceObserverEntryList {
  #list;
  constructor(token = undefined, list = []) {
    if (token !== kMake) throw illegal();
    this.#list = list.sort(byStart);
  }
  static check(self) {
    if (self === null || typeof self !== 'object' || !(#list in self)) throw invalidThis('PerformanceObserverEntryList');
    return self.#list;
  }
  getEntries() { return entriesOf(this).slice(); }
  getEntriesByType(type) {
    const list = entriesOf(this);
    if (arguments.length === 0) throw node.missingArgs('type');
    return list.filter((e) => e.entryType === `${type}`);
  }
  getEntriesByName(name, type = undefined) {
    const list = entriesOf(this);
    if (arguments.length === 0) throw node.missingArgs('name');
    return list.filter((e) => e.name === `${name}` && (type == null || e.entryType === type));
  }
  [kInspect](depth, options, inspect) {
    return depth < 0 ? this : `PerformanceObserverEntryList ${inspect(this.#list, nested(options))}`;
  }
}
const entriesOf = PerformanceObserverEntryList.check;
delete PerformanceObserverEntryList.check;
enumerable(PerformanceObserverEntryList.prototype, 'PerformanceObserverEntryList', 'getEntries', 'getEntriesByType', 'getEntriesByName');

class PerformanceObserver {
  #buffer = [];
  #types = new Set();
  #kind;
  #callback;
  constructor(callback) {
    node.checkFunction(callback, 'callback');
    this.#callback = callback;
  }
  static offer(observer, entry) {
    if (!observer.#types.has(entry.entryType)) return;
    observer.#buffer.push(entry);
    pending.add(observer);
    later();
  }
  static dispatch(observer) {
    const callback = observer.#callback;
    callback(new PerformanceObserverEntryList(kMake, observer.takeRecords()), observer);
  }
  observe(options = {}) {
    node.checkObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw node.missingArgs('options.entryTypes', 'options.type');
    if (entryTypes != null && type != null) {
      throw node.invalidArgValue('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const kind = type !== undefined ? 'single' : 'multiple';
    if (this.#kind !== undefined && this.#kind !== kind) {
      throw new DOMException(`PerformanceObserver can not change to ${kind} observation${kind === 'single' ? '' : 's'}`,
        'InvalidModificationError');
    }
    this.#kind = kind;
    if (kind === 'multiple') {
      if (!Array.isArray(entryTypes)) throw node.invalidArgType('options.entryTypes', 'string[]', entryTypes);
      this.#types = new Set(entryTypes.filter((t) => supported.includes(t)));
    } else {
      if (!supported.includes(type)) return;
      this.#types.add(type);
      if (buffered) {
        this.#buffer.push(...find(undefined, type));
        pending.add(this);
        later();
      }
    }
    if (this.#types.size) observers.add(this);
    else this.disconnect();
  }
  disconnect() {
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#kind = undefined;
  }
  takeRecords() {
    const list = this.#buffer;
    this.#buffer = [];
    return list;
  }
  static get supportedEntryTypes() { return supported; }
  [kInspect](depth, options, inspect) {
    if (depth < 0) return this;
    return `PerformanceObserver ${inspect({
      connected: observers.has(this), pending: pending.has(this), entryTypes: [...this.#types], buffer: this.#buffer,
    }, nested(options))}`;
  }
}
const { offer, dispatch } = PerformanceObserver;
delete PerformanceObserver.offer;
delete PerformanceObserver.dispatch;
enumerable(PerformanceObserver.prototype, 'PerformanceObserver', 'observe', 'disconnect', 'takeRecords');

function timeOf(mark) {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') {
    if (mark < 0) throw badTime(mark);
    return mark;
  }
  mark = `${mark}`;
  if (milestones.has(mark)) return nodeTiming[mark];
  const time = entries.markTime(mark);
  if (time === undefined) throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  return time;
}

function span(from, endMark) {
  from ??= 0;
  let start;
  let end;
  let duration;
  let valid = false;
  if (typeof from === 'object') {
    ({ start, end, duration } = from);
    valid = start !== undefined || end !== undefined;
  }
  if (valid) {
    const bad = (text) => node.coded('TypeError', 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', text);
    if (endMark !== undefined) throw bad('endMark must not be specified');
    if (start !== undefined && end !== undefined && duration !== undefined) {
      throw bad('Must not have options.start, options.end, and options.duration specified');
    }
  }
  if (endMark !== undefined) end = timeOf(endMark);
  else if (valid && end !== undefined) end = timeOf(end);
  else if (valid && start !== undefined && duration !== undefined) end = timeOf(start) + timeOf(duration);
  else end = now();
  if (typeof from === 'string') start = timeOf(from);
  else if (valid && start !== undefined) start = timeOf(start);
  else if (valid && duration !== undefined && end !== undefined) start = end - timeOf(duration);
  else start = 0;
  return { start, duration: end - start };
}

function eventLoopUtilization(util1, util2) {
  const started = milestone('loopStart');
  if (started <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (util2) {
    const idle = util1.idle - util2.idle;
    const active = util1.active - util2.active;
    return { idle, active, utilization: active / (idle + active) };
  }
  let idle = idleTime();
  let active = now() - started - idle;
  if (util1) {
    idle -= util1.idle;
    active -= util1.active;
  }
  return { idle, active, utilization: active / (idle + active) };
}

function timerify(fn, options = {}) {
  node.checkFunction(fn, 'fn');
  node.checkObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && typeof histogram?.record !== 'function') {
    throw node.invalidArgType('options.histogram', 'RecordableHistogram', histogram);
  }
  const complete = (start, args) => {
    const duration = now() - start;
    histogram?.record(Math.ceil(duration * 1e6));
    const entry = new PerformanceNodeEntry(kMake, fn.name, 'function', start, duration, args);
    for (let n = 0; n < args.length; n++) entry[n] = args[n];
    enqueue(entry);
  };
  function timerified(...args) {
    const start = now();
    if (new.target !== undefined) {
      const made = Reflect.construct(fn, args, fn);
      complete(start, args);
      return made;
    }
    const result = Reflect.apply(fn, this, args);
    if (typeof result?.finally === 'function') return result.finally(() => complete(start, args));
    complete(start, args);
    return result;
  }
  Object.defineProperties(timerified, {
    length: { configurable: false, enumerable: true, value: fn.length },
    name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

class Performance extends EventTarget {
  #brand = true;
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
    super();
  }
  static check(self) {
    if (self === null || typeof self !== 'object' || !(#brand in self)) throw invalidThis('Performance');
  }
  [kInspect](depth, options, inspect) {
    if (depth < 0) return this;
    return `Performance ${inspect({ nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, nested(options))}`;
  }
  clearMarks(name = undefined) {
    brand(this);
    if (name === undefined) {
      entries.clear();
    } else {
      if (milestones.has(`${name}`)) throw node.invalidArgValue('name', `${name}`);
      entries.clear(`${name}`);
    }
    clear('mark', name);
  }
  clearMeasures(name = undefined) {
    brand(this);
    clear('measure', name);
  }
  clearResourceTimings(name = undefined) {
    brand(this);
    clear('resource', name);
  }
  getEntries() {
    brand(this);
    return find();
  }
  getEntriesByName(name, type = undefined) {
    brand(this);
    if (arguments.length === 0) throw node.missingArgs('name');
    return find(`${name}`, type === undefined ? type : `${type}`);
  }
  getEntriesByType(type) {
    brand(this);
    if (arguments.length === 0) throw node.missingArgs('type');
    return find(undefined, `${type}`);
  }
  mark(name, options = undefined) {
    brand(this);
    if (arguments.length === 0) throw node.missingArgs('name');
    const plain = options === undefined && typeof name === 'string' && !milestones.has(name);
    return record(plain ? entries.mark(markPrototype, name) : new PerformanceMark(name, options));
  }
  measure(name, startOrMeasureOptions = {}, endMark = undefined) {
    brand(this);
    if (arguments.length === 0) throw node.missingArgs('name');
    node.checkString(name, 'name');
    const { start, duration } = span(startOrMeasureOptions, endMark);
    const detail = startOrMeasureOptions?.detail;
    return record(new PerformanceMeasure(kMake, name, 'measure', start, duration, detail != null ? structuredClone(detail) : null));
  }
  setResourceTimingBufferSize(maxSize) {
    brand(this);
    if (arguments.length === 0) throw node.missingArgs('maxSize');
    resourceLimit = maxSize >>> 0;
  }
  get timeOrigin() {
    brand(this);
    return timeOrigin;
  }
  toJSON() {
    brand(this);
    return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
  }
}
const brand = Performance.check;
delete Performance.check;
const nodeTiming = new PerformanceNodeTiming();
const extension = (value) => ({ configurable: true, enumerable: false, writable: true, value });
Object.defineProperties(Performance.prototype, {
  now: { configurable: true, enumerable: true, writable: true, value: now },
  eventLoopUtilization: extension(eventLoopUtilization),
  nodeTiming: extension(nodeTiming),
  markResourceTiming: extension(markResourceTiming),
  timerify: extension(timerify),
});
enumerable(Performance.prototype, 'Performance', 'clearMarks', 'clearMeasures', 'clearResourceTimings', 'getEntries',
  'getEntriesByName', 'getEntriesByType', 'mark', 'measure', 'timeOrigin', 'toJSON', 'setResourceTimingBufferSize');
defineHandler(Performance.prototype, 'resourcetimingbufferfull');

const exports = {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  PerformanceResourceTiming,
  monitorEventLoopDelay,
  eventLoopUtilization,
  timerify,
  createHistogram,
  createSlidingWindowHistogram: missing('createSlidingWindowHistogram'),
  importHistogram: missing('importHistogram'),
  performance: new Performance(kMake),
};
const constants = {
  NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_MINOR_MARK_SWEEP: 2,
  NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16, NODE_PERFORMANCE_GC_FLAGS_NO: 0,
  NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
};
for (const [kind, names] of [
  ['ENTRY_TYPE', ['GC', 'HTTP', 'HTTP2', 'NET', 'DNS', 'QUIC']],
  ['MILESTONE', ['TIME_ORIGIN_TIMESTAMP', 'TIME_ORIGIN', 'ENVIRONMENT', 'NODE_START', 'V8_START', 'LOOP_START', 'LOOP_EXIT', 'BOOTSTRAP_COMPLETE']],
]) {
  for (let i = 0; i < names.length; i++) {
    Object.defineProperty(constants, `NODE_PERFORMANCE_${kind}_${names[i]}`, { configurable: false, enumerable: false, value: i });
  }
}
Object.defineProperty(exports, 'constants', { configurable: false, enumerable: true, value: constants });
return exports;
