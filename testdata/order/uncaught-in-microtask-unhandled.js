queueMicrotask(() => {
  throw new RangeError('micro');
});
queueMicrotask(() => console.log('next micro'));
setImmediate(() => console.log('must not run'));
process.on('exit', (code) => console.log('exit', code));
