const EventEmitter = require('node:events');
const e = new EventEmitter();
e.on('newListener', (n) => console.log('new listener', n, e.listenerCount(n)));
e.on('removeListener', (n) => console.log('removed', n));
e.on('x', (v) => {
  console.log('a', v);
  e.on('x', () => console.log('added while emitting'));
  e.removeListener('x', b);
});
function b(v) {
  console.log('b', v);
}
e.on('x', b);
e.prependOnceListener('x', () => console.log('once first'));
console.log(e.emit('x', 1));
console.log(e.emit('x', 2));
console.log(e.emit('nothing'));
