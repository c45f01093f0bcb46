// Ticks added by a tick run before any promise job.
process.nextTick(() => {
  console.log('tick 1');
  process.nextTick(() => {
    console.log('tick 3');
    Promise.resolve().then(() => console.log('job 2'));
    process.nextTick(() => console.log('tick 4'));
  });
  Promise.resolve().then(() => {
    console.log('job 1');
    process.nextTick(() => console.log('tick 5'));
  });
});
process.nextTick(() => console.log('tick 2'));
