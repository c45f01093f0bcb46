setImmediate(() => {
  console.log('a');
  clearImmediate(b);
});
const b = setImmediate(() => console.log('b must not run'));
setImmediate(() => console.log('c'));
