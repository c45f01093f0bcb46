const { pipeline, Readable, PassThrough } = require('node:stream');
const source = Readable.from(['x']);
const middle = new PassThrough();
const failing = new PassThrough({ transform(c, e, cb) { cb(new Error('broken')); } });
for (const [n, s] of Object.entries({ source, middle, failing })) {
  s.on('error', (e) => console.log(n, 'error', e.message));
  s.on('close', () => console.log(n, 'close'));
}
pipeline(source, middle, failing, (err) => console.log('callback', err.message, source.destroyed, middle.destroyed));
