'use strict';
const { default: pLimit, limitFunction } = require('p-limit');

(async () => {
  const limit = pLimit(2);
  let running = 0, most = 0;
  const task = (name, ms) => limit(async (n) => {
    most = Math.max(most, ++running);
    await new Promise((r) => setTimeout(r, ms));
    running--;
    return n;
  }, name);
  const all = ['a', 'b', 'c', 'd'].map((n) => task(n, 2));
  console.log(limit.activeCount, limit.pendingCount);
  await null;
  console.log(limit.activeCount, limit.pendingCount, limit.concurrency);
  console.log(await Promise.all(all), most);
  console.log(await limit(() => 5), await limit(() => { throw new Error('no'); }).catch((e) => e.message));
  try { pLimit(0); } catch (e) { console.log(e.name, e.message); }
  console.log(await limit.map([1, 2, 3], (x) => x * 2));
  console.log(await limitFunction(async (x) => x + 1, { concurrency: 1 })(1));
  const imported = await import('p-limit');
  console.log(imported.default === pLimit, Object.keys(imported));
})();
