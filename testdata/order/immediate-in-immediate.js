setImmediate(() => {
  console.log('a');
  setImmediate(() => console.log('c'));
  process.nextTick(() => console.log('tick a'));
});
setImmediate(() => console.log('b'));
