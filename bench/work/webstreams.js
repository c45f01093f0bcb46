'use strict';
// Chunks through the streams of the web: read one by one, iterated, piped.
const source = (n) => {
  let i = 0;
  return new ReadableStream({ pull(c) { if (i < n) c.enqueue(i++); else c.close(); } });
};
(async () => {
  const reader = source(3000).getReader();
  let sum = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    sum += value;
  }
  for await (const value of source(3000)) sum += value;
  await source(1000).pipeThrough(new TransformStream()).pipeTo(new WritableStream({ write(value) { sum += value; } }));
  if (sum !== 9496500) throw new Error(String(sum));
})();
