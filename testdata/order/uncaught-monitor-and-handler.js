process.on('uncaughtException', (err, origin) => console.log('handler', err.message, origin));
process.on('uncaughtExceptionMonitor', (err, origin) => console.log('monitor', err.message, origin));
Promise.reject(new Error('rejected'));
setImmediate(() => {
  throw new Error('thrown');
});
