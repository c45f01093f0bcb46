const { AsyncLocalStorage } = require('node:async_hooks');
const fs = require('node:fs');
const als = new AsyncLocalStorage();
async function work(id) {
  await null;
  console.log(id, als.getStore());
  await fs.promises.stat(__filename);
  return [id, als.getStore()];
}
(async () => {
  console.log(await als.run(1, work, 'first'));
  const both = await Promise.all([als.run(2, work, 'second'), als.run(3, work, 'third')]);
  console.log(both, als.getStore());
  als.enterWith('entered');
  await null;
  console.log(als.getStore());
  als.run(4, () => fs.readFile(__filename, () => console.log('readFile', als.getStore())));
})();
