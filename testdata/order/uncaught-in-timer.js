process.on('uncaughtException', (err, origin) => {
  console.log('caught', err.message, origin);
  process.nextTick(() => console.log('tick of handler'));
});
setTimeout(() => {
  process.nextTick(() => console.log('tick of a'));
  throw new Error('a');
}, 1);
setTimeout(() => console.log('b'), 1);
setTimeout(() => {
  Promise.resolve().then(() => console.log('job of c'));
  throw new Error('c');
}, 1);
// All are due when the loop starts, whatever the machine is doing.
const end = Date.now() + 10;
while (Date.now() < end);
