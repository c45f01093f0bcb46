const { Readable } = require('node:stream');
const r = Readable.from(['a', 'b', 'c']);
for (const n of ['data', 'end', 'close', 'pause', 'resume']) r.on(n, (v) => console.log(n, v));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('job'));
console.log('main', r.readableFlowing);
