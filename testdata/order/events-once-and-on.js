const { once, on, EventEmitter } = require('node:events');
const e = new EventEmitter();
(async () => {
  console.log('once', await once(e, 'a'));
  try {
    await once(e, 'b');
  } catch (err) {
    console.log('once rejected', err.message);
  }
  const ac = new AbortController();
  setImmediate(() => {
    e.emit('c', 1);
    e.emit('c', 2);
    process.nextTick(() => ac.abort());
  });
  try {
    for await (const v of on(e, 'c', { signal: ac.signal })) console.log('on', v);
  } catch (err) {
    console.log(err.name, err.code);
  }
})();
e.emit('a', 1, 2);
setImmediate(() => e.emit('error', new Error('instead of b')));
console.log('main');
