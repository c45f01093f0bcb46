// Ticks wait until the queue of jobs is empty, however many awaits follow.
(async () => {
  for (let i = 0; i < 3; i++) {
    process.nextTick(() => console.log('tick', i));
    await i;
    console.log('await', i);
  }
})();
setImmediate(async () => {
  process.nextTick(() => console.log('immediate tick'));
  await 0;
  console.log('immediate await');
});
