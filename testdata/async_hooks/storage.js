'use strict';
// A store follows every asynchronous edge.
const { AsyncLocalStorage, AsyncResource, executionAsyncId } = require('async_hooks');
const EventEmitter = require('events');
const log = (...args) => console.log(...args);
// What comes from different sources comes in any order.
const arrived = [];
const arrive = (what) => arrived.push(`${what} ${als.getStore().id}`);
const als = new AsyncLocalStorage({ name: 'request', defaultValue: 'none' });
const other = new AsyncLocalStorage();
log(als.name, als.getStore(), other.getStore());
als.run({ id: 1 }, (x) => {
  log('run', als.getStore(), x);
  setTimeout(() => arrive('timeout'), 1);
  setImmediate(() => arrive('immediate'));
  process.nextTick(() => log('tick', als.getStore()));
  queueMicrotask(() => log('microtask', als.getStore()));
  Promise.resolve().then(() => log('then', als.getStore()));
  (async () => { await null; await null; log('await', als.getStore()); })();
  require('fs').stat(__filename, () => arrive('fs'));
  other.run('inner', () => als.run({ id: 2 }, () => setTimeout(() => log(arrived.sort(), 'nested', als.getStore(), other.getStore()), 200)));
  als.exit(() => log('exit', als.getStore()));
  log('still', als.getStore());
}, 'argument');
log('outside', als.getStore());
try { als.run(3, () => { throw new Error('out'); }); } catch (err) { log(err.message, als.getStore()); }

const emitter = new EventEmitter();
als.run('adding', () => emitter.on('x', () => log('listener', als.getStore())));
als.run('emitting', () => emitter.emit('x'));
const bound = als.run('bound', () => AsyncLocalStorage.bind((...a) => [als.getStore(), a]));
const snapshot = als.run('snapshot', () => AsyncLocalStorage.snapshot());
als.run('calling', () => log(bound(1, 2), snapshot((a) => [als.getStore(), a], 3)));

setTimeout(() => {
  als.enterWith('entered');
  setTimeout(() => { log(als.getStore()); als.disable(); log(als.getStore()); }, 1);
}, 400);

class Query extends AsyncResource {
  constructor() { super('Query'); }
  done(fn) { return this.runInAsyncScope(fn, this, 'result'); }
}
const query = als.run('query', () => new Query());
query.done(function(result) { log(this === query, result, als.getStore(), executionAsyncId() === query.asyncId()); });
const fn = query.bind(function(a, b) { return [this.x, a, b, als.getStore()]; });
log(fn.length, fn.call({ x: 1 }, 2, 3), typeof query.asyncId(), query.triggerAsyncId(), query.emitDestroy() === query);
for (const bad of [() => new AsyncResource(), () => new AsyncResource('a', { triggerAsyncId: 'x' }), () => als.run(1), () => AsyncResource.bind(1), () => new AsyncLocalStorage(5)]) {
  try { bad(); log('no error'); } catch (err) { log(err.name, err.code, err.message); }
}
