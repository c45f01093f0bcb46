// The promise jobs are drained before the ticks they add.
Promise.resolve()
  .then(() => {
    console.log('job 1');
    process.nextTick(() => {
      console.log('tick 1');
      queueMicrotask(() => console.log('job from tick'));
    });
    process.nextTick(() => console.log('tick 2'));
  })
  .then(() => console.log('job 2'))
  .then(() => console.log('job 3'));
