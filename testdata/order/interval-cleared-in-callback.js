let n = 0;
const i = setInterval((step) => {
  n += step;
  console.log(n);
  if (n >= 6) {
    clearInterval(i);
    process.nextTick(() => console.log('tick'));
  }
}, 1, 2);
process.on('exit', () => console.log('exit'));
