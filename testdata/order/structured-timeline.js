// A bit of everything in one script.
const fs = require('node:fs');
const log = [];
const mark = (n) => log.push(n);
fs.readFile(__filename, () => {
  mark('io');
  setTimeout(() => {
    mark('timer');
    setImmediate(() => {
      mark('immediate of timer');
      process.nextTick(mark, 'tick of immediate');
    });
    Promise.resolve().then(() => {
      mark('job of timer');
      process.nextTick(mark, 'tick of job');
    });
    process.nextTick(mark, 'tick of timer');
  }, 0);
  setImmediate(() => {
    mark('immediate');
    queueMicrotask(() => mark('microtask of immediate'));
  });
  (async () => {
    mark('async');
    await 0;
    mark('await');
    process.nextTick(mark, 'tick of await');
    await 0;
    mark('await 2');
  })();
});
process.on('exit', () => console.log(log.join('\n')));
