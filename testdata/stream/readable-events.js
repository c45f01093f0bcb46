'use strict';
// The order of a readable's events, flowing and paused.
const { Readable } = require('stream');
const log = (...args) => console.log(...args);

const flowing = new Readable({ read() {} });
for (const name of ['end', 'close', 'pause', 'resume', 'readable']) {
  if (name !== 'readable') flowing.on(name, () => log('flowing', name));
}
flowing.on('data', (chunk) => {
  log('flowing data', chunk, flowing.readableFlowing);
  if (String(chunk) === 'b') {
    flowing.pause();
    setImmediate(() => { log('immediate'); flowing.resume(); });
  }
});
flowing.push('a');
flowing.push(Buffer.from('b'));
flowing.push('c');
flowing.push(null);
log('pushed', flowing.readableLength);
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('microtask'));

const paused = new Readable({ highWaterMark: 3, read(n) { log('read', n); } });
paused.on('readable', () => {
  let chunk;
  while ((chunk = paused.read()) !== null) log('paused got', chunk.toString());
  log('paused drained');
});
paused.on('end', () => log('paused end'));
paused.on('close', () => log('paused close', paused.destroyed, paused.readableEnded));
log(paused.push('xyz'), paused.push('12'), paused.readableLength);
setImmediate(() => {
  log(paused.read(2));
  paused.push('more');
  paused.push(null);
});

const sized = new Readable({ read() {} });
sized.push('hello');
sized.push('world');
log(String(sized.read(3)), String(sized.read(4)), sized.read(100), String(sized.read()));
sized.unshift('back');
log(String(sized.read()), sized.read(0));

const decoded = new Readable({ encoding: 'utf8', read() {} });
const euro = Buffer.from('€uro');
decoded.push(euro.subarray(0, 1));
decoded.push(euro.subarray(1));
decoded.push(null);
decoded.on('data', (s) => log('decoded', s));
