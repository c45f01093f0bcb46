process.on('SIGTERM', (name, number) => {
  console.log(name, number);
  process.nextTick(() => console.log('tick'));
  setImmediate(() => {
    console.log('immediate');
    clearInterval(keep);
  });
});
const keep = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGTERM');
console.log('main');
