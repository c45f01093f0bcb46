// The event comes once the ticks and jobs of the turn are done.
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message, promise === p);
  process.nextTick(() => console.log('tick of handler'));
  Promise.resolve().then(() => console.log('job of handler'));
});
const p = Promise.reject(new Error('x'));
process.nextTick(() => {
  console.log('tick');
  Promise.resolve().then(() => console.log('job')).then(() => {
    process.nextTick(() => console.log('tick of job'));
  });
});
setImmediate(() => console.log('immediate'));
