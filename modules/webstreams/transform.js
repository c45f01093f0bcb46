'use strict';
const { kInspect, kMake, deferred, attempt, invalidState, illegal, slots, enumerable, describe, callback, highWaterMark, sizeOf,
  then, checkDictionary } = common;

const streams = slots('TransformStream');
const controllers = slots('TransformStreamDefaultController');

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer === null || typeof transformer !== 'object' && typeof transformer !== 'function') {
      throw node.invalidArgType('transformer', 'Object', transformer);
    }
    checkDictionary(writableStrategy, 'writableStrategy');
    checkDictionary(readableStrategy, 'readableStrategy');
    for (const name of ['readableType', 'writableType']) {
      if (transformer[name] !== undefined) {
        throw node.coded('RangeError', 'ERR_INVALID_ARG_VALUE', `The property 'transformer.${name}' is invalid. Received ${inspect(transformer[name])}`);
      }
    }
    const start = callback(transformer, 'start', 'transformer');
    const transform = callback(transformer, 'transform', 'transformer');
    const flush = callback(transformer, 'flush', 'transformer');
    const cancel = callback(transformer, 'cancel', 'transformer');
    const started = deferred();
    const c = setUp(this, started, {
      transform: transform ? (chunk, c) => attempt(transform, transformer, chunk, c) : undefined,
      flush: (c) => (flush ? attempt(flush, transformer, c) : Promise.resolve()),
      cancel: (reason) => (cancel ? attempt(cancel, transformer, reason) : Promise.resolve()),
    }, highWaterMark(writableStrategy, 1), sizeOf(writableStrategy), highWaterMark(readableStrategy, 0), sizeOf(readableStrategy));
    started.resolve(start ? Reflect.apply(start, transformer, [c.object]) : undefined);
  }
  get readable() { return streams.of(this).readable; }
  get writable() { return streams.of(this).writable; }
  [kInspect](depth, options, inspect) {
    const s = streams.of(this);
    return describe(this, { readable: s.readable, writable: s.writable, backpressure: s.backpressure }, depth, options, inspect);
  }
}
enumerable(TransformStream.prototype, 'TransformStream', 'readable', 'writable');

function setUp(object, started, algorithms, writableMark, writableSize, readableMark, readableSize) {
  const s = streams.set(object, { readable: undefined, writable: undefined, backpressure: true, change: deferred(), controller: undefined });
  const c = { object: new TransformStreamDefaultController(kMake), stream: s, algorithms, finish: undefined };
  s.controller = controllers.set(c.object, c);
  algorithms.transform ??= async (chunk) => { enqueue(c, chunk); };
  const readableController = () => readable.streams.get(s.readable).controller;
  const writableState = () => writable.streams.get(s.writable);
  c.readable = readableController;
  c.setBackpressure = (now) => {
    s.change.resolve();
    s.change = deferred();
    s.backpressure = now;
  };
  c.errorWritable = (err) => {
    clear(c);
    writable.errorStream(writableState(), err);
    if (s.backpressure) c.setBackpressure(false);
  };
  c.error = (err) => {
    readableController().error(err);
    c.errorWritable(err);
  };
  const perform = (chunk) => then(c.algorithms.transform(chunk, c.object), undefined, (err) => {
    c.error(err);
    throw err;
  });
  // finish runs an ending once: flush, or cancel from either side.
  const finish = (run) => (c.finish ??= run());

  s.writable = writable.make({
    start: () => started.promise,
    write(chunk) {
      if (!s.backpressure) return perform(chunk);
      return then(s.change.promise, () => {
        const w = writableState();
        if (w.state === 'erroring') throw w.storedError;
        return perform(chunk);
      });
    },
    close: () => finish(() => {
      const flushed = c.algorithms.flush(c.object);
      clear(c);
      return then(flushed, () => {
        const r = readable.streams.get(s.readable);
        if (r.state === 'errored') throw r.storedError;
        readable.close(readableController());
      }, (err) => {
        readableController().error(err);
        throw err;
      });
    }),
    abort: (reason) => finish(() => {
      const cancelled = c.algorithms.cancel(reason);
      clear(c);
      return then(cancelled, () => {
        const r = readable.streams.get(s.readable);
        if (r.state === 'errored') throw r.storedError;
        readableController().error(reason);
      }, (err) => {
        readableController().error(err);
        throw err;
      });
    }),
  }, writableMark, writableSize);
  s.readable = readable.make({
    start: () => started.promise,
    pull() {
      c.setBackpressure(false);
      return s.change.promise;
    },
    cancel: (reason) => finish(() => {
      const cancelled = c.algorithms.cancel(reason);
      clear(c);
      return then(cancelled, () => {
        const w = writableState();
        if (w.state === 'errored') throw w.storedError;
        writable.errorStream(w, reason);
        if (s.backpressure) c.setBackpressure(false);
      }, (err) => {
        writable.errorStream(writableState(), err);
        if (s.backpressure) c.setBackpressure(false);
        throw err;
      });
    }),
  }, readableMark, readableSize);
  c.setBackpressure(true);
  return c;
}

