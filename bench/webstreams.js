'use strict';
// What a chunk costs on its way through the streams of the web, in microseconds: the best of three rounds.
const numbers = (n) => {
  let i = 0;
  return new ReadableStream({ pull(c) { if (i < n) c.enqueue(i++); else c.close(); } });
};
const bytes = (n) => {
  let i = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(c) {
      if (i++ < n) {
        c.enqueue(new Uint8Array(1024));
      } else {
        c.close();
        c.byobRequest?.respond(0);
      }
    },
  });
};
const sink = () => new WritableStream({ write() {} });
const drain = async (stream) => { for await (const chunk of stream); };
const copy = { transform(chunk, c) { c.enqueue(chunk); } };

const cases = {
  async read(n) {
    const reader = numbers(n).getReader();
    while (!(await reader.read()).done);
  },
  iterate: (n) => drain(numbers(n)),
  pipe: (n) => numbers(n).pipeTo(sink()),
  transform: (n) => numbers(n).pipeThrough(new TransformStream(copy)).pipeTo(sink()),
  tee: (n) => Promise.all(numbers(n).tee().map((branch) => branch.pipeTo(sink()))),
  from: (n) => drain(ReadableStream.from(Array(n).fill(1))),
  bytes: (n) => drain(bytes(n)),
  async byob(n) {
    const reader = bytes(n).getReader({ mode: 'byob' });
    let buffer = new ArrayBuffer(1024);
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) break;
      ({ buffer } = value);
    }
  },
  decode: (n) => drain(bytes(n).pipeThrough(new TextDecoderStream())),
  encode: (n) => drain(numbers(n).pipeThrough(new TextEncoderStream())),
  gzip: (n) => drain(bytes(n).pipeThrough(new CompressionStream('gzip'))),
  async write(n) {
    const writer = sink().getWriter();
    for (let i = 0; i < n; i++) {
      await writer.ready;
      writer.write(i);
    }
    await writer.close();
  },
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    const n = name === 'gzip' ? 2000 : 20000;
    await run(n / 10);
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await run(n);
      best = Math.min(best, performance.now() - start);
    }
    console.log(name.padEnd(10), (best * 1000 / n).toFixed(2));
  }
})();
