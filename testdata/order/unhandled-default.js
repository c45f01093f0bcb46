process.on('exit', (code) => console.log('exit', code));
setImmediate(() => console.log('must not run'));
process.nextTick(() => console.log('tick'));
Promise.reject(new Error('nobody handles'));
