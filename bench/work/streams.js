'use strict';
// Bytes and objects through a few streams.
const { Readable, Transform, Writable, pipeline } = require('node:stream');
const chunk = Buffer.alloc(1024, 'x');
let left = 3000;
let size = 0;
pipeline(
  new Readable({ read() { this.push(left-- > 0 ? chunk : null); } }),
  new Transform({ transform(c, enc, cb) { cb(null, c.subarray(1)); } }),
  new Writable({ write(c, enc, cb) { size += c.length; cb(); } }),
  (err) => {
    if (err || size !== 3000 * 1023) throw err || new Error(String(size));
  },
);
(async () => {
  let sum = 0;
  for await (const o of Readable.from(Array.from({ length: 2000 }, (_, i) => ({ i })))) sum += o.i;
  if (sum !== 1999000) throw new Error(String(sum));
})();
