const { Readable } = require('node:stream');
const r = new Readable({ objectMode: true, read() {} });
r.on('close', () => console.log('close'));
(async () => {
  for await (const v of r) {
    console.log('got', v);
    process.nextTick(() => console.log('tick of', v));
    if (v === 2) break;
  }
  console.log('loop left', r.destroyed);
})();
r.push(1);
r.push(2);
r.push(3);
console.log('main');
