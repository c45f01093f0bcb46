const timers = require('node:timers/promises');
(async () => {
  console.log(await timers.setTimeout(2, 'timeout'));
  console.log(await timers.setImmediate('immediate'));
  let n = 0;
  for await (const v of timers.setInterval(1, 'interval')) {
    console.log(v, ++n);
    if (n === 3) break;
  }
  await timers.scheduler.wait(1);
  console.log('waited');
})();
process.nextTick(() => console.log('tick'));
