process.on('exit', (c) => console.log('exit', c));
console.log('start');
await new Promise(() => {});
console.log('never');
