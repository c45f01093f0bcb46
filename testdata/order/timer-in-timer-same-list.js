// A timer added to the list being run does not run in the same pass.
setTimeout(() => {
  console.log('a');
  setTimeout(() => console.log('c'), 10);
  setImmediate(() => console.log('immediate'));
}, 10);
setTimeout(() => console.log('b'), 10);
