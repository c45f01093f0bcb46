// A handler added by a tick or a job of the same turn is in time.
process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
process.on('rejectionHandled', () => console.log('rejectionHandled'));
const a = Promise.reject('a');
process.nextTick(() => a.catch((e) => console.log('caught', e)));
const b = Promise.reject('b');
Promise.resolve().then(() => Promise.resolve()).then(() => b.catch((e) => console.log('caught', e)));
