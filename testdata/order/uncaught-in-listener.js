const EventEmitter = require('node:events');
process.on('uncaughtException', (err) => console.log('caught', err.message));
const e = new EventEmitter();
e.on('x', () => {
  console.log('first');
  throw new Error('from listener');
});
e.on('x', () => console.log('second must not run'));
setImmediate(() => {
  e.emit('x');
  console.log('must not be reached');
});
