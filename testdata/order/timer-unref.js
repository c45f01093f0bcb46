setTimeout(() => console.log('must not run'), 5000).unref();
const t = setTimeout(() => console.log('short'), 1);
t.unref();
console.log(t.hasRef());
t.ref();
console.log(t.hasRef());
process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', () => console.log('exit'));
