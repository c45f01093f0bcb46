setImmediate(() => process.exit(0));
setImmediate(() => console.log('must not run'));
setTimeout(() => console.log('nor this'), 1000);
process.on('beforeExit', () => console.log('no beforeExit'));
process.on('exit', (code) => console.log('exit', code));
