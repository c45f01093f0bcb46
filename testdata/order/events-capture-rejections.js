const { EventEmitter } = require('node:events');
const e = new EventEmitter({ captureRejections: true });
e.on('x', async () => {
  throw new Error('from async listener');
});
e.on('error', (err) => console.log('error', err.message));
e.emit('x');
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2'));
