process.on('uncaughtException', (err, origin) => {
  console.log('caught', err.message, origin);
  setImmediate(() => console.log('immediate of handler'));
});
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('job'));
setImmediate(() => console.log('immediate'));
throw new Error('main');
