'use strict';
// stream/consumers: the whole of a stream in one value.
async function each(iterable, f) {
  const make = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
  if (typeof make !== 'function') throw new TypeError(`${String(iterable)} is not async iterable`);
  const iterator = make.call(iterable);
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) return;
    f(value);
  }
}

async function blob(stream) {
  const chunks = [];
  await each(stream, (chunk) => chunks.push(chunk));
  return new Blob(chunks);
}

async function bufferOf(stream) {
  const chunks = [];
  await each(stream, (chunk) => {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) :
      ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) :
        chunk instanceof ArrayBuffer ? Buffer.from(chunk) : Buffer.from(String(chunk)));
  });
  return Buffer.concat(chunks);
}

async function arrayBuffer(stream) {
  const { buffer, byteOffset, byteLength } = await bufferOf(stream);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

async function text(stream) {
  const decoder = new TextDecoder();
  let s = '';
  await each(stream, (chunk) => {
    s += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  });
  return s + decoder.decode(undefined, { stream: false });
}

return {
  blob,
  arrayBuffer,
  text,
  async buffer(stream) { return Buffer.from(await arrayBuffer(stream)); },
  async bytes(stream) { return new Uint8Array(await arrayBuffer(stream)); },
  async json(stream) { return JSON.parse(await text(stream)); },
};
