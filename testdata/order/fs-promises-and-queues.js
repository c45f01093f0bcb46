const fs = require('node:fs');
(async () => {
  await fs.promises.stat(__filename);
  console.log('stat');
  process.nextTick(() => console.log('tick'));
  await null;
  console.log('job');
  setImmediate(() => console.log('immediate'));
  const h = await fs.promises.open(__filename);
  console.log('opened');
  await h.close();
  console.log('closed');
})();
