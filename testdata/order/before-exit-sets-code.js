process.once('beforeExit', (code) => {
  console.log('beforeExit', code);
  process.exitCode = 2;
  process.nextTick(() => console.log('tick'));
});
process.on('exit', (code) => console.log('exit', code));
