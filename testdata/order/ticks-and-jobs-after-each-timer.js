// Both queues are emptied after every single timer.
for (const i of [1, 2, 3]) {
  setTimeout(() => {
    console.log('timer', i);
    Promise.resolve().then(() => console.log('job', i));
    process.nextTick(() => console.log('tick', i));
  }, 1);
}
