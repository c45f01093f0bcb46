process.on('uncaughtException', (err, origin) => console.log('caught', err.message, origin));
queueMicrotask(() => {
  throw new Error('micro');
});
queueMicrotask(() => console.log('next micro'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
