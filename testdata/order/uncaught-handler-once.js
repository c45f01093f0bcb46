process.once('uncaughtException', (err) => console.log('caught', err.message));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  throw new Error('first');
}, 1);
setTimeout(() => {
  throw new Error('second');
}, 5);
