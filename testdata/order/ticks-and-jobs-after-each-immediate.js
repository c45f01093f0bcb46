for (const i of [1, 2, 3]) {
  setImmediate(() => {
    console.log('immediate', i);
    Promise.resolve().then(() => {
      console.log('job', i);
      process.nextTick(() => console.log('tick of job', i));
    });
    process.nextTick(() => console.log('tick', i));
  });
}
