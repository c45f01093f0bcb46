'use strict';
// Emitting to no, one and several listeners, adding and removing.
const { EventEmitter, once } = require('node:events');
class Counter extends EventEmitter {}
const e = new Counter();
let n = 0;
const add = (by) => (n += by);
e.on('one', add);
for (let i = 0; i < 3; i++) e.on('three', add);
for (let i = 0; i < 20000; i++) {
  e.emit('none');
  e.emit('one', 1);
  e.emit('three', 2, i);
}
for (let i = 0; i < 2000; i++) {
  const f = () => {};
  e.once('x', f).on('y', f).off('y', f);
  e.emit('x');
}
(async () => {
  for (let i = 0; i < 500; i++) {
    process.nextTick(() => e.emit('later', i));
    await once(e, 'later');
  }
  if (n !== 140000) throw new Error(String(n));
})();
