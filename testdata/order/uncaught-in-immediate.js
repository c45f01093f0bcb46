process.on('uncaughtException', (err, origin) => console.log('caught', err.message, origin));
setImmediate(() => {
  process.nextTick(() => console.log('tick'));
  throw new Error('a');
});
setImmediate(() => console.log('b'));
setImmediate(() => {
  throw new Error('c');
});
