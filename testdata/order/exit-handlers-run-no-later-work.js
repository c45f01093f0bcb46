process.on('exit', () => {
  console.log('exit');
  process.nextTick(() => console.log('no tick'));
  Promise.resolve().then(() => console.log('no job'));
  setTimeout(() => console.log('no timer'), 0);
  setImmediate(() => console.log('no immediate'));
});
process.on('exit', () => console.log('exit 2'));
