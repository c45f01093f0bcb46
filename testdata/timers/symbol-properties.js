'use strict';
// A Timeout and an Immediate can have symbols for keys, as resources of async_hooks do.
const key = Symbol('key');
for (const timer of [setTimeout(() => {}, 1), setImmediate(() => {}), setInterval(() => {}, 1)]) {
  timer[key] = 1;
  console.log(timer[key], key in timer, Object.hasOwn(timer, key), Object.getOwnPropertySymbols(timer).includes(key), Reflect.ownKeys(timer).includes(key));
  Object.defineProperty(timer, Symbol.for('other'), { get() { return this === timer; }, configurable: true });
  console.log(timer[Symbol.for('other')], Object.getOwnPropertyDescriptor(timer, key));
  console.log(delete timer[key], key in timer, timer[key], typeof timer[Symbol.dispose], Object.hasOwn(timer, Symbol.dispose), Object.hasOwn(timer, Symbol('none')));
  const below = Object.create(timer);
  timer[key] = 2;
  console.log(below[key], Object.keys(Object.assign({}, timer)).includes('_onTimeout') === ('_onTimeout' in timer));
  clearInterval(timer);
  clearImmediate(timer);
}
const { createHook, executionAsyncResource } = require('async_hooks');
createHook({ init() {} }).enable();
setTimeout(() => {
  executionAsyncResource()[key] = 'state';
  console.log(executionAsyncResource()[key]);
}, 1);
