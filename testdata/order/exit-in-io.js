require('node:fs').readFile(__filename, () => {
  setImmediate(() => console.log('must not run'));
  process.exit(7);
});
process.on('exit', (code) => console.log('exit', code));
