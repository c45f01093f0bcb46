let n = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', ++n, code);
  if (n === 1) setTimeout(() => console.log('timer'), 1);
  if (n === 2) setImmediate(() => console.log('immediate'));
  if (n === 3) process.nextTick(() => console.log('tick keeps nothing alive'));
  if (n === 4) Promise.resolve().then(() => console.log('job'));
});
process.on('exit', (code) => console.log('exit', code));
