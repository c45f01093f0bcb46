'use strict';
const { setTimeout: sleep, setImmediate: soon, setInterval: every, scheduler } = require('timers/promises');
const util = require('util');
const log = (...args) => console.log(...args);
(async () => {
  log(await sleep(1, 'value'), await soon('now'), await sleep(), await scheduler.wait(1), await scheduler.yield());
  log(util.promisify(setTimeout) === sleep, await util.promisify(setImmediate)('p'));
  let n = 0;
  for await (const v of every(1, 'tick')) {
    log(v);
    if (++n === 3) break;
  }
  const ac = new AbortController();
  const slow = sleep(10000, 0, { signal: ac.signal });
  ac.abort(new Error('reason'));
  await slow.catch((err) => log(err.name, err.code, err.message, err.cause.message));
  await soon(0, { signal: ac.signal }).catch((err) => log(err.name));
  for (const bad of [() => sleep('1'), () => sleep(1, 0, 5), () => sleep(1, 0, { signal: {} }), () => sleep(1, 0, { ref: 1 }), () => soon(0, 5)]) {
    await bad().catch((err) => log(err.code, err.message));
  }
  const it = every(1, 0, { signal: AbortSignal.timeout(20) });
  try { for await (const _ of it); } catch (err) { log(err.name, err.cause.name); }
  await sleep(1, 0, { ref: true });
  sleep(100000, 0, { ref: false });
})();
