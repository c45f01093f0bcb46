process.on('unhandledRejection', (reason, p) => {
  console.log('unhandled', reason);
  setImmediate(() => {
    p.catch((e) => console.log('caught', e));
    setImmediate(() => console.log('end'));
  });
});
process.on('rejectionHandled', (p) => console.log('rejectionHandled', p === a));
const a = Promise.reject('a');
