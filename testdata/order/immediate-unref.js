const i = setImmediate(() => console.log('unref alone'));
i.unref();
console.log(i.hasRef());
process.on('exit', () => console.log('exit'));
