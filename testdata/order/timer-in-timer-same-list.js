// A timer added to the list being run does not run in the same pass.
setTimeout(() => {
  console.log('a');
  setTimeout(() => console.log('c'), 1);
  setImmediate(() => console.log('immediate'));
}, 1);
setTimeout(() => console.log('b'), 1);