function clear(c) {
  const nothing = () => Promise.resolve();
  c.algorithms = { transform: nothing, flush: nothing, cancel: nothing };
}

function enqueue(c, chunk) {
  const s = c.stream;
  const r = c.readable();
  if (!readable.canEnqueue(r)) throw invalidState('Unable to enqueue');
  try {
    readable.enqueue(r, chunk);
  } catch (err) {
    c.errorWritable(err);
    throw r.stream.storedError;
  }
  const backpressure = !r.wantsMore();
  if (backpressure !== s.backpressure && backpressure) c.setBackpressure(true);
}

// join is a TransformStream of two streams that are there already.
function join(readable, writable) {
  const object = Object.create(TransformStream.prototype);
  streams.set(object, { readable, writable, backpressure: undefined, change: undefined, controller: undefined });
  return object;
}

class TransformStreamDefaultController {
  constructor(token = undefined) {
    if (token !== kMake) throw illegal();
  }
  get desiredSize() { return readable.desiredSize(controllers.of(this).readable()); }
  enqueue(chunk = undefined) { enqueue(controllers.of(this), chunk); }
  error(reason = undefined) { controllers.of(this).error(reason); }
  terminate() {
    const c = controllers.of(this);
    readable.close(c.readable());
    c.errorWritable(invalidState('TransformStream has been terminated'));
  }
  [kInspect](depth, options, inspect) { return describe(this, { stream: controllers.of(this).stream }, depth, options, inspect); }
}
enumerable(TransformStreamDefaultController.prototype, 'TransformStreamDefaultController', 'desiredSize', 'enqueue', 'error', 'terminate');

// pairOf gives a class readable and writable of a TransformStream inside.
function pairOf(proto, name, table, ...more) {
  for (const side of ['readable', 'writable']) {
    const accessor = { get [side]() { return table.of(this).transform[side]; } };
    Object.defineProperty(proto, side, { ...Object.getOwnPropertyDescriptor(accessor, side), enumerable: true, configurable: true });
  }
  enumerable(proto, name, ...more);
}

const encoders = slots('TextEncoderStream');
class TextEncoderStream {
  constructor() {
    let pending = '';
    const encoder = new TextEncoder();
    encoders.set(this, {
      transform: new TransformStream({
        transform(chunk, controller) {
          let text = pending + `${chunk}`;
          pending = '';
          const last = text.charCodeAt(text.length - 1);
          // A surrogate may have its other half in the next chunk.
          if (last >= 0xD800 && last <= 0xDBFF) {
            pending = text.slice(-1);
            text = text.slice(0, -1);
          }
          if (text) controller.enqueue(encoder.encode(text));
        },
        flush(controller) {
          if (pending) controller.enqueue(new Uint8Array([0xEF, 0xBF, 0xBD]));
        },
      }),
    });
  }
  get encoding() {
    encoders.of(this);
    return 'utf-8';
  }
  [kInspect](depth, options, inspect) {
    return describe(this, { encoding: this.encoding, readable: this.readable, writable: this.writable }, depth, options, inspect);
  }
}
pairOf(TextEncoderStream.prototype, 'TextEncoderStream', encoders, 'encoding');

const decoders = slots('TextDecoderStream');
class TextDecoderStream {
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new TextDecoder(encoding, options);
    decoders.set(this, {
      decoder,
      transform: new TransformStream({
        transform(chunk, controller) {
          const text = decoder.decode(chunk, { stream: true });
          if (text) controller.enqueue(text);
        },
        flush(controller) {
          const text = decoder.decode();
          if (text) controller.enqueue(text);
        },
      }),
    });
  }
  get encoding() { return decoders.of(this).decoder.encoding; }
  get fatal() { return decoders.of(this).decoder.fatal; }
  get ignoreBOM() { return decoders.of(this).decoder.ignoreBOM; }
  [kInspect](depth, options, inspect) {
    const { encoding, fatal, ignoreBOM, readable, writable } = this;
    return describe(this, { encoding, fatal, ignoreBOM, readable, writable }, depth, options, inspect);
  }
}
pairOf(TextDecoderStream.prototype, 'TextDecoderStream', decoders, 'encoding', 'fatal', 'ignoreBOM');

return { join, TransformStream, TransformStreamDefaultController, TextEncoderStream, TextDecoderStream, pairOf };
