// After an I/O callback: ticks, jobs, immediates, and only then timers.
require('node:fs').readFile(__filename, () => {
  console.log('io');
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
  Promise.resolve().then(() => console.log('job'));
  process.nextTick(() => console.log('tick'));
});
