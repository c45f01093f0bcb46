// The ticks and jobs left go on after the handler.
process.on('uncaughtException', (err, origin) => console.log('caught', err.message, origin));
process.nextTick(() => {
  Promise.resolve().then(() => console.log('job'));
  throw new Error('tick 1');
});
process.nextTick(() => console.log('tick 2'));
process.nextTick(() => {
  throw new Error('tick 3');
});
setImmediate(() => console.log('immediate'));
