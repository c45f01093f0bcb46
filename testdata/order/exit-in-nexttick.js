process.nextTick(() => {
  console.log('tick');
  process.exit(4);
});
process.nextTick(() => console.log('must not run'));
Promise.resolve().then(() => console.log('nor this'));
process.on('exit', (code) => console.log('exit', code));
