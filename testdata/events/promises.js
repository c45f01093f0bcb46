'use strict';
// once, on, captured rejections, abort.
const EventEmitter = require('events');
const { once, on } = EventEmitter;

(async () => {
  const e = new EventEmitter();
  process.nextTick(() => e.emit('x', 1, 2));
  console.log(await once(e, 'x'), e.listenerCount('error'));
  process.nextTick(() => e.emit('error', new Error('failed')));
  await once(e, 'x').catch((err) => console.log(err.message, e.listenerCount('x')));

  const ac = new AbortController();
  process.nextTick(() => ac.abort());
  await once(e, 'x', { signal: ac.signal }).catch((err) => console.log(err.name, err.code, e.listenerCount('x')));
  await once(e, 'x', { signal: ac.signal }).catch((err) => console.log(err.name));
  await once({}, 'x').catch((err) => console.log(err.code, err.message));

  process.nextTick(() => {
    e.emit('v', 1);
    e.emit('v', 2);
    e.emit('end');
  });
  for await (const value of on(e, 'v', { close: ['end'] })) console.log('value', value);
  console.log(e.eventNames());

  const it = on(e, 'v');
  e.emit('v', 'a');
  console.log(await it.next(), Object.prototype.toString.call(it));
  const waiting = it.next();
  console.log(await it.return(), await waiting, await it.next());

  const capturing = new EventEmitter({ captureRejections: true });
  capturing.on('x', async () => { throw new Error('rejected'); });
  capturing.on('error', (err) => console.log('captured', err.message));
  capturing.emit('x');
  const own = new EventEmitter({ captureRejections: true });
  own[Symbol.for('nodejs.rejection')] = (err, name, ...args) => console.log('own', err.message, name, args);
  own.on('x', async () => { throw new Error('mine'); });
  own.emit('x', 1, 2);
  await new Promise(setImmediate);

  const resource = new EventEmitter.EventEmitterAsyncResource({ name: 'Q' });
  const { executionAsyncId } = require('async_hooks');
  resource.on('x', () => console.log(executionAsyncId() === resource.asyncId));
  resource.emit('x');
})();
