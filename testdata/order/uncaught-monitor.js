process.on('uncaughtExceptionMonitor', (err, origin) => console.log('monitor', err.message, origin));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  throw new Error('seen by the monitor only');
}, 1);
