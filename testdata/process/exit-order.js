process.on('beforeExit', (code) => {
  console.log('beforeExit', code, process.exitCode);
  if (process.exitCode === undefined) {
    process.exitCode = 3;
    setImmediate(() => console.log('more work'));
  }
});
process.on('exit', (code) => {
  console.log('exit', code, process._exiting);
  process.exitCode = 4;
  process.nextTick(() => console.log('never'));
});
console.log('main');
