// A timer set by a timer waits for the next turn of the loop; an immediate comes first.
setTimeout(() => {
  console.log('outer');
  setTimeout(() => console.log('inner timer'), 10);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
}, 0);
