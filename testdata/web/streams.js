'use strict';
// Web streams: reading, writing, transforming, bytes, pipes, tees, and the
// bridges to Node's.
const { ReadableStream, WritableStream, TransformStream, CountQueuingStrategy } = require('stream/web');
const { Readable, Writable } = require('stream');
const log = (...args) => console.log(...args);

(async () => {
  const readable = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); } });
  log(readable);
  for await (const v of readable) log(v);

  const out = [];
  const sink = new WritableStream({ write(c) { out.push(c); }, close() { out.push('closed'); } });
  await ReadableStream.from([1, 2, 3]).pipeThrough(new TransformStream({
    transform(n, c) { c.enqueue(n * 2); },
    flush(c) { c.enqueue('flushed'); },
  })).pipeTo(sink);
  log(out);

  const [x, y] = ReadableStream.from(['p', 'q']).tee().map((s) => s.getReader());
  log(await x.read(), await y.read(), await x.read(), await x.read(), await y.read());

  const bytes = new ReadableStream({
    type: 'bytes',
    pull(c) {
      if (c.byobRequest) {
        c.byobRequest.view[0] = 7;
        c.byobRequest.respond(1);
      } else {
        c.enqueue(new Uint8Array([1, 2, 3]));
      }
    },
  });
  const byob = bytes.getReader({ mode: 'byob' });
  log(await byob.read(new Uint8Array(4)));
  byob.releaseLock();
  const plain = bytes.getReader();
  log(await plain.read());
  await plain.cancel();

  const writer = new WritableStream({ write: () => new Promise((f) => setTimeout(f, 1)) }, new CountQueuingStrategy({ highWaterMark: 1 })).getWriter();
  log(writer.desiredSize);
  const written = writer.write(1);
  log(writer.desiredSize);
  await writer.ready;
  await written;
  await writer.close();
  log(await writer.closed);

  await new ReadableStream({ pull(c) { c.error(new Error('bad')); } }).getReader().read().catch((err) => log(err.message));
  const ac = new AbortController();
  const piping = new ReadableStream({}).pipeTo(new WritableStream(), { signal: ac.signal }).catch((err) => log(err.name));
  ac.abort();
  await piping;

  for await (const v of Readable.toWeb(Readable.from(['n', 'm']))) log(v);
  for await (const v of Readable.fromWeb(ReadableStream.from(['web1', 'web2']))) log(v);
  const got = [];
  const web = Writable.toWeb(new Writable({ write(c, e, cb) { got.push(String(c)); cb(); } })).getWriter();
  await web.write('aa');
  await web.close();
  log(got);
  const node = Writable.fromWeb(new WritableStream({ write(c) { log('sink', c); } }));
  node.end('zz');
  await new Promise((f) => node.on('close', f));

  let text = '';
  for await (const s of ReadableStream.from(['héllo']).pipeThrough(new TextEncoderStream()).pipeThrough(new CompressionStream('gzip'))
    .pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream())) text += s;
  log(text);
})();
