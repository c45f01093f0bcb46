const { pipeline, Readable, PassThrough, Writable } = require('node:stream');
const out = [];
pipeline(
  Readable.from(['x', 'y']),
  new PassThrough(),
  async function* (source) {
    for await (const c of source) yield String(c).repeat(2);
  },
  new Writable({ write(c, e, cb) { out.push(String(c)); cb(); } }),
  (err) => console.log('done', err, out),
);
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
