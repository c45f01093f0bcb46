process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
Promise.reject(1);
Promise.reject(2).then(() => {});
Promise.resolve().then(() => Promise.reject(3));
process.nextTick(() => Promise.reject(4));
setImmediate(() => {
  Promise.reject(5);
  setTimeout(() => Promise.reject(6), 1);
});
const both = Promise.reject(7);
both.then(() => {});
both.catch(() => console.log('caught 7'));
