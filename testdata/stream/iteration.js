'use strict';
const { Readable } = require('stream');
const { text, json, buffer, arrayBuffer } = require('stream/consumers');
const log = (...args) => console.log(...args);

(async () => {
  for await (const v of Readable.from([1, Promise.resolve(2), 3])) log(v);
  const broken = Readable.from((function* () { try { yield 1; yield 2; } finally { log('cleanup'); } })());
  for await (const v of broken) { log('first', v); break; }
  log(broken.destroyed);

  const kept = Readable.from(['a', 'b', 'c']);
  for await (const v of kept.iterator({ destroyOnReturn: false })) { log(v); break; }
  log(kept.destroyed, await kept.toArray());

  const failing = new Readable({ read() { this.destroy(new Error('read failed')); } });
  try { for await (const v of failing) log(v); } catch (err) { log('caught', err.message); }
  const throwing = Readable.from((async function* () { yield 1; throw new Error('generator'); })());
  try { for await (const v of throwing) log(v); } catch (err) { log('caught', err.message); }
  Readable.from([null]).on('error', (err) => log(err.code)).resume();
  await new Promise(setImmediate);

  const it = Readable.from(['x', 'y'])[Symbol.asyncIterator]();
  log(await Promise.all([it.next(), it.next(), it.next()]), await it.next(), await it.return('r'));

  const numbers = () => Readable.from([1, 2, 3, 4, 5]);
  log(await numbers().map((n) => n * 2).toArray());
  log(await numbers().map(async (n) => n * 2, { concurrency: 2 }).filter((n) => n > 4).toArray());
  log(await numbers().flatMap((n) => [n, n]).drop(2).take(3).toArray());
  log(await numbers().reduce((a, b) => a + b), await numbers().reduce((a, b) => a + b, 10));
  log(await numbers().some((n) => n > 4), await numbers().every((n) => n > 4), await numbers().find((n) => n > 2));
  await numbers().take(2).forEach((n) => log('each', n));
  await Readable.from([]).reduce((a) => a).catch((err) => log(err.name, err.code, err.message));
  try { numbers().map(5); } catch (err) { log(err.code, err.message); }
  try { numbers().take(-1); } catch (err) { log(err.code, err.message); }
  try { Readable.from(5); } catch (err) { log(err.code, err.message); }

  log(await text(Readable.from(['ab', Buffer.from('€')])), await json(Readable.from(['{"a":', '1}'])), await buffer(Readable.from([Buffer.from('z')])));
  log(await arrayBuffer(Readable.from(['hi'])));
})();
