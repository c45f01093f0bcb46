// Byte streams, tee, pipes, transforms and iteration: what comes out, and what goes wrong.
const { inspect } = require('util');
const show = (...list) => console.log(...list.map((v) => (typeof v === 'string' ? v : inspect(v, { depth: 1 }))));
const failure = (e) => (e instanceof Error ? `${e.name} ${e.code} ${e.message}` : e);
const attempt = async (name, f) => {
  try {
    show(name, await f());
  } catch (e) {
    show(name, 'fails', failure(e));
  }
};
const numbers = (n) => {
  let i = 0;
  return new ReadableStream({ pull(c) { if (i < n) c.enqueue(i++); else c.close(); } });
};
const all = (stream) => Array.fromAsync(stream);

(async () => {
  await attempt('byob', async () => {
    const stream = new ReadableStream({
      type: 'bytes',
      pull(c) {
        const { view } = c.byobRequest;
        view.set([1, 2, 3]);
        c.byobRequest.respond(3);
      },
    });
    const reader = stream.getReader({ mode: 'byob' });
    const given = new Uint16Array(4);
    const first = await reader.read(given);
    return [first, given.byteLength, await reader.read(new Uint8Array(8), { min: 5 })];
  });
  await attempt('queued bytes', async () => {
    const stream = new ReadableStream({
      type: 'bytes',
      start(c) {
        c.enqueue(new Uint8Array([1, 2, 3]));
        c.enqueue(Buffer.from([4, 5]));
        c.close();
      },
    });
    const reader = stream.getReader({ mode: 'byob' });
    return [await reader.read(new DataView(new ArrayBuffer(4))), await reader.read(new Uint8Array(4)), await reader.read(new Uint8Array(4))];
  });
  await attempt('automatic memory', async () => {
    const reader = new ReadableStream({
      type: 'bytes', autoAllocateChunkSize: 4,
      pull(c) {
        c.byobRequest.view[0] = 7;
        c.byobRequest.respond(1);
      },
    }).getReader();
    return reader.read();
  });
  await attempt('tee of bytes', async () => {
    const [a, b] = new ReadableStream({
      type: 'bytes',
      start(c) {
        c.enqueue(new Uint8Array([1, 2]));
        c.close();
      },
    }).tee();
    return [await all(a), await all(b)];
  });
  await attempt('tee and cancel', async () => {
    let reason;
    const [a, b] = new ReadableStream({ cancel(r) { reason = r; } }).tee();
    await Promise.all([a.cancel('first'), b.cancel('second')]);
    return reason;
  });
  await attempt('iteration', async () => {
    const stream = numbers(5);
    for await (const v of stream.values({ preventCancel: true })) if (v === 1) break;
    const it = stream[Symbol.asyncIterator]();
    return [await it.next(), await it.return('end'), await it.next(), stream.locked, stream];
  });
  await attempt('from', () => all(ReadableStream.from([1, Promise.resolve(2), 3])));
  await attempt('from nothing', () => ReadableStream.from(1));
  await attempt('from a failing iterator', () => all(ReadableStream.from((function* () { yield 1; throw new Error('inside'); })())));
  await attempt('order', async () => {
    const log = [];
    await numbers(3).pipeThrough(new TransformStream({
      start() { log.push('start'); },
      transform(v, c) { log.push(`transform ${v}`); c.enqueue(v * 2); },
      flush() { log.push('flush'); },
    })).pipeTo(new WritableStream({
      write(v) { log.push(`write ${v}`); },
      close() { log.push('close'); },
    }));
    return log.join();
  });
  await attempt('transform fails', () => all(numbers(2).pipeThrough(new TransformStream({ transform() { throw new RangeError('no'); } }))));
  await attempt('sink fails', () => numbers(2).pipeTo(new WritableStream({ write() { throw new RangeError('full'); } })));
  await attempt('source fails', () => new ReadableStream({ pull() { throw new RangeError('empty'); } }).pipeTo(new WritableStream()));
  await attempt('aborted', () => {
    const controller = new AbortController();
    const piped = numbers(1e6).pipeTo(new WritableStream(), { signal: controller.signal });
    controller.abort('enough');
    return piped;
  });
  await attempt('writer', async () => {
    const stream = new WritableStream({}, { highWaterMark: 2, size: (v) => v.length });
    const writer = stream.getWriter();
    const before = writer.desiredSize;
    const written = writer.write('abc');
    const { desiredSize } = writer;
    await written;
    writer.releaseLock();
    return [before, desiredSize, stream, await writer.closed.catch(failure), await writer.write('x').catch(failure)];
  });
  await attempt('abort', async () => {
    let signal;
    const stream = new WritableStream({ start(c) { ({ signal } = c); }, abort(r) { show('abort', r); } });
    const writer = stream.getWriter();
    await writer.abort('why');
    return [signal.aborted, signal.reason, await writer.closed.catch(failure), await writer.ready.catch(failure)];
  });
  await attempt('size', () => new WritableStream({}, { size: () => -1 }).getWriter().write('x'));
  await attempt('text', async () => [
    await all(ReadableStream.from(['a\ud83d', '\ude00', '\ud800']).pipeThrough(new TextEncoderStream())),
    await all(ReadableStream.from([new Uint8Array([0xE2, 0x82]), new Uint8Array([0xAC, 0x41])]).pipeThrough(new TextDecoderStream())),
  ]);
  await attempt('bad text', () => all(ReadableStream.from([new Uint8Array([0xFF])]).pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))));
  for (const f of [
    () => new ReadableStream(1), () => new ReadableStream({ type: 'x' }), () => new ReadableStream({}, { highWaterMark: -1 }),
    () => new ReadableStream({ pull: 1 }), () => new WritableStream({ type: 1 }), () => new TransformStream({ readableType: 1 }),
    () => new ReadableStreamDefaultReader({}), () => new ReadableStreamDefaultController(1), () => new CountQueuingStrategy({}),
    () => new ReadableStream().getReader({ mode: 'byob' }), () => ReadableStream(), () => new ReadableStream().pipeTo(1),
    () => ReadableStream.prototype.cancel.call({}), () => Reflect.get(ReadableStream.prototype, 'locked', {}),
    () => new ReadableStream({ type: 'bytes', start(c) { c.enqueue('x'); } }),
    () => new ReadableStream({ start(c) { c.close(); c.enqueue(1); } }),
  ]) {
    await attempt(String(f).slice(6), f);
  }
  for (const C of [ReadableStream, ReadableStreamDefaultReader, ReadableByteStreamController, WritableStream, WritableStreamDefaultWriter, TransformStream]) {
    show(C.name, C.length, Object.keys(C.prototype).join(), Object.keys(Object.getOwnPropertyDescriptors(C.prototype)).join(), String(C.prototype));
  }
  show(numbers(1).getReader(), new WritableStream().getWriter(), new TransformStream(), new TextDecoderStream(), new ByteLengthQueuingStrategy({ highWaterMark: 3 }));
  class Sub extends ReadableStream { extra() { return this.locked; } }
  const sub = new Sub({ start(c) { c.close(); } });
  show(sub.extra(), sub instanceof Sub, await all(sub));
})();
